"""What `check` says about published ids: none vanishes, and none is given to another task."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from ketluan.model.ledger import Ledger, PublishedId, path_of, words_of
from ketluan.model.message import Message, say
from ketluan.model.notice import IdFinding, Notice
from ketluan.model.problem import Problem
from ketluan.text.slug import slug

BRING_BACK = (
    "; write it into the aliases of the notice that took its place, or bring the file back "
    "(to take a notice off, withdraw it; "
    "else run check --keep-ids --allow-removal, then build or publish with --allow-removal)"
)
GONE = (
    " and no task surely is that one now; if {where}, write {{: #{id} }} under it; "
    "if it was taken out, run check --keep-ids --allow-removal, then build or publish with --allow-removal"
)
TAKEN = (
    "; take {{: #{id} }} away, or, if this is that task in other words, write its words into the line "
    "of {notice}#{id} in {path}"
)
TAKEN_ADDRESS = (
    "address must stay with its notice, but '{name}' was published for {words}; give this one another, "
    "or, if it is that notice, write its number and title into {place}"
)
ALIKE = 0.4
QUOTED = 12


def notice_words(number: str | None, title: str) -> str:
    """The words a notice is known by: its number and its title."""
    return words_of(f"{number} · {title}" if number else title)


def ledger_problems(notices: Sequence[Notice], ledger: Ledger, unread: Container[str]) -> Iterator[Problem]:
    """Every rule applied; `unread` are the ids of notices that could not be read and are spoken of elsewhere."""
    yield from removed_ids(notices, ledger, unread)
    yield from taken_notices(notices, ledger)
    for notice in _standing(notices):
        yield from taken_ids(notice)
        yield from remarks(notice)


def removed_ids(notices: Sequence[Notice], ledger: Ledger, unread: Container[str] = ()) -> Iterator[Problem]:
    """A published address stays until somebody says that its notice or task was taken out."""
    names = {name for notice in notices for name in (notice.id, *notice.aliases)}
    for notice_id, entries in ledger.by_notice.items():
        left = [entry for entry in entries if not entry.ended]
        if left and notice_id not in names and notice_id not in unread:
            yield Problem(left[0].path, left[0].line, _gone_notice(left, notices, ledger))
    for notice in _standing(notices):
        for finding in notice.body.findings:
            if finding.kind == "gone":
                yield Problem(notice.path, finding.line or 1, _gone_task(finding))


def _standing(notices: Iterable[Notice]) -> Iterator[Notice]:
    return (notice for notice in notices if notice.withdrawn is None)


def _gone_notice(entries: Sequence[PublishedId], notices: Iterable[Notice], ledger: Ledger) -> Message:
    notice_id = entries[0].notice
    said = say("address must stay, but '{id}' was published and no notice has it now", id=notice_id)
    if renamed := _renamed(entries, notices, ledger):
        there = say("; its text stands in {path}: write there aliases: [{id}]", path=renamed.path, id=notice_id)
        return said + there
    return said + say(BRING_BACK)


def _renamed(entries: Sequence[PublishedId], notices: Iterable[Notice], ledger: Ledger) -> Notice | None:
    """The notice that is not published yet and has the words of one that is gone."""
    words = {entry.words for entry in entries}
    for notice in notices:
        own = {notice_words(notice.number, notice.title), *(words for _, words, _ in notice.body.ids)}
        if ledger.notice(notice.id) is None and 2 * len(words & own) > len(words):
            return notice
    return None


def _gone_task(finding: IdFinding) -> Message:
    where = say("this task is it") if finding.line else say("a task here is it")
    return _must_stay(finding) + say(GONE, where=where, id=finding.id)


def _must_stay(finding: IdFinding) -> Message:
    given = {"id": finding.id, "words": _quoted(finding.words)}
    return say("id must stay with its task, but '{id}' was published for {words}", **given)


def _quoted(words: str) -> str:
    short = words.split()
    return f"“{' '.join(short[:QUOTED])}{' …' if len(short) > QUOTED else ''}”"


def taken_ids(notice: Notice) -> Iterator[Problem]:
    """An id is never given to another task."""
    for finding in notice.body.findings:
        if finding.kind == "taken":
            given = {"id": finding.id, "notice": notice.id, "path": path_of(notice.id)}
            yield Problem(notice.path, finding.line, _must_stay(finding) + say(TAKEN, **given))


def taken_notices(notices: Sequence[Notice], ledger: Ledger) -> Iterator[Problem]:
    """An address is never given to another notice: one of another number and title, with none of the tasks."""
    published = {entries[0].words: notice_id for notice_id, entries in ledger.by_notice.items()}
    for name, notice in ((name, one) for one in notices for name in (one.id, *one.aliases)):
        if (entry := ledger.notice(name)) is None:
            continue
        words = notice_words(notice.number, notice.title)
        if entry.words == words:
            continue
        moved = published.get(words, name) not in (notice.id, *notice.aliases)
        if moved or not (_same_number(entry, notice) or _same_tasks(notice, ledger.tasks(name), entry)):
            given = {"name": name, "words": _quoted(entry.words), "place": f"{entry.path}:{entry.line}"}
            yield Problem(notice.path, 1, say(TAKEN_ADDRESS, **given))


def _same_number(entry: PublishedId, notice: Notice) -> bool:
    return notice.number is not None and entry.words.casefold().startswith(f"{notice.number} · ".casefold())


def _same_tasks(notice: Notice, tasks: Sequence[PublishedId], entry: PublishedId) -> bool:
    """Whether one of the published tasks stands in the notice; where none was published, whether the titles agree."""
    words = {(anchor, words) for anchor, words, _ in notice.body.ids}
    edited = {finding.id for finding in notice.body.findings if finding.kind == "edited"}
    standing = [task for task in tasks if not task.ended]
    if not standing:
        return _alike(entry.words, notice_words(notice.number, notice.title))
    return any((task.anchor, task.words) in words or task.anchor in edited for task in standing)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, slug(one).split("-"), slug(other).split("-"), autojunk=False).ratio() >= ALIKE


def remarks(notice: Notice) -> Iterator[Problem]:
    """Words that were mended, ids that the ledger alone holds, and published tasks that are read as none any more."""
    unread = [finding for finding in notice.body.findings if finding.kind == "unread"]
    for finding in notice.body.findings:
        if finding.kind == "edited":
            given = {"id": finding.id, "words": _quoted(finding.words)}
            said = say("words of '{id}' were published as {words}; check --keep-ids takes these", **given)
            yield Problem(notice.path, finding.line, said, remark=True)
    for finding in unread:
        said = say("'{id}' was published as a task and is read as none now; its address stays", id=finding.id)
        yield Problem(notice.path, finding.line, said, remark=True)
    loose = [finding for finding in notice.body.findings if finding.kind == "unheld"]
    if loose:
        named = ", ".join(finding.id for finding in loose)
        said = say("ids are held by the ledger alone, and check --keep-ids writes them into the file: {ids}", ids=named)
        yield Problem(notice.path, loose[0].line, said, remark=True)
