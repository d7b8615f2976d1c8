"""Tables of tasks in plain text: tabs, blanks, drawn frames and pipes become rows between bars, and nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketluan.importing.layout.geometry import Ruling, Word
from ketluan.importing.layout.reading_order import Sheet, laid_out
from ketluan.importing.layout.text_tables import with_text_tables
from ketluan.importing.readers.extract import extracted

PASTED = "TT\tNhiệm vụ\tCơ quan chủ trì\tThời hạn\n"


def read(text: str) -> list[str]:
    return [line for line in extracted(text.encode(), "a.txt").text.split("\n") if line]


@pytest.mark.parametrize(
    ("pasted", "rows"),
    [
        ("1\tRà soát\tSở A\t1/5/2025\n", ["│ 1 │ Rà soát │ Sở A │ 1/5/2025 │"]),
        ("1\tRà soát\tSở A\nSở B\t1/5/2025\n", ["│ 1 │ Rà soát │ Sở A ¶ Sở B │ 1/5/2025 │"]),
        ("1\tRà soát\tSở A\n", ["│ 1 │ Rà soát │ Sở A │  │"]),
        ("I. Nhóm một\n1\tĐo\tSở A\t\n", ["│ I. Nhóm một │ ← │ ← │ ← │", "│ 1 │ Đo │ Sở A │  │"]),
        ("I\tNhóm một\t\t\n1\tĐo\tSở A\t\n", ["│ I │ Nhóm một │  │  │", "│ 1 │ Đo │ Sở A │  │"]),
    ],
    ids=["row", "two paragraphs", "last cells empty", "group", "group in cells"],
)
def test_pasted_tabs_are_rows(pasted: str, rows: list[str]) -> None:
    head = "│ TT │ Nhiệm vụ │ Cơ quan chủ trì │ Thời hạn │"
    assert read(f"{PASTED}{pasted}3. Giao Sở C.\n") == [head, *rows, "3. Giao Sở C."]


def test_columns_set_with_blanks_are_rows() -> None:
    assert read(
        "  TT   Nhiệm vụ                  Cơ quan chủ trì     Phối hợp         Thời hạn\n"
        "  1    Rà soát danh mục dự án    Sở Tài chính        Các sở: Xây      Trước ngày\n"
        "       chậm giải ngân                                dựng, Y tế       20/3/2025\n"
        "  2    Hoàn thành mặt bằng       UBND thành phố                       31/3/2025\n"
        "                                 Kon Tum\n"
        "3. Giao Văn phòng UBND tỉnh theo dõi việc thực hiện các nhiệm vụ nêu trên.\n"
    ) == [
        "│ TT │ Nhiệm vụ │ Cơ quan chủ trì │ Phối hợp │ Thời hạn │",
        "│ 1 │ Rà soát danh mục dự án chậm giải ngân │ Sở Tài chính │ Các sở: Xây dựng, Y tế │ Trước ngày 20/3/2025 │",
        "│ 2 │ Hoàn thành mặt bằng │ UBND thành phố Kon Tum │  │ 31/3/2025 │",
        "3. Giao Văn phòng UBND tỉnh theo dõi việc thực hiện các nhiệm vụ nêu trên.",
    ]


@pytest.mark.parametrize(
    ("frame", "bar"), [("├────┼───┤", "│"), ("+----+---+", "|"), ("╠════╬═══╣", "║")], ids=["light", "typed", "double"]
)
def test_what_stands_between_two_drawn_lines_is_one_row(frame: str, bar: str) -> None:
    rows = ["| TT | Việc |", frame, "| 1 | Rà soát |", "|   | đất đai |", frame, "| 2 | Đo |", frame]
    assert read("\n".join(row.replace("|", bar) if row != frame else row for row in rows)) == [
        "│ TT │ Việc │",
        "│ 1 │ Rà soát đất đai │",
        "│ 2 │ Đo │",
    ]


@given(st.lists(st.sampled_from(["1", "I.", "Rà soát", "Sở A", "\t", "\n", "  ", "   ", "a", "│", "+--+--+"])))
def test_no_letter_is_lost_in_tables_of_text(pieces: list[str]) -> None:
    text = PASTED + "".join(pieces)
    assert sorted(filter(str.isalnum, with_text_tables(text))) == sorted(filter(str.isalnum, text))


def words(*placed: tuple[str, float, float]) -> tuple[Word, ...]:
    return tuple(
        Word(text=text, left=left, right=left + 6 * len(text), top=top, bottom=top + 12) for text, left, top in placed
    )


def net(xs: list[float], ys: list[float]) -> list[Ruling]:
    across = [Ruling(left=xs[0], right=xs[-1], top=y, bottom=y) for y in ys]
    return [*across, *(Ruling(left=x, right=x, top=ys[0], bottom=ys[-1]) for x in xs)]


def page(placed: tuple[Word, ...], rulings: list[Ruling]) -> Sheet:
    return Sheet(words=placed, width=600, height=800, rulings=tuple(rulings))


HEADINGS = (("TT", 55, 105), ("Việc", 105, 105), ("Ai", 305, 105))


def test_a_row_that_a_page_cut_in_two_is_made_whole() -> None:
    xs, ys = [50.0, 100, 300, 500], [100.0, 130, 160]
    first = page(words(*HEADINGS, ("1", 55, 135), ("Rà", 105, 135), ("Ông", 305, 135)), net(xs, ys))
    rest = words(*HEADINGS, ("soát", 105, 135), ("2", 55, 165), ("Đo", 105, 165))
    assert [line for line in laid_out([first, page(rest, net(xs, [*ys, 190]))]).text.split("\n") if line] == [
        "│ TT │ Việc │ Ai │",
        "│ TT │ Việc │ Ai │",
        "│ 1 │ Rà soát │ Ông │",
        "│ 2 │ Đo │  │",
    ]


def test_a_table_whose_lines_make_no_cells_stays_text_and_is_told() -> None:
    corner = [Ruling(left=100, right=100, top=130, bottom=160), Ruling(left=100, right=300, top=130, bottom=130)]
    found = laid_out([page(words(("Việc", 55, 105), ("Ai", 105, 140)), [*net([50, 300], [100, 160]), *corner])])
    assert found.text.split() == ["Việc", "Ai"]
    assert found.remarks == (
        "Trang 1: một bảng không đọc được thành ô, để nguyên như chữ thường; cần xem lại bản gốc.",
    )
