"""The desk in a real browser: from an empty archive to a published site, by keyboard, on every width, with axe."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import ROOT, SHARED, needs_shared
from tests.desk.desk_client import NOTICE, Client, copied_archive, running

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
LONG = 180_000


@contextmanager
def started(notices: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The desk as a user starts it, with the address that it prints."""
    process = subprocess.Popen(
        [sys.executable, "build_archive.py", "--notices", str(notices), "desk", "--no-browser"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    try:
        assert process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+/vao\?khoa=\S+", process.stdout.readline())
        assert found
        yield found[0], process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)


def enter(tab: Page, address: str, who: str = "Nguyễn Thị Lan") -> None:
    tab.goto(address)
    tab.get_by_label("Họ tên").fill(who)
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Hộp nhận")
    tab.wait_for_load_state("load")


def read_through(tab: Page) -> None:
    """F8, and once more where something is unsure."""
    said, asked = (
        tab.locator(".kd-step", has_text="Đã ghi đã soát"),
        tab.get_by_role("button", name="Đã xem cả, ghi đã soát"),
    )
    tab.wait_for_load_state("load")
    before = tab.url
    tab.keyboard.press("F8")
    tab.wait_for_url(lambda url: url != before)
    expect(said.or_(asked).first).to_be_visible()
    if asked.count():
        tab.wait_for_load_state("load")
        tab.keyboard.press("F8")
    expect(said).to_be_visible()


@needs_shared
def test_from_an_empty_archive_to_a_published_site_without_touching_a_file(tab: Page, tmp_path: Path) -> None:
    notices, folder = tmp_path / "notices", tmp_path / "kho"
    files = ["notices/001.pdf", "related/003-scan.pdf", "notices/005.docx"]
    with started(notices) as (address, _):
        enter(tab, address)
        tab.locator("#tep").set_input_files([SHARED / "corpus" / name for name in files])
        imported = tab.locator(".kd-item.kd-imported")
        expect(imported).to_have_count(3, timeout=LONG)

        imported.filter(has_text="003-scan.pdf").get_by_role("link", name="Đọc soát").click()
        expect(tab.locator(".kd-sheet img").first).to_be_visible(timeout=LONG)
        tab.get_by_label("Số, ký hiệu").fill("05/CT-UBND")
        tab.get_by_label("Ngày ban hành").fill("15/4/2020")
        tab.get_by_label("Các dòng in đầu văn bản").fill("ỦY BAN NHÂN DÂN\nSố: 05/CT-UBND")
        tab.get_by_role("button", name="Lưu phần đầu").click()
        expect(tab.locator(".kd-step")).to_contain_text("Ngày ban hành: 15/04/2020")
        expect(tab.get_by_label("Các dòng in đầu văn bản")).to_have_value("ỦY BAN NHÂN DÂN\nSố: 05/CT-UBND")

        tab.get_by_role("link", name="Hàng đợi").click()
        tab.get_by_role("link", name="Tên chưa có trong danh mục cơ quan").click()
        first = tab.locator(".kd-item").first
        first.get_by_role("link", name="Là cơ quan mới").click()
        name = tab.get_by_label("Tên, không kèm địa danh").input_value()
        tab.get_by_role("button", name="Thêm vào danh mục").click()
        expect(tab.locator(".kd-step")).to_contain_text(name)

        tab.get_by_role("link", name="Đọc soát", exact=True).click()
        tab.get_by_role("link", name="Thông báo kết luận họp ngày 19/06/2026").click()
        tab.get_by_role("link", name="Thay thế, đính chính, thu hồi").click()
        tab.get_by_label("Thông báo bị thay thế", exact=True).fill("11/tb")
        tab.locator("li[role=option]").first.wait_for()
        tab.keyboard.press("Enter")
        tab.get_by_role("button", name="Xem các việc của thông báo đó").click()
        tab.wait_for_load_state("load")
        tab.get_by_label("Quyết định cho mọi việc chưa chọn").select_option("ended")
        tab.get_by_role("button", name="Ghi thay thế").click()
        expect(tab.get_by_role("heading", level=1)).to_contain_text("19/06/2026")

        for at in range(3):
            tab.get_by_role("link", name="Theo dõi", exact=True).click()
            tab.locator(".kl-what a").nth(at).click()
            tab.get_by_label("Văn bản số").fill(f"{at + 1}/BC-SCT")
            tab.get_by_role("button", name="Ghi", exact=True).click()
            expect(tab.locator("ol li")).to_contain_text(["đã báo cáo kết quả"])

        tab.get_by_role("link", name="Đọc soát", exact=True).click()
        tab.get_by_role("link", name="Bắt đầu từ văn bản đầu tiên").click()
        for left in (3, 2, 1):
            expect(tab.locator("main")).to_contain_text(f"văn bản 1 trong {left} văn bản chờ soát")
            read_through(tab)
        expect(tab.locator("main")).to_contain_text("Không còn văn bản nào chờ soát")

        tab.get_by_role("link", name="Công bố", exact=True).click()
        tab.get_by_label("Thư mục công bố, đường dẫn đầy đủ").fill(str(folder))
        tab.get_by_role("button", name="Lưu nơi công bố").click()
        tab.get_by_role("button", name="Công bố", exact=True).click()
        expect(tab.get_by_label("Kết quả")).to_contain_text("Đã công bố bản số 1", timeout=LONG)
    assert "05/CT-UBND" in "".join(path.read_text(encoding="utf-8") for path in folder.glob("thong-bao/**/index.html"))
    checked = subprocess.run(
        [sys.executable, "build_archive.py", "--notices", str(notices), "check"],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert checked.returncode == 0 and "3 thông báo: 0 lỗi" in checked.stdout


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """A desk with something to show on every page."""
    notices = copied_archive(tmp_path_factory.mktemp("desk"))
    path = notices / f"{NOTICE}.md"
    text = path.read_text(encoding="utf-8").replace("## 3. Giao Sở Y tế:", "## 3. Giao Sở Chuyển đổi:")
    path.write_text(text, encoding="utf-8")
    with running(notices) as client:
        client.upload("thu-moi.txt", "GIẤY MỜI\n\nKính mời các đồng chí dự họp.\n".encode())
        yield client


@pytest.fixture
def entered(desk: Client, tab: Page) -> Page:
    enter(tab, desk.desk.keys.address)
    return tab


def addresses(client: Client) -> list[str]:
    notice = client.desk.shelf.archive.by_id[NOTICE]
    task = notice.directives[0]
    asked = f"tb={NOTICE}"
    return [
        "/", "/soat", f"/soat?{asked}&sua=d{task.line}", "/hang-doi", "/hang-doi/ten", "/hang-doi/chua-chac",
        "/hang-doi/xac-nhan", "/hang-doi/kiem-tra", "/co-quan/moi?noi=kon-tum", f"/vong-doi?{asked}",
        f"/vong-doi?{asked}&thay=dong-thap/huyen-hong-ngu/van-phong-hdnd-va-ubnd/2020/hop-2020-07-16",
        "/theo-doi?trang-thai=tat-ca", f"/theo-doi?{asked}&viec={task.id}", "/cong-bo", "/toi-la", "/khong-co",
        f"/soat?{asked}x",
    ]  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_on_any_page(browser: Browser, desk: Client, scheme: str, width: int) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
        bypass_csp=True,
    )
    tab, wrong = context.new_page(), []
    enter(tab, desk.desk.keys.address)
    for address in addresses(desk):
        tab.goto(f"{desk.origin}{address}")
        if (original := tab.locator("[data-original]")).count():
            expect(original).not_to_contain_text("Đang đọc bản gốc")
        for each in tab.locator("summary").all():
            each.click()
        tab.evaluate(AXE)
        for found in tab.evaluate("axe.run()")["violations"]:
            wrong.append(f"{address}: {found['id']} at {found['nodes'][0]['html'][:160]}")
        if tab.evaluate("document.documentElement.scrollWidth") > width:
            wrong.append(f"{address}: wider than {width}")
    context.close()
    assert not wrong, "\n".join(wrong)


def test_a_body_is_picked_with_the_keyboard_and_the_block_is_saved(entered: Page, desk: Client) -> None:
    line = next(task.line for task in desk.desk.shelf.archive.by_id[NOTICE].directives if task.section == "4")
    entered.goto(f"{desk.origin}/soat?tb={NOTICE}&sua=d{line}#d{line}")
    field = entered.get_by_label("Chủ trì", exact=True)
    expect(field).to_be_focused()
    field.press_sequentially("so y te")
    expect(entered.locator("#p-lead-list li").first).to_contain_text("Sở Y tế")
    for key in ("ArrowDown", "ArrowUp", "Enter"):
        entered.keyboard.press(key)
    expect(entered.locator("[data-edit] .kd-chosen").first).to_contain_text("Sở Y tế")
    entered.keyboard.press("Escape")
    entered.get_by_role("button", name="Lưu", exact=True).press("Enter")
    expect(entered.locator(f"#d{line} .kd-facts")).to_contain_text("Sở Y tế")
    entered.get_by_role("button", name="Hoàn tác").click()
    expect(entered.locator(f"#d{line} .kd-facts")).not_to_contain_text("Sở Y tế")


def test_a_body_that_no_field_finds_is_added_without_leaving_the_form(entered: Page, desk: Client) -> None:
    line = next(task.line for task in desk.desk.shelf.archive.by_id[NOTICE].directives if task.section == "4")
    entered.goto(f"{desk.origin}/soat?tb={NOTICE}&sua=d{line}#d{line}")
    entered.get_by_label("Ngày đến hạn").fill("30/9/2014")
    entered.get_by_label("Phối hợp", exact=True).press_sequentially("Trạm Khí tượng tỉnh")
    expect(entered.locator("li[role=option]")).to_have_text(["Thêm “Trạm Khí tượng tỉnh” vào danh mục "])
    entered.keyboard.press("Enter")
    dialog = entered.get_by_role("dialog", name="Cơ quan mới")
    name = dialog.get_by_label("Tên, không kèm địa danh")
    expect(name).to_have_value("Trạm Khí tượng")
    name.fill("")
    entered.keyboard.press("Enter")
    expect(dialog.locator(".kd-wrong")).to_have_text("Hãy điền ô “Tên, không kèm địa danh”.")
    expect(name).to_be_focused()
    name.fill("Trạm Khí tượng")
    expect(dialog.locator(".kd-wrong")).to_have_count(0)
    entered.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(entered.locator("[data-edit] .kd-chosen").nth(1)).to_contain_text("Trạm Khí tượng tỉnh Kon Tum")
    expect(entered.get_by_label("Phối hợp", exact=True)).to_be_focused()
    expect(entered.get_by_label("Ngày đến hạn")).to_have_value("30/9/2014")
    entered.get_by_role("button", name="Lưu", exact=True).press("Enter")
    expect(entered.locator(f"#d{line} .kd-facts")).to_contain_text("Trạm Khí tượng tỉnh Kon Tum")
    entered.get_by_role("button", name="Hoàn tác").click()


def test_names_are_ticked_together_and_what_is_missing_is_said_in_vietnamese(entered: Page, desk: Client) -> None:
    entered.goto(f"{desk.origin}/hang-doi/ten")
    expect(entered.locator("[data-count]")).to_have_text("Chưa chọn tên nào")
    entered.get_by_label("Chọn mọi tên trong nhóm Cơ quan chuyên môn").check()
    expect(entered.locator("[data-count]")).to_have_text("Đã chọn 1 tên")
    entered.locator("#nhieu").get_by_role("button", name="Là cơ quan mới").click()
    expect(entered.get_by_label("Địa bàn")).to_be_visible()
    entered.wait_for_load_state()  # what says what is missing is a script
    entered.get_by_label("Địa bàn").select_option("")
    entered.get_by_role("button", name="Thêm vào danh mục").click()
    expect(entered.locator(".kd-wrong")).to_have_text("Hãy chọn ô “Địa bàn”.")
    expect(entered.get_by_label("Địa bàn")).to_be_focused()
    entered.get_by_label("Địa bàn").select_option("kon-tum")
    expect(entered.locator(".kd-wrong")).to_have_count(0)
    entered.get_by_role("button", name="Thêm vào danh mục").click()
    expect(entered.locator(".kd-step")).to_contain_text("Vừa thêm một cơ quan: Sở Chuyển đổi")
    entered.get_by_role("button", name="Hoàn tác").click()
    expect(entered.get_by_label("Chọn Sở Chuyển đổi")).to_be_visible()


def test_a_new_limit_is_asked_for_only_with_an_extension(entered: Page, desk: Client) -> None:
    task = desk.desk.shelf.archive.by_id[NOTICE].directives[0]
    entered.goto(f"{desk.origin}/theo-doi?tb={NOTICE}&viec={task.id}")
    limit = entered.get_by_label("Thời hạn mới")
    expect(limit).to_be_hidden()
    entered.get_by_label("Sự việc").select_option("extension-granted")
    expect(limit).to_be_visible()
    limit.fill("06/2026")
    entered.get_by_label("Sự việc").select_option("reported")
    expect(limit).to_be_hidden()
    expect(limit).to_be_disabled()


def test_a_document_imported_by_mistake_is_taken_out_and_brought_back(entered: Page, desk: Client) -> None:
    entered.goto(f"{desk.origin}/soat?tb={NOTICE}")
    entered.get_by_role("link", name="Thay thế, đính chính, thu hồi, bỏ").click()
    entered.get_by_label("Văn bản này nhập nhầm, không thuộc kho.").check()
    entered.get_by_role("button", name="Bỏ văn bản này khỏi kho").click()
    expect(entered.locator(".kd-step")).to_contain_text("Vừa bỏ Thông báo số 975/TB-VP khỏi kho.")
    entered.get_by_role("button", name="Hoàn tác").click()
    expect(entered.get_by_role("heading", level=1)).to_have_text("Thông báo số 975/TB-VP")


def test_what_was_typed_and_not_saved_is_saved_first_or_stays(tab: Page, tmp_path: Path) -> None:
    with running(copied_archive(tmp_path)) as client:
        enter(tab, client.desk.keys.address)
        path = client.desk.notices / f"{NOTICE}.md"
        line = client.desk.shelf.archive.by_id[NOTICE].directives[0].line
        tab.goto(f"{client.origin}/soat?tb={NOTICE}&sua=d{line}")
        tab.get_by_label("Nơi ban hành").fill("Pleiku")
        tab.get_by_label("Ngày đến hạn").fill("30/06/2015")
        asked: list[str] = []
        tab.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss())[0])
        with tab.expect_event("dialog"):
            tab.keyboard.press("F8")
        names = "phần đầu và phần cuối; cơ quan, thời hạn, vai trò của đoạn"
        assert asked == [f"Đã sửa mà chưa lưu: {names}. Lưu cả những chỗ đó?"]
        expect(tab.get_by_label("Nơi ban hành")).to_have_value("Pleiku")
        assert "Pleiku" not in path.read_text(encoding="utf-8")
        tab.once("dialog", lambda dialog: dialog.accept())
        read_through(tab)
        expect(tab.get_by_label("Thay đổi vừa ghi")).to_contain_text("Đã ghi đã soát Thông báo số 975/TB-VP")
        text = path.read_text(encoding="utf-8")
        assert "place: Pleiku" in text and 'due="2015-06-30"' in text and "reviewed:" in text


