"""Reading a notice through over HTTP: what each form writes, what it refuses, what can be taken back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest

from ketluan.desk.reading_queue import doubts_of
from ketluan.model.display_names import notice_name
from ketluan.model.notice import Notice
from ketluan.store.header import read_header
from tests.conftest import ROOT
from tests.desk.desk_client import NOTICE, Client, copied_archive, running
from tests.store.test_notice_edit import hunks

OLD_HEAD = ["head: |-", "  Số: 975/TB - VP", "  Kon Tum, ngày 10 tháng 7 năm 2014"]
HEAD = "head: Kon Tum, ngày 10 tháng 7 năm 2014"
OTHER = "dong-thap/huyen-hong-ngu/van-phong-hdnd-va-ubnd/2020/hop-2020-07-16"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    with running(copied_archive(tmp_path_factory.mktemp("desk"))) as found:
        yield found


@pytest.fixture
def client(desk: Client) -> Client:
    """The archive as it was, whatever the test before did to it."""
    for notice in (NOTICE, OTHER):
        file(desk, notice).write_bytes((ROOT / "notices" / f"{notice}.md").read_bytes())
    return desk


def file(client: Client, notice: str = NOTICE) -> Path:
    return client.desk.notices / f"{notice}.md"


def archived(client: Client, notice: str = NOTICE) -> Notice:
    return client.desk.shelf.archive.by_id[notice]


def text(client: Client, notice: str = NOTICE) -> str:
    return file(client, notice).read_bytes().decode()


def header_form(client: Client, notice: str = NOTICE) -> dict[str, str]:
    """The form of the front matter as the page offers it."""
    page = client.page(notice).text
    form = page[page.index('id="phan-dau"') : page.index("Lưu phần đầu")]
    values = dict(re.findall(r'<input[^>]* name="([^"]+)" value="([^"]*)"', form))
    values |= dict(re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>([^<]*)</textarea>', form))
    for name, options in re.findall(r'<select[^>]* name="([^"]+)">(.*?)</select>', form, re.S):
        values[name] = re.search(r'value="([^"]*)" selected', options)[1]  # type: ignore[index]
    return {name: unescape(value).replace("\n", "\r\n") for name, value in values.items()}


def block_form(client: Client, words: str, **more: object) -> dict[str, object]:
    """What every form of a block sends."""
    page = client.page().text
    blocks = re.finditer(r'<li id="d(\d+)".*?<p class="kd-words">(.*?)</p>', page, re.S)
    line = next(found[1] for found in blocks if words in found[2])
    return {"tb": NOTICE, "ban": client.digest(), "dong": line, **more}


@pytest.mark.parametrize("notice", [NOTICE, OTHER])
def test_opening_and_saving_changes_nothing(client: Client, notice: str) -> None:
    before = text(client, notice)
    form = header_form(client, notice)
    assert {"number", "issued", "title", "meeting.date", "recipients", "kind"} <= set(form)
    assert client.post("/soat/dau", form).status == 303
    assert text(client, notice) == before


@pytest.mark.parametrize(
    ("key", "typed", "expected"),
    [
        ("issued", "11/7/2014", [(["issued: 2014-07-10"], ["issued: 2014-07-11"])]),
        ("meeting.date", "7-7-2014", [(["  date: 2014-07-08"], ["  date: 2014-07-07"])]),
        ("signer", "", [(["signer: Nguyễn Đình Cầu"], [])]),
        ("publish_original", "", [([], ["publish_original: false"])]),
        ("topics", "trẻ em", []),
        ("head", "Kon Tum, ngày 10 tháng 7 năm 2014", [(OLD_HEAD, [HEAD])]),
        ("head", "Số: 975/TB-VP\n Kon Tum, ngày 10 tháng 7 năm 2014\n\n", [([OLD_HEAD[1]], ["  Số: 975/TB-VP"])]),
        ("head", "", [(OLD_HEAD, [])]),
    ],
)
def test_one_corrected_field_is_one_hunk(client: Client, key: str, typed: str, expected: object) -> None:
    before = text(client)
    answer = client.post("/soat/dau", {**header_form(client), key: typed})
    assert answer.status == 303, answer.shown
    assert hunks(before, text(client)) == expected


@pytest.mark.parametrize(
    ("key", "typed", "said"),
    [
        (
            "issued",
            "31/02/2014",
            "Ngày ban hành phải là ngày có thật, viết ngày/tháng/năm như 05/03/2025, không phải “31/02/2014”.",
        ),
        ("number", "không số", "Số, ký hiệu phải như in trên văn bản, ví dụ 975/TB-VP, không phải “không số”."),
        ("title", " ", "Trích yếu không được để trống."),
        ("kind", "thu", "Loại văn bản phải là một trong: Thông báo, Chỉ thị, Công văn, Biên bản."),
    ],
)
def test_what_is_no_value_is_said_in_vietnamese(client: Client, key: str, typed: str, said: str) -> None:
    before = text(client)
    answer = client.post("/soat/dau", {**header_form(client), key: typed})
    assert answer.status == 409 and said in answer.shown
    assert text(client) == before


def test_who_leads_and_by_when_is_one_line_and_can_be_taken_back(client: Client) -> None:
    before = text(client)
    form = block_form(client, "Tổ chức hội thảo")
    sent = {"lead-sent": "1", "lead": ["kon-tum/so-y-te", "kon-tum/cong-an-tinh"], "due": "31/12/2014"}
    answer = client.post("/soat/doan", {**form, **sent})
    assert answer.status == 303, answer.shown
    assert hunks(before, text(client)) == [([], ['{: lead="kon-tum/so-y-te kon-tum/cong-an-tinh" due="2014-12-31" }'])]
    page = client.page().shown
    assert "Vừa ghi cơ quan, thời hạn, vai trò của một đoạn." in page
    assert "chủ trì: Sở Y tế tỉnh Kon Tum" in page
    assert client.post("/soat/hoan-tac", {"tb": NOTICE}).status == 303
    assert text(client) == before
    assert client.post("/soat/hoan-tac", {"tb": NOTICE}).status == 409


def test_a_limit_that_is_none_is_said_so(client: Client) -> None:
    form = block_form(client, "Tổ chức hội thảo")
    client.post("/soat/doan", {**form, "due": "31/12/2014"})
    form = block_form(client, "Tổ chức hội thảo")
    client.post("/soat/doan", {**form, "due": "", "recurring": ""})
    assert '{: due="" }' in text(client)
    assert "31/12/2014" not in client.page().shown.partition("Vừa")[2].partition("Hoàn tác")[2]


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (
            {"lead-sent": "1", "lead": ["?Sở Mới"]},
            "“Sở Mới” chưa có trong danh mục cơ quan: hãy thêm cơ quan mới, hoặc bỏ tên này khỏi danh sách.",
        ),
        ({"due": "31/12/2014", "recurring": "monthly"}, "Chỉ ghi một trong hai: ngày đến hạn, hoặc kỳ hạn."),
        ({"recurring": "hourly"}, "Kỳ hạn không có trong danh sách."),
        ({"role": "x"}, "Vai trò của đoạn không có trong danh sách."),
    ],
)
def test_what_cannot_be_said_of_a_block_is_refused(client: Client, sent: dict[str, object], said: str) -> None:
    before = text(client)
    answer = client.post("/soat/doan", {**block_form(client, "Tổ chức hội thảo"), **sent})  # type: ignore[dict-item]
    assert answer.status == 409 and said in answer.shown
    assert text(client) == before


def test_what_is_no_task_is_none_and_the_word_of_the_program_comes_back(client: Client) -> None:
    before = text(client)
    client.post("/soat/doan", {**block_form(client, "Tổ chức hội thảo"), "role": "assessment"})
    assert "{: .assessment }" in text(client)
    client.post("/soat/doan", {**block_form(client, "Tổ chức hội thảo"), "nhu-may": "1"})
    assert text(client) == before


def test_a_number_in_a_heading_is_written_as_by_hand_and_one_that_opens_a_paragraph_is_kept_from_a_list(
    client: Client,
) -> None:
    before = text(client)
    heading = next(line for line in before.split("\n") if line.startswith("## 4. "))
    sent = {**block_form(client, "4. Giao Công an"), "chu": f"{heading[3:]} ngay\r\n5. Rà soát.", "dong-y": "1"}
    assert client.post("/soat/chu", sent).status == 303
    assert hunks(before, text(client)) == [([heading], [f"{heading} ngay", "", "5\\. Rà soát."])]


def test_what_to_do_next_is_said_when_nothing_waits(client: Client, tmp_path: Path) -> None:
    for notice in (NOTICE, OTHER):
        client.post("/soat/xong", {"tb": notice, "ban": client.digest(notice)})
    page = client.get("/soat").shown
    assert "Không còn văn bản nào chờ soát. Việc tiếp theo: công bố" in page
    assert "Thông báo số 975/TB-VP đã soát" in page
    with running(tmp_path / "notices") as empty:
        assert "Kho chưa có văn bản nào." in empty.get("/soat").shown


def test_a_block_is_split_where_the_line_is_broken_and_joined_again(client: Client) -> None:
    before = text(client)
    words = "Tăng cường các biện pháp nhằm ngăn chặn, hạn chế thấp nhất tình trạng trẻ em bị ngược đãi, xâm hại;"
    whole = next(line for line in before.split("\n") if line.startswith(words))
    rest = whole.removeprefix(words).strip()
    answer = client.post("/soat/chu", {**block_form(client, words), "chu": f"{words}\r\n{rest}"})
    assert answer.status == 303, answer.shown
    assert hunks(before, text(client)) == [([whole], [words, "", rest])]
    assert client.post("/soat/noi", block_form(client, rest)).status == 303  # type: ignore[arg-type]
    assert text(client) == before


def test_a_bullet_is_moved(client: Client) -> None:
    before = text(client)
    client.post("/soat/chuyen", {**block_form(client, "Rà soát, đánh giá và tham mưu"), "huong": "len"})
    moved = [line for line in text(client).split("\n") if line.startswith("- ")]
    assert moved[0].startswith("- Rà soát, đánh giá và tham mưu")
    assert sorted(moved) == sorted(line for line in before.split("\n") if line.startswith("- "))


def test_other_words_are_shown_first_and_written_when_they_are_confirmed(client: Client) -> None:
    before = text(client)
    words = next(line for line in before.split("\n") if line.startswith("Tổ chức hội thảo"))
    typed = words.replace("hội thảo", "hội nghị").replace("*", "")
    form = {**block_form(client, "Tổ chức hội thảo"), "chu": typed}
    asked = client.post("/soat/chu", form)
    assert asked.status == 409 and "Chữ của văn bản sẽ khác đi" in asked.shown and "thảo nghị" in asked.shown
    assert text(client) == before
    assert client.post("/soat/chu", {**form, "dong-y": "1"}).status == 303
    assert "Tổ chức hội nghị về công tác" in text(client)


def test_a_file_that_changed_meanwhile_is_not_overwritten_and_both_versions_are_shown(client: Client) -> None:
    form = {**header_form(client), "place": "Pleiku"}
    by_hand = text(client).replace("number: 975/TB-VP", "number: 977/TB-VP")
    file(client).write_bytes(by_hand.encode())
    answer = client.post("/soat/dau", form)
    assert answer.status == 409 and "Tệp đã được sửa ở nơi khác" in answer.shown
    assert "+ number: 977/TB-VP" in answer.shown and "+ place: Pleiku" in answer.shown
    assert text(client) == by_hand
    again = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', answer.text))
    assert set(again) == {"khoa", "tb", "ban", "place"}
    assert client.post("/soat/dau", again).status == 303
    assert text(client) == by_hand.replace("place: Kon Tum", "place: Pleiku")


def test_two_desks_do_not_write_over_each_other(client: Client) -> None:
    with running(client.desk.notices) as second:
        one, two = header_form(client), header_form(second)
        assert second.post("/soat/dau", {**two, "place": "Pleiku"}).status == 303
        assert client.post("/soat/dau", {**one, "signer": "Trần A"}).status == 409
    assert "place: Pleiku" in text(client) and "signer: Nguyễn Đình Cầu" in text(client)


def test_a_notice_that_was_read_through_says_by_whom_and_the_next_one_follows(client: Client) -> None:
    before = text(client, OTHER)
    answer = client.post("/soat/xong", {"tb": OTHER, "ban": client.digest(OTHER)})
    following = f"/soat?{urlencode({'tb': NOTICE, 'xong': OTHER})}"
    assert (answer.status, answer.headers["location"]) == (303, following)
    said = f"Đã ghi đã soát {notice_name(archived(client, OTHER))} , sang văn bản {notice_name(archived(client))}."
    assert said in client.get(following).shown
    header, _, _, problems = read_header(text(client, OTHER), "a.md")
    assert header is not None and header.reviewed is not None and not problems
    assert str(header.reviewed) == "15/01/2026, Nguyễn Thị Lan"
    assert OTHER not in client.get("/soat").text
    assert client.post("/soat/hoan-tac", {"tb": OTHER}).status == 303
    assert text(client, OTHER) == before


def test_open_doubts_are_named_and_asked_about_before_a_notice_counts_as_read(client: Client) -> None:
    report = file(client).with_suffix(".nhap.yml")
    report.write_text(
        "on: 2026-01-02\nsource: a.pdf\npoints:\n"
        "  - {about: field, field: number, line: 1, words: 975/TB, why: chưa rõ}\n"
        "  - {about: field, field: place, line: 1, words: Kon Tum, why: chữ mờ}\n",
        encoding="utf-8",
    )
    before, sent = text(client), {"tb": NOTICE, "ban": client.digest()}
    doubts = doubts_of(archived(client), client.desk.notices)
    asked = client.post("/soat/xong", sent)
    assert asked.status == 200 and f"Còn {len(doubts)} điều cần xem" in asked.shown and len(doubts) == 2
    for each in doubts:
        assert " ".join(each.said.split()) in asked.shown
    assert f"{NOTICE.replace('/', '%2F')}#{doubts[0].place}" in asked.text and text(client) == before
    together = client.post("/soat/nhieu", {"chon": [OTHER, NOTICE]})
    assert together.status == 200 and f"{notice_name(archived(client))}: {len(doubts)} điều" in together.shown
    assert text(client) == before and "reviewed:" not in text(client, OTHER)
    assert client.post("/soat/xong", {**sent, "dong-y": "1"}).status == 303
    assert "reviewed:" in text(client) and not report.exists()


def test_a_notice_that_changed_meanwhile_is_not_marked_as_read(client: Client) -> None:
    digest = client.digest()
    by_hand = text(client).replace("number: 975/TB-VP", "number: 977/TB-VP")
    file(client).write_bytes(by_hand.encode())
    assert client.post("/soat/xong", {"tb": NOTICE, "ban": digest}).status == 409
    assert text(client) == by_hand


def test_several_notices_are_marked_at_once(client: Client) -> None:
    assert client.post("/soat/nhieu", {}).status == 409
    answer = client.post("/soat/nhieu", {"chon": [NOTICE, OTHER], "dong-y": "1"})
    assert "Đã ghi đã soát 2 văn bản." in client.get(answer.headers["location"]).shown
    assert "Không còn văn bản nào chờ soát" in client.get("/soat").shown
    assert "reviewed:" in text(client) and "reviewed:" in text(client, OTHER)
    client.post("/soat/bo-soat", {"tb": NOTICE, "ban": client.digest()})
    assert "reviewed:" not in text(client)


@pytest.mark.parametrize("notice", ["x/y/2020/z", "../../etc/passwd", "", "agencies"])
def test_only_notices_of_the_archive_are_changed(client: Client, notice: str) -> None:
    answer = client.post("/soat/dau", {"tb": notice, "ban": "0", "place": "Pleiku"})
    assert answer.status == 409 and f"Kho không có thông báo {notice}." in answer.shown


@pytest.mark.parametrize(
    ("typed", "first"),
    [("so y te", "kon-tum/so-y-te"), ("SỞ Y", "kon-tum/so-y-te"), ("y te", "kon-tum/so-y-te"), ("zzz", None)],
)
def test_a_body_is_found_by_what_is_typed(client: Client, typed: str, first: str | None) -> None:
    found = json.loads(client.get(f"/co-quan/tim?{urlencode({'q': typed, 'quanh': 'kon-tum'})}").text)
    assert (found[0]["id"] if found else None) == first
