"""Source texts and the notice files they become, compared whole; adding a case is adding two files."""

from __future__ import annotations

import textwrap
from itertools import cycle
from pathlib import Path

import pytest

from ketluan.importing.issuer import find_issuer
from ketluan.importing.notice_text import notice_file
from ketluan.importing.parsing.draft import draft
from ketluan.importing.parsing.paragraphs import paragraphs_of
from ketluan.importing.parsing.printed_lines import printed_lines
from ketluan.importing.proof import differences, words_of
from ketluan.model.agency import Register
from ketluan.store.notice_body import read_body
from tests.importing.source_texts import SOURCES


def drafted(path: Path) -> str:
    """The notice file of a source, its issuer named as a first import into an empty archive names it."""
    notice = draft(path.read_text(encoding="utf-8"))
    issuer = find_issuer(notice.issuer_lines, notice.place, Register())
    return notice_file(notice, issuer.id if issuer else "khong-ro/khong-ro")


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_a_source_becomes_this_notice_file(source: Path) -> None:
    assert drafted(source) == source.with_suffix(".md").read_text(encoding="utf-8")


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_nothing_is_lost(source: Path) -> None:
    assert differences(source.read_text(encoding="utf-8"), drafted(source)) == []


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_a_body_shows_the_words_of_its_source(source: Path) -> None:
    body = draft(source.read_text(encoding="utf-8")).body
    shown, problems = read_body(body, date=None)
    assert problems == ()
    assert [word for block in shown.blocks for word in words_of(block.text)] == words_of(body)


PARAGRAPHS = [
    "Sau khi nghe Sở Lao động - Thương binh và Xã hội báo cáo kết quả triển khai thực hiện Chương trình hành động vì "
    "trẻ em trên địa bàn tỉnh 6 tháng đầu năm và ý kiến của các đại biểu, đồng chí Phó Chủ tịch UBND tỉnh kết luận:",
    "1. Giao Sở Y tế:",
    "- Rà soát, đánh giá tình hình suy dinh dưỡng ở trẻ em; tham mưu kế hoạch can thiệp phù hợp với từng địa bàn và "
    "báo cáo UBND tỉnh trước ngày 30/9/2024.",
    "- Phối hợp với Sở Giáo dục và Đào tạo tổ chức khám sức khỏe định kỳ cho học sinh ngay đầu năm học mới.",
    "2. Sở Nông nghiệp và Phát triển nông thôn chủ trì, phối hợp với các địa phương kiểm tra toàn bộ hồ chứa nước "
    "trước mùa mưa lũ; xử lý ngay những công trình không bảo đảm an toàn. Kết quả báo cáo Chủ tịch UBND tỉnh.",
    "a) Giám đốc Công an tỉnh chỉ đạo tăng cường tuần tra, kiểm soát trên các tuyến quốc lộ qua địa bàn tỉnh.",
    "Văn phòng UBND tỉnh thông báo để các cơ quan, đơn vị biết, thực hiện./.",
]


@pytest.mark.parametrize("width", [58, 64, 70, 76, 82, 90])
@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["single", "double"])
def test_broken_lines_are_made_whole_at_every_width(width: int, between: str) -> None:
    lines = [line for text in PARAGRAPHS for line in textwrap.wrap(text, width, break_on_hyphens=False)]
    found = paragraphs_of(printed_lines(between.join(lines)))
    assert [paragraph.text for paragraph in found] == PARAGRAPHS


@pytest.mark.parametrize("lengths", [(4, 15, 11, 19), (6, 17, 3, 14), (2, 9, 16, 5, 21)], ids=str)
def test_lines_that_a_web_page_broke_anywhere_are_made_whole(lengths: tuple[int, ...]) -> None:
    lines = [line for text in PARAGRAPHS for line in broken(text, lengths)]
    found = paragraphs_of(printed_lines("\n".join(lines)))
    assert [paragraph.text for paragraph in found] == PARAGRAPHS


