"""Reads notices/: the only module that does."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import lru_cache, partial
from itertools import chain
from pathlib import Path
from uuid import uuid4

from ketluan.model.agency import Register
from ketluan.model.archive import Archive, newest_first
from ketluan.model.kept_notice import changed
from ketluan.model.ledger import EMPTY, Ledger, PublishedId
from ketluan.model.message import Message, say, thousands
from ketluan.model.notice import NO_BODY, FrontMatter, Notice, tombstone
from ketluan.model.problem import Problem, Refused, as_text, nearest, on_one_line, shown_path
from ketluan.store.archive_files import REGISTER, archive_files, notice_paths, outside_link
from ketluan.store.archive_format import format_problem
from ketluan.store.collector import collector_at_rest
from ketluan.store.copied_process import CopiedProcess, can_be_copied
from ketluan.store.duplicate_rules import duplicate_problems
from ketluan.store.follow_up_file import ENDING as FOLLOW_UP
from ketluan.store.follow_up_rules import circle_problems, decision_problems, tie_problems, with_follow_up
from ketluan.store.front_matter import composed
from ketluan.store.header import Header, read_header
from ketluan.store.import_report_file import ENDING as REPORT
from ketluan.store.import_report_rules import report_problems
from ketluan.store.ledger_file import read_ledger
from ketluan.store.ledger_rules import ledger_problems
from ketluan.store.notice_body import read_body, resolve_body, unsure_body
from ketluan.store.notice_rows import NoticeFile, NoticeRows, made_with, notice_file
from ketluan.store.notice_rules import CheckContext, CheckedNotice, archive_problems
from ketluan.store.originals import original_problems
from ketluan.store.parallel_reading import answers
from ketluan.store.reading_cache import BodyCache, FileFacts, LentCache, Understood, Write
from ketluan.store.register_file import read_register
from ketluan.store.secrecy import Stamp, stamp_in
from ketluan.store.text_file import read_text
from ketluan.store.withdrawn_words import forget_withdrawn
from ketluan.store.work_progress import work_bar, work_progress
from ketluan.text.slug import is_device
from ketluan.understanding.registered_names import names_within

LONGEST_PARAGRAPH = 50_000
FROM = 64
"""So many notices pay for starting processes."""
CHUNK = 8
"""So many are one piece of work: whoever interrupts waits for those that were begun."""
LARGE = 1000
"""So many notices pay for a copy of this process that reads the few that have changed."""
PATH = "path must be <place>/<issuer>/<year>/<name>.md in lower-case letters a-z, digits and hyphens, not '{path}'"
SECRET = "notice must not be a state secret, but it carries the stamp '{degree}': '{quote}'; take it off this network"
_Read = tuple[CheckedNotice | None, list[Problem]]
BodyReader = Callable[[str, dt.date | None, int, Sequence[PublishedId], tuple[str, ...]], Understood]
_HEADER_FIELDS = [part.name for part in fields(FrontMatter)]
_NO_TEXT = frozenset({"issuer", "original", "sha256", "aliases"})
_HTML = re.compile(r"<(?:[a-z][a-z0-9-]*(?=[\s/>])|/[a-z]|!--|\?)[^>\n]{0,40}>?", re.IGNORECASE)
_IS_WITHDRAWN = re.compile(r"^status:(?!\s*published\s*$)", re.MULTILINE)
_PART = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def _understand(
    text: str, date: dt.date | None, first_line: int, published: Sequence[PublishedId], names: tuple[str, ...]
) -> Understood:
    return read_body(text, date=date, first_line=first_line, published=published, names=names)


def read_notice(
    text: str,
    *,
    path: str,
    notice_id: str,
    register: Register,
    ledger: Ledger = EMPTY,
    body_reader: BodyReader = _understand,
) -> tuple[Notice | None, list[Problem]]:
    """One notice from the text of its file, None when its front matter cannot be read or it is secret.

    Windows line ends, a byte order mark and letters in pieces (NFD) are taken in their stride. Rules that need the
    other notices are `read_archive`'s.
    """
    sources = _Sources(register, ledger, body_reader)
    checked, problems = _read(text, path=path, notice_id=notice_id, sources=sources)
    return (checked.notice if checked else None), problems


@dataclass(frozen=True, slots=True)
class _Sources:
    register: Register
    ledger: Ledger
    body: BodyReader
    register_read: bool = True
    rows: NoticeRows | None = None
    links: Container[Path] | None = None
    """What stands behind a link, where that is known of all files."""
    folders: dict[str, str] = field(default_factory=dict)

    def shown(self, path: Path) -> str:
        """As `shown_path`, which is asked once for a folder."""
        if os.path.islink(path) if self.links is None else path in self.links:
            return shown_path(path)
        folder, name = os.path.split(path)
        if folder not in self.folders:
            self.folders[folder] = shown_path(Path(folder))
        return on_one_line(f"{self.folders[folder]}/{name}")


_Opened = tuple[Header | None, str, int, list[Problem]]
"""As `read_header` gives it."""


def _opened(text: str, path: str, sources: _Sources) -> _Opened:
    """Without a header when nothing else of the notice may be read."""
    header, body, first_line, problems = read_header(text, path)
    if header is None:
        return None, body, first_line, problems
    if secrets := [Problem(path, line, message) for line, message in _secrets(header, text, body, first_line)]:
        return None, body, first_line, [*problems, *secrets]
    if longest := _too_long(body, path, first_line):
        return None, body, first_line, [*problems, longest]
    if sources.register_read:
        problems += _issuer_problems(header, sources.register, path)
    return header, body, first_line, problems


def _read(text: str, *, path: str, notice_id: str, sources: _Sources) -> tuple[CheckedNotice | None, list[Problem]]:
    text = composed(text)
    header, body_text, first_line, problems = _opened(text, path, sources)
    if header is None:
        return None, problems
    given = {name: getattr(header, name) for name in _HEADER_FIELDS}
    if header.withdrawn:  # neither remarks nor caches may hold its words
        return CheckedNotice(Notice(id=notice_id, path=path, text=body_text, body=NO_BODY, **given), header), problems
    problems = [*problems, *_body_problems(body_text, path, first_line)]
    date = header.issued or header.meeting.date
    tasks = sources.ledger.tasks(notice_id, header.aliases)
    names = names_within(sources.register.names_in(header.jurisdiction), text)
    body, found = sources.body(body_text, date, first_line, tasks, names)
    problems += (Problem(path, problem.line, problem.message) for problem in found)
    body = resolve_body(body, sources.register, header.jurisdiction)
    body = unsure_body(body) if header.ocr and not header.reviewed else body
    return CheckedNotice(Notice(id=notice_id, path=path, text=body_text, body=body, **given), header), problems


def _too_long(text: str, path: str, first_line: int) -> Problem | None:
    """A paragraph or a row of a table that no office wrote: it would take long to understand."""
    number = first_line
    for block in re.split(r"(\n[ \t]*\n)", text):
        for line in block.split("\n") if block.lstrip().startswith("|") else [block]:
            if len(line) > LONGEST_PARAGRAPH:
                sizes = {"most": thousands(LONGEST_PARAGRAPH), "size": thousands(len(line))}
                return Problem(path, number, say("paragraph must be at most {most} letters, not {size}", **sizes))
        number += block.count("\n")
    return None


def _secrets(header: Header, text: str, body: str, first_line: int) -> Iterator[tuple[int, Message]]:
    """Lines that carry a stamp of secrecy: in the front matter as printed, in the body, in a value of a key."""
    if stamp := stamp_in(text.removesuffix(body)):
        yield stamp.line, _secret(stamp)
    elif stamp := stamp_in(body):
        yield stamp.line + first_line - 1, _secret(stamp)
    else:
        for key in (key for key in _HEADER_FIELDS if key not in _NO_TEXT):
            if stamp := stamp_in("\n".join(_texts(getattr(header, key))), field=True):
                yield header.lines.get(key, 1), _secret(stamp)


def _secret(stamp: Stamp) -> Message:
    return say(SECRET, degree=stamp.degree, quote=stamp.quote)


def _texts(value: object) -> Iterator[str]:
    """Every text inside a value of the front matter."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        yield from (text for item in value for text in _texts(item))
    elif is_dataclass(value):
        yield from (text for part in fields(value) for text in _texts(getattr(value, part.name)))


