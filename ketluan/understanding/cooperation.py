"""The bodies that something is to be done together with."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from ketluan.model.notice import Party
from ketluan.understanding.body_name import Name
from ketluan.understanding.chunks import Chunks, chunks_of
from ketluan.understanding.clauses import rule
from ketluan.understanding.word_letters import letters_of
from ketluan.understanding.words import words_of


def helpers(text: str, lead: tuple[Party, ...]) -> tuple[Party, ...]:
    """The bodies it is to be done together with, by those who lead; what third parties do together is not meant."""
    leaders = {party.name for party in lead}
    found: dict[str, Party] = {}
    for name in _helpers(chunks_of(words_of(text)), leaders):
        if not name.vague and name.text not in leaders:
            found.setdefault(
                name.text, Party(name=name.text, words=name.words, certain=not name.unsure, why=name.unsure)
            )
    return tuple(found.values())


def _helpers(chunks: Chunks, leaders: set[str]) -> Iterator[Name]:
    if not chunks.lists:
        return
    tags = chunks.tags
    for names in chunks.lists.values():
        yield from [name for name in names if name.role == "help"]
    if _helping_letters().isdisjoint(tags):
        return
    for found in rule("together").finditer(tags):
        if not _is_third_party(chunks, found.start(), leaders):
            yield from chunks.lists[found.end() - 1]
            yield from _further(chunks, found.end())
    for found in rule("with_them").finditer(tags):
        if not _is_third_party(chunks, found.start(), leaders):
            yield from chunks.lists[found.end() - 1]
    for found in rule("labelled").finditer(tags):
        if rule("helps").match(found["role"]):
            yield from chunks.lists[found.end() - 1]
    for found in rule("helping").finditer(tags):
        if rule("leads").search(tags, 0, found.start()) and not rule("together").match(tags, found.end() - 1):
            yield from chunks.lists[found.start() + 1]


@cache
def _helping_letters() -> frozenset[str]:
    return letters_of("help", "companion")


def _further(chunks: Chunks, at: int) -> Iterator[Name]:
    """Names behind a semicolon when nothing was asked yet: `phối hợp với Sở A; UBND huyện B thẩm định`."""
    names: list[Name] = []
    while found := rule("further").match(chunks.tags, at):
        names += chunks.lists[found.end() - 1]
        at = found.end()
    if names and rule("asked_of_all").match(chunks.tags, at):
        yield from names


def _is_third_party(chunks: Chunks, at: int, leaders: set[str]) -> bool:
    """Whether those who cooperate are the object of another verb: `đôn đốc các chủ đầu tư phối hợp với ...`."""
    found = rule("third_party").search(chunks.tags, 0, at)
    return bool(found) and not any(name.text in leaders for name in chunks.names_in(*found.span()))  # type: ignore[union-attr]
