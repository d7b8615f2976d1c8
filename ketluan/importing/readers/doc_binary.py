"""The parts of a Word 97-2003 file that its text hangs on, as [MS-DOC] describes them: pieces, properties, lists."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import olefile  # type: ignore[import-untyped]

from ketluan.importing.files.concealed import Concealed
from ketluan.importing.readers.list_numbers import Level
from ketluan.model.problem import Refused

_DAMAGED = "Tệp Word (.doc) bị hỏng, không mở được."
_PAGE = 512
# number formats of lists (MS-OSHARED, MSONFC)
_NUMBER_KINDS = {0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 22: "decimalZero"}
_BULLET, _NONE = 23, 255


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text: characters `start` to `end` stand in the file from `offset`, in one byte each or in two."""

    start: int
    end: int
    offset: int
    wide: bool

    def letters(self, stream: bytes) -> str:
        """The piece's characters; in one byte each they are Windows-1252, undefined bytes as they are."""
        size = (self.end - self.start) * (2 if self.wide else 1)
        data = stream[self.offset : self.offset + size]
        return data.decode("utf-16-le", "replace") if self.wide else "".join(map(_narrow, data))


class DocContainer(olefile.OleFileIO):  # type: ignore[misc]  # the package has no types
    """Without properties that are lists: none of them is text of ours, and a damaged one says that it has millions."""

    def _parse_property(self, s: bytes, offset: int, property_id: int, property_type: int, *options: object) -> object:
        if property_type & olefile.olefile.VT_VECTOR:
            return None
        return super()._parse_property(s, offset, property_id, property_type, *options)


def _about(container: olefile.OleFileIO) -> olefile.OleMetadata:
    """The file's properties, empty when they are damaged."""
    try:
        return container.get_metadata()
    except Exception:  # damaged properties raise errors of every kind, and the text can be read without them
        return olefile.OleMetadata()


def _property(value: object) -> str:
    """A property of the file; its bytes are UTF-8 or of Word's Vietnamese code page."""
    if not isinstance(value, bytes):
        return ""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("cp1258", "replace")


