"""Tables of tasks: what columns hold by their headings, whom a cell names in which role, and what limit it sets."""

from __future__ import annotations

import datetime as dt

import pytest

from ketluan.store.notice_body import read_body
from ketluan.understanding.cell_limit import limits_of
from ketluan.understanding.cell_parties import parties_of
from ketluan.understanding.column_heading import column_kind

DAY = dt.date(2025, 3, 5)


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        (["Số TT"], "number"),
        (["Nội dung công việc"], "task"),
        (["NHIỆM VỤ, GIẢI PHÁP"], "task"),
        (["Nội dung/nhiệm vụ"], "task"),
        (["Nội dung"], "matter"),
        (["Cơ quan, đơn vị chủ trì thực hiện"], "lead"),
        (["Người thực hiện"], "lead"),
        (["Trách nhiệm thực hiện"], "lead"),
        (["Các sở, ngành"], "body"),
        (["Đơn vị phối hợp thực hiện"], "coordinate"),
        (["Cơ quan chủ trì/phối hợp"], "roles"),
        (["Thời gian thực hiện"], "limit"),
        (["Tiến độ hoàn thành nhiệm vụ"], "limit"),
        (["Sản phẩm/kết quả"], "product"),
        (["Kết quả thực hiện"], "report"),
        (["Ghi chú"], "note"),
        (["Đơn vị tính"], "other"),
        (["Cơ quan ban hành"], "other"),
        (["Tổng mức đầu tư"], "other"),
        (["Cơ quan thực hiện", "Chủ trì"], "lead"),
        (["Cơ quan thực hiện", "Phối hợp"], "coordinate"),
        (["Thời gian", "Hoàn thành"], "limit"),
        (["Thời gian", "Bắt đầu"], "other"),
        (["Thời gian", "Thực hiện"], "limit"),
    ],
)
def test_the_head_of_a_heading_and_what_follows_it_say_what_a_column_holds(headings: list[str], kind: str) -> None:
    assert column_kind(headings) == kind


@pytest.mark.parametrize(
    ("lines", "lead", "coordinate"),
    [
        (["Các sở: Xây dựng, Y tế; UBND thành phố Kon Tum"], ["Sở Xây dựng", "Sở Y tế", "UBND thành phố Kon Tum"], []),
        (["Sở Tài chính", "Sở Xây dựng"], ["Sở Tài chính", "Sở Xây dựng"], []),
        (["Sở Y tế (chủ trì); Sở Tài chính (phối hợp)"], ["Sở Y tế"], ["Sở Tài chính"]),
        (["Sở Y tế (CT), Sở Nội vụ (PH)"], ["Sở Y tế"], ["Sở Nội vụ"]),
        (["Sở Y tế (chủ trì), Sở Nội vụ, Sở Tài chính"], ["Sở Y tế"], ["Sở Nội vụ", "Sở Tài chính"]),
        (["Sở Y tế, Sở Nội vụ (phối hợp)"], ["Sở Y tế"], ["Sở Nội vụ"]),
        (
            ["- Chủ trì: Sở Y tế.", "- Phối hợp: Sở Tài chính, Công an tỉnh"],
            ["Sở Y tế"],
            ["Sở Tài chính", "Công an tỉnh"],
        ),
        (["Sở Y tế chủ trì, phối hợp với Sở Tài chính"], ["Sở Y tế"], ["Sở Tài chính"]),
        (["Sở Y tế chủ trì; các sở: Tài chính, Nội vụ phối hợp"], ["Sở Y tế"], ["Sở Tài chính", "Sở Nội vụ"]),
        (["Công ty Cổ phần Sao Mai, Sở Y tế"], ["Công ty Cổ phần Sao Mai", "Sở Y tế"], []),
        (["Sở Văn hóa, Thể thao và Du lịch, Sở Y tế"], ["Sở Văn hóa, Thể thao và Du lịch", "Sở Y tế"], []),
        (["Sở Y tế (chủ trì), Sở Nội vụ và các cơ quan có liên quan"], ["Sở Y tế"], ["Sở Nội vụ"]),
        (
            ["Chủ trì: Sở Y tế; phối hợp: Cục Thông tin dữ liệu TNMT, các đơn vị thuộc các Bộ"],
            ["Sở Y tế"],
            ["Cục Thông tin dữ liệu TNMT", "các đơn vị thuộc các Bộ"],
        ),
        (["-"], [], []),
    ],
)
def test_a_cell_names_bodies_in_their_roles(lines: list[str], lead: list[str], coordinate: list[str]) -> None:
    named = parties_of(lines, "lead")
    assert ([party.name for party in named.lead], [party.name for party in named.coordinate]) == (lead, coordinate)


