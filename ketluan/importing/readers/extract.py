"""Gets the text out of a file's bytes, each kind with its reader; runs in the child process."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from ketluan.importing.files.concealed import Concealed, sentences, veiled_texts
from ketluan.importing.files.file_kind import Kind, kind_of, name_remark
from ketluan.importing.files.size_limits import MAX_LETTERS
from ketluan.importing.files.source import SeenLine, Source
from ketluan.importing.layout.geometry import rows_of
from ketluan.importing.layout.glued_cells import unglued
from ketluan.importing.layout.page_stamps import line_texts
from ketluan.importing.layout.pipe_tables import unpiped
from ketluan.importing.layout.reading_order import Layout, Sheet, laid_out
from ketluan.importing.layout.text_columns import parted
from ketluan.importing.layout.text_tables import with_text_tables
from ketluan.importing.parsing.privacy import private_words
from ketluan.importing.readers.encodings import converted, decoded, tidied
from ketluan.importing.readers.letters import plain_letters
from ketluan.importing.readers.ocr import MissingRecognition
from ketluan.importing.readers.page_picture import AS_IT_LIES, Lay, PagePicture
from ketluan.importing.readers.text_layer import is_readable, is_unmarked
from ketluan.importing.readers.word_text import Block
from ketluan.model.problem import Refused
from ketluan.store.secrecy import Stamp, secret_sentence, stamp_in
from ketluan.text.syllables import composed

Way = Literal["printed", "picture", "unreadable"]
_WAYS: tuple[Way, ...] = ("printed", "picture", "unreadable")
_BROKEN_LAYER = (
    "Lớp chữ trong tệp PDF không phải tiếng Việt đọc được (bảng mã chữ bị hỏng), phải nhận dạng chữ từ hình trang: cần "
    "cài chương trình Tesseract OCR kèm dữ liệu tiếng Việt (gói “tesseract-ocr” và “tesseract-ocr-vie”) rồi nhập lại."
)
_NO_VIETNAMESE = "Không đọc được chữ tiếng Việt nào trong tệp PDF, kể cả bằng nhận dạng chữ (OCR)."


class _ReadPage(NamedTuple):
    """A page, how it was read, and how it lay."""

    sheet: Sheet
    way: Way
    lay: Lay = AS_IT_LIES


def extracted(data: bytes, name: str) -> Source:
    """The file's text and what goes with it; raises Refused with one Vietnamese sentence when it cannot be read."""
    kind = kind_of(data, name)
    source, concealed = _READERS[kind](data, kind)
    text = plain_letters(converted(composed(source.text)))
    text = tidied(with_text_tables(text) if kind in ("text", "markdown") else text)
    if kind not in ("pdf", "image"):
        text = tidied(parted(unglued(unpiped(text))))
    if not any(letter.isalnum() for letter in text):
        raise Refused("Không tìm thấy chữ nào trong tệp.")
    if len(text) > MAX_LETTERS:
        raise Refused("Văn bản quá dài: hơn năm triệu chữ cái.")
    if found := _stamp(source, text, concealed):
        raise Refused(secret_sentence(*found))
    renamed = name_remark(kind, name)
    return Source(
        kind=source.kind,
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        stamps=tuple(map(tidied, source.stamps)),
        signatures=source.signatures,
        furniture=source.furniture,
        ocr=bool(source.seen),
        seen=source.seen,
        remarks=(*([renamed] if renamed else []), *source.remarks, *sentences(concealed), *private_words(text)),
    )


def stamp_of(data: bytes, name: str) -> tuple[Stamp, str] | None:
    """(the stamp of secrecy that a file carries, its place), pictures not read; raises Refused as `extracted` does."""
    kind = kind_of(data, name)
    if kind == "image":
        return None
    source, concealed = _printed(data, kind) if kind == "pdf" else _READERS[kind](data, kind)
    return _stamp(source, tidied(converted(composed(source.text))), concealed)


