"""Who is told: bodies that lead, and bodies it is to be done together with.

The rules are those of the labelling guide; where the grammar of names is unsure, nobody is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ketluan.body_name import Name, read_names
from ketluan.notice import Party
from ketluan.wording import Words, matched, trie, words_of

_SENTENCE_ENDS = {".", "!", "?", "…", "..", "..."}
_OWN_AUTHORITY = ("thống", "đồng", "nhất", "ghi", "đánh", "biểu", "chấp", "cơ")
_CONDITIONS = ("trường hợp", "nếu", "khi")
_HELP_ADVERBS = {
    "chặt", "chẽ", "thường", "xuyên", "tốt", "hiệu", "quả", "đồng", "bộ", "với", "cùng", "tích", "cực", "kịp", "thời", "hơn", "nữa",
}
_STEERING = (
    ("chỉ", "đạo"), ("hướng", "dẫn"), ("đôn", "đốc"), ("vận", "động"), ("yêu", "cầu"), ("đề", "nghị"), ("giao",), ("mời",), ("để",),
    ("do",), ("cho",), ("việc",), ("hỗ", "trợ"), ("giúp",), ("phân", "công"), ("huy", "động"), ("của",),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Bodies told by a text; `ordered` when it says so in as many words (giao, yêu cầu, đề nghị ...)."""

    lead: tuple[Party, ...] = ()
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class _Clause:
    """Where a clause starts; `first` when it starts its sentence, `after` the mark before it."""

    at: int
    after: str
    sentence: int


def told_by_title(text: str) -> Told:
    """The addressee of a heading or introducing line, without its colon: the bodies it names, or that it orders."""
    words = words_of(text)
    start = _behind_prefix(words, 0)
    names, end = read_names(words, start)
    if names and (_behind_bracket(words, end) == len(words) or _acts(words, end)):
        return Told(lead=_parties(names), ordered=start > 0)
    if start < len(words) and _names_one_body(words, start):
        whole = words.slice(start, _without_bracket(words))
        return Told(lead=(Party(name=whole, words=whole),), ordered=start > 0)
    return told_by_text(text, under_heading=False)


def told_by_text(text: str, *, under_heading: bool) -> Told:
    """Who an item or paragraph itself tells; `under_heading` when the line above already names somebody.

    Ordered (`giao X`) or addressed as the subject of an order (`X chủ trì ...`), at the start of a sentence or of a
    part of it after a semicolon; behind a comma or colon only when nobody is told otherwise.
    """
    words = words_of(text)
    lead: list[Party] = []
    ordered = False
    blocked = told_in = -1
    for clause in _clauses(words):
        if clause.sentence == blocked:
            continue
        soft = clause.after in (",", ":", "và")
        if soft and (told_in == clause.sentence or (under_heading and not _after_topic(words, clause))):
            if clause.after == ":" and _shows_direction(words, clause.at):
                blocked = clause.sentence
            continue
        found = _told_by_clause(words, clause, soft=soft, led=bool(lead))
        if found.lead:
            told_in = clause.sentence
            lead += found.lead
            ordered = ordered or found.ordered
    return Told(lead=tuple({party.name: party for party in lead}.values()), ordered=ordered)


def helpers(text: str, lead: tuple[Party, ...]) -> tuple[Party, ...]:
    """The bodies it is to be done together with, by those who lead; what third parties do together is not meant."""
    words = words_of(text)
    leaders = {party.name for party in lead}
    found: dict[str, Party] = {}
    for at in range(len(words)):
        names = _helped_at(words, at, leaders)
        for name in names:
            if not name.vague and name.text not in leaders:
                found.setdefault(name.text, Party(name=name.text, words=name.words))
    return tuple(found.values())


def _clauses(words: Words) -> Iterator[_Clause]:
    sentence = 0
    yield _Clause(0, "", 0)
    for at, word in enumerate(words.folded):
        if word in _SENTENCE_ENDS and words.capital(at + 1):
            sentence += 1
            yield _Clause(at + 1, ".", sentence)
        elif word in (";", ",", ":") or (word == "và" and words.at(at + 1) == "giao"):
            yield _Clause(at + 1, word, sentence)


def _told_by_clause(words: Words, clause: _Clause, *, soft: bool, led: bool) -> Told:
    start = _behind_connectives(words, clause.at)
    authority, behind = read_names(words, start)
    ordered = start
    if authority and matched(trie("orders"), words, behind) > behind:
        ordered = behind
    order = matched(trie("orders"), words, ordered)
    if order > ordered and (ordered > start or words.at(ordered) not in ("chỉ", "lưu")):
        names, end = _ordered_names(words, order)
        if names:
            return Told(lead=_parties(names), ordered=True)
    if not authority or not _acts(words, behind):
        return Told()
    if _is_own_authority(words, authority, behind) or (led and _only_helps(words, behind)):
        return Told()
    if soft and (any(name.vague for name in authority) or _inside_list(words, clause.at)):
        return Told()
    return Told(lead=_parties(authority))


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


def _is_own_authority(words: Words, names: tuple[Name, ...], behind: int) -> bool:
    """`UBND tỉnh thống nhất ...`: the office that speaks, not one that is told."""
    return len(names) == 1 and not names[0].plural and words.at(behind) in _OWN_AUTHORITY and (
        "UBND" in names[0].text or "nhân dân" in names[0].text or "Thường trực" in names[0].text
    )


def _only_helps(words: Words, at: int) -> bool:
    """`... chủ trì; Sở B phối hợp thực hiện`: Sở B helps."""
    return words.folded[at : at + 2] == ("phối", "hợp") and words.at(at + 2) not in ("với", "chặt")


