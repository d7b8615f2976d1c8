"""Keeps what a release was built from, and lays it out again: texts in an archive of their own, originals by digest."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from ketluan.model.ledger import FOLDER as LEDGER
from ketluan.publishing.release_files import file_sha256, paths_under

TEXTS = (".md", ".yml")


def snapshot(notices: Path, archive: Path) -> dict[str, str]:
    """Write the texts under `notices` to a zip file; the digest of every file there, originals too."""
    found: dict[str, str] = {}
    with zipfile.ZipFile(archive, "w") as file:
        for path in paths_under(notices):
            if path.endswith(TEXTS):
                content = (notices / path).read_bytes()
                found[path] = hashlib.sha256(content).hexdigest()
                file.writestr(zipfile.ZipInfo(path), content)
            elif _is_source(path):
                found[path] = file_sha256(notices / path)
    return found


def source_digests(notices: Path) -> dict[str, str]:
    """The digest of every file that a snapshot would hold."""
    return {path: file_sha256(notices / path) for path in paths_under(notices) if _is_source(path)}


def _is_source(path: str) -> bool:
    """No lock, and no draft of another program."""
    return path.endswith(TEXTS) or not path.rpartition("/")[2].startswith((".", "~$"))


def without(archive: Path, ids: Collection[str]) -> None:
    """Take the texts of these notices out of a zip file."""
    if not ids:
        return
    draft = archive.with_name(f".{archive.name}.part")
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(draft, "w") as new:
        for entry in old.infolist():
            if notice_of(entry.filename) not in ids:
                new.writestr(entry, old.read(entry))
    draft.replace(archive)


def notice_of(path: str) -> str:
    """The id of the notice that a text belongs to: `a/b/2014/975.theo-doi.yml` -> `a/b/2014/975`."""
    folder, _, name = path.rpartition("/")
    return f"{folder}/{name.partition('.')[0]}"


def restore(archive: Path, target: Path, *, sources: Mapping[str, str], places: Mapping[str, Path]) -> None:
    """Lay the files out under `target`; `places` says where a file of a digest may be found.

    An original that is nowhere any more is left out, and the build says which notice misses it. The ledger is not laid
    out: it holds the ids that were published since.
    """
    with zipfile.ZipFile(archive) as file:
        file.extractall(target)
    for path, digest in sources.items():
        place = places.get(digest)
        if path.endswith(TEXTS) or path.startswith(f"{LEDGER}/"):
            continue
        if place and place.is_file() and file_sha256(place) == digest:
            (target / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(place, target / path)


def withdraw(target: Path, notices: Path, withdrawn: Mapping[str, tuple[str, ...]]) -> None:
    """Put the files of withdrawn notices, as they stand today, in place of what was there under any id."""
    for notice, ids in withdrawn.items():
        for path in [path for each in ids for path in _files_of(target, each)]:
            path.unlink()
        for path in _files_of(notices, notice):
            (target / path.relative_to(notices)).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target / path.relative_to(notices))


def _files_of(folder: Path, notice: str) -> Iterator[Path]:
    place, name = (folder / notice).parent, notice.rpartition("/")[2]
    if place.is_dir():
        yield from sorted(path for path in place.iterdir() if path.name.partition(".")[0] == name and path.is_file())
