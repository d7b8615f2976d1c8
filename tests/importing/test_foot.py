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
    ],
)
def test_position_and_name_in_one_cell_are_parted(cell: str, signer: str, signature: tuple[str, ...]) -> None:
    foot = read_foot(printed_lines(f"| Nơi nhận: - Sở Y tế; - Lưu: VT. | {cell} |\n"))
    assert (foot.signer, foot.signature) == (signer, signature)
    assert foot.recipients == ("Sở Y tế", "Lưu: VT")


def test_a_recipient_whose_name_stands_in_capitals_signs_nothing() -> None:
    foot = read_foot(printed_lines("Nơi nhận:\n- UBND TP Hà Nội;\n- HĐND Tỉnh An Giang.\nCHỦ TỊCH\nPhạm Văn An\n"))
    assert foot.recipients == ("UBND TP Hà Nội", "HĐND Tỉnh An Giang")
