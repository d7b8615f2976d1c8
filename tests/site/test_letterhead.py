"""The head of a document on its page: the bodies, and nothing that a signing software stamped beside them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ketluan.site.letterhead import letterhead
from tests.site.page_archive import NOTICE, REGISTER

OFFICE = ("VĂN PHÒNG",)
ABOVE = ("ỦY BAN NHÂN DÂN TỈNH KON TUM",)


@pytest.mark.parametrize(
    "stamp",
    [
        "Ký bởi: Văn phòng Ủy ban nhân dân\nEmail: vpub@kontum.gov.vn\nThời gian ký: 10.07.2014 09:30:12 +07:00",
        "Ký bởi:\nTRUNG TÂM TIN HỌC TỈNH KON TUM\nThời gian ký: 10.07.2014 09:30:12 +07:00",
        "Người ký: VĂN THƯ\nTRUNG TÂM TIN HỌC\nCơ quan: Văn phòng\nNgày ký: 10/07/2014 09:30",
        "NGƯỜI KÝ: TRUNG TÂM TIN HỌC TỈNH KON TUM\nNGÀY KÝ: 10/07/2014 09:30",
        "Digitally signed by TRUNG TÂM TIN HỌC\nDate: 10.07.2014 09:30:12",
    ],
)
@pytest.mark.parametrize("order", ["{stamp}\n{head}", "{head}\n{stamp}"])
def test_a_signatures_stamp_is_no_letterhead(stamp: str, order: str) -> None:
    head = order.format(stamp=stamp, head=f"{ABOVE[0]}\n{OFFICE[0]}\nSố: 975/TB-VP")
    found = letterhead(replace(NOTICE, head=head), REGISTER)
    assert (found.superior, found.issuer) == (ABOVE, OFFICE)