def test_the_column_says_the_role_where_the_cell_says_none() -> None:
    assert [party.name for party in parties_of(["Sở Y tế, UBND các xã"], "coordinate").coordinate] == [
        "Sở Y tế",
        "UBND các xã",
    ]


@pytest.mark.parametrize(
    ("cell", "limit"),
    [
        ("Trước ngày 20/3/2025", "2025-03-20"),
        ("31/3/2025", "2025-03-31"),
        ("Ngày 15/4", "2025-04-15"),
        ("Quý II/2025", "2025-06-30"),
        ("Quý III, IV năm 2025", "2025-12-31"),
        ("Q.II/2025", "2025-06-30"),
        ("Trong tháng 9/2025", "2025-09-30"),
        ("T6/2025", "2025-06-30"),
        ("03/2025", "2025-03-31"),
        ("Tháng 4 - 6/2025", "2025-06-30"),
        ("Từ 01/4 đến 30/4/2025", "2025-04-30"),
        ("6 tháng đầu năm 2025", "2025-06-30"),
        ("Hằng tháng, trước ngày 25", "monthly"),
        ("Hàng quý", "quarterly"),
        ("Thường xuyên", None),
        ("8h00 - 8h30", None),
        ("2021-2025", None),
    ],
)
def test_a_cell_sets_a_limit(cell: str, limit: str | None) -> None:
    found = next(iter(limits_of(cell, DAY)), None)
    assert (found and (str(found.date) if found.date else found.recurring)) == limit
    assert found is None or found.phrase == cell


def rows(table: str) -> list[tuple[str, str]]:
    body, _ = read_body(f"Chủ tịch UBND tỉnh kết luận như sau:\n\n1\\. Các việc:\n\n{table}", date=DAY)
    return [(task.id, task.text) for task in body.directives]


HEADINGS = "| TT | Nhiệm vụ | Chủ trì | Hạn |\n"
RULE = "| --- | --- | --- | --- |\n"
HEAD = HEADINGS + RULE


@pytest.mark.parametrize(
    ("table", "tasks"),
    [
        (HEAD + "| 1 | Rà soát | Sở Y tế | 30/4/2025 |\n", ["Rà soát"]),
        (HEAD + "| 1 | Nhóm việc |  |  |\n| 1.1 | Rà soát | Sở Y tế |  |\n", ["Rà soát"]),
        (HEAD + "| 1 | Rà soát |  |  |\n| 2 | Đo đạc | Sở Y tế |  |\n", ["Rà soát", "Đo đạc"]),
        (HEAD + "|  | Nhóm việc |  |  |\n| 1 | Rà soát | Sở Y tế | 30/4/2025 |\n", ["Rà soát"]),
        (HEAD + "| Nhóm việc ||||\n| 1 | Rà soát | Sở Y tế |  |\n", ["Rà soát"]),
        (f"{HEAD}| 1 | Rà soát | Sở Y tế |  |\n{HEADINGS}| 2 | Đo | Sở Y tế |  |\n", ["Rà soát", "Đo"]),
        (HEAD + "| 1 | Rà soát | Sở Y tế |  |\n|  | ^^ | Sở Nội vụ |  |\n", ["Rà soát", "Rà soát"]),
        (f"{HEAD}| 1 | Rà soát | Sở Y tế |  |\n\n| 2 | Đo | Sở Y tế | 1/5 |\n{RULE}", ["Rà soát", "Đo"]),
        ("| Họ và tên | Chức vụ | Đơn vị |\n| --- | --- | --- |\n| Lê A | Phó | Sở Y tế |\n", []),
        ("| Tên dự án | Đơn vị thực hiện | Vốn |\n| --- | --- | --- |\n| Kè sông | Sở Xây dựng | 1.200 |\n", []),
        ("| Nhiệm vụ | Chủ trì | Tình hình |\n| --- | --- | --- |\n| Kè | Sở Y tế | Đã xong |\n", []),
        ("| Nội dung | Thời gian |\n| --- | --- |\n| Khai mạc | 8h00 |\n", []),
        ("| Nhiệm vụ | Đơn vị |\n| --- | --- |\n| Rà soát | Sở Y tế |\n", ["Rà soát"]),
    ],
    ids=[
        *("row", "deeper number", "no deeper number", "no number", "across", "heading again", "one task, two leaders"),
        *("next page", "people", "figures", "report", "programme", "two columns"),
    ],
)  # fmt: skip
def test_rows_of_tables_of_tasks_are_directives_and_no_others(table: str, tasks: list[str]) -> None:
    assert rows(table) == [(f"1-{number}", text) for number, text in enumerate(tasks, 1)]


