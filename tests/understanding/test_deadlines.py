import datetime as dt
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ketluan.model.notice import Deadline
from ketluan.understanding.deadline_introducers import INTRODUCERS
from ketluan.understanding.deadline_periods import PERIODS
from ketluan.understanding.deadline_recurrences import RECURRENCES
from ketluan.understanding.deadline_words import CLASSES
from ketluan.understanding.deadlines import find_deadlines

ISSUED = dt.date(2025, 3, 10)

PERIOD_WORDS: dict[str, list[tuple[str, str | None, str | None]]] = {
    "day": [
        ("ngày 20/12/2025", "2025-12-20", "2025-12-20"),
        ("20/12/2025", "2025-12-20", "2025-12-20"),
        ("ngày 20.12.2025", "2025-12-20", "2025-12-20"),
        ("ngày 20-12-2025", "2025-12-20", "2025-12-20"),
        ("ngày 20 tháng 12 năm 2025", "2025-12-20", "2025-12-20"),
        ("ngày 20 tháng 12", "2025-12-20", "2025-12-20"),
        ("ngày 20/12", "2025-12-20", "2025-12-20"),
        ("ngày 15/01", "2026-01-15", "2026-01-15"),
        ("17h00 ngày 20/12/2025", "2025-12-20", "2025-12-20"),
        ("17h00', ngày 20/12/2025", "2025-12-20", "2025-12-20"),
        ("17h00’ ngày 20/12/2025", "2025-12-20", "2025-12-20"),
        ("17 giờ 00 phút, thứ Bảy, ngày 20/12/2025", "2025-12-20", "2025-12-20"),
        ("6h30 - 8h15 ngày 20/12/2025", "2025-12-20", "2025-12-20"),
        ("ngày 20/12/25", "2025-12-20", "2025-12-20"),
        ("ngày 15-20/12/2025", "2025-12-20", "2025-12-20"),
        ("02 tháng 5 năm 2025", "2025-05-02", "2025-05-02"),
    ],
    "no such day": [("ngày 15/13/2025", None, None), ("ngày 20/3/205", None, None), ("32/12", None, None)],
    "near day": [
        ("ngày 30 tháng này", "2025-03-30", "2025-03-30"),
        ("ngày 05 tháng sau", "2025-04-05", "2025-04-05"),
        ("ngày hôm nay", "2025-03-10", "2025-03-10"),
        ("ngày mai", "2025-03-11", "2025-03-11"),
    ],
    "weekday": [
        ("thứ Sáu tuần này", "2025-03-14", "2025-03-14"),
        ("17h00 thứ 6 tuần sau", "2025-03-21", "2025-03-21"),
    ],
    "week of a month": [
        ("tuần đầu tháng 9/2025", "2025-09-07", "2025-08-31"),
        ("tuần thứ hai của tháng 9/2025", "2025-09-14", "2025-09-07"),
        ("tuần cuối tháng 9/2025", "2025-09-30", "2025-09-21"),
        ("2 tuần đầu tháng 9/2025", "2025-09-14", "2025-08-31"),
        ("02 tuần cuối của tháng 9/2025", "2025-09-30", "2025-09-14"),
    ],
    "month": [
        ("tháng 9/2025", "2025-09-30", "2025-08-31"),
        ("tháng 9 năm 2025", "2025-09-30", "2025-08-31"),
        ("tháng 9", "2025-09-30", "2025-08-31"),
        ("tháng Chín năm 2025", "2025-09-30", "2025-08-31"),
        ("cuối tháng 9/2025", "2025-09-30", "2025-09-30"),
        ("trung tuần tháng 9/2025", "2025-09-20", "2025-09-20"),
        ("nửa đầu tháng 9/2025", "2025-09-15", "2025-09-15"),
        ("tháng 6 và tháng 7 năm 2025", "2025-07-31", "2025-05-31"),
        ("tháng 6/2025 và tháng 7/2025", "2025-07-31", "2025-05-31"),
        ("tháng 5, 6 và 7/2025", "2025-07-31", "2025-04-30"),
        ("02 tháng 9, 10/2025", "2025-10-31", "2025-08-31"),
        ("hai tháng 9 và tháng 10 năm 2025", "2025-10-31", "2025-08-31"),
        ("3 tháng 9, 10, 11", "2025-11-30", "2025-08-31"),
        ("02 tháng 9-10/2025", "2025-10-31", "2025-08-31"),
        ("các tháng 9, 10/2025", "2025-10-31", "2025-08-31"),
        ("đầu tháng 9/2025", None, None),
        ("giữa tháng 9/2025", None, None),
    ],
    "bare month": [("9/2025", "2025-09-30", "2025-08-31")],
    "near period": [
        ("tuần này", "2025-03-16", "2025-03-09"),
        ("tuần tới", "2025-03-23", "2025-03-16"),
        ("tháng tới", "2025-04-30", "2025-03-31"),
        ("quý tới", "2025-06-30", "2025-03-31"),
        ("cuối năm nay", "2025-12-31", "2025-12-31"),
    ],
    "quarter": [
        ("quý III/2025", "2025-09-30", "2025-06-30"),
        ("quý 3 năm 2025", "2025-09-30", "2025-06-30"),
        ("Quý III", "2025-09-30", "2025-06-30"),
        ("cuối quý III/2025", "2025-09-30", "2025-09-30"),
        ("quý III và quý IV năm 2025", "2025-12-31", "2025-06-30"),
        ("quý II, III/2025", "2025-09-30", "2025-03-31"),
        ("hai quý III và IV/2025", "2025-12-31", "2025-06-30"),
    ],
    "half-year": [
        ("6 tháng đầu năm 2026", "2026-06-30", "2025-12-31"),
        ("sáu tháng cuối năm 2025", "2025-12-31", "2025-06-30"),
        ("9 tháng đầu năm 2026", "2026-09-30", "2025-12-31"),
        ("nửa cuối năm 2025", "2025-12-31", "2025-06-30"),
    ],
    "year": [
        ("năm 2026", "2026-12-31", "2025-12-31"),
        ("cuối năm 2026", "2026-12-31", "2026-12-31"),
        ("năm 2026 và 2027", "2027-12-31", "2025-12-31"),
        ("02 năm 2026, 2027", "2027-12-31", "2025-12-31"),
    ],
    "bare year": [("2026", "2026-12-31", "2025-12-31")],
    "end of this year": [("cuối năm", "2025-12-31", "2025-12-31")],
    "tet": [
        ("Tết Nguyên đán", "2026-02-17", "2026-02-16"),
        ("Tết Nguyên đán Bính Ngọ", "2026-02-17", "2026-02-16"),
        ("Tết Nguyên đán năm 2027", "2027-02-06", "2027-02-05"),
        ("Tết", "2026-02-17", "2026-02-16"),
    ],
    "counted": [("10 ngày", None, None), ("02 tháng tới", None, None), ("05 ngày làm việc", None, None)],
    "hours": [("48 giờ", None, None)],
    "since": [
        ("10 ngày kể từ ngày ký Thông báo này", "2025-03-20", None),
        ("02 tháng kể từ ngày 15/3/2025", "2025-05-15", None),
        ("10 ngày kể từ ngày nhận được Thông báo", None, None),
        ("05 ngày làm việc kể từ ngày ban hành Thông báo", None, None),
    ],
    "clock": [("11h30", None, None), ("16 giờ", None, None)],
}
"""Of each row of PERIODS: words, their last day, and the day that `trước` means; None is a limit without a day."""

