"""The pages in a browser: copying, keyboard, the reader's own date, paper, narrow screens, accessibility."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from benchmarks.search.values import archive as invented
from ketluan.model.archive import Archive
from ketluan.site import mkdocs_site as publishing
from ketluan.site import pages
from ketluan.site.phrases import QUOTED, clip
from tests.conftest import ROOT, TODAY
from tests.site.page_archive import ARCHIVE, HEALTH, LABOUR, NOTICE, OFFICE

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
HELD = replace(ARCHIVE, notices=tuple(replace(notice, original=None) for notice in ARCHIVE.notices))
BY_KIND = {page.kind: page.address for page in reversed(list(pages.every_page(HELD)))}
SIXTY = replace(invented(60, seed=1), today=dt.date(2025, 6, 15))
LATE = re.compile(r"^(?!.*(?:\.html|\.css|/colours-\w+\.js)$)")
"""What a page is painted without."""
PAINTED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
MOVED = "({ value, sources }) => [value, ...sources.map(({ node }) => String(node?.textContent).slice(0, 80))]"
KINDS = sorted(set(BY_KIND) - {"moved"})
PAPER = f"thong-bao/{NOTICE.id}"


@pytest.fixture(scope="session")
def pages_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the small archive that holds every kind of page."""
    folder = tmp_path_factory.mktemp("pages") / "site"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publishing, "read_held", lambda *_args, **_more: (HELD, []))
        publishing.build_site(notices=ROOT / "notices", site=folder, today=TODAY)
    return folder


@pytest.fixture(scope="session")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of sixty invented notices."""
    folder = tmp_path_factory.mktemp("long") / "site"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publishing, "read_held", lambda *_args, **_more: (SIXTY, []))
        publishing.build_site(notices=ROOT / "notices", site=folder, today=TODAY)
    return folder


@pytest.fixture(scope="session")
def at(pages_site: Path, serve: Callable[[Path], str]) -> Callable[[str], str]:
    """A function from a page's address to its URL on loopback."""
    base = serve(pages_site)
    return lambda address: f"{base}/{address}/index.html".replace("//index", "/index")


def file_url(site: Path, address: str) -> str:
    return (site / address / "index.html").as_uri()


def test_a_citation_names_notice_number_date_item_agency_task_and_address(tab: Page, at: Callable[[str], str]) -> None:
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    tab.goto(at(PAPER))
    tab.locator('[id="1-2"]').hover()
    tab.get_by_role("button", name="Sao chép trích dẫn mục 1, ý 2").click()
    expect(tab.locator("#kl-voice")).to_have_text("Đã sao chép")
    assert tab.evaluate("navigator.clipboard.readText()") == (
        "Thông báo số 975/TB-VP ngày 10 tháng 7 năm 2014 của Văn phòng UBND tỉnh Kon Tum, mục 1, ý 2,"
        " giao Sở Lao động - Thương binh và Xã hội: “Vận động Quỹ Bảo trợ trẻ em, xong trước ngày 20/12/2026.”:"
        f" {at(PAPER)}#1-2"
    )


def test_a_citation_quotes_each_directive_as_it_was_understood(tab: Page, at: Callable[[str], str]) -> None:
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for notice in ARCHIVE.published:
        tab.goto(at(f"thong-bao/{notice.id}"))
        for task in notice.directives:
            button = tab.locator(f'.kl-facts:has([href="#{task.id}"].kl-permalink) [data-copy]')
            button.click()
            expect(button).to_have_text("Đã sao chép")
            quoted = clip(task.text, QUOTED).rstrip(" ;,")
            assert f"“{quoted}”: " in str(tab.evaluate("navigator.clipboard.readText()"))


def test_what_copies_and_links_to_a_directive_is_seen_without_pointing(tab: Page, at: Callable[[str], str]) -> None:
    tab.goto(at(PAPER))
    tab.mouse.move(0, 0)
    button = tab.get_by_role("button", name="Sao chép trích dẫn mục 1, ý 2")
    assert button.evaluate("button => getComputedStyle(button).opacity") == "1"
    link = tab.get_by_role("link", name="Mục 1, ý 2")
    assert link.get_attribute("href") == "#1-2"
    assert "underline" in str(link.evaluate("link => getComputedStyle(link).textDecorationLine"))


