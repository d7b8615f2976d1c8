"""Proves that a notice file holds every word of its source, in order: read from the two texts alone."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, takewhile
from typing import Literal

from ketluan.importing.parsing.printed_lines import is_field_code
from ketluan.model.notice import NO_TITLE
from ketluan.store.header import read_header

_WORD = re.compile(r"[^\W_]+")
MAY_GO = Counter(
    _WORD.findall("cộng hòa xã hội chủ nghĩa việt nam độc lập tự do hạnh phúc số thông báo nơi nhận cộng hoà số")
)
"""The state's heading and the labels "Số", "THÔNG BÁO", "Nơi nhận": each once."""

LEAST_EFFORT, EFFORT_A_WORD = 500_000, 40
BRANCHES = 64
MOST_PAIRS = 2_000_000
"""Where comparing would take more than the length of the texts, it ends here; no honest notice comes near."""

_SHOWN = 12
_APPENDIX = re.compile(r"^## (?=Phụ lục)(.*)$", re.MULTILINE | re.IGNORECASE)
_LONE_NUMBER = re.compile(r"[-–—=]{0,20}\s*(?:trang\s+)?\d{1,3}\s*[-–—=]{0,20}")


@dataclass(frozen=True, slots=True)
class ProofWord:
    """A word of a source: folded for comparing, with its line; `page` when it may be a page number,
    printed or left by ProofWord."""

    text: str
    line: int
    page: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that one text has and the other has not, in a row; `line` is the source's, 0 when it has none."""

    kind: Literal["lost", "added"]
    words: tuple[str, ...]
    line: int

    def __str__(self) -> str:
        """As the clerk reads it, a dozen words at most."""
        shown = " ".join(self.words[:_SHOWN]) + (" ..." if len(self.words) > _SHOWN else "")
        if self.kind == "lost":
            return f"dòng {self.line}: mất {len(self.words)} chữ: “{shown}”"
        return f"thừa {len(self.words)} chữ không có trong bản gốc: “{shown}”"


def differences(source: str, notice: str, *, stamps: Iterable[str] = ()) -> list[Difference]:
    """What the notice file lost or added against its source; an empty list is the proof.

    The body must stand in the source in one piece, page numbers aside. What the source has before it must be head or
    title, what it has after it recipients, signature or the appendix at the body's end; and each of these fields
    must itself stand there, in its order. `stamps` are lines that are no part of the source's text, but of the head.
    """
    header, body, _, problems = read_header(notice, "")
    if header is None:
        return [Difference("lost", tuple(str(problem) for problem in problems), 1)]
    words = source_words(source)
    main, *appendix = _APPENDIX.split(body, maxsplit=1)
    outside = _outside(words, words_of(main), appendix)
    if outside is None:
        return _shown(words, words_of(body))
    title = words_of(header.title)
    foot = [
        words_of(" ".join(header.recipients)),
        *map(words_of, header.signer_position),
        words_of(header.signer or ""),
    ]
    head = words_of(header.head)
    elsewhere = [word for stamp in stamps for word in words_of(stamp)] + [word.text for word in words if word.page]
    printed = foot if header.title == NO_TITLE else [title, *foot]
    lost = _lost(outside, [head, title, *foot])
    return [*lost, *_added(outside, printed, head=Counter(head) - Counter(elsewhere))]


