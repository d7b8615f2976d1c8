"""The command that makes a schedule which publishes every night."""

from __future__ import annotations

import argparse
import datetime as dt
import getpass
import os
import sys
from pathlib import Path
from typing import get_args

from ketluan.model.problem import Refused, shown_path
from ketluan.publishing.published_place import refuse_place
from ketluan.publishing.release_store import store_of
from ketluan.publishing.schedule import ENCODINGS, Night, Scheduler, schedule_files
from ketluan.publishing.site_address import VARIABLE

AT = "01:30"
PROGRAM = Path(__file__).parents[2] / "build_archive.py"


def add_nightly(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """`nightly KIND --to FOLDER`."""
    command = commands.add_parser("nightly", help="làm lịch công bố hằng đêm cho systemd, cron hoặc Windows")
    kinds = get_args(Scheduler)
    command.add_argument("kind", choices=kinds, metavar="LỊCH", help=f"chương trình giữ lịch: {', '.join(kinds)}")
    command.add_argument("--to", required=True, type=_named, metavar="THƯ-MỤC", help="thư mục công bố")
    command.add_argument("--at", type=_time, default=_time(AT), metavar="GIỜ", help=f"giờ chạy, mặc định {AT}")
    command.add_argument("--out", type=Path, metavar="THƯ-MỤC", help="ghi thành tệp vào thư mục này, không in ra")
    command.set_defaults(run=_nightly)


def _nightly(arguments: argparse.Namespace) -> int:
    scheduler: Scheduler = arguments.kind
    if not arguments.notices.is_dir():
        raise Refused(f"Không có thư mục thông báo {shown_path(arguments.notices)}.")
    refuse_place(Path(arguments.to), arguments.notices)
    if not os.path.lexists(arguments.to):
        print(f"Đêm đầu tiên sẽ tạo {arguments.to} và {store_of(Path(arguments.to))}.", file=sys.stderr)
    notices = ("--notices", os.path.abspath(arguments.notices))
    night = Night(
        at=arguments.at,
        command=(sys.executable, str(PROGRAM), *notices, "publish", "--nightly", "--to", arguments.to),
        program=str(PROGRAM.parent),
        user=getpass.getuser(),
        log=f"{arguments.to}.hang-dem.log",
        site_url=os.environ.get(VARIABLE, ""),
    )
    Path(night.log).parent.mkdir(parents=True, exist_ok=True)  # shells open the log before they start anything
    encoding = ENCODINGS[scheduler] if arguments.out else "utf-8"
    for name, text in schedule_files(scheduler, night, encoding=encoding).items():
        if arguments.out:
            arguments.out.mkdir(parents=True, exist_ok=True)
            (arguments.out / name).write_text(text, encoding=encoding)
            print(f"Đã ghi {arguments.out / name}.")
        else:
            print(f"# {name}\n{text}" if scheduler == "systemd" else text, end="")
    return 0


def _time(text: str) -> dt.time:
    try:
        return dt.time.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"phải là giờ dạng {AT}, không phải '{text}'") from None


def _named(text: str) -> str:
    path = os.path.abspath(text)
    if not text.strip() or not Path(path).name or "\n" in text:
        raise argparse.ArgumentTypeError("phải là một thư mục có tên")
    return path
