import pytest

from ketluan.addressee import told_by_text, told_by_title
from ketluan.cooperation import helpers


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Giao Sở Lao động - Thương binh và Xã hội", ["Sở Lao động - Thương binh và Xã hội"]),
        ("Các Sở: Tài chính, Kế hoạch và Đầu tư", ["Sở Tài chính", "Sở Kế hoạch và Đầu tư"]),
        ("Sở Tài chính, Nội vụ", ["Sở Tài chính", "Sở Nội vụ"]),
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
    ],
)
def test_helpers_are_real_bodies_named_after_phoi_hop(text: str, names: list[str]) -> None:
    assert [party.name for party in helpers(text, ())] == names
