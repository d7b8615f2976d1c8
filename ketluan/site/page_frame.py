"""The frame around pages, rendered once for all pages that have it alike.

The publisher renders one sample page a shape, whose values are marks; every other page of that shape is the sample with
its own values in their places.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup, escape

from ketluan.model.notice import TocItem
from ketluan.model.page import Page

SAMPLE = "khung-mau"
LISTED = 2
"""So many headings make a table of contents."""
_SPARED = re.compile(r"""\n\s+|</(?:li|d[dt]|t(?:h|head|foot))>|(?<==)"[^"'=<>`\s\ue000]+"(?=[ >])""")
_MARK = re.compile("\ue000([a-z]+)\ue001")


class FrameShape(NamedTuple):
    """What the frame of a page depends on beside its values: where it stands, its kind, which values it has at all,
    and how many headings its table of contents begins with (two stand for more)."""

    section: str
    depth: int
    kind: str
    described: bool
    headed: bool
    headings: int


def shape_of(page: Page, headings: int) -> FrameShape:
    """Of a page that stands below a section, and whose table of contents begins with so many headings."""
    section, *below = page.address.split("/")
    return FrameShape(section, len(below), page.kind, bool(page.description), bool(page.heading), min(headings, LISTED))


def mark(name: str) -> str:
    """What stands in a sample for a value."""
    return f"\ue000{name}\ue001"


def sample_page(shape: FrameShape, number: int) -> Page:
    """A page of a shape."""
    place = "/".join([shape.section, *["-"] * (shape.depth - 1), f"{SAMPLE}-{number}"])
    headings = [TocItem(level=2, id=SAMPLE, text=SAMPLE) for _ in range(shape.headings)]
    return Page(
        address=place,
        title=mark("title"),
        description=mark("description") if shape.described else "",
        content=Markup(mark("content")),
        heading=Markup(mark("heading") if shape.headed else ""),
        head=Markup(mark("head")),
        kind=shape.kind,
        toc=tuple(headings),
    )


@dataclass(frozen=True, slots=True)
class PageFrame:
    """A sample in pieces: texts, and between them the names of values."""

    pieces: tuple[str, ...]

    def around(self, page: Page, contents: str) -> str:
        """The whole page; `contents` is its table of contents as the frame prints it."""
        values = {
            "title": escape(page.title),
            "description": escape(page.description),
            "head": page.head,
            "heading": page.heading,
            "content": page.content,
            "contents": spared(contents),
            "url": page.source.removesuffix(".md") + ".html",
        }
        pieces = list(self.pieces)
        pieces[1::2] = (str(values[name]) for name in pieces[1::2])
        return "".join(pieces)


def frame_of(html: str, sample: Page, contents: str) -> PageFrame:
    """The frame of a sample that was rendered; `contents` is the sample's table of contents as the frame prints it."""
    html = html.replace(contents, mark("contents")) if contents else html
    html = html.replace(sample.source.removesuffix(".md") + ".html", mark("url"))
    return PageFrame(tuple(_MARK.split(spared(html))))


def spared(html: str) -> str:
    """What templates print without what HTML does not need: indents, which are a fifth of a frame, end tags of items
    and headings of tables, and quotes around values without blanks. Nowhere in it may blanks count."""
    return _SPARED.sub(_spared, html)


def _spared(found: re.Match[str]) -> str:
    return found[0].strip('"') if found[0].startswith('"') else "\n" if found[0].startswith("\n") else ""
