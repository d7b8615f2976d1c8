"""Stamps of secrecy are found, words about secrets are not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ketluan.store.secrecy import stamp_in
from tests.conftest import SHARED, needs_shared

FIXTURES = Path(__file__).parent / "fixtures" / "secrecy"
HEAD = "UBND TỈNH A\nSố: 12/TB-UBND\n\n"


def forms(name: str) -> list[str]:
    """One form a line; `\\n`, `\\t` and `\\uXXXX` are written out."""
    lines = (FIXTURES / name).read_text(encoding="utf-8").splitlines()
    plain = (line.replace("\\n", "\n").replace("\\t", "\t") for line in lines if line)
    return [re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), line) for line in plain]


@pytest.mark.parametrize("form", forms("stamps.txt"))
def test_a_stamp_is_found_in_every_printed_form(form: str) -> None:
    assert stamp_in(f"{HEAD}{form}\nTHÔNG BÁO\n")


@pytest.mark.parametrize("form", forms("words.txt"))
def test_words_about_secrets_are_no_stamp(form: str) -> None:
    assert stamp_in(f"{HEAD}{form}\n\nTHÔNG BÁO\n") is None


@needs_shared
def test_no_real_text_is_taken_for_a_secret() -> None:
    for path in [*SHARED.glob("corpus/*/*.txt"), *SHARED.glob("seeds/*.txt")]:
        assert stamp_in(path.read_text(encoding="utf-8")) is None
        assert stamp_in(path.read_text(encoding="utf-8"), misread=True) is None
