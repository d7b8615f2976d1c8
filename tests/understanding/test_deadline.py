import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketluan.understanding.deadline import find_deadline

ISSUED = dt.date(2025, 3, 10)


@pytest.mark.parametrize(
    ("text", "end", "inferred"),
    [
        ("Hoàn thành và báo cáo UBND tỉnh trước ngày 20/12/2025.", "2025-12-20", False),
        ("quyết định trước ngày 20 tháng 10 năm 2025", "2025-10-20", False),
        ("chậm nhất ngày 15/8", "2025-08-15", True),
        ("chậm nhất là ngày 15.8.2025", "2025-08-15", False),
        ("phải thực hiện hoàn thành trong tháng 10 năm 2025", "2025-10-31", False),
        ("hoàn thành trình UBND tỉnh xem xét trong tháng 9/2025", "2025-09-30", False),
        ("báo cáo UBND tỉnh trong quý III/2025", "2025-09-30", False),
        ("xong trước 30/6", "2025-06-30", True),
        ("xong trước 15/01", "2026-01-15", True),
        ("hoàn thành việc này trong năm 2025", "2025-12-31", False),
        ("hoàn thành trong 10 ngày kể từ ngày ký", "2025-03-20", True),
        ("trong thời hạn 05 ngày làm việc kể từ ngày ban hành Thông báo", "2025-03-17", True),
        ("hoàn thành trước 17h00 ngày 15/6/2025", "2025-06-15", False),
        ("Thời gian hoàn thành: 30/6/2025", "2025-06-30", False),
        ("đến hết ngày 30/9/2025 hoàn thành 100% kế hoạch", "2025-09-30", False),
        ("trình UBND tỉnh trước tháng 9/2025", "2025-08-31", False),
        ("hoàn thành trong 6 tháng đầu năm 2026", "2026-06-30", False),
        ("Ngay trong ngày 31/7/2025, hoàn thành kế hoạch", "2025-07-31", False),
        ("rà soát vị trí việc làm (hoàn thành 20/3/2025)", "2025-03-20", False),
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
        ("phấn đấu thông tuyến cuối tháng 6/2025", "2025-06-30", False),
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
    ],
)
def test_a_limit_is_read_as_its_last_day(text: str, end: str, inferred: bool) -> None:
    deadline = find_deadline(text, ISSUED)
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
    deadline = find_deadline(text, ISSUED)
    assert deadline and deadline.recurring == recurring and deadline.date is None


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch giai đoạn 2026-2030",
        "cung cấp số liệu trong 05 ngày kể từ ngày nhận được văn bản",
        "thông xe bước 1 trong 48 giờ",
        "nhiệm vụ công tác 6 tháng cuối năm 2025",
        "đề xuất kế hoạch thực hiện cổ phần hóa trong năm 2025 đảm bảo khả thi",
        "bố trí ngân sách hằng năm và trong Kế hoạch đầu tư công trung hạn",
        "các dự án được phê duyệt trước ngày 01/7/2014",
        "thực hiện đạt các chỉ tiêu trong năm 2025",
        "Quyết định 34/2014/QĐ-TTg, ngày 30/5/2014",
        "trước ngày 31/02/2026",
        "các gói thầu đã hoàn thành 20/3",
        "Kết quả thực hiện đến hết quý I/2025",
        "Tuyên truyền, vận động Nhân dân chấp hành trong tháng 11/2025.",
        "Kiểm tra các cơ sở sản xuất, kinh doanh trong tháng 11/2025.",
        "Thanh tra việc sử dụng đất trong quý III/2025.",
        "Duy trì trực ban trong tháng 10/2025.",
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
        "hoàn thành trước ngày 01/02/2025",
        "các hộ đã hoàn thành di dời trong ngày 09/3/2025",
        "mưa lớn trong ngày 09/3/2025",
        "cho phép kéo dài thời gian giải ngân đến hết ngày 31/01/2026",
        "nghiệm thu các công trình trong tháng 5, 6 và 7/2025",
        "Định kỳ tháng 6/2025 kiểm điểm tiến độ",
        "khẩn trương chuẩn bị trình tại kỳ họp cuối tháng 6/2025",
    ],
)
def test_a_period_or_a_day_that_only_describes_is_no_deadline(text: str) -> None:
    assert find_deadline(text, ISSUED) is None


def test_without_the_day_of_the_notice_no_year_is_guessed() -> None:
    deadline = find_deadline("xong trước 30/6", None)
    assert deadline and deadline.date is None and deadline.phrase == "trước 30/6"


@given(
    st.dates(dt.date(2025, 3, 10), dt.date(2099, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%d tháng %m năm %Y"]),
)
def test_every_day_is_read_in_every_form(day: dt.date, form: str) -> None:
    deadline = find_deadline(f"báo cáo trước ngày {day.strftime(form)}.", ISSUED)
    assert deadline and deadline.date == day
