"""Dozens of things that may stand where an archive, a register, a notice or a file to import should."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.conftest import ROOT

NOTICE = "kon-tum/van-phong-ubnd/2014/975-tb-vp.md"
YEAR = "kon-tum/van-phong-ubnd/2014"
HEAD = """---
number: 1/TB-VP
issued: 2014-07-10
issuer: kon-tum/van-phong-ubnd
title: Kết luận
meeting: null
---

"""
DIGITS = "9" * 5000


def archive(folder: Path) -> Path:
    """The two notices of this repository, to be spoilt."""
    shutil.copytree(ROOT / "notices", folder)
    return folder


def _put(name: str, content: bytes | str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8", "surrogateescape") if isinstance(content, str) else content)

    return spoil


def _body(text: str) -> Callable[[Path], None]:
    return _put(f"{YEAR}/1-tb-vp.md", HEAD + text + "\n")


def _header(line: str) -> Callable[[Path], None]:
    key = line.partition(":")[0]
    kept = [other for other in HEAD.splitlines(keepends=True) if not other.startswith(f"{key}:")]
    return _put(f"{YEAR}/1-tb-vp.md", "".join([kept[0], f"{line}\n", *kept[1:]]) + "\nSở Y tế báo cáo.\n")


def _register(text: str) -> Callable[[Path], None]:
    return _put("agencies.yml", text)


def _entry(lines: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        with (folder / "agencies.yml").open("a", encoding="utf-8") as register:
            register.write(lines)

    return spoil


def _loop(folder: Path) -> None:
    (folder / YEAR / "vong").symlink_to(folder / YEAR)
    (folder / YEAR / "tu-tro.md").symlink_to(folder / YEAR / "tu-tro.md")
    (folder / YEAR / "a.md").symlink_to("b.md")
    (folder / YEAR / "b.md").symlink_to("a.md")


def _register_loop(folder: Path) -> None:
    (folder / "agencies.yml").unlink()
    (folder / "agencies.yml").symlink_to("agencies.yml")


def _folder_for(name: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        (folder / name).unlink(missing_ok=True)
        (folder / name).mkdir(parents=True)

    return spoil


def _pipe(folder: Path) -> None:
    os.mkfifo(folder / YEAR / "ong.md")
    os.mkfifo(folder / YEAR / "ong.pdf")


def _bytes_for_a_name(folder: Path) -> None:
    for name in (b"\xff\xfe.md", b"th\xf4ng b\xe1o.pdf", b"\xff.txt"):
        Path(os.fsdecode(os.path.join(os.fsencode(folder / YEAR), name))).write_bytes(b"x")


def _gone(folder: Path) -> None:
    shutil.rmtree(folder)


def _file(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("không phải thư mục", encoding="utf-8")


def _own_loop(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.symlink_to(folder)


def _cache_file(folder: Path) -> None:
    (folder.parent / ".cache").write_text("x", encoding="utf-8")


def _cache_broken(folder: Path) -> None:
    (folder.parent / ".cache").mkdir()
    (folder.parent / ".cache" / "understood.sqlite").write_bytes(b"SQLite format 3\0" + bytes(2000))


WRONG: dict[str, Callable[[Path], None]] = {
    "no archive": _gone,
    "a file for an archive": _file,
    "an archive that is a link to itself": _own_loop,
    "a cache that is a file": _cache_file,
    "a broken cache": _cache_broken,
    "loops of links": _loop,
    "a register that is a link to itself": _register_loop,
    "a folder for a register": _folder_for("agencies.yml"),
    "a folder for a notice": _folder_for(f"{YEAR}/1-tb-vp.md"),
    "pipes": _pipe,
    "names that are no UTF-8": _bytes_for_a_name,
    "an empty file": _put(f"{YEAR}/1-tb-vp.md", ""),
    "a file of one line": _put(f"{YEAR}/1-tb-vp.md", "---"),
    "bytes for a notice": _put(f"{YEAR}/1-tb-vp.md", bytes(range(256)) * 20),
    "zeros for a notice": _put(f"{YEAR}/1-tb-vp.md", bytes(5000)),
    "UTF-16 for a notice": _put(f"{YEAR}/1-tb-vp.md", HEAD.encode("utf-16")),
    "a header that never ends": _put(f"{YEAR}/1-tb-vp.md", "---\ntitle: x\n" * 50),
    "a header that is a list": _put(f"{YEAR}/1-tb-vp.md", "---\n- a\n---\n\nx\n"),
    "a deep header": _put(f"{YEAR}/1-tb-vp.md", f"---\ntitle: {'[' * 50_000}\n---\n\nx\n"),
    "a wide header": _put(f"{YEAR}/1-tb-vp.md", "---\n" + "".join(f"k{at}: 1\n" for at in range(5000)) + "---\n\nx\n"),
    "keys that are lists": _put(f"{YEAR}/1-tb-vp.md", "---\n? [a]\n: b\n? {c: d}\n: e\n---\n\nx\n"),
    "an equals sign for a value": _header("title: ="),
    "letters that are no text": _header('title: "\\ud800 \\0 \\x7f"'),
    "a number of five thousand digits": _header(f"number: {DIGITS}/TB-VP"),
    "a date of the year nought": _header("issued: 0000-00-00"),
    "a date of the last year": _header("issued: 2200-12-31"),
    "a withdrawal without a day": _header("status: {state: withdrawn}"),
    "a device for an original": _header("original: nul"),
    "a path for an original": _header("original: ../../../etc/passwd"),
    "a new line in an original": _header('original: "a\\nb.pdf"'),
    "an issuer that nobody knows": _header("issuer: khong/co"),
    "an alias of everybody": _header("aliases: [kon-tum/van-phong-ubnd/2014/975-tb-vp]"),
    "a name with an equals sign": _body(
        '## 1. Sở Y tế <script>alert("=")</script> = <img src=x onerror=a>\n\n- Báo cáo.'
    ),
    "a body of stars": _body("*" * 20_000),
    "a body of brackets": _body("[" * 20_000 + "](" * 5_000),
    "a deep list": _body("\n".join(" " * 2 * at + "- Giao Sở Y tế báo cáo." for at in range(120))),
    "a marker of five thousand digits": _body(
        f"{DIGITS}\\. Giao Sở Y tế báo cáo.\n\n## {DIGITS}. Sở Y tế\n\n- Báo cáo."
    ),
    "days that no calendar has": _body(
        f"- Giao Sở Y tế báo cáo trước ngày 31/2/2024, 00/00/0000, 99/99/9999, 29/2/2100, {DIGITS}/1/2024,"
        f" trong {DIGITS} ngày, trong 99999999 ngày, tháng 13/2024, quý V/2024, năm {DIGITS}, trước 25h61."
    ),
    "attributes of every kind": _body('- Sở Y tế báo cáo.\n  {: due="9999-12-31" lead="" recurring=x #1 .a b=c = }'),
    "ids given twice": _body("- Sở Y tế báo cáo.\n  {: #a }\n- Sở Y tế báo cáo.\n  {: #a }"),
    "a table without end": _body("| a |\n|---|\n" + "| Sở Y tế báo cáo |\n" * 3000),
    "a table of merged cells": _body("| a | b |\n|---|---|\n| ^^ | >> |\n| << | ^^ ^^ |"),
    "lines that part no paragraphs": _body("a\u2028b\u2029c\x85d\x0be\x0cf\x1cg"),
    "letters of every plane": _body("\U0001f600\U000e0001\ufdd0\U0010ffff\u202e" * 200),
    "words without blanks": _body("Giao" + "SởYtế" * 9_000),
    "a register of bytes": _register("\udcff\udcfe\udc80"),
    "an empty register": _register(""),
    "a register of text": _register("chữ"),
    "a register that is a list": _register("- a\n- b\n"),
    "a deep register": _register("[" * 50_000),
    "a deep section": _register("places:\n" + "".join(" " * at + "a:\n" for at in range(500)) + "agencies: []\n"),
    "a register of aliases": _register("a: &a [x]\nagencies: *a\n"),
    "a register of nothings": _register("places: ~\nagencies: ~\ntopics: ~\nnot_agencies: ~\n"),
    "sections of wrong shapes": _register("places: [a]\nagencies: {a: b}\ntopics: {a: b}\nnot_agencies: 1\n"),
    "entries of wrong shapes": _entry("  - x\n  - [a]\n  - {}\n  - id: =\n    name: =\n    kind: =\n"),
    "a body above itself": _entry(
        "  - id: kon-tum/x\n    name: X\n    kind: group\n    parent: kon-tum/x\n    members: [kon-tum/x]\n"
    ),
    "a successor of itself": _entry(
        "  - {id: kon-tum/x, name: X, kind: department, closed: 2020-01-01, reason: renamed, successors: [kon-tum/y]}\n"
        "  - {id: kon-tum/y, name: Y, kind: department, closed: 2020-01-01, reason: renamed, successors: [kon-tum/x]}\n"
    ),
    "a device for a body": _entry("  - {id: kon-tum/con, name: Con, kind: department}\n"),
    "a place of nowhere": _entry("  - {id: khong/co/dau, name: X, kind: department}\n"),
    "a name of signs": _entry(
        "  - {id: kon-tum/x, name: '===', short: '()', aliases: ['*', '[', '\\'], kind: department}\n"
    ),
    "topics without letters": _entry("topics: ['?', '!', con, CON]\n"),
    "a ledger of bytes": _put("ids.tsv", bytes(range(256))),
    "follow-up of bytes": _put(f"{YEAR}/975-tb-vp.theo-doi.yml", bytes(range(256))),
    "follow-up of wrong shapes": _put(
        f"{YEAR}/975-tb-vp.theo-doi.yml", "- 1\n- {directive: 9-9, on: x, event: y}\n- [a]\n"
    ),
    "a report of bytes": _put(f"{YEAR}/975-tb-vp.nhap.yml", bytes(range(256))),
}


def text_with(line: str) -> str:
    return f"""ỦY BAN NHÂN DÂN
