"""The live preview is told of changes by the system, instead of looking at every file again and again."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from watchdog.events import (
    DirDeletedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

CHANGES: list[type[FileSystemEvent]] = [
    *(FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent),
    DirDeletedEvent,
]
"""Not that a file was opened or closed: a build reads them all. Of a folder that is moved away nothing else is told."""


class ChangeObserver:
    """In the place of another observer, which looks at the files where the system does not tell."""

    def __init__(self, other: BaseObserver) -> None:
        self._other, self._told = other, Observer()
        self._running: BaseObserver | None = None

    def schedule(self, handler: FileSystemEventHandler, path: str, *, recursive: bool = False) -> ObservedWatch:
        """As the other one's; a file is watched with its folder, since editors put another one in its place."""
        folder, name = (path, "") if os.path.isdir(path) else os.path.split(path)
        told = _Told(handler, folder, name)
        self._told.schedule(told, folder, recursive=recursive and not name, event_filter=CHANGES)
        return self._other.schedule(handler, path, recursive=recursive)

    def start(self) -> None:
        """From now on whoever waits is told."""
        try:
            self._told.start()
            self._running = self._told
        except OSError:  # no more folders can be watched, or not on this disk
            self._told.unschedule_all()
            self._running = self._other
            self._other.start()

    def stop(self) -> None:
        """Nothing is told any more."""
        if self._running:
            self._running.stop()

    def join(self, *words: Any) -> None:
        """Until it has stopped."""
        if self._running:
            self._running.join(*words)


class _Told(FileSystemEventHandler):
    """Of everything in a folder, or of the file of a name alone."""

    def __init__(self, handler: FileSystemEventHandler, folder: str, name: str) -> None:
        self._handler, self._folder, self._name = handler, folder, name

    def on_any_event(self, event: FileSystemEvent) -> None:
        if any(map(self._counts, (event.src_path, event.dest_path))):
            gone = FileDeletedEvent(event.src_path) if event.is_directory else event
            self._handler.on_any_event(gone)

    def _counts(self, place: bytes | str) -> bool:
        """Not what an editor or a hidden folder holds for itself."""
        if not (path := os.fsdecode(place)):
            return False
        parts = Path(os.path.relpath(path, self._folder)).parts
        return parts == (self._name,) if self._name else not any(part.startswith((".", "~")) for part in parts)
