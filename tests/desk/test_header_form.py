"""The form of the front matter: what it offers and gets back is no change, whatever notice it is of."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ketluan.desk.header_form import Mistyped, changes, form_fields, typed_date
from ketluan.store.front_matter import composed
from ketluan.store.header import read_header
from ketluan.store.kept_lines import with_kept_lines
from ketluan.store.notice_edit import with_field
from tests.conftest import ROOT
from tests.store.test_notice_edit import hunks


def texts() -> list[Path]:
    """Every text of the repository that has the front matter of a notice."""
    folders = [ROOT / "notices", ROOT / "tests"]
    found = [path for folder in folders for path in sorted(folder.rglob("*.md"))]
    return [path for path in found if read_header(composed(raw(path)), "a.md")[0] is not None]


def raw(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


@pytest.mark.parametrize("path", texts(), ids=lambda path: path.stem)
def test_what_the_form_offers_is_no_change_and_one_field_is_one_hunk(path: Path) -> None:
    old = raw(path)
    text = composed(old)
    front, *_ = read_header(text, "a.md")
    assert front is not None
    offered = {field.key: field.shown.replace("\n", "\r\n") for field in form_fields(front)}
    assert changes(front, offered) == {}
    assert with_kept_lines(old, text) == old
    found = changes(front, {**offered, "place": "Nơi Khác"})
    assert found == {"place": "Nơi Khác"}
    new = with_kept_lines(old, with_field(text, "place", "Nơi Khác"))
    assert len(hunks(old, new)) == 1


@pytest.mark.parametrize(
    ("typed", "day"),
    [("5/3/2025", "2025-03-05"), ("05-03-2025", "2025-03-05"), (" 05 . 03 . 2025 ", "2025-03-05")],
)
def test_a_day_is_typed_as_people_type_it(typed: str, day: str) -> None:
    assert typed_date(typed, "Ngày") == dt.date.fromisoformat(day)


@pytest.mark.parametrize("typed", ["29/2/2025", "2025-03-05", "3/2025", "0/1/2025", "1/13/2025", "1/1/1800", "nay", ""])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(Mistyped) as stop:
        typed_date(typed, "Ngày họp")
    said = f"Ngày họp phải là ngày có thật, viết ngày/tháng/năm như 05/03/2025, không phải “{typed}”."
    assert str(stop.value) == said
