"""What is not sure is said by the check, by `show` and in the queue, with the reason."""

import dataclasses
import datetime as dt

from ketluan.cli.terminal import notice_text
from ketluan.model.agency import Agency, Register
from ketluan.model.json_record import notice_record
from ketluan.model.notice import Notice
from ketluan.model.open_questions import open_questions
from ketluan.store.notice_body import read_body

TEXT = (
    "Chủ tịch UBND tỉnh kết luận:\n\n1\\. Giao Sở Y tế báo cáo trước ngày 31/6/2025.\n\n2\\. Danh mục kèm theo.\n\n"
    "3\\. Giao Sở Y tế rà soát trước ngày 20/6/2025.\n"
)
REGISTER = Register(agencies={"a/b": Agency(id="a/b", name="UBND tỉnh", kind="issuer")})


def _notice() -> Notice:
    body, _ = read_body(TEXT, date=dt.date(2025, 1, 8), first_line=10)
    return Notice(id="a/b/2025/1", path="notices/a/b/2025/1.md", issuer="a/b", title="Kết luận", body=body)


def test_each_doubt_names_its_words_and_its_reason() -> None:
    assert [(asked.line, asked.anchor, asked.message()) for asked in open_questions(_notice())] == [
        (12, "1-1", "thời hạn chưa chắc: ngày 31/6/2025 không có trong lịch (“trước ngày 31/6/2025”)"),
        (
            14,
            "",
            "đoạn chưa chắc: không rõ có giao việc hay không: không nhận ra động từ (“2. Danh mục kèm theo.”)",
        ),
    ]


def test_show_prints_every_block_with_its_role_and_reason() -> None:
    text = notice_text(_notice(), [], REGISTER)
    assert "[câu dẫn: câu dẫn, giới thiệu các mục bên dưới]  Chủ tịch UBND tỉnh kết luận:" in text
    assert "[chưa rõ: không rõ có giao việc hay không: không nhận ra động từ; cần xem lại]" in text
    assert "vì sao: có lời giao việc" in text
    assert "thời hạn: không có ngày (từ câu chữ: “trước ngày 31/6/2025”); chưa chắc: ngày 31/6/2025" in text


def test_the_json_names_the_role_and_reason_of_every_block() -> None:
    record = notice_record(_notice(), [], issuer_name="UBND tỉnh")
    blocks = record["blocks"]
    assert isinstance(blocks, list)
    assert [(block["line"], block["role"]) for block in blocks] == [
        (10, "lead-in"),
        (12, "directive"),
        (14, "unread"),
        (16, "directive"),
    ]
    assert all(block["reason"] for block in blocks)


def test_a_sure_notice_asks_nothing() -> None:
    body, _ = read_body("1\\. Giao Sở Y tế rà soát.\n", date=dt.date(2025, 1, 8))
    assert list(open_questions(dataclasses.replace(_notice(), body=body))) == []
