"""Hostile text in every field: nothing of it runs, nothing outside is asked for, and the policy is never broken."""

from __future__ import annotations

import csv
import functools
import http.server
import json
import re
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from ketluan.cli.command import main
from ketluan.desk.site_viewer import PageServer
from ketluan.site.mkdocs_site import build_site
from tests.conftest import SHARED, TODAY, Quiet, needs_shared
from tests.site.hostile_archive import Hostile, write_hostile_archive

TOGETHER = 16
ATOM = set("feed id title subtitle published updated link entry author name content".split())
OBSERVED = """
for (const name of ["alert", "confirm", "prompt"]) window[name] = (what) => console.log(`EXECUTED ${what}`);
addEventListener("securitypolicyviolation", ({ blockedURI, violatedDirective }) => {
  console.log(`VIOLATION ${violatedDirective} ${blockedURI}`);
});
"""
OPEN = """async (addresses) => {
  const frames = addresses.map((address) => {
    const frame = document.createElement("iframe");
    const loaded = new Promise((done) => frame.addEventListener("load", done));
    frame.src = address;
    document.body.append(frame);
    return loaded;
  });
  await Promise.all(frames);
  await new Promise((done) => setTimeout(done, 30));
  document.body.replaceChildren();
}"""
STRANGE = """async ([addresses, elements]) => {
  const known = new Set(elements.trim().split(/\\s+/));
  const unwanted = /^on|^style$|^srcdoc$|^formaction$|^background$|[^a-z0-9-]/;
  const strange = [];
  function look(address, element) {
    const say = (why) => strange.push(`${address}: ${why} in ${element.outerHTML.slice(0, 200)}`);
    if (!known.has(element.localName)) say("element");
    for (const { name, value } of element.attributes) {
      if (unwanted.test(name) && !/^(viewBox|preserveAspectRatio)$/.test(name)) say(name);
      if (!/^(href|src|action)$/.test(name)) continue;
      const target = new URL(value, new URL(address, location.href));
      const isLink = element.localName === "a" && /^(https?|mailto):$/.test(target.protocol);
      if (target.origin !== location.origin && !isLink) say(name);
    }
    if (element.localName === "meta" && element.httpEquiv) say("meta");
    if (element.localName !== "script" || element.getAttribute("src")) return;
    if (element.type !== "application/ld+json") say("script");
    else JSON.parse(element.textContent);
  }
  async function read(address) {
    const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
    for (const element of page.querySelectorAll("*")) look(address, element);
  }
  while (addresses.length) await Promise.all(addresses.splice(0, 16).map(read));
  return strange;
}"""
ELEMENTS = """
html head meta title link script body header nav main article section aside footer form input button output label select
option div span p a h1 h2 h3 h4 h5 h6 ul ol li dl dt dd details summary table thead tbody tr th td pre code kbd time
strong em b i small abbr br hr img noscript figure figcaption tfoot caption svg path g circle rect line text
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Hostile]]:
    """The built site of the hostile archive, and its texts."""
    folder = tmp_path_factory.mktemp("hostile")
    texts = write_hostile_archive(folder / "notices")
    build_site(notices=folder / "notices", site=folder / "site", today=TODAY)
    return folder / "site", texts


@pytest.fixture
def observed(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page, and what was seen to run, to be refused by the policy, to open or to be asked for outside."""
    context = browser.new_context()
    context.add_init_script(OBSERVED)
    page, seen = context.new_page(), list[str]()
    _observe(context, page, seen)
    yield page, seen
    context.close()