def broken(text: str, lengths: tuple[int, ...]) -> list[str]:
    """The text in lines of so many words each, in turn."""
    words, lines = text.split(), []
    for length in cycle(lengths):
        if not words:
            return lines
        lines.append(" ".join(words[:length]))
        words = words[length:]
    return lines


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        ("công chức Lao động\n- Thương binh xã hội các xã", ["công chức Lao động - Thương binh xã hội các xã"]),
        (
            "theo quy định tại Khoản\n3 - Điều 61 Luật Lâm nghiệp.",
            ["theo quy định tại Khoản 3 - Điều 61 Luật Lâm nghiệp."],
        ),
        (
            "Quyết định số 136/QĐ-UBND ngày*\n• 06/3/2013 của tỉnh.",
            ["Quyết định số 136/QĐ-UBND ngày* 06/3/2013 của tỉnh."],
        ),
        ("Nghị quyết số 17/NQ-\nCP của Chính phủ.", ["Nghị quyết số 17/NQ-CP của Chính phủ."]),
        ("1. Cục Thuế tỉnh\nChủ trì, phối hợp.", ["1. Cục Thuế tỉnh", "Chủ trì, phối hợp."]),
        ("I. ĐÁNH GIÁ\nCHUNG\nTình hình ổn định.", ["I. ĐÁNH GIÁ CHUNG", "Tình hình ổn định."]),
        ("1. Giao các Sở:\nTài chính, Nội vụ rà soát.", ["1. Giao các Sở: Tài chính, Nội vụ rà soát."]),
        ("đ) Việc khác.\ne) Việc nữa.", ["đ) Việc khác.", "e) Việc nữa."]),
        ("2. Việc trong thời gian đến\n2.1. Phòng Y tế", ["2. Việc trong thời gian đến", "2.1. Phòng Y tế"]),
        ("2. Việc nêu tại mục\n1.1 của Quyết định.", ["2. Việc nêu tại mục 1.1 của Quyết định."]),
    ],
)
def test_false_beginnings_are_seen_through(lines: str, wanted: list[str]) -> None:
    assert [paragraph.text for paragraph in paragraphs_of(printed_lines(lines))] == wanted


@pytest.mark.parametrize(("indents", "begins"), [((6, 0, 6), True), ((0, 0, 6), False), ((6, 0, 0), False)])
def test_a_line_set_in_as_the_first_one_above_begins_a_paragraph(indents: tuple[int, ...], begins: bool) -> None:
    words = ("Chủ trì hướng dẫn các xã", "rà soát hồ sơ của các hộ.", "Đồng thời, kiểm tra các hộ.")
    lines = [" " * indent + text for indent, text in zip(indents, words, strict=True)]
    assert len(paragraphs_of(printed_lines("\n".join(lines)))) == 1 + begins


HEADING = "6. UBND các huyện: Vĩnh Linh, Gio Linh, Triệu Phong, Hải Lăng và Cồn Cỏ"
UNFINISHED = "- Rà soát các công trình đang thi công dở dang trên địa bàn ba huyện"


@pytest.mark.parametrize(
    ("above", "line", "begins"),
    [
        (HEADING, "- Chịu trách nhiệm trước Chủ tịch UBND tỉnh nếu để xảy ra vi phạm;", True),
        (HEADING, "- Giao chỉ tiêu cụ thể cho UBND các xã, thị trấn ven biển;", True),
        (UNFINISHED, "- Kiểm tra tiến độ giải ngân vốn đầu tư công của từng dự án;", True),
        (HEADING + "\n", "- Các xã bãi ngang ven biển có tàu cá khai thác thủy sản xa bờ;", True),
        ("1. Giao đồng chí Nguyễn Thị Lan Anh", "- Phó Chủ tịch UBND huyện chủ trì rà soát.", False),
        ("2. Yêu cầu các trường phối hợp với Sở Giáo dục", "- Đào tạo tỉnh rà soát biên chế năm học mới.", False),
        ("2. Yêu cầu các xã phối hợp với Phòng Văn hóa", "- Thông tin huyện kiểm tra các lễ hội.", False),
    ],
)
def test_a_dash_below_a_full_unfinished_line_begins_an_item_or_not(above: str, line: str, begins: bool) -> None:
    found = [paragraph.text for paragraph in paragraphs_of(printed_lines(f"{above}\n{line}"))]
    assert found == ([above.strip(), line] if begins else [f"{above} {line}"])


