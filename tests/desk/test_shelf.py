"""The archive that the desk keeps in hand is the one on the disk, whatever was changed there and by whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from ketluan.desk import shelf as shelves
from ketluan.desk.shelf import Shelf
from ketluan.model.archive import Archive
from ketluan.model.problem import Problem
from ketluan.store.reader import read_archive
from tests.desk.desk_client import NOTICE, TODAY, copied_archive

OTHER = "dong-thap/huyen-hong-ngu/van-phong-hdnd-va-ubnd/2020/hop-2020-07-16"
EVENT = "- directive: 1-1\n  on: 2014-08-01\n  event: reported\n"


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def known(archive: Archive) -> object:
    return archive.notices, archive.register, archive.ledger, archive.today


@pytest.mark.parametrize(
    "change",
    [
        lambda notices: rewrite(notices / f"{NOTICE}.md", "place: Kon Tum", "place: Pleiku"),
        lambda notices: rewrite(notices / f"{NOTICE}.md", "issued: 2014-07-10", "issued: 2024-07-10"),
        lambda notices: (notices / f"{OTHER}.md").unlink(),
        lambda notices: (notices / f"{NOTICE}-2.md").write_text(
            (notices / f"{NOTICE}.md").read_text(encoding="utf-8").replace("975/TB", "976/TB"), encoding="utf-8"
        ),
        lambda notices: (notices / f"{NOTICE}.theo-doi.yml").write_text(EVENT, encoding="utf-8"),
        lambda notices: rewrite(notices / f"{NOTICE}.md", "issuer: kon-tum", "issuer: [kon-tum"),
        lambda notices: None,
    ],
)
def test_what_has_changed_is_read_again(tmp_path: Path, change: Callable[[Path], object]) -> None:
    notices = copied_archive(tmp_path)
    shelf = Shelf(notices, lambda: TODAY)
    shelf.read()
    change(notices)
    archive, problems = read_archive(notices, today=TODAY)
    assert known(shelf.archive) == known(archive)
    assert shelf.checked() == (archive, problems)


def test_a_changed_register_gives_every_name_its_body_at_once(tmp_path: Path) -> None:
    notices = copied_archive(tmp_path)
    rewrite(notices / f"{NOTICE}.md", "## 3. Giao Sở Y tế:", "## 3. Giao Sở Mới:")
    shelf = Shelf(notices, lambda: TODAY)
    assert [name for _, name in shelf.archive.unknown_names] == ["Sở Mới"]
    rewrite(
        notices / "agencies.yml", "agencies:\n", "agencies:\n  - {id: kon-tum/so-moi, name: Sở Mới, kind: department}\n"
    )
    assert shelf.archive.unknown_names == {}


def test_only_what_has_changed_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notices = copied_archive(tmp_path)
    shelf = Shelf(notices, lambda: TODAY)
    first = shelf.read()
    monkeypatch.setattr(shelves, "read_archive", lambda *_args, **_more: pytest.fail("the whole archive was read"))
    assert shelf.read() is first
    rewrite(notices / f"{NOTICE}.md", "place: Kon Tum", "place: Pleiku")
    assert shelf.archive.by_id[NOTICE].place == "Pleiku"
    assert shelf.archive.by_id[OTHER] is first[0].by_id[OTHER]


def test_other_pages_are_answered_while_all_is_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notices = copied_archive(tmp_path)
    shelf = Shelf(notices, lambda: TODAY)
    assert shelf.checked() is shelf.checked() and shelf.is_exact
    whole, meanwhile = shelves.read_archive, list[str]()

    def slow(folder: Path, *, today: dt.date) -> tuple[Archive, list[Problem]]:
        rewrite(notices / f"{NOTICE}.md", "place: Pleiku", "place: Kontum")
        meanwhile.append(shelf.archive.by_id[NOTICE].place or "")
        return whole(folder, today=today)

    rewrite(notices / f"{NOTICE}.md", "place: Kon Tum", "place: Pleiku")
    assert not shelf.is_exact
    monkeypatch.setattr(shelves, "read_archive", slow)
    archive, _ = shelf.checked()
    assert meanwhile == ["Kontum"] and archive.by_id[NOTICE].place == "Kontum"


def test_another_day_is_another_archive(tmp_path: Path) -> None:
    days = [TODAY]
    shelf = Shelf(copied_archive(tmp_path), lambda: days[0])
    assert shelf.archive.today == TODAY
    days[0] += dt.timedelta(days=1)
    assert shelf.archive.today == days[0]
