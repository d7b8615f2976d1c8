"""What kind a file is, told from its bytes; its name is only compared with it."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Literal

from ketluan.model.problem import Refused
from ketluan.store.file_ending import Ending, ending, holds_document

Kind = Literal["pdf", "scan", "image", "docx", "doc", "rtf", "text", "markdown"]

_KINDS: dict[Ending, Kind] = {
    ".pdf": "pdf",
    ".doc": "doc",
    ".docx": "docx",
    ".rtf": "rtf",
    ".png": "image",
    ".jpg": "image",
    ".tif": "image",
}
# endings under which each kind is met; Word names RTF files .doc too
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

    Only plain text asks the name: `.md` is Markdown, and a suffix of kinds that are not read refuses it.
    """
    found = ending(BytesIO(data))
    if found is None:
        raise Refused(_unreadable(data))
    if found != ".txt":
        return _KINDS[found]
    suffix = Path(name).suffix.lower()
    if _SUFFIX.fullmatch(suffix) and suffix not in _known():
        raise Refused(f"Không nhận ra loại tệp “{suffix}”: {_READABLE}.")
    return "markdown" if suffix in _SUFFIXES["markdown"] else "text"


def _unreadable(data: bytes) -> str:
    if not data.startswith(b"PK\x03\x04"):
        return f"Không nhận ra loại tệp: {_READABLE}."
    if holds_document(BytesIO(data)) is None:
        return "Tệp Word (.docx) bị hỏng, không mở được."
    return f"Tệp nén này không phải văn bản Word (.docx): {_READABLE}."


def name_remark(kind: Kind, name: str) -> str | None:
    """A sentence for the clerk when the file's name says another kind than its bytes."""
    suffix = Path(name).suffix.lower()
    if suffix in _SUFFIXES[kind] or (kind in ("text", "markdown") and suffix not in _known()):
        return None
    return f"Tên tệp có đuôi “{suffix}” nhưng nội dung là {_NAMES[kind]}: đã đọc theo nội dung."


def _known() -> set[str]:
    return {suffix for suffixes in _SUFFIXES.values() for suffix in suffixes}