@pytest.mark.parametrize(
    ("lines", "rows"),
    [
        ("Nhà ở   81.200   40.100   49,4%", [("Nhà ở", "81.200", "40.100", "49,4%")]),
        ("Giảm nghèo bền vững 341.200 101.900 29,9%", [("Giảm nghèo bền vững", "341.200", "101.900", "29,9%")]),
        ("Kiểm tra 12 5\nRà soát 3 4 5", [("Kiểm tra", "12", "5", ""), ("Rà soát", "3", "4", "5")]),
        ("Đơn vị   Số hộ   Đạt\nXã Ia Dal   35   12", [("Đơn vị", "Số hộ", "Đạt"), ("Xã Ia Dal", "35", "12")]),
        ("1\tXã Ia Dal\t35\t12", [("1", "Xã Ia Dal", "35", "12")]),
        (
            "TT   Đơn vị   Giao   Đạt\n1   Xã Ia Dal   35   -   0\n2   Xã Rờ Kơi   12   7",
            [("1", "Xã Ia Dal", "35", "-", "0"), ("2", "Xã Rờ Kơi", "12", "7", "")],
        ),
        ("Nhà ở   81.200 40.100   49,4%", [("Nhà ở", "81.200", "40.100", "49,4%")]),
        ("Nhà ở   theo đợt   49,4%", []),
        ("Kiểm tra 12 5", []),
        ("Liên hệ số máy 3822 345\nMức hỗ trợ: 5.000.000 10.000.000\nđồng mỗi hộ.", []),
        ("Sở Tài chính bố trí kinh phí giai đoạn 2021 2025\nSở Y tế rà soát số liệu 2021 2022", []),
        ("Kết quả báo qua số 0915 123 456", []),
        ("tăng lần lượt 12,5% 13,5%\nso với cùng kỳ năm trước.", []),
        ("Thực hiện khoản 1, 2", []),
    ],
)
def test_lines_that_end_in_figures_are_rows_of_a_table(lines: str, rows: list[tuple[str, ...]]) -> None:
    found = paragraphs_of(printed_lines(lines))
    assert [row for paragraph in found for row in paragraph.rows] == rows
    assert [word for paragraph in found for word in words_of(paragraph.text)] == words_of(lines)


EDGE = "2. Sở Xây dựng rà soát các dự án chậm tiến độ, xử lý theo quy định."


