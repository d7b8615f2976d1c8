"""A notice taken from the index is the notice that its file makes, whatever has become of the index."""

from __future__ import annotations

import datetime as dt
import os
import pickle
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import fields, replace
from pathlib import Path

import pytest

from ketluan.model.anchor_digests import anchor_digests
from ketluan.model.archive import Archive
from ketluan.model.kept_notice import KeptNotice, changed
from ketluan.model.notice import Notice
from ketluan.model.open_questions import open_questions
from ketluan.store import notice_rows, reader, reading_cache, value_bytes
from ketluan.store.reader import read_archive, read_notice
from tests.site.test_inventory import ISSUER, REGISTER, TASKS, write

TODAY = dt.date(2026, 1, 15)
BOTH = {f"{ISSUER}/2014/1-tb-vp": 3, f"{ISSUER}/2014/2-tb-vp": 2}
"""Rows of two notices with one body, which was understood once."""


@pytest.fixture
def notices(tmp_path: Path) -> Iterator[Path]:
    before = Path.cwd()
    os.chdir(tmp_path)
    for number in (1, 2):
        write(Path("notices"), f"{number}-tb-vp", tasks=TASKS)
    yield Path("notices")
    os.chdir(before)


def read(notices: Path) -> Archive:
    return read_archive(notices, today=TODAY)[0]


def eager(notices: Path, archive: Archive, notice: Notice) -> Notice:
    text = Path(notice.path).read_text(encoding="utf-8")
    found, _ = read_notice(text, path=notice.path, notice_id=notice.id, register=archive.register)
    assert found is not None and type(found) is Notice
    return found


def store(notices: Path) -> Path:
    return notices.absolute().parent / ".cache" / reading_cache.FILE


def run(notices: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(store(notices))) as opened, opened:
        opened.execute(statement, values)


def test_a_kept_notice_is_the_one_that_its_file_makes(notices: Path) -> None:
    for archive in (read(notices), read(notices)):
        for notice in archive.notices:
            whole = eager(notices, archive, notice)
            assert isinstance(notice, KeptNotice)
            assert notice == whole and whole == notice
            assert notice.directives == whole.directives and notice.body == whole.body
            for part in fields(Notice):
                assert getattr(notice, part.name) == getattr(whole, part.name)
            assert (open_questions(notice), anchor_digests(notice)) == (open_questions(whole), anchor_digests(whole))
            assert replace(notice, text="x") == replace(whole, text="x")
            assert pickle.loads(pickle.dumps(whole)) == notice


def test_what_is_at_hand_needs_no_words(notices: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(notices)

    def never(*_: object) -> None:
        raise AssertionError("words were fetched")

    monkeypatch.setattr(notice_rows, "stored_words", never)
    archive = read(notices)
    assert [len(notice.told) for notice in archive.notices] == [3, 3]
    assert sorted(archive.by_agency) == ["kon-tum/so-y-te"] and sum(1 for one in archive.counted if one.due) == 2
    assert all(anchor_digests(notice) and notice.title for notice in archive.published)
    again = changed(archive.notices[0], original_size=7)
    assert (again.original_size, again.told) == (7, archive.notices[0].told)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM words",
        "UPDATE words SET value = x'00'",
        "UPDATE words SET value = x'00', digest = '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'",
    ],
)
def test_words_that_are_lost_or_spoilt_are_read_again_from_the_file(statement: str, notices: Path) -> None:
    read(notices)
    run(notices, statement)
    archive = read(notices)
    for notice in archive.notices:
        assert notice == eager(notices, archive, notice)


@pytest.mark.parametrize("row", [b"", b"no pickle", pickle.dumps(os.getcwd), pickle.dumps([1, 2])], ids=range(4))
def test_a_row_that_is_not_ours_is_made_anew(row: bytes, notices: Path) -> None:
    read(notices)
    run(notices, "UPDATE notice SET value = ?, digest = ?", row, reading_cache._digest(row))
    archive = read(notices)
    for notice in archive.notices:
        assert notice == eager(notices, archive, notice)


