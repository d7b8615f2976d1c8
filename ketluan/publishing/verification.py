"""Reads every byte of what stands in place, and says what is not as the manifest has it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ketluan.model.problem import system_message
from ketluan.publishing.manifest import Manifest
from ketluan.publishing.release_files import file_sha256, paths_under


@dataclass(frozen=True, slots=True, kw_only=True)
class Discrepancy:
    """One file; `kind` is the Vietnamese word for what is wrong with it."""

    kind: str
    path: str
    reason: str = ""

    def __str__(self) -> str:
        """The line that `verify` prints."""
        return f"{self.kind}: {self.path}" + (f" ({self.reason})" if self.reason else "")


def discrepancies(folder: Path, manifest: Manifest) -> list[Discrepancy]:
    """Files that differ, are missing, are too many or cannot be read; originals that are not as their notice states."""
    return sorted([*_changed(folder, manifest), *_extra(folder, manifest)], key=lambda each: (each.path, each.kind))


def _changed(folder: Path, manifest: Manifest) -> Iterator[Discrepancy]:
    for path, digest in manifest.files.items():
        try:
            found = file_sha256(folder / path)
        except FileNotFoundError:
            yield Discrepancy(kind="thiếu", path=path)
            continue
        except OSError as error:
            yield Discrepancy(kind="không đọc được", path=path, reason=system_message(error))
            continue
        if found != digest:
            yield Discrepancy(kind="khác", path=path)
        if found != manifest.edition.originals.get(path, found):
            yield Discrepancy(kind="bản gốc sai", path=path, reason="không đúng mã băm ghi trong thông báo")


def _extra(folder: Path, manifest: Manifest) -> Iterator[Discrepancy]:
    yield from (Discrepancy(kind="thừa", path=path) for path in paths_under(folder) if path not in manifest.files)
