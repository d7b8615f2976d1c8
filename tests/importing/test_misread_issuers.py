"""Issuers that were misread or typed without marks: told as the only body they can mean, never made anew beside it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ketluan.importing.importer import Outcome, draft_files, import_files
from ketluan.importing.issuer import find_issuer, stated_issuer
from ketluan.importing.misread_issuers import is_near_twin, meant_issuer, mended
from ketluan.importing.parsing.letterhead_fields import read_head, with_title
from ketluan.importing.parsing.printed_lines import printed_lines
from ketluan.model.agency import Agency, Register
from ketluan.model.name_index import CENTRAL
from ketluan.store.reader import read_archive
from tests.conftest import TODAY
from tests.importing.source_texts import FIXTURES

COMMUNE = FIXTURES / "xa.txt"
PLACES = {
    "song-mau": "tỉnh Sông Mẫu",
    "quang-ngai": "tỉnh Quảng Ngãi",
    "ha-tinh": "tỉnh Hà Tĩnh",
    "ha-tinh/xa-tan-hoa": "xã Tân Hòa",
    "ha-tinh/xa-an-phu": "xã An Phú",
}
NAMES = {
    "song-mau/ubnd": "UBND tỉnh",
    "song-mau/van-phong-ubnd": "Văn phòng UBND",
    "song-mau/so-tai-chinh": "Sở Tài chính",
    "quang-ngai/ubnd": "UBND tỉnh",
    "quang-ngai/van-phong-ubnd": "Văn phòng UBND tỉnh",
    "ha-tinh/ubnd": "UBND tỉnh",
    "ha-tinh/so-y-te": "Sở Y tế",
    "ha-tinh/xa-tan-hoa/ubnd": "UBND xã",
    "ha-tinh/xa-an-phu/ubnd": "UBND xã",
    f"{CENTRAL}/bo-y-te": "Bộ Y tế",
    f"{CENTRAL}/van-phong-chinh-phu": "Văn phòng Chính phủ",
}
KNOWN = Register(agencies={id: Agency(id=id, name=name, kind="issuer") for id, name in NAMES.items()}, places=PLACES)

MEANT = [
    (["UBND TÍNH SÔNG MẪU", "VĂN PHÒNG"], None, "song-mau/van-phong-ubnd"),
    (["UBND TÍNH SÔNG MẪU VĂN PHÒNG"], None, "song-mau/van-phong-ubnd"),
    (["UBND TỈNH SÔNG MẪU VĂN PHÒNG"], None, "song-mau/van-phong-ubnd"),
    (["ỦY BAN NHÂN DÂN", "TINH QUẢNG NGÃI"], "Quảng Ngãi", "quang-ngai/ubnd"),
    (["UỶ BAN NHÂN DÂN", "TĨNH QUẢNG NGÃI"], None, "quang-ngai/ubnd"),
    (["UY BAN NHAN DAN TINH QUANG NGAI VAN PHONG"], None, "quang-ngai/van-phong-ubnd"),
    (["UY BAN NHAN DAN", "TINH QUANG NGAI", "VAN PHONG"], "Quang Ngai", "quang-ngai/van-phong-ubnd"),
    (["VAN PHONG UBND TINH QUANG NGAI"], None, "quang-ngai/van-phong-ubnd"),
    (["UBND TỈNH SÔNG MẪU", "VĂN PH0NG"], None, "song-mau/van-phong-ubnd"),
    (["UBND TỈNH S0NG MAU", "VĂN PHỎNG"], None, "song-mau/van-phong-ubnd"),
    (["ỦY BAN NHẬN DÂN TỈNH SÔNG MẪU"], None, "song-mau/ubnd"),
    (["SO TAI CHINH"], "Sông Mẫu", "song-mau/so-tai-chinh"),
    (["UBND TINH SONG MAU", "SO TAI CHINH"], None, "song-mau/so-tai-chinh"),
    (["VAN PHONG CHINH PHU"], "Ha Noi", "trung-uong/van-phong-chinh-phu"),
    (["BO Y TE"], "Ha Noi", "trung-uong/bo-y-te"),
    (["UBND TINH HA TINH"], None, "ha-tinh/ubnd"),
    (["UBND XA AN PHU"], None, "ha-tinh/xa-an-phu/ubnd"),
]


@pytest.mark.parametrize(("lines", "place", "id"), MEANT, ids=[" ".join(lines) for lines, *_ in MEANT])
def test_a_misread_name_is_the_body_that_it_means(lines: list[str], place: str | None, id: str) -> None:
    found = find_issuer(lines, place, KNOWN)
    assert found and (found.id, found.entry, found.name) == (id, "", " ".join(lines))


def test_a_name_that_was_read_right_is_not_told_as_misread() -> None:
    for lines in (["UBND TỈNH HÀ TĨNH"], ["UBND TỈNH SÔNG MẪU", "VĂN PHÒNG"], ["SỞ Y TẾ TỈNH HÀ TĨNH"], ["BỘ Y TẾ"]):
        found = find_issuer(lines, "Hà Nội", KNOWN)
        assert found and not found.meant, lines
    found = find_issuer(["UBND TÍNH SÔNG MẪU"], None, KNOWN)
    assert found and found.meant


MENDED = {
    ("UBND TỈNH HÀ TĨNH",): ["UBND TỈNH HÀ TĨNH"],
    ("TĨNH QUẢNG NGÃI",): ["TỈNH QUẢNG NGÃI"],
    ("VIỆN TINH THẦN",): ["VIỆN TINH THẦN"],
    ("VĂN PHÒNG UBND TỈNH",): ["VĂN PHÒNG UBND TỈNH"],
    ("SỞ Y TẾ VĂN PHÒNG",): ["SỞ Y TẾ", "VĂN PHÒNG"],
    ("BAN QUAN LY",): ["BAN QUẬN LY"],  # without marks it may be anything: it never becomes a body
    ("TỔNG CÔNG TY 319",): ["TỔNG CÔNG TY 319"],
    ("Văn phong Chính phủ",): ["Văn phong Chính phủ"],
}


@pytest.mark.parametrize("lines", MENDED, ids=" ".join)
def test_only_words_that_every_head_has_are_mended(lines: tuple[str, ...]) -> None:
    assert mended(lines) == MENDED[lines]


@pytest.mark.parametrize(
    "lines", [["UBND XÃ TÂN HÓA"], ["UBND XÃ AN PHÚC"], ["ỦY BAN NHÂN DÂN", "XÃ AN PHỦ"]], ids=" ".join
)
def test_another_place_is_no_misreading_unless_a_machine_read_it(lines: list[str]) -> None:
    printed, read = find_issuer(lines, None, KNOWN), find_issuer(lines, None, KNOWN, ocr=True)
    assert printed and printed.entry and not printed.meant
    assert read is None or not read.entry


@pytest.mark.parametrize(
    "lines", [["UBND TỈNH SÔNG MÃU", "VĂN PHÒNG"], ["SỞ TÀI CHÍNN TỈNH SÔNG MẪU"], ["SO XAY DUNG TINH SONG MAU"]]
)
def test_no_new_body_is_made_of_a_misread_name(lines: list[str]) -> None:
    found = find_issuer(lines, "Sông Mẫu", KNOWN, ocr=True)
    assert found is None or not found.entry


def test_two_bodies_that_fit_are_nobody() -> None:
    twins = {"a/so-y-te": "Sở Y tế", "a/so-y-te-2": "Sở Y tê"}
    known = Register(
        agencies={id: Agency(id=id, name=name, kind="issuer") for id, name in twins.items()}, places={"a": "tỉnh A"}
    )
    assert meant_issuer(["SO Y TE"], ["a"], known) is None


def test_a_name_one_letter_off_is_a_twin_where_it_is_no_word_or_was_read_by_a_machine() -> None:
    assert is_near_twin("Sở Tài chínn tỉnh Sông Mẫu", KNOWN)
    assert not is_near_twin("Sở Tài trính tỉnh Sông Mẫu", KNOWN, ocr=True)
    assert is_near_twin("UBND xã An Phúc", KNOWN, ocr=True)
    assert not is_near_twin("UBND xã An Phúc", KNOWN)
    assert not is_near_twin("Ban Chỉ đạo 389 tỉnh Sông Mẫu", KNOWN, ocr=True)


HEADS = {
    "Số: 648/VPCP-NN *V/v thực hiện kết luận*": ("648/VPCP-NN", None, None),
    "Số: 648/VPCP-NNV/v thực hiện kết luận": ("648/VPCP-NN", None, None),
    "Số: 648/VPCP-NN Về việc thực hiện kết luận": ("648/VPCP-NN", None, None),
    "BAN CHỈ ĐẠO 389\nSố:      /TB-BCĐ": (None, None, None),
    "BAN CHỈ ĐẠO 138/CP\nSố:      /TB-BCĐ138": (None, None, None),
    "TỔNG CÔNG TY 319/BQP\nSố: 12/TB-TCT": ("12/TB-TCT", None, None),
    "SO Y TE\nSo: 12/TB-SYT": ("12/TB-SYT", None, None),
    "Độc lập - Tự do - Hạnh phúc Kon Tum, ngày 2 tháng 3 năm 2024": (None, dt.date(2024, 3, 2), "Kon Tum"),
    "Độc lập - Tự do - Hạnh phúcKon Tum, ngày 2 tháng 3 năm 2024": (None, dt.date(2024, 3, 2), "Kon Tum"),
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc Đà Lạt, ngày 2 tháng 3 năm 2024": (
        None,
        dt.date(2024, 3, 2),
        "Đà Lạt",
    ),
    "Kon Tum, ngay 20 thang 01 nam 2015": (None, dt.date(2015, 1, 20), "Kon Tum"),
    "Kon Tum, ngày    tháng    năm 2019": (None, None, "Kon Tum"),
}


@pytest.mark.parametrize("text", HEADS)
def test_what_shares_a_cell_is_read_apart(text: str) -> None:
    head = read_head(printed_lines(text))
    assert (head.number, head.issued, head.place) == HEADS[text]


def imported(tmp_path: Path, old: str, new: str, issuer: str | None = None) -> Outcome:
    source = tmp_path / "a.txt"
    source.write_text(COMMUNE.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    [outcome] = import_files([source], notices=tmp_path / "kho", issuer=issuer, today=TODAY)
    return outcome


def test_the_report_tells_how_a_name_was_understood(tmp_path: Path) -> None:
    assert imported(tmp_path, "", "").state == "imported"
    source = tmp_path / "b.txt"
    text = COMMUNE.read_text(encoding="utf-8").replace("ỦY BAN NHÂN DÂN\nXÃ TÂN HÒA", "UY BAN NHAN DAN\nXA TAN HOA", 1)
    source.write_text(text.replace("07/TB", "08/TB").replace("8 ấp", "9 ấp"), encoding="utf-8")
    [outcome] = draft_files([source], notices=tmp_path / "kho", today=TODAY)
    assert outcome.understood and outcome.understood.issuer, outcome.reason
    assert outcome.understood.issuer.id == "xa-tan-hoa/ubnd"
    [doubt] = [doubt for doubt in outcome.understood.doubts if doubt.field == "issuer"]
    assert (doubt.message, doubt.quote) == (
        "Tên cơ quan được hiểu là UBND xã Tân Hòa.",
        "UY BAN NHAN DAN XA TAN HOA",
    )


@pytest.mark.parametrize("name", ["UBND xã Tân Hòa", "Ủy ban nhân dân xã Tân Hoà", "ubnd xã tân hòa"])
def test_an_issuer_may_be_given_by_its_name(tmp_path: Path, name: str) -> None:
    outcome = imported(tmp_path, "ỦY BAN NHÂN DÂN\nXÃ TÂN HÒA\n", "", issuer=name)
    assert outcome.state == "imported", outcome.reason
    archive, _ = read_archive(tmp_path / "kho", today=TODAY)
    assert list(archive.register.agencies) == ["xa-tan-hoa/ubnd"]
    assert not archive.register.agencies["xa-tan-hoa/ubnd"].confirmed
    assert [notice.issuer for notice in archive.notices] == ["xa-tan-hoa/ubnd"]


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Văn phòng UBND tỉnh Sông Mẫu", "song-mau/van-phong-ubnd"),
        ("Sở Y tế tỉnh Sông Mẫu", "song-mau/so-y-te"),
        ("UBND xã Tân An, tỉnh Sông Mẫu", "song-mau/xa-tan-an/ubnd"),
        ("UBND phường Tân An tỉnh Sông Mẫu", "song-mau/phuong-tan-an/ubnd"),
    ],
)
def test_a_body_in_a_province_that_no_list_holds_is_added_when_a_person_names_it(
    tmp_path: Path, name: str, id: str
) -> None:
    outcome = imported(tmp_path, "XÃ TÂN HÒA\n", "TỈNH SÔNG MẪU\n", issuer=name)
    assert outcome.state == "imported", outcome.reason
    archive, problems = read_archive(tmp_path / "kho", today=TODAY)
    assert [notice.issuer for notice in archive.notices] == [id]
    assert not archive.register.agencies[id].confirmed and archive.register.places["song-mau"] == "tỉnh Sông Mẫu"
    assert [problem for problem in problems if not problem.remark] == []


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("UBND xã Tân An, huyện Cần Đước, tỉnh Long An", "long-an/xa-tan-an/ubnd"),
        ("UBND xã Tân An, tỉnh Long An", "long-an/xa-tan-an/ubnd"),
        ("Văn phòng HĐND và UBND huyện Cần Đước, tỉnh Long An", "long-an/huyen-can-duoc/van-phong-hdnd-va-ubnd"),
        ("Bảo hiểm xã hội tỉnh Long An", "long-an/bao-hiem-xa-hoi"),
        ("UBND TP Hồ Chí Minh", "ho-chi-minh/ubnd"),
        ("UBND Quận 8, TP. Hồ Chí Minh", "ho-chi-minh/quan-8/ubnd"),
        ("Sở Y tế", "kon-tum/so-y-te"),
        ("Bộ Y tế", "trung-uong/bo-y-te"),
    ],
)
def test_a_name_is_understood_as_a_person_writes_it(name: str, id: str) -> None:
    found = stated_issuer(name, "Kon Tum", Register())
    assert found and found.id == id


@pytest.mark.parametrize("name", ["UBND tỉnh Kon Tun", "Văn phòng UBND tỉnh Sxng Mwu", "tỉnh Sông Mẫu", "Sông Mẫu"])
def test_a_misspelt_province_is_no_new_one(tmp_path: Path, name: str) -> None:
    outcome = imported(tmp_path, "XÃ TÂN HÒA\n", "TỈNH SÔNG MẪU\n", issuer=name)
    assert outcome.reason.startswith(f"Chưa rõ “{name}” là cơ quan nào")


def test_a_year_printed_without_its_day_is_the_years_folder(tmp_path: Path) -> None:
    outcome = imported(tmp_path, "ngày 03 tháng 4 năm 2023", "ngày    tháng    năm 2024")
    assert outcome.written and outcome.written.parent.name == "2024", outcome.reason
    _, problems = read_archive(tmp_path / "kho", today=TODAY)
    assert [str(problem) for problem in problems if "năm" in str(problem)] == []


HEAD = ["UBND TỈNH KON TUM\nVĂN PHÒNG", "Số: 4/TB-VP\nKon Tum, ngày 2 tháng 3 năm 2024"]
STAMPS = [
    "Ký bởi: Văn phòng Ủy ban nhân dân tỉnh\nCơ quan: TỈNH KON TUM\nThời gian ký: 02.03.2024 10:21:11 +07:00",
    "Người ký: VĂN PHÒNG ỦY BAN NHÂN DÂN\nEmail: vpubnd@kontum.gov.vn\nCơ quan: TỈNH KON TUM\nNgày ký: 02/03/2024",
    "Signature Not Verified\nKý bởi VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH KON TUM\nNgày 02/03/2024",
    "Digitally signed by VĂN PHÒNG ỦY BAN NHÂN DÂN\nDN: C=VN, O=ỦY BAN NHÂN DÂN TỈNH KON TUM\nDate: 2024.03.02",
    "VĂN PHÒNG ỦY BAN NHÂN DÂN TỈNH KON TUM\n02/03/2024 10:21:11",
    "Văn phòng\nỦy ban nhân dân\nTỉnh Kon Tum\n02.03.2024\n10:21:11 +07:00",
    "Đã ký bởi: Nguyễn Văn A\nỦY BAN NHÂN DÂN TỈNH KON TUM\nvpubnd@kontum.gov.vn",
    "Người ký: Cổng Thông tin\nđiện tử Chính phủ\nEmail:\nthongtin@chinhphu.vn\nCơ quan: Văn phòng Chính phủ",
]


@pytest.mark.parametrize("at", range(3))
@pytest.mark.parametrize("stamp", STAMPS)
def test_the_stamp_of_a_signature_is_no_line_of_the_letterhead(stamp: str, at: int) -> None:
    head = read_head(printed_lines("\n".join([*HEAD[:at], stamp, *HEAD[at:]])))
    assert (head.issuer, head.number, head.issued) == (
        ("UBND TỈNH KON TUM", "VĂN PHÒNG"),
        "4/TB-VP",
        dt.date(2024, 3, 2),
    )


SIGNERS = [
    "CÔNG TY CỔ PHẦN TIN HỌC ĐẠI NAM\nKý số\n02/03/2024 10:21",
    "TRUNG TÂM TIN HỌC\nTỈNH KON TUM\nThời gian ký: 02.03.2024 10:21:11 +07:00",
    "VIỄN THÔNG KON TUM\nKý bởi: Nguyễn Văn A\nThời gian ký: 02.03.2024 10:21:11 +07:00",
    "TỔNG CÔNG TY VIỄN THÔNG\nKý số",
    "CÔNG TY ĐẠI NAM\nĐã ký số: 02/03/2024",
    "Chữ ký số\nSỞ NỘI VỤ\nNgày ký: 02/03/2024 10:00:00",
    "SỞ THÔNG TIN VÀ TRUYỀN THÔNG\nCơ quan: TỈNH KON TUM\nThời gian ký: 02.03.2024 10:21:11 +07:00",
]
LETTERHEADS = {
    ("UBND TỈNH KON TUM", "VĂN PHÒNG"): "Số: 4/TB-VP",
    ("ỦY BAN NHÂN DÂN", "TỈNH KON TUM"): "Số:   /TB-UBND",
    ("UBND TỈNH KON TUM", "SỞ TÀI CHÍNH"): "Số: 15/TB-STC",
    ("HỘI ĐỒNG NHÂN DÂN", "TỈNH KON TUM"): "Số: 15/TB-HĐND.VP",
}


@pytest.mark.parametrize("signer", SIGNERS)
@pytest.mark.parametrize("issuer", LETTERHEADS, ids=" ".join)
def test_who_signed_with_software_is_no_issuer_though_no_label_stands_before(
    issuer: tuple[str, ...], signer: str
) -> None:
    head = read_head(printed_lines("\n".join([*issuer, signer, LETTERHEADS[issuer]])))
    assert head.issuer == issuer


@pytest.mark.parametrize(
    ("issuer", "number"),
    [
        (("UBND TỈNH KON TUM", "CÔNG TY CẤP NƯỚC"), "Số: 4/TB-CTCN"),
        (("UBND TỈNH KON TUM", "TRUNG TÂM TIN HỌC"), "Số: 4/TB-TTTH"),
        (("TỔNG CÔNG TY VIỄN THÔNG",), "Số: 4/TB-TCTVT"),
        (("UBND TỈNH KON TUM", "CÔNG TY CẤP NƯỚC"), "Số: 4/TB"),
    ],
)
def test_an_issuer_right_above_a_stamp_stays_one(issuer: tuple[str, ...], number: str) -> None:
    stamp = "Ký số\nThời gian ký: 02.03.2024 10:21:11 +07:00"
    assert read_head(printed_lines("\n".join([*issuer, stamp, number]))).issuer == issuer


TITLES = {
    "CỦA BỘ Y TẾ SỐ 07/2008/CT-BYT NGÀY 30 THÁNG 12 NĂM 2008 VỀ VIỆC A": (
        ("BỘ Y TẾ",),
        "07/2008/CT-BYT",
        dt.date(2008, 12, 30),
    ),
    "của Thủ tướng Chính phủ số: 12/CT-TTg, ngày 1 tháng 2 năm 2010 về việc A": (
        ("Thủ tướng Chính phủ",),
        "12/CT-TTg",
        dt.date(2010, 2, 1),
    ),
    "CỦA BỘ Y TẾ SỐ 07/2008/CT-BYT NGÀY 31 THÁNG 2 NĂM 2008 VỀ VIỆC A": (("BỘ Y TẾ",), "07/2008/CT-BYT", None),
    "Kết luận của Chủ tịch UBND tỉnh tại cuộc họp ngày 2 tháng 3 năm 2024": ((), None, None),
    "CỦA BỘ Y TẾ SỐ LIỆU NGÀY 2 THÁNG 3 NĂM 2024": ((), None, None),
}


@pytest.mark.parametrize("title", TITLES)
def test_a_title_may_say_who_issued_it_under_which_number(title: str) -> None:
    head = with_title(read_head([]), title)
    assert (head.issuer, head.number, head.issued) == TITLES[title]


def test_a_head_that_was_read_counts_before_the_title() -> None:
    title = "CỦA BỘ Y TẾ SỐ 07/2008/CT-BYT NGÀY 30 THÁNG 12 NĂM 2008 VỀ VIỆC A"
    head = read_head(printed_lines("SỞ Y TẾ\nSố: 3/SYT"))
    assert with_title(head, title) == head


NEW = [
    (["UBND TINH LAM DONG", "VAN PHONG"], "lam-dong/van-phong-ubnd", "tỉnh Lâm Đồng"),
    (["ỦY BẠN NHÂN DÂN", "TÌNH LÂM ĐỒNG"], "lam-dong/ubnd", "tỉnh Lâm Đồng"),
    (["UBND XÃ TU MƠ RÔNG VĂN PHÒNG HĐND VÀ UBND"], "xa-tu-mo-rong/van-phong-hdnd-va-ubnd", "xã Tu Mơ Rông"),
]


@pytest.mark.parametrize(("lines", "id", "place"), NEW, ids=[" ".join(lines) for lines, *_ in NEW])
def test_a_new_body_is_made_of_what_is_meant(lines: list[str], id: str, place: str) -> None:
    found = find_issuer(lines, None, Register())
    assert found and found.place and (found.id, found.place.name) == (id, place)
    assert found.meant is ("XÃ" not in lines[0]) and ("aliases" in found.entry) is not found.meant


@pytest.mark.parametrize(
    ("lines", "id"),
    [
        (["UBND TỈNH KONTUM", "VĂN PHÒNG"], "kon-tum/van-phong-ubnd"),
        (["UBND TỈNH KONTUM_", "— VĂN PHÒNG"], "kon-tum/van-phong-ubnd"),
        (["ỦY BAN NHÂN DÂN", "TỈNH QUẢNGNGÃI"], "quang-ngai/ubnd"),
        (["ỦY BAN NHÂN DÂN", "THÀNH PHỐ ĐÀNẴNG"], "da-nang/ubnd"),
        (["UBND HUYỆN KONTUM"], "huyen-kontum/ubnd"),
    ],
)
def test_a_blank_that_a_scan_lost_makes_no_other_province(lines: list[str], id: str) -> None:
    found = find_issuer(lines, None, Register(), ocr=True)
    assert found and found.id == id


@pytest.mark.parametrize("printed", ["HUYỆN ĐẮK HÀ", "HUYỆN ĐĂK HÀ", "HUYEN DAK HA"])
def test_a_place_is_no_new_one_for_another_spelling(printed: str) -> None:
    known = Register(places={"kon-tum": "tỉnh Kon Tum", "kon-tum/huyen-dak-ha": "huyện Đăk Hà"})
    found = find_issuer([f"UBND {printed}"], None, known)
    assert found and found.id == "kon-tum/huyen-dak-ha/ubnd"
