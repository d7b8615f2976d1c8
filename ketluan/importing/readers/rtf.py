"""Reads RTF: paragraphs and tables with the fonts of their runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ketluan.importing.files.concealed import ADDED, DELETED, HIDDEN, STRUCK, Concealed
from ketluan.importing.readers.word_text import (
    Block,
    Cell,
    Footnote,
    Merge,
    Paragraph,
    Run,
    WordTable,
    gridded,
    merged_cell,
    text_of,
)
from ketluan.model.problem import Refused

_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?"
    rb"|\\'(?P<byte>[0-9a-fA-F]{2})"
    rb"|\\(?P<sign>[^a-zA-Z'])"
    rb"|(?P<brace>[{}])"
    rb"|(?P<text>[^\\{}\r\n]+)"
)
# groups that hold no text of the document (RTF 1.9.1)
_SKIPPED = frozenset(
    b"stylesheet colortbl info pict object sn "
    b"fldinst listtable listoverridetable revtbl rsidtbl generator xmlnstbl themedata datastore latentstyles "
    b"pntext bkmkstart bkmkend filetbl nonshppict shpinst atnid".split()
) - {b"shpinst", b"pntext"}
_FOOTNOTE = "chú thích"
_MARGIN, _NOTE, _ABOUT, _DRAWN = "đầu trang hoặc chân trang", "lời nhận xét", "thuộc tính của tệp", "hình vẽ"
_ASIDES = dict.fromkeys(b"header headerl headerr headerf footer footerl footerr footerf".split(), _MARGIN) | {
    b"annotation": _NOTE,
    b"sv": _DRAWN,
    b"footnote": _FOOTNOTE,
    **dict.fromkeys(b"title subject keywords doccomm category".split(), _ABOUT),
}
_PEOPLE = {b"author": "author", b"operator": "editor", b"atnauthor": "note", b"revtbl": "revision"}
_VEILS = {b"v": HIDDEN, b"deleted": DELETED, b"strike": STRUCK, b"striked": STRUCK, b"revised": ADDED}
_TEXTS = {b"tab": "\t", b"line": "\n", b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"page": "\f"}
_TEXTS |= {b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•", b"emspace": " ", b"enspace": " ", b"sect": "\f"}
# \fcharset to code page (RTF 1.9.1)
_CODE_PAGES = {161: "cp1253", 162: "cp1254", 163: "cp1258", 204: "cp1251", 238: "cp1250", 186: "cp1257"}
_ROW_WORDS = (b"trowd", b"cellx", b"clmrg", b"clvmrg")
_SLACK = 40  # twentieths of a point
_MAX_DEPTH = 500


@dataclass(frozen=True, slots=True)
class _State:
    """What holds inside a group of braces."""

    font: int | None = None
    skip: bool = False
    fonts: bool = False
    veils: frozenset[str] = frozenset()
    aside: str = ""
    blanks: int = 1
    in_table: bool = False


@dataclass(slots=True)
class _RtfReader:
    names: dict[int, str] = field(default_factory=dict)
    pages: dict[int, str] = field(default_factory=dict)
    default: int | None = None
    runs: list[Run] = field(default_factory=list)
    cell: list[Paragraph] = field(default_factory=list)
    row: list[Cell] = field(default_factory=list)
    rows: list[tuple[list[Cell], list[int]]] = field(default_factory=list)
    edges: list[int] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)
    merge: Merge = ""
    blocks: list[Block] = field(default_factory=list)
    asides: dict[str, list[Run]] = field(default_factory=dict)
    found: Concealed = field(default_factory=Concealed)
    surplus: int = 0
    starred: bool = False
    high: int = 0
    objects: bool = False


def read_rtf(data: bytes) -> tuple[list[Block], list[Block], Concealed]:
    """(the document's blocks, printed list numbers included; headers and footers; what it hides); raises Refused when
    braces are nested without end.

    Bytes are read by the code page of their font's character set; those of legacy Vietnamese fonts (declared as
    Western) stay as they are for the conversion by font.
    """
    reader, state = _RtfReader(), _State()
    stack: list[_State] = []
    for token in _tokens(data):
        if token["brace"] == b"{":
            stack.append(state)
            if len(stack) > _MAX_DEPTH:
                raise Refused("Tệp RTF bị hỏng: các nhóm lồng nhau quá sâu.")
        elif token["brace"] == b"}":
            state = stack.pop() if stack else _State()
        else:
            state = _read(reader, token, state)
    _end_paragraph(reader, state)
    _end_table(reader)
    return reader.blocks, _margins(reader), _concealed(reader)


def _margins(reader: _RtfReader) -> list[Block]:
    return list(_split(reader.asides.get(_MARGIN, [])))


def _split(runs: list[Run]) -> Iterator[Paragraph]:
    """Runs as paragraphs; a run that ends a line is one of its own."""
    paragraph: list[Run] = []
    for run in runs:
        if run.text == "\n":
            yield tuple(paragraph)
            paragraph = []
        else:
            paragraph.append(run)
    yield tuple(paragraph)


def _concealed(reader: _RtfReader) -> Concealed:
    found, texts = reader.found, {name: text_of(list(_split(runs))) for name, runs in reader.asides.items()}
    found.texts += [(place, text) for place, text in texts.items() if place not in _PEOPLE.values()]
    if note := " ".join(texts.get(_NOTE, "").split()[:8]):
        people = " ".join(texts.get("note", "").split())
        found.remarks.append(f"Bản gốc có lời nhận xét{f' của {people}' if people else ''}: “{note}”.")
    if ADDED in found.words or DELETED in found.words:
        names = [name.strip() for name in re.split(r"[;\n]", texts.get("revision", ""))]
        people = ", ".join(dict.fromkeys(name for name in names if name and name != "Unknown"))
        found.remarks.append(f"Bản gốc còn vết sửa đổi (“Track Changes”){f' của {people}' if people else ''}.")
    if reader.objects:
        found.remarks.append("Bản gốc có tệp hoặc đối tượng nhúng bên trong.")
    found.people(author=[texts.get("author", "")], editor=[texts.get("editor", "")])
    return found


def _tokens(data: bytes) -> Iterator[re.Match[bytes]]:
    at = 0
    while at < len(data):
        token = _TOKEN.match(data, at)
        if token is None:
            at += 1
            continue
        at = token.end()
        yield token
        if token["word"] == b"bin":
            at += max(0, int(token["number"] or 0))


def _read(reader: _RtfReader, token: re.Match[bytes], state: _State) -> _State:
    if token["word"] is not None:
        number = int(token["number"]) if token["number"] is not None else None
        return _word(reader, token["word"], number=number, state=state)
    if token["byte"] is not None:
        _add(reader, bytes.fromhex(token["byte"].decode()), state)
    elif token["sign"] is not None:
        return _sign(reader, token["sign"], state)
    elif state.fonts:
        _name_font(reader, token["text"], state)
    else:
        _add(reader, token["text"], state)
    return state


def _sign(reader: _RtfReader, sign: bytes, state: _State) -> _State:
    if sign == b"*":
        reader.starred = True
    elif sign in (b"\n", b"\r"):
        return _word(reader, b"par", number=None, state=state)
    elif sign in b"~_-\\{}":
        text = {b"~": " ", b"_": "-", b"-": ""}.get(sign, sign.decode("latin-1"))
        _put(reader, text, state)
    return state


def _word(reader: _RtfReader, word: bytes, *, number: int | None, state: _State) -> _State:
    starred, reader.starred = reader.starred, False
    if place := _ASIDES.get(word) or _PEOPLE.get(word):
        _put(reader, "\n", replace(state, aside=place, skip=False))
        return replace(state, aside=place, skip=False)
    reader.objects |= word == b"object"
    if word in _SKIPPED or (starred and word not in (b"shpinst", b"shptxt", b"pntext", b"fldrslt")):
        return replace(state, skip=True)
    if word == b"fonttbl":
        return replace(state, fonts=True)
    if word in (b"f", b"deff", b"fcharset"):
        return _font_word(reader, word, number=number or 0, state=state)
    if word == b"plain":
        return replace(state, veils=frozenset(), font=reader.default)
    if veil := _VEILS.get(word):
        return replace(state, veils=state.veils - {veil} if number == 0 else state.veils | {veil})
    if word in (b"pard", b"intbl"):
        return replace(state, in_table=word == b"intbl")
    if word == b"uc":
        return replace(state, blanks=max(0, number or 0))
    if word == b"u":
        _unicode(reader, (number or 0) % 0x10000, state)
    elif word in _TEXTS:
        _put(reader, _TEXTS[word], state)
    elif word in (b"par", b"cell", b"row", b"nestcell") and state.aside:
        _put(reader, "\n", state)
    elif word in _ROW_WORDS and not state.skip:
        _plan(reader, word, number or 0)
    elif word in (b"par", b"cell", b"row", b"nestcell") and not state.skip:
        _structure(reader, word, state)
    return state


def _plan(reader: _RtfReader, word: bytes, number: int) -> None:
    """What the definition of a row says: a cell's merging stands before its right edge."""
    if word == b"trowd":
        reader.edges, reader.merges, reader.merge = [], [], ""
    elif word == b"cellx":
        reader.edges.append(number)
        reader.merges.append(reader.merge)
        reader.merge = ""
    else:
        reader.merge = "left" if word == b"clmrg" else "up"


