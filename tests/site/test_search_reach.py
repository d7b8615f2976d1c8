"""The search of an archive too large to be read whole: the newest year by itself, older ones when somebody asks."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, Route, expect

from tests.conftest import ROOT

Serve = Callable[[Path], str]
Scheme = Literal["light", "dark"]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
CALL = re.compile(r"Years\.overview\((.*)\);\n", re.DOTALL)
MANY = 300_000
"""Directives that each year is said to hold: one of them is as much as is read unasked."""


@pytest.fixture
def large(tab: Page, site: Path, serve: Serve) -> Page:
    """The search page over an overview that says so many directives of each year."""
    address = f"{serve(site)}/tra-cuu/index.html"

    def swollen(route: Route) -> None:
        (written,) = CALL.findall((site / "tra-cuu/du-lieu" / route.request.url.rsplit("/", 1)[-1]).read_text("utf-8"))
        overview = json.loads(written)
        overview["years"] = [[*part[:2], MANY] for part in overview["years"]]
        content = f"Years.overview({json.dumps(overview)});\n"
        route.fulfill(body=content, content_type="text/javascript; charset=utf-8")

    tab.route("**/muc-luc-*.js", swollen)
    tab.goto(f"{address}?q=tre+em")
    _settled(tab)
    return tab


def _settled(tab: Page) -> None:
    expect(tab.locator("[data-search-state]")).to_have_attribute("data-search-state", "done")


def _loaded(tab: Page) -> list[str]:
    """The years of which a file was asked for."""
    names = "performance.getEntriesByType('resource').map(e => e.name.split('/').at(-1))"
    return sorted({name.rsplit("-", 2)[0] for name in tab.evaluate(names) if re.match(r"(\d{4}|khong-ro)-\d", name)})


def _press(tab: Page, name: str) -> None:
    """With the keyboard."""
    tab.get_by_role("button", name=name).focus()
    tab.keyboard.press("Enter")
    _settled(tab)


def test_only_the_newest_year_is_read_and_that_is_said_with_what_it_holds(large: Page) -> None:
    expect(large.locator("[role=status]")).to_have_text("21 chỉ đạo trong 1 thông báo, trong các năm đã tìm.")
    expect(large.locator("[data-part=notes]")).to_have_text(
        "Mới tìm năm 2020 (300.000 chỉ đạo); chưa tìm năm 2014 (300.000 chỉ đạo). Tìm thêm năm 2014 · Tìm mọi năm"
    )
    assert _loaded(large) == ["2020"]


def test_a_year_that_was_not_read_can_be_chosen_and_has_no_count(large: Page) -> None:
    years = large.locator("[data-facet=years]")
    expect(years).to_have_text("Năm 2020 (21)Năm 2014")
    years.get_by_label("Năm 2014").check()
    _settled(large)
    expect(large.locator("[role=status]")).to_have_text("12 chỉ đạo trong 1 thông báo.")


@pytest.mark.parametrize(("name", "back"), [("Tìm thêm năm 2014", "2014"), ("Tìm mọi năm", "moi-nam")])
def test_the_keyboard_brings_older_years_and_leads_to_what_they_hold(large: Page, name: str, back: str) -> None:
    _press(large, name)
    status = large.locator("[role=status]")
    expect(status).to_have_text("33 chỉ đạo trong 2 thông báo.")
    expect(status).to_be_focused()
    expect(large.locator("[data-part=notes]")).to_be_empty()
    expect(large).to_have_url(re.compile(rf"\?q=tre\+em&tim-tu-nam={back}$"))
    assert _loaded(large) == ["2014", "2020"]


def test_how_far_back_a_search_looks_stays_when_something_else_is_typed_and_goes_with_back(large: Page) -> None:
    _press(large, "Tìm mọi năm")
    large.fill('input[name="q"]', "duoi nuoc")
    expect(large.locator("[data-search-state]")).to_have_attribute("data-search-query", "duoi nuoc")
    _settled(large)
    expect(large.locator("[role=status]")).to_have_text("4 chỉ đạo trong 1 thông báo.")
    large.go_back()
    expect(large.locator('input[name="q"]')).to_have_value("tre em")
    large.go_back()
    expect(large.locator("[role=status]")).to_have_text("21 chỉ đạo trong 1 thông báo, trong các năm đã tìm.")


def test_while_an_older_year_is_on_its_way_nothing_says_that_it_was_looked_through(large: Page) -> None:
    """The control that was pressed stays where it was, with the keyboard on it."""
    held: list[Route] = []
    large.route("**/2014-*.js", lambda route: held.append(route))
    large.get_by_role("button", name="Tìm mọi năm").focus()
    large.keyboard.press("Enter")
    expect(large.locator("[role=status]")).to_contain_text("Đang tìm tiếp các năm trước, đã thấy 21 chỉ đạo")
    while not held:
        large.wait_for_timeout(20)
    held[0].continue_()
    _settled(large)
    expect(large.locator("[role=status]")).to_have_text("33 chỉ đạo trong 2 thông báo.")


def test_what_is_found_in_no_year_read_is_not_said_to_be_nowhere(large: Page) -> None:
    large.fill('input[name="q"]', "xylophone")
    expect(large.locator("[data-search-state]")).to_have_attribute("data-search-query", "xylophone")
    _settled(large)
    expect(large.locator("[role=status]")).to_have_text("Không tìm thấy chỉ đạo nào trong các năm đã tìm.")
    expect(large.locator("[data-part=help]")).to_contain_text("Không có “xylophone” trong các năm đã tìm.")
    expect(large.get_by_role("button", name="Tìm thêm năm 2014")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 900, 1440])
def test_the_ways_to_older_years_fit_and_can_be_read(large: Page, width: int, scheme: Scheme) -> None:
    large.set_viewport_size({"width": width, "height": 800})
    large.emulate_media(color_scheme=scheme)
    large.reload()
    _settled(large)
    assert large.evaluate("document.documentElement.scrollWidth") <= width
    large.evaluate(AXE.read_text(encoding="utf-8"))
    seen = large.evaluate("axe.run('.ks-search', { preload: false }).then(r => r.violations.map(v => v.id))")
    assert seen == []
