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
