"""The foot of a notice: recipients whose label a scan lost, and who of several signed."""

from __future__ import annotations

import pytest

from ketluan.importing.parsing.foot import read_foot
from ketluan.importing.parsing.printed_lines import printed_lines

SIGNED = "CHÁNH VĂN PHÒNG\n\nTrần Văn Bình\n"


@pytest.mark.parametrize(
    "listed",
    [
        "- Các sở, ban, ngành;\n- Lưu: VT.\n",
        "~ Các sở, ban, ngành;\n- Lưu: VT.\n",
        "Nơi nhận:\n- Các sở, ban, ngành;\n- Lưu: VT.\n",
    ],
)
def test_recipients_are_known_by_their_dashes_where_the_label_was_lost(listed: str) -> None:
    foot = read_foot(printed_lines(SIGNED.replace("\n\n", f"\n{listed}", 1)))
    assert foot.recipients == ("Các sở, ban, ngành", "Lưu: VT")
    assert (foot.signer, foot.signature) == ("Trần Văn Bình", ("CHÁNH VĂN PHÒNG",))


def test_a_dash_before_a_position_lists_nobody() -> None:
    foot = read_foot(printed_lines("- PHÓ CHÁNH VĂN PHÒNG\nTrần Văn Bình\n"))
    assert foot.recipients == () and foot.signer == "Trần Văn Bình"


@pytest.mark.parametrize("chair", ["CHỦ TRÌ", "CHỦ TRÌ CUỘC HỌP", "NGƯỜI CHỦ TRÌ", "CHỦ TỌA"])
def test_of_those_who_sign_minutes_the_chair_counts(chair: str) -> None:
    foot = read_foot(printed_lines(f"THƯ KÝ\nTrần Thị Mẫu\n\n{chair}\nNguyễn Văn Thử\n"))
    assert foot.signer == "Nguyễn Văn Thử" and foot.signature == ("THƯ KÝ", "Trần Thị Mẫu", chair)
    first = read_foot(printed_lines(f"{chair}\nNguyễn Văn Thử\n\nTHƯ KÝ\nTrần Thị Mẫu\n"))
    assert first.signer == "Nguyễn Văn Thử" and "Trần Thị Mẫu" in first.signature


@pytest.mark.parametrize(
    ("cell", "signer", "signature"),
    [
        ("CHỦ TỊCH Phạm Văn An", "Phạm Văn An", ("CHỦ TỊCH",)),
        ("KT. BỘ TRƯỞNG PHÓ CHỦ NHIỆM (Đã ký) Lê Văn Bình", "Lê Văn Bình", ("KT. BỘ TRƯỞNG PHÓ CHỦ NHIỆM",)),
        ("TM. UBND CHỦ TỊCH đã ký Phạm Văn An", "Phạm Văn An", ("TM. UBND CHỦ TỊCH",)),
        ("CHÁNH VĂN PHÒNG Phạm Văn An (Đã ký)", "Phạm Văn An", ("CHÁNH VĂN PHÒNG",)),
        ("TL. CHỦ TỊCH – PHÓ CHỦ TỊCH Lê Văn Bình đã ký", "Lê Văn Bình", ("TL. CHỦ TỊCH – PHÓ CHỦ TỊCH",)),
    ],
)
def test_position_and_name_in_one_cell_are_parted(cell: str, signer: str, signature: tuple[str, ...]) -> None:
    foot = read_foot(printed_lines(f"| Nơi nhận: - Sở Y tế; - Lưu: VT. | {cell} |\n"))
    assert (foot.signer, foot.signature) == (signer, signature)
    assert foot.recipients == ("Sở Y tế", "Lưu: VT")


