"""What a block is: a directive, a heading, an introducing line, or neither."""

import datetime as dt

import pytest

from ketluan.model.notice import Body
from ketluan.store.notice_body import read_body

PREAMBLE = "Ngày 03/01/2025, Chủ tịch UBND tỉnh họp. Chủ tịch UBND tỉnh kết luận:\n\n"
CLOSING = "\n\nVăn phòng UBND tỉnh thông báo để các cơ quan biết, thực hiện./.\n"


def read(text: str) -> Body:
    return read_body(PREAMBLE + text, date=dt.date(2025, 1, 8))[0]


def roles(text: str) -> list[str]:
    return [block.role for block in read(text).blocks[1:]]


def leads(text: str) -> list[list[str]]:
    return [[party.name for party in directive.lead] for directive in read(text).directives]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## 1. Sở Y tế\n\n- Tổ chức khám bệnh.", ["heading", "directive"]),
        ("1\\. Giao Sở Y tế:\n\n- Tổ chức khám bệnh.", ["lead-in", "directive"]),
        ("1\\. Sở Y tế.\n\nTổ chức khám bệnh.", ["lead-in", "directive"]),
        ("1\\. Giao bác sĩ trực tổng hợp số liệu." + CLOSING, ["directive", "closing"]),
        ("1\\. Các nội dung khác thực hiện theo Thông báo số 12/TB-UBND.", ["note"]),
        ("1\\. Về thành lập bệnh viện: Đồng ý về nguyên tắc.", ["agreement"]),
        ("1\\. Ban Thường vụ thống nhất bổ nhiệm lại đồng chí A.", ["agreement"]),
        ("1\\. Về kinh phí, Bộ trưởng đánh giá cao nỗ lực của tỉnh.", ["assessment"]),
        ("Thông báo này được phổ biến đến các chi bộ.", ["closing"]),
        ("| Sở Y tế | chủ trì |\n|---|---|\n| a | b |", ["table"] * 2),
        ("## 1. Về mặt bằng\n\nUBND xã Long Hưng rà soát hồ sơ.", ["heading", "directive"]),
        ("## 1. Mặt còn hạn chế\n\nUBND xã Long Hưng rà soát hồ sơ.", ["heading", "assessment"]),
        ("## Phụ lục\n\n- Sở Y tế chủ trì.", ["heading", "note"]),
    ],
)
def test_a_block_has_one_role(text: str, expected: list[str]) -> None:
    assert roles(text) == expected


def test_orders_announced_in_an_assessment_open_a_part_that_assigns() -> None:
    text = "## I. Về tình hình tháng 7\n\nThống nhất báo cáo; đồng thời, yêu cầu:\n\n1\\. Sở Y tế.\n\n- Rà soát."
    assert roles(text) == ["heading", "lead-in", "lead-in", "directive"]
    assert roles(text.replace("; đồng thời, yêu cầu:", ".")) == ["heading", "assessment", "lead-in", "assessment"]


def test_the_preamble_is_no_heading_of_a_directive_but_its_addressee_holds() -> None:
    body = read_body(
        "Ngày 03/01/2025, UBND tỉnh họp; kết luận, yêu cầu các sở, ngành thực hiện:\n\n1\\. Rà soát hồ sơ.\n",
        date=dt.date(2025, 1, 8),
    )[0]
    assert body.directives[0].headings == ()
    assert [party.name for party in body.directives[0].lead] == ["các sở, ngành"]


LETTER = "Kính gửi:\n\n- Sở Y tế;\n- UBND huyện Lâm Hà.\n\nXét đề nghị của Sở Y tế, UBND tỉnh {}\n\n- Rà soát hồ sơ.\n"
RECIPIENTS = ["Sở Y tế", "UBND huyện Lâm Hà"]


@pytest.mark.parametrize(
    ("preamble", "lead", "certain"),
    [
        ("yêu cầu các bệnh viện thực hiện như sau:", ["các bệnh viện"], True),
        ("có ý kiến như sau:", RECIPIENTS, False),
        ("yêu cầu những người có tên dưới đây thực hiện các nội dung sau:", ["những người có tên dưới đây"], False),
    ],
)
def test_a_letter_s_tasks_are_for_those_whom_it_orders_else_for_those_to_whom_it_goes(
    preamble: str, lead: list[str], certain: bool
) -> None:
    directive = read_body(LETTER.format(preamble), date=dt.date(2025, 1, 8))[0].directives[0]
    assert [party.name for party in directive.lead] == lead
    assert {party.certain for party in directive.lead} == {certain}


def test_what_the_one_who_speaks_does_besides_is_nobody_s_task() -> None:
    text = "Bộ Y tế yêu cầu các bệnh viện thực hiện:\n\n- Rà soát hồ sơ. {} gửi kèm mẫu báo cáo.\n"
    bodies = [read_body(text.format(body), date=None)[0] for body in ("Bộ Y tế", "Sở Y tế")]
    assert [[party.name for party in body.directives[0].lead] for body in bodies] == [["các bệnh viện"], ["Sở Y tế"]]


def test_specks_behind_the_salutation_end_no_list_of_those_to_whom_a_letter_goes() -> None:
    text = LETTER.format("có ý kiến như sau:").replace("Kính gửi:", "Kính gửi: DA ä .")
    directive = read_body(text, date=None)[0].directives[0]
    assert [party.name for party in directive.lead] == RECIPIENTS