def _font_word(reader: _RtfReader, word: bytes, *, number: int, state: _State) -> _State:
    if word == b"deff":
        reader.default = number
    elif word == b"f":
        return replace(state, font=number)
    elif state.fonts and state.font is not None and number in _CODE_PAGES:
        reader.pages[state.font] = _CODE_PAGES[number]
    return state


def _name_font(reader: _RtfReader, text: bytes, state: _State) -> None:
    if state.font is not None and not state.skip:
        name = reader.names.get(state.font, "") + text.decode("latin-1").split(";")[0]
        reader.names[state.font] = name.strip()


def _add(reader: _RtfReader, data: bytes, state: _State) -> None:
    """Bytes of text, those that only stand in for a Unicode letter dropped."""
    gone = min(reader.surplus, len(data))
    reader.surplus -= gone
    font = state.font if state.font is not None else reader.default
    page = reader.pages.get(font if font is not None else -1, "cp1252")
    if data[gone:]:
        _put(reader, data[gone:].decode(page, "replace").replace("\ufffd", ""), state)


def _unicode(reader: _RtfReader, code: int, state: _State) -> None:
    reader.surplus = state.blanks
    if 0xD800 <= code < 0xDC00:
        reader.high = code
        return
    if 0xDC00 <= code < 0xE000:
        code = 0x10000 + ((reader.high - 0xD800) << 10) + code - 0xDC00 if reader.high else 0
    reader.high = 0
    if code:
        _put(reader, chr(code), state)


