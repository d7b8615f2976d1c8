"""The command line: which commands there are, and what each does with the rooms below."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import get_args

from ketluan.cli.follow_up_commands import add_follow_up
from ketluan.cli.named_notice import NAMES, named_notice
from ketluan.cli.nightly_command import add_nightly
from ketluan.cli.publishing_commands import add_publishing
from ketluan.cli.register_commands import add_register
from ketluan.cli.server_commands import add_server_config
from ketluan.cli.streams import speak_unicode, stop_printing, unforeseen
from ketluan.cli.terminal import notice_text
from ketluan.cli.usage import CommandParser
from ketluan.importing.candidate import record_of
from ketluan.importing.files.new_files import found_files
from ketluan.importing.importer import Outcome, draft_files, import_files
from ketluan.importing.inbox import watch_folder
from ketluan.importing.report import report, summary
from ketluan.importing.stamped_originals import stamped_originals
from ketluan.model.archive import Archive
from ketluan.model.json_record import notice_record
from ketluan.model.notice import NoticeKind
from ketluan.model.problem import Problem, Refused, as_text, errors, system_message
from ketluan.model.version import VERSION
from ketluan.store.archive_lock import mend
from ketluan.store.check_result import keep_result, kept_result, state_digest
from ketluan.store.id_keeping import keep_ids
from ketluan.store.reader import read_held
from ketluan.store.register_entries import names_to_add
from ketluan.store.work_executor import SCHEDULER
from ketluan.store.work_progress import work_progress


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit status is 0, or 1 when something has to be mended."""
    speak_unicode()
    try:
        arguments = _parser().parse_args(argv)
        if arguments.scheduler:
            os.environ[SCHEDULER] = arguments.scheduler
        mend(arguments.notices)
        status = int(arguments.run(arguments))
        print(end="", flush=True)  # a full disk or a closed pipe is noticed here, not when Python ends
        return status
    except Refused as stop:
        print(as_text(str(stop)), file=sys.stderr)
        return 1
    except SystemExit:  # after `--help`, `--version` or a command that was mistyped
        stop_printing()
        raise
    except BrokenPipeError:  # whoever reads has seen enough
        stop_printing()
        return 1
    except OSError as error:
        stop_printing()
        print(f"Không làm tiếp được: {system_message(error)}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Đã dừng theo yêu cầu.", file=sys.stderr)
        return 130
    except Exception as error:  # what nobody foresaw: a sentence for the user, and the details for the maintainer
        print(f"{unforeseen(error)}", file=sys.stderr)
        return 70


def _parser() -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = CommandParser(
        prog="build_archive.py", description="Kho kết luận: nhập, kiểm tra và công bố."
    )
    parser.add_argument("--notices", type=Path, default=Path("notices"), metavar="THƯ-MỤC", help="thư mục thông báo")
    parser.add_argument("--site", type=Path, default=Path("site"), metavar="THƯ-MỤC", help="thư mục trang tra cứu")
    parser.add_argument("--today", type=_day, metavar="NGÀY", help="coi hôm nay là ngày này, dạng 2026-01-31")
    cluster = "giao việc đọc thông báo cho cụm máy Dask, dạng tcp://may:8786 (cần gói distributed)"
    parser.add_argument("--scheduler", metavar="ĐỊA-CHỈ", help=cluster)
    parser.add_argument("--version", action="version", version=f"Kho kết luận {VERSION}", help="in số phiên bản")
    parser.set_defaults(run=_build)
    commands = parser.add_subparsers(title="lệnh", metavar="LỆNH")

    build = commands.add_parser("build", help="kiểm tra, rồi dựng toàn bộ trang tra cứu (mặc định)")
    allowed = "cho phép bỏ địa chỉ mà trang cũ đang có"
    parser.add_argument("--allow-removal", action="store_true", help=allowed)
    build.add_argument("--allow-removal", action="store_true", default=argparse.SUPPRESS, help=allowed)
    build.set_defaults(run=_build)

    _add_check(commands)
    _add_looking(commands)
    _add_import(commands)
    add_follow_up(commands, _day)
    add_publishing(commands)
    add_register(commands)
    add_server_config(commands)
    add_nightly(commands)
    return parser


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    check = commands.add_parser("check", help="nêu mọi lỗi của thông báo và danh mục cơ quan")
    check.add_argument("--names", action="store_true", help="in các tên chưa có trong danh mục, để dán vào danh mục")
    check.add_argument(
        "--verify", action="store_true", help="đọc lại từng byte của thông báo và bản gốc, không tin cỡ và giờ"
    )
    check.add_argument("--keep-ids", action="store_true", help="ghi sổ địa chỉ, và ghi vào tệp những mã cần giữ")
    check.add_argument("--language", choices=("vi", "en"), default="vi", help="tiếng của các lỗi, mặc định vi")
    check.add_argument(
        "--allow-removal",
        action="store_true",
        default=argparse.SUPPRESS,
        help="cùng --keep-ids: việc nào mất thì thôi mã",
    )
    check.set_defaults(run=_check)


