"""Who is told to do something.

The rules are those of the labelling guide; where the grammar of names is unsure, nobody is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ketluan.body_name import read_names
from ketluan.clause import (
    SENTENCE_ENDS,
    WINDOW,
    Clause,
    asks,
    behind_connectives,
    behind_prefix,
    clauses,
    inside_list,
    leaders_in_bracket,
    place_as_subject,
    shows_direction,
    surely_acts,
)
from ketluan.helper_list import helper_spans
from ketluan.name_parts import behind_bracket, is_no_name
from ketluan.notice import Party
from ketluan.printed_name import Name
from ketluan.wording import Words, matched, trie, words_of

LONGEST_TITLE_NAME = 26
LONGEST_FIELD = 3
LONGEST_UNREAD = 12

_SOFT = (",", ":", "và")
_DELEGATING = ("yêu", "phân")
_PREAMBLE_ORDERS = ("giao", "yêu", "đề")

_OWN_AUTHORITY = ("thống", "đồng", "nhất", "ghi", "đánh", "biểu", "chấp", "cơ")
_AUTHORITY = re.compile(
    r"(?:(?:Đồng chí )?(?:Phó )?Chủ tịch(?: Thường trực)? )?(?:UBND|[UỦ][yỷ] ban nhân dân)"
    r"(?: (?i:tỉnh|huyện|thành phố|thị xã|quận|xã|phường))?"
    r"|(?:Phó )?Thủ tướng Chính phủ|(?:Ban )?Thường (?:trực|vụ)(?: .*)?|(?:Phó )?Giám đốc Sở|Lãnh đạo Sở",
)
_OPENERS = {
    *("về", "đối", "riêng", "trên", "căn", "để", "trong", "sau", "nhằm"),
    *("theo", "từ", "đến", "ngay", "trước", "qua", "quá", "nếu", "khi"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Bodies told by a text; `ordered` when it says so in as many words (giao, yêu cầu, đề nghị ...), `acts` when it
    begins with what is to be done."""

    lead: tuple[Party, ...] = ()
    ordered: bool = False
    acts: bool = False


NOBODY = Told()


def told_by_title(text: str) -> Told:
    """The addressee of a heading or introducing line, without its colon: the bodies it names, or that it orders."""
    words = words_of(text)
    start = behind_prefix(words, 0)
    names, end = _title_names(words, start)
    if names and (behind_bracket(words, end) == len(words) or _asks_in_title(words, end)):
        return Told(lead=_parties(names), ordered=start > 0)
    if leaders := leaders_in_bracket(words):
        return Told(lead=_parties(leaders))
    return _told_by_open_title(words, start, names, end) or told_by_text(text, under_heading=False)


def is_addressee(text: str) -> bool:
    """Whether a text is nothing but names of bodies (`Sở Công Thương.`)."""
    words = words_of(text.rstrip(" *:.;"))
    names, end = _title_names(words, 0)
    return bool(names) and behind_bracket(words, end) == len(words)


def _title_names(words: Words, start: int) -> tuple[tuple[Name, ...], int]:
    """The bodies a title names; `;` parts them as `,` does."""
    names, end = read_names(words, start)
    while names and words.at(end) == ";":
        more, behind = read_names(words, end + 1)
        if not more:
            break
        names, end = names + more, behind
    return names, end


def _asks_in_title(words: Words, at: int) -> bool:
    """As in a sentence; but a word or three behind a comma may end the name (`Vụ Thi đua, khen thưởng`)."""
    if words.at(at) == "," and len(words) - at <= LONGEST_FIELD + 1:
        return matched(trie("firm_actions"), words, at + 1) > at + 1
    return asks(words, at)


