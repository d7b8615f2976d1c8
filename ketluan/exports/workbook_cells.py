"""Reads the cells of an Excel workbook that somebody sent back, within the limits of every archive that comes in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from posixpath import join, normpath
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from ketluan.importing.files.size_limits import MAX_BYTES, unpacked
from ketluan.model.problem import Refused

KIND = "Excel (.xlsx)"
MOST_ROWS = 20_000
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PLACE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


@dataclass(frozen=True, slots=True)
class SheetCell:
    """A cell that holds something: where it stands (`D5`) and what; `number` for what is not stored as text."""

    place: str
    text: str
    number: bool = False

    @property
    def column(self) -> str:
        return self.place.rstrip("0123456789")


def sheet_rows(data: bytes, sheet: str) -> Iterator[dict[str, SheetCell]]:
    """The rows of a sheet by the letters of their columns, empty ones left out; raises Refused for what is no workbook,
    has no such sheet, or is too large."""
    if len(data) > MAX_BYTES:
        raise Refused(f"Tệp lớn quá giới hạn {MAX_BYTES // 1024 // 1024} MB.")
    parts = unpacked(data, kind=KIND)
    strings = _strings(parts)
    rows = _parsed(parts, _path_of(parts, sheet)).iter(f"{_MAIN}row")
    for number, row in enumerate(rows, 1):
        if number > MOST_ROWS:
            raise Refused(f"Trang tính có quá {MOST_ROWS} dòng.")
        if cells := {cell.column: cell for cell in _cells(row, strings)}:
            yield cells


def _parsed(parts: Mapping[str, bytes], name: str) -> Element:
    part = parts.get(name, b"")
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part:  # no program writes these into a workbook; they can swell
        raise Refused(f"Tệp {KIND} chứa định nghĩa kiểu tài liệu: từ chối đọc.")
    try:
        return ElementTree.fromstring(part)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise Refused(f"Tệp {KIND} bị hỏng, không đọc được phần {name}.") from error


def _path_of(parts: Mapping[str, bytes], sheet: str) -> str:
    """Of the part that holds the sheet of a name."""
    relations = {
        relation.get("Id", ""): relation.get("Target", "") for relation in _parsed(parts, "xl/_rels/workbook.xml.rels")
    }
    found = _parsed(parts, "xl/workbook.xml").iter(f"{_MAIN}sheet")
    target = next((relations.get(each.get(_RELATION, ""), "") for each in found if each.get("name") == sheet), "")
    if not target:
        raise Refused(f"Tệp Excel không có trang tính “{sheet}”.")
    return target.lstrip("/") if target.startswith("/") else normpath(join("xl", target))


def _strings(parts: Mapping[str, bytes]) -> list[str]:
    if "xl/sharedStrings.xml" not in parts:
        return []
    return [_text(item) for item in _parsed(parts, "xl/sharedStrings.xml").iter(f"{_MAIN}si")]


def _text(item: Element) -> str:
    """Of a run of rich text all pieces, without the reading aids of Japanese."""
    pieces = [*item.findall(f"{_MAIN}t"), *item.findall(f"{_MAIN}r/{_MAIN}t")]
    return "".join(piece.text or "" for piece in pieces)


def _cells(row: Element, strings: list[str]) -> Iterator[SheetCell]:
    for cell in row.iter(f"{_MAIN}c"):
        place, kind = cell.get("r", ""), cell.get("t", "n")
        if not _PLACE.fullmatch(place):
            raise Refused(f"Tệp {KIND} bị hỏng: ô không có địa chỉ.")
        text = _value(cell, kind, strings, place).strip()
        if text:
            yield SheetCell(place, text, number=kind in ("n", "b", "d"))


def _value(cell: Element, kind: str, strings: list[str], place: str) -> str:
    if kind == "inlineStr":
        inline = cell.find(f"{_MAIN}is")
        return _text(inline) if inline is not None else ""
    value = cell.findtext(f"{_MAIN}v") or ""
    if kind != "s":
        return value
    if not value.isdecimal() or int(value) >= len(strings):
        raise Refused(f"Tệp {KIND} bị hỏng ở ô {place}.")
    return strings[int(value)]
