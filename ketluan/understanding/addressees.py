"""The bodies to which a text assigns something, by the rules of the labelling guide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ketluan.model.notice import Party
from ketluan.understanding.body_name import Name
from ketluan.understanding.chunks import Chunks, chunks_of
from ketluan.understanding.clauses import SOFT_MARKS, THEN, Clause, assigning_clauses, clauses, rule
from ketluan.understanding.grammar import one_of
from ketluan.understanding.names import first_letters, read_names
from ketluan.understanding.word_letters import LISTED, letter_pairs, letters_of
from ketluan.understanding.words import Words, words_of

POINTING_BACK = (" này", " trên", " nêu trên", " nói trên")
UNSURE_VERB = "từ sau tên cơ quan chưa biết có phải là việc phải làm không"
UNSURE_LIST = "danh sách còn tên chưa đọc được"

# who speaks in such documents: a praise from them tells nobody
_AUTHORITY = re.compile(
    r"(?:(?:Đồng chí )?(?:Phó )?Chủ tịch(?: Thường trực)? )?(?:UBND|[UỦ][yỷ] ban nhân dân)"
    r"(?: (?i:tỉnh|huyện|thành phố|thị xã|quận|xã|phường|TP(?:\. ?\w+)?))?"
    r"|(?:Phó )?Bí thư (?i:(?:Thường trực )?(?:tỉnh|thành|thị|huyện|quận|đảng) [ủu][ỷy])(?: .*)?"
    r"|(?:Tổng )?Bí thư|Chủ tịch nước|(?:Phó )?Thủ tướng(?: Chính phủ)?(?: (?i:thường trực))?"
    r"|(?:Ban )?Thường (?:trực|vụ)(?: .*)?|(?:Phó )?Giám đốc Sở|Lãnh đạo Sở",
)

# words in capitals behind an office are its holder
_PERSON = re.compile(r"(?: (?!Chính phủ)[^\W\d_a-zà-ỹđ]\w*){1,6}$")


class Addressees(NamedTuple):
    """The bodies to which a text assigns something.

    `ordered` when it says so in as many words (giao, yêu cầu, đề nghị ...), `acts` when it begins with what is to be
    done.
    """

    lead: tuple[Party, ...] = ()
    ordered: bool = False
    acts: bool = False


NOBODY = Addressees()


def parties(names: tuple[Name, ...], *, why: str = "") -> tuple[Party, ...]:
    """The bodies named, those said to help left out; not yet looked up in a register.

    `Sở Y tế và các đơn vị liên quan`: beside a body that is named, those concerned name nobody.
    """
    leading = [name for name in names if name.role != "help"]
    named = [name for name in leading if not name.vague] or leading
    return tuple(
        [
            Party(name=name.text, words=name.words, certain=not (name.unsure or why), why=name.unsure or why)
            for name in named
        ]
    )


def may_begin_with_body(text: str) -> bool:
    """False for most texts, and at little cost: the words of a whole block are read but once."""
    return words_of(text).tags[:1] in first_letters()


def begins_with_body(text: str, *, acting: bool = False) -> bool:
    """Whether a text begins with the name of a body; `acting` when a verb must follow that is hardly anything else."""
    words = words_of(text)
    names, end = read_names(words, 0)
    return bool(names) and (not acting or bool(rule("surely_asks").match(words.tags, end)))


def speaker_asks(text: str) -> bool:
    """Whether the one who speaks asks for something without saying of whom (`Thủ tướng yêu cầu đẩy nhanh ...`)."""
    return bool(rule("speaker_asks").match(chunks_of(words_of(text)).tags))


def begins_with_task(text: str) -> bool:
    """Whether a text begins with a verb in a capital that says what is to be done, or with an order."""
    return bool(rule("begins_task").match(words_of(text).tags))


def sentence_addressees(text: str, *, under_heading: bool) -> Addressees:
    """The bodies that an item or paragraph itself names; `under_heading` when the line above already names somebody."""
    return addressees_in(words_of(text), under_heading=under_heading)


def addressees_in(words: Words, *, under_heading: bool) -> Addressees:
    """By the clauses of a text.

    Ordered (`giao X`) or addressed as the subject of an order (`X chủ trì ...`), at the start of a sentence or of a
    part of it after a semicolon; behind a comma or colon only when the sentence names no other.
    """
    chunks = chunks_of(words)
    lead: list[Party] = list(_by_role(chunks))
    if lead:
        return Addressees(lead=tuple(lead), ordered=True, acts=True)
    ordered, assigned_in, last = False, -1, _last_named(chunks.tags)
    for clause in assigning_clauses(chunks, under_heading=under_heading) if last >= 0 else ():
        if clause.at > last:
            break
        soft = clause.after in SOFT_MARKS
        if soft and assigned_in == clause.sentence:
            continue
        if (lead or under_heading) and _only_answers(chunks, clause):
            continue
        found = _clause_addressees(chunks, clause, soft=soft, led=bool(lead), alone=not under_heading)
        if found.lead:
            assigned_in = clause.sentence
            lead += found.lead
            ordered = ordered or found.ordered
    acts = bool(rule("acts").match(chunks.tags))
    return Addressees(lead=tuple(_each_once(lead)), ordered=ordered, acts=acts)


def _last_named(tags: str) -> int:
    """The last chunk that is a list of bodies or may be a place that acts: no clause behind it names anybody."""
    return max(map(tags.rfind, (LISTED, *_place_letters())))


@cache
def _place_letters() -> frozenset[str]:
    upper = letter_pairs()[1]
    return letters_of("level") | {upper["government"], upper["anybody"]}


def _each_once(lead: list[Party]) -> list[Party]:
    """Each body once: `Người đứng đầu cơ sở` behind `Cơ sở` is no second one."""
    if len(lead) < 2:
        return lead
    known: list[str] = []
    kept: list[Party] = []
    for party in lead:
        name = party.name.lower().removeprefix("các ")
        if name not in known and not (name.endswith(tuple(known)) and rule("office_of").match(words_of(name).tags)):
            known.append(name)
            kept.append(party)
    return kept


def _by_role(chunks: Chunks) -> Iterator[Party]:
    """`Cơ quan chủ trì: X`, `(X chủ trì ...)`, `việc - X - ngày`."""
    if not ("(" in chunks.tags or "-" in chunks.tags or ":" in chunks.tags):
        return
    for found in rule("labelled").finditer(chunks.tags):
        if rule("leads").match(found["role"]):
            yield from parties(chunks.names_in(*found.span()))
    for found in rule("in_bracket").finditer(chunks.tags):
        yield from parties(chunks.names_in(found.start("led"), found.end("led")))
    if LISTED not in chunks.tags[:1] and (behind := rule("behind_task").search(chunks.tags)):
        yield from parties(chunks.names_in(*behind.span()))


def _clause_addressees(chunks: Chunks, clause: Clause, *, soft: bool, led: bool, alone: bool) -> Addressees:
    """Those of one clause; `soft` behind a mark that only parts a sentence, `led` when there is one already, `alone`
    when no line above names any."""
    if (spoken_of := _spoken_of(chunks, clause)) is not None:
        return Addressees(lead=parties(spoken_of), ordered=bool(spoken_of))
    tags, start = chunks.tags, _behind_lead_in(chunks.tags, clause.at)
    subject, behind = _subject(chunks, start), start + (start in chunks.lists)
    if not subject and not soft:
        subject, behind = _behind_opener(chunks, start) or _place_as_subject(chunks, start, "place_acts")
    if not subject and alone and not led:
        subject, behind = _place_as_subject(chunks, start, "place_must" if soft else "lone_acts")
    if not subject and _direction_letter() in tags[start:] and rule("voiced").match(tags, start):
        told = next(at for at in sorted(chunks.lists) if at > start)
        return Addressees(lead=parties(chunks.lists[told]), ordered=True)
    if not _order_letters().isdisjoint(tags[start:]):
        for order_at in dict.fromkeys((behind, start, _order_behind(chunks, clause.at, start))):
            if names := _ordered(chunks, order_at, speaker=order_at > start):
                return Addressees(lead=parties(names), ordered=True)
    subject, behind = with_further(chunks, subject, behind)
    if not subject:
        return NOBODY
    sure = asks_at(chunks, behind)
    why = "" if sure else UNSURE_LIST if rule("unread").match(tags, behind) else UNSURE_VERB
    if not sure and (
        clause.after not in ("", ".") or not (why == UNSURE_LIST or rule("asks_unlisted").match(tags, behind))
    ):
        return NOBODY
    if _speaks_alone(tags, behind) or (rule("praises").match(tags, behind) and _is_authority(subject)):
        return NOBODY
    if led and rule("only_helps").match(tags, behind):
        return NOBODY
    return Addressees(lead=parties(subject, why=why))


def _behind_lead_in(tags: str, at: int) -> int:
    found = rule("lead_in").match(tags, at) if tags[at : at + 1] in _lead_in_letters() else None
    return found.end() if found else at


@cache
def _lead_in_letters() -> frozenset[str]:
    return letters_of("connective", "courtesy", "regarding", "meeting")


@cache
def _direction_letter() -> str:
    return letter_pairs()[0]["direction"]


@cache
def _order_letters() -> frozenset[str]:
    return letters_of("order", "assignment")


def _subject(chunks: Chunks, at: int) -> tuple[Name, ...]:
    """The names there; behind `của` the first ones belong to what is in front, and only those behind the last comma
    are the subject (`Theo đề nghị của Sở Y tế, Sở Tài chính thẩm định`)."""
    names = chunks.lists.get(at, ())
    if not names or not rule("owned").match(chunks.tags, at):
        return names
    text = chunks.words.slice(chunks.starts[at], chunks.starts[at + 1])
    for first in range(len(names) - 1, 0, -1):
        before = text[: text.rfind(names[first].words)].rstrip()
        if before.endswith(","):
            return names[first:]
    return ()


def _speaks_alone(tags: str, at: int) -> bool:
    """`Chủ tịch UBND tỉnh chỉ thị: ...`, `Bộ Tư pháp thống nhất với dự thảo`: who speaks there tells nobody."""
    return bool(rule("announces").match(tags, at) or rule("agrees_with").match(tags, at))


def _spoken_of(chunks: Chunks, clause: Clause) -> tuple[Name, ...] | None:
    """`Đối với các cơ sở chưa có giấy phép, đề nghị đơn vị lập hồ sơ`: those spoken of where the order goes back to
    them, nobody where the sentence turns to another body; None when it does neither."""
    found = rule("spoken_of").match(chunks.tags, clause.at) if clause.after in ("", ".") else None
    for other in clauses(chunks) if found else ():
        if other.sentence != clause.sentence or other.after not in (",", THEN) or other.at <= clause.at:
            continue
        turned = rule("turns_to").match(chunks.tags, other.at)
        pointing = turned and all(name.text.endswith(POINTING_BACK) for name in chunks.lists[turned.end() - 1])
        if pointing or rule("same_one").match(chunks.tags, other.at):
            return chunks.lists[found.end() - 1]  # type: ignore[union-attr]
        if turned:
            return ()
    return None


def with_further(chunks: Chunks, subject: tuple[Name, ...], behind: int) -> tuple[tuple[Name, ...], int]:
    """The subject, or those ordered, go on behind semicolons when what they are to do is still to come."""
    listed, end = subject, behind
    while subject and chunks.tags[end : end + 1] == ";" and (more := chunks.lists.get(end + 1)):
        listed, end = listed + more, end + 2
    return (listed, end) if end > behind and asks_at(chunks, end) else (subject, behind)


def _ordered(chunks: Chunks, at: int, *, speaker: bool) -> tuple[Name, ...]:
    """The bodies ordered there; a body in front of the order is the speaker, unless it hands on work below itself."""
    if speaker and not rule("speaks").match(chunks.tags, at):
        return ()
    found = rule("ordered").match(chunks.tags, at) or rule("given_to").match(chunks.tags, at)
    if found:
        return chunks.names_in(found.end() - 1, found.end()) or chunks.names_in(found.end(), found.end() + 1)
    return ()


def asks_at(chunks: Chunks, at: int) -> bool:
    """Whether what follows there is asked of those before it."""
    return bool(rule("asks").match(chunks.tags, at))


def _behind_opener(chunks: Chunks, at: int) -> tuple[tuple[Name, ...], int] | None:
    """`Trong quá trình thực hiện Thủ trưởng các đơn vị chịu trách nhiệm ...`: a subject without a comma before it."""
    found = rule("after_opener").match(chunks.tags, at)
    if not found or not rule("surely_asks").match(chunks.tags, found.end()):
        return None
    return chunks.lists[found.end() - 1], found.end()


def _order_behind(chunks: Chunks, at: int, start: int) -> int:
    """`Đối với các kiến nghị yêu cầu UBND xã đề xuất ...`: the order, where no comma parts it from what it is about."""
    found = rule("order_behind").match(chunks.tags, at)
    return found.end() if found else start


def _place_as_subject(chunks: Chunks, at: int, acts: str) -> tuple[tuple[Name, ...], int]:
    """`Thị xã Sông Cầu tổ chức ...`, `Riêng tỉnh A: giải quyết ...`: a place that acts stands for its committee."""
    found = rule(acts).match(chunks.tags, at)
    if not found:
        return (), at
    names: list[Name] = []
    outside = one_of("bracket").sub(lambda bracket: " " * len(bracket[0]), found[0])
    for each in rule("place_or").finditer(" " * at + outside, at, found.end("place")):
        text = chunks.words.slice(chunks.starts[each.start()], chunks.starts[each.end()])
        names += chunks.lists.get(each.start()) or [Name(text, text)]
    return tuple(names), found.end("place")


def _is_authority(names: tuple[Name, ...]) -> bool:
    """Whether a subject is the office that speaks (`UBND tỉnh yêu cầu ...`), no addressee."""
    return len(names) == 1 and not names[0].plural and bool(_AUTHORITY.fullmatch(_PERSON.sub("", names[0].text)))


def _only_answers(chunks: Chunks, clause: Clause) -> bool:
    """`...; thủ trưởng đơn vị chịu trách nhiệm nếu ...`: says who answers for it, names no addressee."""
    return clause.after in (";", ",", THEN) and bool(rule("only_answers").match(chunks.tags, clause.at))
