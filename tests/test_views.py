"""The pages made from an archive: golden pages, links, counts, long lists, hostile text."""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from ketluan import views
from ketluan.archive import Archive
from ketluan.page import Page, link
from ketluan.problem import Problem
from ketluan.takeaway import files
from tests.views_archive import ARCHIVE, EMPTY, HEALTH, HOME_AFFAIRS, LABOUR, NOTICE, OFFICE, many

GOLDEN = Path(__file__).parent / "fixtures" / "pages"
REMARK = Problem("notices/kon-tum/x.md", 3, "topics should name at least one topic", remark=True)


def made(archive: Archive) -> dict[str, Page]:
    return {page.address: page for page in views.pages(archive, problems=[REMARK])}


PAGES = made(ARCHIVE)
BY_KIND = {page.kind: page for page in reversed(PAGES.values())}
CHOSEN = sorted({page.address for page in BY_KIND.values()} | {f"thong-bao/{NOTICE.id}", f"co-quan/{HEALTH}"})


def golden(address: str) -> Path:
    return GOLDEN / f"{address.replace('/', '_') or 'index'}.html"


@pytest.mark.parametrize("address", CHOSEN, ids=lambda address: address or "index")
def test_a_page_is_as_it_was_approved(address: str) -> None:
    page = PAGES[address]
    text = f"<!-- {page.title}\n{page.description}\n{page.head}\n-->\n{page.html}\n"
    if os.environ.get("KETLUAN_APPROVE"):
        golden(address).write_text(text, encoding="utf-8")
    assert text == golden(address).read_text(encoding="utf-8")


def test_every_template_of_a_page_has_an_approved_page() -> None:
    macros = {"parts", "facts", "directory", "search"}
    templates = {path.name.removesuffix(".html.jinja") for path in Path(views.__file__).parents[1].glob("templates/*")}
    assert templates - macros == set(BY_KIND)


def targets(page: Page) -> list[str]:
    return [unescape(found) for found in re.findall(r'(?:href|action)="([^"]+)"', page.html + page.head)]


def arrived(page: Page, target: str) -> tuple[str, str]:
    """The file of the site and the anchor that a link leads to."""
    parts = urlsplit(target)
    if not parts.path:
        return f"{page.address}/index.html".lstrip("/"), parts.fragment
    return os.path.normpath(f"{page.address or '.'}/{unquote(parts.path)}"), unquote(parts.fragment)


@pytest.mark.parametrize("archive", [ARCHIVE, EMPTY, many(210)], ids=["small", "empty", "large"])
def test_every_link_leads_to_a_page_and_an_anchor_that_are_there(archive: Archive) -> None:
    pages = {f"{page.address}/index.html".lstrip("/"): page for page in made(archive).values()}
    others = {"tra-cuu/index.html", "huong-dan/index.html"} | {file.path for file in files(archive, site_url=None)}
    others |= {f"thong-bao/{held.id}/{held.original}" for held in archive.notices}
    for page in pages.values():
        for target in targets(page):
            file, anchor = arrived(page, target)
            assert file in pages or file in others, f"{page.address} -> {target}"
            assert not anchor or f'id="{anchor}"' in pages[file].html, f"{page.address} -> {target}"


def test_no_address_is_made_twice() -> None:
    addresses = Counter(page.address for page in views.pages(many(210)))
    assert [address for address, number in addresses.items() if number > 1] == []


def test_no_page_of_a_large_archive_lists_more_than_about_a_hundred_rows() -> None:
    assert {
        page.address: page.html.count("<tr") for page in views.pages(many(330)) if page.html.count("<tr") > 125
    } == {}


def test_a_list_over_several_pages_loses_no_row() -> None:
    archive, found = many(330), Counter[str]()
    for page in made(archive).values():
        if page.address.startswith(f"co-quan/{LABOUR}/2025"):
            found.update(
                arrived(page, target)[0] + "#" + arrived(page, target)[1] for target in targets(page) if "#" in target
            )
    assert found == Counter(
        f"thong-bao/{told.notice.id}/index.html#{told.directive.id}" for told in archive.by_agency[LABOUR]["lead"]
    )