def test_the_register_and_the_text_are_part_of_what_a_row_was_made_of(notices: Path) -> None:
    assert list(read(notices).by_agency) == ["kon-tum/so-y-te"]
    (notices / "agencies.yml").write_text(REGISTER.replace("Sở Y tế", "Sở Nội vụ"), encoding="utf-8")
    assert list(read(notices).by_agency) == []
    path = notices / ISSUER / "2014" / "1-tb-vp.md"
    path.write_text(path.read_text(encoding="utf-8").replace("thuốc", "vắc-xin"), encoding="utf-8")
    assert "vắc-xin" in read(notices).by_id[f"{ISSUER}/2014/1-tb-vp"].directives[0].text


def test_a_register_that_could_not_be_read_is_not_taken_for_an_empty_one(
    notices: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notice_rows, "JUST_NOW", 0)
    for register in ("agencies: [", "agencies: []\n"):
        (notices / "agencies.yml").write_text(register, encoding="utf-8")
        found = read_archive(notices, today=TODAY)[1]
    shutil.rmtree(store(notices).parent)
    assert found == read_archive(notices, today=TODAY)[1]


def test_answers_of_a_register_that_are_not_ours_are_asked_again(notices: Path) -> None:
    read(notices)
    with closing(sqlite3.connect(store(notices))) as opened, opened:
        for name, value in opened.execute("SELECT name, value FROM notice").fetchall():
            *values, _, entries = value_bytes.loaded(value)
            row = value_bytes.written((*values, b"no pickle", entries))
            changed_row = row, reading_cache._digest(row), name
            opened.execute("UPDATE notice SET value = ?, digest = ? WHERE name = ?", changed_row)
    (notices / "agencies.yml").write_text(f"{REGISTER}not_agencies: [Tổ số 1]\n", encoding="utf-8")
    archive = read(notices)
    for notice in archive.notices:
        assert notice == eager(notices, archive, notice)