@pytest.mark.parametrize(
    ("listed", "recipients", "beside"),
    [
        ("- Sở Y tế;- Lưu VT, (VX/P) T.", ("Sở Y tế", "Lưu VT, (VX/P) T"), ()),
        (
            "Như trên;\nThường trực Thành ủy (kèm QĐ 12/QĐ-TTg)\nTTUB: CT, các PCT;\nLưu: VT, (ĐT-MT) TV.",
            ("Như trên", "Thường trực Thành ủy (kèm QĐ 12/QĐ-TTg)", "TTUB: CT, các PCT", "Lưu: VT, (ĐT-MT) TV"),
            (),
        ),
        (
            "- Sở Y tế (để\nbáo cáo)\nvà các phòng;\n- Lưu: VT.",
            ("Sở Y tế (để báo cáo) và các phòng", "Lưu: VT"),
            (),
        ),
        ("- Sở Y tế (kèm biểu)\nBan Dân tộc;\n- Lưu: VT.", ("Sở Y tế (kèm biểu) Ban Dân tộc", "Lưu: VT"), ()),
        (
            "- Sở Y tế;\n- Lưu: VT, TH\n(Đính kèm CT số 14/CT-TTg)",
            ("Sở Y tế", "Lưu: VT, TH"),
            ("(Đính kèm CT số 14/CT-TTg)",),
        ),
        ("- Sở Y tế;\n- Lưu: VT, TH\nd:\\2011\\CV\\T4", ("Sở Y tế", "Lưu: VT, TH"), ("d:\\2011\\CV\\T4",)),
    ],
)
def test_each_recipient_is_one_item(listed: str, recipients: tuple[str, ...], beside: tuple[str, ...]) -> None:
    foot = read_foot(printed_lines(f"Nơi nhận:\n{listed}\n\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nPhạm Văn An\n"))
    assert (foot.recipients, foot.furniture) == (recipients, beside)
    assert (foot.signer, foot.signature) == ("Phạm Văn An", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"))


def test_one_of_the_family_luu_signs_and_is_no_recipient() -> None:
    foot = read_foot(printed_lines("Nơi nhận:\n- Sở Y tế;\n- Lưu VT.\n\nCHỦ TỊCH\nLưu Văn An\n"))
    assert (foot.recipients, foot.signer) == (("Sở Y tế", "Lưu VT"), "Lưu Văn An")


def test_a_recipient_whose_name_stands_in_capitals_signs_nothing() -> None:
    foot = read_foot(printed_lines("Nơi nhận:\n- UBND TP Hà Nội;\n- HĐND Tỉnh An Giang.\nCHỦ TỊCH\nPhạm Văn An\n"))
    assert foot.recipients == ("UBND TP Hà Nội", "HĐND Tỉnh An Giang")


@pytest.mark.parametrize("label", ["Noi nhân:", "Nới nhận:", ".Nợi nhan:", "Nòi nhẫn :"])
def test_a_label_with_other_tones_begins_the_recipients_and_is_kept(label: str) -> None:
    foot = read_foot(printed_lines(f"{label}\n- Sở Y tế;\n- Lưu: VT.\n\nCHỦ TỊCH\n\nPhạm Văn An\n"))
    assert (foot.recipients, foot.signer) == (("Sở Y tế", "Lưu: VT"), "Phạm Văn An")
    assert foot.furniture == (label,)


@pytest.mark.parametrize("sentence", ["Nói nhân dịp này, các đơn vị báo cáo.", "Nôi nhạn của các hộ dân được tính."])
def test_a_sentence_that_begins_with_such_words_is_no_label(sentence: str) -> None:
    assert read_foot(printed_lines(f"{sentence}\n")).recipients == ()


@pytest.mark.parametrize("name", ["Tậ Anh Tuấn", "Pham Vãn Hùng", "Lễ Thị Mai Hoa"])
def test_a_name_whose_family_is_misread_signs_below_the_position_behind_the_last_recipient(name: str) -> None:
    foot = read_foot(printed_lines(f"Nơi nhận:\n- Như trên;\n- Lưu: VT, KTN (5b) „4y\n\nKT. GIÁM ĐỐC\n\n{name}\n"))
    assert (foot.signer, foot.signature) == (name, ("KT. GIÁM ĐỐC",))


def test_what_looks_like_a_name_in_front_of_the_last_recipient_goes_on_with_the_one_above() -> None:
    foot = read_foot(printed_lines("Nơi nhận:\n- Cục Đăng\nKT. GIÁM ĐỐC\nKiểm Miền Bắc;\n- Lưu: VT.\nPhạm Văn An\n"))
    assert (foot.recipients[0], foot.signer) == ("Cục Đăng Kiểm Miền Bắc", "Phạm Văn An")