def _issuer_problems(header: Header, register: Register, path: str) -> Iterator[Problem]:
    if header.issuer not in register.agencies:
        message = say("issuer must be in the register, not '{issuer}'", issuer=header.issuer)
        line = header.lines.get("issuer", 1)
        yield Problem(path, line, message + nearest(header.issuer, register.agencies))


def _body_problems(text: str, path: str, first_line: int) -> Iterator[Problem]:
    if not text.strip():
        yield Problem(path, first_line, say("body must hold the text of the notice, not nothing"))
    for number, line in enumerate(text.split("\n"), first_line):
        if found := _HTML.search(line):
            message = say("HTML is shown as text, not run: '{html}'", html=found[0])
            yield Problem(path, number, message, remark=True)


def read_held(folder: Path, *, today: dt.date, verify: bool = False) -> tuple[Archive, list[Problem]]:
    """As `read_archive`, but raises Refused when the folder is not there: a misspelt name is no empty archive."""
    if not folder.is_dir():
        raise Refused(f"Không có thư mục thông báo {shown_path(folder)}.")
    return read_archive(folder, today=today, verify=verify)


def read_archive(folder: Path, *, today: dt.date, verify: bool = False) -> tuple[Archive, list[Problem]]:
    """All notices under a folder with its register, and every problem of all of them.

    Understood bodies and digests of originals are kept in `.cache` beside the folder; it may be deleted at any time.
    To `verify` reads every notice and original anew, also where size and times are those of the last reading.
    """
    newer = format_problem(folder)
    problems: list[Problem] = [newer] if newer else []
    links = set[Path]()
    paths = list(archive_files(folder, problems, links))
    register, found = read_register(folder / REGISTER)  # after the files: an import writes the issuer before its notice
    problems += found
    register_read = bool(register.agencies) or not found
    ledger, found = read_ledger(folder)
    problems += found
    texts = [path for path in paths if path.suffix == ".md"]
    others = [path for path in paths if path.suffix != ".md"]
    with closing(BodyCache(_cache_folder(folder), read_body, verify=verify)) as cache:
        rows = NoticeRows(
            cache, register, ledger, partial(_read_again, folder, _Sources(register, ledger, _understand))
        )
        with collector_at_rest():
            read = _read_files(texts, folder, _Sources(register, ledger, cache.body, register_read, rows, links), rows)
        problems += (problem for _, found in read.values() for problem in found)
        checked = [item for item, _ in read.values() if item]
        unread = {path.relative_to(folder).with_suffix("").as_posix() for path, (item, _) in read.items() if not item}
        records = [path for path in others if path.name.endswith(FOLLOW_UP)]
        checked, found = with_follow_up(checked, folder, records, today)
        problems += found
        reports = [path for path in others if path.name.endswith(REPORT)]
        problems += report_problems(checked, folder, reports, cache.problems)
        others = sorted(set(others).difference(records, reports))
        problems += original_problems(checked, folder, others, facts=cache.facts)
        notices = sorted((_measured(item.notice, folder, cache.facts) for item in checked), key=newest_first)
    forget_withdrawn(folder, {notice.id for notice in notices if notice.withdrawn})
    archive = Archive(tuple(notices), register, today, ledger)
    problems += _problems_of_all(archive, checked, folder, unread, register_read=register_read)
    return archive, sorted(problems)