def test_from_another_working_folder_a_notice_has_another_path_and_is_the_same(
    notices: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = read(notices).notices
    monkeypatch.chdir(tmp_path / "notices")
    there = read(tmp_path / "notices").notices
    assert [one.path == other.path for one, other in zip(here, there, strict=True)] == [False, False]
    assert [one.digest for one in here if isinstance(one, KeptNotice)] == [
        other.digest for other in there if isinstance(other, KeptNotice)
    ]


COUNTED = """
import datetime as dt
from pathlib import Path
from ketluan.store import reader
read, made = reader._read, []
reader._read = lambda *args, **others: made.append(1) or read(*args, **others)
reader.read_archive(Path("notices"), today=dt.date(2026, 1, 15))
print(len(made))
"""


def test_the_next_process_reads_nothing_again(notices: Path) -> None:
    names = "".join(f"  - Tổ số {number}\n" for number in range(9))
    (notices / "agencies.yml").write_text(f"{REGISTER}not_agencies:\n{names}", encoding="utf-8")
    counts = [
        subprocess.run(
            [sys.executable, "-c", COUNTED],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert counts == ["2\n", "0\n"]


def test_an_archive_that_was_moved_is_not_read_again(notices: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = notices / ISSUER / "2014" / "1-tb-vp.md"
    path.write_text(path.read_text(encoding="utf-8").replace("thuốc", "<b>thuốc"), encoding="utf-8")
    before, remarks = read_archive(notices, today=TODAY)
    moved = notices.absolute().parent / "moved"
    moved.mkdir()
    for part in (notices.absolute(), store(notices).parent):
        part.rename(moved / part.name)

    def never(*_: object, **__: object) -> None:
        raise AssertionError("a file was read again")

    monkeypatch.setattr(reader, "_read", never)
    monkeypatch.chdir(moved)
    after, same = read_archive(notices, today=TODAY)
    assert same == remarks and len(remarks) == 1
    assert [notice.path for notice in after.notices] == [notice.path for notice in before.notices]
    monkeypatch.chdir(moved / "notices")
    _, elsewhere = read_archive(moved / "notices", today=TODAY)
    assert [f"notices/{remark.path}" for remark in elsewhere] == [remark.path for remark in remarks]


def test_words_come_from_the_index_and_not_from_the_file(notices: Path) -> None:
    read(notices)
    archive = read(notices)
    before = [eager(notices, archive, notice) for notice in archive.notices]
    for notice in archive.notices:
        Path(notice.path).unlink()
    assert list(archive.notices) == before


def never_understood(*_: object, **__: object) -> None:
    raise AssertionError("a body was understood again")


def withdrawn(path: Path) -> None:
    status = "status: {state: withdrawn, reason: ban hành nhầm, date: 2026-01-10}\n---\n\n"
    path.write_text(path.read_text(encoding="utf-8").replace("---\n\n", status, 1), encoding="utf-8")


def kept(notices: Path) -> dict[str, int]:
    """How many rows of each notice stand in the index."""
    with closing(sqlite3.connect(store(notices))) as opened:
        tables = " UNION ALL ".join(f"SELECT notice FROM {table}" for table in reading_cache.TABLES)
        return dict(opened.execute(f"SELECT notice, count(*) FROM ({tables}) WHERE notice != '' GROUP BY notice"))


def test_an_archive_that_had_withdrawn_notices_from_the_start_is_kept(
    notices: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    withdrawn(notices / ISSUER / "2014/2-tb-vp.md")
    before = read(notices)
    monkeypatch.setattr(reader, "read_body", never_understood)
    assert read(notices) == before
    assert kept(notices) == {f"{ISSUER}/2014/1-tb-vp": 3}


def test_to_withdraw_one_notice_takes_its_rows_and_leaves_the_others(
    notices: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(notices)
    assert kept(notices) == BOTH
    withdrawn(notices / ISSUER / "2014/2-tb-vp.md")
    monkeypatch.setattr(reader, "read_body", never_understood)
    read(notices)
    assert kept(notices) == {f"{ISSUER}/2014/1-tb-vp": 3}


def test_rows_under_a_name_that_a_withdrawn_notice_had_before_go_too(notices: Path) -> None:
    read(notices)
    moved = notices / ISSUER / "2014/3-tb-vp.md"
    (notices / ISSUER / "2014/2-tb-vp.md").rename(moved)
    read(notices)
    withdrawn(moved)
    read(notices)
    assert kept(notices) == {f"{ISSUER}/2014/1-tb-vp": 3}


def test_an_index_of_another_format_is_made_anew(notices: Path) -> None:
    before = read(notices)
    run(notices, "PRAGMA user_version = 1")
    assert read(notices) == before
    assert kept(notices) == BOTH


def _long_ago(notices: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of which the times tell every change: it was looked at long after it was written."""
    monkeypatch.setattr(notice_rows, "JUST_NOW", -60_000_000_000)
    read(notices)
    return notices / ISSUER / "2014/1-tb-vp.md"


def test_a_file_whose_size_and_times_are_the_same_is_not_opened(notices: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _long_ago(notices, monkeypatch)
    monkeypatch.setattr(reader, "read_text", lambda path: pytest.fail(f"{path} was opened"))
    assert len(read(notices).notices) == 2


def test_another_text_is_read_also_where_size_and_time_of_the_file_were_put_back(
    notices: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _long_ago(notices, monkeypatch)
    before, text = path.stat(), path.read_text(encoding="utf-8")
    path.write_text(text.replace("Sở Y tế", "Sở Tế y"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert "Sở Tế y" in {notice.id: notice for notice in read(notices).notices}[f"{ISSUER}/2014/1-tb-vp"].text


def test_a_file_that_has_just_changed_is_opened_again(notices: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read(notices)
    with pytest.raises(pytest.fail.Exception):
        monkeypatch.setattr(reader, "read_text", lambda path: pytest.fail(f"{path} was opened"))
        read(notices)


def test_of_what_was_unpacked_the_oldest_is_packed_again_and_says_the_same(
    notices: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(notices)
    archive = read(notices)
    before = [[tuple(told) for told in notice.told] for notice in archive.notices]
    monkeypatch.setattr(notice_rows, "TOLD", 1)
    archive = read(notices)
    assert [[tuple(told) for told in notice.told] for notice in archive.notices] == before
    held = [notice.parts._told is not None for notice in archive.notices if isinstance(notice, KeptNotice)]
    assert held == [False] * (len(held) - 1) + [True] and len(held) > 1
    assert [[tuple(told) for told in notice.told] for notice in archive.notices] == before
