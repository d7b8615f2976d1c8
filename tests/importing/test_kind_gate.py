# ruff: noqa: E501 (a document a line)
"""What kind of document a text is, before it is read as a notice; two documents in one file."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from ketluan.importing.importer import draft_files, import_files
from ketluan.importing.parsing.draft import draft
from ketluan.importing.parsing.kind_gate import UNKNOWN
from ketluan.model.notice import Meeting, NoticeKind
from ketluan.model.problem import Refused
from tests.conftest import SHARED, TODAY, needs_shared

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nKon Tum, ngày 12 tháng 3 năm 2025\n\n"
FOOT = "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nLê Văn Giả\n"
TASKS = "1. Giao Sở Y tế chủ trì rà soát, hoàn thành trước ngày 30/4/2025.\n2. Giao Công an tỉnh kiểm tra.\n"
HELD = "Ngày 10/3/2025, Phó Chủ tịch UBND tỉnh Lê Văn Giả chủ trì cuộc họp về y tế. Sau khi nghe báo cáo, "


def text(number: str, label: str, body: str) -> str:
    return f"ỦY BAN NHÂN DÂN\nTỈNH KON TUM\nSố: {number}\n\n{STATE}{label}\n\n{body}{FOOT}"


def notice(title: str, opening: str) -> str:
    return text("88/TB-UBND", f"THÔNG BÁO\n{title}", opening + "\n" + TASKS)


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (notice("Kết luận của Phó Chủ tịch tại cuộc họp về y tế", HELD + "Phó Chủ tịch kết luận như sau:"), "ket-luan"),
        (notice("Ý kiến chỉ đạo của Phó Chủ tịch về y tế", "Sau khi xem xét báo cáo của Sở Y tế."), "ket-luan"),
        (notice("Về công tác y tế", HELD + "Phó Chủ tịch có ý kiến kết luận, chỉ đạo như sau:"), "ket-luan"),
        (notice("Kết quả cuộc họp giao ban tháng 3", HELD + "cuộc họp thống nhất các nội dung sau:"), "ket-luan"),
        (notice("Về việc giữ gìn vệ sinh", "Ủy ban nhân dân Thành phố quyết định:"), "ket-luan"),
        (notice("Về việc đào đường", "Để giữ trật tự, Ủy ban nhân dân Thành phố lưu ý các cơ quan:"), "ket-luan"),
        (notice("Về việc cấm đốt pháo", "Chủ tịch UBND tỉnh nghiêm cấm:"), "ket-luan"),
        (text("16/CT-UBND", "CHỈ THỊ\nVề tăng cường phòng, chống dịch", "Chủ tịch yêu cầu:\n" + TASKS), "chi-dao"),
        (text("3/CĐ-UBND", "CÔNG ĐIỆN\nVề ứng phó mưa lũ", "CHỦ TỊCH điện:\n" + TASKS), "cong-van"),
        ("CÔNG ĐIỆN KHẨN\nSố: 7/CĐ-UBND hồi 15 giờ 30 ngày 04/9/2025\n\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH KON TUM\n\nĐIỆN\n- Sở Y tế.\n\nChủ tịch UBND tỉnh yêu cầu:\n" + TASKS + FOOT, "cong-van"),
        (text("5/CT-UBND", "CHỈ THỊ HỎA TỐC\nVề phòng, chống dịch", "Chủ tịch yêu cầu:\n" + TASKS), "chi-dao"),
        (text("59/UBND-KT", "V/v rà soát đất đai\nKínhgửi: Sở Y tế.", "UBND tỉnh yêu cầu:\n" + TASKS), "cong-van"),
        (text("59/UBND-KT", "V/v rà soát đất đai\nKính gửi: Sở Y tế; Công an tỉnh.", "UBND tỉnh yêu cầu:\n" + TASKS), "cong-van"),
        (text("4/BB-VP", "BIÊN BẢN\nHọp giao ban", HELD + "đồng chí chủ trì kết luận:\n" + TASKS), "bien-ban"),
        ("UBND TỈNH KON TUM\nVĂN PHÒNG\n" + STATE + "Kết luận của Phó Chủ tịch tại cuộc họp\n" + HELD + "kết luận như sau:\n" + TASKS + FOOT, "ket-luan"),
        ("Công điện gửi Bộ trưởng các Bộ: Công an, Quốc phòng; Chủ tịch UBND tỉnh Kon Tum, nêu rõ:\nBão mạnh lên. Thủ tướng yêu cầu:\n" + TASKS, "cong-van"),
        ("Công điện số 12/CĐ-TTg ngày 5/9/2024 của Thủ tướng Chính phủ gửi Bộ Công an, nêu rõ:\nThủ tướng yêu cầu:\n" + TASKS, "cong-van"),
        ("Công điện nêu: Bão mạnh lên.\nThủ tướng Chính phủ yêu cầu:\n" + TASKS, "cong-van"),
        ("Toàn văn Công điện:\nBão mạnh lên.\nThủ tướng Chính phủ yêu cầu:\n" + TASKS, "cong-van"),
        ("Chỉ thị nêu rõ: Bão mạnh lên.\nThủ tướng Chính phủ yêu cầu:\n" + TASKS, "chi-dao"),
        ("SỞ Y TẾ\nSố: 59/SYT-KH\nKon Tum, ngày 27 tháng 9 năm 2023 Kính gửi: Chủ tịch UBND các huyện Thực hiện Luật Đất đai, Sở yêu cầu:\n" + TASKS, "cong-van"),
        ("Chỉ thị của Chủ tịch UBND tỉnh về phòng, chống bão.\nChủ tịch UBND tỉnh yêu cầu:\n" + TASKS, "chi-dao"),
        (text("9/BB-UBND", "BIÊN BẢN\nCuộc họp giao ban", "Thành phần: Sở Y tế.\nIII. KẾT LUẬN CỦA CHỦ TRÌ\n" + TASKS), "bien-ban"),
        (notice("Về kết quả làm việc với huyện Đăk Hà", HELD + "Phó Chủ tịch chỉ đạo:"), "ket-luan"),
        (notice("Kết luận kiểm tra hiện trường", HELD + "Phó Chủ tịch yêu cầu các đơn vị như sau:"), "ket-luan"),
        (notice("Kết luận của Phó Chủ tịch về việc thực hiện kết luận thanh tra", "Sau khi nghe báo cáo."), "ket-luan"),
        (notice("Về việc treo cờ", "Chủ tịch UBND tỉnh yêu cầu các sở như sau:"), "ket-luan"),
    ],
)  # fmt: skip
def test_what_concludes_or_assigns_is_kept_under_its_kind(source: str, kind: str) -> None:
    assert draft(source).kind == kind


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("SỞ Y TẾ THÔNG BÁO VỀ VIỆC TRỰC TẾT\n\nThực hiện Chỉ thị số 5/CT-UBND, Sở Y tế yêu cầu:\n" + TASKS, "thông báo về việc khác (không thấy kết luận hay ý kiến chỉ đạo)"),
        ("Công điện đã được gửi hôm qua.\nBão mạnh lên.\n", "văn bản chưa rõ loại (không in số, tên loại, nơi kính gửi)"),
        (text("31/KH-UBND", "KẾ HOẠCH KHẨN\nVề việc di dời dân", "1. Sở Y tế trực cấp cứu.\n"), "kế hoạch"),
        (text("310/QĐ-UBND", "QUYẾT ĐỊNH\nVề việc kiện toàn", "Điều 1. Giao Sở Y tế chủ trì.\n"), "quyết định"),
        (text("310/QĐ-UBND", "QUYẾT ĐỊNH CỦA CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH", "Điều 1. Giao Sở Y tế.\n"), "quyết định"),
        (text("12/GM-UBND", "GIẤY MỜI\nHọp về y tế", "UBND tỉnh mời dự họp ngày 15/3/2025.\nGiao Sở Y tế chuẩn bị.\n"), "giấy mời"),
        (text("12/UBND-VX", "V/v mời dự họp về y tế\nKính gửi: Sở Y tế.", "UBND tỉnh mời dự họp ngày 15/3/2025.\n"), "giấy mời"),
        (text("5/TTr-SYT", "TỜ TRÌNH\nVề việc phê duyệt", "Sở Y tế kính trình UBND tỉnh giao Sở Tài chính.\n"), "tờ trình"),
        (text("5/KH-UBND", "KẾ HOẠCH\nTriển khai", "1. Sở Y tế chủ trì thực hiện.\n"), "kế hoạch"),
        (text("5/BC-UBND", "BÁO CÁO\nKết quả thực hiện kết luận", "Kết luận tại cuộc họp như sau: đã xong.\n"), "báo cáo"),
        (notice("Lịch tiếp công dân tháng 4", "Giao Ban Tiếp công dân chuẩn bị."), "thông báo về việc khác"),
        (notice("Về việc nghỉ lễ 30/4", "Đề nghị các sở thông báo đến công chức."), "thông báo về việc khác"),
        (notice("Tuyển dụng viên chức", "Sở Y tế thông báo tuyển dụng với các yêu cầu:"), "thông báo về việc khác"),
        (notice("Tuyển dụng viên chức", "UBND huyện thông báo tuyển dụng theo yêu cầu:"), "thông báo về việc khác"),
        (notice("Thay đổi trụ sở", "UBND xã làm việc tại địa chỉ mới kể từ ngày ký:"), "thông báo về việc khác"),
        (text("7/TB-UBND", "THÔNG BÁO\nVề lịch họp", "UBND huyện quyết định:\n1. Họp lúc 8 giờ.\n"), "thông báo về việc khác"),
        (notice("Kết luận thanh tra việc mua sắm", "Thanh tra tỉnh thông báo."), "thông báo về việc khác"),
        (notice("Về việc thu hồi đất", "Thực hiện Kết luận số 12-KL/TU của Tỉnh ủy."), "thông báo về việc khác"),
        (notice("Về việc treo cờ Tổ quốc", "UBND tỉnh yêu cầu các cơ quan treo cờ như sau:"), "thông báo về việc khác"),
        (notice("Kết quả kiểm tra việc thực hiện kết luận của Chủ tịch", "Đoàn kiểm tra thông báo."), "thông báo về việc khác"),
        (notice("Tình hình thực hiện ý kiến chỉ đạo của Chủ tịch", "Văn phòng tổng hợp."), "thông báo về việc khác"),
        (notice("Kết luận nội dung tố cáo", "Căn cứ Luật Tố cáo, Chủ tịch kết luận như sau:"), "thông báo về việc khác"),
        (notice("Kết luận thanh tra tại Sở Y tế", "Chánh Thanh tra tỉnh kết luận như sau:"), "thông báo về việc khác"),
        (text("7/PC-VP", "PHIẾU CHUYỂN", "Chuyển đơn đến Sở Y tế để giải quyết theo thẩm quyền.\n"), "phiếu chuyển"),
        (text("4/BB-VP", "BIÊN BẢN\nBàn giao tài sản", "1. Hai bên bàn giao tài sản.\n"), "biên bản"),
        ("Công điện mới nhất về bão\nBão số 3 mạnh lên.\n", "văn bản chưa rõ loại"),
        ("Danh mục 1\nNgành, nghề được ưu đãi\n1. Mở trường học.\n2. Lập cơ sở dạy nghề.\n", "văn bản chưa rõ loại"),
    ],
)  # fmt: skip
def test_what_neither_concludes_nor_assigns_is_refused_by_its_kind(source: str, name: str) -> None:
    with pytest.raises(Refused) as refused:
        draft(source)
    assert refused.value.kind.startswith(name)
    assert str(refused.value).startswith(f"Đây là {refused.value.kind}, không phải thông báo kết luận")


CLOSE = "3. Các sở thực hiện nghiêm {} này.\n"
DIRECTIVE = text("16/CT-UBND", "CHỈ THỊ\nVề tăng cường phòng, chống dịch", "UBND tỉnh yêu cầu:\n" + TASKS)
TELEGRAM = text("3/CĐ-UBND", "CÔNG ĐIỆN\nVề ứng phó mưa lũ", "Chủ tịch UBND tỉnh yêu cầu:\n" + TASKS)
CONCLUDED = notice("Kết luận của Phó Chủ tịch tại cuộc họp về y tế", HELD + "Phó Chủ tịch kết luận như sau:")
DOCUMENTS = {"chi-dao": DIRECTIVE, "cong-van": TELEGRAM, "ket-luan": CONCLUDED}


@pytest.mark.parametrize("kind", DOCUMENTS)
@pytest.mark.parametrize(
    "read",
    [
        lambda head: head.replace("CHỈ THỊ\n", "_ CHỈ TH1 '.\n")
        .replace("CÔNG ĐIỆN\n", "~ GÔNG ĐIÊN i\n")
        .replace("THÔNG BÁO\n", "TRÔNG BẢ0 .\n"),
        lambda head: head.replace("CHỈ THỊ", "CHỈTHỊ").replace("CÔNG ĐIỆN", "CÔNGĐIỆN").replace("THÔNG BÁO", "THÔNGBÁO"),
        lambda head: head.replace("CHỈ THỊ\n", "").replace("CÔNG ĐIỆN\n", "").replace("THÔNG BÁO\n", ""),
        lambda head: head.replace("CHỈ THỊ\n", "").replace("CÔNG ĐIỆN\n", "").replace("Số: ", "S6: "),
        lambda head: head.replace("CHỈ THỊ\n", "").replace("CÔNG ĐIỆN\n", "").replace("Số: ", "§è I"),
        lambda head: head.replace("CHỈ THỊ\n", "").replace("CÔNG ĐIỆN\n", "").replace("/CT", "/C1").replace("/CĐ", "/CD"),
        lambda head: "\n".join(line for line in head.split("\n") if not line.startswith("Số")),
        lambda head: head.replace("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n", "").replace("Độc lập", "Bo lap"),
        lambda head: head.replace("Kon Tum, ngày 12 tháng 3 năm 2025\n", ""),
        lambda head: head.replace("ỦY BAN NHÂN DÂN\nTỈNH KON TUM\n", ""),
    ],
)  # fmt: skip
def test_no_part_of_the_head_that_is_missing_or_misread_hides_the_kind(kind: str, read: Callable[[str], str]) -> None:
    assert read(DOCUMENTS[kind]) != DOCUMENTS[kind] or kind == "ket-luan"
    assert draft(read(DOCUMENTS[kind])).kind == kind


NO_HEAD = "ỦY BAN NHÂN DÂN\nTỈNH KON TUM\n\n" + STATE


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (NO_HEAD + "Thời gian qua dịch lan rộng.\n" + TASKS + CLOSE.format("Chỉ thị") + FOOT, "chi-dao"),
        (NO_HEAD + HELD + "Phó Chủ tịch kết luận như sau:\n" + TASKS + CLOSE.format("Chỉ thị") + FOOT, "chi-dao"),
        (NO_HEAD + "Bão mạnh lên.\n" + TASKS + CLOSE.format("Công điện") + FOOT, "cong-van"),
        (NO_HEAD + "Bão mạnh lên. UBND tỉnh yêu cầu các sở, UBND các xã thực hiện:\n1. Trực ban.\n" + FOOT, "chi-dao"),
        (NO_HEAD + "Bão mạnh lên. Thủ tướng Chính phủ yêu cầu:\n1. Bộ Y tế trực cấp cứu.\n" + FOOT, "chi-dao"),
    ],
)  # fmt: skip
def test_what_a_text_says_of_itself_tells_its_kind_where_its_head_is_lost(source: str, kind: str) -> None:
    assert draft(source).kind == kind


MISREAD_TASKS = "1. Giao Sở Y tế chủ trì, phôi hợp với Công an tỉnh rà soát, chậm nhât ngày 30/4/2025.\n2. Đê nghị Công an tỉnh tiêp tục báo cáo.\n"


def scan(number: str, label: str, body: str) -> str:
    """As `text`, with all of the head misread."""
    state = "CONG HOA XÃ HÔI CHỦ NGHlA VIÊT NAM\nĐôc lâp - Tư do - H ạnh phúc\nKon Tum, ngày l2 thang 3 năm 20Z5\n\n"
    return f"UY BAN NHÂN DÂN\nTÌNH K0N TUM\n{number}\n\n{state}{label}\n\n{body}{MISREAD_TASKS}{FOOT}"


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (scan("", "C H Ỉ T HỊ\nVẻ phong, chông dich", "Thời gian qua dich lan rông.\n"), "chi-dao"),
        (scan("", "CIIỈ THỊ\nVẻ phong, chông dich", "Thời gian qua dich lan rông.\n"), "chi-dao"),
        (scan("§é 16/GT-UBND", "HỈ THỊ\nVẻ phong, chông dich", "Thời gian qua dich lan rông.\n"), "chi-dao"),
        (scan("8ố: 16/C T-UBND", "GHÌ TRỊ\nVẻ phong, chông dich", "Thời gian qua dich lan rông.\n"), "chi-dao"),
        (scan("Số: 16ICT-UBND", "TH CHỈ Ị\nVẻ phong, chông dich", "Thời gian qua dich lan rông.\n"), "chi-dao"),
        (scan("", "GHÌ TRỊ\nVẻ phong, chông dich", "Dich lan rông. Chủ tịch UBND tỉnh yêu câu:\n"), "chi-dao"),
        (scan("Sô: 3/C Đ-UBND", "GÔNG D1ỆN\nVẻ ứng phó", "Chủ tich UBND tinh yêu câu:\n"), "cong-van"),
        (scan("Sé: 88/T8-UBND", "TIIÔNG BÁO\nKêt1uận cùa Phó Chủ tịch", HELD + "Phó Chủ tich kêt luân nhu sau:\n"), "ket-luan"),
        (scan("Số: 88lTB-UBND", "T HÔNG B ÁO\nKết luậ n tại cuộc hop", HELD + "Phó Chủ tịch kết luạn nhu sau:\n"), "ket-luan"),
        (scan("", "THONG BAO\nVê cuôc hop", HELD + "Chủ tich thông nhât các nôi dung sau:\n"), "ket-luan"),
    ],
)  # fmt: skip
def test_a_head_of_which_all_is_misread_tells_its_kind(source: str, kind: str) -> None:
    assert draft(source).kind == kind


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (scan("Sô: 31O/QD-UBND", "QUYÉT ĐINH\nVê viêc kiên toàn", "Điều 1. Kiên toàn Ban Chỉ đạo.\n"), "quyết định"),
        (scan("", "QUYẾT ĐỊNII\nVê viêc kiên toàn", "Điều 1. Kiên toàn Ban Chỉ đạo như sau:\n"), "quyết định"),
        (scan("8ố: 31/Q Đ-UBND", "QỤYÊ'T\nVê viêc kiên toàn", "Điều 1. Kiên toàn Ban Chỉ đạo.\n"), "quyết định"),
        (scan("Sô: 45/K H-UBND", "KÉ HO ẠCH\nChuyên đôi sô", "Sở Y tế thưc hiên như sau:\n"), "kế hoạch"),
        (scan("S6: 45lKH-UBND", "KÊ H0ACH\nChuyên đôi sô", "Muc tiêu cùa kê hoach:\n"), "kế hoạch"),
        (scan("Sô: 5/BC-UBND", "BÁO CÁ0\nKêt quà thưc hiên kêt luân", "Kêt luân đã thưc hiên như sau:\n"), "báo cáo"),
        (scan("Sô: 5/TTr-SYT", "TÒ TRÌNII\nVê viêc phê duyêt", "Sở Y tế kinh trình như sau:\n"), "tờ trình"),
        (scan("Sô: 88/T8-UBND", "TIIÔNG BÁO\nVê lich nghi lê", "Công chức nghi như sau:\n"), "thông báo về việc khác"),
        (scan("Sô: 88/TB-UBND", "T HÔNG BÁO\nKêt luân thanh tra tai Sở Y tế", "Chánh Thanh tra kêt luân như sau:\n"), "thông báo về việc khác"),
        ("Bão sô 3 mạnh lên, dư báo tiêp tục mưa.\nSở Y tế phôi hợp cử 5 đội, chậm nhât hôm nay.\nChủ tịch đê nghị bà con chú ý.\n", UNKNOWN.name),
    ],
)  # fmt: skip
def test_a_misread_head_of_another_kind_is_refused_by_its_kind(source: str, name: str) -> None:
    with pytest.raises(Refused) as refused:
        draft(source)
    assert refused.value.kind.startswith(name)


def test_a_misread_letter_that_assigns_nothing_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    letter = "V/v góp ý\nKinh gửi: Sở Y tế.\n\nUBND tỉnh thống nhất nội dung dự thảo.\n"
    path.write_text(scan("Sô: 59/UBND-KT", letter, "").replace(MISREAD_TASKS, ""), "utf-8")
    [outcome] = draft_files([path], notices=tmp_path / "notices", today=TODAY)
    assert (outcome.state, outcome.kind) == ("failed", "công văn không giao việc cho cơ quan nào")


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (NO_HEAD + "QUYÊT ĐỊNI1 .\nĐiều 1. Giao Sở Y tế chủ trì.\n" + FOOT, "quyết định"),
        (NO_HEAD + "KÊ HOẠCH\nTriển khai\n1. Sở Y tế chủ trì thực hiện.\n" + FOOT, "kế hoạch"),
        (NO_HEAD.replace("\n\n", "\nS6: 31/QD-UBND\n\n") + "Điều 1. Giao Sở Y tế chủ trì.\n" + FOOT, "quyết định"),
        (NO_HEAD + "1. Sở Y tế chủ trì.\n2. Các sở thi hành Quyết định này.\n" + FOOT, "quyết định"),
        (NO_HEAD + "Trách nhiệm của các cơ quan như sau:\nĐiều 1. Sở Y tế chủ trì.\nĐiều 2. Sở Nội vụ rà soát.\n", UNKNOWN.name),
        (NO_HEAD + "Các mặt hàng được giảm giá gồm các nội dung sau:\n1. Gạo.\n2. Muối.\n", UNKNOWN.name),
        ("Bão số 3 mạnh lên.\nSở Y tế đã cử 5 đội cấp cứu.\n", UNKNOWN.name),
    ],
)  # fmt: skip
def test_a_head_that_is_lost_makes_no_direction_of_what_is_none(source: str, name: str) -> None:
    with pytest.raises(Refused) as refused:
        draft(source)
    assert refused.value.kind == name


@needs_shared
@pytest.mark.parametrize(
    "read",
    [
        lambda text: re.sub(r"(?m)^.*\b[Ss]ố\b\s*[:.]?\s*[\d ]*/.*$", "", text, count=1),
        lambda text: re.sub(r"(?m)^\W*(?:CHỈ THỊ|THÔNG BÁO)\W*$", "", text, count=1),
        lambda text: re.sub(r"\bSố\b", "S6", text, count=1),
        lambda text: re.sub(r"(?m)^(\W*)CHỈ THỊ", r"\1CHÍ TH! ~", re.sub(r"(?m)^(\W*)THÔNG BÁO", r"\1'THỐNG BẢO", text)),
    ],
)  # fmt: skip
def test_real_documents_are_known_without_a_part_of_their_head(read: Callable[[str], str]) -> None:
    for path in sorted([*SHARED.glob("corpus/notices/*.txt"), *SHARED.glob("corpus/related/*.txt")]):
        if not path.name.startswith("023"):
            whole = path.read_text(encoding="utf-8")
            assert draft(read(whole)).kind == draft(whole).kind, path


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (text("45/KH-UBND", "KẾ HOẠCH\nChuyển đổi số", "1. Sở Y tế bố trí kinh phí.\n"), "chi-dao"),
        (text("4/PA-UBND", "PHƯƠNG ÁN\nỨng phó bão", "1. Sở Y tế trực cấp cứu.\n"), "chi-dao"),
        (text("4/BB-VP", "BIÊN BẢN\nBàn giao tài sản", "1. Hai bên bàn giao tài sản.\n"), "bien-ban"),
        (notice("Về việc thu hồi đất", "UBND huyện thông báo thu hồi đất."), "ket-luan"),
        ("Danh mục 1\nNgành, nghề được ưu đãi\n1. Mở trường học.\n", "cong-van"),
    ],
)
def test_a_refusal_says_what_to_type_when_the_document_assigns_tasks(source: str, kind: NoticeKind) -> None:
    with pytest.raises(Refused) as refused:
        draft(source)
    assert f"với “--kind {kind}”" in str(refused.value)
    assert draft(source, kind=kind).kind == kind


def test_a_letter_that_assigns_nothing_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        text("59/UBND-KT", "V/v góp ý\nKính gửi: Sở Y tế.", "UBND tỉnh thống nhất nội dung dự thảo.\n"), "utf-8"
    )
    [outcome] = draft_files([path], notices=tmp_path / "notices", today=TODAY)
    assert (outcome.state, outcome.kind) == ("failed", "công văn không giao việc cho cơ quan nào")


def test_a_person_may_overrule_the_kind_and_no_heading_or_meeting_is_made_up(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        text(
            "310/QĐ-UBND",
            "QUYẾT ĐỊNH\nVề việc kiện toàn",
            "Căn cứ Luật ngày 19/6/2015;\nĐiều 1. Giao Sở Y tế chủ trì.\n",
        ),
        "utf-8",
    )
    [refused] = import_files([path], notices=tmp_path / "notices", today=TODAY)
    assert refused.kind == "quyết định"
    [outcome] = import_files([path], notices=tmp_path / "notices", today=TODAY, kind="chi-dao")
    assert outcome.state == "imported" and outcome.understood is not None
    notice = outcome.understood.notice
    assert (notice.kind, notice.meeting) == ("chi-dao", Meeting())
    assert "QUYẾT ĐỊNH" in notice.head and "THÔNG BÁO" not in outcome.understood.text


def test_a_stamp_of_secrecy_is_never_overruled(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("MẬT\n" + notice("Kết luận của Phó Chủ tịch", HELD + "kết luận:"), "utf-8")
    [outcome] = import_files([path], notices=tmp_path / "notices", today=TODAY, kind="ket-luan")
    assert outcome.state == "failed" and "MẬT" in outcome.reason


def test_the_date_of_a_law_is_no_meeting() -> None:
    source = notice(
        "Ý kiến chỉ đạo về đất đai", "Căn cứ Luật Đất đai được Quốc hội thông qua ngày 18/01/2024, Chủ tịch kết luận:"
    )
    assert draft(source).meeting.date is None


ONE = notice("Kết luận của Phó Chủ tịch", HELD + "kết luận như sau:")
TWO = ONE.replace("88/TB-UBND", "89/TB-UBND")


@pytest.mark.parametrize(
    ("source", "where"),
    [(ONE + "\n" + TWO, "dòng 25"), (ONE + "\f" + TWO, "trang 2, dòng 24"), (ONE + TWO.replace("THÔNG BÁO", "QUYẾT ĐỊNH"), "dòng 24")],
)  # fmt: skip
def test_two_documents_in_one_file_are_refused_with_both_numbers(source: str, where: str) -> None:
    with pytest.raises(Refused) as refused:
        draft(source)
    assert "số 88/TB-UBND và số 89/TB-UBND" in str(refused.value) and where in str(refused.value)


BLANK = ONE.replace("88/TB-UBND", "   /TB-UBND")


@pytest.mark.parametrize(
    ("source", "numbers"),
    [
        (ONE + BLANK, "số 88/TB-UBND và một văn bản không in số (văn bản thứ hai bắt đầu ở dòng 24)"),
        (ONE + BLANK.replace("THÔNG BÁO", "QUYẾT ĐỊNH"), "số 88/TB-UBND và một văn bản không in số"),
        (BLANK + TWO, "một văn bản không in số và số 89/TB-UBND"),
        (ONE + "\n" + BLANK.split("\n", 3)[3], "số 88/TB-UBND và một văn bản không in số"),
    ],
)
def test_a_second_document_is_seen_without_a_number(source: str, numbers: str) -> None:
    with pytest.raises(Refused) as refused:
        draft(source)
    assert f"Trong tệp có hai văn bản, {numbers}" in str(refused.value)


@pytest.mark.parametrize(
    "behind",
    [
        "\nPHỤ LỤC\nMẪU BÁO CÁO\nTÊN ĐƠN VỊ\nSố:   /BC-...\n" + STATE + "BÁO CÁO\nKết quả thực hiện\n",
        "\nMẫu số 01\nTÊN ĐƠN VỊ\n" + STATE + "TỜ TRÌNH\nVề việc ...\n",
        "\nPHỤ LỤC\n(Kèm theo Thông báo số 88/TB-UBND ngày 12/3/2025)\nSố: 12 trường hợp\n",
        "\nVĂN PHÒNG UBND TỈNH\nSố: 45/SY-VP\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSAO Y\n",
    ],
)
def test_an_appendix_and_the_head_of_a_copy_are_no_second_document(behind: str) -> None:
    assert draft(ONE + behind).number == "88/TB-UBND"


@needs_shared
@pytest.mark.parametrize(
    ("folder", "kept"), [("corpus/notices", {"ket-luan"}), ("corpus/related", {"chi-dao", "cong-van"})]
)
def test_real_documents_are_kept_under_their_kind(folder: str, kept: set[str]) -> None:
    for path in sorted((SHARED / folder).glob("*.txt")):
        if path.name.startswith("023"):  # a notice of rain and flood that concludes nothing
            with pytest.raises(Refused):
                draft(path.read_text(encoding="utf-8"))
        else:
            assert draft(path.read_text(encoding="utf-8")).kind in kept, path
