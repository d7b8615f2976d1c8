"""What kind a file is, told from its bytes; its name is only compared with it."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Literal

from ketluan.model.problem import Refused

Kind = Literal["pdf", "scan", "image", "docx", "doc", "rtf", "text", "markdown"]

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_SUFFIXES: dict[str, tuple[str, ...]] = {
    "pdf": (".pdf",),
    "image": (".png", ".jpg", ".jpeg", ".tif", ".tiff"),
    "docx": (".docx", ".docm", ".dotx"),
    "doc": (".doc", ".dot"),
    "rtf": (".rtf", ".doc"),
    "text": (".txt", ".text"),
    "markdown": (".md", ".markdown"),
}
_NAMES = {
    "pdf": "PDF",
    "image": "ảnh",
    "docx": "Word (.docx)",
    "doc": "Word 97-2003 (.doc)",
    "rtf": "RTF",
    "text": "văn bản thuần",
    "markdown": "Markdown",
}
_READABLE = "chỉ đọc được PDF, ảnh (PNG, JPEG, TIFF), Word, RTF và văn bản thuần (.txt, .md)"
_SUFFIX = re.compile(r"\.[a-z][a-z\d]{1,4}")


def kind_of(data: bytes, name: str) -> Kind:
    """The kind the bytes say; raises Refused when they are none that can hold a notice.

    Only plain text asks the name: `.md` is Markdown, and a suffix of kinds that are not read refuses it. A PDF counts
    as one when `%PDF-` stands in its first kilobyte (as PDF readers do).
    """
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(_OLE):
        return "doc"
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    if data.startswith(_IMAGES):
        return "image"
    if data.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"{\\rtf"):
        return "rtf"
    if _binary(data):
        raise Refused(f"Không nhận ra loại tệp: {_READABLE}.")
    suffix = Path(name).suffix.lower()
    if _SUFFIX.fullmatch(suffix) and suffix not in _known():
        raise Refused(f"Không nhận ra loại tệp “{suffix}”: {_READABLE}.")
    return "markdown" if suffix in _SUFFIXES["markdown"] else "text"


def _zipped(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Refused("Tệp Word (.docx) bị hỏng, không mở được.") from error
    if "word/document.xml" in names:
        return "docx"
    raise Refused(f"Tệp nén này không phải văn bản Word (.docx): {_READABLE}.")


def _binary(data: bytes) -> bool:
    """True when bytes that no text holds are there: zeros (unless it is UTF-16) or executables' marks."""
    head = data[:65536]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    if head.startswith((b"MZ", b"\x7fELF", b"GIF8", b"PAR1", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"SQLite")):
        return True
    return head.count(0) > 0 and not looks_utf16(head)


def looks_utf16(head: bytes) -> bool:
    """True for UTF-16 without a mark: Vietnamese text has zeros in nearly every second byte, on one side only."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return len(head) >= 16 and max(even, odd) > 0.3 * len(head) / 2 and min(even, odd) < 0.02 * len(head)


def name_remark(kind: Kind, name: str) -> str | None:
    """A sentence for the clerk when the file's name says another kind than its bytes."""
    suffix = Path(name).suffix.lower()
    if suffix in _SUFFIXES[kind] or (kind in ("text", "markdown") and suffix not in _known()):
        return None
    return f"Tên tệp có đuôi “{suffix}” nhưng nội dung là {_NAMES[kind]}: đã đọc theo nội dung."


def _known() -> set[str]:
    return {suffix for suffixes in _SUFFIXES.values() for suffix in suffixes}
