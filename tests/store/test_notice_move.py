"""A notice whose issuer, number or day was wrong goes where it belongs, with everything that lies beside it."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ketluan.model.follow_up import FollowUpEvent
from ketluan.model.problem import Refused, errors
from ketluan.store import file_changes
from ketluan.store.archive_lock import locked
from ketluan.store.file_changes import FileChange, FileMove, TextChange, backwards
from ketluan.store.follow_up_file import ENDING
from ketluan.store.id_keeping import keep_ids
from ketluan.store.notice_edit import with_field
from ketluan.store.notice_life import record, replace
from ketluan.store.notice_move import NoticeMove, move_after, move_changes, moved_text
from ketluan.store.reader import read_archive
from ketluan.store.stored_text import FileChanged, change_files, stored_notice
from tests.conftest import ROOT, TODAY
from tests.store.test_notice_edit import hunks

OLD = "kon-tum/van-phong-ubnd/2014/975-tb-vp"
ORIGINAL = b"%PDF-1.4 an original"
LATER = "kon-tum/van-phong-ubnd/2014/980-tb-vp"
Edit = Callable[[str], str]


@pytest.fixture
def notices(tmp_path: Path) -> Path:
    folder = tmp_path / "notices"
    shutil.copytree(ROOT / "notices", folder)
    (folder / f"{OLD}.pdf").write_bytes(ORIGINAL)
    path = folder / f"{OLD}.md"
    path.write_text(with_field(path.read_text(encoding="utf-8"), "original", "975-tb-vp.pdf"), encoding="utf-8")
    (folder / f"{OLD}.nhap.yml").write_text("on: 2026-01-02\nsource: a.pdf\n", encoding="utf-8")
    return folder


def files(notices: Path) -> dict[str, bytes]:
    return {
        path.relative_to(notices).as_posix(): path.read_bytes()
        for path in notices.rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }


def field(key: str, value: object) -> Edit:
    return lambda text: with_field(text, key, value)


def moved(notices: Path, edit: Edit, notice: str = OLD) -> tuple[NoticeMove, tuple[FileChange, ...]]:
    """The notice changed and, where it has to, moved."""
    archive, _ = read_archive(notices, today=TODAY)
    before = stored_notice(notices, notice)
    text = edit(before.text)
    move = move_after(archive, notice, before.text, text)
    changes = move_changes(archive, notices, move, before, moved_text(archive, move, text))
    change_files(notices, changes)
    return move, changes


ISSUER_CHANGED = field("issuer", "kon-tum/so-y-te")


@pytest.mark.parametrize(
    ("edit", "there", "lines"),
    [
        (ISSUER_CHANGED, "kon-tum/so-y-te/2014/975-tb-vp", ["issuer: kon-tum/so-y-te"]),
        (field("issued", dt.date(2015, 7, 10)), "kon-tum/van-phong-ubnd/2015/975-tb-vp", ["issued: 2015-07-10"]),
        (
            field("number", "976/TB-VP"),
            "kon-tum/van-phong-ubnd/2014/976-tb-vp",
            ["number: 976/TB-VP", "original: 976-tb-vp.pdf"],
        ),
    ],
)
def test_issuer_day_and_number_say_where_a_notice_lies(notices: Path, edit: Edit, there: str, lines: list[str]) -> None:
    before = files(notices)
    move, changes = moved(notices, edit)
    assert move == NoticeMove(OLD, there)
    after = files(notices)
    assert {name.replace(there, OLD) for name in after} == set(before)
    assert after[f"{there}.pdf"] == ORIGINAL and f"{there}.nhap.yml" in after
    changed = hunks(before[f"{OLD}.md"].decode(), after[f"{there}.md"].decode())
    assert [line for _, new in changed for line in new] == lines
    change_files(notices, backwards(changes))
    assert files(notices) == before


def test_what_says_nothing_of_the_address_moves_nothing(notices: Path) -> None:
    move, _ = moved(notices, field("place", "Pleiku"))
    assert move == NoticeMove(OLD, OLD) and "place: Pleiku" in stored_notice(notices, OLD).text
    move, _ = moved(notices, field("issued", dt.date(2014, 7, 11)))
    assert move == NoticeMove(OLD, OLD)


def test_a_published_address_stays_while_it_may_and_else_leads_to_the_new_one(notices: Path) -> None:
    (notices / f"{OLD}.pdf").unlink()
    path = notices / f"{OLD}.md"
    path.write_text(with_field(path.read_text(encoding="utf-8"), "original", None), encoding="utf-8")
    assert not keep_ids(notices, today=TODAY).stopped_by
    move, _ = moved(notices, field("number", "976/TB-VP"))
    assert move.new == OLD
    move, _ = moved(notices, ISSUER_CHANGED)
    assert move.new == "kon-tum/so-y-te/2014/976-tb-vp"
    assert f"aliases:\n  - {OLD}\n" in stored_notice(notices, move.new).text
    archive, problems = read_archive(notices, today=TODAY)
    assert not errors(problems)
    assert [task.id for task in archive.by_id[move.new].directives]
    back, _ = moved(notices, field("issuer", "kon-tum/van-phong-ubnd"), move.new)
    assert back.new == "kon-tum/van-phong-ubnd/2014/976-tb-vp"


def test_what_other_notices_say_of_it_goes_along(notices: Path) -> None:
    copy = (notices / f"{OLD}.md").read_text(encoding="utf-8")
    later = with_field(with_field(copy, "number", "980/TB-VP"), "original", None)
    (notices / f"{LATER}.md").write_text(with_field(later, "sha256", None), encoding="utf-8")
    task = read_archive(notices, today=TODAY)[0].by_id[LATER].directives[0].id
    replace(notices, OLD, replaced=LATER, digest=stored_notice(notices, OLD).digest)
    event = FollowUpEvent(directive=task, on=TODAY, event="carried-over", to=f"{OLD}#{task}")
    record(notices, LATER, [event], digest=stored_notice(notices, LATER).digest)
    relate = stored_notice(notices, LATER)
    change_files(notices, [relate.changed_to(with_field(relate.text, "related", [{"kind": "cites", "id": OLD}]))])
    before = files(notices)
    move, changes = moved(notices, field("number", "981/TB-VP"))
    assert f"id: {move.new}\n" in stored_notice(notices, LATER).text
    assert f"to: {move.new}#{task}\n" in (notices / f"{LATER}{ENDING}").read_text(encoding="utf-8")
    assert not [each for each in read_archive(notices, today=TODAY)[1] if OLD in each.message]
    change_files(notices, backwards(changes))
    assert files(notices) == before


def test_a_number_that_another_notice_has_is_refused(notices: Path) -> None:
    copy = (notices / f"{OLD}.md").read_text(encoding="utf-8")
    (notices / f"{LATER}.md").write_text(with_field(copy, "number", "980/TB-VP"), encoding="utf-8")
    before = files(notices)
    with pytest.raises(Refused) as stop:
        moved(notices, field("number", "980/TB-VP"))
    assert str(stop.value) == ("Kho đã có Thông báo số 980/TB-VP của cơ quan này trong năm đó: hãy xem lại số và ngày.")
    assert files(notices) == before


def test_nothing_is_moved_over_a_file_that_stands_there(notices: Path) -> None:
    taken = notices / "kon-tum/so-y-te/2014/975-tb-vp.pdf"
    taken.parent.mkdir(parents=True)
    taken.write_bytes(b"another")
    before = files(notices)
    with pytest.raises(Refused) as stop:
        moved(notices, ISSUER_CHANGED)
    assert str(stop.value) == "Chưa ghi gì: đã có tệp 975-tb-vp.pdf ở chỗ mới của thông báo."
    assert files(notices) == before


def test_a_notice_that_is_a_link_stays_where_it_is(notices: Path, tmp_path: Path) -> None:
    path = notices / f"{OLD}.md"
    (tmp_path / "a.md").write_bytes(path.read_bytes())
    path.unlink()
    path.symlink_to(tmp_path / "a.md")
    with pytest.raises(Refused) as stop:
        moved(notices, ISSUER_CHANGED)
    assert str(stop.value) == (
        "Tệp của thông báo này là một liên kết tới nơi khác nên không chuyển được địa chỉ ở đây."
    )


def test_what_was_broken_off_is_finished_by_whoever_takes_the_lock(
    notices: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a kill leaves it: the note stands, the first few changes were made."""
    make, left = file_changes._make, [0]

    def broken(folder: Path, change: FileChange) -> None:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        make(folder, change)

    whole = notices.with_name("whole")
    shutil.copytree(notices, whole)
    moved(whole, ISSUER_CHANGED)
    for done in range(4):
        left[0] = done
        there = notices.with_name(f"broken-{done}")
        shutil.copytree(notices, there)
        monkeypatch.setattr(file_changes, "_make", broken)
        with pytest.raises(KeyboardInterrupt):
            moved(there, ISSUER_CHANGED)
        monkeypatch.setattr(file_changes, "_make", make)
        assert (there / file_changes.JOURNAL).exists()
        with locked(there):
            assert files(there) == files(whole)
        assert not (there / file_changes.JOURNAL).exists()