def _observe(context: BrowserContext, page: Page, seen: list[str]) -> None:
    page.on("console", lambda message: seen.append(message.text) if _tells(message.text) else None)
    page.on("dialog", lambda dialog: (seen.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("popup", lambda popup: seen.append(f"popup {popup.url}"))
    page.on("pageerror", lambda error: seen.append(f"error {error}"))
    page.on("framenavigated", lambda frame: seen.append(f"went to {frame.url}") if _is_outside(frame.url) else None)
    context.on("request", lambda request: seen.append(f"asked {request.url}") if _is_outside(request.url) else None)


def _tells(said: str) -> bool:
    return said.startswith(("EXECUTED", "VIOLATION")) or "Content Security Policy" in said


def _is_outside(url: str) -> bool:
    ours = ("file:", "http://127.0.0.1:", "data:image/svg+xml", "about:blank", "blob:")
    return not url.startswith(ours)


def _kinds(site: Path) -> dict[str, list[Path]]:
    kinds: dict[str, list[Path]] = defaultdict(list)
    for page in sorted(site.rglob("index.html")):
        (kind,) = set(re.findall(r"\bkl-page kl-kind-([\w-]+)", page.read_text(encoding="utf-8")))
        kinds[kind].append(page)
    return kinds


def _chosen(site: Path) -> list[Path]:
    """Every notice; of each other kind the first, the last and, of the many, others of other texts each time."""
    kinds = _kinds(site)
    notices = kinds.pop("notice")
    ends = [page for pages in kinds.values() for page in (pages[0], pages[-1])]
    many = [pages for pages in kinds.values() if len(pages) >= len(notices)]
    turns = [many[at % len(many)][at] for at in range(len(notices))]
    return [*notices, *dict.fromkeys([*ends, *turns])]


def _open_all(page: Page, addresses: Sequence[str]) -> None:
    for at in range(0, len(addresses), TOGETHER):
        page.evaluate(OPEN, addresses[at : at + TOGETHER])


def test_there_are_enough_texts_of_enough_classes(hostile: tuple[Path, list[Hostile]]) -> None:
    _, texts = hostile
    assert len(texts) >= 190
    assert len({text.kind for text in texts}) >= 16


def test_nothing_runs_without_a_policy(hostile: tuple[Path, list[Hostile]], observed: tuple[Page, list[str]]) -> None:
    (site, _), (page, seen) = hostile, observed
    (site.parent / "blank.html").write_text("<!doctype html><title>blank</title>", encoding="utf-8")
    page.goto((site.parent / "blank.html").as_uri())
    _open_all(page, [chosen.as_uri() for chosen in _chosen(site)])
    assert seen == []


def test_nothing_breaks_the_policy(
    hostile: tuple[Path, list[Hostile]], observed: tuple[Page, list[str]], serve: Callable[[Path], str]
) -> None:
    (site, _), (page, seen) = hostile, observed
    base = serve(site)
    page.goto(f"{base}/du-lieu/index.html")
    _open_all(page, [f"{base}/{chosen.relative_to(site).as_posix()}" for chosen in _chosen(site)])
    assert seen == []


def test_no_page_holds_an_element_or_attribute_that_is_not_ours(
    hostile: tuple[Path, list[Hostile]], observed: tuple[Page, list[str]], serve: Callable[[Path], str]
) -> None:
    (site, _), (page, _) = hostile, observed
    page.goto(f"{serve(site)}/du-lieu/index.html")
    addresses = [f"/{found.relative_to(site).as_posix()}" for found in sorted(site.rglob("index.html"))]
    assert len(addresses) > 2500
    assert page.evaluate(STRANGE, [[*addresses, "/404.html"], ELEMENTS]) == []


def test_the_search_runs_nothing_of_what_is_typed_or_found(
    hostile: tuple[Path, list[Hostile]], observed: tuple[Page, list[str]], serve: Callable[[Path], str]
) -> None:
    (site, texts), (page, seen) = hostile, observed
    page.goto(f"{serve(site)}/tra-cuu/index.html")
    _wait(page)
    for text in texts:
        page.fill('input[name="q"]', text.line.replace("\0", ""))
        _wait(page)
    for button in page.get_by_role("button", name=re.compile("^Xem tất cả")).all():
        button.click()
    page.fill('input[name="q"]', "khẩn trương")
    _wait(page)
    assert page.locator("[data-directive]").count() > 10
    page.evaluate("() => { window.print = () => {} }")
    for part in ("csv", "excel"):
        with page.expect_download():
            page.locator(f"[data-part={part}]").click()
    for part in ("copy", "print"):
        page.locator(f"[data-part={part}]").click()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    _wait(page)
    assert seen == []


def test_the_search_runs_nothing_of_its_address(
    hostile: tuple[Path, list[Hostile]], observed: tuple[Page, list[str]]
) -> None:
    (site, texts), (page, seen) = hostile, observed
    address = (site / "tra-cuu/index.html").as_uri()
    names = ("q", "co-quan", "noi-ban-hanh", "nam", "nguoi-chu-tri", "chu-de", "vai-tro", "sap-xep", "tu-ngay", "nhom")
    for at in range(0, len(texts), 10):
        page.goto("about:blank")
        page.goto(f"{address}?" + "&".join(f"{name}={_quoted(texts[at].line)}" for name in names))
        _wait(page)
    assert seen == []


def _quoted(text: str) -> str:
    return quote(text.replace("\0", ""), safe="")


def _wait(page: Page) -> None:
    page.wait_for_function(
        """() => {
          const box = document.querySelector("[data-search-state]");
          const typed = document.querySelector('input[name="q"]').value.normalize("NFC").trim();
          return box.dataset.searchState === "done" && box.dataset.searchQuery.normalize("NFC").trim() === typed;
        }"""
    )


def test_finding_copying_and_printing_on_a_page_run_nothing(
    hostile: tuple[Path, list[Hostile]], observed: tuple[Page, list[str]]
) -> None:
    (site, texts), (page, seen) = hostile, observed
    for text in texts[::10]:
        page.goto((site / "thong-bao" / text.notice / "index.html").as_uri() + f"?%E0%A4%A{_quoted(text.line)}")
        page.fill("[data-find-in-page] input", text.line[:40].replace("\0", ""))
        page.locator("[data-copy]").first.click()
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert seen == []


class Lost(Quiet):
    """Answers every address with the page of what is not there, as the server recipes do, without a policy."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def end_headers(self) -> None:
        http.server.SimpleHTTPRequestHandler.end_headers(self)


def test_an_address_that_is_not_there_runs_nothing(
    hostile: tuple[Path, list[Hostile]], observed: tuple[Page, list[str]]
) -> None:
    (site, texts), (page, seen) = hostile, observed
    server = PageServer(("127.0.0.1", 0), functools.partial(Lost, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        for text in texts[::8]:
            hostile_address = f"a/{_quoted(text.line)}/%E0%A4%A?{_quoted(text.line)}"
            page.goto(f"http://127.0.0.1:{server.server_address[1]}/{hostile_address}")
            page.evaluate("dispatchEvent(new Event('beforeprint'))")
    finally:
        server.shutdown()
        server.server_close()
    assert seen == []


def test_no_original_is_published_under_a_name_that_runs(hostile: tuple[Path, list[Hostile]]) -> None:
    site, texts = hostile
    files = [path for path in (site / "thong-bao").rglob("*") if path.is_file() and path.name != "index.html"]
    assert sorted(path.name for path in files) == sorted(
        name for text in texts for name in (f"{text.at}-tb-vp.txt", f"cu-{text.at}.txt")
    )


def test_feeds_and_calendars_hold_nothing_but_their_own_parts(hostile: tuple[Path, list[Hostile]]) -> None:
    site, _ = hostile
    feeds, calendars = sorted((site / "du-lieu").rglob("*.xml")), sorted(site.rglob("*.ics"))
    assert len(feeds) > 100 and len(calendars) > 100
    for feed in feeds:
        for element in ET.parse(feed).iter():
            assert element.tag.removeprefix("{http://www.w3.org/2005/Atom}") in ATOM
            if element.get("type") == "html":
                assert set(re.findall(r"</?([^ >]*)", element.text or "")) <= {"ul", "li", "a", "p"}
    for calendar in calendars:
        for line in calendar.read_bytes().replace(b"\r\n ", b"").split(b"\r\n"):
            assert re.match(rb"(?:[A-Z-]+(?:;[A-Z]+=[A-Z0-9]+)*:[^\x00-\x1f]*|)$", line), line


def test_no_cell_of_a_table_begins_like_a_formula(hostile: tuple[Path, list[Hostile]]) -> None:
    site, _ = hostile
    with (site / "du-lieu/chi-dao.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r"))] == []


def test_texts_arrive_whole(hostile: tuple[Path, list[Hostile]]) -> None:
    site, texts = hostile
    notices = {row["id"]: row for row in json.loads((site / "du-lieu/notices.json").read_text(encoding="utf-8"))}
    assert [notices[text.notice]["title"] for text in texts] == [text.yaml for text in texts]


@needs_shared
def test_a_hostile_file_can_be_imported_and_nothing_of_it_runs(tmp_path: Path, tab: Page) -> None:
    source = SHARED / "cases/security/xss-title.txt"
    assert main(["--notices", str(tmp_path / "notices"), "import", str(source)]) == 0
    build_site(notices=tmp_path / "notices", site=tmp_path / "site", today=TODAY)
    for page in sorted((tmp_path / "site").rglob("index.html")):
        tab.goto(page.as_uri())
        assert tab.title().endswith("Kho kết luận")
    found = next((tmp_path / "site/thong-bao").rglob("17-tb-vp/index.html"))
    tab.goto(found.as_uri())
    assert '<script>alert("imp-desc")</script>' in tab.locator("h1").inner_text()
