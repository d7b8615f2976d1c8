"""Marks inside a line (escapes, emphasis, links, images) to elements, in one pass; HTML stays text."""

from __future__ import annotations

import re
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement

SAFE_SCHEMES = {"", "http", "https", "mailto"}

_INLINE = re.compile(
    r"""
    \\(?P<escaped>[!-/:-@\[-`{-~])
  | \*\*\*(?P<both>(?=[^\s*])[^*]+(?<=\S))\*\*\*
  | \*\*(?P<strong>(?=\S)(?:[^*]|\*(?!\*))+(?<=\S))\*\*
  | \*(?P<em>(?=\S)[^*]+(?<=\S))\*
  | (?P<image>!?)\[(?P<label>[^\]\[]*)\]\((?P<url>[^()\s]*)\)
  | <(?P<auto>(?:https?://|mailto:)[^\s<>]+)>
  | (?P<break>(?<![ ])[ ]{2,}|\\)(?=\n)
    """,
    re.VERBOSE,
)
_MARKS = ("\\", "*", "[", "<", "  \n")
_TAGS = {"both": "strong", "strong": "strong", "em": "em"}


def write_inline(element: Element, text: str) -> None:
    """Append a marked-up text to an element, in time linear in its length."""
    if not any(mark in text for mark in _MARKS):
        element.text = text
        return
    pieces: list[str] = []
    done = 0
    for found in _INLINE.finditer(text):
        pieces.append(text[done : found.start()])
        done = found.end()
        if (plain := _as_text(found)) is None:
            _append_text(element, pieces)
            _write_mark(element, found)
        else:
            pieces.append(plain)
    pieces.append(text[done:])
    _append_text(element, pieces)


def is_safe(url: str) -> bool:
    """Whether an address is relative or of the web or mail, also when its scheme is disguised by control letters."""
    try:
        return urlsplit("".join(c for c in url if c.isprintable())).scheme.lower() in SAFE_SCHEMES
    except ValueError:
        return False


def is_within(url: str) -> bool:
    """Whether an address stays in the site: a picture from elsewhere is asked for by everyone who reads the page.

    Browsers take `\\` for `/`, and any number of them at the beginning for two: `/\\host` is another host.
    """
    return is_safe(url) and not urlsplit(url).scheme and not url.replace("\\", "/").startswith("//")


def _as_text(found: re.Match[str]) -> str | None:
    """What an escape stands for; a link to anywhere else than the web, mail or this site is shown as it was typed."""
    if found["escaped"]:
        return found["escaped"]
    allowed = is_within if found["image"] else is_safe
    return found[0] if found["url"] is not None and not allowed(found["url"]) else None


def _write_mark(element: Element, found: re.Match[str]) -> None:
    kind = found.lastgroup or ""
    if kind in _TAGS:
        inner = SubElement(element, _TAGS[kind])
        write_inline(SubElement(inner, "em") if kind == "both" else inner, found[kind])
    elif kind == "auto":
        SubElement(element, "a", href=found["auto"]).text = found["auto"]
    elif kind == "break":
        SubElement(element, "br")
    elif found["image"]:
        SubElement(element, "img", src=found["url"], alt=found["label"])
    else:
        write_inline(SubElement(element, "a", href=found["url"]), found["label"])


def _append_text(element: Element, pieces: list[str]) -> None:
    text = "".join(pieces)
    pieces.clear()
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
