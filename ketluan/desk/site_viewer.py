"""Shows a site that was built, on a port of its own of this machine: nothing there can ask the desk for anything."""

from __future__ import annotations

import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

LOOPBACK = "127.0.0.1"


class PageServer(ThreadingHTTPServer):
    """Says nothing of a browser that goes away before it has a file."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class SiteViewer:
    """One server for each folder that somebody wanted to see, until the desk ends."""

    def __init__(self) -> None:
        self._servers: dict[Path, PageServer] = {}
        self._lock = threading.Lock()

    def address(self, folder: Path) -> str:
        """Where the folder's first page is shown; raises OSError when no port is free."""
        with self._lock:
            if folder not in self._servers:
                server = PageServer((LOOPBACK, 0), partial(_Pages, directory=str(folder)))
                threading.Thread(target=server.serve_forever, name="xem-trang", daemon=True).start()
                self._servers[folder] = server
            return f"http://{LOOPBACK}:{self._servers[folder].server_address[1]}/"

    def close(self) -> None:
        """Let go of every port."""
        with self._lock:
            for server in self._servers.values():
                server.shutdown()
                server.server_close()
            self._servers.clear()


class _Pages(SimpleHTTPRequestHandler):
    """Files of a folder for a browser on this machine: never another site under a name that leads here."""

    def parse_request(self) -> bool:
        if not super().parse_request():
            return False
        port = self.connection.getsockname()[1]
        if self.headers.get("host", "") in (f"{LOOPBACK}:{port}", f"localhost:{port}"):
            return True
        self.send_error(403)
        return False

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def list_directory(self, path: object) -> None:
        """No list of a folder's files."""
        self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:
        """The desk's window stays quiet."""
