"""The bodies that something is to be done together with."""

from __future__ import annotations

from itertools import pairwise

from ketluan.lexicon.wording import Words, words_of
from ketluan.model.notice import Party
from ketluan.understanding.body_name import read_names
from ketluan.understanding.clause import SENTENCE_ENDS, WINDOW
from ketluan.understanding.helper_list import behind_cooperation, named_helpers
from ketluan.understanding.printed_name import Name

_STEERING = (
    ("chỉ", "đạo"),
    ("hướng", "dẫn"),
    ("đôn", "đốc"),
    ("vận", "động"),
    ("yêu", "cầu"),
    ("đề", "nghị"),
    ("giao",),
    ("mời",),
    ("để",),
    ("do",),
    ("cho",),
    ("việc",),
    ("hỗ", "trợ"),
    ("giúp",),
    ("phân", "công"),
    ("huy", "động"),
    ("của",),
)
_CLAUSE_ENDS = {";", *SENTENCE_ENDS}


def helpers(text: str, lead: tuple[Party, ...]) -> tuple[Party, ...]:
    """The bodies it is to be done together with, by those who lead; what third parties do together is not meant."""
    words = words_of(text)
    leaders = {party.name for party in lead}
    found: dict[str, Party] = {}
    for at in [at for at, word in enumerate(words.folded) if word in ("phối", "cùng")]:
        for name in _helped_at(words, at, leaders):
            if not name.vague and name.text not in leaders:
                found.setdefault(name.text, Party(name=name.text, words=name.words))
    return tuple(found.values())


def _helped_at(words: Words, at: int, leaders: set[str]) -> tuple[Name, ...]:
    """The bodies named after `phối hợp (chặt chẽ) (với)` or `cùng với` there, or before `phối hợp` when others lead."""
    if words.at(at) == "cùng":
        start = at + 1 + (words.at(at + 1) == "với")
        names = read_names(words, start)[0] if words.at(at + 1) == "với" or words.capital(start) else ()
        return () if _is_third_party(words, at, leaders) else names
    if behind_cooperation(words, at) == at:
        return ()
    names, _ = named_helpers(words, at)
    if names:
        return () if _is_third_party(words, at, leaders) else names
    return _helpers_before(words, at, leaders)


def _helpers_before(words: Words, at: int, leaders: set[str]) -> tuple[Name, ...]:
    """`Giao Sở A chủ trì; các Sở: B, C phối hợp`: those between the mark and `phối hợp`."""
    for start in range(at - 1, max(0, at - 60), -1):
        if words.at(start) in (";", ",", "và") or words.at(start) in SENTENCE_ENDS:
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
    before = words.folded[max(0, at - WINDOW) : at + 1]
    return ("chủ", "trì") in pairwise(before)


def _is_third_party(words: Words, at: int, leaders: set[str]) -> bool:
    """Whether those who cooperate are not those who lead: `đôn đốc các chủ đầu tư phối hợp với ...`."""
    start = at
    while start > max(0, at - WINDOW) and words.at(start - 1) not in _CLAUSE_ENDS:
        start -= 1
    for steering in range(start, at):
        behind = next((steering + len(s) for s in _STEERING if words.folded[steering : steering + len(s)] == s), 0)
        if not behind:
            continue
        names, end = read_names(words, behind)
        if names and end <= at and "," not in words.folded[end:at] and not any(name.text in leaders for name in names):
            return True
    return False
