"""Writes the pages and files of a new site beside the last one, and notes which of the last it keeps."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from ketluan import exports
from ketluan.model.archive import Archive
from ketluan.model.page import Asset
from ketluan.site.rebuilding import Rebuilding
from ketluan.site.recipe_work import WaitingFile
from ketluan.site.site_files import standing_files
from ketluan.site.site_placement import room_for
from ketluan.store.work_progress import work_progress


class SiteWriting:
    """Files go to the folder `fresh`; `kept` are the paths of those that stay as they are in the folder `last`."""

    def __init__(self, rebuilding: Rebuilding, fresh: Path, *, last: Path, kept: Iterable[str] = ()) -> None:
        self._rebuilding, self._fresh, self._last = rebuilding, fresh, last
        self.kept = {*kept}

    def write(self, path: str, content: bytes) -> None:
        """A file whose content is known."""
        room_for(self._fresh / path).write_bytes(content)
        self._rebuilding.written(path, content, self._fresh / path)

    def files(self, files: Iterable[Asset | WaitingFile | str]) -> None:
        """Those that are new, each forgotten once it is written; of the others there are the paths."""
        for file in files:
            if isinstance(file, str):
                self.kept.add(file)
            else:
                self.write(file.path, file.content)

    def take(self, folder: Path, kept: Iterable[str]) -> None:
        """All that a copy of this process has written into a folder, and the paths of what it found to be kept."""
        for path in standing_files(folder):
            os.replace(folder / path, room_for(self._fresh / path))
        self.kept.update(kept)

    def note_pages(self) -> None:
        """What the publisher has written by itself."""
        for path in [path for path in self._rebuilding.now.files if path not in self.kept]:
            if (self._fresh / path).exists():
                self._rebuilding.written(path, (self._fresh / path).read_bytes(), self._fresh / path)

    def whole_files(self, archive: Archive) -> None:
        """The files of all years, from those of each, which must be written."""
        joined = exports.joined_files(archive)
        paths = [*(whole.path for whole in joined), exports.SQLITE]
        made_of = {*exports.DATABASE, *(path for year in archive.by_year for path in exports.year_paths(archive, year))}
        if made_of <= self.kept and all(map(self._rebuilding.keeps, paths)):
            self.kept.update(paths)
            return
        for whole in work_progress(joined, what="Ghép dữ liệu các năm", unit="tệp"):
            with room_for(self._fresh / whole.path).open("wb") as file:
                file.writelines(whole.join(self._place(part).read_bytes() for part in whole.parts))
        same = self._rebuilding.same_parts(exports.notice_part) if self._rebuilding.stands(exports.SQLITE) else ()
        last = self._last / exports.SQLITE
        exports.write_sqlite(self._fresh / exports.SQLITE, self._rebuilding.archive(), last=last, same=same)
        for path in paths:
            self._rebuilding.written(path, (self._fresh / path).read_bytes(), self._fresh / path)

    def _place(self, path: str) -> Path:
        return (self._last if path in self.kept else self._fresh) / path

    def originals(self, sources: Mapping[str, Path], digests: Mapping[str, str]) -> None:
        """Copies under their addresses; `digests` are those of their bytes, by address."""
        for address, source in work_progress(sources.items(), what="Bản gốc", unit="tệp"):
            digest = digests.get(address, "")
            if digest and self._rebuilding.keeps(address, digest=digest):
                self.kept.add(address)
            else:
                shutil.copyfile(source, room_for(self._fresh / address))
                self._rebuilding.copied(address, self._fresh / address, digest)
