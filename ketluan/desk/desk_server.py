"""Serves the desk on this machine until it is interrupted."""

from __future__ import annotations

import datetime as dt
import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import uvicorn

from ketluan.desk.access import Keys
from ketluan.desk.application import application
from ketluan.desk.desk_state import Desk, open_desk

LOOPBACK = "127.0.0.1"


class DeskServer(uvicorn.Server):
    """Ends at once when it is told to: nobody waits for a scan that is still being read."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(uvicorn.Config(application(desk), log_level="critical", access_log=False, server_header=False))
        self.desk = desk

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """As uvicorn does, after letting go of those who wait."""
        self.desk.originals.close()
        super().handle_exit(sig, frame)


def serve_desk(
    notices: Path,
    *,
    port: int,
    browser: bool,
    day: dt.date | None,
    announce: Callable[[str], None],
    unforeseen: Callable[[Exception], str],
) -> None:
    """Listens on loopback alone; port 0 takes one that is free. `announce` is given the address to open."""
    with socket.create_server((LOOPBACK, port), backlog=128) as listening:
        keys = Keys(listening.getsockname()[1])
        desk = open_desk(notices, keys=keys, day=day, unforeseen=unforeseen)
        announce(keys.address)
        if browser:
            webbrowser.open(keys.address)
        try:
            DeskServer(desk).run(sockets=[listening])
        finally:
            desk.viewer.close()
