from pathlib import Path

import pytest

from ketluan.understanding.addressees import sentence_addressees
from ketluan.understanding.cooperation import helpers
from ketluan.understanding.title_addressees import title_addressees

NAMES = (Path(__file__).parent / "fixtures" / "names.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Giao Sở Lao động - Thương binh và Xã hội", ["Sở Lao động - Thương binh và Xã hội"]),
        ("Các Sở: Tài chính, Kế hoạch và Đầu tư", ["Sở Tài chính", "Sở Kế hoạch và Đầu tư"]),
        ("Sở Tài chính, Nội vụ", ["Sở Tài chính", "Sở Nội vụ"]),
        ("Công tác tuyển sinh (Phòng Đào tạo chủ trì)", ["Phòng Đào tạo"]),
        (
            "các Bộ Tài nguyên và Môi trường, Nông nghiệp và Phát triển nông thôn, Tư pháp",
            ["Bộ Tài nguyên và Môi trường", "Bộ Nông nghiệp và Phát triển nông thôn", "Bộ Tư pháp"],
        ),
        ("UBND các huyện, thành phố", ["UBND các huyện, thành phố"]),
        ("UBND các phường: Yên Bái, Văn Phú", ["UBND phường Yên Bái", "UBND phường Văn Phú"]),
        (
            "Các ngành, đoàn thể là thành viên Ban Điều hành hệ thống bảo vệ trẻ em Huyện",
            ["Các ngành, đoàn thể là thành viên Ban Điều hành hệ thống bảo vệ trẻ em Huyện"],
        ),
        ("Các cơ quan chủ trì các mục tiêu Chương trình", ["Các cơ quan chủ trì các mục tiêu Chương trình"]),
        ("Sở Nông nghiệp và Phát triển nông thôn (cơ quan thường trực)", ["Sở Nông nghiệp và Phát triển nông thôn"]),
        ("Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh", ["Công an tỉnh", "Bộ Chỉ huy Quân sự tỉnh"]),
        ("Hội Nông dân huyện, Huyện đoàn", ["Hội Nông dân huyện", "Huyện đoàn"]),
        ("Phòng NVY, NVD, KHTC Sở", ["Phòng NVY", "Phòng NVD", "Phòng KHTC Sở"]),
        (
            "Thủ trưởng các sở, ngành; Chủ tịch UBND các huyện",
            ["Thủ trưởng các sở, ngành", "Chủ tịch UBND các huyện"],
        ),
        ("Ban Chỉ đạo các huyện Long Hồ, Mang Thít", ["Ban Chỉ đạo huyện Long Hồ", "Ban Chỉ đạo huyện Mang Thít"]),
        ("Ban Quản lý dự án xây dựng thị xã", ["Ban Quản lý dự án xây dựng thị xã"]),
        ("Công ty Cổ phần xây dựng 47", ["Công ty Cổ phần xây dựng 47"]),
        ("Vụ Truyền thông và Thi đua, khen thưởng", ["Vụ Truyền thông và Thi đua, khen thưởng"]),
        ("Trưởng phòng Quản lý chất lượng", ["Trưởng phòng Quản lý chất lượng"]),
        ("UBND các huyện: Lập Thạch, Tam Dương", ["UBND huyện Lập Thạch", "UBND huyện Tam Dương"]),
        (
            "Đảng ủy các xã, thị trấn, các chi, đảng bộ trực thuộc",
            ["Đảng ủy các xã, thị trấn", "các chi, đảng bộ trực thuộc"],
        ),
        (
            "Các Ban Quản lý dự án: 2, 85, Thăng Long, đường Hồ Chí Minh",
            [
                "Ban Quản lý dự án 2",
                "Ban Quản lý dự án 85",
                "Ban Quản lý dự án Thăng Long",
                "Ban Quản lý dự án đường Hồ Chí Minh",
            ],
        ),
        ("Về công tác giải phóng mặt bằng", []),
        ("Tổ chức thực hiện", []),
        ("Ban hành kế hoạch", []),
        ("Phòng, chống thiên tai", []),
    ],
)
def test_a_title_tells_the_bodies_it_names(title: str, names: list[str]) -> None:
    assert [party.name for party in title_addressees(title).lead] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính rà soát.", ["Sở Nội vụ"]),
        ("Trên cơ sở báo cáo của Công ty A, giao Sở Tài chính tham mưu.", ["Sở Tài chính"]),
        ("Sở Nội vụ tham mưu UBND tỉnh quyết định.", ["Sở Nội vụ"]),
        ("Yêu cầu Thủ trưởng các sở, ngành báo cáo UBND tỉnh (qua Sở Tài chính).", ["Thủ trưởng các sở, ngành"]),
        ("UBND tỉnh yêu cầu UBND các huyện khẩn trương báo cáo.", ["UBND các huyện"]),
        ("UBND các xã, phường: Lập kế hoạch.", ["UBND các xã, phường"]),
        ("UBND xã Châu Lý, Nam Sơn xử lý dứt điểm.", ["UBND xã Châu Lý", "UBND xã Nam Sơn"]),
        ("UBND huyện A, thành phố B tăng cường kiểm tra.", ["UBND huyện A", "UBND thành phố B"]),
        ("Công an tỉnh, UBND các huyện biên giới tăng cường tuần tra.", ["Công an tỉnh", "UBND các huyện biên giới"]),
        ("Giao Văn phòng Sở tổng hợp, báo cáo.", ["Văn phòng Sở"]),
        ("Thanh tra Sở xây dựng kế hoạch.", ["Thanh tra Sở"]),
        ("Ban Tiếp công dân huyện mở sổ theo dõi.", ["Ban Tiếp công dân huyện"]),
        ("Trưởng thôn, buôn trưởng vận động nhân dân.", ["Trưởng thôn, buôn trưởng"]),
        ("Trưởng các khoa rà soát chuẩn đầu ra.", ["Trưởng các khoa"]),
        ("Tất cả các đơn vị nộp báo cáo tháng.", ["Tất cả các đơn vị"]),
        ("Riêng tỉnh Tiền Giang: giải quyết dứt điểm.", ["tỉnh Tiền Giang"]),
        ("Hàng tuần, UBND các xã báo cáo kết quả.", ["UBND các xã"]),
        ("Định kỳ hằng quý, Sở Nội vụ tổng hợp.", ["Sở Nội vụ"]),
        ("Chiều thứ Sáu hàng tuần, Sở Y tế báo cáo.", ["Sở Y tế"]),
        (
            "Hằng tháng, Giám đốc các sở, ngành tỉnh, Chủ tịch UBND các huyện, thành phố báo cáo kết quả.",
            ["Giám đốc các sở, ngành tỉnh", "Chủ tịch UBND các huyện, thành phố"],
        ),
        ("Hằng tháng, rà soát, báo cáo Sở Nội vụ.", []),
        ("Hàng hóa thiết yếu, Sở Công Thương rà soát.", []),
        ("UBND Phường 7, Phường 15 và Phường 16 rà soát.", ["UBND Phường 7", "UBND Phường 15", "UBND Phường 16"]),
        ("UBND các phường 7, 15 rà soát.", ["UBND phường 7", "UBND phường 15"]),
        ("UBND phường thành lập 5 tổ.", ["UBND phường"]),
        ("UBND phường 5 tổ công tác đi kiểm tra.", []),
        ("Các Ban Quản lý dự án 2, 6 và 85 khẩn trương.", [f"Ban Quản lý dự án {at}" for at in (2, 6, 85)]),
        ("Các trường 2 buổi/ngày rà soát.", []),
        ("Khu phố trưởng các khu phố 3, 7, 12 nhắc nhở.", ["Khu phố trưởng các khu phố 3, 7, 12"]),
        ("Đồng chí Phó Hiệu trưởng Nguyễn Thị Mai chỉ đạo.", ["Phó Hiệu trưởng Nguyễn Thị Mai"]),
        ("Chủ tịch Hồ Chí Minh phát động phong trào thi đua.", []),
        ("Các đồng chí Trưởng khu dân cư huy động Nhân dân.", ["Trưởng khu dân cư"]),
        (
            "UBMTTQ xã tuyên truyền; các đồng chí Trưởng khu dân cư huy động Nhân dân.",
            ["UBMTTQ xã", "Trưởng khu dân cư"],
        ),
        (
            "Sở Y tế phun thuốc; Chủ tịch UBND các xã chịu trách nhiệm kiểm tra.",
            ["Sở Y tế", "Chủ tịch UBND các xã"],
        ),
        ("Sở Y tế phun thuốc; Chủ tịch UBND các xã chịu trách nhiệm nếu có dịch.", ["Sở Y tế"]),
        ("Phòng Nội vụ rà soát; Văn phòng Ban bố trí lịch họp.", ["Phòng Nội vụ", "Văn phòng Ban"]),
        ("Văn phòng ban hành thông báo.", ["Văn phòng"]),
        ("Ủy viên Ban Thường vụ Huyện ủy theo địa bàn được phân công đi cơ sở.", ["Ủy viên Ban Thường vụ Huyện ủy"]),
        ("Chủ tịch Công đoàn ngành: Vận động đoàn viên.", ["Chủ tịch Công đoàn ngành"]),
        ("Ủy ban Kiểm tra Huyện ủy kết thúc các cuộc kiểm tra.", ["Ủy ban Kiểm tra Huyện ủy"]),
        ("Phòng Quy hoạch xây dựng kế hoạch.", ["Phòng Quy hoạch"]),
        ("Sở Giao thông vận tải xây dựng phương án.", ["Sở Giao thông vận tải"]),
        ("Giao Trung tâm Y tế và nhân viên y tế thôn bản rà soát.", ["Trung tâm Y tế"]),
        ("Giao Trung tâm Truyền thông đăng ký danh sách.", ["Trung tâm Truyền thông"]),
        ("Công ty Sông Đà quản lý và khai thác hồ.", ["Công ty Sông Đà"]),
        ("Trưởng thôn vận động nhân dân.", ["Trưởng thôn"]),
        ("Lãnh đạo Sở tổng hợp, báo cáo.", ["Lãnh đạo Sở"]),
        ("Các đơn vị trực thuộc Bộ thanh tra, kiểm tra.", ["Các đơn vị trực thuộc Bộ"]),
        ("UBND các xã nơi có đường dây rà soát.", ["UBND các xã nơi có đường dây"]),
        ("Công an 2 xã rà soát.", []),
        ("Ban Chỉ đạo kiểm tra các xã báo cáo.", ["Ban Chỉ đạo"]),
        ("Ban Chỉ đạo phân công thành viên phụ trách xã kiểm tra.", ["Ban Chỉ đạo"]),
        (
            "Ban Chỉ đạo bảo vệ môi trường, UBND tỉnh rà soát.",
            ["Ban Chỉ đạo bảo vệ môi trường", "UBND tỉnh"],
        ),
        ("Trung tâm Y tế các huyện, TX, TP rà soát.", ["Trung tâm Y tế các huyện, TX, TP"]),
        ("Công ty A và đơn vị tư vấn khẩn trương hoàn thiện.", ["Công ty A", "đơn vị tư vấn"]),
        ("Thị xã Sông Cầu tổ chức trục vớt lồng bè.", ["Thị xã Sông Cầu"]),
        ("Sở Y tế, Khu điều trị Phong rà soát, báo cáo.", ["Sở Y tế"]),
        ("Sở Tài chính chủ trì, phối hợp với Sở Xây dựng; UBND huyện Lâm Hà thẩm định.", ["Sở Tài chính"]),
        (
            "Sở Tài chính rà soát, phối hợp với Sở Xây dựng; UBND huyện Lâm Hà chủ trì thẩm định.",
            ["Sở Tài chính", "UBND huyện Lâm Hà"],
        ),
        ("Theo đề nghị của Sở Y tế tại Tờ trình số 12/TTr-SYT.", []),
        ("Bộ Tài chính đã hoàn thiện Đề án.", []),
        ("Đề án theo hướng: Bộ Công Thương chủ trì thực hiện.", []),
        ("Gửi Sở Công Thương thẩm định.", []),
    ],
)
def test_a_sentence_tells_those_it_orders(text: str, names: list[str]) -> None:
    assert [party.name for party in sentence_addressees(text, under_heading=False).lead] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Phối hợp với Huyện đoàn, Phòng Giáo dục và Đào tạo và các ngành liên quan: Tổ chức Diễn đàn trẻ em.",
            ["Huyện đoàn", "Phòng Giáo dục và Đào tạo"],
        ),
        ("Chủ trì, phối hợp với các cơ quan, đơn vị liên quan rà soát.", []),
        ("Đôn đốc các chủ đầu tư phối hợp chặt chẽ với chính quyền địa phương.", []),
        ("Làm việc, thống nhất với Bộ Tư pháp.", []),
        (
            "Phối hợp chặt chẽ với các ban, ngành, đoàn thể Huyện và Ủy ban nhân dân các xã, thị trấn thực hiện.",
            ["các ban, ngành, đoàn thể Huyện", "Ủy ban nhân dân các xã, thị trấn"],
        ),
        ("Cùng với Sở Công Thương tổ chức đối thoại.", ["Sở Công Thương"]),
        (
            "Chủ trì, phối hợp với Sở Nội vụ; UBND các huyện: Đức Trọng, Lâm Hà thẩm định.",
            ["Sở Nội vụ", "UBND huyện Đức Trọng", "UBND huyện Lâm Hà"],
        ),
        ("Phối hợp với Trưởng các thôn giám sát.", ["Trưởng các thôn"]),
        ("Phối hợp cùng lực lượng Dân quân thường trực tuần tra.", ["lực lượng Dân quân thường trực"]),
        (
            "Phối hợp với Mặt trận và các tổ chức chính trị - xã hội huyện tuyên truyền.",
            ["Mặt trận", "các tổ chức chính trị - xã hội huyện"],
        ),
        ("Phối hợp với Công ty Điện lực khảo sát 12 vị trí.", ["Công ty Điện lực"]),
        ("Phối hợp với Công ty Cổ phần xây dựng 47 thi công.", ["Công ty Cổ phần xây dựng 47"]),
    ],
)
def test_helpers_are_real_bodies_named_after_phoi_hop(text: str, names: list[str]) -> None:
    assert [party.name for party in helpers(text, ())] == names


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_holds_words_for_work_stands_whole(name: str) -> None:
    readings = [
        title_addressees(name),
        sentence_addressees(f"{name} rà soát, báo cáo UBND tỉnh.", under_heading=False),
        sentence_addressees(f"{name} lập kế hoạch.", under_heading=False),
        sentence_addressees(f"Giao {name} chủ trì, phối hợp với Sở Xây dựng tham mưu.", under_heading=False),
    ]
    assert [[party.name for party in found.lead] for found in readings] == [[name]] * len(readings)
    assert [party.name for party in helpers(f"Phối hợp với {name} kiểm tra hồ sơ.", ())] == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rà soát và đề nghị Sở Y tế cung cấp thông tin.", []),
        ("Thống nhất chủ trương và giao Sở Y tế triển khai.", ["Sở Y tế"]),
        ("Rà soát hồ sơ; yêu cầu các tổ chức, doanh nghiệp cung cấp thông tin.", []),
        ("Rà soát hồ sơ; yêu cầu Sở Y tế cung cấp thông tin.", ["Sở Y tế"]),
        ("Hồ sơ chưa đủ; yêu cầu các tổ chức, doanh nghiệp báo cáo.", ["các tổ chức, doanh nghiệp"]),
        ("Tổng hợp và yêu cầu các cơ quan thành viên Ban chỉ đạo cung cấp số liệu.", []),
        ("Giao chỉ tiêu cụ thể cho UBND các xã.", []),
        ("Giao nhiệm vụ cho Chủ tịch UBND các xã.", []),
        ("Phân công Trạm Y tế trực.", []),
        ("Giao Sở Tài chính bố trí vốn.", ["Sở Tài chính"]),
        ("Giao việc thẩm định cho Sở Tư pháp.", ["Sở Tư pháp"]),
        ("Hằng tháng, UBND các xã báo cáo.", ["UBND các xã"]),
        ("Không chủ quan; thủ trưởng đơn vị chịu trách nhiệm nếu để xảy ra thiệt hại.", []),
    ],
)
def test_under_a_heading_what_it_hands_down_is_its_own_task(text: str, names: list[str]) -> None:
    assert [party.name for party in sentence_addressees(text, under_heading=True).lead] == names
