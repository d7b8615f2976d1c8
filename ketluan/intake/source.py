"""Gets the text out of a file of any kind: what the rest of the import builds on."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ketluan.intake.gaps import parted
from ketluan.intake.kind import Kind, kind_of, name_remark
from ketluan.intake.limits import MAX_LETTERS, read_bytes
from ketluan.intake.pipes import unpiped
from ketluan.intake.plain import converted, decoded, tidied
from ketluan.notice import Signature
from ketluan.problem import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a file says.

    `text` is NFC, a printed line or paragraph a line, `\\f` before the first line of each further page; left columns
    stand wholly before right ones, cells of tables are parted by tabs, and an empty line stands before a line that
    begins a paragraph wherever the page shows it. `sha256` is that of the file's bytes. `stamps` are the lines drawn
    by signing software, `furniture` what was left out on purpose; neither stands in `text`. `remarks` are Vietnamese
    sentences for the clerk.
    """

    kind: Kind
    text: str
    sha256: str
    stamps: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    furniture: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader of one kind gives; `kind` only when it found another than the bytes' beginning says."""

    text: str
    kind: Kind | None = None
    stamps: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    furniture: tuple[str, ...] = ()
    remarks: tuple[str, ...] = field(default=())


def read_source(path: Path) -> Source:
    """The file's text and what goes with it; raises Refused with one Vietnamese sentence when it cannot be read."""
    data = read_bytes(path)
    kind = kind_of(data, path.name)
    reading = _read(kind, data)
    text = tidied(converted(reading.text))
    if kind not in ("pdf", "image"):
        text = tidied(parted(unpiped(text)))
    if not any(letter.isalnum() for letter in text):
        raise Refused("Không tìm thấy chữ nào trong tệp.")
    if len(text) > MAX_LETTERS:
        raise Refused("Văn bản quá dài: hơn năm triệu chữ cái.")
    remark = name_remark(kind, path.name)
    return Source(
        kind=reading.kind or kind,
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        stamps=reading.stamps,
        signatures=reading.signatures,
        furniture=reading.furniture,
        remarks=(*([remark] if remark else []), *reading.remarks),
    )


def _read(kind: Kind, data: bytes) -> Reading:
    reader = _READERS.get(kind)
    if reader is None:
        raise Refused("Chưa đọc được loại tệp này.")
    return reader(data)


def _read_plain(data: bytes) -> Reading:
    return Reading(text=decoded(data))


def _read_pdf(data: bytes) -> Reading:
    from ketluan.intake.layout import laid_out
    from ketluan.intake.pdf import opened, sheet_of

    with opened(data) as document:
        sheets = [sheet_of(document, number) for number in range(len(document))]
    layout = laid_out(sheets)
    return Reading(text=layout.text, stamps=layout.stamps, furniture=layout.furniture)


def _read_docx(data: bytes) -> Reading:
    from ketluan.intake.docx import read_docx
    from ketluan.intake.office import text_of

    return Reading(text=text_of(read_docx(data)))


def _read_doc(data: bytes) -> Reading:
    from ketluan.intake.doc import read_doc
    from ketluan.intake.office import text_of

    return Reading(text=text_of(read_doc(data)))


def _read_rtf(data: bytes) -> Reading:
    from ketluan.intake.office import text_of
    from ketluan.intake.rtf import read_rtf

    return Reading(text=text_of(read_rtf(data)))


_READERS: dict[str, Callable[[bytes], Reading]] = {
    "pdf": _read_pdf,
    "docx": _read_docx,
    "doc": _read_doc,
    "rtf": _read_rtf,
    "text": _read_plain,
    "markdown": _read_plain,
}
