"""The desk's pages from its templates, which escape everything by default."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from ketluan.desk.desk_state import Asked, Desk
from ketluan.model.display_names import full_name, notice_name, place_name, shown_title
from ketluan.model.problem import as_text
from ketluan.publishing.manifest import Manifest
from ketluan.site.phrases import apart, count, day

MENU = (
    ("/", "Hộp nhận"),
    ("/soat", "Đọc soát"),
    ("/hang-doi", "Hàng đợi"),
    ("/theo-doi", "Theo dõi"),
    ("/cong-bo", "Công bố"),
)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).with_name("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "apart": apart,
        "count": count,
        "day": day,
        "notice_name": notice_name,
        "plain": as_text,
        "release_day": release_day,
        "title": shown_title,
    }
    return environment


def release_day(manifest: Manifest) -> str:
    """When a release was made: `25/11/2026 lúc 21:38`."""
    return f"{dt.datetime.fromisoformat(manifest.made).astimezone():%d/%m/%Y lúc %H:%M}"


def page(desk: Desk, asked: Asked, template: str, *, title: str, status: int = 200, **shown: object) -> HTMLResponse:
    """A page: `<template>.html.jinja` in the desk's frame; `here` is the part of the desk it belongs to."""
    return HTMLResponse(fragment(desk, template, title=title, asked=asked, menu=MENU, **shown), status_code=status)


def fragment(desk: Desk, template: str, **shown: object) -> str:
    """A piece of a page."""
    register = desk.shelf.archive.register
    given: Mapping[str, object] = {
        "form_key": desk.keys.form,
        "agency": lambda agency_id: full_name(register, agency_id),
        "place": lambda place_id: place_name(register, place_id),
        **shown,
    }
    return _environment().get_template(f"{template}.html.jinja").render(given)