def _stamp(source: Source, text: str, concealed: Concealed) -> tuple[Stamp, str] | None:
    """The stamp and its place, wherever it stands in the file, shown or not."""
    misread = source.kind in ("scan", "image") or any("OCR" in remark for remark in source.remarks)
    beside = "\n".join((*source.stamps, *source.furniture))
    aside = [("đầu trang hoặc chân trang", beside), *veiled_texts(concealed)]
    if stamp := stamp_in(text, misread=misread):
        return stamp, f"trang {stamp.page}, dòng {stamp.line}" if "\f" in text else f"dòng {stamp.line}"
    for place, said in aside:
        if stamp := stamp_in(converted(said), misread=misread):
            return stamp, place
    return None


def _plain(data: bytes, kind: Kind) -> tuple[Source, Concealed]:
    return Source(kind=kind, text=decoded(data), sha256=""), Concealed()


def _docx(data: bytes, kind: Kind) -> tuple[Source, Concealed]:
    from ketluan.importing.readers.docx import read_docx

    return _word(kind, *read_docx(data))


def _doc(data: bytes, kind: Kind) -> tuple[Source, Concealed]:
    from ketluan.importing.readers.doc import read_doc

    return _word(kind, *read_doc(data))


def _rtf(data: bytes, kind: Kind) -> tuple[Source, Concealed]:
    from ketluan.importing.readers.rtf import read_rtf

    return _word(kind, *read_rtf(data))


def _word(
    kind: Kind, blocks: Sequence[Block], margins: Sequence[Block], concealed: Concealed
) -> tuple[Source, Concealed]:
    from ketluan.importing.readers.word_text import text_of

    furniture = [line for line in tidied(text_of(margins)).split("\n") if line.strip()]
    said = " / ".join(line for line in furniture if any(letter.isalpha() for letter in line))
    remarks = (f"Đầu trang, chân trang không đưa vào nội dung: {said}.",) if said else ()
    return Source(kind=kind, text=text_of(blocks), sha256="", furniture=tuple(furniture), remarks=remarks), concealed


def _pdf(data: bytes, kind: Kind) -> tuple[Source, Concealed]:
    from ketluan.importing.readers.pdf import opened
    from ketluan.importing.readers.pdf_concealed import add_document, add_notes
    from ketluan.importing.readers.signatures import read_signatures

    signatures, remarks = read_signatures(data)
    found = Concealed()
    with opened(data) as document:
        off = add_document(found, document, data)
        notes = sum(add_notes(found, document[number], number + 1) for number in range(len(document)))
        pages = [_page(document, number, found=found, off=off) for number in range(len(document))]
    if notes:
        found.remarks.append(f"Bản gốc có {notes} ghi chú trên trang.")
    layout = laid_out([page.sheet for page in pages])
    seen = {how: [number for number, page in enumerate(pages, 1) if how == page.way] for how in _WAYS}
    scanned = [*seen["picture"], *seen["unreadable"]]
    whole = len(scanned) == len(pages)
    if not is_readable(layout.text) and not is_unmarked(layout.text):
        raise Refused(_NO_VIETNAMESE)
    return Source(
        kind="scan" if whole else kind,
        text=layout.text,
        sha256="",
        stamps=layout.stamps,
        signatures=signatures,
        furniture=layout.furniture,
        seen=tuple(line for number in sorted(scanned) for line in _seen_lines(pages[number - 1], number)),
        remarks=(*_recognised_remarks(seen, whole=whole), *layout.remarks, *remarks),
    ), found


def _printed(data: bytes, kind: Kind) -> tuple[Source, Concealed]:
    """What a PDF prints in letters and what it hides, pictures and signatures aside."""
    from ketluan.importing.readers.pdf import opened, sheet_of
    from ketluan.importing.readers.pdf_concealed import add_document, add_notes

    found = Concealed()
    with opened(data) as document:
        off = add_document(found, document, data)
        for number in range(len(document)):
            add_notes(found, document[number], number + 1)
        layout = laid_out([sheet_of(document, number, found=found, off=off) for number in range(len(document))])
    return Source(kind=kind, text=layout.text, sha256="", stamps=layout.stamps, furniture=layout.furniture), found


