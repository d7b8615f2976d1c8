"""The subject of a letter, apart from what stands beside and below it in its head."""

import pytest

from ketluan.importing.parsing.draft import draft
from ketluan.model.notice import NO_TITLE

BODY = "\n\nKính gửi: Sở Y tế.\n\nUBND tỉnh yêu cầu:\n1. Sở Y tế rà soát hồ sơ.\n2. Sở Nội vụ báo cáo kết quả.\n"
STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


@pytest.mark.parametrize(
    ("head", "title", "number", "issued"),
    [
        (
            f"BỘ Y TẾ | {STATE}\nSố: 53/BYT-KCB\nV/v rà soát danh mục thuốc | Hà Nội, ngày 03 tháng 02 năm 2026",
            "V/v rà soát danh mục thuốc",
            "53/BYT-KCB",
            "2026-02-03",
        ),
        (
            f"BỘ Y TẾ | {STATE}\nSố: 53/BYT-KCB\nV/v rà soát | Hà Nội, ngày 03 tháng 02 năm 2026\ndanh mục thuốc |",
            "V/v rà soát danh mục thuốc",
            "53/BYT-KCB",
            "2026-02-03",
        ),
        (
            f"BỘ Y TẾ {STATE}\nSố: 53/BYT-KCB Hà Nội, ngày 03 tháng 02 năm 2026\n\nV/v triển khai Nghị định\n"
            "số 178/2025/NĐ-CP của Chính phủ\nvề danh mục thuốc",
            "V/v triển khai Nghị định số 178/2025/NĐ-CP của Chính phủ về danh mục thuốc",
            "53/BYT-KCB",
            "2026-02-03",
        ),
        (
            f"BỘ Y TẾ {STATE}\nV/v rà soát danh mục thuốc\nSố: 53/BYT-KCB Hà Nội, ngày 03 tháng 02 năm 2026",
            "V/v rà soát danh mục thuốc",
            "53/BYT-KCB",
            "2026-02-03",
        ),
        (
            f"BỘ Y TẾ\n\nSố: 53/BYT-KCB\nV/v rà soát danh mục thuốc\n\n{STATE}\n\nHà Nội, ngày 03 tháng 02 năm 2026\n\n"
            "TRƯỜNG ĐẠI HỌC QUY NHƠN\nĐẾN Số: 1998\nNgày: 15/02/2026",
            "V/v rà soát danh mục thuốc",
            "53/BYT-KCB",
            "2026-02-03",
        ),
        (
            f"BỘ Y TẾ\n\n{STATE}\nĐộc lập - Tự do - Hạnh phúc\n\nSố: 53/BYT-KCB\nVề rà soát danh mục thuốc\n\n"
            "Hà Nội, ngày 03 tháng 02 năm 2026",
            "Về rà soát danh mục thuốc",
            "53/BYT-KCB",
            "2026-02-03",
        ),
        (
            f"BỘ Y TẾ\n\n{STATE}\nĐộc lập - Tự do - Hạnh phúc\n\nSố: 53/BYT-KCB\nVề: rà soát danh mục\nthuốc\n\n"
            "Hà Nội, ngày 03 tháng 02 năm 2026",
            "Về: rà soát danh mục thuốc",
            "53/BYT-KCB",
            "2026-02-03",
        ),
        (
            "BỘ Y TẾ CỘNG HOÀ XÃ : HỦ NGHĨA VIỆT NAM\n) Độc lập - Tự do - Hạnh phúc\nsẽ. 6 Đ5YT-KCB : ChẾP =\n"
            "V/v rà soát danh mục Hà Nội, ngày0) thángh năm 2026\n\nthuốc",
            "V/v rà soát danh mục thuốc",
            None,
            None,
        ),
        ("ỦY BAN NHÂN DÂN TỈNH LAI CHÂU\n\nV/v rà soát danh mục thuốc", "V/v rà soát danh mục thuốc", None, None),
    ],
)
def test_a_subject_is_read_whole_and_alone(head: str, title: str, number: str | None, issued: str | None) -> None:
    found = draft(head + BODY)
    assert (found.title, found.number) == (title, number)
    assert (found.issued and str(found.issued)) == issued