INTRODUCER_WORDS: dict[str, list[str]] = {
    "before": ["báo cáo UBND tỉnh trước", "xong trước", "trình đề án trước dịp"],
    "at the latest before": ["chậm nhất là trước", "thời hạn hoàn thành: trước", "hạn trước"],
    "at the latest": ["chậm nhất", "chậm nhất là vào", "muộn nhất đến", "chậm nhất đến hết"],
    "no later": ["không muộn hơn", "không để chậm quá"],
    "not beyond": ["báo cáo không quá"],
    "term": ["thời hạn hoàn thành:", "hạn:", "thời gian thực hiện: đến hết", "hạn cuối là", "tiến độ hoàn thành:"],
    "to be done": [
        "hoàn thành",
        "hoàn thành trong",
        "xong trong",
        "hoàn thành vào",
        "hoàn thành từ nay đến",
        "xong đến hết",
    ],
    "until the end": ["giải ngân toàn bộ đến hết", "giải ngân toàn bộ từ nay đến hết"],
    "until": ["phấn đấu đến"],
    "within": ["trình UBND tỉnh trong", "báo cáo ngay trong"],
    "within so long": ["trình UBND tỉnh trong vòng", "trình UBND tỉnh trong thời hạn"],
    "at": ["hoàn thành việc rà soát vào", "hoàn thành việc rà soát vào dịp"],
    "after so long": ["hoàn thành việc rà soát sau"],
    "within the day": ["báo cáo ngay"],
}
"""Of each row of INTRODUCERS that may close a sentence: the words in front of a period."""

