"""Which id each task of a notice has: the one it was published under, found by its words; else by its numbering.

An id is never given to another task. Where it is not sure that a task is the published one, the id is given to
nobody and a finding says so; a person decides with `{: #id }`. Two versions of the program that see different
directives give the same ids, since the ledger comes first and what is new counts on from the highest number.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from ketluan.model.ledger import PublishedId, heading_words, nearest_heading, words_of
from ketluan.model.notice import IdFinding, IdKind
from ketluan.text.slug import slug

MOST, MOST_PAIRS = 1000, 40_000
"""So many pairs of texts of one notice are compared word by word, and by their words at all; what is not compared is
not alike."""

IN_PLACE, IN_SECTION, BY_HAND, PART = 0.8, 0.9, 0.4, 0.8
"""How much of the words must be the same: where the numbering agrees, elsewhere in the section, where a person gave
the id; and how much of the shorter text must stand in the longer one when a task was split or joined."""

_ORDINAL = re.compile(r"(?P<section>.*)-(?P<ordinal>\d+)b*")


class Candidate(NamedTuple):
    """A block that may carry an id: `numbered` by its numbering (None when it is no directive), `given` by hand.

    `text` is its own or, of a row, that of its task and its other cells; `others` are the texts that a row would have
    if its task stood in another cell; `headings` stand above it, outermost first.
    """

    text: str
    headings: tuple[str, ...]
    line: int
    numbered: str | None = None
    given: str | None = None
    others: tuple[str, ...] = ()


class _Matching:
    """What is decided so far: the id of each candidate by its position, and the published ids that nobody has yet."""

    def __init__(self, candidates: Sequence[Candidate], entries: Sequence[PublishedId]) -> None:
        self.candidates = candidates
        self.entries = entries
        self.alike = _Likeness(entries)
        self.given = {each.given for each in candidates}
        self.twins: dict[object, list[str]] = defaultdict(list)
        for entry in entries:
            self.twins[_words(entry.heading), _task(entry)].append(entry.anchor)
        self.open: dict[str, PublishedId] = {}
        self.ids: dict[int, str] = {}
        self.findings: list[IdFinding] = []

    def free(self) -> list[int]:
        """The positions of candidates without an id."""
        return [at for at in range(len(self.candidates)) if at not in self.ids]

    def give(self, at: int, entry: PublishedId) -> None:
        """The published id to a candidate."""
        self.ids[at] = self.open.pop(entry.anchor).anchor

    def share(self, at: int, entry: PublishedId) -> float:
        """How much of a candidate's words and of an entry's are the same."""
        return self.alike.share(self.candidates[at].text, entry)

    def is_nearer_to_another(self, at: int, entry: PublishedId) -> bool:
        """Whether the words are rather those of another published task; where one task was joined to another, or is a
        part of what it was, only when that other could be the mended text."""
        own, part = self.share(at, entry), self.alike.part(self.candidates[at].text, entry)
        enough = IN_PLACE if part >= PART else 0.0
        return any(self.share(at, other) > max(own, enough) for other in self.entries if other is not entry)


def identify(
    candidates: Sequence[Candidate], entries: Sequence[PublishedId]
) -> tuple[tuple[str | None, ...], tuple[IdFinding, ...]]:
    """The id of each candidate (None for none), and what `check` has to say about the published ones."""
    if not entries:
        return tuple([each.given or each.numbered for each in candidates]), ()
    state = _Matching(candidates, entries)
    _open(state)
    _by_hand(state)
    _same_words(state)
    _same_text(state, lambda heading: _words(nearest_heading(heading)))
    _same_text(state, lambda heading: None)
    _mended(state)
    state.findings += _gone(state)
    _numbered_on(state)
    ids = tuple(state.ids.get(at) for at in range(len(candidates)))
    return ids, (*state.findings, *_by_ledger(candidates, ids))


def are_as_numbered(ids: Iterable[tuple[str, str, str]], entries: Sequence[PublishedId]) -> bool:
    """Whether the ids that a text has by itself are those that were published, each for the same words under the same
    heading: then the ledger has nothing to add."""
    standing = {(entry.anchor, entry.words, entry.heading) for entry in entries if not entry.ended}
    ended = {entry.anchor for entry in entries if entry.ended}
    here = set(ids)
    return here == standing and not ended & {anchor for anchor, _, _ in here}


def _open(state: _Matching) -> None:
    """Ids that ended are nobody's, and so is the second of two of one id for two tasks, of notices that were joined.

    An old address of the notice has the same ids again.
    """
    seen: dict[str, PublishedId] = {}
    for entry in state.entries:
        first = seen.setdefault(entry.anchor, entry)
        if first is entry and not entry.ended:
            state.open[entry.anchor] = entry
        elif not entry.ended and (first.ended or _task(first) != _task(entry)):
            state.findings.append(IdFinding(kind="gone", id=entry.anchor, words=entry.words))


def _by_hand(state: _Matching) -> None:
    """An id that a person wrote stays where it stands; it is wrong there when it was published for another task."""
    published = {entry.anchor: entry for entry in reversed(state.entries)}
    odd: list[tuple[int, PublishedId]] = []
    for at, each in enumerate(state.candidates):
        if each.given:
            state.ids[at] = each.given
            entry = state.open.pop(each.given, None) or published.get(each.given)
            if entry and _own(each.text) != _task(entry):
                odd.append((at, entry))
            elif entry and _is_a_twin(each, entry, state):
                state.findings.append(_finding("taken", entry, each))
    few = len(odd) * len(state.entries) <= MOST_PAIRS
    for at, entry in odd:
        each = state.candidates[at]
        enough = few and not entry.ended and state.alike.enough_by_hand(each.text, entry)
        same = enough and not state.is_nearer_to_another(at, entry)
        state.findings.append(_finding("edited" if same else "taken", entry, each))


def _is_a_twin(each: Candidate, entry: PublishedId, state: _Matching) -> bool:
    """Whether another task was published in these words under the heading that stands above, and nobody has its id."""
    above = _words(heading_words(each.headings))
    twins = state.twins.get((above, _task(entry)), ()) if above != _words(entry.heading) else ()
    return any(twin not in state.given for twin in twins)


def _same_words(state: _Matching) -> None:
    """Heading and text as published; of several that are the same in both, the numbering decides, then the order."""
    entries: dict[object, list[PublishedId]] = defaultdict(list)
    for entry in state.open.values():
        entries[_words(entry.heading), _task(entry)].append(entry)
    places: dict[object, list[int]] = defaultdict(list)
    for at in sorted(state.free(), key=lambda at: (state.candidates[at].numbered is None, at)):
        each = state.candidates[at]
        for text in (each.text, *each.others):
            places[_words(heading_words(each.headings)), _own(text)].append(at)
    for key, same in entries.items():
        _pair(state, same, [at for at in dict.fromkeys(places.get(key, [])) if at not in state.ids])


def _pair(state: _Matching, entries: Sequence[PublishedId], places: Sequence[int]) -> None:
    by_number = {state.candidates[at].numbered: at for at in places}
    agreed = {entry: by_number[entry.anchor] for entry in entries if entry.anchor in by_number}
    left = set(places) - set(agreed.values())
    others = zip([entry for entry in entries if entry not in agreed], [at for at in places if at in left], strict=False)
    for entry, at in [*agreed.items(), *others]:
        state.give(at, entry)


def _same_text(state: _Matching, above: Callable[[str], object]) -> None:
    """The text as published under headings of which `above` tells what must be the same; only where one task alone can
    be meant."""
    entries: dict[object, list[PublishedId]] = defaultdict(list)
    for entry in state.open.values():
        entries[above(entry.heading), _task(entry)].append(entry)
    places: dict[object, list[int]] = defaultdict(list)
    for at in state.free():
        each = state.candidates[at]
        for own in {_own(text) for text in (each.text, *each.others)}:
            places[above(heading_words(each.headings)), own].append(at)
    for key, same in entries.items():
        if len(same) == len(places.get(key, ())) == 1 and places[key][0] not in state.ids:
            state.give(places[key][0], same[0])


def _mended(state: _Matching) -> None:
    """A text that was mended: where it stood before, or with hardly a change elsewhere in its section."""
    places = [at for at in state.free() if state.candidates[at].numbered]
    if len(places) * len(state.open) > MOST_PAIRS:
        return
    for entry in [*state.open.values()]:
        ranked = sorted(places, key=lambda at: state.share(at, entry), reverse=True)[:2]
        if ranked and _is_mended(state, entry, *ranked) and not state.is_nearer_to_another(ranked[0], entry):
            state.give(ranked[0], entry)
            places.remove(ranked[0])
            state.findings.append(_finding("edited", entry, state.candidates[ranked[0]]))


def _is_mended(state: _Matching, entry: PublishedId, at: int, next_best: int | None = None) -> bool:
    each, share = state.candidates[at], state.share(at, entry)
    second = 0.0 if next_best is None else state.share(next_best, entry)
    if share <= second:
        return False
    if each.numbered == entry.anchor:
        return share >= IN_PLACE or state.alike.is_one_word_changed(each.text, entry)
    return share >= max(IN_SECTION, second + 0.1) and _section(each.numbered or "") == _section(entry.anchor)


def _section(anchor: str) -> str:
    found = _ORDINAL.fullmatch(anchor)
    return found["section"] if found else ""


def _gone(state: _Matching) -> Iterator[IdFinding]:
    """A published id that no task has, with the line of the text that is most like it, if any is."""
    free = state.free()
    few = len(free) * len(state.open) <= MOST_PAIRS
    for entry in state.open.values():
        share, at = max(((state.share(at, entry), -at) for at in free), default=(0.0, 0)) if few else (0.0, 0)
        line = state.candidates[-at].line if share >= BY_HAND else 0
        yield IdFinding(kind="gone", id=entry.anchor, words=entry.words, line=line)


def _numbered_on(state: _Matching) -> None:
    """New tasks: the number that the section's numbering gives, or the next one that was never used in it."""
    highest: Counter[str] = Counter()
    for anchor in (*(entry.anchor for entry in state.entries), *state.ids.values()):
        if found := _ORDINAL.fullmatch(anchor):
            highest[found["section"]] = max(highest[found["section"]], int(found["ordinal"]))
    for at in state.free():
        numbered = state.candidates[at].numbered
        if numbered is None:
            continue
        found = _ORDINAL.fullmatch(numbered)
        section, ordinal = (found["section"], int(found["ordinal"])) if found else (numbered, 1)
        highest[section] = max(highest[section] + 1, ordinal)
        state.ids[at] = f"{section}-{highest[section]}"


