"""Whoever edits a notice in the live preview sees its page at once; then the whole site is built."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from mkdocs.commands import build as mkdocs_build
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEventHandler
from watchdog.observers.polling import PollingObserver

from ketluan.site import mkdocs_site
from ketluan.site.change_observer import ChangeObserver
from tests.conftest import ROOT, TODAY
from tests.site.test_inventory import ISSUER, REGISTER, TASKS, write

MORE = "Kiểm tra các kho thuốc."
PAGE = f"thong-bao/{ISSUER}/2014/2-tb-vp/index.html"


class Served:
    """A server that does not listen, and how often it built the whole site."""

    def __init__(self, folder: Path) -> None:
        self.notices, self.site, self.builds = folder / "notices", folder / "site", 0
        mkdocs_site._settings(self.notices, TODAY, allow_removal=True)
        self._build()
        self.server = LiveReloadServer(self._build, "127.0.0.1", 0, str(self.site))
        self.server.watch(str(mkdocs_site.CONFIG))
        self.server = mkdocs_site.on_serve(self.server, self._config, self._build)
        self.server.watch(str(self.notices))

    def _build(self) -> None:
        self.builds += 1
        self._config = mkdocs_site._config(self.site)
        mkdocs_build.build(self._config)

    def page(self) -> bytes:
        return (self.site / PAGE).read_bytes()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    for number in (1, 2, 3):
        write(tmp_path / "notices", f"{number}-tb-vp")
    found = Served(tmp_path)
    yield found
    found.server.observer.stop()
    found.server.observer.join()
    found.server.server_close()
    mkdocs_site.SERVED.clear()


def edit(notices: Path) -> None:
    path = notices / ISSUER / "2014/2-tb-vp.md"
    path.write_text(path.read_text(encoding="utf-8").replace(TASKS[0], MORE), encoding="utf-8")


def test_a_changed_notice_is_shown_before_the_whole_site_is_built(served: Served) -> None:
    watched = {emitter.watch.path for emitter in served.server.observer._told.emitters}
    assert watched == {str(served.notices), str(mkdocs_site.CONFIG.parent)}
    edit(served.notices)
    (served.notices / ISSUER / "2014/.2-tb-vp.md.swp").touch()
    served.server.builder()
    at_once = served.page()
    assert MORE in at_once.decode()
    assert (served.builds, served.server._want_rebuild) == (1, True)
    served.server.builder()
    assert (served.builds, served.page()) == (2, at_once)


def _register(folder: Path) -> None:
    (folder / "agencies.yml").write_text(REGISTER.replace("Sở Y tế", "Sở Y tế và Dân số"), encoding="utf-8")


def _broken(folder: Path) -> None:
    path = write(folder, "2-tb-vp")
    path.write_text(path.read_text(encoding="utf-8").replace("issuer:", "isuer:"), encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        _register,
        _broken,
        lambda folder: write(folder, "4-tb-vp"),
        lambda folder: (folder / ISSUER / "2014/2-tb-vp.md").unlink(),
        lambda folder: write(folder, "2-tb-vp", keys="status: {state: withdrawn, date: 2026-01-10, reason: nhầm}\n"),
    ],
)
def test_what_more_than_a_page_depends_on_waits_for_the_whole_site(
    change: Callable[[Path], object], served: Served
) -> None:
    before = served.page()
    change(served.notices)
    assert not mkdocs_site._show(mkdocs_site.SERVED[0], served.site)
    assert served.page() == before


def test_a_real_server_shows_it_while_the_site_is_built(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        write(tmp_path / "notices", f"{number}-tb-vp")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "build_archive.py", "--notices", str(tmp_path / "notices")]
    command += ["serve", "--address", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _until(lambda: "2-tb-vp" in _text(port, PAGE))
            edit(tmp_path / "notices")
            _until(lambda: MORE in _text(port, PAGE))
        finally:
            process.terminate()


def test_it_is_told_of_what_is_written_and_of_nothing_else(tmp_path: Path) -> None:
    notices, settings, told = tmp_path / "notices", tmp_path / "mkdocs.yml", Event()
    one = write(notices, "1-tb-vp")
    settings.touch()
    handler = FileSystemEventHandler()
    handler.on_any_event = lambda event: event.is_directory or told.set()  # type: ignore[method-assign]
    observer = ChangeObserver(PollingObserver(timeout=3600))
    for path in (notices, settings):
        observer.schedule(handler, str(path), recursive=True)
    observer.start()
    try:
        one.read_text(encoding="utf-8")
        (one.parent / ".1-tb-vp.md.swp").touch()
        (one.parent / "~$1-tb-vp.docx").touch()
        (tmp_path / "README.md").touch()
        (notices / ".git").mkdir()
        (notices / ".git" / "index").touch()
        assert not told.wait(0.5)
        other, fresh = one.with_stem("2-tb-vp"), tmp_path / ".mkdocs.yml"
        fresh.write_text("x")
        away = tmp_path / "away"
        changes = (
            partial(one.write_text, "x"),
            partial(one.rename, other),
            partial(fresh.rename, settings),
            partial(one.parent.rename, away),
        )
        for change in changes:
            told.clear()
            change()
            assert told.wait(10)
            time.sleep(0.2)  # one change may be told twice
    finally:
        observer.stop()
        observer.join()


def _text(port: int, path: str) -> str:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=5) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""


def _until(holds: Callable[[], bool]) -> None:
    for _ in range(600):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError
