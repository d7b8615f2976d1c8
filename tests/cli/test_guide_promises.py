"""Each sentence of the administrator's pages: which test tries it, or how the guide says that nobody could."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT

GUIDE = ROOT / "docs/huong-dan"
FENCE = re.compile(r"^```\w+\n.*?^```$", re.M | re.S)
MARKER = re.compile(r"^(?:-|\d+\.) ")
END = re.compile(r"(?:(?<=[.!?])|(?<=[.!?]\*\*)) +")
LABEL = re.compile(r"\*\*\w+\.\*\*")
SAID = {"untried": re.compile(r"\*\*[Cc]hưa (?:chạy )?thử"), "by hand": re.compile(r"đã chạy thử (?:trên|với)")}
"""What no test can try, and how the guide says so in the same paragraph."""
TESTS = {
    name
    for path in (ROOT / "tests").rglob("test_*.py")
    for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.M)
}


def _table() -> dict[str, list[tuple[str, str]]]:
    """Page -> how each of its sentences begins, in order, and what tries it."""
    pages: dict[str, list[tuple[str, str]]] = {}
    for line in (Path(__file__).parent / "fixtures/promises.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            rows = pages[line.removeprefix("# ")] = []
        else:
            begins, _, tried = line.rpartition(" | ")
            rows.append((begins, tried))
    return pages


PAGES = _table()


def _paragraphs(page: str) -> list[list[str]]:
    """The sentences of each line; a row of a table is one."""
    text = (GUIDE / page / "index.md").read_text(encoding="utf-8").split("---\n", 2)[2].partition("\n---\n")[0]
    lines = (MARKER.sub("", line.strip()) for line in FENCE.sub("", text).splitlines())
    told = (line for line in lines if line and not line.startswith(("#", "|---", "| Mã ")))
    parts = ([line] if line.startswith("|") else END.split(line) for line in told)
    return [[part for part in each if not LABEL.fullmatch(part)] for each in parts]


def _sentences(page: str) -> list[str]:
    return [part for parts in _paragraphs(page) for part in parts]


@pytest.mark.parametrize("page", PAGES)
def test_every_sentence_for_the_administrator_stands_in_the_table_in_its_place(page: str) -> None:
    sentences, begun = _sentences(page), [begins for begins, _ in PAGES[page]]
    found = [begins if one.startswith(begins) else one for one, begins in zip(sentences, begun, strict=False)]
    assert [*found, *sentences[len(begun) :]] == begun


@pytest.mark.parametrize("page", PAGES)
def test_what_is_promised_to_the_administrator_is_tried_or_said_to_be_untried(page: str) -> None:
    paragraphs = [parts for parts in _paragraphs(page) for _ in parts]
    wrong = []
    for parts, (begins, tried) in zip(paragraphs, PAGES[page], strict=True):
        said = SAID.get(tried)
        kept = said.search(" ".join(parts)) if said else set(tried.split(", ")) <= {*TESTS, "advice"}
        wrong += [] if kept else [f"{begins}: {tried}"]
    assert wrong == []
