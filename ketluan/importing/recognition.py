"""A source file understood as a notice: read, drafted, proved, checked and compared with what the archive holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from ketluan.importing.candidate import Understood
from ketluan.importing.duplicates import Twin, twins
from ketluan.importing.files.source import Source
from ketluan.importing.issuer import Issuer, find_issuer, near_issuers, register_with, stated_issuer
from ketluan.importing.line_places import places_of
from ketluan.importing.notice_text import notice_file
from ketluan.importing.parsing.draft import Doubt, Draft
from ketluan.importing.parsing.kind_gate import orders, wrong_kind
from ketluan.importing.ready_made import finished_notice, is_finished, with_original
from ketluan.importing.sandbox import (
    Allowance,
    allowance,
    draft_within,
    proved_within,
    read_within,
    understood_within,
)
from ketluan.model.agency import Register
from ketluan.model.archive import Archive
from ketluan.model.display_names import full_name, notice_name
from ketluan.model.notice import Notice, NoticeKind
from ketluan.model.problem import Problem, Refused, shown_path
from ketluan.store.archive_files import REGISTER
from ketluan.store.ledger_rules import notice_words
from ketluan.store.notice_address import address_of, free_address, original_name
from ketluan.store.reader import read_notice
from ketluan.store.register_file import parse_register
from ketluan.store.text_file import read_text

_UNPRINTED = "khong-ro/khong-ro"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """A file that was read, before it has a place in an archive; `drafted` is None for a notice file made elsewhere,
    `limit` what is left of its time, `issuer` an id of the register or a name, given by the clerk."""

    path: Path
    content: bytes
    source: Source
    drafted: Draft | None
    limit: Allowance
    issuer: str | None = None
    kind: NoticeKind | None = None
    publish_original: bool = True
    remarks: tuple[str, ...] = ()


def recognised(
    path: Path, *, issuer: str | None = None, kind: NoticeKind | None = None, publish_original: bool = True
) -> Recognised:
    """The file as read; raises Refused with a Vietnamese sentence when that cannot be done.

    `issuer` is an id of the register or a name, given by the clerk; None when the head names it; `kind` overrules what
    the text says it is. The site offers the original when `publish_original`.
    """
    limit = allowance()
    source = read_within(path, limit)
    finished = is_finished(source)
    return Recognised(
        path=path,
        content=path.read_bytes(),
        source=source,
        drafted=None if finished else replace(draft_within(source, limit, kind), ocr=source.ocr),
        limit=limit,
        issuer=issuer,
        kind=kind,
        publish_original=publish_original,
        remarks=_finished_remarks(path, source, limit) if finished else source.remarks,
    )


def placed(read: Recognised, archive: Archive, *, notices: Path) -> Understood:
    """The notice that a file holds, at an address that is free in the archive; raises Refused when there is none."""
    drafted = read.drafted
    if drafted is None:
        return _finished(read, archive, notices)
    found = _issuer(drafted, read.issuer, archive.register)
    register = _with_issuer(found, archive.register, notices)
    address = _address(found.id if found else _UNPRINTED, read, drafted, archive, notices)
    text = _proved(read, drafted, address)
    notice, problems = _read(text, address, archive, register, notices, limit=read.limit)
    if drafted.kind == "cong-van" and not read.kind and not notice.directives and not orders(drafted.body):
        raise wrong_kind("công văn không giao việc cho cơ quan nào")
    return Understood(
        path=read.path,
        notice=notice,
        text=text,
        original=read.content,
        issuer=found,
        register=register,
        printed_issuer=drafted.issuer_name,
        near_issuers=() if found else near_issuers(drafted.issuer_lines, drafted.place, register),
        doubts=(*_misread(found, read, register), *drafted.doubts),
        remarks=read.remarks,
        problems=tuple(problem for problem in problems if found or _UNPRINTED not in problem.message),
        twins=tuple(twins(notice, archive.notices)),
        places=places_of(notice, read.source.seen),
        seen=read.source.seen,
    )


def register_text(notices: Path) -> str:
    """The register's file as it is, empty when there is none yet; raises Refused when it cannot be read."""
    path = notices / REGISTER
    text = read_text(path) if path.exists() else ""
    if isinstance(text, Problem):
        raise Refused(f"Không đọc được danh mục cơ quan: {text.message}.")
    return text.removeprefix("\ufeff")


def _proved(read: Recognised, drafted: Draft, address: str) -> str:
    """The notice file's text; raises Refused when it does not hold every word of the source."""
    source = read.source
    text = notice_file(
        drafted,
        address.rsplit("/", 2)[0],
        original=original_name(address, read.content),
        sha256=source.sha256,
        signatures=source.signatures,
        publish_original=read.publish_original,
    )
    if lost := proved_within(source, text, read.limit):
        raise Refused("Không ghi được vì văn bản bị mất hoặc thừa chữ: " + "; ".join(map(str, lost[:5])) + ".")
    return text


