"""Bodies of every style with what is to be understood of them: adding a case is adding NAME.md and NAME.txt.

The first line of NAME.txt is the day of the notice; then every block of the body in order: a directive with its id,
whom it tells, with whom, by when and what it cites, or the role of a block that assigns nothing.
"""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from ketluan.model.notice import Deadline, Directive
from ketluan.store.notice_body import read_body

FOLDER = Path(__file__).parent / "fixtures" / "body"
SHOWN_WORDS = 8


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.md")), ids=lambda path: path.stem)
def test_a_body_is_understood_as_written_beside_it(path: Path) -> None:
    expected = path.with_suffix(".txt").read_text(encoding="utf-8")
    date = dt.date.fromisoformat(expected.split("\n", 1)[0])
    assert understood(path.read_text(encoding="utf-8"), date) == expected


def understood(text: str, date: dt.date) -> str:
    """What a NAME.txt holds."""
    body, problems = read_body(text, date=date)
    directives = iter(body.directives)
    lines = [date.isoformat()]
    for block in body.blocks:
        role, printed = block.role, block.text
        lines += shown(next(directives)) if role == "directive" else [f"{role}: {beginning(printed)}"]
    return "\n".join([*lines, *(f"{problem.line}: {problem.message}" for problem in problems)]) + "\n"


def shown(directive: Directive) -> Iterator[str]:
    yield f"{directive.id} {beginning(directive.text)}"
    yield from (f"  lead {party.name} ({party.origin})" for party in directive.lead)
    yield from (f"  with {party.name}" for party in directive.coordinate)
    yield from (f"  by {shown_deadline(deadline)}" for deadline in directive.deadlines)
    yield from (f"  cites {number}" for number in directive.citations)


def shown_deadline(deadline: Deadline) -> str:
    end = deadline.date.isoformat() if deadline.date else deadline.recurring or "no day"
    words = [end, *deadline.days, deadline.time, "inferred" if deadline.inferred else "", deadline.why]
    return f"{' '.join(word for word in words if word)}: {deadline.phrase} ({deadline.origin})"


def beginning(text: str) -> str:
    words = text.split()
    return " ".join(words[:SHOWN_WORDS]) + (" ..." if len(words) > SHOWN_WORDS else "")