def test_the_list_of_those_to_whom_a_letter_goes_ends_where_its_text_begins() -> None:
    body = read_body("Kính gửi:\n\nUBND tỉnh có ý kiến như sau:\n\n- Giao Sở Y tế rà soát.\n", date=None)[0]
    assert [block.role for block in body.blocks] == ["note", "lead-in", "directive"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Đảng bộ xã nêu cao trách nhiệm người đứng đầu, đoàn kết; đồng thời, tập trung các nhiệm vụ sau:",
            "directive",
        ),
        ("Đảng bộ xã tập trung các nhiệm vụ sau:", "lead-in"),
        ("Chủ trì, phối hợp với Sở Y tế cấp giấy phép theo quy định, bao gồm:", "directive"),
        ("Giao các sở quản lý nhà nước chuyên ngành về hạ tầng theo lĩnh vực, bao gồm:", "lead-in"),
    ],
)
def test_what_asks_for_something_before_its_items_is_a_task_too(text: str, expected: str) -> None:
    assert roles(f"## 1. Sở Nội vụ\n\n{text}\n\n- Rà soát hồ sơ.")[1:] == [expected, "directive"]


def test_the_heading_s_addressee_stays_when_a_clause_only_says_who_answers() -> None:
    text = "## 1. Các sở, ngành\n\n- Không chủ quan; thủ trưởng đơn vị chịu trách nhiệm nếu để xảy ra thiệt hại."
    assert leads(text) == [["Các sở, ngành"]]


def test_the_documents_of_a_footnote_inside_a_sentence_are_not_cited_by_it() -> None:
    note = "1 Các quy định của Luật Đất đai; Nghị quyết số 10-NQ/TW; Quyết định số 334/QĐ-TTg của Thủ tướng…"
    text = f"1\\. Giao Sở Y tế xử lý việc khai thác {note} trái phép theo Kế hoạch số 5/KH-UBND.\n"
    assert read(text).directives[0].citations == ("5/KH-UBND",)
    assert read(text.replace("… trái", ". Trái")).directives[0].citations == ("10-NQ/TW", "334/QĐ-TTg", "5/KH-UBND")


@pytest.mark.parametrize(
    ("heading", "task", "lead"),
    [
        ("Đảng ủy xã", "Lãnh đạo UBND xã đẩy nhanh giải ngân.", ["Đảng ủy xã"]),
        ("Các chi bộ trực thuộc", "Lãnh đạo các đoàn thể tuyên truyền.", ["Các chi bộ trực thuộc"]),
        ("Ban Thường vụ Huyện ủy", "Giao lãnh đạo UBND xã rà soát hồ sơ.", ["lãnh đạo UBND xã"]),
        ("UBND huyện", "Lãnh đạo UBND xã đẩy nhanh giải ngân.", ["Lãnh đạo UBND xã"]),
        ("Đảng ủy xã", "UBND xã rà soát hồ sơ.", ["UBND xã"]),
    ],
)
def test_whom_a_committee_of_the_party_leads_is_not_told_by_its_heading(
    heading: str, task: str, lead: list[str]
) -> None:
    assert leads(f"## 1. {heading}\n\n- {task}") == [lead]


@pytest.mark.parametrize(
    ("between", "lead"),
    [
        ("Báo cáo kế hoạch trước ngày 03/12/2025.", [["các xã"], ["các xã"], ["các xã"]]),
        ("Giao Sở Y tế báo cáo.", [["các xã"], ["Sở Y tế"], ["các xã"]]),
        ("Các nhiệm vụ khác", [["các xã"], []]),
    ],
)
def test_a_sentence_between_two_bullets_of_a_list_is_one_of_them(between: str, lead: list[list[str]]) -> None:
    text = f"UBND tỉnh yêu cầu các xã thực hiện:\n\n- Rà soát nhà ở.\n\n{between}\n\n- Di dời dân.\n"
    body = read_body(text, date=dt.date(2025, 11, 30))[0]
    assert [[party.name for party in directive.lead] for directive in body.directives] == lead


ORDERS = "Để phòng dịch, UBND tỉnh yêu cầu UBND các xã rà soát hồ sơ."


@pytest.mark.parametrize(
    ("following", "lead"),
    [
        ("Trong đó tập trung thực hiện các giải pháp: Kiểm tra chợ.", ["UBND các xã"]),
        ("Trước khi phun thuốc phải thông báo cho người dân.", ["UBND các xã"]),
        ("Sở Y tế kiểm tra chợ.", ["Sở Y tế"]),
        ("UBND tỉnh yêu cầu đẩy nhanh tiến độ phun thuốc.", []),
        ("Dịch đã được kiểm soát.\n\nKiểm tra các chợ phải đúng hạn.", []),
    ],
)
def test_running_text_goes_on_telling_those_whom_it_has_ordered(following: str, lead: list[str]) -> None:
    body = read_body(f"{ORDERS}\n\n{following}\n", date=None)[0]
    assert [party.name for party in body.directives[1].lead] == lead


@pytest.mark.parametrize(
    ("numbers", "first"),
    [
        ("(1) Rà soát hồ sơ.\n\n(2) Công khai hồ sơ.", "lead-in"),
        ("a) Rà soát hồ sơ.\n\nb) Công khai hồ sơ.", "lead-in"),
        ("(3) Rà soát hồ sơ.\n\n(4) Công khai hồ sơ.", "directive"),
    ],
)
def test_numbers_that_begin_right_below_a_bullet_stand_under_it(numbers: str, first: str) -> None:
    task = "Triển khai thực hiện phân cấp, phân quyền theo một số nguyên tắc chính sau:"
    text = f"UBND tỉnh yêu cầu các xã thực hiện:\n\n- {task}\n\n{numbers}\n\n- Báo cáo kết quả.\n"
    body = read_body(text, date=None)[0]
    assert [block.role for block in body.blocks[1:]] == [first, "directive", "directive", "directive"]
    assert {party.name for directive in body.directives for party in directive.lead} == {"các xã"}
