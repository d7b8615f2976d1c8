"""Every count of notices is one: those in force, with what it leaves out said beside it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from playwright.sync_api import Page

from ketluan.site.mkdocs_site import build_site
from ketluan.store.notice_life import replace, withdraw
from ketluan.store.stored_text import stored_notice
from tests.conftest import TODAY
from tests.site.test_inventory import ISSUER, write


def test_home_years_and_foot_count_alike_and_say_what_they_leave_out(tab: Page, tmp_path: Path) -> None:
    notices = tmp_path / "notices"
    for number in (1, 2, 3):
        write(notices, f"{number}-tb-vp")
    old, folder = f"{ISSUER}/2013/7-tb-vp", notices / ISSUER / "2013"
    folder.mkdir()
    text = (notices / ISSUER / "2014/1-tb-vp.md").read_text(encoding="utf-8")
    (notices / f"{old}.md").write_text(
        text.replace("number: 1/", "number: 7/").replace("2014-07-10", "2013-07-10"), encoding="utf-8"
    )
    new, gone = (f"{ISSUER}/2014/{number}-tb-vp" for number in (2, 3))
    replace(notices, new, replaced=old, digest=stored_notice(notices, new).digest)
    digest = stored_notice(notices, gone).digest
    withdraw(notices, gone, reason="ban hành nhầm", date=dt.date(2014, 8, 1), digest=digest)
    site = tmp_path / "site"
    build_site(notices=notices, site=site, today=TODAY)
    left_out = "ngoài ra 1 thông báo đã bị thay thế và 1 thông báo đã thu hồi"
    tab.goto((site / "index.html").as_uri())
    assert f"trong 2 thông báo kết luận; {left_out}" in tab.locator(".kl-lead").inner_text()
    assert f"từ 2 thông báo ({left_out})" in tab.locator("[data-edition]").inner_text()
    assert tab.locator(".kl-years-count").all_inner_texts() == ["0 +1", "2 +1"]
    tab.goto((site / "nam/index.html").as_uri())
    numbers = tab.locator("td.kl-number:nth-child(2)").all_inner_texts()
    assert numbers == ["2 (+1 đã thu hồi)", "0 (+1 đã bị thay thế)"]
    tab.goto((site / "nam/2013/index.html").as_uri())
    assert tab.locator(".kl-lead").inner_text().endswith("; ngoài ra 1 thông báo đã bị thay thế.")