@pytest.mark.parametrize(
    ("above", "below", "begins"),
    [
        (EDGE, "Phòng Tài chính - Kế hoạch bố trí vốn đối ứng cho các dự án này.", True),
        (EDGE, "UBND các xã, phường vận động Nhân dân bàn giao mặt bằng sớm.", True),
        (EDGE, "Điều 5. Quyết định này có hiệu lực từ ngày ký, thay thế bản cũ.", True),
        (EDGE, "Hoàn thành và báo cáo UBND huyện trước ngày 20/02/2025 để theo dõi.", False),
        (EDGE, "Trường hợp không đủ điều kiện thì báo cáo cấp có thẩm quyền xem xét.", False),
        ("- " + EDGE[3:], "Trung tâm Hội chợ triển lãm tỉnh bố trí gian hàng phục vụ Nhân dân.", False),
        (
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
            "Căn cứ Nghị quyết số 12/NQ-HĐND ngày 09/12/2020 của HĐND huyện;",
            True,
        ),
        (
            "1. Về công tác quản lý đầu tư, xây dựng cơ bản và giải phóng mặt bằng",
            "Giao Phòng Kinh tế và Hạ tầng chủ trì tham mưu kế hoạch cả năm 2025.",
            True,
        ),
        (
            "4. Đối với các Ban của HĐND tỉnh, các Tổ đại biểu Hội đồng nhân dân tỉnh",
            "Ban Dân tộc phối hợp với Ban Kinh tế - Ngân sách giám sát việc thực hiện.",
            True,
        ),
        (
            "9. Các doanh nghiệp viễn thông trên địa bàn tỉnh: VNPT, Viettel, MobiFone",
            "Đảm bảo đường truyền số liệu chuyên dùng đến tất cả xã, phường, đặc khu.",
            True,
        ),
        (
            "MỘT SỐ NHIỆM VỤ, GIẢI PHÁP TRỌNG TÂM SÁU THÁNG CUỐI NĂM",
            "Trong thời gian tới, các cơ quan, đơn vị tập trung rà soát chỉ tiêu.",
            True,
        ),
        (
            "1. Trên cơ sở kết quả kiểm tra của Thanh tra huyện, tiếp tục giao",
            "Phòng Nội vụ chủ trì tham mưu xử lý dứt điểm các vi phạm đã nêu ra.",
            False,
        ),
    ],
)
def test_a_line_below_one_that_fills_the_page_begins_a_paragraph_or_not(above: str, below: str, begins: bool) -> None:
    rest = "và tổng hợp kết quả, báo cáo Ủy ban nhân dân huyện để theo dõi, chỉ đạo;"
    found = [paragraph.text for paragraph in paragraphs_of(printed_lines(f"{above}\n{below} \n{rest}"))]
    assert found == ([above, f"{below} {rest}"] if begins else [f"{above} {below} {rest}"])


FEET = {
    "signature last": "Nơi nhận:\n- Sở Y tế;\n- Lưu: VT.\nCHỦ TỊCH\nPhan Thị Thắng\n",
    "signature first": "CHỦ TỊCH\nPhan Thị Thắng\nNơi nhận:\n- Sở Y tế;\n- Lưu: VT.\n",
    "unclosed": "CHỦ TỊCH\nPhan Thị Thắng\nNơi nhận:\n- Sở Y tế;\n- Lưu: VT\n",
}


@pytest.mark.parametrize(
    "tail",
    [
        "Lượt xem: 123",
        "Tác giả: Nguyễn Thị Hoa\nNguồn tin: Văn phòng",
        "In bài viết\nChia sẻ:\nFacebook",
        "[In trang] [Trở về]",
        "Các tin khác\nThông báo kết luận phiên họp tháng 6\n- Sở Tài chính họp bàn về thu ngân sách;",
        "Tin liên quan\nLê Văn An làm việc với xã (12/06/2014)",
    ],
)
@pytest.mark.parametrize("foot", FEET.values(), ids=FEET)
def test_what_a_web_page_prints_below_is_no_recipient_and_no_signer(foot: str, tail: str) -> None:
    text = f"UBND TỈNH KON TUM\nTHÔNG BÁO\nKết luận cuộc họp\nNgày 5/3/2024, Sở Y tế họp.\n1. Báo cáo.\n{foot}{tail}\n"
    notice = draft(text)
    assert (notice.recipients, notice.signer_position, notice.signer) == (
        ("Sở Y tế", "Lưu: VT"),
        ("CHỦ TỊCH",),
        "Phan Thị Thắng",
    )
    _, appendix = notice.body.split("\n## Phụ lục\n")
    assert words_of(appendix) == words_of(tail)
    assert differences(text, notice_file(notice, "kon-tum/ubnd")) == []


@pytest.mark.parametrize("label", ["THÔNG BẢO", "T H Ô N G  B Á O", "THÔNGBÁO", "**THÔNG BÁO**"])
def test_a_label_that_a_scan_misread_is_kept_in_the_head(label: str) -> None:
    text = f"UBND TỈNH KON TUM\nSố: 1/TB-UBND\n{label}\nKết luận cuộc họp\nNgày 5/3/2024, Sở Y tế họp.\n"
    notice = draft(text)
    assert notice.title == "Kết luận cuộc họp"
    assert differences(text, notice_file(notice, "kon-tum/ubnd")) == []


