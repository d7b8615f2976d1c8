"""The clauses of a sentence that may assign something to somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ketluan.understanding.chunks import Chunks
from ketluan.understanding.grammar import compiled, one_of
from ketluan.understanding.word_letters import capitals

SOFT_MARKS = (",", ":", "và")
THEN = "thì"
"""Behind a condition the main clause has a subject of its own, as at the head of a sentence."""
TOPIC_LENGTHS = range(3, 6)
"""So many words, the colon with them, name what is spoken of (`Báo cáo năm: các cơ quan gửi`); a verb alone asks."""
_EACH = frozenset(("hằng", "hàng", "mỗi"))
_OFTEN = re.compile(r"\b(?:hằng|hàng|mỗi) (?:ngày|tuần|tháng|quý|năm)\b")


@dataclass(slots=True, eq=False)
class Clause:
    """Where a clause starts among the chunks; `after` the mark before it, `sentence` where its sentence starts."""

    at: int
    after: str
    sentence: int


@cache
def rule(name: str) -> re.Pattern[str]:
    """A rule of the clauses."""
    return compiled("clauses", name)


def clauses(chunks: Chunks) -> Iterator[Clause]:
    """The parts of a text behind full stops, semicolons, commas, colons and `và giao`."""
    sentence, last = 0, 0
    yield Clause(0, "", 0)
    for found in rule("clause_start").finditer(chunks.tags):
        at, mark = found.end(), found[0] or ","
        if not found[0] and (at == last or len(chunks.lists.get(at, ())) < 2):
            continue  # `theo quy định của Bộ A, Bộ B đề nghị ...`: the last of the list speaks
        last = at
        if mark == ".":
            if not (chunks.tags[at : at + 1] in capitals() or _begins_capital(chunks, at)):
                continue
            sentence = at
        yield Clause(at, mark if mark in ".;,:" else THEN if one_of("then").match(mark) else "và", sentence)


def _begins_capital(chunks: Chunks, at: int) -> bool:
    return at < len(chunks.tags) and chunks.words.slice(chunks.starts[at], chunks.starts[at + 1])[:1].isupper()


def assigning_clauses(chunks: Chunks, *, under_heading: bool) -> Iterator[Clause]:
    """The clauses that may assign something: not those that show how a draft is to be, nor lists behind commas, nor
    those inside a list of helpers."""
    shown = -1
    helping = [found.span() for found in rule("helpers").finditer(chunks.tags)]
    for clause in clauses(chunks):
        if helping and any(start < clause.at < end for start, end in helping):
            continue
        if clause.after == ":" and _shows_direction(chunks, clause.at):
            shown = clause.sentence
        if clause.sentence == shown or (clause.after == "," and not _after_opener(chunks, clause)):
            continue
        if under_heading and clause.after not in ("", ":") and _refers_back(chunks, clause):
            continue
        if under_heading and _goes_on_asking(chunks, clause):
            continue
        if under_heading and (
            _hands_down(chunks, clause) or (clause.after in SOFT_MARKS and not _after_topic(chunks, clause))
        ):
            continue
        yield clause


def _refers_back(chunks: Chunks, clause: Clause) -> bool:
    """`Rà soát ...; các địa phương cần ...` under a heading: no others than those whose task it has begun to say."""
    at = rule("lead_in").match(chunks.tags, clause.at).end()  # type: ignore[union-attr]
    subject = chunks.lists.get(at, ())
    return bool(subject) and all(name.vague for name in subject) and bool(rule("own_work").match(chunks.tags))


def _goes_on_asking(chunks: Chunks, clause: Clause) -> bool:
    """`Rà soát hồ sơ và đề nghị Sở A ...`, `Rà soát hồ sơ; yêu cầu các xã ...`: whose work it is has to ask them."""
    if clause.after not in ("và", ";") or not rule("own_work").match(chunks.tags, clause.sentence):
        return False
    found = rule("ordered").match(chunks.tags, clause.at)
    return clause.after == "và" or bool(found and all(name.plural for name in chunks.lists[found.end() - 1]))


def _hands_down(chunks: Chunks, clause: Clause) -> bool:
    """`Phân công ...`, `Giao chỉ tiêu cho UBND các xã` under a heading: what those it names are to do themselves."""
    if rule("assigns").match(chunks.tags, clause.at):
        return True
    found = None if clause.after else rule("hands_down").match(chunks.tags, clause.at)
    if not found or "cho" not in chunks.words.slice(chunks.starts[clause.at], chunks.starts[found.end() - 1]).split():
        return False
    return all(name.plural or name.text[:1].islower() for name in chunks.lists[found.end() - 1])


def _shows_direction(chunks: Chunks, at: int) -> bool:
    """`theo hướng: Bộ A chủ trì ...` describes a draft and assigns nothing."""
    before = chunks.words.slice(chunks.starts[max(0, at - 4)], chunks.starts[at])
    return "hướng" in before.lower().split() or "hướng:" in before.lower()


def _after_topic(chunks: Chunks, clause: Clause) -> bool:
    """`Về kinh phí: Sở Tài chính ...`, `Để ..., giao Sở A ...`: the topic leaves the sentence to its own subject."""
    if clause.after == ":":
        names_topic = clause.at - clause.sentence in TOPIC_LENGTHS
        return names_topic or bool(rule("topic").match(chunks.tags, clause.sentence))
    if (
        clause.after == ","
        and _recurs(chunks, clause.sentence)
        and "," not in chunks.tags[clause.sentence : clause.at - 1]
    ):
        return True
    orders = rule("orders").match(chunks.tags, clause.at) or rule("obliged").match(chunks.tags, clause.at)
    return _after_opener(chunks, clause) and bool(orders)


def _after_opener(chunks: Chunks, clause: Clause) -> bool:
    """Whether a part behind a comma may have its own subject or order: its sentence begins with a circumstance, or
    the part itself is an order, with or without the one who speaks."""
    if rule("orders").match(chunks.tags, clause.at):
        return not rule("in_list").search(chunks.tags, 0, clause.at)
    if rule("commanded").match(chunks.tags, clause.at) or _recurs(chunks, clause.sentence):
        return True
    return bool(rule("opener").match(chunks.tags, clause.sentence))


def _recurs(chunks: Chunks, at: int) -> bool:
    """Whether a sentence begins by saying how often (`Hằng tháng, ...`, `Chiều thứ Sáu hàng tuần, ...`)."""
    if _EACH.isdisjoint(chunks.words.folded):
        return False
    end = min(at + 8, len(chunks.tags))
    return bool(_OFTEN.search(chunks.words.slice(chunks.starts[at], chunks.starts[end]).lower()))