IN_FRAMES: dict[str, str] = {
    "term from to": "Thời gian thực hiện: từ ngày 01/4/2025 đến {}.",
    "by the end": "Hết {} phải hoàn thành 100% khối lượng.",
}
"""Rows of INTRODUCERS that need more than words in front."""

DATED = {"day", "no such day", "near day", "weekday", "week of a month", "month", "bare month", "near period"}
DATED |= {"quarter", "half-year", "year", "bare year", "end of this year"}
LENGTHS = {"counted", "hours", "since"}
SETS_NONE: dict[str, set[str]] = {
    "before": LENGTHS,
    "at the latest before": LENGTHS,
    "until the end": {"clock", *LENGTHS},
    "until": {"clock", "year", "bare year", *LENGTHS},
    "within": {"clock", "hours", "tet", "half-year", "year", "bare year", "end of this year"},
    "within so long": DATED | {"tet"},
    "term": {"clock"},
    "at": {"clock", "tet", *LENGTHS},
    "after so long": (DATED | {"tet", "clock", "counted", "hours"}),
    "within the day": {
        "near period",
        "month",
        "bare month",
        "quarter",
        "half-year",
        "year",
        "bare year",
        "end of this year",
        "tet",
        "clock",
        "week of a month",
        *LENGTHS,
    },
    "term from to": {
        "half-year",
        "year",
        "bare year",
        "end of this year",
        "tet",
        "clock",
        "week of a month",
        "near period",
        *LENGTHS,
    },
    "by the end": {"clock", *LENGTHS},
}
"""What an introducer makes no limit of in these sentences (`trước 10 ngày` is days ahead, `trong Tết` a time)."""


def _first(text: str, issued: dt.date | None = ISSUED) -> Deadline | None:
    return next(iter(find_deadlines(text, issued)), None)


def product() -> list[tuple[str, str, str, str | None]]:
    """Introducer, period, sentence and day of every pair that makes a limit."""
    cases = []
    for introducer in INTRODUCERS:
        fronts = [f"Giao Sở Y tế {words} {{}}." for words in INTRODUCER_WORDS.get(introducer.name, [])]
        for frame in fronts or [IN_FRAMES[introducer.name]]:
            for row, words in PERIOD_WORDS.items():
                if row not in SETS_NONE.get(introducer.name, set()):
                    cases += [
                        (introducer.name, row, frame.format(printed), before if introducer.before else end)
                        for printed, end, before in words
                    ]
    return cases


def test_both_tables_are_walked_whole() -> None:
    assert {introducer.name for introducer in INTRODUCERS} == {*INTRODUCER_WORDS, *IN_FRAMES}
    assert {row.name for row in PERIODS} == {*PERIOD_WORDS} - {"hours", "since"}


@pytest.mark.parametrize(("introducer", "period", "text", "day"), product())
def test_every_period_is_read_behind_every_introducer(introducer: str, period: str, text: str, day: str | None) -> None:
    deadline = _first(text)
    assert deadline and deadline.date == (dt.date.fromisoformat(day) if day else None), text
    assert deadline.certain == bool(day)
    assert bool(deadline.why) != deadline.certain


