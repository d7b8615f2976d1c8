"""What is new is put in place whole: all of it stands beside the old site before the first file is put."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ketluan.model.problem import Refused
from ketluan.site.site_files import standing_files
from ketluan.site.site_placement import GONE, link_files, place_site, restore

OLD = {"index.html": "home", "a/index.html": "a", "b/c/index.html": "c", "left over": "x", "assets/a.css": "a"}
KEPT = ("a/index.html",)
NEW = {"index.html": "new home", "a/d/index.html": "d", "assets/a.css": "a", "b": "a file where a folder was"}
WHOLE = {"a/index.html": "a", **NEW}


def written(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def texts(folder: Path) -> dict[str, str]:
    return {path: (folder / path).read_text(encoding="utf-8") for path in standing_files(folder)}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return written(tmp_path / "site", OLD)


def _put(site: Path, last: Path) -> None:
    fresh = written(site.with_name("site.new"), NEW)
    standing = place_site(site, fresh, last=last, kept=KEPT, standing=standing_files(last))
    assert standing == standing_files(site)


def test_what_is_new_joins_what_is_kept_and_everything_else_goes(site: Path) -> None:
    kept = (site / "a/index.html").stat(), (site / "assets/a.css").stat()
    _put(site, site)
    assert texts(site) == WHOLE
    assert [path.name for path in site.parent.iterdir()] == ["site"]
    assert ((site / "a/index.html").stat(), (site / "assets/a.css").stat())[0].st_ino == kept[0].st_ino
    assert (site / "assets/a.css").stat().st_mtime_ns == kept[1].st_mtime_ns


def test_a_site_that_takes_files_from_another_is_whole_beside_the_old_one(site: Path, tmp_path: Path) -> None:
    last = written(tmp_path / "last", OLD)
    _put(site, last)
    assert texts(site) == WHOLE
    assert os.path.samefile(site / KEPT[0], last / KEPT[0])
    assert texts(last) == OLD


@pytest.mark.parametrize("stopped_after", range(5))
def test_what_a_killed_build_had_begun_to_put_in_place_is_finished_by_the_next(
    stopped_after: int, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done, unlink, replace = [0], Path.unlink, os.replace

    def step(work: object, *words: object, **more: object) -> None:
        if done[0] == stopped_after:
            raise KeyboardInterrupt
        done[0] += 1
        work(*words, **more)  # type: ignore[operator]

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", lambda path, **more: step(unlink, path, **more))
        patch.setattr(os, "replace", lambda source, target: step(replace, source, target))
        with pytest.raises(KeyboardInterrupt):
            _put(site, site)
    restore(site)
    assert texts(site) == WHOLE
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_a_file_that_another_program_holds_is_put_by_the_next_build(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(source: Path, target: Path) -> None:
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", held)
        with pytest.raises(Refused) as stop:
            _put(site, site)
    assert str(stop.value) == f"{site} đang được chương trình khác mở; lệnh sau sẽ thay nốt trang mới."
    restore(site)
    assert texts(site) == WHOLE


def test_a_list_of_what_goes_holds_any_name_of_a_file(site: Path) -> None:
    written(site, {"a\nb": "", "c d": ""})
    _put(site, site)
    assert texts(site) == WHOLE
    assert GONE not in texts(site)


def test_what_cannot_be_linked_is_copied(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(source: str, target: str) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refused)
    link_files(site, tmp_path / "copy", [*OLD])
    assert texts(tmp_path / "copy") == OLD
