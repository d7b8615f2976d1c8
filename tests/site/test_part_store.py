"""Parts of files are kept from one build to the next: made again only when what they asked has changed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from ketluan.model.archive import Archive
from ketluan.site.build_record import BuildRecord, read_record, write_record
from ketluan.site.pages import RULES
from ketluan.site.part_store import FILE, SPARE, PartStore
from ketluan.site.rebuilding import Rebuilding
from ketluan.site.traced_archive import Answers
from tests.site.page_archive import ARCHIVE, NOTICE

MADE: list[str] = []
OTHER = next(one for one in ARCHIVE.notices if one is not NOTICE and one.withdrawn is None)


def recipients(archive: Archive, id: str) -> bytes:
    """A part that asks for one notice."""
    MADE.append(id)
    return "\n".join(archive.by_id[id].recipients).encode()


def build(archive: Archive, folder: Path, *ids: str) -> list[str]:
    """The notices whose parts are made when those of some are asked for."""
    MADE.clear()
    before = read_record(folder, "1")
    rebuilding = Rebuilding(before, Answers(archive, RULES, {"frame": ""}), last=folder, parts=PartStore(folder))
    for id in ids:
        expected = "\n".join(archive.by_id[id].recipients).encode()
        assert rebuilding.archive().part(id, recipients) == expected
    write_record(folder, "1", before, rebuilding.finished())
    return list(MADE)


def another_recipient(archive: Archive) -> Archive:
    changed = replace(NOTICE, recipients=(*NOTICE.recipients, "Báo Kon Tum"))
    return replace(archive, notices=tuple(changed if one is NOTICE else one for one in archive.notices))


def test_a_part_is_made_once_and_then_only_when_what_it_asked_has_changed(tmp_path: Path) -> None:
    both = (NOTICE.id, OTHER.id)
    assert build(ARCHIVE, tmp_path, *both, *both) == [*both]
    assert build(ARCHIVE, tmp_path, *both) == []
    assert build(another_recipient(ARCHIVE), tmp_path, *both) == [NOTICE.id]


def test_a_part_that_nobody_asked_for_is_kept_unless_it_has_changed(tmp_path: Path) -> None:
    build(ARCHIVE, tmp_path, NOTICE.id, OTHER.id)
    build(another_recipient(ARCHIVE), tmp_path)
    assert build(another_recipient(ARCHIVE), tmp_path, NOTICE.id, OTHER.id) == [NOTICE.id]


@pytest.mark.parametrize("harm", ["deleted", "cut", "another content"])
def test_a_part_that_is_not_there_whole_is_made_anew(harm: str, tmp_path: Path) -> None:
    build(ARCHIVE, tmp_path, NOTICE.id)
    path = tmp_path / FILE
    if harm == "deleted":
        path.unlink()
    elif harm == "cut":
        path.write_bytes(path.read_bytes()[:5000])
    else:
        with closing(sqlite3.connect(path)) as store, store:
            store.execute("UPDATE part SET content = 'something else'")
    assert build(ARCHIVE, tmp_path, NOTICE.id) == [NOTICE.id]
    assert build(ARCHIVE, tmp_path, NOTICE.id) == []


def test_what_a_failed_build_left_is_in_nobodys_way(tmp_path: Path) -> None:
    build(ARCHIVE, tmp_path, NOTICE.id)
    failed = Rebuilding(
        read_record(tmp_path, "1"),
        Answers(another_recipient(ARCHIVE), RULES, {"frame": ""}),
        last=tmp_path,
        parts=(store := PartStore(tmp_path)),
    )
    failed.archive().part(NOTICE.id, recipients)
    store.close()
    assert build(ARCHIVE, tmp_path, NOTICE.id) == []


def test_without_a_record_every_part_is_made(tmp_path: Path) -> None:
    build(ARCHIVE, tmp_path, NOTICE.id)
    write_record(tmp_path, "2", BuildRecord(), BuildRecord())
    assert build(ARCHIVE, tmp_path, NOTICE.id) == [NOTICE.id]


def test_parts_that_no_build_needs_go_once_they_are_the_greater_part(tmp_path: Path) -> None:
    store = PartStore(tmp_path)
    kept = store.put(b"kept")
    old = [store.put(b"%d" % number) for number in range(SPARE + 3)]
    store.close({kept})
    store = PartStore(tmp_path)
    assert (store.get(kept), store.get(old[0])) == (b"kept", None)
    store.close()