@pytest.mark.parametrize(
    ("text", "end", "inferred"),
    [
        ("Hoàn thành và báo cáo UBND tỉnh trước ngày 20/12/2025.", "2025-12-20", False),
        ("quyết định trước ngày 20 tháng 10 năm 2025", "2025-10-20", False),
        ("chậm nhất ngày 15/8", "2025-08-15", True),
        ("Rà soát danh mục (Sở Y tế chủ trì, hoàn thành trước ngày 30/4/2025).", "2025-04-30", False),
        ("Rà soát biên chế - Sở Nội vụ - 30/4/2025.", "2025-04-30", False),
        ("chậm nhất là ngày 15.8.2025", "2025-08-15", False),
        ("chậm nhất là cuối giờ làm việc ngày 15/8/2025", "2025-08-15", False),
        ("gửi hồ sơ trước cuối giờ chiều thứ Sáu, ngày 15/8/2025", "2025-08-15", False),
        ("gửi hồ sơ chậm nhất hết giờ làm việc ngày 15/8/2025", "2025-08-15", False),
        ("phải thực hiện hoàn thành trong tháng 10 năm 2025", "2025-10-31", False),
        ("hoàn thành trình UBND tỉnh xem xét trong tháng 9/2025", "2025-09-30", False),
        ("báo cáo UBND tỉnh trong quý III/2025", "2025-09-30", False),
        ("xong trước 30/6", "2025-06-30", True),
        ("xong trước 15/01", "2026-01-15", True),
        ("hoàn thành việc này trong năm 2025", "2025-12-31", False),
        ("hoàn thành trong 10 ngày kể từ ngày ký", "2025-03-20", True),
        ("hoàn thành trước 17h00 ngày 15/6/2025", "2025-06-15", False),
        ("Thời gian hoàn thành: 30/6/2025", "2025-06-30", False),
        ("đến hết ngày 30/9/2025 hoàn thành 100% kế hoạch", "2025-09-30", False),
        ("trình UBND tỉnh trước tháng 9/2025", "2025-08-31", False),
        ("hoàn thành trong 6 tháng đầu năm 2026", "2026-06-30", False),
        ("Ngay trong ngày 31/7/2025, hoàn thành kế hoạch", "2025-07-31", False),
        ("rà soát vị trí việc làm (hoàn thành 20/3/2025)", "2025-03-20", False),
        ("Rà soát danh mục thuốc (Sở Y tế chủ trì, hoàn thành trước ngày 30/4/2025)", "2025-04-30", False),
        ("thời gian thực hiện: đến hết ngày 31/3", "2025-03-31", True),
        ("Phấn đấu đến hết quý II/2025 giải ngân đạt 50%", "2025-06-30", False),
        ("kết thúc vào cuối tháng 9/2025", "2025-09-30", False),
        ("hoàn thành Quý IV/2025", "2025-12-31", False),
        ("báo cáo Chủ tịch UBND xã ngày 07/11/2025.", "2025-11-07", False),
        ("đến hết ngày 30/11/2025 đạt tối thiểu 85% kế hoạch", "2025-11-30", False),
        ("có văn bản hướng dẫn chủ đầu tư trong quý II năm 2025", "2025-06-30", False),
        (f"Hoàn thành việc sửa đổi {'các hướng dẫn ' * 9} trong tháng 4 năm 2025", "2025-04-30", False),
        ("hoàn thành kế hoạch trong năm 2025; riêng phần một hoàn thành trong tháng 10 năm 2025", "2025-10-31", False),
        ("nạo vét các hố ga, miệng thu nước trong tháng 6/2025.", "2025-06-30", False),
        ("đẩy nhanh tiến độ thi công cầu, đưa vào vận hành tạm trong tháng 4 năm 2025.", "2025-04-30", False),
        ("UBND huyện phân bổ số vốn còn lại trong tháng 10/2025; báo cáo kết quả", "2025-10-31", False),
        ("Kiểm tra, xử lý dứt điểm các vi phạm trong tháng 5", "2025-05-31", True),
        ("Tăng cường quản lý đất đai, thu hồi 12 ha đất bị lấn chiếm trong tháng 5/2025.", "2025-05-31", False),
        ("Ban Quản lý dự án cắm mốc giải phóng mặt bằng trong tháng 5/2025 để nhà thầu thi công", "2025-05-31", False),
        ("Thành lập Đoàn kiểm tra liên ngành trong tháng 5/2025.", "2025-05-31", False),
        ("Thanh tra tỉnh công khai kết luận thanh tra trong quý II/2025.", "2025-06-30", False),
        ("Xây dựng kế hoạch tuyển dụng trong quý III năm 2025, đồng thời rà soát biên chế", "2025-09-30", False),
        ("Đề nghị Chi cục Quản lý thị trường niêm yết giá trong tháng 5/2025.", "2025-05-31", False),
        ("Rà soát biên chế - Sở Nội vụ - quý II/2025.", "2025-06-30", False),
        ("phấn đấu thông tuyến cuối tháng 6/2025", "2025-06-30", False),
        ("khẩn trương trình UBND tỉnh cuối tháng 6/2025", "2025-06-30", False),
        ("Quý III/2025 hoàn thành đề án", "2025-09-30", False),
        ("đưa vào sử dụng vào cuối tháng 6/2025.", "2025-06-30", False),
        ("hoàn thành trước cuối tháng 12/2025", "2025-12-31", False),
        ("hoàn thành trước cuối quý III/2025", "2025-09-30", False),
        ("hoàn thành trước quý IV/2025", "2025-09-30", False),
        ("hoàn thành trước quý I", "2025-12-31", True),
        ("hoàn thành trước cuối năm 2025", "2025-12-31", False),
        ("trình UBND xã trước cuối năm nay", "2025-12-31", True),
        ("Giải ngân 100% kế hoạch vốn đến hết ngày 31/12/2025.", "2025-12-31", False),
        ("thu hồi số tiền sai phạm đến hết ngày 30/9", "2025-09-30", True),
        ("Hoàn thành nhà máy nước công suất 2.500 m3/ngày đêm trong năm 2025", "2025-12-31", False),
        ("hoàn thành sơ tán trước 22h00 ngày 09/3/2025", "2025-03-09", False),
        ("xong trước ngày 08/3", "2025-03-08", True),
        ("hoàn thành việc sơ tán trong ngày 09/3/2025", "2025-03-09", False),
        ("Gửi danh sách chậm nhất 11h00 sáng ngày mai", "2025-03-11", True),
        ("Hoàn thành hồ sơ trong chiều hôm nay", "2025-03-10", True),
        ("Hoàn thành trong ngày 02 tháng 5, 6 hồ sơ gửi sau", "2025-05-02", True),
        ("Hoàn thành trong 03 tháng 5, 6 hồ sơ gửi sau", "2025-05-03", True),
        ("Sở Y tế báo Thường trực HĐND xã trong tháng 9/2025", "2025-09-30", False),
    ],
)
def test_a_limit_is_read_as_its_last_day(text: str, end: str, inferred: bool) -> None:
    deadline = _first(text)
    assert deadline and (deadline.date, deadline.inferred) == (dt.date.fromisoformat(end), inferred)


