"""Reads pictures of pages with Tesseract, an external program, when it is installed with Vietnamese."""

from __future__ import annotations

import csv
import os
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from io import StringIO
from statistics import fmean, median
from typing import TypeVar

from ketluan.importing.layout.geometry import Ruling, Word
from ketluan.importing.layout.reading_order import Sheet
from ketluan.importing.readers.page_picture import AS_IT_LIES, GreyPicture, Lay, slope_of, straightened, turned
from ketluan.importing.readers.picture_lines import lines_of_tables, without_lines
from ketluan.importing.readers.text_layer import FEWEST_WORDS, is_readable
from ketluan.model.problem import Refused
from ketluan.text.syllables import is_syllable

REMARK = "Đọc bằng nhận dạng chữ (OCR): cần đọc lại kỹ."
_INSTALL = (
    "Tệp là bản quét (ảnh): cần cài chương trình Tesseract OCR kèm dữ liệu tiếng Việt "
    "(gói “tesseract-ocr” và “tesseract-ocr-vie”) rồi nhập lại."
)
_PAGE_SECONDS = 90
_STRAIGHT = 0.006  # a third of a degree: less does not harm
_ON_ITS_SIDE = 0.5
_AS_GOOD = 0.97
_LONG_LINE = 5  # words
_FEWEST_LINES = 2
Boxed = TypeVar("Boxed", Word, Ruling)
_LONGEST_DIRT, _SURE_WORD, _SURE = 2, 50, 80
_APART = 2.0  # times the height of a line's words
_BULLETS = frozenset("-–—+•*o")
_NOISE = 25  # per cent: letters less certain than this that make no word are dirt, seals and signatures


def recognised(picture: GreyPicture) -> tuple[Sheet, Lay]:
    """The words recognised on a page, in the points of its picture set upright when it lies askew or on its side, and
    how it lay.

    Raises Refused when Tesseract or its Vietnamese data is missing, or takes too long.
    """
    page = _upright(picture)
    return page.sheet, page.lay


@dataclass(frozen=True, slots=True)
class _Recognised:
    """A page, how far its lines still fall to the right, and how it was set upright."""

    sheet: Sheet
    slope: float
    lay: Lay = AS_IT_LIES


def _upright(picture: GreyPicture) -> _Recognised:
    """What is recognised on the page set straight, and turned first where that is better to read."""
    page = _straight(picture)
    if (abs(page.slope) > _ON_ITS_SIDE or not _reads_well(page.sheet)) and (quarters := _quarters(picture)):
        again = _straight(turned(picture, quarters))
        again = replace(again, lay=replace(again.lay, quarters=quarters))
        page = again if _syllables(again) >= _AS_GOOD * _syllables(page) else page
    return page


def _straight(picture: GreyPicture) -> _Recognised:
    slope = slope_of(picture)
    slope = 0.0 if abs(slope) < _STRAIGHT else slope
    straight = straightened(picture, slope) if slope else picture
    lines = lines_of_tables(straight)
    letters = without_lines(straight, lines) if lines else straight
    empty = Sheet(words=(), width=picture.width, height=picture.height)
    page = next(_pages(_tesseract(letters.file)), _Recognised(empty, 0.0))
    return replace(page, sheet=replace(page.sheet, rulings=lines), lay=Lay(slope))


def _syllables(page: _Recognised) -> int:
    return sum(is_syllable(word.text.strip('.,;:()"“”-/')) for word in page.sheet.words)


def _reads_well(sheet: Sheet) -> bool:
    return len(sheet.words) >= FEWEST_WORDS and is_readable(" ".join(word.text for word in sheet.words))


def _quarters(picture: GreyPicture) -> int:
    """By how many quarters to turn the page clockwise, as Tesseract tells from the shapes of letters; 0 when it
    cannot."""
    done = _run(["--psm", "0"], picture.file)
    found = re.search(rb"Rotate: (\d+)", done.stdout + done.stderr)
    return int(found[1]) // 90 if found else 0


def scaled(sheet: Sheet, scale: float) -> Sheet:
    """The sheet in another unit: `scale` of its dots make one."""
    return replace(
        sheet,
        words=tuple(_scaled(word, scale) for word in sheet.words),
        rulings=tuple(_scaled(line, scale) for line in sheet.rulings),
        width=sheet.width / scale,
        height=sheet.height / scale,
    )


def _scaled(box: Boxed, scale: float) -> Boxed:
    left, right, top, bottom = (edge / scale for edge in (box.left, box.right, box.top, box.bottom))
    return replace(box, left=left, right=right, top=top, bottom=bottom)


class MissingRecognition(Refused):
    """Tesseract or its Vietnamese data is not installed."""