def test_a_page_holds_nothing_that_a_strict_policy_would_stop() -> None:
    for page in PAGES.values():
        html = page.html + page.head.replace('<script type="application/ld+json">', "<ld>")
        assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=|javascript:", html), page.address


def test_what_a_notice_says_is_shown_and_never_run() -> None:
    html = PAGES[f"thong-bao/{NOTICE.id}"].html
    assert "&lt;/script&gt;&lt;b&gt;vì trẻ em&lt;/b&gt;" in html
    assert "<b>vì trẻ em" not in "".join(page.html for page in PAGES.values())


def test_structured_data_is_json_whatever_the_title_says() -> None:
    head = PAGES[f"thong-bao/{NOTICE.id}"].head
    data = json.loads(head.removeprefix('<script type="application/ld+json">').removesuffix("</script>"))
    assert data["headline"] == NOTICE.title
    assert data["identifier"] == "975/TB-VP"
    assert data["about"]["startDate"] == "2014-07-08"
    assert head.count("</script>") == 1


def test_titles_tell_the_pages_apart() -> None:
    titles = Counter(page.title for page in PAGES.values())
    assert [title for title, number in titles.items() if number > 1] == []
    assert all(10 < len(page.description) <= 301 for page in PAGES.values())


def text_of(address: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", PAGES[address].html)).split())


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", "5 chỉ đạo trong 3 thông báo kết luận, đến ngày 16/07/2020"),
        ("nam/2015", "1 thông báo, 1 chỉ đạo, trong đó 0 có thời hạn; ngoài ra 1 thông báo đã thu hồi."),
        (f"co-quan/{HEALTH}", "2 chủ trì, 0 phối hợp, 1 qua nhóm, 2 giao cho cơ quan tiền thân."),
        (f"co-quan/{LABOUR}", "2 chủ trì, 0 phối hợp."),
        (f"co-quan/{HOME_AFFAIRS}", "0 chủ trì, 0 phối hợp, 2 giao cho cơ quan tiền thân."),
        (f"co-quan/{OFFICE}/ban-hanh/2015", "1 thông báo; ngoài ra 1 thông báo đã thu hồi."),
        ("van-ban-dan-chieu/34-2014-qd-ttg", "1 chỉ đạo trong 1 thông báo dẫn chiếu văn bản này."),
        ("thong-ke", "Còn thời hạn 1 20,0% Đã qua thời hạn 1 20,0% Định kỳ 1 20,0% Không ghi thời hạn cụ thể 2 40,0%"),
        ("co-quan/chua-ro", "2 tên in trong thông báo chưa có trong danh mục cơ quan."),
    ],
)
def test_counts_are_those_of_the_archive(address: str, said: str) -> None:
    assert said in text_of(address)


def test_the_page_of_a_closed_agency_leads_to_its_successors() -> None:
    page = PAGES[f"co-quan/{LABOUR}"]
    assert {link(page.address, f"co-quan/{id}") for id in (HEALTH, HOME_AFFAIRS)} <= set(targets(page))


def test_a_citation_that_one_notice_alone_can_answer_links_to_it_and_is_told_there() -> None:
    citing, cited = PAGES[f"thong-bao/{OFFICE}/2015/12-tb-vp"], PAGES[f"thong-bao/{NOTICE.id}"]
    assert link(citing.address, cited.address) in targets(citing)
    assert "Được dẫn chiếu bởi Thông báo số 12/TB-VP thực hiện thông báo này" in text_of(cited.address)


def test_a_withdrawn_notice_keeps_a_page_without_its_words() -> None:
    said = text_of(f"thong-bao/{OFFICE}/2015/1-tb-vp")
    assert "Thay bằng Thông báo số 12/TB-VP" in said
    assert "Sở Y tế thực hiện" not in said


def test_two_runs_make_the_same_pages() -> None:
    assert made(ARCHIVE) == PAGES
