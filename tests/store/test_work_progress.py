"""Long work tells a terminal what is left; short work, and work that nobody watches, says nothing."""

from __future__ import annotations

import io
import sys

import pytest

from ketluan.store import work_progress as module
from ketluan.store.work_progress import work_bar, work_progress


class Terminal(io.StringIO):
    """Somebody watches."""

    def isatty(self) -> bool:
        return True


def _said(monkeypatch: pytest.MonkeyPatch, out: io.StringIO, after: float) -> str:
    monkeypatch.setattr(sys, "stderr", out)
    monkeypatch.setattr(module, "AFTER", after)
    assert list(work_progress(range(3), what="Mở kho", unit="tệp")) == [0, 1, 2]
    with work_bar(what="Ghi trang", unit="trang", total=2) as bar:
        bar.update()
    return out.getvalue()


def test_long_work_says_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    said = _said(monkeypatch, Terminal(), 0.0)
    assert "Mở kho" in said and "3/3" in said
    assert "Ghi trang" in said and "/2" in said


@pytest.mark.parametrize(("out", "after"), [(Terminal(), 1e6), (io.StringIO(), 0.0)])
def test_short_work_and_work_without_a_terminal_say_nothing(
    out: io.StringIO, after: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _said(monkeypatch, out, after) == ""