def _narrow(byte: int) -> str:
    try:
        return bytes((byte,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


@dataclass(frozen=True, slots=True)
class Properties:
    """Formatting by place in the file: `bounds` sorted offsets, `values` what holds from each to the next."""

    bounds: tuple[int, ...]
    values: tuple[tuple[tuple[int, bytes], ...], ...]

    def at(self, offset: int) -> tuple[tuple[tuple[int, bytes], ...], int]:
        """(the modifiers in force at an offset, the offset where they end)."""
        place = bisect_right(self.bounds, offset) - 1
        if place < 0 or place >= len(self.values):
            return (), offset + _PAGE
        return self.values[place], self.bounds[place + 1]


class WordBinary:
    """An opened file: its text's pieces, character and paragraph properties, fonts and lists; `found` gathers what it
    hides."""

    def __init__(self, data: bytes) -> None:
        """Raises Refused when the file is damaged, locked, or older than Word 97."""
        try:
            self._open(data)
        except (struct.error, IndexError, ValueError, OSError, UnicodeError, OverflowError, MemoryError) as error:
            raise Refused(_DAMAGED) from error

    def _open(self, data: bytes) -> None:
        with DocContainer(BytesIO(data)) as container:
            if not container.exists("WordDocument"):
                raise Refused("Tệp này không phải văn bản Word (có thể là Excel hoặc PowerPoint cũ).")
            self.main: bytes = container.openstream("WordDocument").read()
            mark, version = struct.unpack_from("<HH", self.main, 0)
            flags = struct.unpack_from("<H", self.main, 0x0A)[0]
            if flags & 0x0100:
                raise Refused("Tệp Word có mật khẩu, không đọc được.")
            if mark != 0xA5EC or version < 0xC1:
                raise Refused("Tệp Word quá cũ (trước Word 97): hãy lưu lại dưới dạng .docx.")
            self.table: bytes = container.openstream("1Table" if flags & 0x0200 else "0Table").read()
            self.macros = bool(container.exists("Macros"))
            about = _about(container)
        self.found = Concealed()
        self.author, self.editor = _property(about.author), _property(about.last_saved_by)
        texts = (about.title, about.subject, about.keywords, about.comments, about.category)
        self.properties = tuple(map(_property, texts))
        self.lengths = struct.unpack_from("<8i", self.main, 0x4C)
        self.pieces = tuple(self._pieces())
        self.fonts = tuple(self._fonts())
        self.characters = self._properties(0xFA)
        self.paragraphs = self._properties(0x102)

    def part(self, place: int) -> bytes:
        """The part of the table stream that the pair of numbers at that place of the header names."""
        offset, size = struct.unpack_from("<II", self.main, place)
        return self.table[offset : offset + size]

    def places(self, place: int) -> list[int]:
        """The characters at which that part's notes are cited (a PLC of [MS-DOC], two bytes of data each)."""
        part = self.part(place)
        count = max(0, (len(part) - 4) // 6)
        return list(struct.unpack_from(f"<{count}I", part, 0)) if len(part) >= 4 * count + 4 else []

    def _pieces(self) -> Iterator[Piece]:
        part, at = self.part(0x1A2), 0
        while at < len(part) and part[at] == 1:
            at += 3 + struct.unpack_from("<H", part, at + 1)[0]
        if at + 5 > len(part) or part[at] != 2:
            raise Refused(_DAMAGED)
        plan = part[at + 5 : at + 5 + struct.unpack_from("<I", part, at + 1)[0]]
        count = (len(plan) - 4) // 12
        bounds = struct.unpack_from(f"<{count + 1}I", plan, 0)
        for number in range(count):
            code = struct.unpack_from("<I", plan, 4 * (count + 1) + 8 * number + 2)[0]
            wide = not code & 0x40000000
            offset = code & 0x3FFFFFFF
            if bounds[number] <= bounds[number + 1]:
                yield Piece(
                    start=bounds[number], end=bounds[number + 1], offset=offset if wide else offset // 2, wide=wide
                )

    def _fonts(self) -> Iterator[str]:
        part, at = self.part(0x112), 4
        while at < len(part):
            size = part[at] + 1
            name = part[at + 40 : at + size].decode("utf-16-le", "replace")
            yield name.split("\0")[0]
            at += size

    def _properties(self, place: int) -> Properties:
        """Character (0xFA) or paragraph (0x102) properties: pages of 512 bytes, each with its own bounds."""
        part = self.part(place)
        count = max(0, (len(part) - 4) // 8)
        found: dict[int, tuple[tuple[int, bytes], ...]] = {}
        end = 0
        for page in struct.unpack_from(f"<{count}I", part, 4 * (count + 1)):
            data = self.main[(page & 0x3FFFFF) * _PAGE :][:_PAGE]
            if len(data) < _PAGE:
                continue
            runs = data[_PAGE - 1]
            bounds = struct.unpack_from(f"<{runs + 1}I", data, 0)
            for number in range(runs):
                found[bounds[number]] = tuple(_modifiers(data, runs, number, characters=place == 0xFA))
            end = max(end, bounds[runs])
        starts = sorted(found)
        return Properties((*starts, max(end, starts[-1] if starts else 0)), tuple(found[start] for start in starts))


def _modifiers(page: bytes, runs: int, number: int, *, characters: bool) -> Iterator[tuple[int, bytes]]:
    width = 1 if characters else 13
    at = page[4 * (runs + 1) + width * number] * 2
    if at == 0:
        return
    if characters:
        yield from modifiers(page[at + 1 : at + 1 + page[at]])
        return
    start, size = (at + 1, page[at] * 2 - 1) if page[at] else (at + 2, page[at + 1] * 2)
    yield 0, page[start : start + 2]
    yield from modifiers(page[start + 2 : start + size])


def modifiers(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(code, operand) of each modifier; the operand's size is in the code's top three bits."""
    at = 0
    while at + 2 <= len(data):
        code = struct.unpack_from("<H", data, at)[0]
        at += 2
        kind = code >> 13
        if kind == 6:
            if at >= len(data):
                return
            size = (
                (struct.unpack_from("<H", data, at)[0] + 1) if code == 0xD608 and at + 2 <= len(data) else data[at] + 1
            )
        else:
            size = (1, 1, 2, 4, 2, 2, 0, 3)[kind]
        yield code, data[at : at + size]
        at += size


def lists_of(file: WordBinary) -> dict[int, tuple[int | str, dict[int, Level]]]:
    """For each list number used in paragraphs (from 1): its pattern and its levels; empty when damaged."""
    try:
        levels = dict(_levels(file.part(0x2E2), file.table, struct.unpack_from("<II", file.main, 0x2E2)))
        part = file.part(0x2EA)
        count = struct.unpack_from("<I", part, 0)[0] if len(part) >= 4 else 0
        found: dict[int, tuple[int | str, dict[int, Level]]] = {}
        for number in range(min(count, (len(part) - 4) // 16)):
            name = struct.unpack_from("<i", part, 4 + 16 * number)[0]
            found[number + 1] = name, levels.get(name, {})
        return found
    except (struct.error, IndexError):
        return {}


def _levels(part: bytes, table: bytes, where: tuple[int, int]) -> Iterator[tuple[int, dict[int, Level]]]:
    count = struct.unpack_from("<H", part, 0)[0] if len(part) >= 2 else 0
    at = where[0] + where[1]
    for number in range(count):
        name = struct.unpack_from("<i", part, 2 + 28 * number)[0]
        simple = part[2 + 28 * number + 26] & 1
        levels = {}
        for place in range(1 if simple else 9):
            levels[place], at = _level(table, at)
        yield name, levels


def _level(table: bytes, at: int) -> tuple[Level, int]:
    start, kind = struct.unpack_from("<iB", table, at)
    characters, paragraph = table[at + 24], table[at + 25]
    at += 28 + characters + paragraph
    size = struct.unpack_from("<H", table, at)[0]
    text = table[at + 2 : at + 2 + 2 * size].decode("utf-16-le", "replace")
    template = "".join(f"%{ord(letter) + 1}" if ord(letter) < 9 else letter for letter in text)
    shape = "bullet" if kind == _BULLET else "none" if kind == _NONE else _NUMBER_KINDS.get(kind, "decimal")
    return Level(start=start, format=shape, template=template), at + 2 + 2 * size
