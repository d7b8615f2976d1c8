"""Letterheads whose cells lost the blank between them: parted where a cell begins, and nowhere else."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ketluan.importing.importer import import_files
from ketluan.importing.layout.glued_cells import unglued
from ketluan.importing.parsing.draft import draft
from ketluan.importing.readers.extract import extracted


@pytest.mark.parametrize(
    "cells",
    [
        ("ỦY BAN NHÂN DÂN", "TỈNH LÂM ĐỒNG"),
        ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ CẦN THƠ"),
        ("ỦY BAN NHÂN DÂN", "XÃ TÂN HƯNG", "VĂN PHÒNG"),
        ("UBND TỈNH AN GIANG", "SỞ XÂY DỰNG"),
        ("UBND", "TỈNH AN GIANG"),
        ("TỈNH LÂM ĐỒNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"),
        ("UBND TỈNH AN GIANG", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập – Tự do – Hạnh phúc"),
        ("Số:     /TB-UBND", "Lâm Đồng, ngày   tháng 5 năm 2026"),
        ("Số: 12/TB-UBND", "TP. Hồ Chí Minh, ngày 3 tháng 5 năm 2026"),
        ("VĂN PHÒNG", "Số: 12/TB-VP", "Huế, ngày 3 tháng 5 năm 2026"),
        ("Số: 12/UBND-KT", "V/v kiểm tra đê điều"),
        ("Độc lập - Tự do - Hạnh phúc", "An Giang, ngày 3 tháng 5 năm 2026"),
        ("An Giang, ngày 3 tháng 5 năm 2026", "THÔNG BÁO"),
        ("THÔNG BÁO", "Kết luận của Chủ tịch UBND tỉnh"),
    ],
    ids=" | ".join,
)
def test_glued_cells_stand_on_lines_of_their_own(cells: tuple[str, ...]) -> None:
    assert unglued("".join(cells)).split("\n") == list(cells)


@pytest.mark.parametrize(
    "cells",
    [
        ("Số: 12/UBND-KT", "V/v kiểm tra đê điều"),
        ("Số 1205/SXD-QLN", "Về việc kiểm tra nhà ở"),
        ("An Giang, ngày 3 tháng 5 năm 2026", "Kính gửi: Các sở, ban, ngành"),
        ("Hà Nội, ngày 03 tháng 12 năm 2026", "KÍNH GỬI:"),
    ],
    ids=" | ".join,
)
def test_cells_joined_with_a_blank_stand_on_lines_of_their_own(cells: tuple[str, ...]) -> None:
    assert [line.strip() for line in unglued(" ".join(cells)).split("\n")] == list(cells)


@pytest.mark.parametrize(
    "line",
    [
        "Theo Công văn số 12/UBND-KT V/v kiểm tra đê điều",
        "Kết luận ngày 3 tháng 5 năm 2026 Về việc kiểm tra",
        "BẢO HIỂM XÃ HỘI TỈNH LÂM ĐỒNG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "LÂM ĐỒNG, ngày 3 tháng 5 năm 2026",
        "Số: 12/QĐ-TTg",
        "Số: 05/TTr-SNV",
        "Số: 12/TB-BCĐPCTT",
        "UBMTTQVN TỈNH LÂM ĐỒNG",
        "BAN QUẢN LÝ KHU KINH TẾ",
        "THÔNG BÁO KẾT LUẬN CỦA CHỦ TỊCH UBND TỈNH",
    ],
)
def test_what_is_one_cell_stays_one(line: str) -> None:
    assert unglued(line) == line


def test_text_below_the_head_is_left_alone() -> None:
    text = "THÔNG BÁO\nKết luận họp\nGiao Sở Y tếTỈNH LÂM ĐỒNG báo cáo.\nUBNDTỈNH AN GIANG"
    assert unglued(text) == text


GLUED = """ỦY BAN NHÂN DÂNTỈNH LÂM ĐỒNGCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAMĐộc lập - Tự do - Hạnh phúc
Số: 31/TB-UBNDLâm Đồng, ngày 12 tháng 5 năm 2026
THÔNG BÁO
Kết luận của Chủ tịch UBND tỉnh tại cuộc họp về thủy lợi
Ngày 8/5/2026, Chủ tịch UBND tỉnh Trần Văn Bình chủ trì họp, kết luận:
1. Giao Sở Xây dựng báo cáo trước ngày 20/6/2026.
"""


def test_a_notice_with_a_glued_head_is_read_whole() -> None:
    read = draft(extracted(GLUED.encode(), "a.txt").text)
    assert (read.issuer_name, read.number, read.place, str(read.issued)) == (
        "ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG",
        "31/TB-UBND",
        "Lâm Đồng",
        "2026-05-12",
    )


def test_a_notice_with_a_glued_head_is_imported(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GLUED, encoding="utf-8")
    [outcome] = import_files([tmp_path / "a.txt"], notices=tmp_path / "kho", today=dt.date(2026, 6, 1))
    written = outcome.written.relative_to(tmp_path / "kho").as_posix() if outcome.written else outcome.reason
    assert written == "lam-dong/ubnd/2026/31-tb-ubnd.md"
