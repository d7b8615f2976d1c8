"""The command that prints settings for a web server."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import get_args
from urllib.parse import urlsplit

from ketluan.publishing.server_config import Server, SitePlace, server_config
from ketluan.publishing.site_address import site_address

HOST, FOLDER = "kho.noibo.example", "/srv/cong-bo/kho"
UNAWARE = "iis"
"""Its settings are those of a folder, wherever that stands: it cannot say where the site begins."""


def add_server_config(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """`server-config NAME`; host and path are those of the site's address unless they are given."""
    command = commands.add_parser("server-config", help="in cấu hình cho máy chủ web")
    command.add_argument(
        "server", choices=get_args(Server), metavar="MÁY-CHỦ", help=f"loại máy chủ web: {', '.join(get_args(Server))}"
    )
    command.add_argument("--to", default=FOLDER, type=_folder, metavar="THƯ-MỤC", help=f"thư mục công bố, như {FOLDER}")
    command.add_argument("--host", type=_host, metavar="TÊN", help="tên máy chủ, mặc định theo địa chỉ của trang")
    command.add_argument("--port", type=_port, metavar="CỔNG", help="cổng, mặc định 80")
    command.add_argument("--path", type=_base, metavar="/KHO/", help="thư mục con trên máy chủ, mặc định /")
    command.set_defaults(run=_server_config)


def _server_config(arguments: argparse.Namespace) -> int:
    address = urlsplit(site_address(Path(arguments.to)))
    known = f"{address.path.rstrip('/')}/"
    place = SitePlace(
        host=arguments.host or address.hostname or HOST,
        port=arguments.port or address.port or 80,
        base=arguments.path or known,
        folder=arguments.to,
    )
    print(server_config(arguments.server, place), end="")
    if place.host == HOST and arguments.server != UNAWARE:
        print(f"{HOST} mới là ví dụ: hãy thay bằng tên máy chủ thật, hoặc thêm --host TÊN.", file=sys.stderr)
    if place.base != known and arguments.server == UNAWARE:
        print(
            f"Hãy thêm --site-url http://{place.host}{place.base} khi công bố: "
            "trang báo lỗi 404 trên IIS cần biết thư mục con.",
            file=sys.stderr,
        )
    return 0


def _folder(text: str) -> str:
    """As the server's settings write it: with slashes, on Windows too."""
    folder = text.replace("\\", "/").rstrip("/")
    if not folder or re.search(r'["\n{}$]', folder):
        raise argparse.ArgumentTypeError("phải là một thư mục có tên, không có dấu nháy, ngoặc nhọn hay $")
    return folder


def _host(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9.-]+", text):
        raise argparse.ArgumentTypeError(f"phải là tên máy như {HOST}, không phải '{text}'")
    return text


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"phải là số từ 1 tới 65535, không phải '{text}'")
    return int(text)


def _base(text: str) -> str:
    base = f"/{text.strip('/')}/".replace("//", "/")
    if not re.fullmatch(r"/(?:[\w.~-]+/)*", base, re.ASCII):
        raise argparse.ArgumentTypeError(f"phải có dạng /kho/, không phải '{text}'")
    return base