def _cache_folder(folder: Path) -> Path:
    return folder.absolute().parent / ".cache"


def _problems_of_all(
    archive: Archive, checked: Sequence[CheckedNotice], folder: Path, unread: Collection[str], *, register_read: bool
) -> Iterator[Problem]:
    """What is wrong with notices beside each other, the register and the ledger."""
    notices = [item.notice for item in checked]
    yield from archive_problems(CheckContext(checked, archive.register, archive.today), register_read=register_read)
    yield from duplicate_problems(notices)
    yield from ledger_problems(notices, archive.ledger, unread)
    yield from circle_problems(archive.notices, archive.validity)
    yield from tie_problems(archive)
    yield from decision_problems(archive.notices, archive.validity, folder)


def caught_up(archive: Archive, folder: Path) -> Archive:
    """The archive with the notices that others wrote since it was read, and the register as it is now; the same
    object when there are none."""
    paths = [path for path in notice_paths(folder) if path.relative_to(folder).as_posix()[:-3] not in archive.by_id]
    if not paths:
        return archive
    register, _ = read_register(folder / REGISTER)
    sources = _Sources(register, archive.ledger, _understand)
    found = [_read_file(path, folder, sources)[0] for path in paths if not outside_link(path, folder)]
    return replace(archive, notices=(*archive.notices, *(item.notice for item in found if item)), register=register)