def _outside(words: Sequence[ProofWord], main: Sequence[str], appendix: Sequence[str]) -> list[ProofWord] | None:
    """The source's words that the body does not hold, None when the body does not stand in the source in one piece."""
    span = _laid(words, main)
    if span is None:
        return None
    after = words[span[1] :]
    if not appendix:
        return [*words[: span[0]], *after]
    heading, rest = words_of(appendix[0]), words_of(appendix[1])
    end = _laid(after, [*heading, *rest], from_end=True) or _laid(after, rest, from_end=True)
    return [*words[: span[0]], *after[: end[0]], *after[end[1] :]] if end else None


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared: letters and digits, composed, case and marks aside."""
    text = unicodedata.normalize("NFC", text).replace("\u00d0", "Đ").replace("\u00ad", "").replace("\u200b", "")
    return _WORD.findall(text.casefold())


def source_words(text: str) -> list[ProofWord]:
    """The words of a source with their lines; tags that break a line in a table are no words."""
    found: list[ProofWord] = []
    text = re.sub(r"\r\n?", "\n", re.sub(r"(?i)<br\s*/?>", " ", text))
    for number, line in enumerate(text.split("\n"), start=1):
        page = bool(_LONE_NUMBER.fullmatch(line.strip().casefold())) or is_field_code(line.replace("\f", " ").strip())
        found += [ProofWord(word, number, page) for word in words_of(line)]
    return found


@dataclass(slots=True)
class Effort:
    """How many words may still be compared: a text made to be slow is wanted from an honest one by the count."""

    left: int


@dataclass(frozen=True, slots=True)
class Printed:
    """The words of a source, indexed: `pages` are the places of page numbers by how they read, `following` is for
    each place the first at or behind it that is no page number."""

    words: Sequence[ProofWord]
    pages: Mapping[str, Sequence[int]]
    following: Sequence[int]


def _printed(words: Sequence[ProofWord]) -> Printed:
    pages: dict[str, list[int]] = {}
    following = [len(words)] * (len(words) + 1)
    for at in reversed(range(len(words))):
        following[at] = following[at + 1] if words[at].page else at
    for at, word in enumerate(words):
        if word.page:
            pages.setdefault(word.text, []).append(at)
    return Printed(words, pages, following)


def _laid(
    words: Sequence[ProofWord], wanted: Sequence[str], *, from_end: bool = False, effort: Effort | None = None
) -> tuple[int, int] | None:
    """Where the wanted words stand in the source in one piece, page numbers between them left out."""
    if not wanted:
        return (len(words), len(words))
    effort = effort or Effort(LEAST_EFFORT + EFFORT_A_WORD * (len(words) + len(wanted)))
    printed = _printed(words)
    starts = [at for at, word in enumerate(words[: len(words) - len(wanted) + 1]) if word.text == wanted[0]]
    for start in reversed(starts) if from_end else starts:
        end = _walk(printed, wanted, start, effort)
        if end is not None:
            return start, end
        if effort.left < 0:
            break
    return None


def _walk(printed: Printed, wanted: Sequence[str], start: int, effort: Effort) -> int | None:
    """Where the wanted words end in the source when they begin at `start`; every reading of a lone number, as a page's
    or as the text's, is followed, up to `BRANCHES` at a time.

    Of two places with nothing but page numbers between them the first is enough: whatever can follow the second can
    follow it too.
    """
    ends = [start]
    for word in wanted:
        effort.left -= len(ends)
        found = sorted({at + 1 for end in ends for at in _next(printed, end, word)})
        runs = {printed.following[end]: end for end in reversed(found)}
        ends = sorted(runs.values())[:BRANCHES]
        if not ends or effort.left < 0:
            return None
    return ends[0]


def _next(printed: Printed, at: int, word: str) -> Iterator[int]:
    """The places where the word can stand: the first page number that reads so, and the first word of the text."""
    text = printed.following[at]
    pages = printed.pages.get(word, ())
    page = bisect_left(pages, at)
    if page < len(pages) and pages[page] < text:
        yield pages[page]
    if text < len(printed.words) and printed.words[text].text == word:
        yield text


def _lost(outside: Sequence[ProofWord], kept: Iterable[Sequence[str]]) -> Iterator[Difference]:
    """The source's words outside of the body that no field holds."""
    stock = Counter(word for words in kept for word in words) + MAY_GO
    lost: list[ProofWord] = []
    for word in outside:
        if word.page:  # may go, and takes the place of no word that may not
            continue
        if stock[word.text] > 0:
            stock[word.text] -= 1
        else:
            lost.append(word)
    for line, row in groupby(lost, key=lambda word: word.line):
        yield Difference("lost", tuple(word.text for word in row), line)


def _added(
    outside: Sequence[ProofWord], fields: Iterable[Sequence[str]], *, head: Counter[str]
) -> Iterator[Difference]:
    """The words of fields that the source does not print there in that order; of the head, any order."""
    printed = [word.text for word in outside]
    for words in fields:
        if not _in_order(words, printed):
            yield Difference("added", tuple(words), 0)
    extra = head - Counter(printed)
    if extra:
        yield Difference("added", tuple(sorted(extra.elements())), 0)


def _in_order(words: Sequence[str], printed: Sequence[str]) -> bool:
    rest = iter(printed)
    return all(word in rest for word in words)


def _shown(words: Sequence[ProofWord], wanted: Sequence[str]) -> list[Difference]:
    """Where the body leaves the source, for people to see; of texts too long to compare, where it first does."""
    ours, theirs = Counter(word.text for word in words), Counter(wanted)
    if sum(count * theirs[text] for text, count in ours.items()) > MOST_PAIRS:
        return _first_difference(words, wanted)
    return _all_differences(words, wanted)


def _first_difference(words: Sequence[ProofWord], wanted: Sequence[str]) -> list[Difference]:
    """Where the body leaves the source, of the places where it may begin at the one that goes furthest."""
    starts = [at for at, word in enumerate(words) if wanted and word.text == wanted[0]][:BRANCHES] or [0]
    length, start = max((_common(words, wanted, start), -start) for start in starts)
    lost = words[length - start :][:_SHOWN]
    if lost:
        return [Difference("lost", tuple(word.text for word in lost), lost[0].line)]
    return [Difference("added", tuple(wanted[length : length + _SHOWN]), 0)]


def _common(words: Sequence[ProofWord], wanted: Sequence[str], start: int) -> int:
    """How many words agree from a place of the source on."""
    pairs = zip(range(start, len(words)), wanted, strict=False)
    return sum(1 for _ in takewhile(lambda pair: words[pair[0]].text == pair[1], pairs))


def _all_differences(words: Sequence[ProofWord], wanted: Sequence[str]) -> list[Difference]:
    matcher = SequenceMatcher(None, [word.text for word in words], list(wanted), autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return [Difference("added", tuple(wanted), 0)]
    first, last = blocks[0], blocks[-1]
    found: list[Difference] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        inside = first.a <= a and b <= last.a + last.size
        lost = [word for word in words[a:b] if not word.page]
        if kind in ("delete", "replace") and lost and inside:
            found.append(Difference("lost", tuple(word.text for word in lost), lost[0].line))
        if kind in ("insert", "replace"):
            found.append(Difference("added", tuple(wanted[c:d]), 0))
    return found or [Difference("added", tuple(wanted), 0)]
