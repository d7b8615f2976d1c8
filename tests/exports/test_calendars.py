"""A calendar keeps RFC 5545 whatever a notice says."""

from __future__ import annotations

import dataclasses
import datetime as dt
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketluan.exports.calendars import calendar_bytes, dated, written_event
from ketluan.model.archive import Archive, Assignment
from ketluan.model.last_limit import NEVER, last_limit
from ketluan.model.notice import Deadline, Recurring
from tests.exports.export_archive import ARCHIVE, CHILDREN, PREVENT

NOTICE_DAY = dt.date(2014, 7, 10)


def _assignment(*deadlines: Deadline, text: str = "Báo cáo.", issued: dt.date | None = NOTICE_DAY) -> Assignment:
    meeting = dataclasses.replace(CHILDREN.meeting, date=None)
    task = dataclasses.replace(PREVENT, text=text, deadlines=deadlines)
    body = dataclasses.replace(CHILDREN.body, directives=(task,))
    return Assignment(dataclasses.replace(CHILDREN, issued=issued, meeting=meeting, body=body), 0)


def _calendar(assignment: Assignment, archive: Archive = ARCHIVE) -> bytes:
    written = partial(written_event, archive)
    return calendar_bytes(dated([assignment]), written, title="Thời hạn", file="du-lieu/thoi-han.ics", site_url=None)


def _unfolded(content: bytes) -> dict[str, str]:
    event = content.decode().replace("\r\n ", "").partition("BEGIN:VALARM")[0]
    lines = event.split("\r\n")
    return {name: value for name, _, value in (line.partition(":") for line in lines)}


def _unescaped(value: str) -> str:
    plain = iter(value)
    return "".join({"n": "\n"}.get(after, after) if c == "\\" and (after := next(plain)) else c for c in plain)