def _add_looking(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    show = commands.add_parser("show", help="cho xem một thông báo được hiểu thế nào")
    show.add_argument("notice", metavar="THÔNG-BÁO", help=NAMES)
    show.add_argument("--json", action="store_true", help="in ra JSON")
    show.set_defaults(run=_show)

    serve = commands.add_parser("serve", help="xem thử, tự cập nhật khi sửa tệp")
    serve.add_argument(
        "--address", type=_address, default="127.0.0.1:8000", metavar="MÁY:CỔNG", help="mặc định 127.0.0.1:8000"
    )
    serve.set_defaults(run=_serve)

    desk = commands.add_parser("desk", help="mở bàn văn thư trong trình duyệt: nhập, đọc soát, công bố, theo dõi")
    desk.add_argument(
        "--port", type=_port, default=0, metavar="SỐ", help="cổng trên máy này, mặc định là cổng còn trống"
    )
    desk.add_argument("--no-browser", action="store_true", help="chỉ in địa chỉ, không mở trình duyệt")
    desk.set_defaults(run=_desk)


def _add_import(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    bring = commands.add_parser("import", help="nhập tệp PDF, Word hoặc văn bản thành tệp thông báo")
    bring.add_argument("files", nargs="+", type=_source, metavar="TỆP", help="tệp hoặc thư mục")
    bring.add_argument("--issuer", metavar="TÊN", help="tên (hoặc mã) cơ quan ban hành, khi văn bản không in rõ")
    bring.add_argument(
        "--kind", choices=get_args(NoticeKind), help="loại văn bản, khi chương trình từ chối hoặc nhận nhầm loại"
    )
    bring.add_argument("--dry-run", action="store_true", help="chỉ đọc và báo cáo, không ghi gì")
    bring.add_argument("--json", action="store_true", help="in ra JSON, mỗi thông báo một đối tượng")
    bring.add_argument("--watch", action="store_true", help="trông thư mục và nhập mọi tệp được thả vào")
    bring.add_argument(
        "--withhold-original", action="store_true", help="giữ bản gốc trong kho, không công bố trên trang"
    )
    bring.set_defaults(run=_import)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"phải là ngày dạng 2026-01-31, không phải '{text}'") from None


def _address(text: str) -> str:
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:
        raise argparse.ArgumentTypeError(f"phải có dạng 127.0.0.1:8000, không phải '{text}'")
    return text


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"phải là số từ 0 đến 65535, không phải '{text}'")
    return int(text)


def _source(text: str) -> Path:
    """An empty word, such as an unset variable, is not the working folder."""
    if not text.strip():
        raise argparse.ArgumentTypeError("tên tệp đang để trống")
    return Path(text)


def _build(arguments: argparse.Namespace) -> int:
    from ketluan.site.mkdocs_site import build_site  # MkDocs takes half a second to load; the other commands do without

    built = build_site(
        notices=arguments.notices,
        site=arguments.site,
        today=arguments.today,
        allow_removal=arguments.allow_removal,
    )
    if built.removal.breaks_addresses:
        print(f"Đã bỏ những địa chỉ mà trang cũ có:\n{built.removal}")
    if built.removal.pages:
        print(built.removal.pages_sentence)
    home = (arguments.site / "index.html").as_posix()
    print(f"Đã dựng xong trang tra cứu. Mở tệp {home} bằng trình duyệt để xem.")
    return 0


def _serve(arguments: argparse.Namespace) -> int:
    from ketluan.site.mkdocs_site import serve_site

    serve_site(notices=arguments.notices, address=arguments.address, today=arguments.today)
    return 0


def _desk(arguments: argparse.Namespace) -> int:
    from ketluan.desk.desk_server import serve_desk  # the web server takes a while to load; other commands do without

    def announce(address: str) -> None:
        print(f"Bàn văn thư: {address}", flush=True)
        print("Giữ cửa sổ này mở khi làm việc; bấm Ctrl-C để đóng bàn.", flush=True)

    serve_desk(
        arguments.notices,
        port=arguments.port,
        browser=not arguments.no_browser,
        day=arguments.today,
        announce=announce,
        unforeseen=unforeseen,
    )
    return 0


