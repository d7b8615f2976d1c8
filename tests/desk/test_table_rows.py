"""A row of a table of tasks on the desk: who leads, who helps, by when, and the words of each cell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.desk.desk_client import NOTICE, Client, copied_archive, running
from tests.store.test_notice_edit import hunks

ROW = "| 1 | Rà soát, báo cáo số liệu | Sở Y tế | Công an tỉnh | 31/12/2014 |"
TABLE = f"""
## Phụ lục

| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời hạn |
|---|---|---|---|---|
{ROW}
| 2 | Tập huấn \\ Báo cáo kết quả | ^^ | | 30/11/2014 |
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Client]:
    notices = copied_archive(tmp_path)
    path = notices / f"{NOTICE}.md"
    path.write_text(path.read_text(encoding="utf-8") + TABLE, encoding="utf-8")
    with running(notices) as found:
        yield found


def text(desk: Client) -> str:
    return (desk.desk.notices / f"{NOTICE}.md").read_text(encoding="utf-8")


def form(desk: Client, row: str = ROW, **more: object) -> dict[str, object]:
    line = text(desk).split("\n").index(row) + 1
    return {"tb": NOTICE, "ban": desk.digest(), "dong": str(line), **more}


def changed(desk: Client, address: str, sent: dict[str, object]) -> list[str]:
    """The rows that a form writes."""
    before = text(desk)
    answer = desk.post(address, sent)  # type: ignore[arg-type]
    assert answer.status == 303, answer.shown
    return [row for _, new in hunks(before, text(desk)) for row in new]


def test_a_row_is_shown_by_its_columns(desk: Client) -> None:
    shown = desk.page().shown
    assert "Nhiệm vụ Rà soát, báo cáo số liệu Cơ quan chủ trì Sở Y tế Cơ quan phối hợp Công an tỉnh" in shown
    assert "Theo dõi PL1-1" in shown


def test_who_leads_who_helps_and_by_when_stand_behind_the_last_cell(desk: Client) -> None:
    sent = {"lead-sent": "1", "lead": ["kon-tum/cong-an-tinh"], "coordinate-sent": "1", "due": "15/1/2015"}
    assert changed(desk, "/soat/doan", form(desk, **sent)) == [
        f'{ROW[:-2]} {{: lead="kon-tum/cong-an-tinh" coordinate="" due="2015-01-15" }} |'
    ]
    task = desk.desk.shelf.archive.by_id[NOTICE].directives[-2]
    assert (task.id, [party.id for party in task.lead], task.coordinate) == ("PL1-1", ["kon-tum/cong-an-tinh"], ())
    assert desk.post("/soat/hoan-tac", {"tb": NOTICE}).status == 303
    assert text(desk).endswith(TABLE)


def test_other_words_of_a_cell_are_shown_first(desk: Client) -> None:
    before = text(desk)
    sent = form(desk, **{"o-1": "Rà soát, báo cáo số liệu", "o-2": "Sở Nội vụ"})
    answer = desk.post("/soat/bang", sent)  # type: ignore[arg-type]
    assert answer.status == 409 and "Chữ của văn bản sẽ khác đi" in answer.shown and "y tế nội vụ" in answer.shown
    assert text(desk) == before
    assert changed(desk, "/soat/bang", {**sent, "dong-y": "1"}) == [ROW.replace("Sở Y tế", "Sở Nội vụ")]
    assert "Vừa sửa chữ trong bảng. Trước Cơ quan chủ trì: Sở Y tế Nay Cơ quan chủ trì: Sở Nội vụ" in desk.page().shown


def test_cells_that_are_as_they_were_change_nothing(desk: Client) -> None:
    before = text(desk)
    row = TABLE.strip().split("\n")[-1]
    same = form(desk, row, **{"o-0": "2", "o-1": "Tập huấn\r\nBáo cáo kết quả", "o-3": "", "o-4": "30/11/2014"})
    assert changed(desk, "/soat/bang", same) == [] and text(desk) == before


def test_a_row_is_not_split_joined_or_moved(desk: Client) -> None:
    for address in ("/soat/noi", "/soat/chu"):
        answer = desk.post(address, form(desk, chu="a\nb"))  # type: ignore[arg-type]
        assert answer.status == 409
        assert "Một dòng của bảng không tách, nối hay chuyển được" in answer.shown


def test_a_row_is_put_right_in_the_browser(desk: Client, tab: Page) -> None:
    tab.goto(f"{desk.origin}/vao?khoa={desk.desk.keys.entry}")
    tab.get_by_label("Họ tên").fill("Nguyễn Thị Lan")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Hộp nhận")
    tab.goto(f"{desk.origin}/soat?tb={quote(NOTICE, safe='')}")
    tab.get_by_role("link", name="Sửa đoạn: 1 Rà soát").click()
    expect(tab.get_by_role("textbox", name="Thời hạn", exact=True)).to_have_value("31/12/2014")
    tab.get_by_label("Ngày đến hạn").fill("15/01/2015")
    tab.get_by_label("Ngày đến hạn").press("Enter")
    expect(tab.locator(".kd-step")).to_contain_text("Vừa ghi cơ quan, thời hạn")
    assert f'{ROW[:-2]} {{: due="2015-01-15" }} |' in text(desk)
