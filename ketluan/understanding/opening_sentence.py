"""The sentence in front of the tasks: whom it orders, and who speaks in it."""

from __future__ import annotations

from ketluan.model.notice import Party
from ketluan.understanding.addressees import NOBODY, Addressees, asks_at, parties, with_further
from ketluan.understanding.body_name import Name
from ketluan.understanding.chunks import Chunks, chunks_of
from ketluan.understanding.clauses import clauses, rule
from ketluan.understanding.title_addressees import UNSURE_NAME
from ketluan.understanding.words import words_of


def preamble_addressees(text: str) -> Addressees:
    """Those whom the last sentence of the preamble orders (`... yêu cầu các sở, ngành thực hiện:`), and nobody else."""
    chunks = chunks_of(words_of(text))
    last = max((clause.sentence for clause in clauses(chunks)), default=0)
    told: tuple[Name, ...] = ()
    for at in range(len(chunks.tags) - 1, last - 1, -1):
        if not rule("ordered").match(chunks.tags, at) or at + 1 not in chunks.lists:
            continue
        names, behind = with_further(chunks, chunks.lists[at + 1], at + 2)
        if rule("and_others").match(chunks.tags, behind) or (not told and asks_at(chunks, behind)):
            told = (*names, *told)
    if told:
        return Addressees(lead=parties(told), ordered=True)
    return _instructed(chunks, last) or _unread_whom(chunks, last) or NOBODY


def speakers(text: str) -> frozenset[str]:
    """Those who speak in the last sentence of the preamble (`Bộ Y tế đề nghị ...`), in small letters."""
    chunks = chunks_of(words_of(text))
    last = max((clause.sentence for clause in clauses(chunks)), default=0)
    spoken = rule("speaker").finditer(chunks.tags, last)
    return frozenset(name.text.lower() for found in spoken for name in chunks.lists[found.start()])


def _instructed(chunks: Chunks, sentence: int) -> Addressees | None:
    """`..., Bộ Y tế hướng dẫn các bệnh viện triển khai như sau:` in a letter."""
    for clause in clauses(chunks):
        found = rule("instructs").match(chunks.tags, clause.at) if clause.at >= sentence else None
        if found and asks_at(chunks, found.end()):
            return Addressees(lead=parties(chunks.lists[found.end() - 1]), ordered=True)
    return None


def _unread_whom(chunks: Chunks, sentence: int) -> Addressees | None:
    """Somebody is ordered, though the grammar knows no such body: the words as they stand, unsure."""
    found = rule("unread_whom").search(chunks.tags, sentence)
    if not found:
        return None
    whom = chunks.words.slice(chunks.starts[found.start("whom")], chunks.starts[found.end("whom")])
    return Addressees(lead=(Party(name=whom, words=whom, certain=False, why=UNSURE_NAME),), ordered=True)