def _seen_lines(page: _ReadPage, number: int) -> Iterator[SeenLine]:
    """The lines of a page that was recognised, with their places on the page as it lies."""
    sheet = page.sheet
    for line in (line for row in rows_of(sheet.words) for line in row):
        box = (
            line.left / sheet.width,
            min(word.top for word in line.words) / sheet.height,
            line.right / sheet.width,
            max(word.bottom for word in line.words) / sheet.height,
        )
        yield SeenLine(page=number, text=line.text, box=page.lay.as_it_lies(box, sheet.width, sheet.height))


def _recognised_remarks(seen: dict[Way, list[int]], *, whole: bool) -> Iterator[str]:
    from ketluan.importing.readers.ocr import REMARK

    if unreadable := ", ".join(map(str, seen["unreadable"])):
        yield f"Trang {unreadable}: lớp chữ trong tệp không phải tiếng Việt đọc được, đã đọc bằng nhận dạng chữ (OCR)."
    if whole:
        yield REMARK
    elif pages := ", ".join(map(str, sorted([*seen["picture"], *seen["unreadable"]]))):
        yield f"Trang {pages} đọc bằng nhận dạng chữ (OCR): cần đọc lại kỹ."


def _page(document: object, number: int, *, found: Concealed, off: frozenset[str]) -> _ReadPage:
    """The page as read: by its own words, or by those recognised in its picture when it has none or none
    that are Vietnamese; what fields draw is read in any case."""
    from ketluan.importing.readers.pdf import is_picture, picture_of, printed_text, sheet_of

    way: Way = "picture" if is_picture(document, number) else "printed"
    text = printed_text(document, number) if way == "printed" else ""
    if way == "printed" and not is_readable(text) and not is_unmarked(text):
        way = "unreadable"
    if way == "printed":
        return _ReadPage(sheet_of(document, number, found=found, off=off), way)
    try:
        seen = _seen(picture_of(document, number))
    except MissingRecognition as error:
        raise Refused(_BROKEN_LAYER if way == "unreadable" else str(error)) from error
    own = sheet_of(document, number, found=found, off=off)
    kept = own.words if way == "picture" else tuple(word for word in own.words if word.drawn)
    sheet = replace(seen.sheet, words=kept + seen.sheet.words, rulings=own.rulings or seen.sheet.rulings)
    return seen._replace(sheet=sheet, way=way)


def _seen(picture: PagePicture) -> _ReadPage:
    """What is recognised on a page, in points."""
    from ketluan.importing.readers.ocr import recognised, scaled, scattered

    sheet, lay = recognised(picture.plain)
    stamped = scattered(picture.ink) if picture.ink else None
    inked = tuple(line_texts(stamped.words)) if stamped else ()
    return _ReadPage(replace(scaled(sheet, picture.scale), inked=inked), "picture", lay)


def _image(data: bytes, kind: Kind) -> tuple[Source, Concealed]:
    from ketluan.importing.readers.ocr import REMARK
    from ketluan.importing.readers.picture_file import page_pictures

    pages = list(map(_seen, page_pictures(data)))
    seen = tuple(line for number, page in enumerate(pages, 1) for line in _seen_lines(page, number))
    layout = laid_out([page.sheet for page in pages])
    return replace(_from_layout(kind, layout, (REMARK,)), seen=seen), Concealed()


def _from_layout(kind: Kind, layout: Layout, remarks: Sequence[str]) -> Source:
    return Source(
        kind=kind,
        text=layout.text,
        sha256="",
        stamps=layout.stamps,
        furniture=layout.furniture,
        remarks=tuple(remarks),
    )


_READERS: dict[Kind, Callable[[bytes, Kind], tuple[Source, Concealed]]] = {
    "pdf": _pdf,
    "image": _image,
    "docx": _docx,
    "doc": _doc,
    "rtf": _rtf,
    "text": _plain,
    "markdown": _plain,
}
