"""Schedules that publish every night: for systemd, for cron and for Windows, from one command."""

from __future__ import annotations

import datetime as dt
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined

Scheduler = Literal["systemd", "cron", "windows"]
FILES: dict[Scheduler, dict[str, str]] = {
    "systemd": {"ketluan.service": "service", "ketluan.timer": "timer"},
    "cron": {"ketluan.cron": "cron"},
    "windows": {"ketluan.xml": "windows"},
}
ENCODINGS: dict[Scheduler, str] = {"systemd": "utf-8", "cron": "utf-8", "windows": "utf-16"}
"""Of the files; the Task Scheduler of Windows reads back what it writes itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """What is done every night at `at`: `command` in the folder `program`, as `user`; what it says goes to `log`, but
    to systemd's own journal."""

    at: dt.time
    command: tuple[str, ...]
    program: str
    user: str
    log: str
    site_url: str = ""


def schedule_files(scheduler: Scheduler, night: Night, *, encoding: str) -> dict[str, str]:
    """File name -> text; `encoding` is that in which the text will stand, which XML says of itself."""
    values = {
        "at": f"{night.at:%H:%M}",
        "hour": night.at.hour,
        "minute": night.at.minute,
        "command": night.command,
        "program": night.program,
        "user": night.user,
        "encoding": encoding.upper(),
        "site_url": night.site_url,
        "line": _windows_line(night) if scheduler == "windows" else _cron_line(night),
    }
    return {
        name: _ENVIRONMENT.get_template(f"{template}.jinja").render(values)
        for name, template in FILES[scheduler].items()
    }


def _cron_line(night: Night) -> str:
    """A percent sign would end the command there; a program that is no longer there is said in the log too."""
    address = f"KETLUAN_SITE_URL={shlex.quote(night.site_url)} " if night.site_url else ""
    run = f"cd {shlex.quote(night.program)} && {address}{shlex.join(night.command)}"
    return f"({run}) >> {shlex.quote(night.log)} 2>&1".replace("%", r"\%")


def _windows_line(night: Night) -> str:
    """For cmd.exe, which takes off the outermost quotes."""
    address = f'set "KETLUAN_SITE_URL={night.site_url}" & ' if night.site_url else ""
    return f'/d /s /c "{address}{subprocess.list2cmdline(night.command)} >> "{night.log}" 2>&1"'


def _value(text: str) -> str:
    """Of a key of a unit file, where a percent sign would be filled in."""
    return text.replace("%", "%%")


def _word(text: str) -> str:
    """A word in a unit file."""
    plain = _value(text.replace("\\", "\\\\").replace('"', '\\"'))
    return f'"{plain}"' if any(sign in text for sign in " \t'\"\\") else plain


def _argument(text: str) -> str:
    """A word of a command in a unit file, where a dollar would name a variable."""
    return _word(text).replace("$", "$$")


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "schedules"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=lambda name: name == "windows.jinja",  # the only one in XML; every other is plain text
    )
    environment.filters |= {"value": _value, "word": _word, "argument": _argument}
    return environment


_ENVIRONMENT = _environment()
