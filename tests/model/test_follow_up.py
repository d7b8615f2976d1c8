"""States follow from limit, events and day; every table sums to its total."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketluan.model.follow_up import (
    STATES,
    EventKind,
    FollowUpEvent,
    Standing,
    last_day,
    rate_in_time,
    standing,
    state_table,
)

DUE = dt.date(2025, 3, 31)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(f"2025-{text}")


def events(*lines: str) -> list[FollowUpEvent]:
    """`03-20 reported`, `03-20 extension-granted 2025-06-30`."""
    found = []
    for line in lines:
        on, kind, *until = line.split()
        found.append(FollowUpEvent(directive="1", on=day(on), event=kind, until=until[0] if until else None))  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize(
    ("due", "recorded", "today", "state"),
    [
        (DUE, [], "03-31", "within-limit"),
        (DUE, [], "04-01", "overdue"),
        (None, [], "04-01", "open-without-limit"),
        (DUE, ["03-20 reported"], "03-25", "within-limit"),
        (DUE, ["03-20 reported"], "04-02", "overdue"),
        (DUE, ["03-20 reported", "04-05 confirmed"], "04-06", "done-in-time"),
        (DUE, ["03-20 reported", "04-05 confirmed"], "04-04", "overdue"),
        (DUE, ["04-02 reported", "04-05 confirmed"], "04-06", "done-late"),
        (DUE, ["03-31 confirmed"], "04-06", "done-in-time"),
        (None, ["04-02 confirmed"], "04-06", "done-without-limit"),
        (DUE, ["03-20 reported", "03-22 returned"], "03-25", "within-limit"),
        (DUE, ["03-20 reported", "03-22 returned", "04-03 reported", "04-05 confirmed"], "04-06", "done-late"),
        (DUE, ["03-20 confirmed", "03-25 returned"], "04-06", "overdue"),
        (DUE, ["03-20 extension-asked 2025-06-30"], "04-06", "overdue"),
        (DUE, ["03-20 extension-granted 2025-06-30"], "04-06", "within-limit"),
        (DUE, ["03-20 extension-granted 2025-06"], "06-30", "within-limit"),
        (DUE, ["03-20 extension-granted 2025-06"], "07-01", "overdue"),
        (DUE, ["03-20 extension-granted 2025-06", "06-20 extension-granted 2025-09-15"], "09-16", "overdue"),
        (None, ["03-20 extension-granted 2025-06-30"], "07-01", "overdue"),
        (DUE, ["03-20 suspended"], "04-06", "suspended"),
        (DUE, ["03-20 suspended", "04-01 reported"], "04-06", "overdue"),
        (DUE, ["03-20 cancelled"], "04-06", "cancelled"),
        (DUE, ["03-20 not-ours"], "04-06", "not-ours"),
    ],
)
def test_the_state_on_a_day(due: dt.date | None, recorded: list[str], today: str, state: str) -> None:
    assert standing(due, events(*recorded), day(today)).state == state


def test_a_recurring_task_has_a_state_of_its_own_until_a_limit_is_set() -> None:
    assert standing(None, [], day("04-01"), recurring=True).state == "recurring"
    assert standing(None, events("03-01 extension-granted 2025-03-31"), day("04-01"), recurring=True).state == "overdue"


def test_the_first_limit_stays_on_record() -> None:
    found = standing(DUE, events("03-20 extension-asked", "03-25 extension-granted 2025-06"), day("07-10"))
    assert found == Standing(
        state="overdue", limit=day("06-30"), first_limit=DUE, extended=1, until="2025-06", days_overdue=10
    )


def test_what_waits_for_an_answer_is_said() -> None:
    assert standing(DUE, events("03-20 reported"), day("03-21")).reported
    assert not standing(DUE, events("03-20 reported", "03-21 returned"), day("03-22")).reported
    assert standing(DUE, events("03-20 extension-asked"), day("03-21")).asked


def test_a_limit_is_a_day_or_a_month() -> None:
    assert (last_day("2024-02"), last_day("2025-06-15")) == (dt.date(2024, 2, 29), dt.date(2025, 6, 15))
    for wrong in ("2025-02-30", "2025-13", "tháng 3"):
        with pytest.raises(ValueError):
            last_day(wrong)


EVENT = st.builds(
    FollowUpEvent,
    directive=st.just("1"),
    on=st.dates(dt.date(2025, 1, 1), dt.date(2025, 12, 31)),
    event=st.sampled_from(EventKind.__args__),  # type: ignore[attr-defined]
    until=st.sampled_from([None, "2025-06", "2025-09-30"]),
)


@given(st.lists(st.tuples(st.none() | st.just(DUE), st.lists(EVENT, max_size=5)), max_size=20), st.dates())
def test_every_table_sums_to_its_total(tasks: list[tuple[dt.date | None, list[FollowUpEvent]]], today: dt.date) -> None:
    table = state_table(standing(due, recorded, today).state for due, recorded in tasks)
    assert list(table) == list(STATES) and sum(table.values()) == len(tasks)
    part, whole = rate_in_time(table)
    assert 0 <= part <= whole <= len(tasks)
