"""Reads .docx: body, tables, text boxes and notes, with the numbers Word prints before list paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from ketluan.importing.files.concealed import HIDDEN, Concealed
from ketluan.importing.files.size_limits import names_in, unpacked
from ketluan.importing.layout.letterhead_cues import is_number_line, is_state_heading
from ketluan.importing.readers.docx_concealed import Veils, add_concealed, veils_of
from ketluan.importing.readers.list_numbers import Counters, Level
from ketluan.importing.readers.word_text import Block, Cell, Footnote, Run, WordTable, merged_cell, text_of
from ketluan.model.problem import Refused

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MOST_COLUMNS = 63  # Word's own limit
_GONE = {f"{_W}{name}" for name in ("del", "moveFrom", "rPr", "pPr", "instrText", "delText")} | {f"{_MC}Fallback"}
_BESIDE = {f"{_W}{name}" for name in ("txbxContent", "footnoteReference", "endnoteReference")}
_SIGNS = {
    f"{_W}tab": "\t",
    f"{_W}ptab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
    f"{_W}softHyphen": "",  # printed only where Word broke the line there
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    font: str | None
    base: str | None
    list: int | None
    level: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """What the parts beside the text say: styles by id, the lists' counters, the default paragraph style and font,
    which runs are not printed, and by kind and id the notes that no paragraph has cited yet."""

    styles: dict[str, _Style]
    counters: Counters
    veils: Veils
    normal: str | None
    font: str | None
    notes: dict[tuple[str, str], Element] = field(default_factory=dict)


def read_docx(data: bytes) -> tuple[list[Block], list[Block], Concealed]:
    """(the document's blocks in order; headers and footers; what it hides); raises Refused when it is
    damaged.

    Hidden and struck-out words and what a revision deleted are left out, what it inserted is kept. A header that holds
    the state's heading or the number is the document's head and comes first.
    """
    unzipped = unpacked(data)
    parts = {name: _parsed(part) for name, part in unzipped.items() if name.startswith("word/")}
    body = parts["word/document.xml"].find(f"{_W}body") if "word/document.xml" in parts else None
    if body is None:
        raise Refused("Tệp Word (.docx) bị hỏng: không có phần văn bản.")
    setting = _setting(parts.get("word/styles.xml"), parts.get("word/numbering.xml"))
    for kind in ("footnote", "endnote"):
        for note in parts.get(f"word/{kind}s.xml", ()):
            setting.notes[kind, note.get(f"{_W}id", "")] = note
    blocks = list(_blocks(body, setting))
    for note in setting.notes.values():
        if note.get(f"{_W}type") is None:  # cited nowhere, it is not printed
            setting.veils.found.add(HIDDEN, text_of(list(_blocks(note, setting))))
    margins: list[Block] = []
    for name in sorted(parts):
        if re.match(r"word/(?:header|footer)\d*\.xml", name):
            found = list(_blocks(parts[name], setting))
            if any(is_state_heading(line) or is_number_line(line) for line in text_of(found).split("\n")):
                blocks = found + blocks
            else:
                margins += found
    add_concealed(setting.veils.found, parts | dict(_properties(unzipped)), names_in(data))
    return blocks, margins, setting.veils.found


def _properties(unzipped: Mapping[str, bytes]) -> Iterator[tuple[str, Element]]:
    """The parts beside the text; one that is damaged says nothing."""
    for name, part in unzipped.items():
        if name.startswith(("docProps/", "customXml/")) and name.endswith(".xml"):
            with suppress(Refused):
                yield name, _parsed(part)


def _parsed(part: bytes) -> Element:
    try:
        return ElementTree.fromstring(part)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise Refused("Tệp Word (.docx) bị hỏng, không mở được.") from error


def _blocks(parent: Element, setting: _Setting) -> Iterator[Block]:
    for child in parent:
        if child.tag == f"{_W}p":
            yield from _paragraph(child, setting)
        elif child.tag == f"{_W}tbl":
            yield _table(child, setting)
        elif child.tag not in _GONE:
            yield from _blocks(child, setting)


def _table(table: Element, setting: _Setting) -> WordTable:
    return WordTable(
        tuple(tuple(_row(row, setting)) for row in _inside(table, "tr") if not setting.veils.row_is_gone(row))
    )


def _row(row: Element, setting: _Setting) -> Iterator[Cell]:
    """The cells, each in its columns; those that Word leaves out at the row's ends are empty."""
    properties = row.find(f"{_W}trPr")
    yield from [Cell()] * min(_value(properties, "gridBefore") or 0, _MOST_COLUMNS)
    for cell in _inside(row, "tc"):
        yield from _cell(cell, setting)
    yield from [Cell()] * min(_value(properties, "gridAfter") or 0, _MOST_COLUMNS)


def _inside(parent: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, through content controls and revisions."""
    for child in parent:
        if child.tag == f"{_W}{name}":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _inside(child, name)


def _cell(cell: Element, setting: _Setting) -> Iterator[Cell]:
    """The cell and what it reaches over; one that carries on another and still holds words is a cell of its own."""
    blocks = tuple(_blocks(cell, setting))
    up, left = (_carries_on(cell.find(f"{_W}tcPr/{_W}{name}")) for name in ("vMerge", "hMerge"))
    own = merged_cell(Cell(blocks), "up" if up else "left" if left else "")
    yield own
    span = _value(cell.find(f"{_W}tcPr"), "gridSpan") or 1
    yield from [Cell(merged="up" if own.merged == "up" else "left")] * min(span - 1, _MOST_COLUMNS)


def _carries_on(merge: Element | None) -> bool:
    return merge is not None and merge.get(f"{_W}val", "continue") == "continue"


def _paragraph(paragraph: Element, setting: _Setting) -> Iterator[Block]:
    """The paragraph with its printed number, and the text boxes anchored in it after it."""
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = style.get(f"{_W}val") if style is not None else setting.normal
    boxes: list[Element] = []
    runs = [run for run in _runs(paragraph, setting, style=name, boxes=boxes) if run.text]
    marker = _marker(paragraph, setting, name)
    if marker and any(run.text.strip() for run in runs):
        runs.insert(0, Run(marker + " ", runs[0].font))
    yield tuple(runs)
    for box in boxes:
        if box.tag == f"{_W}txbxContent":
            yield from _blocks(box, setting)
        elif note := setting.notes.pop((box.tag[len(_W) :].removesuffix("Reference"), box.get(f"{_W}id", "")), None):
            yield Footnote(tuple(block for block in _blocks(note, setting) if isinstance(block, tuple)))


def _runs(parent: Element, setting: _Setting, *, style: str | None, boxes: list[Element]) -> Iterator[Run]:
    for child in parent:
        if child.tag in _GONE:
            continue
        if child.tag == f"{_W}txbxContent":
            boxes.append(child)
        elif child.tag == f"{_W}r":
            if not setting.veils.over(child, style):
                yield from _letters(child, _font(child, setting, style), boxes)
        else:
            yield from _runs(child, setting, style=style, boxes=boxes)


def _letters(run: Element, font: str | None, boxes: list[Element]) -> Iterator[Run]:
    for child in run:
        if child.tag == f"{_W}t":
            yield Run(child.text or "", font)
        elif child.tag == f"{_W}br" and child.get(f"{_W}type") == "page":
            yield Run("\f", font)
        elif child.tag == f"{_W}sym":
            yield from _symbol(child)
        elif child.tag in _SIGNS:
            yield Run(_SIGNS[child.tag], font)
        elif child.tag in _BESIDE:
            boxes.append(child)
        elif child.tag not in _GONE:
            yield from _letters(child, font, boxes)


def _symbol(symbol: Element) -> Iterator[Run]:
    """A letter that Word takes from a font by its number."""
    with suppress(ValueError):
        code = int(symbol.get(f"{_W}char", ""), 16)
        if code < 0x10000:
            yield Run(chr(code if code > 0xFF else 0xF000 + code))


def _font(run: Element, setting: _Setting, style: str | None) -> str | None:
    own = _font_name(run.find(f"{_W}rPr"))
    named = run.find(f"{_W}rPr/{_W}rStyle")
    by_style = _inherited(setting, named.get(f"{_W}val")) if named is not None else None
    return own or by_style or _inherited(setting, style) or setting.font


def _font_name(properties: Element | None) -> str | None:
    fonts = properties.find(f"{_W}rFonts") if properties is not None else None
    return (fonts.get(f"{_W}ascii") or fonts.get(f"{_W}hAnsi")) if fonts is not None else None


def _inherited(setting: _Setting, name: str | None) -> str | None:
    for _ in range(20):
        style = setting.styles.get(name or "")
        if style is None or style.font:
            return style.font if style else None
        name = style.base
    return None


def _marker(paragraph: Element, setting: _Setting, name: str | None) -> str:
    """The printed number: by the paragraph's own list, else by its style's."""
    own = paragraph.find(f"{_W}pPr/{_W}numPr")
    number, level = (_value(own, "numId"), _value(own, "ilvl")) if own is not None else (None, None)
    for _ in range(20):
        style = setting.styles.get(name or "")
        if style is None or number is not None:
            break
        number, level = style.list, level if level is not None else style.level
        name = style.base
    return setting.counters.next(number, level or 0) if number else ""


def _setting(styles: Element | None, numbering: Element | None) -> _Setting:
    known: dict[str, _Style] = {}
    normal = None
    for style in styles.iter(f"{_W}style") if styles is not None else ():
        name = style.get(f"{_W}styleId", "")
        base = style.find(f"{_W}basedOn")
        numbers = style.find(f"{_W}pPr/{_W}numPr")
        known[name] = _Style(
            font=_font_name(style.find(f"{_W}rPr")),
            base=base.get(f"{_W}val") if base is not None else None,
            list=_value(numbers, "numId"),
            level=_value(numbers, "ilvl"),
        )
        if style.get(f"{_W}type") == "paragraph" and style.get(f"{_W}default") in ("1", "true", "on"):
            normal = name
    default = styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr") if styles is not None else None
    counters = Counters(dict(_lists(numbering)) if numbering is not None else {})
    return _Setting(styles=known, counters=counters, veils=veils_of(styles), normal=normal, font=_font_name(default))


def _value(parent: Element | None, name: str) -> int | None:
    child = parent.find(f"{_W}{name}") if parent is not None else None
    text = child.get(f"{_W}val", "") if child is not None else ""
    return int(text) if text.lstrip("-").isdigit() else None


def _lists(numbering: Element) -> Iterator[tuple[int, tuple[int | str, dict[int, Level]]]]:
    """For each list: its pattern and levels; one that starts anew by an override counts for itself."""
    patterns = {item.get(f"{_W}abstractNumId", ""): dict(_levels(item)) for item in numbering.iter(f"{_W}abstractNum")}
    for item in numbering.iter(f"{_W}num"):
        number = item.get(f"{_W}numId", "")
        base = item.find(f"{_W}abstractNumId")
        pattern = base.get(f"{_W}val", "") if base is not None else ""
        overrides = list(item.iter(f"{_W}lvlOverride"))
        levels = dict(patterns.get(pattern, {}))
        for override in overrides:
            levels |= dict(_levels(override))
        if number.isdigit():
            yield int(number), (f"own {number}" if overrides else pattern, levels)


def _levels(parent: Element) -> Iterator[tuple[int, Level]]:
    for level in parent.iter(f"{_W}lvl"):
        place = level.get(f"{_W}ilvl", "")
        text, shape = level.find(f"{_W}lvlText"), level.find(f"{_W}numFmt")
        if place.isdigit():
            first = _value(level, "start")
            yield (
                int(place),
                Level(
                    start=1 if first is None else first,
                    format=shape.get(f"{_W}val", "decimal") if shape is not None else "decimal",
                    template=text.get(f"{_W}val", "") if text is not None else "",
                ),
            )