def test_a_form_that_is_refused_stops_what_was_to_follow(browser: Browser, tmp_path: Path) -> None:
    tab = browser.new_page()  # a refusal is a 409, which the console tells
    with running(copied_archive(tmp_path)) as client:
        enter(tab, client.desk.keys.address)
        tab.goto(f"{client.origin}/soat?tb={NOTICE}")
        tab.get_by_label("Ngày ban hành").fill("31/02/2025")
        tab.once("dialog", lambda dialog: dialog.accept())
        tab.keyboard.press("F8")
        expect(tab.get_by_text("phải là ngày có thật")).to_be_visible()
        tab.wait_for_load_state()  # what leads back to the form is a script
        tab.get_by_role("link", name="Quay lại").click()
        expect(tab.get_by_label("Ngày ban hành")).to_have_value("31/02/2025")
        assert "reviewed:" not in (client.desk.notices / f"{NOTICE}.md").read_text(encoding="utf-8")
    tab.close()


@pytest.mark.parametrize("width", [390, 1440])
def test_what_was_done_hides_nothing_and_can_be_put_away(browser: Browser, desk: Client, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 700})
    tab = context.new_page()
    enter(tab, desk.desk.keys.address)
    line = desk.desk.shelf.archive.by_id[NOTICE].directives[1].line
    tab.goto(f"{desk.origin}/soat?tb={NOTICE}&sua=d{line}#d{line}")
    tab.get_by_label("Kỳ hạn").select_option("quarterly")
    tab.get_by_role("button", name="Lưu", exact=True).click()
    box = tab.locator(f"#d{line} .kd-step")  # where the change is, and it scrolls away with it
    expect(box).to_be_in_viewport()
    tab.evaluate("scrollBy(0, 1200)")
    expect(box).not_to_be_in_viewport()
    box.get_by_role("button", name="Đóng").click()
    expect(tab.locator(".kd-step")).to_have_count(0)
    tab.goto(f"{desk.origin}/soat?tb={NOTICE}")
    tab.locator(f"#d{line}").get_by_role("button", name="Hoàn tác").click()
    expect(tab.get_by_label("Thay đổi vừa ghi")).to_contain_text("Đã hoàn tác.")
    context.close()