@pytest.mark.parametrize(
    ("text", "recurring"),
    [
        ("Định kỳ hằng quý tổng hợp, báo cáo", "quarterly"),
        ("báo cáo UBND tỉnh trước ngày 25 hằng tháng", "monthly"),
        ("Hằng tuần, báo cáo Chủ tịch UBND tỉnh", "weekly"),
        ("định kỳ hàng năm sơ kết", "yearly"),
        ("báo cáo trước ngày 15/12 hằng năm", "yearly"),
        ("Ngày 25 hàng tháng, các Ban QLDA báo cáo", "monthly"),
        ("báo cáo trước ngày 25 của tháng cuối quý", "quarterly"),
        ("Kiểm tra ít nhất mỗi quý một lần", "quarterly"),
        ("Chiều thứ Sáu hằng tuần cập nhật tiến độ", "weekly"),
        ("Dọn vệ sinh vào các ngày cố định hằng tuần", "weekly"),
        ("không để chậm quá ngày 5 hằng tháng", "monthly"),
        ("công khai kết quả hằng quý trên trang thông tin", "quarterly"),
        ("Hằng tháng công khai kết quả của từng xã", "monthly"),
        ("Hàng năm bố trí kinh phí mua sắm trang thiết bị", "yearly"),
        ("Hàng tuần, Giám đốc các sở, Chủ tịch UBND các huyện báo cáo kết quả", "weekly"),
        ("Sở Y tế: hằng quý thẩm định hồ sơ", "quarterly"),
        ("Theo dõi, đôn đốc; hằng tuần niêm yết danh sách", "weekly"),
        ("Định kỳ tháng, quý báo cáo Sở Nội vụ", "monthly"),
        ("dự sinh hoạt chi bộ ít nhất 01 lần/quý", "quarterly"),
        ("báo cáo 02 lần/tháng về UBND tỉnh", "monthly"),
        ("giao ban một lần mỗi tuần", "weekly"),
        ("kiểm tra hiện trường 01 tháng/lần", "monthly"),
        ("báo cáo mỗi quý một lần", "quarterly"),
    ],
)
def test_what_is_due_again_and_again_is_a_recurrence(text: str, recurring: str) -> None:
    deadline = _first(text)
    assert deadline and deadline.recurring == recurring and deadline.date is None


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch giai đoạn 2026-2030",
        "thông xe bước 1 trong 48 giờ",
        "nhiệm vụ công tác 6 tháng cuối năm 2025",
        "đề xuất kế hoạch thực hiện cổ phần hóa trong năm 2025 đảm bảo khả thi",
        "bố trí ngân sách hằng năm và trong Kế hoạch đầu tư công trung hạn",
        "các dự án được phê duyệt trước ngày 01/7/2014",
        "thực hiện đạt các chỉ tiêu trong năm 2025",
        "Quyết định 34/2014/QĐ-TTg, ngày 30/5/2014",
        "các gói thầu đã hoàn thành 20/3",
        "Kết quả thực hiện đến hết quý I/2025",
        "Tuyên truyền, vận động Nhân dân chấp hành trong tháng 11/2025.",
        "Kiểm tra các cơ sở sản xuất, kinh doanh trong tháng 11/2025.",
        "Thanh tra việc sử dụng đất trong quý III/2025.",
        "Duy trì trực ban trong tháng 10/2025.",
        "Rà soát danh mục (Bộ Y tế ban hành, trước ngày 30/4/2025 còn hiệu lực).",
        "Hội nghị Ban Chỉ đạo - 30/4/2025.",
        "Không tổ chức hội họp trong tháng 9/2025.",
        "các dự án đã khởi công trong tháng 8/2025",
        "Vận hành hồ chứa theo đúng quy trình trong tháng 10/2025.",
        "phải coi việc diệt chuột là nhiệm vụ trọng tâm trong tháng 4.",
        "Nhiệm vụ trọng tâm trong tháng 10/2025:",
        "Về tình hình kinh tế - xã hội trong tháng 9/2025",
        "Mở đợt cao điểm trấn áp tội phạm trong tháng 12/2025.",
        "Xử lý các vụ việc phát sinh trong tháng 9/2025.",
        "Cung ứng đủ điện trong tháng 5, 6 và 7/2025.",
        "Giữ mực nước cao nhất đến cuối tháng 4 để dự phòng",
        "Trình HĐND tỉnh tại kỳ họp cuối năm 2025",
        "cho học sinh nghỉ học đến hết ngày 30/10/2025",
        "Cho thuê đất đến hết ngày 31/12/2050.",
        "Lấy ý kiến Nhân dân đến hết ngày 30/10/2025.",
        "thanh tra doanh nghiệp không quá 01 lần/năm",
        "vi phạm từ 02 lần/tháng trở lên",
        "phiên tiếp công dân định kỳ tháng 6",
        "các dự án được phê duyệt trước ngày 08/3/2025",
        "các công trình khởi công trước ngày 08/3/2025",
        "các hộ đã hoàn thành di dời trong ngày 09/3/2025",
        "mưa lớn trong ngày 09/3/2025",
        "cho phép kéo dài thời gian giải ngân đến hết ngày 31/01/2026",
        "Định kỳ tháng 6/2025 kiểm điểm tiến độ",
        "khẩn trương chuẩn bị trình tại kỳ họp cuối tháng 6/2025",
    ],
)
def test_a_period_or_a_day_that_only_describes_is_no_deadline(text: str) -> None:
    assert find_deadlines(text, ISSUED) == ()


