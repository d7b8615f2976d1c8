"""Each answer of a register by itself decides whether a notice is read again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ketluan.store.register_answers import RegisterAnswers, answers_the_same
from ketluan.understanding.registered_names import names_within
from tests.site.page_archive import HEALTH, NOTICE, REGISTER

TEXT = "Sở Y tế báo cáo."
NAMES = names_within(REGISTER.names_in("kon-tum"), TEXT)
KNOWN = RegisterAnswers(has_issuer=True, names=NAMES, bodies=(("Sở Y tế", HEALTH),), by_hand=((HEALTH, "Sở Y tế"),))


def test_a_register_that_answers_the_same_is_no_reason_to_read_again() -> None:
    assert answers_the_same(REGISTER, NOTICE, KNOWN, lambda: TEXT)


@pytest.mark.parametrize(
    "other",
    [
        {"has_issuer": False},
        {"names": ()},
        {"names": ("Sở Nội vụ", *NAMES)},
        {"bodies": (("Sở Y tế", None),)},
        {"bodies": (("Sở Y tế", HEALTH), ("Sở Nội vụ", None))},
        {"by_hand": ((HEALTH, "Sở Y tế cũ"),)},
        {"by_hand": (("kon-tum/khong-co", "Sở Y tế"),)},
    ],
)
def test_one_that_answers_otherwise_is(other: dict[str, Any]) -> None:
    assert not answers_the_same(REGISTER, NOTICE, KNOWN._replace(**other), lambda: TEXT)


def test_one_that_no_longer_has_the_issuer_is() -> None:
    assert not answers_the_same(REGISTER, replace(NOTICE, issuer="kon-tum/khong-co"), KNOWN, lambda: TEXT)


def test_where_the_names_of_the_place_are_the_same_no_text_is_asked_for() -> None:
    assert answers_the_same(REGISTER, NOTICE, KNOWN._replace(names=()), None)
