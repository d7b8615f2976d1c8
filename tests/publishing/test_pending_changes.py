"""What publishing would change is told from the manifest of the last release."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ketluan.publishing.manifest import Manifest
from ketluan.publishing.pending_changes import PendingChanges, page_changes, pending_changes
from ketluan.site.edition import Edition


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def manifest(**given: dict[str, str]) -> Manifest:
    edition = Edition(day="2026-01-15", version="1", notices=1, directives=1)
    return Manifest(release=1, origin=1, made="", edition=edition, **{"files": {}, "sources": {}, **given})


def write(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def test_notices_are_new_changed_or_gone(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "agencies.yml": "new",
            "a/b/2025/moi.md": "1",
            "a/b/2025/sua.md": "2",
            "a/b/2025/nhu-cu.md": "3",
            "a/b/2025/theo-doi.md": "4",
            "a/b/2025/theo-doi.theo-doi.yml": "x",
            "a/b/2025/nhu-cu.pdf": "original",
            ".dang-nhap.yml": "hidden",
        },
    )
    before = {
        "agencies.yml": "old",
        "a/b/2025/sua.md": "old",
        "a/b/2025/nhu-cu.md": "3",
        "a/b/2025/theo-doi.md": "4",
        "a/b/2025/mat.md": "5",
    }
    last = manifest(sources={path: digest(text) for path, text in before.items()})
    found = pending_changes(tmp_path, last)
    assert found == PendingChanges(
        new=("a/b/2025/moi",),
        changed=("a/b/2025/sua", "a/b/2025/theo-doi"),
        gone=("a/b/2025/mat",),
        others=("agencies.yml",),
    )
    assert found.anything and not PendingChanges().anything
    assert len(pending_changes(tmp_path, None).new) == 4


def test_pages_are_new_changed_or_gone(tmp_path: Path) -> None:
    write(tmp_path, {"index.html": "1", "a/index.html": "2", "b/index.html": "3", "c.css": "4"})
    before = {"index.html": digest("1"), "a/index.html": "old", "d/index.html": "5", "old.html": "6"}
    found = page_changes(tmp_path, manifest(files=before, retained={"old.html": "2026-01-01"}))
    assert (found.new, found.changed, found.gone, found.files) == (
        ("b/index.html",),
        ("a/index.html",),
        ("d/index.html",),
        4,
    )
