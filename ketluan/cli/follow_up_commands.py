"""The commands of a notice's life: follow-up, withdraw, replace, amend, correct."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import get_args

from ketluan.cli.named_notice import NAMES, named_notice
from ketluan.exports.follow_up_workbook import FilledIn, filled_in, follow_up_workbook, open_directives
from ketluan.importing.files.size_limits import read_bytes
from ketluan.model.archive import Archive
from ketluan.model.display_names import full_name
from ketluan.model.follow_up import Decision, FollowUpEvent
from ketluan.model.notice import Correction
from ketluan.model.problem import Refused
from ketluan.store.notice_life import amend, correct, record_all, replace, withdraw
from ketluan.store.reader import read_held
from ketluan.store.stored_text import stored_notice

Commands = argparse._SubParsersAction
Day = Callable[[str], dt.date]


def add_follow_up(commands: Commands[argparse.ArgumentParser], day: Day) -> None:
    """`day` reads a day of the command line."""
    follow = commands.add_parser("follow-up", help="theo dõi việc thực hiện: xuất và nhập tệp Excel của một cơ quan")
    inner = follow.add_subparsers(title="việc", metavar="VIỆC", required=True)
    out = inner.add_parser("export", help="tệp Excel các chỉ đạo đang thực hiện của một cơ quan, để điền")
    out.add_argument("agency", metavar="CƠ-QUAN", help="mã, tên viết tắt hoặc tên đầy đủ trong danh mục")
    out.add_argument("--to", type=Path, required=True, metavar="TỆP.xlsx")
    out.set_defaults(run=_export)
    back = inner.add_parser("import", help="ghi những gì đã điền; sai một ô thì không ghi gì")
    back.add_argument("file", type=Path, metavar="TỆP.xlsx")
    back.add_argument("--by", metavar="HỌ-TÊN", help="người ghi, cho những dòng không điền cột này")
    back.set_defaults(run=_import)

    gone = _of_notice(commands, "withdraw", _withdraw, "thu hồi một thông báo: trang chỉ còn số, ngày và lý do")
    gone.add_argument("--reason", required=True, metavar="LÝ-DO")
    gone.add_argument("--date", type=day, metavar="NGÀY", help="ngày thu hồi; mặc định là hôm nay")
    new = _of_notice(commands, "replace", _replace, "ghi rằng thông báo này thay thế một thông báo cũ")
    new.add_argument("--replaced", required=True, metavar="THÔNG-BÁO-CŨ", help="thông báo bị thay thế")
    new.add_argument(
        "--tasks", choices=("ended", "still-open"), help="quyết định chung cho mọi chỉ đạo của thông báo cũ"
    )
    new.add_argument("--by", metavar="HỌ-TÊN", help="người quyết định")
    more = _of_notice(commands, "amend", _amend, "ghi rằng thông báo này sửa đổi, bổ sung một thông báo khác")
    more.add_argument("--amended", required=True, metavar="THÔNG-BÁO", help="thông báo được sửa đổi")
    right = _of_notice(commands, "correct", _correct, "ghi một chỗ được đính chính bằng công văn")
    right.add_argument("--letter", required=True, metavar="SỐ", help="số, ký hiệu của công văn đính chính")
    right.add_argument("--date", type=day, required=True, metavar="NGÀY", help="ngày của công văn")
    right.add_argument("--wrong", required=True, metavar="CHỮ", help="chữ in sai")
    right.add_argument("--right", required=True, metavar="CHỮ", help="chữ đúng")
    right.add_argument("--directive", metavar="MÃ", help="chỉ đạo có chữ in sai, như II.1-3")


def _of_notice(
    commands: Commands[argparse.ArgumentParser], name: str, run: Callable[[argparse.Namespace], int], help: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=help)
    command.add_argument("notice", metavar="THÔNG-BÁO", help=NAMES)
    command.set_defaults(run=partial(_of_the_meant, run))
    return command


def _of_the_meant(run: Callable[[argparse.Namespace], int], arguments: argparse.Namespace) -> int:
    """With ids in the place of what notices were called."""
    archive, _ = read_held(arguments.notices, today=_today(arguments))
    for named in filter(arguments.__contains__, ("notice", "replaced", "amended")):
        setattr(arguments, named, named_notice(archive, getattr(arguments, named), arguments.notices).id)
    return run(arguments)


def _export(arguments: argparse.Namespace) -> int:
    archive, _ = read_held(arguments.notices, today=_today(arguments))
    agency = _agency(archive, arguments.agency)
    number = len(open_directives(archive, agency))
    if arguments.to.exists():
        raise Refused(f"Đã có tệp {arguments.to}; hãy chọn tên khác để không mất những gì đã điền.")
    arguments.to.write_bytes(follow_up_workbook(archive, agency))
    print(f"Đã ghi {number} chỉ đạo đang thực hiện của {full_name(archive.register, agency)} vào {arguments.to}.")
    return 0


def _agency(archive: Archive, wanted: str) -> str:
    """By id, else by a name or abbreviation that one body alone has."""
    if wanted in archive.register.agencies:
        return wanted
    named = wanted.casefold()
    found = [
        agency.id
        for agency in archive.register.agencies.values()
        if named
        in {agency.name.casefold(), (agency.short or "").casefold(), full_name(archive.register, agency.id).casefold()}
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused(f"Nhiều cơ quan mang tên '{wanted}': {', '.join(found)}; hãy ghi mã.")
    raise Refused(f"Danh mục không có cơ quan '{wanted}'.")


def _import(arguments: argparse.Namespace) -> int:
    data = read_bytes(arguments.file)
    digests = {notice: _digest(arguments, notice) for notice in _filled_in(arguments, data).events}
    found = _filled_in(arguments, data)  # once more: what was digested is what is read
    if found.wrong:
        for line in found.wrong:
            print(line)
        print(f"Chưa ghi gì: {len(found.wrong)} chỗ cần sửa trong {arguments.file}.")
        return 1
    record_all(arguments.notices, found.events, digests={each: digests.get(each, "") for each in found.events})
    known = f", bỏ qua {found.known} sự việc đã ghi từ trước" if found.known else ""
    print(f"Đã ghi {sum(map(len, found.events.values()))} sự việc của {len(found.events)} thông báo{known}.")
    return 0


def _filled_in(arguments: argparse.Namespace, data: bytes) -> FilledIn:
    archive, _ = read_held(arguments.notices, today=_today(arguments))
    return filled_in(data, archive, by=arguments.by, recorded=_today(arguments))


def _withdraw(arguments: argparse.Namespace) -> int:
    day = arguments.date or _today(arguments)
    withdraw(arguments.notices, arguments.notice, reason=arguments.reason, date=day, digest=_digest(arguments))
    print(f"Đã thu hồi {arguments.notice}. Tệp vẫn giữ nguyên văn; lần công bố tới trang chỉ còn số, ngày và lý do.")
    return 0


def _replace(arguments: argparse.Namespace) -> int:
    decisions = _decisions(arguments, arguments.tasks) if arguments.tasks else []
    replace(
        arguments.notices,
        arguments.notice,
        replaced=arguments.replaced,
        decisions=decisions,
        digest=_digest(arguments),
    )
    waiting = "" if decisions else "; lệnh check nêu những chỉ đạo chưa có quyết định"
    print(f"Đã ghi: {arguments.notice} thay thế {arguments.replaced}{waiting}.")
    return 0


def _decisions(arguments: argparse.Namespace, kind: Decision) -> list[FollowUpEvent]:
    assert kind in get_args(Decision)
    archive, _ = read_held(arguments.notices, today=_today(arguments))
    old = archive.by_id.get(arguments.replaced)
    day = _today(arguments)
    tasks = old.directives if old else ()
    return [FollowUpEvent(directive=task.id, on=day, event=kind, by=arguments.by, recorded=day) for task in tasks]


def _amend(arguments: argparse.Namespace) -> int:
    amend(arguments.notices, arguments.notice, amended=arguments.amended, digest=_digest(arguments))
    print(f"Đã ghi: {arguments.notice} sửa đổi, bổ sung {arguments.amended}.")
    return 0


def _correct(arguments: argparse.Namespace) -> int:
    correction = Correction(
        number=arguments.letter,
        date=arguments.date,
        wrong=arguments.wrong,
        right=arguments.right,
        directive=arguments.directive,
    )
    correct(arguments.notices, arguments.notice, correction, digest=_digest(arguments))
    print(f"Đã ghi đính chính của văn bản {arguments.letter} vào {arguments.notice}.")
    return 0


def _digest(arguments: argparse.Namespace, notice: str | None = None) -> str:
    return stored_notice(arguments.notices, notice or arguments.notice).digest


def _today(arguments: argparse.Namespace) -> dt.date:
    day: dt.date = arguments.today or dt.date.today()
    return day