def _told_by_open_title(words: Words, start: int, names: tuple[Name, ...], end: int) -> Told | None:
    """A title that begins like a body but goes on in a way the grammar does not know: all of it is the name."""
    until = _without_bracket(words)
    if names and words.at(end) in (",", "và") and words.capital(end + 1):
        return Told(lead=_parties(names), ordered=start > 0)
    if (not names and not _begins_like_body(words, start)) or until - start > LONGEST_TITLE_NAME:
        return None
    whole = words.slice(start, until)
    if names and (at := whole.rfind(names[-1].words)) > 0:
        whole = whole[at:]
    parties = (*_parties(names[:-1]), Party(name=whole, words=whole))
    return Told(lead=parties, ordered=start > 0)


def told_by_text(text: str, *, under_heading: bool) -> Told:
    """Who an item or paragraph itself tells; `under_heading` when the line above already names somebody.

    Ordered (`giao X`) or addressed as the subject of an order (`X chủ trì ...`), at the start of a sentence or of a
    part of it after a semicolon; behind a comma or colon only when nobody is told otherwise.
    """
    words = words_of(text)
    lead: list[Party] = []
    ordered = False
    told_in = -1
    for clause in _telling_clauses(words, under_heading=under_heading):
        soft = clause.after in _SOFT
        if soft and told_in == clause.sentence:
            continue
        if (lead or under_heading) and _only_answers(words, clause):
            continue
        found = _told_by_clause(words, clause, soft=soft, led=bool(lead))
        if found.lead:
            told_in = clause.sentence
            lead += found.lead
            ordered = ordered or found.ordered
    if not lead:
        lead += _told_before_colon(words)
    acts = matched(trie("actions"), words, behind_connectives(words, 0)) > 0
    return Told(lead=tuple({party.name: party for party in lead}.values()), ordered=ordered, acts=acts)


def _telling_clauses(words: Words, *, under_heading: bool) -> Iterator[Clause]:
    """The clauses that may tell somebody: not those that show how a draft is to be, nor lists behind commas, nor
    those inside a list of helpers."""
    shown = -1
    helping = tuple(helper_spans(words)) if ";" in words.folded else ()
    for clause in clauses(words):
        if helping and any(clause.at in span for span in helping):
            continue
        if clause.after == ":" and shows_direction(words, clause.at):
            shown = clause.sentence
        if clause.sentence == shown or (clause.after == "," and not _after_opener(words, clause)):
            continue
        if under_heading and (words.at(clause.at) in _DELEGATING or _belongs_to_heading(words, clause)):
            continue
        yield clause


def _only_answers(words: Words, clause: Clause) -> bool:
    """`...; thủ trưởng đơn vị chịu trách nhiệm nếu ...`: says who answers for it, tells nobody else."""
    if clause.after not in (";", ","):
        return False
    names, behind = read_names(words, clause.at)
    return bool(names) and words.folded[behind : behind + 3] == ("chịu", "trách", "nhiệm")


def _belongs_to_heading(words: Words, clause: Clause) -> bool:
    return clause.after in _SOFT and not _after_topic(words, clause)


def _told_before_colon(words: Words) -> tuple[Party, ...]:
    """`Các cơ sở đào tạo nghề: Tích cực ...`: an addressee that the grammar could not cut stands before a colon."""
    if ":" not in words.folded[:20]:
        return ()
    title = words_of(words.slice(0, words.folded.index(":")))
    told = _told_by_open_title(title, behind_prefix(title, 0), (), 0)
    return told.lead if told else ()


def told_by_preamble(text: str) -> Told:
    """Whom the last sentence of the preamble orders (`... yêu cầu các sở, ngành thực hiện:`); nobody else is told."""
    small = text.lower().replace("ð", "đ")
    if not any(order in small for order in _PREAMBLE_ORDERS):
        return NOBODY
    words = words_of(text)
    last = max((at + 1 for at, word in enumerate(words.folded) if word in SENTENCE_ENDS), default=0)
    for at in range(len(words) - 1, max(last, len(words) - WINDOW) - 1, -1):
        if words.at(at) in _PREAMBLE_ORDERS and (end := matched(trie("orders"), words, at)) > at:
            names, behind = read_names(words, end)
            if names and asks(words, behind):
                return Told(lead=_parties(names), ordered=True)
    return NOBODY