@pytest.mark.parametrize(("address", "field"), [("", "kl-home-q"), ("thoi-han", ""), (PAPER, "")])
def test_a_slash_leads_to_the_search_field(tab: Page, at: Callable[[str], str], address: str, field: str) -> None:
    tab.goto(at(address))
    tab.keyboard.press("/")
    tab.keyboard.type("so/y")
    assert tab.evaluate("[document.activeElement.name, document.activeElement.id]") == ["q", field]
    assert tab.evaluate("document.activeElement.value") == "so/y"


def test_a_permalink_opens_at_its_directive(tab: Page, pages_site: Path) -> None:
    tab.goto(file_url(pages_site, PAPER) + "#3-1")
    expect(tab.locator(":target")).to_have_id("3-1")
    expect(tab.locator(":target")).to_be_in_viewport()
    assert tab.locator(":target").bounding_box()["y"] > 40  # type: ignore[index]


def test_a_body_is_named_with_the_places_of_its_directives(tab: Page, at: Callable[[str], str]) -> None:
    tab.goto(at(PAPER))
    bodies = tab.locator(".kl-summary dt:text-is('Giao cho') + dd li")
    assert [body.strip() for body in bodies.all_inner_texts()] == [
        "Sở Lao động - Thương binh và Xã hội: 1-1, 1-2",
        "Sở Y tế: 2-1",
        "Các thành viên Ban chỉ đạo: 3-1",
        "Đài Phát thanh & Truyền hình: 3-1",
        "Công an tỉnh, phối hợp: 2-1",
        "Hội Người mù, phối hợp: 2-1",
    ]
    bodies.nth(1).get_by_role("link", name="2-1").click()
    expect(tab).to_have_url(f"{at(PAPER)}#2-1")


def test_the_first_key_leads_past_the_frame(tab: Page, at: Callable[[str], str]) -> None:
    tab.goto(at("thoi-han"))
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    expect(tab.locator("#noi-dung")).to_be_focused()


def test_the_menu_of_a_phone_opens_and_closes_with_the_keyboard(tab: Page, at: Callable[[str], str]) -> None:
    tab.set_viewport_size({"width": 390, "height": 800})
    tab.goto(at(""))
    menu = tab.get_by_role("button", name="Danh mục")
    drawer = tab.locator("#danh-muc")
    assert not drawer.is_visible()
    menu.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(drawer).to_be_visible()
    expect(drawer.get_by_text("Đóng")).to_be_focused()
    tab.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(menu).to_be_focused()
    for leave in (lambda: drawer.get_by_text("Đóng").press("Enter"), lambda: tab.mouse.click(380, 400)):
        menu.click()
        expect(drawer).to_be_visible()
        leave()
        expect(drawer).to_be_hidden()
    menu.click()
    expect(drawer).to_be_visible()
    drawer.get_by_role("link").last.focus()
    tab.keyboard.press("Tab")
    expect(drawer).to_be_hidden()


def test_the_menu_opens_with_the_keyboard_where_scripts_are_forbidden(browser: Browser, pages_site: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 800})
    tab = context.new_page()
    tab.goto(file_url(pages_site, ""))
    tab.get_by_role("link", name="Danh mục").press("Enter")
    expect(tab.locator("#danh-muc")).to_be_visible()
    tab.get_by_role("link", name="Đóng").press("Enter")
    expect(tab.locator("#danh-muc")).to_be_hidden()
    context.close()


def test_the_menu_says_which_part_of_the_site_is_open(tab: Page, pages_site: Path) -> None:
    tab.goto(file_url(pages_site, f"co-quan/{LABOUR}"))
    assert tab.locator("#danh-muc [aria-current=true]").all_inner_texts() == ["Cơ quan"]
    tab.goto(file_url(pages_site, ""))
    assert tab.locator("#danh-muc [aria-current=page]").all_inner_texts() == ["Trang chủ"]