def test_without_the_day_of_the_notice_no_year_is_guessed() -> None:
    deadline = _first("xong trước 30/6", None)
    assert deadline and deadline.date is None and deadline.phrase == "trước 30/6"


@settings(deadline=None)
@given(
    st.dates(dt.date(2025, 3, 10), dt.date(2099, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%d tháng %m năm %Y"]),
)
def test_every_day_is_read_in_every_form(day: dt.date, form: str) -> None:
    deadline = _first(f"báo cáo trước ngày {day.strftime(form)}.")
    assert deadline and deadline.date == day


RECURRING_WORDS: dict[str, list[tuple[str, str, tuple[str, ...], str | None]]] = {
    "regularly, each": [
        ("Định kỳ ngày 25 hằng tháng tổng hợp", "monthly", ("25",), None),
        ("theo định kỳ hằng tháng, quý, năm", "monthly", (), None),
    ],
    "on its day": [
        ("báo cáo UBND tỉnh trước ngày 25 hằng tháng", "monthly", ("25",), None),
        ("gửi dữ liệu vào ngày 15 và ngày 30 hằng tháng", "monthly", ("15", "30"), None),
        ("giao ban vào thứ Năm hằng tuần", "weekly", ("thu",), None),
        ("gửi trước 16 giờ hằng ngày", "daily", (), "16:00"),
        ("gửi trước ngày 31/12 hằng năm", "yearly", ("12-31",), None),
        ("gửi trước ngày 15/6 và 15/12 hằng năm", "yearly", ("06-15", "12-15"), None),
    ],
    "at the beginning": [
        ("Chiều thứ Sáu hằng tuần cập nhật tiến độ", "weekly", ("fri",), None),
        ("Hằng tuần (vào chiều thứ Năm), báo cáo tiến độ", "weekly", ("thu",), None),
        ("Hằng ngày, trước 16h30, báo cáo số ca mắc", "daily", (), "16:30"),
        ("Hằng quý sơ kết", "quarterly", (), None),
        ("Rà soát các vướng mắc, hằng tháng tổng hợp", "monthly", (), None),
    ],
    "quarter's month": [
        ("gửi trước ngày 15 của tháng cuối quý", "quarterly", ("03-15", "06-15", "09-15", "12-15"), None),
    ],
    "so many times each": [("kiểm tra mỗi quý ít nhất 01 lần", "quarterly", (), None)],
    "times a": [
        ("báo cáo 02 lần/tháng, trước ngày 10 và ngày 25", "monthly", ("10", "25"), None),
        ("họp một lần mỗi tuần", "weekly", (), None),
    ],
    "once in": [
        ("sơ kết 3 tháng/lần", "quarterly", (), None),
        ("sơ kết 6 tháng một lần", "half-yearly", (), None),
    ],
    "report each": [
        ("công khai trên trang thông tin hằng quý", "quarterly", (), None),
        ("báo cáo Sở Tài chính hằng tháng (trước ngày 20)", "monthly", ("20",), None),
        ("báo cáo vào ngày cuối cùng của tháng, hằng tháng", "monthly", ("last",), None),
    ],
    "regularly": [
        (
            "báo cáo định kỳ 6 tháng (trước ngày 20/6) và năm (trước ngày 20/12)",
            "half-yearly",
            ("06-20", "12-20"),
            None,
        ),
        ("Định kỳ tháng, quý báo cáo Sở Nội vụ", "monthly", (), None),
    ],
    "regularly, then what": [("Tổ công tác định kỳ quý rà soát các vướng mắc", "quarterly", (), None)],
}
"""Of each row of RECURRENCES: a text, how often, on which days, at what time."""


def test_the_table_of_recurrences_is_walked_whole() -> None:
    assert [form.name for form in RECURRENCES] == [*RECURRING_WORDS]


@pytest.mark.parametrize(
    ("text", "recurring", "days", "time"), [case for cases in RECURRING_WORDS.values() for case in cases]
)
def test_what_recurs_keeps_its_days_and_hours(
    text: str, recurring: str, days: tuple[str, ...], time: str | None
) -> None:
    deadline = _first(text)
    assert deadline and (deadline.recurring, deadline.days, deadline.time) == (recurring, days, time)
    assert deadline.certain and deadline.date is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Báo cáo 6 tháng: các cơ quan gửi Sở Tài chính trước ngày 05/7", [("yearly", ("07-05",))]),
        ("Báo cáo năm: gửi trước ngày 15/12", [("yearly", ("12-15",))]),
        ("báo cáo hằng ngày, gửi về Văn phòng trước 14h00 hằng ngày", [("daily", ())]),
        ("Định kỳ 6 tháng, hằng năm báo cáo UBND tỉnh", [("yearly", ())]),
        ("báo cáo tiến độ 10 ngày/lần", [(None, ())]),
        ("báo cáo trước ngày 30/02 hằng năm", [("yearly", ())]),
    ],
)
def test_a_recurrence_is_told_as_it_is_meant(text: str, expected: list[tuple[str | None, tuple[str, ...]]]) -> None:
    assert [(deadline.recurring, deadline.days) for deadline in find_deadlines(text, ISSUED)] == expected


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Trình đề án trước ngày 20/4/2025; phê duyệt trước ngày 20/5/2025.", ["2025-04-20", "2025-05-20"]),
        ("Nộp báo cáo trước ngày 10/4 và ngày 10/5/2025.", ["2025-04-10", "2025-05-10"]),
        ("Trình đề án trong quý II/2025, hoàn thành trước ngày 15/9/2025.", ["2025-09-15", "2025-06-30"]),
        ("Báo cáo hằng tháng, trước ngày 25/3/2025 gửi báo cáo lần đầu.", [None, "2025-03-25"]),
        ("Định kỳ hai năm một lần rà soát, gửi trước ngày 30/6/2025.", ["2025-06-30", None]),
    ],
)
def test_every_limit_of_a_text_is_kept(text: str, dates: list[str | None]) -> None:
    found = [deadline.date.isoformat() if deadline.date else None for deadline in find_deadlines(text, ISSUED)]
    assert found == dates


