"""The clerk's whole work with the keyboard alone: no click, no focus that a script of the test sets."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from tests.desk.desk_client import NOTICE, copied_archive, running
from tests.desk.test_desk_browser import read_through
from tests.desk.test_moving import TEXT

LONG = 180_000
MOST = 250


class Keyboard:
    """Two hands that have no mouse."""

    def __init__(self, tab: Page) -> None:
        self.tab = tab

    def reach(self, what: Locator) -> None:
        """Tab until it has the focus."""
        what.wait_for()
        self.tab.wait_for_load_state("load")
        for _ in range(MOST):
            if what.evaluate("each => each === document.activeElement"):
                return
            self.tab.keyboard.press("Tab")
        raise AssertionError(f"{what} takes no focus")

    def press(self, what: Locator, key: str = "Enter") -> None:
        self.reach(what)
        self.tab.keyboard.press(key)

    def type(self, what: Locator, words: str) -> None:
        self.reach(what)
        self.tab.keyboard.press("ControlOrMeta+a")
        self.tab.keyboard.type(words)

    def go(self, name: str) -> None:
        """To a part of the desk by its menu."""
        self.press(self.tab.get_by_role("navigation").get_by_role("link", name=name, exact=True))
        expect(self.tab.get_by_role("navigation").locator("[aria-current]")).to_have_text(name)


def test_a_file_comes_in_is_read_followed_up_and_published(browser: Browser, tmp_path: Path) -> None:
    notices, file = copied_archive(tmp_path), tmp_path / "xa.txt"
    file.write_bytes(TEXT)
    path = notices / f"{NOTICE}.md"
    text = path.read_text(encoding="utf-8").replace("## 3. Giao Sở Y tế:", "## 3. Giao Sở Chuyển đổi:")
    path.write_text(text, encoding="utf-8")
    tab = browser.new_page()
    hands = Keyboard(tab)
    with running(notices) as client:
        tab.goto(client.desk.keys.address)
        hands.type(tab.get_by_label("Họ tên"), "Nguyễn Thị Lan")
        tab.keyboard.press("Enter")
        with tab.expect_file_chooser() as chosen:
            hands.press(tab.locator("#tep"))
        chosen.value.set_files(file)
        expect(tab.locator(".kd-item.kd-imported")).to_have_count(1, timeout=LONG)
        hands.press(tab.get_by_role("link", name="Đọc soát: xa.txt"))

        block = tab.locator(".kd-block.kd-role-directive").first
        hands.press(block.get_by_role("link", name="Sửa đoạn"))
        expect(tab.get_by_label("Chủ trì", exact=True)).to_be_focused()
        for _ in tab.get_by_role("list", name="Chủ trì: đã chọn").get_by_role("listitem").all():
            tab.keyboard.press("Backspace")
        tab.keyboard.type("so y te")
        expect(tab.locator("#p-lead-list li").first).to_contain_text("Sở Y tế")
        tab.keyboard.press("Enter")
        hands.press(tab.get_by_role("button", name="Lưu", exact=True))
        expect(block.locator(".kd-facts")).to_contain_text("Sở Y tế")
        hands.press(tab.get_by_role("button", name="Đóng"))
        expect(tab.locator(".kd-step")).to_have_count(0)
        read_through(tab)

        hands.go("Hàng đợi")
        hands.press(tab.get_by_role("link", name="Tên chưa có trong danh mục cơ quan"))
        hands.press(tab.locator(".kd-item").get_by_role("button", name="Không phải cơ quan").first)
        expect(tab.get_by_label("Thay đổi vừa ghi")).to_contain_text("không phải cơ quan")

        hands.go("Theo dõi")
        hands.press(tab.locator(".kl-what a").first)
        hands.type(tab.get_by_label("Văn bản số"), "5/BC-VX")
        hands.press(tab.get_by_role("button", name="Ghi", exact=True))
        expect(tab.get_by_label("Thay đổi vừa ghi")).to_contain_text("đã báo cáo kết quả (văn bản 5/BC-VX)")
        hands.press(tab.get_by_role("button", name="Ghi nhầm, rút lại"))
        expect(tab.get_by_label("Thay đổi vừa ghi")).to_contain_text("Đã rút lại")

        hands.go("Công bố")
        hands.type(tab.get_by_label("Thư mục công bố, đường dẫn đầy đủ"), str(tmp_path / "kho"))
        hands.press(tab.get_by_role("button", name="Lưu nơi công bố"))
        hands.press(tab.get_by_role("button", name="Công bố", exact=True))
        expect(tab.get_by_label("Kết quả")).to_contain_text("Đã công bố bản số 1", timeout=LONG)
    tab.close()
    assert len([each for each in notices.rglob("*.md") if "reviewed:" in each.read_text(encoding="utf-8")]) == 1
