"""Issuer, number or day put right on the desk: the notice goes where it belongs, the page and the inbox with it."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from ketluan.desk import original_views
from ketluan.importing.files.source import Source
from ketluan.model.notice import Notice
from ketluan.model.problem import Refused
from tests.desk.desk_client import NOTICE, Client, copied_archive, running
from tests.desk.test_reading import header_form
from tests.store.test_notice_edit import hunks

ISSUER, THERE = "kon-tum/so-y-te", "kon-tum/so-y-te/2014/975-tb-vp"
TEXT = (Path(__file__).parents[1] / "importing" / "fixtures" / "intake" / "xa.txt").read_bytes()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Client]:
    with running(copied_archive(tmp_path)) as found:
        yield found


def place(notice: str) -> str:
    return f"/soat?tb={quote(notice, safe='')}"


def listed(desk: Client) -> list[str]:
    """The notices that the inbox leads to."""
    return [unquote(each) for each in re.findall(r'href="/soat\?tb=([^"]+)"', desk.get("/nhan/bang").text)]


def test_a_wrong_issuer_is_one_hunk_and_the_page_goes_along(desk: Client) -> None:
    old, new = (desk.desk.notices / f"{notice}.md" for notice in (NOTICE, THERE))
    before = old.read_bytes()
    answer = desk.post("/soat/dau", {**header_form(desk), "issuer": ISSUER})
    assert (answer.status, answer.headers["location"]) == (303, f"{place(THERE)}#phan-dau")
    assert not old.exists()
    assert hunks(before.decode(), new.read_bytes().decode()) == [
        (["issuer: kon-tum/van-phong-ubnd"], ["issuer: kon-tum/so-y-te"])
    ]
    shown = desk.page(THERE).shown
    assert "Trước Cơ quan ban hành: Văn phòng UBND tỉnh Kon Tum Nay Cơ quan ban hành: Sở Y tế tỉnh Kon Tum" in shown
    answer = desk.post("/soat/hoan-tac", {"tb": THERE})
    assert (answer.status, answer.headers["location"]) == (303, f"{place(NOTICE)}&da=hoan-tac#phan-dau")
    assert old.read_bytes() == before and not new.parent.exists()


def test_what_was_done_before_the_move_can_still_be_taken_back(desk: Client) -> None:
    before = (desk.desk.notices / f"{NOTICE}.md").read_bytes()
    assert desk.post("/soat/dau", {**header_form(desk), "place": "Pleiku"}).status == 303
    assert desk.post("/soat/dau", {**header_form(desk), "issuer": ISSUER}).status == 303
    assert desk.post("/soat/dau", {**header_form(desk, THERE), "signer": "Trần A"}).status == 303
    for notice in (THERE, THERE, NOTICE):
        assert desk.post("/soat/hoan-tac", {"tb": notice}).status == 303
    assert (desk.desk.notices / f"{NOTICE}.md").read_bytes() == before


def with_original(desk: Client) -> str:
    """Gives the notice a picture as its original; its digest."""
    path = desk.desk.notices / f"{NOTICE}.md"
    Image.new("L", (30, 40)).save(path.with_suffix(".png"), "PNG")
    digest = hashlib.sha256(path.with_suffix(".png").read_bytes()).hexdigest()
    lines = f"original: {path.stem}.png\nsha256: {digest}\n"
    path.write_text(path.read_text(encoding="utf-8").replace("topics:", f"{lines}topics:", 1), encoding="utf-8")
    return digest


def test_a_page_that_was_open_before_the_move_still_gets_its_pictures(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = with_original(desk)
    source = Source(kind="image", text="Giao Sở Y tế rà soát.", sha256=digest)
    monkeypatch.setattr(original_views, "read_within", lambda *_: source)
    monkeypatch.setattr(original_views, "page_lines_within", lambda *_: ())
    pane = desk.get(f"/ban-goc?tb={quote(NOTICE, safe='')}").text
    (address,) = (unescape(each) for each in re.findall(r'<img src="([^"]+)"', pane))
    before = desk.get(address)
    assert before.status == 200
    assert desk.post("/soat/dau", {**header_form(desk), "issuer": ISSUER}).status == 303
    after = desk.get(address)
    assert (after.status, after.content) == (200, before.content)
    assert desk.get(address.replace(digest, "")).status == 409


def test_a_picture_that_waits_while_the_notice_moves_is_drawn_where_it_lies(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = with_original(desk)
    address = f"/ban-goc/trang?tb={quote(NOTICE, safe='')}&ban-goc={digest}&trang="
    form, real = {**header_form(desk), "issuer": ISSUER}, desk.desk.originals.picture

    def picture(notice: Notice, page: int) -> bytes:
        if notice.id == NOTICE:
            assert desk.post("/soat/dau", form).status == 303
            raise Refused("không có tệp")
        return real(notice, page)

    monkeypatch.setattr(desk.desk.originals, "picture", picture)
    assert desk.get(f"{address}1").status == 200
    assert desk.get(f"{address}9").status == 409


@pytest.mark.parametrize(
    ("issuer", "said"),
    [
        ("", "Hãy chọn cơ quan ban hành."),
        ("kon-tum/x", "Cơ quan ban hành phải chọn trong danh mục: gõ tên rồi chọn một dòng, hoặc thêm cơ quan mới."),
    ],
)
def test_an_issuer_that_is_none_is_refused(desk: Client, issuer: str, said: str) -> None:
    answer = desk.post("/soat/dau", {**header_form(desk), "issuer": issuer})
    assert answer.status == 409 and said in answer.shown
    assert (desk.desk.notices / f"{NOTICE}.md").is_file()


def test_the_item_of_the_inbox_leads_to_the_new_address(desk: Client) -> None:
    assert desk.upload("xa.txt", TEXT).status == 200
    while "data-busy" in desk.get("/nhan/bang").text:
        time.sleep(0.05)
    notice = "xa-tan-hoa/ubnd/2023/07-tb-ubnd"
    assert listed(desk) == [notice]
    form = header_form(desk, notice)
    answer = desk.post("/soat/dau", {**form, "tb": notice, "number": "08/TB-UBND"})
    assert answer.status == 303, answer.shown
    assert listed(desk) == ["xa-tan-hoa/ubnd/2023/08-tb-ubnd"]
    assert (desk.desk.notices / "xa-tan-hoa/ubnd/2023/08-tb-ubnd.txt").read_bytes() == TEXT


def test_the_issuer_is_picked_with_the_keyboard(desk: Client, tab: Page) -> None:
    tab.goto(f"{desk.origin}/vao?khoa={desk.desk.keys.entry}")
    tab.get_by_label("Họ tên").fill("Nguyễn Thị Lan")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Hộp nhận")
    tab.goto(f"{desk.origin}{place(NOTICE)}")
    tab.get_by_role("combobox", name="Cơ quan ban hành", exact=True).press_sequentially("so y te")
    expect(tab.locator("li[role=option]").first).to_contain_text("Sở Y tế")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("list", name="Cơ quan ban hành: đã chọn")).to_contain_text("Sở Y tế")
    tab.get_by_role("button", name="Lưu phần đầu").press("Enter")
    expect(tab.locator(".kd-step")).to_contain_text("Nay")
    expect(tab).to_have_url(re.compile("so-y-te%2F2014%2F975-tb-vp"))
    assert (desk.desk.notices / f"{THERE}.md").is_file()
