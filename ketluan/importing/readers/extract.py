"""Gets the text out of a file's bytes, each kind with its reader; runs in the child process."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

from ketluan.importing.files.file_kind import Kind, kind_of, name_remark
from ketluan.importing.files.size_limits import MAX_LETTERS
from ketluan.importing.files.source import Source
from ketluan.importing.layout.pipe_tables import unpiped
from ketluan.importing.layout.reading_order import Layout, Sheet, laid_out
from ketluan.importing.layout.text_columns import parted
from ketluan.importing.layout.text_tables import with_text_tables
from ketluan.importing.readers.encodings import converted, decoded, tidied
from ketluan.model.problem import Refused
from ketluan.store.secrecy import secret_mark


def extracted(data: bytes, name: str) -> Source:
    """The file's text and what goes with it; raises Refused with one Vietnamese sentence when it cannot be read."""
    kind = kind_of(data, name)
    source = _READERS[kind](data, kind)
    text = converted(source.text)
    text = tidied(with_text_tables(text) if kind in ("text", "markdown") else text)
    if kind not in ("pdf", "image"):
        text = tidied(parted(unpiped(text)))
    if not any(letter.isalnum() for letter in text):
        raise Refused("Không tìm thấy chữ nào trong tệp.")
    if len(text) > MAX_LETTERS:
        raise Refused("Văn bản quá dài: hơn năm triệu chữ cái.")
    if degree := secret_mark(text):
        raise Refused(f"Văn bản đóng dấu {degree}: bí mật nhà nước không được đưa lên mạng, từ chối nhập.")
    renamed = name_remark(kind, name)
    return Source(
        kind=source.kind,
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        stamps=tuple(map(tidied, source.stamps)),
        signatures=source.signatures,
        furniture=source.furniture,
        remarks=(*([renamed] if renamed else []), *source.remarks),
    )


def _plain(data: bytes, kind: Kind) -> Source:
    return Source(kind=kind, text=decoded(data), sha256="")


def _docx(data: bytes, kind: Kind) -> Source:
    from ketluan.importing.readers.docx import read_docx
    from ketluan.importing.readers.word_text import text_of

    blocks, margins = read_docx(data)
    furniture = [line for line in tidied(text_of(margins)).split("\n") if line.strip()]
    said = " / ".join(line for line in furniture if any(letter.isalpha() for letter in line))
    remarks = (f"Đầu trang, chân trang không đưa vào nội dung: {said}.",) if said else ()
    return Source(kind=kind, text=text_of(blocks), sha256="", furniture=tuple(furniture), remarks=remarks)


def _doc(data: bytes, kind: Kind) -> Source:
    from ketluan.importing.readers.doc import read_doc
    from ketluan.importing.readers.word_text import text_of

    return Source(kind=kind, text=text_of(read_doc(data)), sha256="")


def _rtf(data: bytes, kind: Kind) -> Source:
    from ketluan.importing.readers.rtf import read_rtf
    from ketluan.importing.readers.word_text import text_of

    return Source(kind=kind, text=text_of(read_rtf(data)), sha256="")


def _pdf(data: bytes, kind: Kind) -> Source:
    from ketluan.importing.readers.ocr import REMARK
    from ketluan.importing.readers.pdf import opened
    from ketluan.importing.readers.signatures import read_signatures

    signatures, remarks = read_signatures(data)
    with opened(data) as document:
        pages = [_sheet(document, number) for number in range(len(document))]
    layout = laid_out([sheet for sheet, _ in pages])
    scanned = [number for number, (_, scan) in enumerate(pages, 1) if scan]
    whole = len(scanned) == len(pages)
    partly = f"Trang {', '.join(map(str, scanned))} đọc bằng nhận dạng chữ (OCR): cần đọc lại kỹ."
    return Source(
        kind="scan" if whole else kind,
        text=layout.text,
        sha256="",
        stamps=layout.stamps,
        signatures=signatures,
        furniture=layout.furniture,
        remarks=(*([REMARK if whole else partly] if scanned else []), *layout.remarks, *remarks),
    )


def _sheet(document: object, number: int) -> tuple[Sheet, bool]:
    """(the page, whether its words had to be recognised in a picture)."""
    from ketluan.importing.readers.ocr import recognised, scaled
    from ketluan.importing.readers.pdf import is_picture, picture_of, sheet_of

    if not is_picture(document, number):
        return sheet_of(document, number), False
    picture, scale = picture_of(document, number)
    seen = recognised(picture)
    words = tuple(word for sheet in seen for word in scaled(sheet, scale))
    drawn = sheet_of(document, number)
    return Sheet(words=drawn.words + words, width=drawn.width, height=drawn.height), True


def _image(data: bytes, kind: Kind) -> Source:
    from ketluan.importing.readers.ocr import REMARK, recognised

    layout = laid_out(recognised(data))
    return _from_layout(kind, layout, (REMARK,))


def _from_layout(kind: Kind, layout: Layout, remarks: Sequence[str]) -> Source:
    return Source(
        kind=kind,
        text=layout.text,
        sha256="",
        stamps=layout.stamps,
        furniture=layout.furniture,
        remarks=tuple(remarks),
    )


_READERS: dict[Kind, Callable[[bytes, Kind], Source]] = {
    "pdf": _pdf,
    "image": _image,
    "docx": _docx,
    "doc": _doc,
    "rtf": _rtf,
    "text": _plain,
    "markdown": _plain,
}
