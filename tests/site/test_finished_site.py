"""A site is not built again while nothing that it was built of has changed, and all of it stands."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ketluan.site import finished_site, mkdocs_site
from ketluan.site.edition import Edition
from ketluan.site.finished_site import FinishedSite
from ketluan.site.mkdocs_site import build_site
from ketluan.site.site_files import standing_files
from tests.conftest import TODAY
from tests.site.test_inventory import write

EDITION = Edition(day="2026-01-15", version="1", notices=2, directives=3, originals={"a": "b"}, withdrawn=("c", "d"))


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finished_site, "JUST_NOW", 0)


def finished(folder: Path, *others: object) -> FinishedSite:
    return FinishedSite(folder / "site", folder / ".cache", sources=(folder / "notices",), others=others)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    for path in ("notices/a/1.md", "notices/a/2.md", "site/index.html"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("words", encoding="utf-8")
    finished(tmp_path).keep(EDITION, standing_files(tmp_path / "site"))
    return tmp_path


def test_its_edition_is_known_while_nothing_has_changed(kept: Path) -> None:
    assert finished(kept).edition() == EDITION


def other_words(folder: Path) -> None:
    """As many, and at the same time."""
    path = folder / "notices/a/1.md"
    found = path.stat()
    path.write_text("swords"[1:][::-1], encoding="utf-8")
    os.utime(path, ns=(found.st_atime_ns, found.st_mtime_ns))


@pytest.mark.parametrize(
    "change",
    [
        other_words,
        lambda folder: (folder / "notices/a/1.md").unlink(),
        lambda folder: (folder / "notices/a/1.md").rename(folder / "notices/a/3.md"),
        lambda folder: (folder / "notices/a/3.md").symlink_to(folder / "notices/a/1.md"),
        lambda folder: (folder / "site/index.html").write_text("others", encoding="utf-8"),
        lambda folder: (folder / "site/more.html").write_text("more", encoding="utf-8"),
        lambda folder: (folder / "site.ready").mkdir(),
        lambda folder: (folder / ".cache/built.json").write_text("{}", encoding="utf-8"),
    ],
)
def test_any_change_is_seen(change: Callable[[Path], object], kept: Path) -> None:
    change(kept)
    assert finished(kept).edition() is None


def test_what_else_it_is_made_of_counts(kept: Path) -> None:
    assert finished(kept, "2026-01-16").edition() is None


def test_what_changed_just_now_may_change_again(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finished_site, "JUST_NOW", 10**18)
    finished(kept).keep(EDITION, standing_files(kept / "site"))
    assert finished(kept).edition() is None


def test_a_site_is_built_again_only_when_something_has_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[str] = []
    build = mkdocs_site.mkdocs_build.build
    monkeypatch.setattr(
        mkdocs_site.mkdocs_build, "build", lambda config: (built.append(config.site_dir), build(config))
    )
    write(tmp_path / "notices", "1-tb-vp")
    first, again = (build_site(notices=tmp_path / "notices", site=tmp_path / "site", today=TODAY) for _ in range(2))
    assert (first, len(built)) == (again, 1)
    build_site(notices=tmp_path / "notices", site=tmp_path / "site", today=TODAY + dt.timedelta(days=1))
    assert len(built) == 2
