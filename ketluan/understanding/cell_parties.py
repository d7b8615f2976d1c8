"""The bodies that a cell of a table names, and the role that it gives each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from ketluan.model.notice import Party
from ketluan.understanding.body_name import Name
from ketluan.understanding.grammar import compiled
from ketluan.understanding.names import read_names
from ketluan.understanding.words import Words, words_of

Role = Literal["lead", "coordinate"]

# the role stands in front of the body, with a colon
_BEFORE = re.compile(
    r"""(?P<role>(?:(?:cơ\s+quan|đơn\s+vị|các\s+cơ\s+quan|các\s+đơn\s+vị)\s+)?
    (?:chủ\s+trì(?:\s*,?\s*phối\s+hợp(?:\s+với)?(?=\s*:))?|đầu\s+mối|phối\s+hợp|tham\s+gia|CT|PH|thực\s+hiện)(?:\s+thực\s+hiện|\s+chính|\s+với)?)\s*:\s*""",
    re.VERBOSE | re.IGNORECASE,
)
# or behind it, in brackets or after a dash
_BEHIND = re.compile(
    r"""\s*[,:–-]?\s*[(\[]?\s*(?:(?:là\s+|làm\s+)?(?:cơ\s+quan|đơn\s+vị)\s+)?
    (?P<role>chủ\s+trì|(?:làm\s+)?đầu\s+mối|cùng\s+phối\s+hợp|phối\s+hợp|tham\s+gia|hỗ\s+trợ|CT|PH)(?:\s+(?:chính|thực\s+hiện))?\s*[)\]]?\s*\Z""",
    re.VERBOSE | re.IGNORECASE,
)
_HELPS = re.compile(r"phối\s+hợp|tham\s+gia|hỗ\s+trợ|PH", re.IGNORECASE)
_LEADS = re.compile(r"chủ\s+trì|đầu\s+mối|CT\b", re.IGNORECASE)
_WITH = re.compile(
    r"[,;]?\s*(?:chủ\s+trì\s*[,;]?\s*)?(?:và\s+)?\b(?:phối\s+hợp(?:\s+cùng)?\s+với|cùng\s+với|phối\s+hợp\s*:)\s*",
    re.IGNORECASE,
)
_ENDS_WITH_LEAD = re.compile(r"\s*,?\s*chủ\s+trì\s*\Z", re.IGNORECASE)
_BULLET = re.compile(r"\A(?:[-–—+•*·]|\(?\d{1,2}[.)/]|\(\d\))\s*")
# how a cell says that there is nobody
_NOBODY = re.compile(r"\W*|(?:không|nt|như\s+trên|x)\W*", re.IGNORECASE)
# a role in brackets ends what it belongs to
_CLOSED = re.compile(
    r"[(\[]\s*(?:cơ\s+quan\s+)?(?:chủ\s+trì|phối\s+hợp|CT|PH|đầu\s+mối)\s*[)\]](?=\s*[,;]?)", re.IGNORECASE
)
# a stop parts only behind a word of two letters: "TP." and initials go on
_PARTS = re.compile(r"\s*;\s*|\s*\n\s*|(?<=\w\w)\.\s+(?=[A-ZĐ])")


class CellParties(NamedTuple):
    """The bodies of a cell by their roles."""

    lead: tuple[Party, ...] = ()
    coordinate: tuple[Party, ...] = ()


def parties_of(lines: Sequence[str], role: Role) -> CellParties:
    """Who is named in a cell whose paragraphs are given; `role` is that of its column, which words in the cell
    (`Sở A (chủ trì); Sở B (phối hợp)`) overrule. Where one is said to lead, those of whom nothing is said help;
    where none is, a role behind several names is the last one's.
    """
    parts = [
        (tuple(_names(part)), stated)
        for part, stated in _parts("\n".join(_BULLET.sub("", line.strip()) for line in lines))
    ]
    led = any(stated.own == "lead" for _, stated in parts)
    found: dict[Role, dict[str, Party]] = {"lead": {}, "coordinate": {}}
    current: Role = "coordinate" if led else role
    for names, stated in parts:
        current = stated.heading or current
        for at, name in enumerate(names):
            last_only = role == "lead" and not led and stated.own == "coordinate" and not found["lead"]
            own = stated.own if not last_only or at + 1 == len(names) else None
            if not (name.vague and (own or current) == "coordinate"):
                found[own or current].setdefault(name.text, _party(name))
    leaders = found["lead"]
    helping = (party for name, party in found["coordinate"].items() if name not in leaders)
    return CellParties(tuple(leaders.values()), tuple(helping))


class _Stated(NamedTuple):
    """A role said before a list (`Phối hợp: ...`), which holds for what follows, and one said behind a name."""

    heading: Role | None = None
    own: Role | None = None


def _parts(text: str) -> Iterator[tuple[str, _Stated]]:
    for piece, heading in _headed(text):
        for part, own in _roles_behind(_without_lead_verb(piece)):
            yield part, _Stated(heading, own)


def _headed(text: str) -> Iterator[tuple[str, Role | None]]:
    """The text cut where a role is announced (`Chủ trì: ... Phối hợp: ...`, `... phối hợp với ...`)."""
    cuts = [(found.start(), found.end(), _role(found["role"])) for found in _BEFORE.finditer(text)]
    taken = [range(start, end) for start, end, _ in cuts]
    for found in _WITH.finditer(text):
        if not any(found.end() - 1 in span for span in taken):
            cuts.append((found.start(), found.end(), "coordinate"))
    cuts.sort()
    yield text[: cuts[0][0] if cuts else len(text)], None
    for at, (_, end, role) in enumerate(cuts):
        yield text[end : cuts[at + 1][0] if at + 1 < len(cuts) else len(text)], role


def _without_lead_verb(text: str) -> str:
    return _ENDS_WITH_LEAD.sub("", text.strip())


def _roles_behind(text: str) -> Iterator[tuple[str, Role | None]]:
    """The parts between semicolons and paragraphs; a role behind the last of them holds for those of its kind before
    it that say none: `Sở A chủ trì; các sở B; C phối hợp`."""
    parts = [part for part in _PARTS.split(_CLOSED.sub(r"\g<0>;", text)) if part.strip()]
    roles: list[Role | None] = []
    for at, part in enumerate(parts):
        found = _BEHIND.search(part)
        roles.append(_role(found["role"]) if found else None)
        parts[at] = part[: found.start()] if found else part
    for at in range(len(parts) - 2, -1, -1):
        if roles[at] is None and roles[at + 1] == "coordinate" and "lead" in roles[:at]:
            roles[at] = "coordinate"
    yield from zip(parts, roles, strict=True)


def _role(said: str) -> Role:
    return "coordinate" if _HELPS.search(said) and not _LEADS.search(said) else "lead"


def _party(name: Name) -> Party:
    return Party(name=name.text, words=name.words, origin="column", certain=not name.unsure, why=name.unsure)


def _names(text: str) -> Iterator[Name]:
    """Every body of a list; what the grammar of names does not know is a name as it is printed, up to the next mark."""
    words = words_of(text.strip(" .,;:-–\n"))
    at = 0
    while at < len(words.tags):
        names, end = read_names(words, at)
        if names and _ends_name(words, end):
            yield from names
            at = end
        else:
            end = _behind_unread(words, at)
            name = words.slice(at, end).strip(" .,;:-–")
            if not _NOBODY.fullmatch(name):
                yield Name(name, name)
            at = end
        while parted := compiled("names", "parted").match(words.tags, at):
            at = parted.end()


def _ends_name(words: Words, at: int) -> bool:
    return at >= len(words.tags) or bool(compiled("names", "parted").match(words.tags, at))


def _behind_unread(words: Words, at: int) -> int:
    """Where a name that the grammar does not know ends: at the next comma behind which a body begins."""
    depth = 0
    for end in range(at + 1, len(words.tags)):
        depth += {"(": 1, ")": -1}.get(words.tags[end], 0)
        if depth > 0 or not compiled("names", "parted").match(words.tags, end):
            continue
        if words.tags[end] == ";" or (words.tags[end] not in ".:~" and _begins_body(words, end + 1)):
            return end
    return len(words.tags)


def _begins_body(words: Words, at: int) -> bool:
    names = read_names(words, at)[0] if at < len(words.tags) else ()
    return bool(names) and (words.slice(at, at + 1)[:1].isupper() or names[0].plural)
