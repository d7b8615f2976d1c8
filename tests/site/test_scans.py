"""A scan says that it is one until somebody has read it through, and then that somebody has; its limits count then."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from ketluan.model.notice import Review
from ketluan.site.mkdocs_site import build_site
from ketluan.store.review import mark_reviewed
from ketluan.store.stored_text import stored_notice
from tests.conftest import TODAY
from tests.site.test_inventory import ISSUER, write

UNREAD, READ = (f"{ISSUER}/2014/{number}-tb-vp" for number in (1, 2))
BEFORE, AFTER = "đọc từ bản quét", "đọc từ bản quét, đã soát"


@pytest.fixture(scope="module")
def notices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two scans, of which one was read through."""
    folder = tmp_path_factory.mktemp("scans") / "notices"
    for number in (1, 2):
        write(folder, f"{number}-tb-vp", tasks=(f"Lập đề án {number} trước ngày 15/02/2026.",), keys="ocr: true\n")
    read(folder, READ)
    return folder


def read(notices: Path, notice: str) -> None:
    mark_reviewed(notices, notice, Review(on=TODAY, by="Lê Thị Hoa"), digest=stored_notice(notices, notice).digest)


def built(notices: Path) -> Path:
    build_site(notices=notices, site=notices.parent / "site", today=TODAY)
    return notices.parent / "site"


def test_the_mark_and_the_limits_of_a_scan_follow_the_reading(
    notices: Path, tab: Page, serve: Callable[[Path], str]
) -> None:
    site = built(notices)
    address = serve(site)

    def rows(page: str, selector: str) -> list[list[str]]:
        tab.goto(f"{address}/{page}")
        tab.wait_for_load_state("load")
        tab.locator(selector).first.wait_for()
        found = (tab.locator(selector).filter(has_text=f"{number}/TB-VP") for number in (1, 2))
        return [row.first.locator(".kl-quiet-mark, i").all_inner_texts() for row in found]

    assert rows("co-quan/kon-tum/so-y-te/index.html", ".kl-tasks tbody tr") == [[BEFORE, "chưa soát"], [AFTER]]
    assert rows("tra-cuu/index.html?q=lap+de+an", ".ks-result") == [["chưa soát", BEFORE], [AFTER]]
    tab.goto(f"{address}/thong-bao/{READ}/index.html")
    said = tab.locator(".kl-reading").inner_text()
    assert said.endswith("đã soát: có người đọc lại cùng bản gốc ngày 15/01/2026.") and "Lê Thị Hoa" not in said
    assert calendar(site) == [READ]
    read(notices, UNREAD)
    built(notices)
    assert rows("co-quan/kon-tum/so-y-te/index.html", ".kl-tasks tbody tr") == [[AFTER], [AFTER]]
    assert calendar(site) == [UNREAD, READ]


def calendar(site: Path) -> list[str]:
    """The notices that the calendar of a body has limits of."""
    path = site / "du-lieu/lich/kon-tum/so-y-te.ics"
    text = path.read_bytes().decode("utf-8").replace("\r\n ", "")
    return [notice for notice in (UNREAD, READ) if notice in text]
