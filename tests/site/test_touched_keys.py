"""What a changed notice may have changed: never fewer answers than are others, whatever has changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ketluan.model.agency import Register
from ketluan.model.archive import Archive, newest_first
from ketluan.model.follow_up import FollowUpEvent
from ketluan.model.keyed_rule import KeyedRule
from ketluan.model.notice import Deadline, Directive, Meeting, Notice, Party, Related, Tombstone
from ketluan.site.build_record import BuildRecord
from ketluan.site.pages import RULES
from ketluan.site.rebuilding import Rebuilding
from ketluan.site.touched_keys import GROUPS, ITEMS, NEAR, WHOLE, TouchedItems
from ketluan.site.traced_archive import Answers, Query
from tests.conftest import TODAY
from tests.site.page_archive import ARCHIVE, DISTRICT_OFFICE, HEALTH, LABOUR, NEXT, NOTICE, OFFICE, REGISTER, told_to

NUMBERS = ("1/TB-VP", "3/tb-vp", "34/2014/QĐ-TTg")
PARTIES = (told_to(HEALTH), told_to(LABOUR), Party(name="Đài A", words="Đài A"), Party(name="Đài B", words="Đài B"))
LIMITS = (dt.date(2014, 9, 30), dt.date(2015, 1, 2), None)
STATUS = (None, None, None, None, Tombstone(reason="nhầm", date=dt.date(2015, 1, 9)))
HEALTH_BODY = REGISTER.agencies[HEALTH]
REGISTERS = tuple(
    replace(REGISTER, agencies={**REGISTER.agencies, body.id: body}, topics=topics)
    for body, topics in (
        (HEALTH_BODY, ()),
        (replace(HEALTH_BODY, name="Sở Y tế và Dân số"), ("y tế",)),
        (replace(HEALTH_BODY, confirmed=False, parent=None, line=7), ()),
        (replace(REGISTER.agencies[LABOUR], reason="renamed"), ()),
        (replace(HEALTH_BODY, id="kon-tum/so-tu-phap", name="Sở Tư pháp"), ()),
    )
)
PLACES = replace(REGISTER, places={place: f"{name} mới" for place, name in REGISTER.places.items()})
"""All with the same ties: nobody is a member or a successor of another one."""
DONE = FollowUpEvent(directive="1-1", on=dt.date(2015, 2, 1), event="confirmed")
IDS = tuple(
    f"{issuer}/{year}/{number}" for issuer in (OFFICE, DISTRICT_OFFICE) for year in (2014, 2015) for number in "ab"
)


def _ties(own: str) -> st.SearchStrategy[tuple[Related, ...]]:
    kinds = st.sampled_from(("replaces", "amends", "implements"))
    by_id = st.builds(Related, kind=kinds, id=st.sampled_from([id for id in IDS if id != own]))
    return st.lists(st.builds(Related, kind=kinds, number=st.sampled_from(NUMBERS)) | by_id, max_size=1).map(tuple)


DIRECTIVES = st.builds(
    Directive,
    id=st.just("1-1"),
    section=st.just("1"),
    marker=st.just("-"),
    text=st.sampled_from(("Báo cáo.", "Rà soát.")),
    lead=st.lists(st.sampled_from(PARTIES), max_size=2).map(tuple),
    coordinate=st.lists(st.sampled_from(PARTIES), max_size=1).map(tuple),
    citations=st.lists(st.sampled_from(NUMBERS), max_size=2).map(tuple),
    deadlines=st.sampled_from(LIMITS).map(lambda day: (Deadline(phrase="hạn", date=day),) if day else ()),
    line=st.just(3),
)


@st.composite
def notices(draw: st.DrawFn, id: str) -> Notice:
    tasks = draw(st.lists(DIRECTIVES, max_size=1))
    return replace(
        NEXT,
        id=id,
        path=f"notices/{id}.md",
        issuer=draw(st.sampled_from((OFFICE, DISTRICT_OFFICE))),
        number=draw(st.sampled_from((*NUMBERS, None))),
        issued=draw(st.sampled_from((dt.date(2014, 7, 1), dt.date(2015, 3, 1)))),
        meeting=Meeting(
            chair=draw(st.sampled_from(("Lê A", "Trần B", None))), name=draw(st.sampled_from(("họp", None)))
        ),
        topics=draw(st.sampled_from((("trẻ em",), ("y tế", "trẻ em"), ()))),
        aliases=(),
        related=draw(_ties(id)),
        withdrawn=draw(st.sampled_from(STATUS)),
        follow_up=(DONE,) if tasks and draw(st.booleans()) else (),
        body=replace(NEXT.body, directives=tuple(tasks)),
    )


@st.composite
def changes(draw: st.DrawFn) -> tuple[Archive, Archive]:
    """An archive, and another in which one notice has changed, has come or has gone, and perhaps the register."""
    others = [draw(notices(id)) for id in draw(st.lists(st.sampled_from(IDS[1:]), unique=True, min_size=1, max_size=4))]
    one, other = draw(st.none() | notices(IDS[0])), draw(notices(IDS[0]))
    registers = st.just(REGISTER) | st.sampled_from((*REGISTERS, PLACES))
    pair = [archive([*others, *([own] if own else [])], draw(registers)) for own in (one, other)]
    return (pair[0], pair[1]) if draw(st.booleans()) else (pair[1], pair[0])


def archive(found: list[Notice], register: Register = REGISTER) -> Archive:
    return Archive(notices=tuple(sorted(found, key=newest_first)), register=register, today=TODAY)


def answers(of: Archive) -> Answers:
    return Answers(of, RULES, {})


def touched(before: Archive, after: Archive) -> TouchedItems:
    old, new = answers(before), answers(after)
    ids = {id for id in old.notices.keys() | new.notices if old.notices.get(id) != new.notices.get(id)}
    marked = (found.marked(id) for id in ids for found in (old, new) if id in found.notices)
    return new.touched(marked, register=old.register != new.register)


def queries(of: Answers) -> Iterator[Query]:
    """Everything that could be asked."""
    for name in sorted(WHOLE):
        value = of.value(name)
        yield Query(name, "all")
        if isinstance(value, Mapping):
            yield Query(name, "keys")
            yield from (Query(name, "item", key) for key in value)


def differ(before: Archive, after: Archive) -> set[Query]:
    old, new = answers(before), answers(after)
    there = old.notices.keys() | new.notices  # the check refuses a tie to what is not there
    asked = {query for query in (*queries(old), *queries(new)) if query.name != "validity" or query.key in there}
    return {query for query in asked if old.digest(query) != new.digest(query)}


@settings(max_examples=300, deadline=None)
@given(changes())
def test_every_answer_that_differs_may_have_changed(change: tuple[Archive, Archive]) -> None:
    found = touched(*change)
    assert [query for query in differ(*change) if not found.may_have_changed(*query)] == []


@settings(max_examples=300, deadline=None)
@given(changes())
def test_what_is_renewed_is_what_is_made_anew(change: tuple[Archive, Archive]) -> None:
    before, after = change
    found = touched(before, after)
    for rule in (rule for rule in RULES if isinstance(rule, KeyedRule)):
        renewed = rule.renewed(after, rule(before), found.keys(rule.__name__))
        assert list(renewed.items()) == list(rule(after).items())


@settings(max_examples=200, deadline=None)
@given(changes())
def test_groups_that_an_index_makes_are_those_of_a_walk_over_all(change: tuple[Archive, Archive]) -> None:
    before, after = change
    record = Rebuilding(BuildRecord(), answers(before), last=Path("nowhere")).now
    indexed = replace(after)
    if record.notices:
        Rebuilding(record, answers(indexed), last=Path("nowhere"))
        assert indexed._index
    for name in GROUPS:
        assert dict(answers(indexed).value(name)) == dict(answers(replace(after)).value(name)), name


def test_what_a_notice_is_not_in_need_not_be_asked_again() -> None:
    changed = replace(NOTICE, recipients=("Báo Kon Tum",))
    after = replace(ARCHIVE, notices=tuple(changed if one is NOTICE else one for one in ARCHIVE.notices))
    found = touched(ARCHIVE, after)
    asked = [Query("by_year", "item", year) for year in ("2014", "2015", "2020")]
    asked += [Query("by_chair", "item", key) for key in ARCHIVE.by_chair]
    assert [query.key for query in asked if found.may_have_changed(*query)] == [
        "2014",
        ("kon-tum", "le-thi-kim-don"),
    ]


@pytest.mark.parametrize("name", ["register.agencies", "register"])
def test_the_register_is_not_asked_again_while_it_is_the_same(name: str) -> None:
    assert not touched(ARCHIVE, archive([NOTICE])).may_have_changed(name, "all", None)


def test_what_nobody_knows_of_is_always_asked() -> None:
    assert touched(ARCHIVE, ARCHIVE).may_have_changed("today", "all", None)
    assert not touched(ARCHIVE, ARCHIVE).may_have_changed("published", "all", None)


def test_other_ties_of_the_register_may_have_changed_every_answer(tmp_path: Path) -> None:
    first = Rebuilding(BuildRecord(), answers(ARCHIVE), last=tmp_path)
    other = replace(ARCHIVE, register=replace(REGISTER, agencies={}))
    assert Rebuilding(first.now, answers(other), last=tmp_path)._touched is None
    moved = {id: replace(body, line=body.line + 1) for id, body in REGISTER.agencies.items()}
    assert answers(replace(ARCHIVE, register=replace(REGISTER, agencies=moved))).register == answers(ARCHIVE).register
    for register in (REGISTER, *REGISTERS):
        same = Rebuilding(first.now, answers(replace(ARCHIVE, register=register)), last=tmp_path)._touched
        assert same and not same.may_have_changed("by_year", "item", "2014")
        for name in ("by_place", "register.agencies"):
            assert same.may_have_changed(name, "all", None) is (register != REGISTER)


def test_every_grouping_by_items_is_one_of_what_notices_and_register_decide() -> None:
    assert ITEMS < WHOLE


def in_a_row(days: list[tuple[int, bool]]) -> list[Notice]:
    """Notices of one issuer, chair and series, one for each day from 1 on; those not marked were withdrawn."""
    meeting = Meeting(chair="Lê A", name="họp tháng 1")
    return [
        replace(
            NEXT,
            id=f"{OFFICE}/2014/{day}",
            number=None,
            issued=dt.date(2014, 1, day),
            meeting=meeting,
            withdrawn=None if stands else STATUS[-1],
            body=replace(NEXT.body, directives=()),
        )
        for day, stands in days
    ]


ROW = st.lists(st.tuples(st.integers(1, 28), st.booleans() | st.just(True)), unique_by=lambda day: day[0], max_size=28)


@settings(max_examples=300, deadline=None)
@given(ROW, st.sets(st.integers(1, 28), max_size=4), st.sets(st.integers(1, 28), max_size=4))
def test_whoever_is_shown_another_neighbour_may_have_changed(
    row: list[tuple[int, bool]], gone: set[int], come: set[int]
) -> None:
    left = [day for day in row if day[0] not in gone | come]
    before, after = archive(in_a_row(row)), archive(in_a_row([*left, *((day, True) for day in come)]))
    found, old, new = touched(before, after), answers(before), answers(after)
    asked = [Query(name, "item", notice.id) for name in NEAR for notice in (*before.notices, *after.notices)]
    others = [query for query in asked if old.digest(query) != new.digest(query)]
    assert [query for query in others if not found.may_have_changed(*query)] == []


def test_who_stands_far_from_a_changed_notice_is_not_asked_again() -> None:
    row = [(day, True) for day in range(1, 29)]
    found = touched(archive(in_a_row(row)), archive(in_a_row(row[:-1])))
    asked = [notice.id for notice in in_a_row(row) if found.may_have_changed("neighbours", "item", notice.id)]
    assert asked == [f"{OFFICE}/2014/{day}" for day in range(21, 29)]
