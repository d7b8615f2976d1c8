"""Paragraphs as the Markdown of a notice's body: headings, list items, numbered paragraphs and tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from ketluan.importing.layout.table_rows import LEFT, PARAGRAPH, UP
from ketluan.importing.parsing.paragraph_markers import ParagraphMarker, marker_of, without_marker
from ketluan.importing.parsing.paragraphs import Paragraph, plain
from ketluan.importing.parsing.title import is_capitals
from ketluan.markdown import markdown_table

_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*]*?[^\s*])\1(?![\w*])")
# what Markdown, attributes or HTML would take for theirs, in the middle of a line
_SIGN = re.compile(r"[\\`*\[\]]|\{(?=:)|<(?=[a-z/!?])|(?<!\w)_|_(?!\w)", re.IGNORECASE)
# the same at the beginning of a line, where a dash or a number would open a list
_LINE_START = re.compile(r"(?:[-+*>#:|~=](?=.)|!!!|\d+\.(?=\s))")
_PIPE = "\\|"
_LONGEST_HEADING = 170
_INTRODUCTION = 60
_SUBJECT = re.compile(r"(?:Về|Đối với|Công tác|Nhiệm vụ|Lĩnh vực|Nội dung)\s[^:]*:?\Z")
# "..., trong đó lưu ý:" orders although the line looks like a heading
_INSTRUCTS = re.compile(r"[,;]\s+(?:trong\s+đó|cụ\s+thể|lưu\s+ý|chú\s+ý|nhất\s+là)[^,;:]*:\Z")
# a heading has no verb of these; a numbered line with one is a task
_TELLS = re.compile(
    r"\b(?:chủ trì|phối hợp|tham mưu|rà soát|hoàn thành|trước ngày|khẩn trương|báo cáo|tổng hợp|xây dựng kế hoạch)\b"
)


def body_markdown(paragraphs: Sequence[Paragraph]) -> str:
    """The body of a notice file; every paragraph stands on one line."""
    blocks = list(_blocks(paragraphs))
    text = ""
    for at, (block, listed) in enumerate(blocks):
        tight = listed and at and blocks[at - 1][1]
        text += ("\n" if tight else "\n\n" if at else "") + block
    return text + "\n" if text else ""


def _blocks(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[str, bool]]:
    """Each paragraph as Markdown, and whether it is a list item."""
    levels: list[str] = []
    dashed = listed = False
    for at, paragraph in enumerate(paragraphs):
        if paragraph.rows:
            listed = False
            yield _table(paragraph.rows), False
            continue
        if paragraph.note:
            yield f"{'  ' if listed else ''}> {shown(paragraph.text)}", listed
            continue
        text = _unwrapped(paragraph.text)
        marker = marker_of(text)
        listed = marker is not None and marker.is_bullet
        if marker and marker.is_bullet:
            plus = marker.kind == "plus"
            dashed = dashed or not plus
            sign = "+" if plus else "-"
            yield f"{'    ' if plus and dashed else ''}{sign} {shown(without_marker(text))}", True
            continue
        dashed = False
        depth = _depth(marker, levels)
        if _is_heading(text, marker, paragraphs[at + 1 : at + 2]):
            yield f"{'#' * min(depth + 1, 6)} {shown(text)}", False
        else:
            yield escaped_start(shown(text)), False


def _table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as a Markdown table; the first is its head. Merged cells and the paragraphs of cells keep their marks."""
    lines = [f"|{''.join(map(_cell, row))}" for row in rows]
    return "\n".join([lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]])


def _cell(text: str) -> str:
    if text == LEFT:
        return "|"
    if text == UP:
        return f" {markdown_table.UP} |"
    paragraphs = (shown(part).replace("|", _PIPE) for part in text.split(f" {PARAGRAPH} "))
    return f" {markdown_table.PARAGRAPH.join(paragraphs)} |"


def _unwrapped(text: str) -> str:
    """The text without Markdown's signs of a heading, and with its marker outside of its emphasis."""
    text = re.sub(r"^#{1,6}\s+", "", text)
    wrapped = re.fullmatch(r"(\*{1,3}|__)(?=\S)([^*]+?)\1(:?)", text)
    if wrapped and marker_of(wrapped[2]):
        return wrapped[2] + wrapped[3]
    if (lone := re.match(r"(\*{1,3})(?=\S)([^*\s]{1,6})\1(?=\s)", text)) and marker_of(f"{lone[2]} A"):
        return lone[2] + text[lone.end() :]
    opened = re.match(r"(\*{1,3})(?=[^\s*])", text)
    inner = plain(text)
    marker = marker_of(inner) if opened else None
    if opened and marker and not marker.is_bullet and marker.kind != "named" and _EMPHASIS.match(text):
        return f"{marker.printed} {opened[1]}{without_marker(inner)}"
    return text


def _depth(marker: ParagraphMarker | None, levels: list[str]) -> int:
    """Depth of the marker in the printed numbering, 1 at the top; `levels` are the kinds open above, kept up here."""
    if marker is None or marker.kind == "named":
        return max(len(levels), 1)
    if marker.kind == "dotted":
        base = levels.index("arabic") + 1 if "arabic" in levels else len(levels)
        del levels[base + marker.depth - 1 :]
        levels += [f"dotted {marker.depth}"] if f"dotted {marker.depth}" not in levels else []
        return len(levels)
    if marker.kind in levels:
        del levels[levels.index(marker.kind) + 1 :]
    else:
        levels.append(marker.kind)
    return len(levels)


def _is_heading(text: str, marker: ParagraphMarker | None, following: Iterable[Paragraph]) -> bool:
    """True for a numbered line that only introduces what follows: it ends with a colon, or is but a name or title."""
    if marker is None or marker.kind in ("named", "bracket") or len(text) > _LONGEST_HEADING:
        return False
    below = next(iter(following), None)
    if below is None:
        return False
    own = without_marker(text).strip("*_ ")
    if re.search(r"[.;!?]\s+[A-ZĐÀ-Ỵ]", own) or re.search(r"[.;,…]\W*\Z", own):
        return False
    if is_capitals(own) or (marker.kind == "roman" and not own.endswith(":")) or _SUBJECT.match(own):
        return True
    if len(own) > _INTRODUCTION and _INSTRUCTS.search(own):
        return False
    if own.endswith(":"):
        return len(own) <= 110 or not _TELLS.search(own)
    other = marker_of(plain(below.text))
    if other is None:
        return len(own) <= 120 and not _TELLS.search(own)
    return (other.kind, other.depth) != (marker.kind, marker.depth)


def shown(text: str) -> str:
    """Text as Markdown that shows exactly these words; emphasis of a Markdown source stays where it is whole."""
    kept: list[str] = []
    end = 0
    for found in _EMPHASIS.finditer(text):
        kept += [_escaped(text[end : found.start()]), found[1], _escaped(found[2]), found[1]]
        end = found.end()
    return "".join([*kept, _escaped(text[end:])])


def _escaped(text: str) -> str:
    """The text with the signs escaped that mark something up; `_` inside a word (a mail address) marks nothing."""
    return _SIGN.sub(r"\\\g<0>", text)


def escaped_start(text: str) -> str:
    """The text with a sign escaped that Markdown would take for a list, a heading or a quotation."""
    found = _LINE_START.match(text)
    if not found or text.startswith("\\"):
        return text
    at = found.end() - 1 if found.group()[0].isdigit() else 0
    return text if text[0] == "*" and _EMPHASIS.match(text) else f"{text[:at]}\\{text[at:]}"
