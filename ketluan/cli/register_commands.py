"""The commands of the register: `register add-province` adds a province's bodies and communes, when it is asked for."""

from __future__ import annotations

import argparse

from ketluan.model.problem import as_text
from ketluan.store.province_units import add_province, units


def add_register(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command, with what can be done to the register."""
    register = commands.add_parser("register", help="thêm vào danh mục cơ quan")
    actions = register.add_subparsers(title="việc", metavar="VIỆC", required=True)
    province = actions.add_parser(
        "add-province",
        help="thêm UBND, sở, xã, phường của một tỉnh, thành phố, kèm tỉnh, huyện, xã cũ nay thuộc về đó",
    )
    province.add_argument("name", metavar="TỈNH", help="tên tỉnh, thành phố từ ngày 01/7/2025, có dấu hay không dấu")
    province.set_defaults(run=_add_province)


def _add_province(arguments: argparse.Namespace) -> int:
    added = add_province(arguments.notices, arguments.name)
    if not added.places and not added.agencies:
        print(as_text(f"Danh mục đã có đủ các mục của {added.province}: không thêm gì."))
        return 0
    kept = f"; {added.kept} mục đã có từ trước được giữ nguyên" if added.kept else ""
    print(as_text(f"Đã thêm {added.places} địa bàn và {added.agencies} cơ quan của {added.province}{kept}."))
    print("Các sở đang chờ xác nhận: hãy xem lại, thêm sở đặc thù nếu có, rồi bỏ dòng “confirmed: false”.")
    print(f"Theo dữ liệu {units()['source']} ({units()['licence']}).")
    return 0