_ReadElsewhere = tuple[Path, _Read | None, list[Write]]
"""What is to be kept of a notice that another process has read, or the notice where nothing can be kept."""


def _read_files(paths: Sequence[Path], folder: Path, sources: _Sources, rows: NoticeRows) -> dict[Path, _Read]:
    """In the order of the paths; those that are new are read after the others, many of them by other processes."""
    files = {path: _notice_file(path, folder) for path in paths}
    copy = _copy_that_reads([path for path, file in files.items() if not rows.may_stand(file)], files, folder, rows)
    try:
        known = work_progress(files.items(), what="Mở kho", unit="tệp")
        read = {path: _known(path, file, folder, sources) for path, file in known}
        waiting = [path for path, found in read.items() if found is None]
        by_copy = copy.result() if copy and waiting else None
    finally:
        if copy:
            copy.stop()
    with closing(work_bar(what="Đọc", unit="thông báo", total=len(waiting))) as bar:
        for path, found, writes in chain(by_copy[0] if by_copy else (), _read_together(waiting, read, folder, rows)):
            if read[path] is None:
                taken = rows.taken(writes, sources.shown(path))
                read[path] = taken or (found if found and found[0] else None)
            bar.update()
        return {path: found or _read_file(path, folder, sources) for path, found in read.items()}


def _copy_that_reads(
    changed: Sequence[Path], files: Collection[Path], folder: Path, rows: NoticeRows
) -> CopiedProcess[list[_ReadElsewhere]] | None:
    """Of a few changed files of a large archive: who reads the first has to make the rules of the grammar ready, which
    a copy of this process does while rows are opened."""
    if not 0 < len(changed) < FROM or len(files) < LARGE or not can_be_copied():
        return None
    return CopiedProcess(partial(_asked_elsewhere(folder, rows), changed))


def _asked_elsewhere(folder: Path, rows: NoticeRows) -> Callable[[Sequence[Path]], list[_ReadElsewhere]]:
    """A reading has a name of its own, by which others know what they have looked up for it."""
    return partial(_read_elsewhere, folder, uuid4().hex, rows.made_with, rows.can_keep)


def _read_together(
    waiting: Sequence[Path], read: Mapping[Path, _Read | None], folder: Path, rows: NoticeRows
) -> Iterator[_ReadElsewhere]:
    """By several processes, in the order of the paths, what nobody has read yet, when that is much; else nothing."""
    paths = [path for path in waiting if read[path] is None]
    pieces = [paths[at : at + CHUNK] for at in range(0, len(paths), CHUNK)] if len(paths) >= FROM else []
    for found in answers(_asked_elsewhere(folder, rows), pieces):
        yield from found