def _by_ledger(candidates: Sequence[Candidate], ids: Sequence[str | None]) -> Iterator[IdFinding]:
    """Ids that only the ledger holds in their place, and those of tasks that are read as none any more."""
    for each, anchor in zip(candidates, ids, strict=True):
        if anchor is None or each.given:
            continue
        if each.numbered != anchor:
            yield IdFinding(kind="unheld", id=anchor, line=each.line)
        if each.numbered is None:
            yield IdFinding(kind="unread", id=anchor, line=each.line)


def _finding(kind: IdKind, entry: PublishedId, each: Candidate) -> IdFinding:
    return IdFinding(kind=kind, id=entry.anchor, words=entry.words, line=each.line)


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.casefold()))


def _own(text: str) -> tuple[str, ...]:
    return _words(words_of(text))


def _task(entry: PublishedId) -> tuple[str, ...]:
    return _words(entry.words)


class _Likeness:
    """How much of two texts is the same: words in order, without marks; a word that many tasks of the notice have
    says less about one of them."""

    def __init__(self, entries: Sequence[PublishedId]) -> None:
        self._in = Counter(word for entry in entries for word in set(_folded(entry.words)))
        self._known: dict[tuple[str, PublishedId], tuple[float, float]] = {}
        self._compared = 0

    def share(self, text: str, entry: PublishedId) -> float:
        """0 to 1, of both texts together."""
        return self._compare(text, entry)[0]

    def part(self, text: str, entry: PublishedId) -> float:
        """How much of the shorter text stands in the longer one, 0 to 1."""
        return self._compare(text, entry)[1]

    def enough_by_hand(self, text: str, entry: PublishedId) -> bool:
        """Whether a person may call the two the same task: alike at all, or one the greater part of the other's."""
        whole, part = self._compare(text, entry)
        return whole >= BY_HAND or part >= PART

    def is_one_word_changed(self, text: str, entry: PublishedId) -> bool:
        """A single word of four or more is another, more or missing."""
        one, other = _folded(words_of(text)), _folded(entry.words)
        if min(len(one), len(other)) < 4 or abs(len(one) - len(other)) > 1:
            return False
        blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
        return sum(block.size for block in blocks) >= max(len(one), len(other)) - 1

    def _compare(self, text: str, entry: PublishedId) -> tuple[float, float]:
        key = (text, entry)
        if key not in self._known:
            self._known[key] = self._shares(_folded(words_of(text)), _folded(entry.words))
        return self._known[key]

    def _shares(self, one: list[str], other: list[str]) -> tuple[float, float]:
        first, second = self._weight(one), self._weight(other)
        common = Counter(one) & Counter(other)
        if 2 * self._weight(common.elements()) < BY_HAND * (first + second) * 0.5 or self._compared >= MOST:
            return 0.0, 0.0
        self._compared += 1
        blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
        same = sum(self._weight(one[block.a : block.a + block.size]) for block in blocks)
        part = same / min(first, second) if min(len(one), len(other)) >= 3 else 0.0
        return 2 * same / (first + second), part

    def _weight(self, words: Iterable[str]) -> float:
        return sum(1 / max(self._in[word], 1) for word in words)


def _folded(text: str) -> list[str]:
    return slug(text).split("-")