def _put(reader: _RtfReader, text: str, state: _State) -> None:
    if state.skip or state.fonts:
        return
    font = state.font if state.font is not None else reader.default
    run = Run(text, reader.names.get(font if font is not None else -1))
    if state.aside:
        reader.asides.setdefault(state.aside, []).append(run)
        return
    for veil in sorted(state.veils):
        reader.found.add(veil, text)
    if state.veils <= {ADDED}:
        reader.runs.append(run)


def _structure(reader: _RtfReader, word: bytes, state: _State) -> None:
    """Cells of tables inside a cell are paragraphs of it."""
    if word == b"par":
        _end_paragraph(reader, state)
    elif word == b"nestcell":
        reader.cell.append(_paragraph(reader))
    elif word == b"cell":
        reader.cell.append(_paragraph(reader))
        reader.row.append(Cell(tuple(reader.cell)))
        reader.cell = []
    elif reader.row:
        reader.rows.append((_merged(reader), list(reader.edges)))
        reader.row = []


def _merged(reader: _RtfReader) -> list[Cell]:
    """The cells of the row with what its definition says of them."""
    if len(reader.merges) != len(reader.row):
        return reader.row
    return [merged_cell(cell, merge) for cell, merge in zip(reader.row, reader.merges, strict=True)]


def _end_paragraph(reader: _RtfReader, state: _State) -> None:
    paragraph = _paragraph(reader)
    if state.in_table:
        reader.cell.append(paragraph)
    else:
        _end_table(reader)
        reader.blocks += [paragraph, *_notes(reader)]


def _notes(reader: _RtfReader) -> Iterator[Footnote]:
    """The notes that were cited since the last paragraph ended; a blank line parts them."""
    paragraphs = [each for each in _split(reader.asides.pop(_FOOTNOTE, [])) if any(run.text.strip() for run in each)]
    if paragraphs:
        yield Footnote(tuple(paragraphs))


def _end_table(reader: _RtfReader) -> None:
    if reader.cell:
        reader.row.append(Cell(tuple(reader.cell)))
    if reader.row:
        reader.rows.append((_merged(reader), list(reader.edges)))
    if reader.rows:
        reader.blocks += [WordTable(gridded(reader.rows, slack=_SLACK)), *_notes(reader)]
    reader.rows, reader.row, reader.cell = [], [], []


def _paragraph(reader: _RtfReader) -> Paragraph:
    merged: list[Run] = []
    for run in reader.runs:
        if merged and merged[-1].font == run.font:
            merged[-1] = Run(merged[-1].text + run.text, run.font)
        else:
            merged.append(run)
    reader.runs = []
    return tuple(merged)
