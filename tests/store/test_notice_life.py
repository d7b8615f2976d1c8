"""Amended, replaced, corrected, withdrawn, followed up: each is one small hunk, and never over what others wrote."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Callable
from pathlib import Path

import pytest

from ketluan.model.archive import Assignment, assignments_of
from ketluan.model.follow_up import FollowUpEvent
from ketluan.model.kept_notice import changed
from ketluan.model.notice import Correction, Notice, Related, Tombstone
from ketluan.model.problem import Refused
from ketluan.store.follow_up_file import ENDING, HEADING
from ketluan.store.follow_up_rules import order_doubts
from ketluan.store.notice_life import amend, correct, record, record_all, relate, replace, withdraw
from ketluan.store.reader import read_archive
from ketluan.store.stored_text import FileChanged, stored_notice
from tests.conftest import TODAY
from tests.site.test_inventory import ISSUER, write

DAY = dt.date(2014, 8, 1)
OLD, NEW, THIRD = (f"{ISSUER}/2014/{number}-tb-vp" for number in (1, 2, 3))
LETTER = Correction(number="12/VP-TH", date=DAY, wrong="30/9/2014", right="30/10/2014", directive="1-3")

NOWHERE = Correction(number="1/VP", date=DAY, wrong="a", right="b", directive="9-9")


@pytest.fixture
def notices(tmp_path: Path) -> Path:
    folder = tmp_path / "notices"
    for number in (1, 2, 3):
        write(folder, f"{number}-tb-vp")
    return folder


def text(notices: Path, notice: str = OLD, ending: str = ".md") -> str:
    return (notices / f"{notice}{ending}").read_bytes().decode("utf-8")


def digest(notices: Path, notice: str = OLD) -> str:
    return stored_notice(notices, notice).digest


def event(kind: str = "reported", **values: object) -> FollowUpEvent:
    given = {"directive": "1-3", "on": DAY, "by": "Lê Thị Hoa", "recorded": DAY, **values}
    return FollowUpEvent(event=kind, **given)  # type: ignore[arg-type]


def added(before: str, after: str) -> str:
    """The lines that came; raises when a line went, or when they do not stand together."""
    changes = [line for line in difflib.unified_diff(before.split("\n"), after.split("\n"), n=0)][2:]
    assert len([line for line in changes if line.startswith("@@")]) == 1 and not any(
        line.startswith("-") for line in changes
    ), changes
    return "\n".join(line[1:] for line in changes if line.startswith("+"))


STATUS = "status:\n  state: withdrawn\n  reason: ban hành nhầm\n  date: 2014-08-01"
CHANGES: dict[str, tuple[Callable[[Path, str], object], str]] = {
    "withdraw": (lambda at, seen: withdraw(at, OLD, reason=" ban hành\nnhầm ", date=DAY, digest=seen), STATUS),
    "amend": (
        lambda at, seen: amend(at, OLD, amended=NEW, digest=seen),
        f"related:\n  - kind: amends\n    id: {NEW}",
    ),
    "replace": (
        lambda at, seen: replace(at, OLD, replaced=NEW, digest=seen),
        f"related:\n  - kind: replaces\n    id: {NEW}",
    ),
    "correct": (
        lambda at, seen: correct(at, OLD, LETTER, digest=seen),
        "corrections:\n  - number: 12/VP-TH\n    date: 2014-08-01\n    wrong: 30/9/2014\n    right: 30/10/2014\n"
        "    directive: 1-3",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_one_hunk_and_says_its_new_digest(notices: Path, name: str) -> None:
    change, lines = CHANGES[name]
    before = text(notices)
    assert change(notices, digest(notices)) == digest(notices)
    assert added(before, text(notices)) == lines


@pytest.mark.parametrize("name", [*CHANGES, "record"])
def test_a_file_that_others_changed_is_not_overwritten(notices: Path, name: str) -> None:
    change = CHANGES[name][0] if name in CHANGES else lambda at, seen: record(at, OLD, [event()], digest=seen)
    seen = digest(notices)
    by_hand = text(notices).replace("chăm sóc", "chăm lo")
    (notices / f"{OLD}.md").write_text(by_hand, encoding="utf-8")
    with pytest.raises(FileChanged, match=f"Tệp {OLD}.md vừa được sửa ở nơi khác") as stop:
        change(notices, seen)
    assert stop.value.now.raw == by_hand == text(notices)
    assert not (notices / f"{OLD}{ENDING}").exists()


def test_line_ends_and_the_byte_order_mark_stay(notices: Path) -> None:
    path = notices / f"{OLD}.md"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    before = text(notices)
    withdraw(notices, OLD, reason="ban hành nhầm", date=DAY, digest=digest(notices))
    assert text(notices).startswith("\ufeff---\r\n") and text(notices).count("\n") == text(notices).count("\r\n")
    assert added(before.replace("\r\n", "\n"), text(notices).replace("\r\n", "\n")) == STATUS


def test_an_item_goes_behind_those_that_stand_there(notices: Path) -> None:
    path = notices / f"{OLD}.md"
    block = "related:   # của tôi\n- {kind: cites, number: 5/QĐ-UBND}  # giữ nguyên\n"
    path.write_text(text(notices).replace("meeting: null\n", f"meeting: null\n{block}"), encoding="utf-8")
    before = text(notices)
    amend(notices, OLD, amended=NEW, digest=digest(notices))
    assert added(before, text(notices)) == f"- kind: amends\n  id: {NEW}"
    amend(notices, OLD, amended=NEW, digest=digest(notices))
    relate(notices, OLD, kind="implements", other=THIRD, digest=digest(notices))
    archive, problems = read_archive(notices, today=TODAY)
    assert problems == []
    assert archive.by_id[OLD].related == (
        Related(kind="cites", number="5/QĐ-UBND"),
        Related(kind="amends", id=NEW),
        Related(kind="implements", id=THIRD),
    )


def test_what_was_written_is_read_back(notices: Path) -> None:
    correct(notices, OLD, LETTER, digest=digest(notices))
    withdraw(notices, NEW, reason="ban hành nhầm", date=DAY, digest=digest(notices, NEW))
    record(notices, OLD, [event(), event("confirmed")], digest=digest(notices))
    archive, problems = read_archive(notices, today=TODAY)
    assert problems == []
    assert archive.by_id[OLD].corrections == (LETTER,)
    assert archive.by_id[NEW].withdrawn == Tombstone(reason="ban hành nhầm", date=DAY)
    assert [(one.event, one.by, one.recorded) for one in archive.by_id[OLD].follow_up] == [
        ("reported", "Lê Thị Hoa", DAY),
        ("confirmed", "Lê Thị Hoa", DAY),
    ]


def test_a_person_decides_what_becomes_of_the_tasks_of_a_replaced_notice(notices: Path) -> None:
    decisions = [event("carried-over", directive="1-1", to=f"{NEW}#1-2"), event("still-open", directive="1-3")]
    replace(notices, NEW, replaced=OLD, decisions=decisions, digest=digest(notices, NEW))
    archive, problems = read_archive(notices, today=TODAY)
    assert [problem.message.english for problem in problems] == [
        "directives of a replaced notice must be decided upon (carried-over, ended, still-open): 1-2"
    ]
    assert [one.id for one in archive.validity[OLD].in_force] == [NEW]


def test_the_notice_in_force_is_the_last_of_the_chain(notices: Path) -> None:
    replace(notices, NEW, replaced=OLD, digest=digest(notices, NEW))
    replace(notices, THIRD, replaced=NEW, digest=digest(notices, THIRD))
    archive, _ = read_archive(notices, today=TODAY)
    assert [one.id for one in archive.validity[OLD].replaced_by] == [NEW]
    assert [one.id for one in archive.validity[OLD].in_force] == [THIRD]
    withdraw(notices, THIRD, reason="ban hành nhầm", date=DAY, digest=digest(notices, THIRD))
    archive, _ = read_archive(notices, today=TODAY)
    assert [one.id for one in archive.validity[OLD].in_force] == [NEW] and NEW not in archive.validity


def test_an_event_is_added_to_what_others_recorded_meanwhile(notices: Path) -> None:
    record(notices, OLD, [event()], digest=digest(notices))
    first = text(notices, OLD, ENDING)
    record_all(
        notices, {OLD: [event("confirmed")], NEW: [event()]}, digests={OLD: digest(notices), NEW: digest(notices, NEW)}
    )
    assert text(notices, OLD, ENDING).startswith(first) and text(notices, NEW, ENDING).startswith(HEADING)


REFUSED: dict[str, tuple[Callable[[Path, str], object], str]] = {
    "no reason": (
        lambda at, seen: withdraw(at, OLD, reason=" ", date=DAY, digest=seen),
        "Thu hồi thông báo thì phải ghi lý do.",
    ),
    "an unknown place": (
        lambda at, seen: correct(at, OLD, NOWHERE, digest=seen),
        f"Thông báo {OLD} không có chỉ đạo '9-9'.",
    ),
    "a number that is none": (
        lambda at, seen: correct(at, OLD, Correction(number="12", date=DAY, wrong="a", right="b"), digest=seen),
        f"Chưa ghi gì vào tệp {OLD}.md, vì phần đầu sẽ sai: mục của corrections.number phải là số, ký hiệu như in, "
        "không có dấu cách, như '975/TB-VP', không phải '12'.",
    ),
    "itself": (
        lambda at, seen: amend(at, OLD, amended=OLD, digest=seen),
        "Một thông báo không thể sửa đổi, thay thế hay đính chính chính nó.",
    ),
    "no such notice": (
        lambda at, seen: replace(at, OLD, replaced=f"{ISSUER}/2014/9-tb-vp", digest=seen),
        f"Không đọc được tệp {ISSUER}/2014/9-tb-vp.md: tệp phải đọc được: không có tệp hoặc thư mục.",
    ),
    "no decision": (
        lambda at, seen: replace(at, OLD, replaced=NEW, decisions=[event("confirmed")], digest=seen),
        "Việc của thông báo bị thay thế chỉ nhận: chuyển sang văn bản thay thế; kết thúc cùng văn bản bị thay thế; "
        "vẫn phải thực hiện; không nhận: đã xác nhận hoàn thành.",
    ),
    "an extension without a document": (
        lambda at, seen: record(at, OLD, [event(), event("extension-granted", until="2014-12")], digest=seen),
        f"Chưa ghi gì vào sổ theo dõi của {OLD}: sự việc extension-granted phải có document.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_done_is_refused_and_nothing_is_written(notices: Path, name: str) -> None:
    change, message = REFUSED[name]
    before = {path: path.read_bytes() for path in notices.rglob("*.*") if path.suffix in (".md", ".yml")}
    with pytest.raises(Refused) as stop:
        change(notices, digest(notices))
    assert str(stop.value) == message
    assert before == {path: path.read_bytes() for path in notices.rglob("*.*") if path.suffix in (".md", ".yml")}


def test_notices_do_not_replace_each_other_in_a_circle(notices: Path) -> None:
    replace(notices, NEW, replaced=OLD, digest=digest(notices, NEW))
    replace(notices, THIRD, replaced=NEW, digest=digest(notices, THIRD))
    with pytest.raises(Refused, match=f"Thông báo {THIRD} đã thay thế {OLD}, nên không thể bị thông báo đó thay thế"):
        replace(notices, OLD, replaced=THIRD, digest=digest(notices))
    path = notices / f"{OLD}.md"
    tie = f"related:\n  - {{kind: replaces, id: {THIRD}}}\n"
    path.write_text(text(notices).replace("meeting: null\n", f"meeting: null\n{tie}"), encoding="utf-8")
    messages = [problem.message.english for problem in read_archive(notices, today=TODAY)[1] if not problem.remark]
    assert messages == ["related must not go in a circle: the notice replaces one that replaced it"] * 3


def test_a_number_that_several_notices_carry_is_asked_for_by_id(notices: Path) -> None:
    other = notices / f"{ISSUER}/2013/1-tb-vp.md"
    other.parent.mkdir(parents=True)
    other.write_text(text(notices).replace("issued: 2014-07-10", "issued: 2013-07-10"), encoding="utf-8")
    path = notices / f"{NEW}.md"
    tie = "related:\n  - {kind: replaces, number: 1/TB-VP}\n  - {kind: cites, number: 1/TB-VP}\n"
    path.write_text(text(notices, NEW).replace("meeting: null\n", f"meeting: null\n{tie}"), encoding="utf-8")
    archive, problems = read_archive(notices, today=TODAY)
    said = [problem.message.english for problem in problems if "1/TB-VP" in problem.message]
    assert said == [f"related.number '1/TB-VP' may mean several notices; give the id: {OLD}, {ISSUER}/2013/1-tb-vp"]
    assert archive.validity == {}


def test_a_stored_notice_is_the_text_of_the_digest(notices: Path) -> None:
    assert stored_notice(notices, OLD, digest(notices)).raw == text(notices)


WRONG_RECORDS = {
    "unknown directive": (
        "- {directive: 1-9, on: 2014-08-01, event: reported}\n",
        ":1: directive must be an id of the notice, not '1-9'; nearest is '1-3'",
    ),
    "before the notice": (
        "- {directive: 1-3, on: 2014-01-01, event: reported}\n",
        ":1: on must not be before the notice (2014-07-10), not '2014-01-01'",
    ),
    "after today": (
        "- {directive: 1-3, on: 2026-01-16, event: reported}\n",
        ":1: on must not lie after today (2026-01-15), not '2026-01-16'",
    ),
    "until before the event": (
        "- {directive: 1-3, on: 2014-08-01, event: extension-granted, document: 1/VP, until: 2014-07}\n",
        ":1: until must not be before the event (2014-08-01), not '2014-07'",
    ),
    "a decision on a notice in force": (
        "- {directive: 1-3, on: 2014-08-01, event: ended}\n",
        ":1: event ended is only for a notice that was replaced",
    ),
    "carried over to nowhere": (
        f"- {{directive: 1-3, on: 2014-08-01, event: carried-over, to: '{NEW}#1-9'}}\n",
        f":1: to must be a directive of the archive, not '{NEW}#1-9'; nearest is '{NEW}#1-3'",
    ),
}


@pytest.mark.parametrize("name", WRONG_RECORDS)
def test_a_wrong_record_is_an_error_with_its_line(notices: Path, name: str) -> None:
    content, expected = WRONG_RECORDS[name]
    (notices / f"{OLD}{ENDING}").write_text(content, encoding="utf-8")
    problems = [problem.in_english() for problem in read_archive(notices, today=TODAY)[1] if not problem.remark]
    assert any(problem.endswith(f"{OLD}{ENDING}{expected}") for problem in problems), problems


def test_a_record_without_its_notice_is_an_error(notices: Path) -> None:
    (notices / f"{ISSUER}/2014/9-tb-vp{ENDING}").write_text(HEADING, encoding="utf-8")
    problems = [problem.message.english for problem in read_archive(notices, today=TODAY)[1]]
    assert problems == ["follow-up must lie beside its notice, not without '9-tb-vp.md'"]


def test_an_event_is_taken_back_by_one_more_and_counts_on_no_day(notices: Path) -> None:
    record(notices, OLD, [event(), event("confirmed")], digest=digest(notices))
    before = text(notices, ending=ENDING)
    back = event("taken-back", on=dt.date(2014, 8, 9), recorded=TODAY, entry=2, by="Trần Văn An")
    record(notices, OLD, [back], digest=digest(notices))
    assert text(notices, ending=ENDING).startswith(before)
    archive, problems = read_archive(notices, today=TODAY)
    (task,) = (each for each in archive.assignments if each.id == f"{OLD}#1-3")
    assert problems == [] and [each.event for each in task.events] == ["reported"]
    assert task.standing(dt.date(2014, 8, 5)).done is None and len(task.record) == 3
    with pytest.raises(Refused, match="entry phải là số thứ tự của một sự việc đã ghi trước và chưa rút lại"):
        record(notices, OLD, [event("taken-back", entry=3)], digest=digest(notices))


def test_what_is_recorded_twice_stands_once(notices: Path) -> None:
    for _ in range(2):
        record(notices, OLD, [event(document="1/BC")], digest=digest(notices))
        record(notices, OLD, [event("taken-back", entry=1)], digest=digest(notices))
    assert text(notices, ending=ENDING).count("- directive") == 3  # once more after it was taken back


def test_an_event_before_the_notice_is_not_recorded(notices: Path) -> None:
    with pytest.raises(Refused, match="on không được trước ngày của thông báo"):
        record(notices, OLD, [event(on=dt.date(2014, 1, 1))], digest=digest(notices))
    assert not (notices / f"{OLD}{ENDING}").exists()


@pytest.mark.parametrize(
    ("before", "after", "doubts"),
    [
        ([], ["reported"], []),
        ([], ["confirmed"], ["no report waits for an answer"]),
        (["reported"], ["confirmed"], []),
        ([], ["returned"], ["no report waits for an answer"]),
        (["reported", "returned"], ["confirmed"], ["no report waits for an answer"]),
        (["reported", "confirmed"], ["reported"], ["the task was confirmed as done before"]),
        (["reported", "confirmed"], ["taken-back 1"], ["no report waits for an answer"]),
        (["reported", "confirmed"], ["taken-back 2"], []),
        (["cancelled"], ["extension-asked"], ["the task was set aside before (thôi thực hiện)"]),
        (["suspended"], ["taken-back 1"], []),
        (["reported 9"], ["confirmed 3"], ["an event of a later day stands before it"]),
        (["extension-granted 1 2015-03"], ["extension-granted 2 2015-02-01"],
         ["the new limit is not after the one in force"]),
        (["extension-granted 1 2015-03"], ["extension-granted 2 2015-04"], []),
        (["confirmed"], ["extension-asked 9"], ["the task was confirmed as done before"]),
    ],
)  # fmt: skip
def test_an_order_that_makes_no_sense_is_doubted_where_it_is_new(
    notices: Path, before: list[str], after: list[str], doubts: list[str]
) -> None:
    task = task_with(read_archive(notices, today=TODAY)[0].assignments[0].notice, recorded(before))
    found = order_doubts(task, (*task.record, *recorded(after, start=len(before))))
    assert [each.english.partition("”: ")[2] for each in found] == doubts


def recorded(lines: list[str], *, start: int = 0) -> tuple[FollowUpEvent, ...]:
    """`extension-granted 2 2015-03` on 2 August; `taken-back 1` takes the first back."""
    found = []
    for number, line in enumerate(lines, start + 1):
        kind, *more = line.split()
        back = kind == "taken-back"
        day = DAY.replace(day=1 if back or not more else int(more[0]))
        until = more[1] if more[1:] else None
        found.append(event(kind, on=day, until=until, entry=int(more[0]) if back else None, number=number))
    return tuple(found)


def task_with(notice: Notice, events: tuple[FollowUpEvent, ...]) -> Assignment:
    return next(each for each in assignments_of(changed(notice, follow_up=events)) if each.directive.id == "1-3")