@pytest.mark.parametrize(
    ("text", "phrase", "why"),
    [
        ("Báo cáo trước ngày 31/6/2025.", "trước ngày 31/6/2025", "ngày 31/6/2025 không có trong lịch"),
        ("Xong trước 30/2.", "trước 30/2", "ngày 30/2 không có trong lịch"),
        ("Báo cáo trước 20/3/205.", "trước 20/3/205", "ngày 20/3/205 không có trong lịch"),
        ("Báo cáo trước ngày 30/02 hằng năm.", "trước ngày 30/02 hằng năm", "ngày 30/02 không có trong lịch"),
        ("Chốt danh sách trước 11h30.", "trước 11h30", "không ghi rõ ngày"),
        (
            "Trình trong 05 ngày làm việc kể từ ngày ký.",
            "trong 05 ngày làm việc kể từ ngày ký",
            "tính theo ngày làm việc",
        ),
        ("Trình trong vòng 10 ngày.", "trong vòng 10 ngày", "không in ngày bắt đầu tính hạn"),
        (
            "Giao Sở Tư pháp trước ngày 15/3/2024 phải xong.",
            "trước ngày 15/3/2024",
            "ngày này đã qua khi ban hành thông báo",
        ),
        (
            "Kiểm tra an toàn của các sở, ngành đợt 1 trước ngày 15/3/2024.",
            "trước ngày 15/3/2024",
            "ngày này đã qua khi ban hành thông báo",
        ),
        ("Sửa trường, chậm nhất ngày 15/3/2024.", "chậm nhất ngày 15/3/2024", "ngày này đã qua khi ban hành thông báo"),
    ],
)
def test_a_limit_that_is_not_sure_says_why(text: str, phrase: str, why: str) -> None:
    deadline = _first(text)
    assert deadline and (deadline.phrase, deadline.certain, deadline.why) == (phrase, False, why)


