"""What every web server must do for the site: the one source of all that `server-config` prints and tests send."""

from __future__ import annotations

from dataclasses import dataclass

from ketluan.model import addresses
from ketluan.site.asset_names import PATTERN
from ketluan.store.file_ending import HARMLESS

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
ORIGINAL_POLICY = "sandbox; default-src 'none'"
"""For what others have made: nothing in it runs, should a browser open it after all."""
CHANGING = "no-cache"
"""A browser asks each time whether its copy is still the newest: after a build nobody is shown an old page."""
LASTING = "public, max-age=31536000, immutable"
DIGEST_NAMED = PATTERN
ORIGINALS = rf"^{{base}}{addresses.NOTICES}/.+\.(?:{'|'.join(sorted(ending[1:] for ending in HARMLESS))})$"
HIDDEN = r"^{base}(?:.*/)?\."
"""Files under way: `publish --method files` writes each beside its place first."""
LOST = "404.html"
LOST_BELOW = "404-thu-muc-con.html"
"""For a site in a folder of the server, which alone knows that folder."""
ROOT_ASKED = r"^{base}(?:.*/)?goc-kho/([\w./-]*)$"
"""How that page names what stands at the root of the site, from whatever depth: its answer is a redirection there."""


@dataclass(frozen=True, slots=True)
class MediaType:
    """Of files with an ending; `text` is UTF-8 and worth compressing."""

    ending: str
    name: str
    text: bool = False

    @property
    def with_charset(self) -> str:
        return f"{self.name}; charset=utf-8" if self.text else self.name


_WORD = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES = (
    MediaType("html", "text/html", True),
    MediaType("css", "text/css", True),
    MediaType("js", "text/javascript", True),
    MediaType("json", "application/json", True),
    MediaType("xml", "application/xml", True),
    MediaType("svg", "image/svg+xml", True),
    MediaType("csv", "text/csv", True),
    MediaType("tsv", "text/tab-separated-values", True),
    MediaType("ics", "text/calendar", True),
    MediaType("db", "application/vnd.sqlite3"),
    MediaType("xlsx", f"{_WORD}.spreadsheetml.sheet"),
    MediaType("png", "image/png"),
    MediaType("jpg", "image/jpeg"),
    MediaType("jpeg", "image/jpeg"),
    MediaType("gif", "image/gif"),
    MediaType("webp", "image/webp"),
    MediaType("woff", "font/woff"),
    MediaType("woff2", "font/woff2"),
    MediaType("ico", "image/x-icon"),
    MediaType("pdf", "application/pdf"),
    MediaType("doc", "application/msword"),
    MediaType("dot", "application/msword"),
    MediaType("docx", f"{_WORD}.wordprocessingml.document"),
    MediaType("docm", "application/vnd.ms-word.document.macroEnabled.12"),
    MediaType("dotx", f"{_WORD}.wordprocessingml.template"),
    MediaType("rtf", "application/rtf"),
    MediaType("tif", "image/tiff"),
    MediaType("tiff", "image/tiff"),
    MediaType("txt", "text/plain"),  # an original, in whatever encoding its author has used
)
