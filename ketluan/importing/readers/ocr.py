"""Reads pictures of pages with Tesseract, an external program, when it is installed with Vietnamese."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from io import StringIO
from statistics import median

from ketluan.importing.layout.geometry import Word
from ketluan.importing.layout.reading_order import Sheet
from ketluan.model.problem import Refused

REMARK = "Đọc bằng nhận dạng chữ (OCR): cần đọc lại kỹ."
_INSTALL = (
    "Tệp là bản quét (ảnh): cần cài chương trình Tesseract OCR kèm dữ liệu tiếng Việt "
    "(gói tesseract-ocr và tesseract-ocr-vie) rồi nhập lại."
)
_PAGE_SECONDS = 90
_NOISE = 25  # per cent: letters less certain than this that make no word are dirt, seals and signatures


def recognised(picture: bytes) -> list[Sheet]:
    """The pages of a picture (PNG, JPEG, TIFF, PGM) with the words recognised on them, in the picture's points.

    Raises Refused when Tesseract or its Vietnamese data is missing, when the picture is damaged, or takes too long.
    """
    return list(_sheets(_tesseract(picture)))


def scaled(sheet: Sheet, scale: float) -> tuple[Word, ...]:
    """The sheet's words in another unit: `scale` of its dots make one."""
    return tuple(
        replace(
            word,
            left=word.left / scale,
            right=word.right / scale,
            top=word.top / scale,
            bottom=word.bottom / scale,
        )
        for word in sheet.words
    )


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


def _tesseract(picture: bytes) -> str:
    command = [_program(), "stdin", "stdout", "-l", "vie", "--psm", "3", "tsv"]
    try:
        done = subprocess.run(
            command,
            input=picture,
            capture_output=True,
            timeout=_PAGE_SECONDS,
            check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as error:
        raise Refused("Nhận dạng chữ trên một trang quá lâu: đã dừng.") from error
    if done.returncode != 0:
        raise Refused("Ảnh bị hỏng hoặc quá lớn, không nhận dạng chữ được.")
    return done.stdout.decode("utf-8", errors="replace")


def _sheets(table: str) -> Iterator[Sheet]:
    rows = list(csv.DictReader(StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE))
    for page in dict.fromkeys(row["page_num"] for row in rows):
        own = [row for row in rows if row["page_num"] == page]
        words = tuple(_evened([row for row in own if row["level"] == "5" and _certain(row)]))
        yield Sheet(words=words, width=float(own[0]["width"]), height=float(own[0]["height"]))


def _certain(row: dict[str, str]) -> bool:
    text = (row["text"] or "").strip()
    return bool(text) and (float(row["conf"]) >= _NOISE or text.isdigit() or (len(text) > 2 and text.isalpha()))


def _evened(rows: list[dict[str, str]]) -> Iterator[Word]:
    """Words as high as their printed line: the box of a word without tall letters is lower than its neighbours'."""
    lines: dict[tuple[str, str, str], list[dict[str, str]]] = {}
    for row in rows:
        lines.setdefault((row["block_num"], row["par_num"], row["line_num"]), []).append(row)
    for line in lines.values():
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