@pytest.mark.parametrize(
    ("system", "turns"), [("light", ["dark", "light", "light"]), ("dark", ["light", "dark", "dark"])]
)
def test_the_colours_are_the_systems_until_the_reader_chooses_and_the_choice_stays(
    browser: Browser, pages_site: Path, system: str, turns: list[str]
) -> None:
    context = browser.new_context(color_scheme=system)  # type: ignore[arg-type]
    tab = context.new_page()
    tab.goto(file_url(pages_site, ""))
    assert shown_colours(tab) == system
    for wanted in turns:
        tab.locator("[data-colours-turn]").click()
        tab.goto(file_url(pages_site, "nam"))
        assert shown_colours(tab) == wanted
    assert tab.locator("[data-colours-turn]").get_attribute("aria-label") == "Màu trang: theo hệ thống"
    context.close()


def shown_colours(tab: Page) -> str:
    return str(tab.evaluate("getComputedStyle(document.documentElement).colorScheme"))


def test_readers_without_scripts_see_the_colours_of_their_system(browser: Browser, pages_site: Path) -> None:
    context = browser.new_context(java_script_enabled=False, color_scheme="dark")
    tab = context.new_page()
    tab.goto(file_url(pages_site, ""))
    assert shown_colours(tab) == "dark"
    assert tab.locator("[data-colours-turn]").is_hidden()
    context.close()


def test_the_table_of_contents_marks_what_is_read(tab: Page, pages_site: Path) -> None:
    tab.goto(file_url(pages_site, PAPER))
    marked = tab.locator("[data-contents] [aria-current]")
    for anchor in ("lien-quan", "noi-nhan"):  # the second by going back
        tab.goto(f"{file_url(pages_site, PAPER)}#{anchor}")
        expect(marked).to_have_attribute("href", f"#{anchor}")
    tab.evaluate("scrollTo(0, 0)")
    expect(marked).to_have_count(0)
    tab.set_viewport_size({"width": 1280, "height": 60})  # where no heading is seen, the last one above counts
    tab.evaluate("scrollBy(0, document.getElementById('1-1').getBoundingClientRect().top)")
    expect(tab.locator('[id="muc-1"]')).not_to_be_in_viewport()
    expect(marked).to_have_attribute("href", "#muc-1")


