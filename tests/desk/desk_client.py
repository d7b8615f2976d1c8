"""A desk that runs on loopback for a test, and a browser of few words that talks to it."""

from __future__ import annotations

import datetime as dt
import http.client
import re
import shutil
import socket
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import quote, urlencode

import uvicorn

from ketluan.desk.access import Keys
from ketluan.desk.application import application
from ketluan.desk.desk_state import Desk, open_desk
from tests.conftest import ROOT

TODAY = dt.date(2026, 1, 15)
NOTICE = "kon-tum/van-phong-ubnd/2014/975-tb-vp"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def text(self) -> str:
        """Its content as text."""
        return self.content.decode("utf-8", "replace")

    @property
    def shown(self) -> str:
        """The words of the page."""
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", self.text)).split())


@dataclass(slots=True)
class Client:
    """Asks as the desk's own pages do, unless a test says otherwise."""

    desk: Desk
    who: str = "Nguyễn Thị Lan"
    cookie: bool = True
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, address: str, **headers: str) -> Answer:
        return self._ask("GET", address, None, headers)

    def post(self, address: str, form: Mapping[str, str | Sequence[str]], **headers: str) -> Answer:
        """A form of the desk, with its key unless the form has one."""
        body = urlencode({"khoa": self.desk.keys.form, **form}, doseq=True).encode()
        return self._ask("POST", address, body, {"origin": self.origin, **headers})

    def upload(self, name: str, content: bytes, *, address: str = "/nhan/tep", **headers: str) -> Answer:
        """A file as the script of a page sends it."""
        own = {"origin": self.origin, "x-khoa": self.desk.keys.form, "x-ten-tep": quote(name)}
        return self._ask("POST", address, content, {**own, **headers})

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.desk.keys.port}"

    def page(self, notice: str = NOTICE, **more: str) -> Answer:
        return self.get(f"/soat?{urlencode({'tb': notice, **more})}")

    def digest(self, notice: str = NOTICE) -> str:
        """Of the file as the page of the notice saw it."""
        found = re.search(r'name="ban" value="(\w+)"', self.page(notice).text)
        assert found
        return found[1]

    def _ask(self, method: str, address: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        keys = self.desk.keys
        cookies = [f"{keys.cookie}={keys.entry}"] if self.cookie else []
        cookies += [f"nguoi-soat={quote(self.who)}"] if self.who else []
        sent = {"host": f"127.0.0.1:{keys.port}", "cookie": "; ".join(cookies), **self.headers, **headers}
        connection = http.client.HTTPConnection("127.0.0.1", keys.port, timeout=120)
        connection.putrequest(method, address, skip_host=True)
        for name, value in {**sent, "content-length": str(len(body or b""))}.items():
            connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, content)


@contextmanager
def running(notices: Path) -> Iterator[Client]:
    """A desk for the archive, served until the block ends."""
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listening:
        keys = Keys(listening.getsockname()[1])
        desk = open_desk(notices, keys=keys, day=TODAY, unforeseen=_raise)
        server = uvicorn.Server(uvicorn.Config(application(desk), log_level="critical", access_log=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            yield Client(desk)
        finally:
            server.should_exit = True
            thread.join(20)
            desk.viewer.close()


def _raise(error: Exception) -> str:
    raise error


def copied_archive(folder: Path) -> Path:
    """The archive of the repository, to be changed."""
    notices = folder / "notices"
    shutil.copytree(ROOT / "notices", notices)
    return notices