def _read(arguments: argparse.Namespace, *, verify: bool = False) -> tuple[Archive, list[Problem]]:
    return read_held(arguments.notices, today=arguments.today or dt.date.today(), verify=verify)


def _check(arguments: argparse.Namespace) -> int:
    kept = _keep(arguments) if arguments.keep_ids else ""
    if arguments.names:
        archive, _ = _read(arguments, verify=arguments.verify)
        print(names_to_add(archive), end="")
        return 0
    notices, problems = _checked(arguments)
    for problem in sorted(problems, key=lambda each: (each.remark, each)):
        print(problem.in_english() if arguments.language == "en" else problem)
    wrong = len(errors(problems))
    if kept:
        print(kept)
    print(f"{notices} thông báo: {wrong} lỗi, {len(problems) - wrong} ghi chú.")
    return 1 if wrong else 0


def _checked(arguments: argparse.Namespace) -> tuple[int, list[Problem]]:
    """How many notices there are and their problems, as found the last time when nothing has changed since."""
    today = arguments.today or dt.date.today()
    state = state_digest(arguments.notices, today=today) if arguments.notices.is_dir() else None
    kept = None if arguments.verify else kept_result(arguments.notices, state)
    if kept:
        return kept
    archive, problems = _read(arguments, verify=arguments.verify)
    problems += stamped_originals(archive, arguments.notices)
    if state and state == state_digest(arguments.notices, today=today):  # nobody changed a file meanwhile
        keep_result(arguments.notices, state, len(archive.notices), problems)
    return len(archive.notices), problems


def _keep(arguments: argparse.Namespace) -> str:
    """Write the ledger, and say in a sentence what was written."""
    if not arguments.notices.is_dir():
        return ""
    today = arguments.today or dt.date.today()
    kept = keep_ids(arguments.notices, today=today, allow_removal=arguments.allow_removal)
    if kept.stopped_by:
        return "Chưa ghi địa chỉ nào: hãy sửa các lỗi trên trước."
    ended = f", {kept.ended} địa chỉ thôi dùng" if kept.ended else ""
    files = f"; đã ghi mã vào {kept.files} tệp thông báo" if kept.files else ""
    return f"Sổ địa chỉ có {kept.published} địa chỉ, {kept.new} địa chỉ mới{ended}{files}."


def _show(arguments: argparse.Namespace) -> int:
    archive, problems = _read(arguments)
    notice = named_notice(archive, arguments.notice, arguments.notices)
    own = sorted(problem for problem in problems if problem.path == notice.path)
    if arguments.json:
        issuer = archive.register.agencies.get(notice.issuer)
        name = issuer.name if issuer else notice.issuer
        print(json.dumps(notice_record(notice, own, issuer_name=name), ensure_ascii=False, indent=1))
    else:
        print(as_text(notice_text(notice, own, archive.register)))
    return 0


def _import(arguments: argparse.Namespace) -> int:
    outcomes = []
    for outcome in _outcomes(arguments):
        outcomes.append(outcome)
        if not arguments.json:
            print(report(outcome), end="\n\n", flush=True)
        elif outcome.understood:
            print(json.dumps(record_of(outcome.understood), ensure_ascii=False), flush=True)
        else:
            print(json.dumps({"refused": outcome.reason, "kind": outcome.kind or None}, ensure_ascii=False), flush=True)
    print(summary(outcomes), file=sys.stderr if arguments.json else sys.stdout)
    return 1 if not outcomes or any(outcome.state == "failed" for outcome in outcomes) else 0


def _outcomes(arguments: argparse.Namespace) -> Iterator[Outcome]:
    """What becomes of each file, with a bar on a terminal; the drop folder is watched until Ctrl-C."""
    if arguments.watch:
        for folder in arguments.files:
            yield from watch_folder(
                folder,
                notices=arguments.notices,
                today=dt.date.today,
                issuer=arguments.issuer,
                kind=arguments.kind,
                publish_original=not arguments.withhold_original,
            )
        return
    todo = draft_files if arguments.dry_run else import_files
    files = list(found_files(arguments.files))
    day = arguments.today or dt.date.today()
    done = todo(
        files,
        notices=arguments.notices,
        issuer=arguments.issuer,
        kind=arguments.kind,
        today=day,
        publish_original=not arguments.withhold_original,
    )
    yield from work_progress(done, what="Nhập", unit="tệp", total=len(files))
