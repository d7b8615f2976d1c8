"""An archive that was written down for another process is the one that was read, and its words stay where they are."""

from __future__ import annotations

from pathlib import Path

from ketluan.model.kept_notice import KeptNotice
from ketluan.site.pages import RULES
from ketluan.site.traced_archive import Answers
from ketluan.store.archive_snapshot import read_snapshot, write_snapshot
from ketluan.store.reader import read_archive
from tests.conftest import TODAY
from tests.site.page_archive import ARCHIVE
from tests.site.test_inventory import TASKS, write


def test_it_is_the_archive_that_was_read(tmp_path: Path) -> None:
    for number in range(1, 5):
        write(tmp_path / "notices", f"{number}-tb-vp", tasks=TASKS[: number % 3 + 1], original=b"%PDF-1")
    archive, _ = read_archive(tmp_path / "notices", today=TODAY)
    assert all(isinstance(notice, KeptNotice) for notice in archive.notices)
    written = tmp_path / "archive"
    with written.open("wb") as file:
        write_snapshot(archive, file)
    assert TASKS[0].encode() not in written.read_bytes()
    found = read_snapshot(written)
    assert Answers(found, RULES, {}).whole == Answers(archive, RULES, {}).whole
    assert found == archive
    assert [notice.original_size for notice in found.notices] == [6] * 4  # changed since it was kept
    one, other = found.notices[0].told[0], found.notices[1].told[0]
    assert one.lead is other.lead


def test_notices_that_are_not_kept_are_written_whole(tmp_path: Path) -> None:
    with (tmp_path / "archive").open("wb") as file:
        write_snapshot(ARCHIVE, file)
    assert read_snapshot(tmp_path / "archive") == ARCHIVE
