"""The search page in a real browser, on the two notices of the archive."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote_plus
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from ketluan.site.agency_assignments import assigned, told_years
from ketluan.store.reader import read_archive
from tests.conftest import ROOT, TODAY

AXE = ROOT / "node_modules/axe-core/axe.min.js"
Serve = Callable[[Path], str]


@pytest.fixture
def search(tab: Page, site: Path, serve: Serve) -> Page:
    """The search page, opened and ready."""
    tab.goto(f"{serve(site)}/tra-cuu/index.html")
    _settled(tab, "")
    return tab


def _settled(tab: Page, query: str) -> None:
    box = tab.locator("[data-search-state]")
    expect(box).to_have_attribute("data-search-state", "done")
    expect(box).to_have_attribute("data-search-query", query)


def _type(tab: Page, query: str) -> list[str]:
    tab.fill('input[name="q"]', query)
    _settled(tab, query.strip())
    return _found(tab)


def _found(tab: Page) -> list[str]:
    ids: list[str] = tab.eval_on_selector_all("[data-directive]", "all => all.map(e => e.dataset.directive)")
    return ids


def test_typing_without_accents_finds_and_marks_the_accented_words(search: Page) -> None:
    assert len(_type(search, "duoi nuoc")) == 4
    expect(search.locator(".ks-result").first.locator("mark").first).to_have_text("đuối nước")
    expect(search.locator("[role=status]")).to_have_text("4 chỉ đạo trong 1 thông báo.")


def test_there_is_exactly_one_field_of_that_name(search: Page) -> None:
    assert search.locator('input[name="q"]').count() == 1


def test_a_result_leads_to_its_place_on_the_notices_page(search: Page) -> None:
    (first, *_) = _type(search, "suy dinh dưỡng")
    search.locator(".ks-result__text a").first.click()
    notice, _, anchor = first.partition("#")
    search.wait_for_url(f"**/thong-bao/{notice}/index.html#{anchor}")
    expect(search.locator(":target")).to_have_id(anchor)


def test_the_address_holds_the_search_and_back_leads_to_the_one_before(search: Page) -> None:
    _type(search, "trẻ em")
    search.get_by_role("button", name=re.compile("^Xem tất cả .*: Cơ quan$")).click()
    search.get_by_label(re.compile("^Sở Y tế")).check()
    _settled(search, "trẻ em")
    found = search.locator("[data-directive]")
    expect(found).to_have_count(1)
    expect(search).to_have_url(re.compile(r"\?q=tr%E1%BA%BB\+em&co-quan=kon-tum/so-y-te$"))
    search.go_back()
    expect(search).to_have_url(re.compile(r"\?q=tr%E1%BA%BB\+em$"))
    expect(found).to_have_count(20)
    search.go_forward()
    expect(search).to_have_url(re.compile(r"&co-quan=kon-tum/so-y-te$"))
    expect(found).to_have_count(1)


def test_a_filter_shows_as_a_chip_that_takes_it_away(search: Page) -> None:
    search.get_by_label(re.compile("^Năm 2014")).check()
    _settled(search, "")
    search.get_by_role("button", name="Bỏ lọc Năm 2014").click()
    expect(search.locator(".ks-chips")).to_be_hidden()


def test_the_keyboard_alone_takes_an_agency_from_the_suggestions(search: Page) -> None:
    search.keyboard.press("/")
    search.keyboard.type("so y")
    field = search.locator('input[name="q"]')
    expect(field).to_have_attribute("aria-expanded", "true")
    search.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "ks-option-0")
    search.keyboard.press("Enter")
    expect(field).to_have_value("")
    expect(search.locator(".ks-chips")).to_contain_text("Sở Y tế")


def test_an_agencys_filter_counts_as_its_page_does(tab: Page, site: Path, serve: Serve) -> None:
    archive, _ = read_archive(ROOT / "notices", today=TODAY)
    assignment = {
        agency: [task for year in told_years(archive, agency) for task in assigned(archive, agency, year)]
        for agency in archive.register.agencies
    }
    indirect = [agency for agency, tasks in assignment.items() if any(task.group or task.former for task in tasks)]
    base = serve(site)
    for agency in indirect[:5]:
        tab.goto(f"{base}/tra-cuu/index.html?co-quan={agency}&vai-tro=tat-ca&tien-than=1&qua-nhom=1")
        _settled(tab, "")
        expect(tab.locator("[role=status]")).to_have_text(re.compile(f"^{len(assignment[agency])} chỉ đạo"))


def test_the_paper_shows_the_query_and_no_filters(search: Page) -> None:
    _type(search, "trẻ em")
    search.emulate_media(media="print")
    expect(search.locator("[data-part=filters]")).to_be_hidden()
    expect(search.locator('input[name="q"]')).to_be_visible()


def test_results_on_paper_are_not_underlined(search: Page) -> None:
    _type(search, "trẻ em")
    search.emulate_media(media="print")
    lines = search.locator("[data-directive] a").evaluate_all(
        "all => all.map(a => getComputedStyle(a).textDecorationLine)"
    )
    assert set(lines) == {"none"}


def test_paper_holds_every_result(search: Page) -> None:
    _type(search, "trẻ em")
    (total,) = re.findall(r"^\d+", search.locator("[role=status]").inner_text())
    search.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert int(total) > 20
    expect(search.locator("[data-directive]")).to_have_count(int(total))
    search.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(search.locator("[data-directive]")).to_have_count(20)


def test_the_keyboard_skips_the_filters(search: Page) -> None:
    _type(search, "đuối nước")
    search.locator('button[type="submit"]').focus()
    search.keyboard.press("Tab")
    expect(search.get_by_role("button", name="Tới kết quả")).to_be_focused()
    search.keyboard.press("Enter")
    expect(search.locator("[role=status]")).to_be_focused()


def test_a_year_in_the_query_is_offered_as_a_filter(search: Page) -> None:
    _type(search, "trẻ em năm 2014")
    search.get_by_role("button", name=re.compile("^Năm 2014 \\(")).click()
    expect(search.locator("[data-part=chips]")).to_contain_text("Năm 2014")


def test_escape_closes_the_suggestions_and_keeps_what_was_typed(search: Page) -> None:
    search.locator('input[name="q"]').press_sequentially("so y")
    expect(search.locator("[role=listbox]")).to_be_visible()
    search.keyboard.press("Escape")
    expect(search.locator("[role=listbox]")).to_be_hidden()
    expect(search.locator('input[name="q"]')).to_have_value("so y")


def test_a_document_number_is_offered_and_does_not_navigate(search: Page) -> None:
    assert len(_type(search, "0975")) > 5
    offer = search.locator("[data-part=notes] a")
    expect(offer).to_have_text("Thông báo số 975/TB-VP ngày 10/07/2014")
    assert "/tra-cuu/" in search.url


def test_all_documents_of_one_number_can_be_seen(tab: Page, site: Path, serve: Serve) -> None:
    def repeated(route: Route) -> None:
        """The newest year as if five more notices bore the number of its last one."""
        head, _, rest = route.fetch().text().partition("(")
        year = json.loads(rest.removesuffix(");\n"))
        *others, _, _, _ = year["notices"][-1]
        others[0:2] = [f"{others[0]}-2", "7/TB-VP"]
        year["notices"] += [[*others[:10], 0, "", "u"]] * 5
        route.fulfill(body=f"{head}({json.dumps(year)});\n")

    tab.route("**/2020-1-*.js", repeated)
    tab.goto(f"{serve(site)}/tra-cuu/index.html?q=7")
    _settled(tab, "7")
    offers = tab.locator("[data-part=notes] a", has_text="số 7/TB-VP")
    expect(offers).to_have_count(3)
    tab.get_by_role("button", name="Xem tất cả 5 thông báo số 7").click()
    expect(offers).to_have_count(5)
    expect(offers.nth(3)).to_be_focused()


def test_nothing_found_says_what_is_missing_and_what_comes_near(search: Page) -> None:
    assert _type(search, "trẻ xăng") == []
    expect(search.locator(".ks-help")).to_contain_text("Không có “xăng” trong kho. Từ gần giống:")


def test_half_a_number_leads_to_the_whole_one(search: Page) -> None:
    assert _type(search, "97") == []
    help = search.locator(".ks-help")
    expect(help).to_contain_text("Không có văn bản số “97” trong kho. Số bắt đầu như vậy: “975/TB-VP”")


def test_a_filter_in_the_way_is_named_with_what_dropping_it_finds(search: Page, site: Path) -> None:
    search.goto(f"{search.url.split('?')[0]}?q=duoi+nuoc&nam=2014")
    expect(search.locator(".ks-help")).to_contain_text("Bỏ bộ lọc Năm 2014: có 4 kết quả.")


def test_an_unaccented_reading_is_said(search: Page) -> None:
    _type(search, "đuôi nước")
    expect(search.locator("[data-part=notes]")).to_contain_text("Không có chỉ đạo nào có “đuôi nước” đúng dấu.")


def test_the_table_to_take_away_holds_every_result_as_the_one_of_all_does(search: Page, site: Path) -> None:
    ids = _type(search, "đuối nước")
    with search.expect_download() as download:
        search.get_by_role("button", name="Tải CSV").click()
    content = Path(download.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = {row["Mã chỉ đạo"]: row for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")))}
    assert list(rows) == ids
    whole = csv.DictReader(io.StringIO((site / "du-lieu/chi-dao.csv").read_text(encoding="utf-8-sig")))
    # cut short in results; whole addresses; of the reader's day
    other = {"Đề mục phía trên", "Địa chỉ trong trang tra cứu", "Tình trạng thực hiện"}
    for row in (row for row in whole if row["Mã chỉ đạo"] in rows):
        found = rows[row["Mã chỉ đạo"]]
        assert list(found) == list(row)
        assert {name: text for name, text in found.items() if name not in other} == {
            name: text for name, text in row.items() if name not in other
        }
        assert found["Địa chỉ trong trang tra cứu"].endswith(row["Địa chỉ trong trang tra cứu"])


def test_the_workbook_to_take_away_holds_every_result_with_real_days(search: Page, site: Path) -> None:
    ids = _type(search, "hội thảo suy dinh dưỡng")
    with search.expect_download() as download:
        search.get_by_role("button", name="Tải Excel").click()
    headings, *rows = _sheet(Path(download.value.path()))
    whole = list(csv.DictReader(io.StringIO((site / "du-lieu/chi-dao.csv").read_text(encoding="utf-8-sig"))))
    assert headings == list(whole[0])
    assert [row[headings.index("Mã chỉ đạo")] for row in rows] == ids
    assert rows[0][headings.index("Ngày ban hành")] == dt.date(2014, 7, 10)
    assert rows[0][headings.index("Số, ký hiệu")] == "975/TB-VP"


def _sheet(path: Path) -> list[list[object]]:
    """The cells of the only sheet: texts, and days where the style of a cell makes its number one."""
    space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(path) as parts:
        assert parts.testzip() is None
        styles = ElementTree.fromstring(parts.read("xl/styles.xml"))
        sheet = ElementTree.fromstring(parts.read("xl/worksheets/sheet1.xml"))
    formats = [style.get("numFmtId") for style in styles.findall("m:cellXfs/m:xf", space)]
    dated = styles.find("m:numFmts/m:numFmt", space)
    assert dated is not None and dated.get("formatCode") == "dd/mm/yyyy"

    def value(cell: ElementTree.Element) -> object:
        number = cell.find("m:v", space)
        if number is None:
            return "".join(cell.itertext())
        assert formats[int(cell.get("s", "0"))] == dated.get("numFmtId")
        return dt.date(1899, 12, 30) + dt.timedelta(days=int(number.text or ""))

    return [[value(cell) for cell in row] for row in sheet.findall("m:sheetData/m:row", space)]


NOT_TOGETHER = "Không có chỉ đạo nào có các từ liền nhau; dưới đây là chỗ có đủ các từ nhưng rời nhau. "


def test_words_apart_wait_behind_one_button(search: Page) -> None:
    assert len(_type(search, "xa hoi hoa")) == 2
    status = search.locator("[role=status]")
    search.get_by_role("button", name="Xem cả 11 chỉ đạo có đủ các từ nhưng rời nhau").click()
    _settled(search, "xa hoi hoa")
    expect(search.locator("[data-directive]")).to_have_count(13)
    expect(status).to_have_text(re.compile(re.escape("Mỗi từ liền với một từ gõ cạnh: 2, rời nhau: 11.") + "$"))
    expect(search).to_have_url(re.compile("roi-nhau=1"))
    assert len(_type(search, "duoi nuoc")) == 4
    expect(search).to_have_url(re.compile(r"\?q=duoi\+nuoc$"))


def test_words_that_stand_together_nowhere_are_shown_apart_at_once(search: Page) -> None:
    assert len(_type(search, "nuoc sach")) == 2
    expect(search.locator("[role=status]")).to_have_text(re.compile(f"^{NOT_TOGETHER}2 chỉ đạo trong "))
    expect(search.get_by_role("button", name=re.compile("rời nhau"))).to_have_count(0)
    expect(search.locator(".ks-help")).to_be_empty()


@pytest.mark.parametrize(
    ("query", "shown", "status"),
    [
        ("xa hoi hoa", 2, "2 chỉ đạo trong 2 thông báo. Mỗi từ liền với một từ gõ cạnh: 2, rời nhau: 11."),
        ("tai dinh cu", 15, f"{NOT_TOGETHER}15 chỉ đạo trong 2 thông báo."),
        ("so y te", 6, "6 chỉ đạo trong 1 thông báo."),
        ("duoi nuoc tre em he", 4, "4 chỉ đạo trong 1 thông báo."),
    ],
)
def test_three_words_are_one_name_and_of_more_one_may_stand_alone(
    search: Page, query: str, shown: int, status: str
) -> None:
    assert len(_type(search, query)) == shown
    expect(search.locator("[role=status]")).to_have_text(status)


def test_a_result_has_one_link_and_says_its_notice_beside(search: Page) -> None:
    _type(search, "suy dinh dưỡng")
    result = search.locator(".ks-result").first
    assert result.locator("a").count() == 1
    assert result.locator(".ks-result__source").inner_text().startswith("Thông báo số 975/TB-VP, ngày 10/07/2014")


def test_back_leads_to_the_result_that_was_left(search: Page) -> None:
    _type(search, "trẻ em")
    search.get_by_role("button", name=re.compile("^Xem thêm")).click()
    last = search.locator(".ks-result").nth(28)
    last.scroll_into_view_if_needed()
    there = "document.querySelectorAll('.ks-result')[28].getBoundingClientRect().y"
    search.evaluate(f"addEventListener('pagehide', () => sessionStorage.setItem('left', {there}))")
    last.locator("a").click()
    search.wait_for_url("**/thong-bao/**")
    search.go_back()
    _settled(search, "trẻ em")
    search.wait_for_function(f"() => scrollY > 0 && Math.abs({there} - sessionStorage.getItem('left')) < 3")


def test_a_day_is_typed_as_it_is_written_here(search: Page) -> None:
    field = search.get_by_role("textbox", name="Ban hành từ")
    field.fill("1/1/2020")
    field.press("Enter")
    expect(search).to_have_url(re.compile(r"\?tu-ngay=2020-01-01$"))
    expect(search.locator("[data-part=chips]")).to_contain_text("Ban hành từ 01/01/2020")
    field.blur()
    search.go_back()
    expect(search).not_to_have_url(re.compile("tu-ngay"))
    expect(field).to_have_value("")
    field.fill("31/2/2020")
    field.press("Enter")
    expect(search.get_by_text("Không có ngày này. Ngày viết theo thứ tự ngày/tháng/năm").first).to_be_visible()
    assert "tu-ngay" not in search.url


def test_where_a_filter_leaves_nothing_that_is_said_in_view(search: Page) -> None:
    _type(search, "trẻ em")
    field = search.get_by_label("Thời hạn đến")
    field.scroll_into_view_if_needed()
    field.evaluate("field => scrollBy(0, field.getBoundingClientRect().top - 200)")
    status = search.locator("[data-part=status]")
    expect(status).not_to_be_in_viewport()
    field.fill("01/01/1990")
    field.press("Enter")
    expect(status).to_have_text("Không tìm thấy chỉ đạo nào.")
    expect(status).to_be_in_viewport()


def test_what_is_due_in_the_next_days_is_one_click_by_the_reader_s_day(
    browser: Browser, site: Path, serve: Serve
) -> None:
    tab = browser.new_page()
    tab.clock.set_fixed_time(dt.datetime(2014, 7, 15, 12))
    tab.goto(f"{serve(site)}/tra-cuu/index.html")
    _settled(tab, "")
    tab.get_by_role("button", name="Thời hạn trong 30 ngày tới").click()
    expect(tab).to_have_url(re.compile(r"\?han-tu=2014-07-15&han-den=2014-08-14$"))
    expect(tab.get_by_label("Thời hạn đến", exact=True)).to_have_value("14/08/2014")
    tab.close()


def test_results_can_be_sorted_by_their_deadlines(search: Page) -> None:
    _type(search, "trẻ em")
    search.get_by_label("Sắp xếp").select_option("Thời hạn gần nhất")
    _settled(search, "trẻ em")
    expect(search).to_have_url(re.compile("sap-xep=thoi-han"))
    dated = search.locator(".ks-result").first.locator("dt")
    expect(dated.filter(has_text="Thời hạn")).to_be_visible()


def test_nothing_found_shows_what_comes_nearest(search: Page) -> None:
    assert _type(search, "phòng chống đuối nước xăng") == []
    near = search.locator(".ks-help")
    expect(near).to_contain_text("Gần nhất với điều đã gõ:")
    expect(near.locator("li", has_text="đuối nước").first).to_contain_text("Không có “xăng”.")
    expect(near).not_to_contain_text("Riêng")


def test_what_else_counts_for_a_body_stands_apart_from_the_bodies(search: Page) -> None:
    search.locator("[data-part=filters] summary").scroll_into_view_if_needed()
    switches = search.get_by_role("group", name="Tính thêm cho cơ quan đã chọn")
    expect(switches.get_by_role("checkbox")).to_have_count(2)
    assert search.locator("[data-facet=agencies] input").count() > 2


def test_the_address_of_a_search_is_copied_where_the_browser_gives_no_clipboard(search: Page) -> None:
    _type(search, "đuối nước")
    search.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    search.get_by_role("button", name="Sao chép liên kết").click()
    expect(search.get_by_role("button", name="Đã sao chép liên kết")).to_be_visible()
    search.locator('input[name="q"]').fill("")
    search.keyboard.press("Control+V")
    expect(search.locator('input[name="q"]')).to_have_value(re.compile(r"^http://.*\?q=%C4%91u%E1%BB%91i\+n"))


def test_results_can_be_grouped_by_notice(search: Page) -> None:
    _type(search, "trẻ em")
    search.keyboard.press("Escape")
    search.get_by_label("Gộp theo thông báo").check()
    _settled(search, "trẻ em")
    expect(search.locator(".ks-group")).to_have_count(2)


def test_show_more_goes_on_where_the_list_ended(search: Page) -> None:
    _type(search, "trẻ em")
    before = _found(search)
    assert len(before) == 20
    search.get_by_role("button", name=re.compile("^Xem thêm")).click()
    expect(search.locator("[data-directive]")).not_to_have_count(20)
    after = _found(search)
    assert after[:20] == before and len(after) > 20


def test_results_and_filters_that_stay_the_same_are_not_made_again(search: Page) -> None:
    _type(search, "trẻ em")
    search.evaluate(
        "window.kept = ['[data-directive]', '[data-facet=issuers] input'].map(one => document.querySelector(one))"
    )
    search.get_by_role("button", name=re.compile("^Xem thêm")).click()
    assert search.evaluate("document.querySelector('[data-directive]') === kept[0]")
    _type(search, "trẻ em ")
    assert search.evaluate("document.querySelector('[data-facet=issuers] input') === kept[1]")


def test_of_a_very_large_archive_older_years_are_looked_through_when_asked_for(
    tab: Page, site: Path, serve: Serve
) -> None:
    def enlarged(route: Route) -> None:
        """The overview of the same archive, as if its newest year held 300,000 directives."""
        content = route.fetch().text()
        route.fulfill(body=re.sub(r'(\["2020-1","[^"]+"),\d+', r"\1,300000", content))

    tab.route("**/muc-luc-*.js", enlarged)
    tab.goto(f"{serve(site)}/tra-cuu/index.html?q=tr%E1%BA%BB+em")
    _settled(tab, "trẻ em")
    assert {notice.split("#")[0].split("/")[-2] for notice in _found(tab)} == {"2020"}
    status = tab.locator("[role=status]")
    expect(status).to_have_text(re.compile(r"trong 1 thông báo, trong các năm đã tìm\.$"))
    note = tab.locator("[data-part=notes]")
    expect(note).to_contain_text("Mới tìm năm 2020 (300.000 chỉ đạo); chưa tìm năm 2014 (12 chỉ đạo).")
    expect(tab.get_by_label("Năm 2014", exact=True)).to_be_visible()
    tab.get_by_role("button", name="Tìm thêm năm 2014").click()
    _settled(tab, "trẻ em")
    expect(tab).to_have_url(re.compile("tim-tu-nam=2014"))
    expect(status).to_have_text(re.compile(r"trong 2 thông báo\.$"))
    expect(note).not_to_contain_text("chưa tìm")
    tab.go_back()
    expect(note).to_contain_text("chưa tìm")
    tab.get_by_label("Năm 2014", exact=True).click()
    _settled(tab, "trẻ em")
    assert {notice.split("#")[0].split("/")[-2] for notice in _found(tab)} == {"2014"}


def test_it_works_from_a_folder(tab: Page, site: Path) -> None:
    tab.goto(f"{(site / 'tra-cuu/index.html').as_uri()}?q=duoi+nuoc")
    _settled(tab, "duoi nuoc")
    expect(tab.locator("[data-directive]")).to_have_count(4)
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Tải Excel").click()
    assert len(_sheet(Path(download.value.path()))) == 5
    _type(tab, "trẻ xăng")
    expect(tab.locator(".ks-help")).to_contain_text("Không có “xăng” trong kho. Từ gần giống:")


def test_what_few_need_is_loaded_when_one_does_and_once_more_when_it_could_not_be(
    browser: Browser, site: Path, serve: Serve
) -> None:
    tab, asked = browser.new_page(), list[str]()  # what is not loaded the console tells
    tab.on("request", lambda request: asked.extend(re.findall(r"tra-cuu-([a-z-]+)-[0-9a-f]{12}", request.url)))
    tab.route("**/tra-cuu-*-*.js", lambda route: route.abort())
    tab.goto(f"{serve(site)}/tra-cuu/index.html?q=duoi+nuoc")
    _settled(tab, "duoi nuoc")
    assert asked == []
    tab.get_by_role("button", name="Tải CSV").click()
    status = tab.locator("[role=status]")
    expect(status).to_have_text("Không tải được phần lập bảng. Hãy tải lại trang.")
    _type(tab, "trẻ xăng")
    expect(status).to_contain_text("Không tải được phần gợi ý cách tìm khác; hãy tải lại trang.")
    tab.unroute_all()
    _type(tab, "đuối nước")
    with tab.expect_download():
        tab.get_by_role("button", name="Tải CSV").click()
    _type(tab, "trẻ xăng")
    expect(tab.locator(".ks-help")).to_contain_text("Từ gần giống:")
    assert asked == ["bang", "goi-y", "bang", "goi-y"]
    tab.close()


def test_without_javascript_it_says_how_to_browse(site: Path) -> None:
    page = (site / "tra-cuu/index.html").read_text(encoding="utf-8")
    assignment = page[page.index("<noscript>") : page.index("</noscript>")]
    assert "nên không tra cứu được tại đây" in assignment
    assert 'href="../co-quan/index.html"' in assignment


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", ["", "?q=tre+em&nam=2020", "?q=x%C4%83ng+d%E1%BA%A7u", "?q=975&nhom=thong-bao"])
def test_no_state_of_the_page_keeps_anyone_out(tab: Page, site: Path, state: str, scheme: str) -> None:
    assert AXE.exists(), "axe-core is missing: run `npm ci`"
    tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    tab.goto(f"{(site / 'tra-cuu/index.html').as_uri()}{state}")
    expect(tab.locator("[data-search-state]")).to_have_attribute("data-search-state", "done")
    tab.wait_for_timeout(150)
    assert _violations(tab) == []
    tab.locator('input[name="q"]').fill("so y")
    expect(tab.locator("[role=listbox]")).to_be_visible()
    assert _violations(tab) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_comes_nearest_keeps_no_one_out(tab: Page, site: Path, scheme: str) -> None:
    tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    tab.goto(f"{(site / 'tra-cuu/index.html').as_uri()}?q={quote_plus('phòng chống đuối nước xăng')}")
    expect(tab.locator(".ks-near").first).to_be_visible()
    assert _violations(tab) == []


@pytest.mark.parametrize("query", ["tre+em", "x%C4%83ng+d%E1%BA%A7u"])
def test_the_foot_of_the_page_is_out_of_sight_before_the_results_come(tab: Page, site: Path, query: str) -> None:
    """Else it would be pushed away while somebody reads it."""
    tab.set_viewport_size({"width": 412, "height": 823})
    tab.add_init_script(
        "addEventListener('DOMContentLoaded', () => {"
        " window.foot = document.querySelector('footer').getBoundingClientRect().top }, { capture: true })"
    )
    tab.goto(f"{(site / 'tra-cuu/index.html').as_uri()}?q={query}")
    expect(tab.locator("[data-search-state]")).to_have_attribute("data-search-state", "done")
    assert tab.evaluate("window.foot") >= 823
    assert tab.evaluate("document.querySelector('footer').getBoundingClientRect().top") >= 823


def _violations(tab: Page) -> list[str]:
    tab.evaluate(AXE.read_text(encoding="utf-8"))
    tell = "v => v.id + ': ' + v.nodes.map(n => n.html.slice(0, 120)).join(' | ')"
    found = tab.evaluate(f"axe.run('.ks-search', {{ preload: false }}).then(r => r.violations.map({tell}))")
    return list(found)


@pytest.mark.parametrize("width", [320, 390, 900, 1440])
def test_nothing_hangs_over_the_side(tab: Page, site: Path, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(f"{(site / 'tra-cuu/index.html').as_uri()}?q=tre+em")
    _settled(tab, "tre em")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width


def test_words_are_found_in_the_page_of_a_notice(tab: Page, site: Path, serve: Serve) -> None:
    tab.goto(f"{serve(site)}/thong-bao/kon-tum/van-phong-ubnd/2014/975-tb-vp/index.html")
    field = tab.get_by_label("Tìm trong trang này")
    field.fill("ma tuy")
    expect(tab.locator("mark.ks-found")).to_have_count(2)
    tab.keyboard.press("Enter")
    expect(tab.locator("form[data-find-in-page] output")).to_have_text("1/2")
    field.fill("mã túy")
    expect(tab.locator("mark.ks-found")).to_have_count(2)
    field.fill("ma tuý")
    expect(tab.locator("mark.ks-found")).to_have_count(2)
    field.fill("")
    expect(tab.locator("mark.ks-found")).to_have_count(0)


def test_a_body_that_nothing_is_read_as_told_to_is_looked_for_in_the_words(search: Page) -> None:
    address = search.url.split("?")[0]
    search.goto(f"{address}?q=duoi+nuoc&co-quan=kon-tum/khong-co")
    _settled(search, "duoi nuoc")
    notes = search.locator("[data-part=notes]")
    expect(notes).to_contain_text("Kho không có cơ quan “kon-tum/khong-co”, nên bộ lọc này không được tính.")
    expect(search.locator("[data-directive]")).to_have_count(4)


@pytest.mark.parametrize(("size", "seen"), [((390, 760), False), ((1280, 800), True)])
def test_a_phone_is_not_told_of_a_key_that_it_does_not_have(
    tab: Page, site: Path, size: tuple[int, int], seen: bool
) -> None:
    tab.set_viewport_size({"width": size[0], "height": size[1]})
    tab.goto((site / "tra-cuu/index.html").as_uri())
    expect(tab.get_by_text("Gõ có dấu hay không dấu đều được.")).to_be_visible()
    expect(tab.locator("kbd")).to_be_visible(visible=seen)
