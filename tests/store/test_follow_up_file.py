"""`<stem>.theo-doi.yml`: what is recorded is read, what is wrong is said, and what stands there never changes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketluan.model.follow_up import EVENTS, FollowUpEvent, taken_back, that_stand
from ketluan.store.follow_up_file import HEADING, described, event_problems, read_events, with_events

IDS = ("II.1-1", "II.1-2")
GRANTED = FollowUpEvent(
    directive="II.1-1",
    on=dt.date(2025, 3, 20),
    event="extension-granted",
    document="12/VP-TH",
    until="2025-06",
    by="Lê Thị Hoa",
)


def test_an_event_is_written_as_a_person_would() -> None:
    assert with_events("", [GRANTED]) == HEADING + (
        "- directive: II.1-1\n  on: 2025-03-20\n  event: extension-granted\n"
        "  document: 12/VP-TH\n  until: 2025-06\n  by: Lê Thị Hoa\n"
    )


def test_what_stands_there_stays_byte_for_byte() -> None:
    old = "# của tôi\n- {directive: II.1-2, on: 2025-01-02, event: reported}   # nháp"
    text = with_events(old, [GRANTED])
    assert text.startswith(old + "\n")
    found, problems = read_events(text, "a.theo-doi.yml", IDS)
    assert problems == []
    assert [(event.directive, event.event, event.line) for event in found] == [
        ("II.1-2", "reported", 2),
        ("II.1-1", "extension-granted", 3),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- directive: II.1-3\n  on: 2025-03-20\n  event: reported\n",
         "a.yml:1: directive must be an id of the notice, not 'II.1-3'; nearest is 'II.1-2'"),
        ("- directive: II.1-1\n  on: 2025-02-30\n  event: reported\n",
         "a.yml:2: item of follow-up.on must be a day of the calendar, not '2025-02-30'; nearest is '2025-02-28'"),
        ("- directive: II.1-1\n  on: 2025-03-20\n  event: reprted\n", "nearest is 'reported'"),
        ("- directive: II.1-1\n  on: 2025-03-20\n  event: extension-granted\n  until: 2025-06\n",
         "a.yml:1: document must be given for event extension-granted"),
        ("- directive: II.1-1\n  on: 2025-03-20\n  event: extension-granted\n  document: 1/VP\n",
         "a.yml:1: until must be given for event extension-granted"),
        ("- directive: II.1-1\n  on: 2025-03-20\n  event: returned\n",
         "a.yml:1: note must be given for event returned"),
        ("- directive: II.1-1\n  on: 2025-03-20\n  event: reported\n  until: 2025-06\n",
         "a.yml:1: until must not be given for event reported"),
        ("- directive: II.1-1\n  on: 2025-03-20\n  event: extension-asked\n  until: 2025-13\n",
         "must be a day YYYY-MM-DD or a month YYYY-MM of the calendar, not '2025-13'"),
        ("directive: II.1-1\n", "a.yml:1: follow-up must be a list, each item on a line '- ...', not a table"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(text: str, expected: str) -> None:
    _, problems = read_events(text, "a.yml", IDS)
    said = [problem.in_english() for problem in problems]
    assert any(expected in each for each in said), said


def test_an_empty_file_records_nothing() -> None:
    assert read_events(HEADING, "a.yml", IDS) == ((), [])


def test_an_event_reads_as_a_sentence() -> None:
    assert described(GRANTED) == "20/03/2025: được gia hạn đến tháng 06/2025 (văn bản 12/VP-TH)"
    returned = FollowUpEvent(directive="II.1-1", on=dt.date(2025, 4, 1), event="returned", note="chưa đủ số liệu")
    assert described(returned) == "01/04/2025: báo cáo bị trả lại: chưa đủ số liệu"


WORDS = st.text(min_size=1, max_size=20).filter(lambda text: text.isprintable() and " ".join(text.split()) == text)


@given(
    st.lists(
        st.builds(
            FollowUpEvent,
            directive=st.sampled_from(IDS),
            on=st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)),
            event=st.sampled_from(list(EVENTS)),
            document=st.none() | st.just("12/VP-TH"),
            until=st.none() | st.just("2025-06-30"),
            note=st.none() | WORDS,
            by=st.none() | WORDS,
        ).filter(lambda event: not list(event_problems(event, IDS))),
        max_size=4,
    )
)
def test_what_is_written_is_read_back(events: list[FollowUpEvent]) -> None:
    text = ""
    for event in events:
        longer = with_events(text, [event])
        assert longer.startswith(text)
        text = longer
    found, problems = read_events(text or HEADING, "a.yml", IDS)
    assert problems == []
    assert [(e.directive, e.on, e.event, e.document, e.until, e.note, e.by) for e in found] == [
        (e.directive, e.on, e.event, e.document, e.until, e.note, e.by) for e in events
    ]


def test_a_day_is_written_without_quotes_as_by_hand() -> None:
    event = replace(GRANTED, until="2025-06-30")
    written = with_events("", [event])
    assert "  until: 2025-06-30\n" in written
    assert read_events(written, "a.yml", [event.directive])[0][0].until == "2025-06-30"


def test_what_was_taken_back_stands_no_more_and_its_number_stays() -> None:
    text = with_events("", [GRANTED, replace(GRANTED, event="reported", document=None, until=None)])
    back = FollowUpEvent(directive="II.1-1", on=dt.date(2025, 3, 21), event="taken-back", entry=1)
    found, problems = read_events(with_events(text, [back, GRANTED]), "a.yml", IDS)
    assert problems == []
    assert [(event.event, event.number) for event in that_stand(found)] == [("reported", 2), ("extension-granted", 4)]
    assert taken_back(found)["II.1-1", 1].on == back.on
    assert described(back) == "21/03/2025: rút lại một sự việc ghi nhầm (số 1)"


@pytest.mark.parametrize("entry", ["9", "2", "1\n  note: hai lần", "0", "một"])
def test_only_an_earlier_event_that_stands_is_taken_back(entry: str) -> None:
    of_another = "- directive: II.1-2\n  on: 2025-03-20\n  event: reported\n"
    first = "- directive: II.1-1\n  on: 2025-03-20\n  event: reported\n"
    back = "- directive: II.1-1\n  on: 2025-03-21\n  event: taken-back\n  entry: "
    _, problems = read_events(f"{of_another}{first}{back}1\n{back}{entry}\n", "a.yml", IDS)
    assert [problem.line for problem in problems] in ([11], [14])
    assert "entry must be" in problems[0].in_english()
    assert read_events(f"{first}{back}1\n", "a.yml", IDS)[1] == []


def test_taking_back_says_what() -> None:
    _, problems = read_events("- directive: II.1-1\n  on: 2025-03-21\n  event: taken-back\n", "a.yml", IDS)
    assert [each.in_english() for each in problems] == ["a.yml:1: entry must be given for event taken-back"]
