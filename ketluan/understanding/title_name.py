"""Titles as names of bodies: the whole of it one list of names, or one name that the grammar does not know."""

from __future__ import annotations

from ketluan.lexicon.wording import Words, matched, trie, words_of
from ketluan.model.notice import Party
from ketluan.understanding.body_name import read_names
from ketluan.understanding.name_parts import behind_bracket, is_no_name
from ketluan.understanding.printed_name import Name
from ketluan.understanding.told import Told, parties

LONGEST_TITLE_NAME = 26


def is_addressee(text: str) -> bool:
    """Whether a text is nothing but names of bodies (`Sở Công Thương.`)."""
    words = words_of(text.rstrip(" *:.;"))
    names, end = title_names(words, 0)
    return bool(names) and behind_bracket(words, end) == len(words)


def title_names(words: Words, start: int) -> tuple[tuple[Name, ...], int]:
    """The bodies a title names; `;` parts them as `,` does."""
    names, end = read_names(words, start)
    while names and words.at(end) == ";":
        more, behind = read_names(words, end + 1)
        if not more:
            break
        names, end = names + more, behind
    return names, end


def told_by_open_title(words: Words, start: int, names: tuple[Name, ...], end: int) -> Told | None:
    """A title that begins like a body but goes on in a way the grammar does not know: all of it is the name."""
    until = _without_bracket(words)
    if names and words.at(end) in (",", "và") and words.capital(end + 1):
        return Told(lead=parties(names), ordered=start > 0)
    if (not names and not _begins_like_body(words, start)) or until - start > LONGEST_TITLE_NAME:
        return None
    whole = words.slice(start, until)
    if names and (at := whole.rfind(names[-1].words)) > 0:
        whole = whole[at:]
    told = (*parties(names[:-1]), Party(name=whole, words=whole))
    return Told(lead=told, ordered=start > 0)


def _begins_like_body(words: Words, at: int) -> bool:
    """`Các cơ quan chủ trì các mục tiêu ...`, `Ban Điều hành ...`, never `Tổ chức thực hiện`, `Ban hành kế hoạch`."""
    plural = words.at(at) in ("các", "những")
    begins = at + plural
    if is_no_name(words, begins, plural=plural):
        return False
    lists = ("open", "fixed", "group_nouns", "open_nouns") if plural else ("open",)
    return matched(trie(*lists), words, begins) > begins


def _without_bracket(words: Words) -> int:
    return next((at for at in range(len(words)) if words.at(at) == "("), len(words))