def test_footnotes_stand_under_their_paragraphs_and_are_no_part_of_them() -> None:
    text = (
        "THÔNG BÁO\nKết luận họp\n\nNgày 03/01/2025, Chủ tịch UBND tỉnh họp. Chủ tịch UBND tỉnh kết luận như sau:\n\n"
        "‡ Ghi chú của câu mở đầu.\n\n1. Giao Sở Y tế:\n\n- Rà soát danh mục.\n\n‡ Theo Nghị quyết số 60/NQ-HĐND.\n\n"
        "- Báo cáo trước ngày 20/3/2025.\n\nNơi nhận:\n- Sở Y tế;\n‡ Ghi chú cuối.\n- Lưu: VT.\n"
    )
    notice = draft(text)
    assert notice.recipients == ("Sở Y tế", "Lưu: VT")
    assert notice.body.split("\n")[2:] == [
        "> Ghi chú của câu mở đầu.",
        "",
        "## 1. Giao Sở Y tế:",
        "",
        "- Rà soát danh mục.",
        "  > Theo Nghị quyết số 60/NQ-HĐND.",
        "- Báo cáo trước ngày 20/3/2025.",
        "",
    ]
    body, problems = read_body(notice.body, date=None)
    assert problems == ()
    assert [(task.id, task.citations, [party.name for party in task.lead]) for task in body.directives] == [
        ("1-1", (), ["Sở Y tế"]),
        ("1-2", (), ["Sở Y tế"]),
    ]
    assert "<blockquote>Theo Nghị quyết số 60/NQ-HĐND.</blockquote>" in body.html
    assert differences(text, notice_file(notice, "a/b")) == []


@pytest.mark.parametrize("line", ["Phan Thị Thắng 3", "3 Phan Thị Thắng", "Phan Thị Thắng . —", "` Phan Thị Thắng"])
def test_specks_and_page_numbers_beside_a_signer_are_no_part_of_the_name(line: str) -> None:
    text = f"UBND TỈNH KON TUM\nTHÔNG BÁO\nKết luận cuộc họp\n1. Giao Sở Y tế báo cáo.\nCHỦ TỊCH\n{line}\n"
    notice = draft(text)
    assert notice.signer == "Phan Thị Thắng"
    assert differences(text, notice_file(notice, "kon-tum/ubnd")) == []


@pytest.mark.parametrize(
    "position",
    [
        "Chủ tịch UBND tỉnh, kiêm Phó Trưởng Ban Chỉ đạo xoá nhà tạm, nhà dột nát trên địa bàn tỉnh",
        "Chủ tịch UBND tỉnh kiêm Trưởng Ban Chỉ đạo",
        "Chủ tịch UBND tỉnh",
    ],
)
def test_of_two_offices_of_the_one_who_chairs_the_first_is_kept(position: str) -> None:
    opening = f"Ngày 5/3/2024, tại trụ sở UBND huyện, {position} Phan Thị Thắng chủ trì cuộc họp."
    notice = draft(f"UBND TỈNH KON TUM\nTHÔNG BÁO\nKết luận cuộc họp\n{opening}\n1. Giao Sở Y tế báo cáo.\n")
    assert (notice.meeting.chair, notice.meeting.chair_position) == ("Phan Thị Thắng", "Chủ tịch UBND tỉnh")


@pytest.mark.parametrize("rest", ["2\n-----\n2\n", "-----\n2\n", "2\n-----\n"])
def test_a_number_beside_a_drawn_line_is_no_word_of_the_title(rest: str) -> None:
    head, body = "UBND TỈNH A\nTHÔNG BÁO\nKẾT LUẬN CỦA CHỦ TỊCH\nvề công tác đầu tư\n", "Tại buổi họp:\n1. Báo cáo.\n"
    text = f"{head}{rest}{body}"
    drafted = draft(text, kind="ket-luan")
    assert drafted.title == "KẾT LUẬN CỦA CHỦ TỊCH về công tác đầu tư"
    assert differences(text, notice_file(drafted, "a/b")) == []
