"""Who chaired, when and where, in the many ways notices say it; the cases are in a file."""

from __future__ import annotations

import json

import pytest

from ketluan.importing.parsing.meeting import read_meeting
from tests.importing.source_texts import FIXTURES

CASES = json.loads((FIXTURES / "meetings.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_a_meeting_is_read(case: dict[str, str | None]) -> None:
    meeting = read_meeting(str(case["title"]), [str(case["text"])])
    found = {
        "date": meeting.date and meeting.date.isoformat(),
        "chair": meeting.chair,
        "position": meeting.chair_position,
    }
    assert found == {key: case[key] for key in found}