@lru_cache(maxsize=1)
def _program() -> str:
    program = shutil.which("tesseract")
    if program is None:
        raise MissingRecognition(_INSTALL)
    try:
        known = subprocess.run([program, "--list-langs"], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise MissingRecognition(_INSTALL) from error
    if b"vie" not in known.stdout.split():
        raise MissingRecognition(_INSTALL)
    return program


def scattered(picture: GreyPicture) -> Sheet | None:
    """What is recognised of words that stand alone on a page, as stamps and seals do."""
    return next((page.sheet for page in _pages(_tesseract(picture.file, layout="12"))), None)


def _tesseract(picture: bytes, *, layout: str = "3") -> str:
    done = _run(["-l", "vie", "--psm", layout, "tsv"], picture)
    if done.returncode != 0:
        raise Refused("Ảnh bị hỏng hoặc quá lớn, không nhận dạng chữ được.")
    return done.stdout.decode("utf-8", errors="replace")


def _run(options: list[str], picture: bytes) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            [_program(), "stdin", "stdout", *options],
            input=picture,
            capture_output=True,
            timeout=_PAGE_SECONDS,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise Refused("Nhận dạng chữ trên một trang quá lâu: đã dừng.") from error


def _pages(table: str) -> Iterator[_Recognised]:
    rows = list(csv.DictReader(StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE))
    for page in dict.fromkeys(row["page_num"] for row in rows):
        own = [row for row in rows if row["page_num"] == page]
        read = [row for row in own if row["level"] == "5" and _certain(row)]
        read = [row for line in _lines(read).values() for row in _without_dirt(line)]
        sheet = Sheet(words=tuple(_evened(read)), width=float(own[0]["width"]), height=float(own[0]["height"]))
        yield _Recognised(sheet, _slope(_lines(read).values()))


def _slope(lines: Iterable[list[dict[str, str]]]) -> float:
    """How far lines fall to the right: the median over those of several words; 0 where there are too few."""
    found = [slope for line in lines if len(line) >= _LONG_LINE and (slope := _fitted(line)) is not None]
    return median(found) if len(found) >= _FEWEST_LINES else 0.0


def _fitted(line: list[dict[str, str]]) -> float | None:
    """The slope of a straight line through the middles of words."""
    xs = [float(row["left"]) + float(row["width"]) / 2 for row in line]
    ys = [float(row["top"]) + float(row["height"]) / 2 for row in line]
    x, y = fmean(xs), fmean(ys)
    spread = sum((each - x) ** 2 for each in xs)
    return sum((one - x) * (two - y) for one, two in zip(xs, ys, strict=True)) / spread if spread else None


def _certain(row: dict[str, str]) -> bool:
    text = (row["text"] or "").strip()
    return bool(text) and (float(row["conf"]) >= _NOISE or text.isdigit() or (len(text) > 2 and text.isalpha()))


def _without_dirt(line: Sequence[dict[str, str]]) -> Iterator[dict[str, str]]:
    """The line without what stands apart in it and makes no word: the rest of a seal, a signature, a drawn line."""
    high = median(float(row["height"]) for row in line)
    parts: list[list[dict[str, str]]] = []
    for row in line:
        if not parts or float(row["left"]) - _right(parts[-1][-1]) > _APART * high:
            parts.append([])
        parts[-1].append(row)
    for at, part in enumerate(parts):
        is_bullet = at == 0 and len(parts) > 1 and part[0]["text"].strip() in _BULLETS
        if len(part) > 1 or is_bullet or not _is_dirt(part[0]):
            yield from part


def _right(row: dict[str, str]) -> float:
    return float(row["left"]) + float(row["width"])


def _is_dirt(row: dict[str, str]) -> bool:
    text = row["text"].strip()
    if len(text) > _LONGEST_DIRT or any(map(str.isdigit, text)):
        return False
    return not text.isalnum() or float(row["conf"]) < (_SURE_WORD if is_syllable(text) else _SURE)


def _lines(rows: Iterable[dict[str, str]]) -> dict[tuple[str, str, str], list[dict[str, str]]]:
    lines: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    for row in rows:
        lines.setdefault((row["block_num"], row["par_num"], row["line_num"]), []).append(row)
    return lines


def _evened(rows: list[dict[str, str]]) -> Iterator[Word]:
    """Words as high as their printed line: the box of a word without tall letters is lower than its neighbours'."""
    for line in _lines(rows).values():
        half = max(median(float(row["height"]) for row in line), 1.0) / 2
        middle = median(float(row["top"]) + float(row["height"]) / 2 for row in line)
        for row in line:
            left = float(row["left"])
            yield Word(
                text=unicodedata.normalize("NFC", row["text"].strip()),
                left=left,
                right=left + float(row["width"]),
                top=middle - half,
                bottom=middle + half,
            )
