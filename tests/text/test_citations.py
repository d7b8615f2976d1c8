import pytest

from ketluan.text.citations import cited_days, find_citations


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Quyết định 34/2014/QĐ-TTg, ngày 30/5/2014", ("34/2014/QĐ-TTg",)),
        ("Quyết định số 136/QĐ - UBND ngày 06/3/2013", ("136/QĐ-UBND",)),
        ("Nghị quyết số 17/NQ- CP", ("17/NQ-CP",)),
        ("Quyết định số 1479/QĐ-\nTTg", ("1479/QĐ-TTg",)),
        ("Nghị quyết số 18-NQ/TW và Kết luận số 62-KL/TW", ("18-NQ/TW", "62-KL/TW")),
        ("Thông báo số 975/TB - VP", ("975/TB-VP",)),
        ("Công văn số 10943/VPCP-TH; số 45/STC-QLNS", ("10943/VPCP-TH", "45/STC-QLNS")),
        ("12/QĐ-UBND và 12/QĐ-UBND", ("12/QĐ-UBND",)),
        ("tại Kết luận số 123-KL/TU, Chỉ thị 05-CT/TW, NQ 19-NQ/TW", ("123-KL/TU", "05-CT/TW", "19-NQ/TW")),
        ("Văn bản số 17512-CV/VPTW của Văn phòng Trung ương", ("17512-CV/VPTW",)),
        ("Công văn số 1234/UBND-KT, Tờ trình 45/TTr-SXD", ("1234/UBND-KT", "45/TTr-SXD")),
        ("QĐ số 136/QĐ- UBND, 53/2005/NQ - HĐND", ("136/QĐ-UBND", "53/2005/NQ-HĐND")),
        ("Hướng dẫn số 15-HD/BTCTW, Quy định 22-QĐ/TW", ("15-HD/BTCTW", "22-QĐ/TW")),
        ("Công điện số 1470/CĐ-TTg; Luật số 31/2024/QH15", ("1470/CĐ-TTg", "31/2024/QH15")),
        ("số 12/QĐ-UBND - UBND huyện", ("12/QĐ-UBND",)),
        ("Thông tư số 48/ 2010/TT-BYT", ("48/2010/TT-BYT",)),
        ("Tờ trình số 1179/TTrSGTVT ngày 07/11/2024, văn bản số 05/TTYT", ("1179/TTrSGTVT", "05/TTYT")),
        ("Quyết định số 15/2021/QĐUBND và số 16/2021/QĐSYT", ("15/2021/QĐ-UBND", "16/2021/QĐSYT")),
        ("lô đất số 12/CN, nhà số 12/3A Lê Lợi, tỷ lệ 5/KTTV", ()),
        ("Kế hoạch số 186/KHUBND; Công văn số 6138/UBNDKGVX", ("186/KH-UBND", "6138/UBND-KGVX")),
        ("Nghị quyết số 10-\nNQ/TW; Công văn số 7432/UBND- XD", ("10-NQ/TW", "7432/UBND-XD")),
        ("Công văn số  2204 / VPCP - KTTH, số17/TB-VPCP", ("2204/VPCP-KTTH", "17/TB-VPCP")),
        ("Quy định số 08-QĐi/TU", ("08-QĐi/TU",)),
        ("Luật Bảo vệ môi trường năm 2020, trực 24/24 giờ, ngày 30/6/2025, 6/2014, 9/10 huyện", ()),
        ("xã/phường, 50km/h, tháng 6/2014 - UBND, QCVN 41:2019/BGTVT, giai đoạn 2013-2020", ()),
    ],
)
def test_cited_numbers_are_found_in_every_printed_form(text: str, numbers: tuple[str, ...]) -> None:
    assert find_citations(text) == numbers


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Quyết định số 186/QĐ-TTg ngày 5/3/2020 của Thủ tướng", "2020-03-05"),
        ("Quyết định số 186/QĐ-TTg ngày 05 tháng 3 năm 2020", "2020-03-05"),
        ("Quyết định số 186/QĐ-TTg, ngày 05.03.2020", "2020-03-05"),
        ("Quyết định 186/QĐ-TTg (ban hành ngày 5-3-2020)", "2020-03-05"),
        ("Quyết định 186/QĐ-TTg của Thủ tướng Chính phủ ngày 5/3/2020", "2020-03-05"),
        ("Quyết định 186/QĐ-TTg năm 2020", "2020"),
        ("Quyết định 186/QĐ-TTg tháng 3/2020", "2020"),
        ("Quyết định 186/QĐ-TTg ngày 31/2/2020", "2020"),
        ("Quyết định 186/QĐ-TTg và 187/QĐ-TTg ngày 5/3/2020", None),
        ("thực hiện 186/QĐ-TTg trước ngày 5/3/2020", None),
        ("186/QĐ-TTg của UBND tỉnh trước ngày 5/3/2020", None),
        ("186/QĐ-TTg của UBND tỉnh trong năm 2020", None),
        ("Quyết định 186/QĐ-TTg; ngày 5/3/2020 báo cáo", None),
    ],
)
def test_the_day_of_a_cited_document_is_read_behind_its_number(text: str, day: str | None) -> None:
    assert cited_days(text).get("186/QĐ-TTg") == day