def test_what_a_person_wrote_after_a_kill_is_left_as_it_is(tmp_path: Path) -> None:
    one, two = tmp_path / "a.md", tmp_path / "b.md"
    one.write_text("by hand", encoding="utf-8")
    two.write_text("2", encoding="utf-8")
    changes = [TextChange(one, "1", "one"), TextChange(two, "2", "two"), FileMove(tmp_path / "c", tmp_path / "d")]
    rows = [file_changes._row(tmp_path, each) for each in changes]
    (tmp_path / file_changes.JOURNAL).write_text(file_changes.json.dumps(rows), encoding="utf-8")
    file_changes.finish_changes(tmp_path)
    assert (one.read_text(encoding="utf-8"), two.read_text(encoding="utf-8")) == ("by hand", "two")
    (tmp_path / file_changes.JOURNAL).write_text("{", encoding="utf-8")
    file_changes.finish_changes(tmp_path)
    assert not (tmp_path / file_changes.JOURNAL).exists()


def test_a_file_that_another_wrote_meanwhile_stops_the_move(notices: Path) -> None:
    archive, _ = read_archive(notices, today=TODAY)
    before = stored_notice(notices, OLD)
    text = ISSUER_CHANGED(before.text)
    move = move_after(archive, OLD, before.text, text)
    changes = move_changes(archive, notices, move, before, moved_text(archive, move, text))
    (notices / f"{OLD}.md").write_text(before.raw.replace("Kon Tum", "Kontum"), encoding="utf-8")
    now = files(notices)
    with pytest.raises(FileChanged):
        change_files(notices, changes)
    assert files(notices) == now
