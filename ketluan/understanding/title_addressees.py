"""The bodies that a heading or introducing line names, or that it orders."""

from __future__ import annotations

from ketluan.model.notice import Party
from ketluan.understanding.addressees import Addressees, addressees_in, asks_at, may_begin_with_body, parties
from ketluan.understanding.body_name import Name
from ketluan.understanding.chunks import chunks_of
from ketluan.understanding.clauses import rule
from ketluan.understanding.names import read_names
from ketluan.understanding.words import Words, without_end_marks, words_of

LONGEST_TITLE_NAME = 26
UNSURE_NAME = "không đọc được hết tên cơ quan"


def is_addressee(text: str) -> bool:
    """Whether a text is nothing but names of bodies (`Sở Công Thương.`)."""
    if not may_begin_with_body(text):
        return False
    words = without_end_marks(words_of(text))
    return bool(words.tags) and _title_names(words, 0)[1] == len(words.tags)


def title_addressees(text: str) -> Addressees:
    """The addressee of a heading or introducing line: the bodies it names, or that it orders."""
    words = without_end_marks(words_of(text))
    start = _prefix_end(words)
    listed, end = _title_names(words, start)
    if listed and not start and rule("speaks").match(words.tags, end):
        return addressees_in(words, under_heading=False)
    if listed and (end == len(words.tags) or _asks(words, end)):
        return Addressees(lead=parties(listed), ordered=start > 0)
    chunks = chunks_of(words)
    if found := rule("in_bracket").search(chunks.tags):
        return Addressees(lead=parties(chunks.names_in(found.start("led"), found.end("led"))))
    if found := rule("whose_title").match(chunks.tags):
        named = chunks.names_in(found.start(found.lastgroup or 0), found.end())
        return Addressees(lead=parties(named), ordered=True)
    return _open_title_addressees(words, start, listed, end) or addressees_in(words, under_heading=False)


def _prefix_end(words: Words) -> int:
    """Past `Giao`, `Đề nghị`, `Đối với`, `Trách nhiệm của` at the head of a title."""
    found = rule("title_prefix").match(words.tags)
    return found.end() if found else 0


def _title_names(words: Words, start: int) -> tuple[tuple[Name, ...], int]:
    """The bodies a title names; `;` parts them as `,` does."""
    names, end = read_names(words, start)
    while names and words.tags[end : end + 1] == ";":
        more, behind = read_names(words, end + 1)
        if not more:
            break
        names, end = names + more, behind
    return names, end


def _open_title_addressees(words: Words, start: int, names: tuple[Name, ...], end: int) -> Addressees | None:
    """A title that begins like a body but goes on in a way the grammar does not know: all of it is the name."""
    until = words.tags.find("(") if "(" in words.tags else len(words.tags)
    if names and rule("goes_on").match(words.tags, end):
        return Addressees(lead=parties(names), ordered=start > 0)
    if until - start > LONGEST_TITLE_NAME or not (names or rule("like_body").match(words.tags, start)):
        return None
    whole = words.slice(start, until)
    if names and (at := whole.rfind(names[-1].words)) > 0:
        whole = whole[at:]
    last = Party(name=whole, words=whole, certain=False, why=UNSURE_NAME)
    return Addressees(lead=(*parties(names[:-1]), last), ordered=start > 0)


def _asks(words: Words, unit: int) -> bool:
    """As in a sentence; but a word or three behind a comma may end the name (`Vụ Thi đua, khen thưởng`)."""
    chunks = chunks_of(words)
    return asks_at(chunks, chunks.at_unit(unit))