def test_a_wrong_value_costs_nothing_else_that_was_typed(browser: Browser, desk: Client) -> None:
    tab = browser.new_page()  # a refusal is a 409, which the console tells
    enter(tab, desk.desk.keys.address)
    tab.goto(f"{desk.origin}/soat?tb={NOTICE}")
    tab.get_by_label("Nơi ban hành").fill("Pleiku")
    tab.get_by_label("Ngày ban hành").fill("31/02/2025")
    tab.get_by_role("button", name="Lưu phần đầu").click()
    expect(tab.get_by_text("phải là ngày có thật")).to_be_visible()
    tab.wait_for_load_state()  # what leads back to the form is a script
    tab.get_by_role("link", name="Quay lại").click()
    expect(tab.get_by_label("Nơi ban hành")).to_have_value("Pleiku")
    expect(tab.get_by_label("Ngày ban hành")).to_have_value("31/02/2025")
    tab.close()


def test_a_refused_file_says_why_and_can_be_kept_nevertheless(entered: Page, desk: Client) -> None:
    item = entered.locator(".kd-item").filter(has_text="thu-moi.txt")
    expect(item).to_contain_text("Đây là giấy mời, không phải thông báo kết luận", timeout=LONG)
    item.get_by_role("button", name="Đây vẫn là thông báo kết luận").click()
    expect(item).not_to_contain_text("Đây là giấy mời", timeout=LONG)