def test_the_state_heading_broken_by_a_page_of_the_web_is_no_issuer() -> None:
    head = (
        "ỦY BAN NHÂN DÂN\nTỈNH BÌNH DƯƠNG\n-------\n|\nCỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\n|\nSố: 05/CT-UBND\n|\nBình Dương, ngày\n31 tháng 3 năm 2023\n|\n"
        "CHỈ THỊ\nVỀ\nVIỆC RÀ SOÁT DANH MỤC THUỐC"
    )
    found = draft(head + "\nChủ tịch Ủy ban nhân dân tỉnh yêu cầu:\n1. Sở Y tế rà soát hồ sơ.\n2. Sở Nội vụ báo cáo.\n")
    assert found.issuer_lines == ("ỦY BAN NHÂN DÂN", "TỈNH BÌNH DƯƠNG")
    assert (found.title, str(found.issued), found.kind) == ("VỀ VIỆC RÀ SOÁT DANH MỤC THUỐC", "2023-03-31", "chi-dao")


def test_a_salutation_without_its_blank_ends_the_subject_too() -> None:
    head = f"BỘ Y TẾ\n{STATE}\nSố: 53/BYT-KCB\nV/v rà soát danh mục thuốc\n\nHà Nội, ngày 03 tháng 02 năm 2026"
    assert draft(head + BODY.replace("Kính gửi", "Kínhgửi")).title == "V/v rà soát danh mục thuốc"


@pytest.mark.parametrize(
    ("below", "title"),
    [
        (
            "Triển khai Kế hoạch\nsố 83-KH/TU của\nBan Thường vụ Tỉnh ủy",
            "Triển khai Kế hoạch số 83-KH/TU của Ban Thường vụ Tỉnh ủy",
        ),
        ("Báo cáo kết quả thực hiện Nghị quyết số 12-NQ/TU", "Báo cáo kết quả thực hiện Nghị quyết số 12-NQ/TU"),
        ("V/v rà soát danh mục thuốc", "V/v rà soát danh mục thuốc"),
        ("*", NO_TITLE),
    ],
)
@pytest.mark.parametrize("number", ["Số 24-CV/ĐU", "Số       -CV/ĐU", "Số: 24 - CV/TU"])
def test_a_letter_of_the_party_prints_its_subject_below_its_number(number: str, below: str, title: str) -> None:
    head = f"TỈNH ỦY LÀO CAI\n*\n{number}\n{below}\nĐẢNG CỘNG SẢN VIỆT NAM\nLào Cai, ngày 12 tháng 6 năm 2026"
    assert draft(head + BODY).title == title


PLAN = f"UBND TỈNH LÀO CAI\n{STATE}\nSố: 134/KH-UBND\nLào Cai, ngày 26 tháng 3 năm 2026\n\n"


@pytest.mark.parametrize(
    ("below", "title"),
    [
        (
            "Thực hiện Nghị quyết số 34-NQ/TU của Tỉnh ủy\nvề phát triển cụm công nghiệp\n\nCăn cứ Luật Đầu tư, ",
            "Thực hiện Nghị quyết số 34-NQ/TU của Tỉnh ủy về phát triển cụm công nghiệp",
        ),
        ("Thực hiện chỉ đạo của Tỉnh ủy, UBND tỉnh ban hành:\n\nCăn cứ Luật Đầu tư, ", NO_TITLE),
        (
            "VỀ TẬP TRUNG ƯU TIÊN\nPHÁT TRIỂN CỤM CÔNG NGHIỆP\n**UBND TỈNH điện:**\n- Các sở;\n\nTừ đầu năm, ",
            "VỀ TẬP TRUNG ƯU TIÊN PHÁT TRIỂN CỤM CÔNG NGHIỆP",
        ),
    ],
)
def test_a_title_below_its_label_is_read_whole(below: str, title: str) -> None:
    text = f"{PLAN}KẾ HOẠCH\n{below}UBND tỉnh giao:\n1. Sở Y tế rà soát hồ sơ.\n2. Sở Nội vụ báo cáo.\n"
    assert draft(text, kind="chi-dao").title == title


@pytest.mark.parametrize("left", ["PAGE BREAK", "PAGE_BREAK", "--- PAGE BREAK ---"])
def test_what_an_export_leaves_between_pages_is_no_words_of_a_task(left: str) -> None:
    head = f"BỘ Y TẾ\n{STATE}\nSố: 53/BYT-KCB\nV/v rà soát danh mục thuốc\n\nHà Nội, ngày 03 tháng 02 năm 2026"
    found = draft(head + BODY.replace("rà soát hồ sơ", f"rà soát toàn bộ\n{left}\nhồ sơ"))
    assert "PAGE" not in found.body and "PAGE" in found.head