def _issuer(drafted: Draft, given: str | None, register: Register) -> Issuer | None:
    """The issuer given by the clerk, by id or by name, else the one that the head names."""
    if given is None:
        return find_issuer(drafted.issuer_lines, drafted.place, register, ocr=drafted.ocr)
    if given in register.agencies:
        return Issuer(id=given, name=drafted.issuer_name or register.agencies[given].name)
    if found := stated_issuer(given, drafted.place, register):
        return replace(found, meant=False)
    near = near_issuers([given], drafted.place, register)
    alike = f" (gần giống: {', '.join(full_name(register, agency.id) for agency in near)})" if near else ""
    raise Refused(
        f"Chưa rõ “{given}” là cơ quan nào{alike}: sau “--issuer” hãy ghi tên đầy đủ, kèm địa danh, "
        "ví dụ “Văn phòng UBND tỉnh Kon Tum”."
    )


def _misread(issuer: Issuer | None, read: Recognised, register: Register) -> Iterator[Doubt]:
    """That the printed name was taken for the only one that it can mean."""
    if issuer and issuer.meant:
        first = issuer.name.split()[:2]
        lines = enumerate(read.source.text.split("\n"), 1)
        line = next((number for number, text in lines if text.split()[:2] == first), 1)
        meant = full_name(register, issuer.id)
        yield Doubt(line=line, field="issuer", message=f"Tên cơ quan được hiểu là {meant}.", quote=issuer.name)


def _with_issuer(issuer: Issuer | None, register: Register, notices: Path) -> Register:
    if issuer is None or not issuer.entry:
        return register
    return parse_register(register_with(issuer, register_text(notices)), REGISTER)[0]


def _address(issuer: str, read: Recognised, drafted: Draft, archive: Archive, notices: Path) -> str:
    address = address_of(issuer, drafted)
    own = _taken(archive, drafted.number, drafted.title)

    def is_taken(address: str) -> bool:
        """By a notice, or by a file of other content where the original would stand."""
        original = (notices / address).with_name(original_name(address, read.content))
        foreign = original.is_file() and original.read_bytes() != read.content
        return address in own or (notices / f"{address}.md").exists() or foreign

    return free_address(address, is_taken)


def _taken(archive: Archive, number: str | None, title: str) -> set[str]:
    """Every address that a notice has or had; one that was lost comes back to its own."""
    own = notice_words(number, title)
    lost = {name for name, entries in archive.ledger.by_notice.items() if entries[0].words != own}
    return lost.union(*((notice.id, *notice.aliases) for notice in archive.notices))


def _read(
    text: str, address: str, archive: Archive, register: Register, notices: Path, *, limit: Allowance
) -> tuple[Notice, list[Problem]]:
    shown = shown_path(notices / f"{address}.md")
    understand = partial(understood_within, limit=limit)
    notice, problems = read_notice(
        text, path=shown, notice_id=address, register=register, ledger=archive.ledger, body_reader=understand
    )
    if notice is None:
        raise Refused("Không soạn được thông báo: " + "; ".join(problem.message for problem in problems[:5]) + ".")
    return notice, problems


def _finished(read: Recognised, archive: Archive, notices: Path) -> Understood:
    """A notice file made elsewhere, with its original when that lies beside it."""
    header, text, original = finished_notice(read.path, read.source)
    address = address_of(header.issuer, header)
    own = _taken(archive, header.number, header.title)
    address = free_address(address, lambda each: each in own or (notices / f"{each}.md").exists())
    if header.original:
        text = with_original(text, header, original_name(address, original))
    notice, problems = _read(text, address, archive, archive.register, notices, limit=read.limit)
    same = (
        Twin(other.id, notice_name(other), "cùng một nội dung", same_file=True)
        for other in archive.notices
        if other.text == notice.text
    )
    return Understood(
        path=read.path,
        notice=notice,
        text=text,
        original=original,
        issuer=Issuer(id=header.issuer, name=header.issuer),
        register=archive.register,
        remarks=read.remarks,
        problems=tuple(problems),
        twins=(*same, *twins(notice, archive.notices)),
    )


def _finished_remarks(path: Path, source: Source, limit: Allowance) -> tuple[str, ...]:
    """With what the original beside a finished notice hides; raises Refused when it is secret or cannot be read."""
    header, _, _ = finished_notice(path, source)
    remark = "Đây là tệp thông báo đã soạn sẵn: được kiểm tra rồi chép vào kho."
    if not header.original:
        return (remark, *source.remarks)
    try:
        beside = read_within(path.with_name(header.original), limit)
    except Refused as error:
        raise Refused(f"Bản gốc '{header.original}': {error}") from error
    return (remark, *source.remarks, *beside.remarks)
