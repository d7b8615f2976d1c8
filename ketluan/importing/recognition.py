"""A source file understood as a notice: read, drafted, proved, checked and compared with what the archive holds."""

from __future__ import annotations

from pathlib import Path

from ketluan.importing.candidate import Understood
from ketluan.importing.duplicates import Twin, twins
from ketluan.importing.files.source import Source
from ketluan.importing.issuer import Issuer, find_issuer, near_issuers, register_with
from ketluan.importing.notice_address import address_of, free_address, original_name
from ketluan.importing.notice_text import notice_file
from ketluan.importing.parsing.draft import Draft, draft
from ketluan.importing.parsing.privacy import private_words
from ketluan.importing.proof import differences
from ketluan.importing.ready_made import finished_notice, is_finished, with_original
from ketluan.importing.sandbox import read_source
from ketluan.model.agency import Register
from ketluan.model.archive import Archive
from ketluan.model.notice import Notice
from ketluan.model.problem import Problem, Refused, shown_path
from ketluan.store.ledger_rules import notice_words
from ketluan.store.reader import REGISTER, read_notice
from ketluan.store.register_file import parse_register

_UNPRINTED = "khong-ro/khong-ro"


def understand_file(
    path: Path, archive: Archive, *, notices: Path, issuer: str | None = None, publish_original: bool = True
) -> Understood:
    """The notice that a file holds; raises Refused with a Vietnamese sentence when there is none.

    `issuer` is an id of the register, given by the clerk; None when the head names it. The site offers the original
    when `publish_original`.
    """
    source = read_source(path)
    if is_finished(source):
        return _finished(path, source, archive, notices)
    drafted = draft(source.text, source.stamps)
    found = _issuer(drafted, issuer, archive.register)
    register = _with_issuer(found, archive.register, notices)
    address = _address(found.id if found else _UNPRINTED, drafted, archive, notices)
    content = path.read_bytes()
    text = _proved(content, source, drafted, address, publish_original=publish_original)
    notice, problems = _read(text, address, archive, register, notices)
    return Understood(
        path=path,
        notice=notice,
        text=text,
        original=content,
        issuer=found,
        register=register,
        printed_issuer=drafted.issuer_name,
        near_issuers=() if found else near_issuers(drafted.issuer_lines, drafted.place, register),
        doubts=drafted.doubts,
        remarks=source.remarks,
        problems=tuple(problems),
        twins=tuple(twins(notice, archive.notices)),
    )


def register_text(notices: Path) -> str:
    """The register's file as it is, empty when there is none yet."""
    path = notices / REGISTER
    return path.read_text(encoding="utf-8-sig") if path.exists() else ""


def _proved(content: bytes, source: Source, drafted: Draft, address: str, *, publish_original: bool) -> str:
    """The notice file's text; raises Refused when it does not hold every word of the source."""
    text = notice_file(
        drafted,
        address.rsplit("/", 2)[0],
        original=original_name(address, content),
        sha256=source.sha256,
        signatures=source.signatures,
        publish_original=publish_original,
    )
    if lost := differences(source.text, text, stamps=source.stamps):
        raise Refused("Không ghi được vì văn bản bị mất hoặc thừa chữ: " + "; ".join(map(str, lost[:5])) + ".")
    return text


def _issuer(drafted: Draft, given: str | None, register: Register) -> Issuer | None:
    """The issuer given by the clerk, else the one that the head names."""
    if given is None:
        return find_issuer(drafted.issuer_lines, drafted.place, register)
    if given not in register.agencies:
        raise Refused(f"Không có cơ quan '{given}' trong danh mục cơ quan agencies.yml.")
    return Issuer(id=given, name=drafted.issuer_name or register.agencies[given].name)


def _with_issuer(issuer: Issuer | None, register: Register, notices: Path) -> Register:
    if issuer is None or not issuer.entry:
        return register
    return parse_register(register_with(issuer, register_text(notices)), REGISTER)[0]


def _address(issuer: str, drafted: Draft, archive: Archive, notices: Path) -> str:
    address = address_of(issuer, drafted.number, issued=drafted.issued, met=drafted.meeting.date)
    return free_address(address, _taken(archive, drafted.number, drafted.title), notices)


def _taken(archive: Archive, number: str | None, title: str) -> set[str]:
    """Every address that a notice has or had; one that was lost comes back to its own."""
    own = notice_words(number, title)
    lost = {name for name, entries in archive.ledger.by_notice.items() if entries[0].words != own}
    return lost.union(*((notice.id, *notice.aliases) for notice in archive.notices))


def _read(text: str, address: str, archive: Archive, register: Register, notices: Path) -> tuple[Notice, list[Problem]]:
    shown = shown_path(notices / f"{address}.md")
    notice, problems = read_notice(text, path=shown, notice_id=address, register=register, ledger=archive.ledger)
    if notice is None:
        raise Refused("Không soạn được thông báo: " + "; ".join(problem.message for problem in problems[:5]) + ".")
    return notice, problems


def _finished(path: Path, source: Source, archive: Archive, notices: Path) -> Understood:
    """A notice file made elsewhere, with its original when that lies beside it."""
    header, text, original = finished_notice(path, source)
    beside = _original_remarks(path.with_name(header.original)) if header.original else ()
    address = address_of(header.issuer, header.number, issued=header.issued, met=header.meeting.date)
    address = free_address(address, _taken(archive, header.number, header.title), notices)
    if header.original:
        text = with_original(text, header, original_name(address, original))
    notice, problems = _read(text, address, archive, archive.register, notices)
    same = (
        Twin(other.id, "cùng một nội dung", same_file=True) for other in archive.notices if other.text == notice.text
    )
    return Understood(
        path=path,
        notice=notice,
        text=text,
        original=original,
        issuer=Issuer(id=header.issuer, name=header.issuer),
        register=archive.register,
        remarks=(
            "Đây là tệp thông báo đã soạn sẵn: được kiểm tra rồi chép vào kho.",
            *private_words(source.text),
            *beside,
        ),
        problems=tuple(problems),
        twins=(*same, *twins(notice, archive.notices)),
    )


def _original_remarks(original: Path) -> tuple[str, ...]:
    """What the original beside a finished notice hides; raises Refused when it is secret or cannot be read."""
    try:
        return read_source(original).remarks
    except Refused as error:
        raise Refused(f"Bản gốc '{original.name}': {error}") from error
