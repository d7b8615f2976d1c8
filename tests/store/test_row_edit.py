"""The words of a table's cells are changed one by one; everything else of the row stays byte for byte."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from ketluan.model.problem import Refused
from ketluan.store.row_edit import RowCell, row_cells, with_cells
from tests.store.test_notice_edit import hunks

TEXT = """---
number: 12/TB-VP
---

| TT | Nhiệm  vụ | Chủ trì | Thời hạn |
|---|---|---|---|
| 1 | Rà soát \\ Báo cáo \\*số liệu\\* | Sở Y tế | 31/12/2014 |
|2|  a \\| b | ^^ | {: due="2014-11-25" #PL1-2 } |
| Mục | | 3||
- gạch đầu dòng
"""


def line_of(words: str) -> int:
    return next(number for number, line in enumerate(TEXT.split("\n"), 1) if words in line)


def test_a_row_is_its_cells_with_what_stands_over_them() -> None:
    assert row_cells(TEXT, line_of("Rà soát")) == (
        RowCell(at=0, column="TT", words="1"),
        RowCell(at=1, column="Nhiệm vụ", words="Rà soát\nBáo cáo *số liệu*"),
        RowCell(at=2, column="Chủ trì", words="Sở Y tế"),
        RowCell(at=3, column="Thời hạn", words="31/12/2014"),
    )
    assert [(cell.at, cell.words) for cell in row_cells(TEXT, line_of("a \\"))] == [(0, "2"), (1, "a | b"), (3, "")]
    assert [(cell.at, cell.words) for cell in row_cells(TEXT, line_of("Mục"))] == [(0, "Mục"), (1, ""), (2, "3")]
    assert [cell.column for cell in row_cells(TEXT, line_of("TT"))] == ["", "", "", ""]


@pytest.mark.parametrize("line", [line_of("|---|"), line_of("gạch"), 0, 99])
def test_what_is_no_row_has_no_cells(line: int) -> None:
    assert row_cells(TEXT, line) == ()


@pytest.mark.parametrize(
    ("words", "cells", "expected"),
    [
        ("Rà soát", {2: ["Sở Nội vụ"]}, "| 1 | Rà soát \\ Báo cáo \\*số liệu\\* | Sở Nội vụ | 31/12/2014 |"),
        ("Rà soát", {1: ["Một", "Hai"]}, "| 1 | Một \\ Hai | Sở Y tế | 31/12/2014 |"),
        ("Rà soát", {2: []}, "| 1 | Rà soát \\ Báo cáo \\*số liệu\\* |  | 31/12/2014 |"),
        ("a \\", {0: ["3"]}, '|3|  a \\| b | ^^ | {: due="2014-11-25" #PL1-2 } |'),
        ("a \\", {1: ["c | d"]}, '|2|  c \\| d | ^^ | {: due="2014-11-25" #PL1-2 } |'),
        ("a \\", {3: ["30/11/2014"]}, '|2|  a \\| b | ^^ | 30/11/2014 {: due="2014-11-25" #PL1-2 } |'),
        ("Mục", {1: ["x"], 2: ["4"]}, "| Mục | x | 4||"),
    ],
)
def test_the_words_of_a_cell_are_changed_alone(words: str, cells: Mapping[int, Sequence[str]], expected: str) -> None:
    line = line_of(words)
    new = with_cells(TEXT, line, cells)
    assert hunks(TEXT, new) == [([TEXT.split("\n")[line - 1]], [expected])]
    assert len(row_cells(new, line)) == len(row_cells(TEXT, line))


@pytest.mark.parametrize(("words", "cells"), [("a \\", {2: ["x"]}), ("Mục", {3: ["x"]}), ("Rà soát", {2: ["^^"]})])
def test_a_cell_that_carries_on_another_is_not_changed(words: str, cells: Mapping[int, Sequence[str]]) -> None:
    with pytest.raises(Refused) as stop:
        with_cells(TEXT, line_of(words), cells)
    assert str(stop.value) == "Ô này gộp với ô khác nên không sửa riêng được."