@pytest.mark.parametrize(
    "text",
    [
        "Để hoàn thành mục tiêu trong năm 2025, Chủ tịch UBND tỉnh yêu cầu:",
        "Nhằm xóa nhà tạm, nhà dột nát, hoàn thành trước ngày 30/6/2025, UBND tỉnh giao Sở Xây dựng rà soát",
        "Theo kế hoạch hoàn thành trước ngày 30/6/2025, Sở Xây dựng rà soát",
        "Giao Ban Quản lý rà soát dự án A (khởi công năm 2024, hoàn thành trong năm 2025)",
        "Giao Sở Y tế rà soát các cơ sở (thành lập trước ngày 20/12/2025)",
        "Thời gian: 08h30 - 11h30, thứ Sáu.",
        "Lễ kỷ niệm - 30/4/2025.",
        "Thời hạn: 7h00 - 9h30.",
        "Trực từ 7 giờ 30 - 11 giờ 15",
        "đến năm 2030 đạt 80% xã nông thôn mới",
        "Tổ chức hội nghị vào ngày 20/3/2025",
        "các dự án hoàn thành trước ngày 01/02/2025",
        "Vật giá trước Tết Nguyên đán",
        "bảo đảm đời sống hằng ngày của người dân",
        "Thường xuyên kiểm tra hiện trường",
        "trong năm học 2025-2026 tổ chức dạy học",
        "quy định chế độ họp định kỳ 01 quý/1 lần",
        "Thông báo cho chính quyền địa phương trước 24 giờ",
    ],
)
def test_what_gives_a_reason_or_a_time_sets_no_limit(text: str) -> None:
    assert find_deadlines(text, ISSUED) == ()


WORD_FRAMES: dict[str, tuple[str, bool]] = {
    "finishing": ("Sở Y tế {} công trình trong năm 2026, sau đó vận hành", True),
    "handing_in": ("Sở Y tế {} nội dung này trong tháng 9/2025 cho Bộ Y tế", True),
    "decisive": ("Sở Y tế {} thu hồi vốn cuối tháng 9/2025.", True),
    "lasting": ("Sở Y tế {} địa bàn trong tháng 9/2025.", False),
    "planned_from_start": ("{} ngành y tế của tỉnh trong tháng 9/2025", False),
    "planned": ("Nêu {} trọng tâm trong tháng 9/2025", False),
    "coming_to_an_end": ("Sở Y tế {} số vốn đến hết ngày 30/9/2025.", True),
    "continuing": ("Sở Y tế {} giải ngân toàn bộ vốn đến hết ngày 30/9/2025.", False),
    "done_once": ("Tăng cường quản lý đất đai, {} 12 hồ sơ cũ vào tháng 9/2025.", True),
    "happened": ("Sở Y tế sửa nhà do {} trong tháng 9/2025.", False),
    "lasting_in_names": ("Sở Y tế lập {} kiểm tra trong tháng 9/2025.", True),
    "subordinate": ("{} tiến độ hoàn thành trước ngày 30/9/2025, Sở Y tế rà soát", False),
}
"""Of each class of words a sentence in which its word decides, and whether it then sets a limit."""


def framed_words() -> Iterator[tuple[str, bool]]:
    """Every word of limits in the sentence of its class, and whether that sets one."""
    for kind, (frame, sets) in WORD_FRAMES.items():
        for entry in CLASSES[kind]["words"]:
            word = entry if isinstance(entry, str) else entry["word"]
            yield frame.format(word[0].upper() + word[1:] if frame[0] == "{" else word), sets


@pytest.mark.parametrize(("sentence", "sets"), list(framed_words()))
def test_every_word_does_what_its_class_says(sentence: str, sets: bool) -> None:
    assert bool(find_deadlines(sentence, ISSUED)) == sets