def _read_elsewhere(
    folder: Path, reading: str, asked_with: str, keeps: bool, paths: Sequence[Path]
) -> list[_ReadElsewhere]:
    """Nothing where register or ledger are others by now; `reading` names what the paths are a part of, `keeps` says
    whether rows will be kept."""
    register, found, ledger, with_these = _read_once(folder, reading, keeps)
    if with_these != asked_with:
        return []
    read: list[_ReadElsewhere] = []
    with closing(LentCache(_cache_folder(folder), read_body)) as cache:
        rows = NoticeRows(cache, register, ledger, _never_again)
        sources = _Sources(register, ledger, cache.body, bool(register.agencies) or not found, rows)
        for path in paths:
            notice, writes = _read_file(path, folder, sources), cache.writes()
            read.append((path, None, writes) if keeps else (path, notice, []))
    return read


@lru_cache(maxsize=1)
def _read_once(folder: Path, reading: str, keeps: bool) -> tuple[Register, list[Problem], Ledger, str]:
    """Register and ledger, once for all parts of a reading, with the digest of what it depends on."""
    register, found = read_register(folder / REGISTER)
    ledger, _ = read_ledger(folder)
    return register, found, ledger, made_with(register, EMPTY if keeps else ledger)


def _never_again(notice_id: str) -> Notice | None:
    return None


def _read_again(folder: Path, sources: _Sources, notice_id: str) -> Notice | None:
    checked, _ = _read_file(folder / f"{notice_id}.md", folder, sources)
    return checked.notice if checked else None


def _measured(notice: Notice, folder: Path, facts: Callable[[Path], FileFacts]) -> Notice:
    """With size and ending of its original, which `original_problems` asks for when it cannot be read; of a withdrawn
    notice what remains."""
    if notice.withdrawn:
        return tombstone(notice)
    if not notice.original:
        return notice
    path = (folder / notice.id).parent / notice.original
    if not path.is_file():
        return notice
    try:
        found = facts(path)
    except OSError:
        return notice
    return changed(notice, original_size=found.size, original_ending=found.ending)


def _known(path: Path, file: NoticeFile, folder: Path, sources: _Sources) -> _Read | None:
    """What the row of a file says, or the file of a notice that no row may hold; None for what has to be understood."""
    if (rows := sources.rows) is None:
        return None
    shown = sources.shown(path)
    if kept := rows.unchanged(file, shown, path):
        return kept
    text = read_text(path)
    if isinstance(text, Problem) or _IS_WITHDRAWN.search(text) or _misplaced(path, folder, shown):
        return _read_file(path, folder, sources)
    return rows.known(text, shown, file)


def _misplaced(path: Path, folder: Path, shown: str) -> Problem | None:
    """What is wrong with the path of a notice."""
    parts = path.relative_to(folder).with_suffix("").parts
    if len(parts) < 4 or not all(_PART.fullmatch(part) for part in parts):
        return Problem(shown, 1, say(PATH, path=as_text(path.relative_to(folder).as_posix())))
    if device := next(filter(is_device, parts), None):
        name = say("path")
        return Problem(
            shown, 1, say("{name} must not hold '{device}', which Windows keeps for a device", name=name, device=device)
        )
    return None


def _notice_file(path: Path, folder: Path) -> NoticeFile:
    return notice_file(str(path), str(path).removeprefix(f"{folder}{os.sep}").replace(os.sep, "/"))


def _read_file(path: Path, folder: Path, sources: _Sources) -> _Read:
    shown, rows = sources.shown(path), sources.rows
    file = _notice_file(path, folder)
    if wrong := _misplaced(path, folder, shown):
        return None, [wrong]
    text, notice_id = read_text(path), path.relative_to(folder).with_suffix("").as_posix()
    if isinstance(text, Problem):
        return None, [text]
    read = partial(_read, text, path=shown, notice_id=notice_id, sources=sources)
    return rows.made(text, file, read) if rows else read()
