"""The built site as a whole: links, bytes, requests, and what a failed build leaves."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from ketluan.model.problem import Refused
from ketluan.model.version import VERSION
from ketluan.site.mkdocs_site import build_site
from ketluan.store.process_lock import process_lock
from tests.conftest import ROOT, TODAY

LOST = {"404.html": "/", "404-thu-muc-con.html": "goc-kho/"}
"""The pages of a lost address, and how they name the root of the site."""


class Links(HTMLParser):
    """Collects what a page links to and what may be linked to in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.anchors: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep ids and addresses."""
        for key, value in attrs:
            if key == "id" and value:
                self.anchors.add(value)
            elif key in ("href", "src", "action") and value:
                self.targets.append(value)


def _pages(site: Path) -> dict[Path, Links]:
    return {page: Links(page.read_text(encoding="utf-8")) for page in sorted(site.rglob("*.html"))}


def test_every_internal_link_and_anchor_leads_somewhere(site: Path) -> None:
    pages = _pages(site)
    broken = []
    for page, links in pages.items():
        for target in links.targets:
            parts = urlsplit(target)
            if parts.scheme or parts.netloc:
                continue
            file = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            if page.name in LOST and parts.path:  # served at any depth: its links start at the root
                file = site / unquote(parts.path).removeprefix(LOST[page.name])
            if not file.is_file() or (
                parts.fragment and file in pages and unquote(parts.fragment) not in pages[file].anchors
            ):
                broken.append(f"{page.relative_to(site)} -> {target}")
    assert broken == []


def test_no_page_names_anything_outside_the_site(site: Path) -> None:
    loaded = []
    for page in site.rglob("*.html"):
        links = Links(page.read_text(encoding="utf-8"))
        loaded += [
            f"{page.relative_to(site)}: {target}"
            for target in links.targets
            if target.startswith(("http:", "https:", "//"))
        ]
    assert loaded == []


def test_two_builds_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    build_site(notices=ROOT / "notices", site=again, today=TODAY)
    first = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    second = {path.relative_to(again): path.read_bytes() for path in again.rglob("*") if path.is_file()}
    assert sorted(first) == sorted(second)
    assert [path for path in first if first[path] != second[path]] == []


def test_plain_mkdocs_build_publishes_the_same_pages(site: Path, tmp_path: Path) -> None:
    target = tmp_path / "plain"
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(target)],
        cwd=ROOT,
        check=True,
        env={"PATH": "", "KETLUAN_TODAY": TODAY.isoformat(), "NO_MKDOCS_2_WARNING": "1"},
    )
    ours = {path.relative_to(site): path.read_bytes() for path in site.rglob("*.html")}
    plain = {path.relative_to(target): path.read_bytes() for path in target.rglob("*.html")}
    assert plain == ours


def test_a_build_with_errors_leaves_the_last_good_site_untouched(tmp_path: Path) -> None:
    notices, site = tmp_path / "notices", tmp_path / "site"
    shutil.copytree(ROOT / "notices", notices)
    site.mkdir()
    (site / "index.html").write_text("the last good site", encoding="utf-8")
    next(notices.rglob("20*/*.md")).write_text("---\nnumber: [\n---\n", encoding="utf-8")
    with pytest.raises(Refused, match="Chưa dựng được trang tra cứu"):
        build_site(notices=notices, site=site, today=TODAY)
    assert (site / "index.html").read_text(encoding="utf-8") == "the last good site"
    assert not (tmp_path / "site.new").exists()


def test_no_page_holds_a_script_a_style_or_a_handler_of_its_own(site: Path) -> None:
    script, style = r"<script(?![^>]*\b(?:src=|type=.application/ld\+json))[^>]*>", r"<style\b"
    inline = re.compile(rf"{script}|{style}|<[a-z][^>]*\s(?:style|on[a-z]+)=")
    inline_parts = {
        path.relative_to(site): inline.findall(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")
    }
    assert {path: found for path, found in inline_parts.items() if found} == {}


def test_a_page_of_each_kind_loads_under_a_strict_policy_and_asks_for_nothing_outside(
    site: Path, serve: Callable[[Path], str], tab: Page
) -> None:
    base = serve(site)
    for page in [*_one_of_each_kind(site), *sorted(site.glob("huong-dan/**/index.html"))]:
        tab.goto(f"{base}/{page.relative_to(site).as_posix()}")
        assert tab.locator("h1").count() == 1, page


def _one_of_each_kind(site: Path) -> list[Path]:
    kinds: dict[str, Path] = {}
    for page in sorted(site.rglob("index.html")):
        if kind := re.search(r"\bkl-kind-[\w-]+", page.read_text(encoding="utf-8")):
            kinds.setdefault(kind[0], page)
    return list(kinds.values())


def test_the_site_works_from_a_folder(site: Path, tab: Page) -> None:
    tab.goto((site / "index.html").as_uri())
    tab.get_by_role("link", name="Kết luận của đồng chí Lê Thị Kim Đơn").first.click()
    tab.wait_for_url("**/thong-bao/kon-tum/van-phong-ubnd/2014/975-tb-vp/index.html")
    tab.locator("main a[href*='co-quan/kon-tum/so-y-te/index.html']:visible").first.click()
    tab.wait_for_url("**/co-quan/kon-tum/so-y-te/index.html*")
    tab.goto((site / "index.html").as_uri())
    tab.fill('main input[name="q"]', "suy dinh duong")
    tab.press('main input[name="q"]', "Enter")
    tab.locator("[data-search-state=done] [data-directive] a").first.click()
    tab.wait_for_url("**/975-tb-vp/index.html#3-1")


def test_the_agency_page_agrees_with_the_data(site: Path, tab: Page, serve: Callable[[Path], str]) -> None:
    directives = json.loads((site / "du-lieu/directives.json").read_text(encoding="utf-8"))
    agency = "kon-tum/so-lao-dong-thuong-binh-va-xa-hoi"
    led = [d["id"] for d in directives if agency in [party["id"] for party in d["lead"]]]
    assert len(led) == 4
    tab.goto(f"{serve(site)}/co-quan/{agency}/index.html")
    linked = tab.eval_on_selector_all(
        "main a[href*='975-tb-vp/index.html#']", "links => links.map(a => a.href.split('#')[1])"
    )
    assert {identifier.split("#")[1] for identifier in led} <= set(linked)


def test_typing_without_accents_finds_the_directives_and_a_result_leads_to_its_anchor(
    site: Path, tab: Page, serve: Callable[[Path], str]
) -> None:
    tab.goto(f"{serve(site)}/tra-cuu/index.html")
    tab.fill('input[name="q"]', "duoi nuoc")
    tab.wait_for_selector('[data-search-state="done"][data-search-query="duoi nuoc"]')
    found = tab.eval_on_selector_all("[data-directive]", "all => all.map(e => e.dataset.directive.split('#')[1])")
    assert sorted(found) == ["1-6", "5-1", "6-4", "6-6"]
    tab.locator("[data-directive] a").first.click()
    tab.wait_for_url("**/index.html#*")
    expect(tab.locator(":target")).to_have_id(tab.url.split("#")[1])
    expect(tab.locator(":target")).to_be_visible()
    expect(tab.locator(":target")).to_contain_text("đuối nước")


def test_pages_do_not_tell_where_on_the_machine_the_archive_lies(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "notices", tmp_path / "notices")
    with (tmp_path / "notices" / "agencies.yml").open("a", encoding="utf-8") as register:
        register.write(
            "  - id: kon-tum/co-quan-moi\n    name: Cơ quan mới\n    kind: department\n    confirmed: false\n"
        )
    build_site(notices=tmp_path / "notices", site=tmp_path / "site", today=TODAY)
    assert "<code>notices/agencies.yml:" in (tmp_path / "site/du-lieu/kiem-tra/index.html").read_text(encoding="utf-8")


def test_two_builds_at_once_do_not_meet(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    target = tmp_path / "site"
    with process_lock(tmp_path / "site.lock") as taken, pytest.raises(Refused, match="Chưa dựng được trang tra cứu"):
        assert taken
        build_site(notices=ROOT / "notices", site=target, today=TODAY)
    assert f"Một lệnh khác đang dựng {target}; hãy đợi lệnh đó xong rồi dựng lại." in caplog.messages
    build_site(notices=ROOT / "notices", site=target, today=TODAY)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_build_that_was_killed_leaves_the_old_site_and_the_next_one_recovers(tmp_path: Path) -> None:
    target = tmp_path / "site"
    (tmp_path / "site.old").mkdir()
    (tmp_path / "site.old" / "index.html").write_text("the last good site", encoding="utf-8")
    (tmp_path / "site.new").mkdir()
    (tmp_path / "site.new" / "half.html").write_text("half a page", encoding="utf-8")
    (tmp_path / "site.lock").touch()
    build_site(notices=ROOT / "notices", site=target, today=TODAY)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert not (target / "half.html").exists()


def test_a_site_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refused) as stop:
        build_site(notices=ROOT / "notices", site=tmp_path / "file" / "site", today=TODAY)
    assert str(stop.value).startswith(f"Chưa dựng được trang tra cứu; {tmp_path / 'file' / 'site'} vẫn như trước: ")


def test_an_archive_without_notices_does_not_replace_a_site_with_notices(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    notices, site = tmp_path / "notices", tmp_path / "site"
    notices.mkdir()
    (site / "thong-bao").mkdir(parents=True)
    (site / "index.html").touch()
    with pytest.raises(Refused):
        build_site(notices=notices, site=site, today=TODAY)
    assert caplog.messages == [f"Kho không có thông báo nào, mà {site} đang có; nếu đúng ý, hãy xóa {site} trước."]
    assert sorted(path.name for path in site.iterdir()) == ["index.html", "thong-bao"]


@pytest.mark.parametrize("name", ["tai-lieu", "tai-lieu/hop-dong.docx"])
def test_a_folder_or_file_that_is_no_site_is_never_replaced(
    name: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "tai-lieu").mkdir()
    (tmp_path / "tai-lieu" / "hop-dong.docx").write_text("kept", encoding="utf-8")
    with pytest.raises(Refused):
        build_site(notices=ROOT / "notices", site=tmp_path / name, today=TODAY)
    assignment = f"{tmp_path / name} không phải là trang tra cứu nên không bị thay; hãy chọn thư mục khác."
    assert caplog.messages == [assignment]
    assert (tmp_path / "tai-lieu" / "hop-dong.docx").read_text(encoding="utf-8") == "kept"


def test_the_foot_says_day_size_and_version_in_every_page_and_one_file_holds_them(site: Path, tab: Page) -> None:
    tab.goto((site / "index.html").as_uri())
    said = tab.locator("[data-edition]").inner_text()
    assert said == f"Dựng ngày 15/01/2026 từ 2 thông báo, bằng phiên bản {VERSION}."
    assert [path.name for path in site.rglob("*.*") if said.encode() in path.read_bytes()] == ["edition.js"]


def test_the_theme_styles_stand_in_a_layer_so_that_ours_need_not_outweigh_them(site: Path) -> None:
    theme = sorted((site / "assets/stylesheets").glob("*.css"))
    assert [path.name.partition(".")[0] for path in theme] == ["main", "palette"]
    for path in theme:
        assert path.read_text(encoding="utf-8").startswith("@layer theme {")
    for path in [*(ROOT / "docs/assets").glob("*.css"), *(ROOT / "docs/assets/search").glob("*.css")]:
        assert ".md-typeset" not in path.read_text(encoding="utf-8"), path