@needs_shared
def test_the_line_of_what_is_in_hand_is_marked_on_the_original(browser: Browser, tmp_path: Path) -> None:
    with running(tmp_path / "notices") as client:
        client.upload("001.pdf", (SHARED / "corpus/notices/001.pdf").read_bytes())
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        tab = context.new_page()
        enter(tab, client.desk.keys.address)
        tab.locator(".kd-item").get_by_role("link", name="Đọc soát").click(timeout=LONG)
        expect(tab.locator(".kd-proof")).to_contain_text("không mất, không thừa chữ nào", timeout=LONG)
        tab.get_by_label("Người ký", exact=True).focus()
        mark = tab.locator(".kd-sheet[data-sheet='2'] .kd-mark")
        expect(mark).to_be_visible()
        expect(mark).to_be_in_viewport()
        tab.get_by_label("Số, ký hiệu").focus()
        expect(tab.locator(".kd-sheet[data-sheet='1'] .kd-mark")).to_be_visible()
        expect(mark).to_be_hidden()
        context.close()


@pytest.mark.skipif(sys.platform == "win32", reason="this system ends no process at once")
def test_a_desk_that_is_killed_leaves_every_file_whole(tmp_path: Path) -> None:
    from urllib.error import URLError
    from urllib.parse import urlencode
    from urllib.request import Request, urlopen

    notices = copied_archive(tmp_path)
    path = notices / f"{NOTICE}.md"
    before = path.read_text(encoding="utf-8")
    versions = {before, *(before.replace("place: Kon Tum", f"place: Nơi {at}") for at in range(1000))}
    with started(notices) as (address, process):
        base, _, key = address.partition("/vao?khoa=")
        port = base.rpartition(":")[2]
        headers = {"cookie": f"ban-van-thu-{port}={key}; nguoi-soat=A", "origin": base}

        def asked(place: str, form: dict[str, str] | None = None) -> str:
            body = urlencode(form).encode() if form else None
            return str(urlopen(Request(base + place, data=body, headers=headers), timeout=20).read().decode())

        def write() -> None:
            for at in range(1000):
                with suppress(URLError, OSError):
                    page = asked(f"/soat?tb={NOTICE}")
                    found = dict(re.findall(r'name="(khoa|ban)" value="(\w[\w-]*)"', page))
                    asked("/soat/dau", {**found, "tb": NOTICE, "place": f"Nơi {at}"})

        writer = threading.Thread(target=write, daemon=True)
        writer.start()
        deadline = threading.Event()
        while path.read_text(encoding="utf-8") == before:
            assert writer.is_alive() and not deadline.wait(0.01)
        deadline.wait(0.3)
        os.kill(process.pid, signal.SIGKILL)
        writer.join(30)
    assert path.read_text(encoding="utf-8") in versions
    assert path.read_text(encoding="utf-8") != before