def test_columns_without_a_role_are_kept_with_their_headings() -> None:
    table = f"| Nhiệm vụ | Chủ trì | Sản phẩm | Hạn |\n{RULE}| Rà soát | Sở Y tế | Báo cáo | Thường xuyên |\n"
    body, _ = read_body(f"Chủ tịch kết luận như sau:\n\n{table}", date=DAY)
    assert body.directives[0].columns == (("Sản phẩm", "Báo cáo"), ("Hạn", "Thường xuyên"))


def test_what_a_table_has_no_column_for_comes_from_above() -> None:
    table = "| TT | Nhiệm vụ | Hạn |\n| --- | --- | --- |\n| 1 | Rà soát | 30/4/2025 |\n"
    body, _ = read_body(f"Chủ tịch kết luận như sau:\n\n## 1. Giao Sở Y tế:\n\n{table}", date=DAY)
    assert [party.name for party in body.directives[0].lead] == ["Sở Y tế"]


def test_merged_cells_stand_once_and_rows_are_anchors() -> None:
    html = read_body(
        "Chủ tịch kết luận như sau:\n\n| Nhiệm vụ | Chủ trì || Hạn |\n| --- | --- | --- | --- |\n"
        "| Rà soát | Sở A || 30/4/2025 |\n| Đo \\ Vẽ | ^^ || ^^ |\n",
        date=DAY,
    )[0].html
    assert '<th>Nhiệm vụ</th><th colspan="2">Chủ trì</th><th>Hạn</th>' in html
    assert '<td colspan="2" rowspan="2">Sở A</td><td rowspan="2">30/4/2025</td></tr>' in html
    assert '<tr id="0-2" class="directive"><td class="task">Đo<br>Vẽ<!--facts:0-2-->' in html


def test_a_head_reaches_into_the_rows_that_part_it() -> None:
    html = read_body("| A | B ||\n| --- | --- | --- |\n| ^^ | C | D |\n| 1 | 2 | 3 |\n", date=None)[0].html
    assert '<thead><tr><th rowspan="2">A</th><th colspan="2">B</th></tr><tr><th>C</th><th>D</th></tr></thead>' in html


def test_hands_overrule_a_row_at_the_end_of_its_last_cell() -> None:
    text = HEAD + '| 1 | Rà soát | Sở Y tế | 30/4/2025 {: lead="kon-tum/so-a" due="2025-05-01" #x } |\n'
    body, problems = read_body(f"Chủ tịch kết luận như sau:\n\n{text}", date=DAY)
    task = body.directives[0]
    assert problems == ()
    assert (task.id, [party.id for party in task.lead], str(task.deadline and task.deadline.date)) == (
        "x",
        ["kon-tum/so-a"],
        "2025-05-01",
    )


def test_a_person_says_that_a_row_has_no_limit() -> None:
    text = HEAD + '| 1 | Rà soát | Sở Y tế | 30/4/2025 {: due="" } |\n'
    body, problems = read_body(text, date=None)
    assert [task.deadlines for task in body.directives] == [()] and not problems
