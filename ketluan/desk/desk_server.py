"""Serves the desk on this machine until it is interrupted."""

from __future__ import annotations

import datetime as dt
import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn

from ketluan.desk.access import Keys
from ketluan.desk.application import application
from ketluan.desk.desk_state import open_desk

LOOPBACK = "127.0.0.1"


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
        settings = uvicorn.Config(application(desk), log_level="critical", access_log=False, server_header=False)
        uvicorn.Server(settings).run(sockets=[listening])
