"""The names of bodies in a text: lists of them, shared heads given back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from ketluan.lexicon.lexicon import family_names
from ketluan.understanding.body_name import Item, Name, name_rule
from ketluan.understanding.grammar import one_of
from ketluan.understanding.shared_heads import fielded, headless, is_committee, numbered, placed
from ketluan.understanding.word_letters import LETTERS, letter_pairs, letters_of
from ketluan.understanding.words import Words, words_of

LONGEST_LIST = 60
UNSURE_GROUP = "chưa biết có phải là cơ quan không"
UNSURE_END = "không chắc tên cơ quan kết thúc ở đâu"

COUNCILS = ("hđnd", "hội đồng nhân dân", "đảng ủy")
"""Each is a body of its own beside the committee with which it shares the place behind them."""
_JOINT = re.compile(r"\s*(?:,|[-–—]|\b(?:và|&)(?!\w))\s*", re.IGNORECASE)
_DEPARTMENTS = {"sở": "Sở", "bộ": "Bộ", "phòng": "Phòng"}


_SINGLE = ("own", "cut_own", "groups", "which_one", "leaders", "tiers", "staffs")
_BEHIND_OFFICE = ("charge", *_SINGLE, "office_body")


def read_names(words: Words, start: int) -> tuple[tuple[Name, ...], int]:
    """The list of names that starts at a unit and where it ends; no names and `start` when no body is named there."""
    if words.tags[start : start + 1] not in first_letters() and not name_rule("told_place").match(words.tags, start):
        return (), start
    if start not in words.memory:
        words.memory[start] = _list(words, start)
    found: tuple[tuple[Name, ...], int] = words.memory[start]
    return found


@cache
def first_letters() -> frozenset[str]:
    """The words that a name can begin with, by their letters."""
    return frozenset(filter(name_rule("begins").match, LETTERS))


def _list(words: Words, start: int) -> tuple[tuple[Name, ...], int]:
    if ":" in words.tags and (office := name_rule("distributed").match(words.tags, start)):
        return _distributed(words, start, office.end())
    names: list[Name] = []
    cursor, end, shared = start, start, ""
    while len(names) < LONGEST_LIST and (item := _item(words, cursor, shared) or _other(words, cursor, names)):
        if words.tags[item.end : item.end + 1] == ":":
            item = _announced(words, item, shared) or item
        end, shared = item.end, item.shared or shared
        role, end = _behind_remarks(words, end)
        names += [name._replace(role=role) for name in item.names] if role else item.names
        if not (separator := name_rule("separator").match(words.tags, end)) or words.tags[end] == ";":
            break
        cursor = separator.end()
    return tuple(_as_vague_as_last(names) if len(names) > 1 else names), end


def _distributed(words: Words, start: int, body: int) -> tuple[tuple[Name, ...], int]:
    """`Giám đốc: Sở A, Sở B`: the office in front of each; nobody where one has an office of its own."""
    names, end = read_names(words, body)
    office = words.slice(start, body - 1)
    if not names or any(name_rule("office").match(words_of(name.text).tags) for name in names):
        return (), start
    return tuple(name._replace(text=f"{office} {name.text}", vague=False) for name in names), end


def _as_vague_as_last(names: list[Name]) -> list[Name]:
    """`các sở, ngành và các địa phương liên quan`: those concerned are all of the groups, so none of them is named."""
    if not (names[-1].vague and one_of("RELATED").search(words_of(names[-1].text).tags)):
        return names
    kept = len(names)
    while kept and (names[kept - 1].vague or name_rule("bare_group").fullmatch(words_of(names[kept - 1].text).tags)):
        kept -= 1
    return names[:kept] + [name._replace(vague=True) for name in names[kept:]]


def _other(words: Words, start: int, before: list[Name]) -> Item | None:
    """Behind a body initials that nobody listed, or a place; behind a group another one, whose noun is not known:
    `các sở, các hãng tàu`. A place that is told may be the first."""
    named = name_rule("local" if before else "told_place").match(words.tags, start)
    named = named or (name_rule("acronym").match(words.tags, start) if before else None)
    found = named or (name_rule("other_group").match(words.tags, start) if before and before[-1].plural else None)
    if not found:
        return None
    text = words.slice(start, found.end())
    return Item((Name(text, text, plural=not named, unsure="" if named else UNSURE_GROUP),), found.end())


def _behind_remarks(words: Words, end: int) -> tuple[str, int]:
    """Past `trên địa bàn tỉnh`, a bracket and an apposition; a bracket may say the role."""
    role, following = "", words.tags[end : end + 1]
    if following not in _remark_letters():
        return role, end
    if where := name_rule("where").match(words.tags, end):
        end = where.end()
    if bracket := name_rule("bracket").match(words.tags, end):
        inside, end = bracket[0], bracket.end()
        leads, helps = one_of("LEAD").search(inside), one_of("HELP").search(inside)
        role = "lead" if leads and not helps else "help" if helps and not leads else ""
    if person := name_rule("held_by").match(words.tags, end):
        end = person.end()
    if beside := name_rule("apposition").match(words.tags, end):
        end = beside.end()
    return role, end


@cache
def _remark_letters() -> frozenset[str]:
    return frozenset((*"(,=", letter_pairs()[0]["within"]))


def _announced(words: Words, item: Item, shared: str) -> Item | None:
    """`các sở, ngành: Tài chính, Công an`: what follows the colon instead of the group."""
    if len(item.names) != 1 or not item.names[0].plural:
        return None
    head = shared or next(
        (_DEPARTMENTS[word] for word in item.names[0].text.lower().replace(",", "").split() if word in _DEPARTMENTS), ""
    )
    return _item(words, item.end + 1, item.shared or head)


def _item(words: Words, start: int, shared: str) -> Item | None:
    tags = words.tags
    if shared and is_committee(shared) and (item := headless(words, start, shared)):
        return item
    at, person = start, False
    if tags[at : at + 1] in _courtesy_letters() and (courtesy := name_rule("courtesy").match(tags, at)):
        at, person = courtesy.end(), True
    if person and (named := name_rule("called").match(tags, at)):
        at = named.end()
    office = name_rule("office").match(tags, at) if tags[at : at + 1] in _office_letters() else None
    body = office.end() if office else at
    found = None
    if name_rule("may_share").match(tags, body):
        for read in (placed, fielded, numbered):
            if item := read(words, at, body):
                return item
        found = name_rule("mixed").match(tags, body)
    end, cut = (found.end(), False) if found else _single_end(tags, body, behind_office=bool(office))
    if end > body:
        return _one(words, at, body, end, cut=cut)
    if (
        office
        and (person or _is_deputy(words, at, body))
        and (named := name_rule("person").match(tags, body))
        and one_of("predicate").match(tags, named.end())
    ):
        text = words.slice(at, named.end())
        return Item((Name(text, text),), named.end())
    return headless(words, start, shared)


def _is_deputy(words: Words, office: int, person: int) -> bool:
    """Whether a deputy is named by person: `Phó Thủ tướng Trần Hồng Hà`."""
    named = person < len(words.tags) and words.folded[words.starts[person]] in family_names()
    return named and words.folded[words.starts[office]] == "phó"


def _single_end(tags: str, body: int, *, behind_office: bool) -> tuple[int, bool]:
    """Where the one name that starts there ends, and whether it may be cut short; behind an office any kind of body
    will do."""
    plural = tags[body : body + 1] in _quantifiers() and name_rule("plural_head").match(tags, body)
    if plural and (found := name_rule("own").match(tags, body + 1)):
        return found.end(), False
    for rule in _BEHIND_OFFICE if behind_office else _SINGLE:
        if found := name_rule(rule).match(tags, body):
            return found.end(), rule == "cut_own"
    if behind_office and tags[body : body + 1] in _quantifiers():
        return _single_end(tags, body + 1, behind_office=True)
    return body, False


@cache
def _quantifiers() -> frozenset[str]:
    return letters_of("quantifier")


@cache
def _courtesy_letters() -> frozenset[str]:
    return letters_of("courtesy", "quantifier")


@cache
def _office_letters() -> frozenset[str]:
    return letters_of("quantifier", "post", "lone_post", "leading", "leader")


class _Traits(NamedTuple):
    """What the letters of a name say of it by themselves: `vague` when it leaves open who is meant (`các đơn vị liên
    quan`, `các cơ quan chức năng`), `shares` when others may leave out its head, `joint` when law may know several."""

    vague: bool
    listed: bool
    quantified: bool
    shares: bool
    joint: bool


@lru_cache(maxsize=4096)
def _traits(tags: str) -> _Traits:
    related, joint = one_of("RELATED").search(tags), one_of("COMMITTEE").search(tags)
    vague = not joint if related else name_rule("vague_name").fullmatch(tags)
    several = joint or one_of("CENTRAL").search(tags)
    shares, quantified = name_rule("bare_head").match(tags), one_of("QUANTIFIER").search(tags)
    return _Traits(bool(vague), "," in tags, bool(quantified), bool(shares), bool(several))


def _one(words: Words, start: int, body: int, end: int, *, cut: bool) -> Item:
    text, own = words.slice(start, end), _traits(words.tags[body:end])
    whole = own if body == start else _traits(words.tags[start:end])
    named = Name(
        text,
        text,
        vague=body == start and own.vague,
        plural=own.listed or whole.quantified,
        unsure=_doubt(words, end, cut=cut),
    )
    several = _several(words, start, end) if body == start and own.joint else []
    names = tuple([named._replace(text=each, words=each) for each in several]) if several else (named,)
    return Item(names, end, words.slice(start, body + 1) if own.shares and not several else "")


def _several(words: Words, start: int, end: int) -> list[str]:
    """The names of which one is made: kinds of bodies that law tells apart, and `Hội đồng nhân dân và Ủy ban nhân dân
    các tỉnh`, where the first leaves out the end that it shares."""
    if one_of("CENTRAL").search(words.tags, start, end) and not name_rule("with_owner").match(words.tags, start):
        cuts = [start]
        for found in name_rule("own_kind").finditer(words.tags, start, end):
            cuts += [found.start(), found.end()]
        if len(cuts) > 1:
            cuts.append(end)
            return [words.slice(first, last) for first, last in zip(cuts[::2], cuts[1::2], strict=True)]
    *councils, _ = _JOINT.split(words.unit(start)) if one_of("COMMITTEE").match(words.tags, start) else [""]
    if not councils or any(council not in COUNCILS for council in councils):
        return []
    return _JOINT.split(words.slice(start, end), maxsplit=len(councils))


def _doubt(words: Words, end: int, *, cut: bool) -> str:
    """Why a name's end is not certain: a small word that might belong to it follows."""
    doubtful = name_rule("doubtful").match(words.tags, end - 1) or (
        cut and name_rule("might_belong").match(words.tags, end)
    )
    return UNSURE_END if doubtful else ""


def listed_names(words: Words) -> Iterator[tuple[int, tuple[Name, ...], int]]:
    """Every list of names in a text, from left to right: where it starts, the names, where it ends."""
    at = 0
    while at < len(words.tags):
        names, end = read_names(words, at)
        if names:
            yield at, names, end
        at = max(end, at + 1)
