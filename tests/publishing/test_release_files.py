"""The digests of a release: every file that is new is read, and what is linked has the digest it had."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ketluan.publishing import release_files
from ketluan.publishing.release_files import digests_under, file_sha256


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """The last site, and one that has one file of it by a link, one as a copy, one anew and one more."""
    last, site = tmp_path / "last", tmp_path / "site"
    for folder in (last, site):
        folder.mkdir()
    for name in ("linked", "copied", "changed"):
        (last / name).write_text(name, encoding="utf-8")
    os.link(last / "linked", site / "linked")
    (site / "copied").write_text("copied", encoding="utf-8")
    (site / "changed").write_text("changed since", encoding="utf-8")
    (site / "new").write_text("new", encoding="utf-8")
    return last, site


def test_what_is_linked_is_not_read_again(folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    last, site = folders
    known, every, read = digests_under(last), digests_under(site), list[str]()

    def noted(path: Path) -> str:
        read.append(path.name)
        return file_sha256(path)

    monkeypatch.setattr(release_files, "file_sha256", noted)
    assert digests_under(site, last=last, known=known) == every
    assert sorted(read) == ["changed", "copied", "new"]


def test_a_linked_file_that_was_spoilt_has_another_digest_than_its_bytes(folders: tuple[Path, Path]) -> None:
    last, site = folders
    known = digests_under(last)
    (last / "linked").write_text("spoilt", encoding="utf-8")
    assert digests_under(site, last=last, known=known)["linked"] == known["linked"] != file_sha256(site / "linked")