@pytest.mark.parametrize(
    ("recurring", "first", "rule"),
    [
        ("weekly", "20140711", "FREQ=WEEKLY;BYDAY=FR"),
        ("monthly", "20140731", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("quarterly", "20140930", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"),
        ("half-yearly", "20141231", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1"),
        ("yearly", "20141231", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31"),
    ],
)
def test_a_recurring_deadline_stands_at_the_end_of_its_period(recurring: Recurring, first: str, rule: str) -> None:
    lines = _unfolded(_calendar(_assignment(Deadline(phrase="định kỳ", recurring=recurring))))
    assert (lines["DTSTART;VALUE=DATE"], lines["RRULE"]) == (first, rule)
    assert "lịch đặt vào ngày cuối kỳ" in lines["DESCRIPTION"]


@pytest.mark.parametrize(
    ("deadlines", "last"),
    [
        ((), NEVER),
        ((Deadline(phrase="sớm"),), NEVER),
        ((Deadline(phrase="a", date=dt.date(2014, 8, 1)), Deadline(phrase="b", date=dt.date(2014, 7, 1))), 735446),
        ((Deadline(phrase="a", date=dt.date(2014, 8, 1)), Deadline(phrase="b", recurring="weekly")), 3652059),
    ],
)
def test_a_notice_asks_for_something_up_to_its_last_limit(deadlines: tuple[Deadline, ...], last: int) -> None:
    notice = _assignment(*deadlines).notice
    assert last_limit(notice) == last


@pytest.mark.parametrize(
    ("since", "held"), [("2014-07-01", 2), ("2014-07-02", 1), ("2014-08-01", 1), ("2014-08-02", 1)]
)
def test_a_calendar_holds_what_is_ahead_else_the_last_limit_of_all(since: str, held: int) -> None:
    days = (dt.date(2014, 7, 1), dt.date(2014, 8, 1))
    tasks = [_assignment(Deadline(phrase="trước ngày", date=day)) for day in days]
    found = dated(tasks, since=dt.date.fromisoformat(since))
    assert [event.first for event in found] == [*days][-held:]


def test_each_event_reminds_three_days_before_with_its_own_words() -> None:
    lines = _calendar(_assignment(Deadline(phrase="trước ngày 1/8", date=dt.date(2014, 8, 1)))).decode().split("\r\n")
    alarm = lines[lines.index("BEGIN:VALARM") : lines.index("END:VALARM") + 1]
    (summary,) = (line for line in lines if line.startswith("SUMMARY:"))
    assert alarm[1:-1] == ["ACTION:DISPLAY", summary.replace("SUMMARY:", "DESCRIPTION:"), "TRIGGER:-P3D"]
    assert lines.index("END:VALARM") < lines.index("END:VEVENT")


@pytest.mark.parametrize(
    ("recurring", "days", "rules"),
    [
        ("daily", (), [("20140710", "FREQ=DAILY")]),
        ("monthly", ("25",), [("20140725", "FREQ=MONTHLY;BYMONTHDAY=25")]),
        ("monthly", ("10", "25"), [("20140710", "FREQ=MONTHLY;BYMONTHDAY=10,25")]),
        ("monthly", ("last",), [("20140731", "FREQ=MONTHLY;BYMONTHDAY=-1")]),
        ("weekly", ("thu",), [("20140710", "FREQ=WEEKLY;BYDAY=TH")]),
        ("half-yearly", ("06-20", "12-20"), [("20141220", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=20")]),
        (
            "half-yearly",
            ("06-15", "12-20"),
            [("20150615", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=15"), ("20141220", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=20")],
        ),
        ("yearly", ("02-29",), [("20160229", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29")]),
    ],
)
def test_what_recurs_on_a_day_stands_on_that_day(
    recurring: Recurring, days: tuple[str, ...], rules: list[tuple[str, str]]
) -> None:
    events = dated([_assignment(Deadline(phrase="định kỳ", recurring=recurring, days=days))])
    assert [(f"{event.first:%Y%m%d}", str(event.rule)) for event in events] == rules
    assert "lịch đặt vào" not in _unfolded(_calendar(events[0].assignment))["DESCRIPTION"]


def test_every_sure_limit_of_a_directive_is_an_event_and_no_unsure_one() -> None:
    deadlines = (
        Deadline(phrase="trước ngày 20/8/2014", date=dt.date(2014, 8, 20), time="16:00"),
        Deadline(phrase="trước ngày 20/9/2014", date=dt.date(2014, 9, 20)),
        Deadline(phrase="trước ngày 20/3/2013", date=dt.date(2013, 3, 20), certain=False, why="đã qua"),
    )
    text = _calendar(_assignment(*deadlines)).decode()
    assert text.count("BEGIN:VEVENT") == 2 and "~2@kho-ket-luan" in text.replace("\r\n ", "")
    assert "Giờ: 16:00" in text.replace("\r\n ", "")


@pytest.mark.parametrize(
    ("deadlines", "issued"),
    [
        ((), NOTICE_DAY),
        ((Deadline(phrase="sớm"),), NOTICE_DAY),
        ((Deadline(phrase="hằng quý", recurring="quarterly"),), None),
    ],
    ids=["no deadline", "no day", "no day to begin from"],
)
def test_what_has_no_place_in_a_calendar_stays_out(deadlines: tuple[Deadline, ...], issued: dt.date | None) -> None:
    assert dated([_assignment(*deadlines, issued=issued)]) == ()


@given(
    st.dates(dt.date(1950, 1, 1), dt.date(2150, 1, 1)), st.sampled_from(["weekly", "monthly", "quarterly", "yearly"])
)
def test_the_first_period_ends_on_or_after_the_day_of_the_notice(day: dt.date, recurring: Recurring) -> None:
    lines = _unfolded(_calendar(_assignment(Deadline(phrase="định kỳ", recurring=recurring), issued=day)))
    first = dt.datetime.strptime(lines["DTSTART;VALUE=DATE"], "%Y%m%d").date()
    longest = {"weekly": 6, "monthly": 30, "quarterly": 91, "yearly": 365}[recurring]
    assert dt.timedelta(0) <= first - day <= dt.timedelta(longest)


@given(
    st.text(st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029\ufffe\uffff"), min_size=1)
)
def test_any_text_survives_escaping_and_folding(text: str) -> None:
    content = _calendar(_assignment(Deadline(phrase="trước ngày 1/8", date=dt.date(2014, 8, 1)), text=text))
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert _unescaped(_unfolded(content)["DESCRIPTION"]).startswith(f"{text}\n\nThời hạn như in: trước ngày 1/8")