TỈNH HÀ GIANG

Số: 12/TB-UBND

Hà Giang, ngày 05 tháng 3 năm 2021

THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh tại cuộc họp về y tế cơ sở

Ngày 02/3/2021, Chủ tịch UBND tỉnh Nguyễn Văn A chủ trì cuộc họp. Chủ tịch UBND tỉnh kết luận như sau:

{line}

Nơi nhận:
- Lưu: VT.

CHÁNH VĂN PHÒNG
Trần Văn B
"""


SOURCES: dict[str, bytes] = {
    "trong.txt": b"",
    "xuong-dong.txt": b"\n" * 5000,
    "byte.pdf": bytes(range(256)) * 40,
    "dau.pdf": b"%PDF-",
    "vong.pdf": b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Kids[2 0 R]/Count 9999999>>\n",
    "gia.docx": b"PK\x03\x04" + b"\xff" * 2000,
    "gia.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000),
    "gia.rtf": b"{\\rtf1" + b"{" * 20_000,
    "gia.png": b"\x89PNG\r\n\x1a\n" + b"\xff" * 500,
    "gia.html": b"<html><script>alert(1)</script>",
    "gia.exe": b"MZ\x90\x00",
    "so.txt": text_with(f"{DIGITS}. Giao Sở Y tế báo cáo trước ngày {DIGITS}/1/2021.").encode(),
    "dau-bang.txt": text_with("1. Giao Sở Y tế = <b> báo cáo.").encode(),
    "utf16.txt": text_with("1. Giao Sở Y tế báo cáo.").encode("utf-16"),
    "utf16-le.txt": text_with("1. Giao Sở Y tế báo cáo.").encode("utf-16")[:-1],
    "latin.txt": text_with("1. Giao So Y te bao cao.").encode("latin-1", "replace"),
    "dong-dai.txt": text_with("a" * 200_000).encode(),
    "giong-thong-bao.md": b"---\nissuer: =\noriginal: nul\n---\n\nx\n",
    "phan-dau.md": b"---\nissuer: kon-tum/van-phong-ubnd\ntitle: [\n---\n\nx\n",
}


def write_sources(folder: Path) -> None:
    """Files to import that are none, with links, pipes and names among them."""
    folder.mkdir()
    for name, content in SOURCES.items():
        (folder / name).write_bytes(content)
    (folder / "vong").symlink_to(folder)
    (folder / "tu-tro.txt").symlink_to("tu-tro.txt")
    (folder / "khong-dau.txt").symlink_to("khong-co.txt")
    (folder / "thu-muc.txt").mkdir()
    Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe.txt")).write_bytes(text_with("1. Sở Y tế báo cáo.").encode())