def _told_by_clause(words: Words, clause: Clause, *, soft: bool, led: bool) -> Told:
    start = behind_connectives(words, clause.at)
    subject, behind = read_names(words, start)
    if not subject and not soft:
        subject, behind = place_as_subject(words, start)
    speaks = bool(subject) and _is_authority(subject)
    order_at = behind if speaks else start
    order = matched(trie("orders"), words, order_at)
    if order > order_at and words.at(order_at) not in ("chỉ", "lưu"):
        names, _ = _ordered_names(words, order)
        if names:
            return Told(lead=_parties(names), ordered=True)
    if subject and words.at(behind) == ";":
        more, end = read_names(words, behind + 1)
        subject, behind = (subject + more, end) if more and asks(words, end) else (subject, behind)
    if not subject or not (asks(words, behind) or (not soft and _asks_behind_unread(words, behind))):
        return NOBODY
    if (speaks and words.at(behind) in _OWN_AUTHORITY) or (led and _only_helps(words, behind)):
        return NOBODY
    if soft and (any(name.vague for name in subject) or inside_list(words, clause.at)):
        return NOBODY
    return Told(lead=_parties(subject))


def _asks_behind_unread(words: Words, at: int) -> bool:
    """Whether a list goes on with a body that the grammar cannot read, and an order follows all the same."""
    if words.at(at) not in (",", "và") or not words.capital(at + 1):
        return False
    for end in range(at + 2, min(at + LONGEST_UNREAD, len(words))):
        if words.at(end) in (";", ":", *SENTENCE_ENDS):
            return False
        if not words.capital(end) and surely_acts(words, end):
            return True
    return False


def _ordered_names(words: Words, at: int) -> tuple[tuple[Name, ...], int]:
    names, end = read_names(words, at)
    if names:
        return names, end
    for cho in range(at, min(at + 14, len(words))):
        if words.at(cho) in (",", ";", ".", ":"):
            break
        if words.at(cho) == "cho":
            return read_names(words, cho + 1)
    return (), at


def _is_authority(names: tuple[Name, ...]) -> bool:
    """Whether a subject is the office that speaks (`UBND tỉnh yêu cầu ...`), not one that is told."""
    return len(names) == 1 and not names[0].plural and bool(_AUTHORITY.fullmatch(names[0].text))


def _only_helps(words: Words, at: int) -> bool:
    """`... chủ trì; Sở B phối hợp thực hiện`: Sở B helps."""
    return words.folded[at : at + 2] == ("phối", "hợp") and words.at(at + 2) not in ("với", "chặt")


def _without_bracket(words: Words) -> int:
    return next((at for at in range(len(words)) if words.at(at) == "("), len(words))


def _after_topic(words: Words, clause: Clause) -> bool:
    """`Về kinh phí: Sở Tài chính ...`, `Để ..., giao Sở A ...`: the topic leaves the sentence to its own subject."""
    if clause.after == ":":
        return words.at(clause.sentence) in ("về", "đối", "riêng")
    return _after_opener(words, clause) and matched(trie("orders"), words, clause.at) > clause.at


def _after_opener(words: Words, clause: Clause) -> bool:
    """Whether a part behind a comma may have its own subject or order: its sentence begins with a circumstance, or
    the part itself is an order."""
    if words.at(clause.at) == "giao" or words.at(clause.sentence) in _OPENERS:
        return True
    return behind_connectives(words, clause.sentence) > clause.sentence


def _begins_like_body(words: Words, at: int) -> bool:
    """`Các cơ quan chủ trì các mục tiêu ...`, `Ban Điều hành ...`, never `Tổ chức thực hiện`, `Ban hành kế hoạch`."""
    plural = words.at(at) in ("các", "những")
    begins = at + plural
    if is_no_name(words, begins, plural=plural):
        return False
    lists = ("open", "fixed", "group_nouns", "open_nouns") if plural else ("open",)
    return matched(trie(*lists), words, begins) > begins


def _parties(names: tuple[Name, ...]) -> tuple[Party, ...]:
    return tuple(Party(name=name.text, words=name.words) for name in names)