def _acts(words: Words, at: int) -> bool:
    """Whether what follows a name says what it is to do."""
    at = _behind_bracket(words, at)
    if words.at(at) == ":":
        return True
    if words.at(at) == ",":
        at += 1
    return matched(trie("actions"), words, at) > at


def _behind_bracket(words: Words, at: int) -> int:
    if words.at(at) != "(":
        return at
    return next((end + 1 for end in range(at, len(words)) if words.at(end) == ")"), at)


def _without_bracket(words: Words) -> int:
    return next((at for at in range(len(words)) if words.at(at) == "("), len(words))


def _behind_connectives(words: Words, at: int) -> int:
    for _ in range(3):
        end = matched(trie("connectives"), words, at)
        if end == at:
            return at
        at = end + (words.at(end) == ",")
    return at


def _behind_prefix(words: Words, at: int) -> int:
    """Past `Giao`, `Đề nghị`, `Đối với`, `Trách nhiệm của` at the head of a title."""
    at = _behind_connectives(words, at)
    end = matched(trie("orders"), words, at)
    if end > at:
        return end
    for phrase in (("trách", "nhiệm", "của"), ("nhiệm", "vụ", "của"), ("nhiệm", "vụ", "đối", "với")):
        if words.folded[at : at + len(phrase)] == phrase:
            return at + len(phrase)
    return at


def _after_topic(words: Words, clause: _Clause) -> bool:
    """`Về kinh phí: Sở Tài chính ...`: the topic before a colon leaves the sentence to its own subject."""
    return clause.after == ":" and words.at(0) in ("về", "đối", "riêng")


def _inside_list(words: Words, at: int) -> bool:
    """Whether the comma before only separates the bodies of one list."""
    return any(read_names(words, start)[1] > at for start in range(max(0, at - 14), at - 1))


def _shows_direction(words: Words, at: int) -> bool:
    """`theo hướng: Bộ A chủ trì ...` describes a draft and tells nobody."""
    return "hướng" in words.folded[max(0, at - 4) : at]


def _names_one_body(words: Words, at: int) -> bool:
    """A title that begins like a body and has no verb: an open name the grammar cannot cut (`Các cơ quan chủ trì các mục tiêu`)."""
    if len(words) - at > 26:
        return False
    plural = words.at(at) in ("các", "những")
    begins = at + plural
    lists = ("open", "fixed", "group_nouns", "open_nouns") if plural else ("open",)
    return matched(trie(*lists), words, begins) > begins and not (words.at(begins) == "ban" and words.at(begins + 1) == "hành")


def _parties(names: tuple[Name, ...]) -> tuple[Party, ...]:
    return tuple(Party(name=name.text, words=name.words) for name in names)


def _helped_at(words: Words, at: int, leaders: set[str]) -> tuple[Name, ...]:
    """The bodies named after `phối hợp (chặt chẽ) (với)` or `cùng với` there, or before `phối hợp` when others lead."""
    if words.at(at) == "cùng":
        start = at + 1 + (words.at(at + 1) == "với")
        names = read_names(words, start)[0] if words.at(at + 1) == "với" or words.capital(start) else ()
        return () if _is_third_party(words, at, leaders) else names
    if words.at(at) != "phối" or words.at(at + 1) not in ("hợp", "kết"):
        return ()
    start = at + 2 + (words.at(at + 1) == "kết")
    while (words.at(start) in _HELP_ADVERBS and not words.capital(start)) or (words.at(start) == "," and words.folded[start + 1 : start + 3] == ("hỗ", "trợ")):
        start += 3 if words.at(start) == "," else 1
    if words.folded[start : start + 3] == ("và", "hỗ", "trợ"):
        start += 3
    names, _ = read_names(words, start)
    if names:
        return () if _is_third_party(words, at, leaders) else names
    return _helpers_before(words, at, leaders)


def _helpers_before(words: Words, at: int, leaders: set[str]) -> tuple[Name, ...]:
    """`Giao Sở A chủ trì; các Sở: B, C phối hợp`: those between the mark and `phối hợp`."""
    if "chủ" not in words.folded[:at]:
        return ()
    for start in range(at - 1, max(0, at - 60), -1):
        if words.at(start) in (";", ",", "và") or words.at(start) in _SENTENCE_ENDS:
            names, end = read_names(words, start + 1)
            if names and end == at and _led_before(words, start):
                earlier = _helpers_before_start(words, start)
                return earlier or names
    return ()


def _helpers_before_start(words: Words, at: int) -> tuple[Name, ...]:
    """The same list read from an earlier separator, when it reaches as far."""
    for start in range(max(0, at - 40), at):
        if words.at(start) == ";":
            names, end = read_names(words, start + 1)
            if names and end > at:
                return names
    return ()


def _led_before(words: Words, at: int) -> bool:
    return any(words.folded[i : i + 2] == ("chủ", "trì") for i in range(at))


def _is_third_party(words: Words, at: int, leaders: set[str]) -> bool:
    """Whether those who cooperate are not those who lead: `đôn đốc các chủ đầu tư phối hợp với ...`."""
    start = at
    while start > 0 and words.at(start - 1) not in {";", *_SENTENCE_ENDS}:
        start -= 1
    for steering in range(start, at):
        behind = next((steering + len(s) for s in _STEERING if words.folded[steering : steering + len(s)] == s), 0)
        if not behind:
            continue
        names, end = read_names(words, behind)
        if names and end <= at and "," not in words.folded[end:at] and not any(name.text in leaders for name in names):
            return True
    return False
