"""Make the pictures of the desk in the guide, in Chromium, from an archive that is made of a few files for it.

    python benchmarks/desk_screenshots.py FILE...

The files are a signed PDF, a scan and a letter of invitation, for example; the pictures are written to
docs/huong-dan/hinh/.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "huong-dan" / "hinh"
DAY = "2026-01-15"
WHO = "Nguyễn Thị Lan"
LONG = 300_000
SIZE = {"width": 1280, "height": 800}


def main(files: Sequence[Path]) -> None:
    """Take every picture anew."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with (
        tempfile.TemporaryDirectory() as name,
        desk(Path(name) / "notices") as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--lang=vi"])
        page = browser.new_page(viewport=SIZE, color_scheme="light", locale="vi-VN", reduced_motion="reduce")  # type: ignore[arg-type]
        page.goto(address)
        page.get_by_label("Họ tên").fill(WHO)
        take(page, "ban-ho-ten")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Hộp nhận")
        page.wait_for_load_state("load")
        page.locator("#tep").set_input_files(list(files))
        expect(page.locator("[data-uploads] li")).to_have_count(0, timeout=LONG)
        expect(page.locator("[data-busy]")).to_have_count(0, timeout=LONG)
        take(page, "ban-hop-nhan")
        read(page)
        for link, picture in (("Hàng đợi", "ban-hang-doi"), ("Theo dõi", "ban-theo-doi"), ("Công bố", "ban-cong-bo")):
            page.get_by_role("link", name=link, exact=True).click()
            if picture == "ban-hang-doi":
                page.get_by_role("link", name="Tên chưa có trong danh mục cơ quan").click()
                page.locator("[data-boxes] [data-all]").first.check()
            if picture == "ban-cong-bo":
                page.get_by_label("Thư mục công bố, đường dẫn đầy đủ").fill("/srv/cong-bo/kho")
                page.get_by_role("button", name="Lưu nơi công bố").click()
                expect(page.locator("[data-later] summary").first).to_be_visible(timeout=LONG)
            take(page, picture)
        browser.close()


def read(page: Page) -> None:
    """The page for reading through: the original beside the notice, a field in hand, then a block."""
    page.locator(".kd-item").filter(has_text=".pdf").last.get_by_role("link", name="Đọc soát").click()
    expect(page.locator(".kd-proof")).to_be_visible(timeout=LONG)
    page.get_by_label("Trích yếu").focus()
    page.locator(".kd-mark:visible").wait_for()
    page.wait_for_function("document.querySelector('.kd-sheet img').naturalWidth > 0", timeout=LONG)
    take(page, "ban-doc-soat")
    page.locator(".kd-role-directive").first.get_by_role("link", name="Sửa").click()
    expect(page.locator(".kd-proof")).to_be_visible(timeout=LONG)
    page.wait_for_function("document.querySelector('.kd-sheet img').naturalWidth > 0", timeout=LONG)
    page.get_by_label("Phối hợp", exact=True).press_sequentially("so tai")
    page.locator("[role=listbox] li").first.wait_for()
    take(page, "ban-sua-doan")


def take(page: Page, name: str) -> None:
    """One picture of what stands in the window."""
    page.mouse.move(0, 0)
    page.wait_for_timeout(600)
    page.screenshot(path=FOLDER / f"{name}.png")


@contextmanager
def desk(notices: Path) -> Iterator[str]:
    """A desk for an archive with the repository's register; its address."""
    notices.mkdir()
    shutil.copy(ROOT / "notices" / "agencies.yml", notices)
    command = [sys.executable, "build_archive.py", "--notices", str(notices), "--today", DAY, "desk", "--no-browser"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().split()[-1]
        finally:
            process.terminate()


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
