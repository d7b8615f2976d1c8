import pytest

from ketluan.addressee import told_by_text, told_by_title
from ketluan.cooperation import helpers


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
        ("Về công tác giải phóng mặt bằng", []),
        ("Tổ chức thực hiện", []),
        ("Ban hành kế hoạch", []),
        ("Phòng, chống thiên tai", []),
    ],
)
def test_a_title_tells_the_bodies_it_names(title: str, names: list[str]) -> None:
    assert [party.name for party in told_by_title(title).lead] == names


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
    assert [party.name for party in told_by_text(text, under_heading=False).lead] == names


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
    ],
)
def test_helpers_are_real_bodies_named_after_phoi_hop(text: str, names: list[str]) -> None:
    assert [party.name for party in helpers(text, ())] == names