@pytest.mark.parametrize("where", ["server", "folder"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_while_a_page_loads(
    browser: Browser, at: Callable[[str], str], pages_site: Path, width: int, where: str
) -> None:
    """All that may come late comes when the whole page is painted, however slow the machine is."""
    context = browser.new_context(viewport={"width": width, "height": 800})
    context.add_init_script(
        "window.moves = []; window.watch = new PerformanceObserver(list => moves.push(...list.getEntries()));"
        " watch.observe({ type: 'layout-shift', buffered: true })"
    )
    tab, held, moved = context.new_page(), list[Route](), {}
    tab.clock.set_fixed_time(dt.datetime.combine(TODAY, dt.time(12)))  # later, deadlines of the build move to the past
    for kind in KINDS:
        tab.route(LATE, lambda route: held.append(route))
        address = BY_KIND[kind]
        tab.goto(at(address) if where == "server" else file_url(pages_site, address), wait_until="commit")
        tab.wait_for_function("() => document.readyState === 'interactive'")
        tab.evaluate(f"{PAINTED}.then(() => {{ watch.takeRecords(); moves.length = 0 }})")
        tab.route(LATE, lambda route: route.continue_())
        while held:
            held.pop().continue_()
        tab.wait_for_load_state("load")
        moved[kind] = tab.evaluate(f"{PAINTED}.then(() => [...moves, ...watch.takeRecords()].flatMap({MOVED}))")
    context.close()
    assert {kind: shifts for kind, shifts in moved.items() if shifts} == {}


def test_the_buttons_of_a_notice_have_their_place_before_they_are_there(tab: Page, at: Callable[[str], str]) -> None:
    bare = "const Edition = { show() {} };"  # which the script of the edition needs
    tab.route("**/pages-*.js", lambda route: route.fulfill(body=bare, content_type="text/javascript"))
    tab.goto(at(PAPER))
    widths = "parts => parts.map(part => part.getBoundingClientRect().width)"
    before = tab.locator(".kl-facts > a").evaluate_all(widths)
    tab.unroute_all()
    tab.goto(at(PAPER))
    assert before == tab.locator(".kl-facts .kl-tools:has(.kl-copy)").evaluate_all(widths) != []


@pytest.mark.parametrize("kind", [*KINDS, "search"])
def test_a_page_weighs_less_than_60_kilobytes_of_ours(tab: Page, at: Callable[[str], str], kind: str) -> None:
    loaded: dict[str, int] = {}
    tab.on("response", lambda answer: loaded.update({answer.url: len(gzip.compress(answer.body()))}))
    tab.goto(at(BY_KIND.get(kind, "tra-cuu")))
    assert not [url for url in loaded if "/assets/javascripts/" in url]
    others = re.compile(r"/assets/stylesheets/|/tra-cuu/du-lieu/(?!tra-cuu-)")  # Material's, and the data of the search
    assert sum(size for url, size in loaded.items() if not others.search(url)) < 60_000


def test_the_header_leads_to_the_search_from_every_page_but_the_search(tab: Page, at: Callable[[str], str]) -> None:
    tab.goto(at(PAPER))
    tab.get_by_role("searchbox", name="Tra cứu chỉ đạo").fill("tre em")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/tra-cuu/index.html?q=tre+em")
    expect(tab.locator('input[name="q"]')).to_have_count(1)


@pytest.mark.parametrize(
    ("day", "said", "shown"),
    [(dt.date(2026, 12, 10), "còn 10 ngày", "phia-truoc"), (dt.date(2026, 12, 25), "đã qua 5 ngày", "vua-qua")],
)
def test_the_readers_own_date_decides_what_is_ahead(
    tab: Page, pages_site: Path, day: dt.date, said: str, shown: str
) -> None:
    tab.clock.set_fixed_time(dt.datetime.combine(day, dt.time(12)))
    tab.goto(file_url(pages_site, "thoi-han"))
    row = tab.locator("tr", has_text="20/12/2026")
    assert said in row.inner_text()
    heading = tab.locator(f"#{shown}").locator("..")
    assert heading.locator("tr", has_text="20/12/2026").count() == 1


def test_months_that_are_over_are_not_named_as_ahead(tab: Page, pages_site: Path) -> None:
    tab.clock.set_fixed_time(dt.datetime(2099, 1, 1, 12))
    tab.goto(file_url(pages_site, "thoi-han"))
    assert tab.get_by_text("Không có ngày đến hạn nào sắp tới.").is_visible()
    assert tab.locator("[data-deadlines] :is(.kl-jumps li, section):visible").count() == 0


def printed(tab: Page) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(io.BytesIO(tab.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize(("day", "left"), [(TODAY, True), (dt.date(2099, 1, 1), False)])
def test_the_home_page_shows_no_deadline_that_the_reader_is_past(
    tab: Page, at: Callable[[str], str], day: dt.date, *, left: bool
) -> None:
    tab.clock.set_fixed_time(dt.datetime.combine(day, dt.time(12)))
    tab.goto(at(""))
    assert tab.locator("[data-ahead] li").first.is_visible() is left
    assert tab.get_by_text("Các thời hạn ghi ở đây đều đã qua.").is_visible() is not left


@pytest.mark.parametrize("days", [0, 30, 90])
def test_counts_of_what_is_ahead_are_those_of_the_readers_day(tab: Page, long_site: Path, days: int) -> None:
    today = SIXTY.today + dt.timedelta(days=days)
    ahead = [one.due for one in SIXTY.counted if one.due and one.due >= today and one.is_open]
    tab.clock.set_fixed_time(dt.datetime.combine(today, dt.time(12)))
    tab.goto(file_url(long_site, ""))
    assert (
        tab.get_by_text(re.compile("^Tất cả .* thời hạn sắp tới$")).inner_text()
        == f"Tất cả {len(ahead)} thời hạn sắp tới"
    )
    tab.goto(file_url(long_site, "thoi-han"))
    assert f"Tính đến hôm nay, {today:%d/%m/%Y}." in tab.locator("[data-deadlines]").inner_text()
    listed = tab.locator("[data-deadlines] .kl-jumps li:visible .kl-count").all_inner_texts()
    assert sum(map(int, listed)) == len(ahead) == tab.locator("[data-deadlines] tbody tr").count()


def test_days_that_the_scripts_print_have_the_form_of_all_others(tab: Page, at: Callable[[str], str]) -> None:
    tab.clock.set_fixed_time("2026-12-05T12:00:00")
    tab.goto(at("thong-ke"))
    assert tab.locator("[data-reader-day]").first.inner_text() == "05/12/2026"
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert tab.locator("[data-print-day]").text_content() == ", ngày 05/12/2026"


@pytest.mark.parametrize("kind", KINDS)
def test_every_printed_page_says_where_and_when_it_was_printed(tab: Page, at: Callable[[str], str], kind: str) -> None:
    tab.clock.set_fixed_time("2026-12-05T12:00:00")
    tab.goto(at(BY_KIND[kind]))
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    said = f"n từ {tab.url}, ngày 05/12/2026."
    assert (
        tab.locator(".kl-printed").text_content()
        == f"{'Bản sao không chính thức, i' if kind == 'notice' else 'I'}{said}"
    )


def test_the_tables_of_the_report_are_closed_on_paper(tab: Page, at: Callable[[str], str]) -> None:
    tab.goto(at("thong-ke/bao-cao"))
    tab.emulate_media(media="print")
    last = tab.locator(".kl-plain-table tr:last-child > :is(td, th)")
    widths = last.evaluate_all("cells => cells.map(cell => getComputedStyle(cell).borderBottomStyle)")
    assert set(widths) == {"solid"}


@pytest.mark.parametrize("room", [10, 18, 162, 178])
def test_no_heading_is_printed_on_another_sheet_than_its_table(tab: Page, long_site: Path, room: int) -> None:
    tab.goto(file_url(long_site, "thong-ke/bao-cao"))
    heading = tab.locator("#theo-co-quan")
    heading.evaluate(
        "(heading, room) => heading.insertAdjacentHTML('beforebegin', `<div style='height: ${room}mm'></div>`)", room
    )
    sheets = ["".join(sheet.get_textpage().get_text_range().split()) for sheet in printed(tab)]
    (headed,) = [sheet for sheet in sheets if "Theocơquanchủtrì" in sheet]
    assert "%" in headed.partition("Theocơquanchủtrì")[2]


def test_a_notice_prints_as_the_decree_lays_it_out(tab: Page, at: Callable[[str], str]) -> None:
    tab.goto(at(PAPER))
    document = printed(tab)
    width, height = document[0].get_size()
    text = "".join(page.get_textpage().get_text_range() for page in document)
    assert (round(width), round(height)) == (595, 842)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert f"intừ{at(PAPER)},ngày" in "".join(text.replace("\ufffe", "-").split())
    assert "Sao chép" not in text
    assert "Tra cứu" not in text


def test_the_line_under_a_printed_notice_stands_at_the_foot_of_each_sheet_and_takes_none(
    tab: Page, at: Callable[[str], str]
) -> None:
    tab.goto(at(PAPER))
    tab.locator(".kl-ending").evaluate("ending => ending.style.height = '600mm'")
    sheets = [sheet.get_textpage().get_text_range() for sheet in printed(tab)]
    said = ["".join(sheet.split()).count("Bảnsaokhôngchínhthức,intừ") for sheet in sheets]
    assert len(sheets) > 2
    assert said == [1] * len(sheets)


def test_a_browser_without_feet_of_sheets_keeps_the_line_with_the_text(tab: Page, at: Callable[[str], str]) -> None:
    tab.add_init_script("delete window.CSSMarginRule")
    tab.goto(at(PAPER))
    text = "".join("".join(sheet.get_textpage().get_text_range() for sheet in printed(tab)).split())
    assert text.count("Bảnsaokhôngchínhthức,intừ") == 1
    assert tab.locator(".kl-printed").evaluate("line => getComputedStyle(line).breakBefore") == "auto"
    tab.emulate_media(media="print")
    assert tab.locator(".kl-printed").evaluate("line => getComputedStyle(line).breakBefore") == "avoid"


def test_a_notice_has_a_button_that_prints_it(tab: Page, at: Callable[[str], str]) -> None:
    tab.add_init_script("window.print = () => { window.asked = true }")
    tab.goto(at(PAPER))
    tab.get_by_role("button", name="In", exact=True).click()
    assert tab.evaluate("window.asked") is True


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_fits_a_screen_of_320_pixels(tab: Page, pages_site: Path, kind: str) -> None:
    tab.set_viewport_size({"width": 320, "height": 640})
    tab.goto(file_url(pages_site, BY_KIND[kind]))
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_kind_of_page(browser: Browser, pages_site: Path, scheme: str) -> None:
    assert AXE.exists(), "axe-core is missing: run `npm ci`"
    context = browser.new_context(viewport={"width": 390, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    tab, wrong = context.new_page(), []
    guide = sorted(
        page.parent.relative_to(pages_site).as_posix() for page in pages_site.glob("huong-dan/**/index.html")
    )
    for address in [*map(BY_KIND.__getitem__, KINDS), *guide, "tra-cuu"]:
        tab.goto(file_url(pages_site, address))
        if (words := tab.get_by_label("Tìm trong trang này")).count():
            words.fill("so")
        tab.add_script_tag(path=str(AXE))
        for found in tab.evaluate("axe.run()")["violations"]:
            wrong.append(f"{address}: {found['id']} at {found['nodes'][0]['html'][:120]}")
    tab.locator("[data-menu-opener]").click()
    expect(tab.locator("#danh-muc")).to_have_css("transform", "none")
    wrong += [f"open menu: {found['id']}" for found in tab.evaluate("axe.run()")["violations"]]
    context.close()
    assert wrong == []


LONG = ["", "thong-ke", "nguoi-chu-tri", "thoi-han", "co-quan", "van-ban-dan-chieu", "nam", "thong-ke/bao-cao"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_lists_are_long(browser: Browser, long_site: Path, scheme: str) -> None:
    """Every shade of a figure, those who chair most, links of a line that breaks."""
    context = browser.new_context(viewport={"width": 390, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    tab, wrong = context.new_page(), []
    for address in LONG:
        tab.goto(file_url(long_site, address))
        tab.add_script_tag(path=str(AXE))
        for found in tab.evaluate("axe.run()")["violations"]:
            wrong.append(f"{address}: {found['id']} at {found['nodes'][0]['html'][:120]}")
    tab.goto(file_url(long_site, "thong-ke"))
    assert {tab.locator(f".kl-shade-{shade}").count() > 0 for shade in range(6)} == {True}
    context.close()
    assert wrong == []


def test_browsing_works_without_scripts(browser: Browser, pages_site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(file_url(pages_site, ""))
    tab.get_by_role("link", name="Sở Lao động - Thương binh và Xã hội tỉnh Kon Tum").first.click()
    tab.wait_for_url(f"**/co-quan/{LABOUR}/index.html")
    tab.get_by_role("link", name="975/TB-VP").first.click()
    tab.wait_for_url(f"**/thong-bao/{OFFICE}/2014/975-tb-vp/index.html#1-2")
    assert tab.get_by_role("button", name="Sao chép trích dẫn mục 1, ý 1").count() == 0
    context.close()


def test_an_old_address_leads_on_with_its_anchor(tab: Page, pages_site: Path) -> None:
    tab.goto(file_url(pages_site, f"thong-bao/{OFFICE}/2015/hop-2015-01-06") + "#0-1")
    tab.wait_for_url("**/2015/12-tb-vp/index.html#0-1")


def test_an_empty_archive_has_pages_that_say_so() -> None:
    shown = {page.address: page.html for page in pages.every_page(Archive((), HELD.register, TODAY))}
    assert "Kho chưa có thông báo nào." in shown["nam"]
    assert "Không có ngày đến hạn nào sắp tới." in shown["thoi-han"]


def test_copying_keeps_its_room_and_covers_nothing(tab: Page, at: Callable[[str], str]) -> None:
    tab.goto(at(PAPER))
    task, after = tab.locator('[id="1-1"]'), tab.locator('[id="1-2"]')
    task.hover()
    tab.mouse.move(0, 0)
    before = after.bounding_box()
    task.hover()
    button = task.get_by_role("button").bounding_box()
    assert after.bounding_box() == before
    assert button and before and button["y"] + button["height"] <= before["y"]


def test_paper_is_light_for_readers_of_dark_colours(browser: Browser, pages_site: Path) -> None:
    context = browser.new_context(color_scheme="dark")
    tab = context.new_page()
    tab.goto(file_url(pages_site, "thong-ke"))
    tab.emulate_media(media="print")
    shade = tab.locator(".kl-shade-1, .kl-shade-2, .kl-shade-3, .kl-shade-4, .kl-shade-5").first
    assert shade.evaluate("cell => getComputedStyle(cell).backgroundColor") in ("rgb(20, 89, 74)", "rgb(63, 133, 112)")
    assert tab.locator("h1").evaluate("title => getComputedStyle(title).color") == "rgb(0, 0, 0)"
    context.close()


@pytest.mark.parametrize(
    ("address", "typed", "found", "target"),
    [
        ("co-quan", "ldtbxh", "Sở Lao động - Thương binh và Xã hội tỉnh Kon Tum chủ trì 2", f"co-quan/{LABOUR}"),
        ("nguoi-chu-tri", "kim don", "Lê Thị Kim Đơn Phó Chủ tịch UBND tỉnh (tỉnh Kon Tum)", ""),
        ("van-ban-dan-chieu", "12/2013", "12/2013/NĐ-CP 1 chỉ đạo", "van-ban-dan-chieu/nghi-dinh/2013"),
    ],
)
@pytest.mark.parametrize("where", ["server", "folder"])
def test_a_long_list_has_a_field_that_finds_its_entries(
    tab: Page,
    at: Callable[[str], str],
    pages_site: Path,
    where: str,
    address: str,
    typed: str,
    found: str,
    target: str,
) -> None:
    tab.goto(at(address) if where == "server" else file_url(pages_site, address))
    field = tab.locator("form[data-list] input")
    field.fill(typed)
    entry = tab.locator("form[data-list] li")
    expect(entry).to_have_text([found])
    expect(tab.locator("form[data-list] output")).to_have_text("1 mục")
    before = tab.url
    entry.get_by_role("link").click()
    tab.wait_for_url(lambda url: url != before and target in url)
    expect(tab.locator("h1")).to_have_count(1)
    tab.go_back()
    field.fill("khong co ai")
    expect(tab.locator("form[data-list] output")).to_have_text("Không có mục nào")


LABELS = """table => [...table.tBodies[0].rows].flatMap(row => [...row.querySelectorAll("td")].map((cell, at) => {
  const heading = table.tHead.rows[0].cells[at + (table.matches(".kl-by-notice") ? 1 : 0)].textContent
  return [heading.toLowerCase() + ": ", JSON.parse(getComputedStyle(cell, "::before").content.replace("none", "null"))]
}))"""
"""Of each cell of a task what its column is called, and what stands before it."""


def test_on_a_phone_what_stands_before_a_cell_is_the_name_of_its_column(browser: Browser, pages_site: Path) -> None:
    tab = browser.new_page(viewport={"width": 390, "height": 900})
    seen = set()
    for address in ("thoi-han/2014", "thoi-han/dinh-ky", "van-ban-dan-chieu/34-2014-qd-ttg", f"co-quan/{HEALTH}/2014"):
        tab.goto(file_url(pages_site, address))
        for table in tab.locator(".kl-tasks").all():
            for heading, label in table.evaluate(LABELS):
                assert label in (None, heading)
                seen.add(label)
    assert seen == {None, "thời hạn: ", "cơ quan chủ trì: "}
    tab.close()


def test_on_paper_no_column_of_tasks_is_crushed(browser: Browser, pages_site: Path) -> None:
    tab = browser.new_page(viewport={"width": 624, "height": 900})
    tab.emulate_media(media="print")
    for address in ("thoi-han/2014", f"co-quan/{HEALTH}/2014", f"co-quan/{HEALTH}"):
        tab.goto(file_url(pages_site, address))
        table = tab.locator(".kl-tasks").first
        widths = table.evaluate(
            "table => [...table.tHead.rows[0].cells].map(cell => cell.offsetWidth / table.offsetWidth)"
        )
        assert min(widths) > 0.1, (address, widths)
        assert tab.locator(".kl-jumps:visible, #mang-ve ~ .kl-links:visible").count() == 0
    tab.close()


@pytest.mark.parametrize(("address", "listed"), [("tra-cuu", ".ks-tips"), ("huong-dan/theo-doi", ".kl-page > ul")])
def test_the_marks_of_lists_stand_inside_the_page(
    tab: Page, at: Callable[[str], str], address: str, listed: str
) -> None:
    tab.goto(at(address))
    entry = tab.locator(f"{listed} > li").first
    expect(entry).to_be_visible()
    heading, place = tab.locator("h1").bounding_box(), entry.bounding_box()
    assert heading and place and place["x"] >= heading["x"] + 12


def test_the_limits_of_a_body_are_parted_by_the_readers_day(tab: Page, at: Callable[[str], str]) -> None:
    def headings(day: str) -> list[str]:
        tab.clock.set_fixed_time(day)
        tab.goto(at(f"co-quan/{HEALTH}"))
        return tab.locator("[data-by-limit] h3").all_inner_texts()

    assert headings("2026-01-15") == ["Sắp tới (1; chủ trì 0)", "Đã qua (1)"]
    assert tab.locator("[data-by-limit] table").first.locator("tbody tr").count() == 1
    assert headings("2026-12-21") == ["Đã qua (2; chủ trì 1)"]
    assert headings("2014-01-01") == ["Sắp tới (2; chủ trì 1)"]
    days = tab.locator("[data-by-limit] tr[data-due]").evaluate_all("rows => rows.map(row => row.dataset.due)")
    assert days == ["2014-10-31", "2026-12-20"]


def test_the_limits_of_a_body_are_there_without_scripts_and_without_a_day(browser: Browser, pages_site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(file_url(pages_site, f"co-quan/{HEALTH}"))
    section = page.locator("[data-by-limit]")
    assert section.locator("tbody tr").count() == 2
    assert "15/01/2026" not in section.inner_text()
    context.close()


@pytest.mark.parametrize("address", ["du-lieu", "thoi-han", f"co-quan/{LABOUR}"])
def test_pages_opened_from_a_folder_say_that_nothing_can_be_subscribed_to(
    tab: Page, at: Callable[[str], str], pages_site: Path, address: str
) -> None:
    note = tab.get_by_text("nên không đăng ký nhận tin hay lịch tự cập nhật được ở đây")
    tab.goto(at(address))
    expect(note).to_be_hidden()
    tab.goto(file_url(pages_site, address))
    expect(note).to_be_visible()


@pytest.mark.parametrize("address", ["du-lieu", f"co-quan/{HEALTH}", "thoi-han"])
def test_the_address_of_a_calendar_is_copied_where_it_can_be_asked_for(
    tab: Page, pages_site: Path, at: Callable[[str], str], address: str
) -> None:
    tab.goto(at(address))
    offers = tab.locator(".kl-subscription")
    calendar = offers.filter(has_text=".ics")
    tab.evaluate("Copying.put = async (text) => { window.put = text; return true }")
    calendar.get_by_role("button", name="Sao chép địa chỉ").click()
    expect(calendar.get_by_role("button")).to_have_text("Đã sao chép")
    shown = calendar.locator("code").inner_text()
    assert tab.evaluate("window.put") == shown and shown.startswith("http://127.0.0.1") and shown.endswith(".ics")
    expect(calendar).to_contain_text("để đăng ký trong Outlook")
    tab.goto(file_url(pages_site, address))
    expect(tab.locator("[data-from-folder]")).to_be_visible()
    assert "đăng ký lịch" not in tab.locator("article").inner_text()
    for offer in offers.all():
        expect(offer).to_be_hidden()
