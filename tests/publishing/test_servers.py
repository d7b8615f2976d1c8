"""The printed settings in the real servers, at the root and in a folder of the server; the guide prints the same."""

from __future__ import annotations

import gzip
import http.client
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser

from ketluan.cli.command import main
from ketluan.publishing.server_config import LASTING_FOLDERS, Server, SitePlace, server_config
from ketluan.publishing.server_rules import CHANGING, LASTING, LOST_BELOW, MEDIA_TYPES, ORIGINAL_POLICY, POLICY
from ketluan.publishing.server_rules import LOST as LOST_PAGE
from ketluan.site.asset_names import DIGEST_NAMED
from ketluan.site.edition import SCRIPT
from ketluan.site.mkdocs_site import build_site
from tests.conftest import ROOT, TODAY
from tests.publishing.web_servers import NGINX, SERVERS, server_path, web_server

NOTICE = "kon-tum/van-phong-ubnd/2014/975-tb-vp"
PAGE = f"thong-bao/{NOTICE}/index.html"
ORIGINAL = f"thong-bao/{NOTICE}/975-tb-vp"
BYTES = bytes(range(256)) * 20
LOST = ["khong-co", "a/b/c/", "assets/x-0123456789ab.css", f"{ORIGINAL}-x.pdf", "du-lieu/khong-co.ics", ".part"]
LOST += ["huong-dan/.index.html.part"]
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="this system has none of these servers")
Answer = tuple[http.client.HTTPResponse, bytes]


@pytest.fixture(scope="module", params=["/", "/kho/"])
def releases(request: pytest.FixtureRequest) -> Iterator[tuple[str, Path, Path]]:
    """The path of the site, and its folder before and after a change of a notice; all files are days old.

    So old that a browser would show them again without asking, had the server not told it to ask. They stand where a
    server finds them that gives up root's rights: what pytest makes is for its user alone.
    """
    base = str(request.param)
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield base, *_built(Path(name))


def _built(work: Path) -> tuple[Path, Path]:
    shutil.copytree(ROOT / "notices", work / "notices")
    notice = work / "notices" / f"{NOTICE}.md"
    build_site(notices=work / "notices", site=work / "before", today=TODAY)
    notice.write_text(re.sub("(?m)^title:", "title: ĐÃ SỬA", notice.read_text(encoding="utf-8")), encoding="utf-8")
    build_site(notices=work / "notices", site=work / "after", today=TODAY)
    for place, days in ((work / "before", 20), (work / "after", 10)):
        for ending in ("pdf", "txt", "TIF"):
            (place / f"{ORIGINAL}.{ending}").write_bytes(BYTES)
        (place / "huong-dan/.index.html.part").touch()
        for path in place.rglob("*"):
            stamp = path.stat().st_mtime - days * 86400
            os.utime(path, (stamp, stamp))
    return work / "before", work / "after"


@pytest.fixture(scope="module", params=[pytest.param(name, marks=on_linux) for name in SERVERS])
def served(request: pytest.FixtureRequest, releases: tuple[str, Path, Path]) -> Iterator[tuple[str, Path]]:
    """The address of the site and the link that its server follows."""
    server: Server = request.param
    base, before, _ = releases
    link = before.with_name(f"{server} kho")
    link.symlink_to(before)
    with web_server(server, folder=link, base=base, work=before.with_name(f"{server}-work")) as address:
        yield address, link


def ask(address: str, **headers: str) -> Answer:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    connection.request("GET", parts.path, headers={name.replace("_", "-"): text for name, text in headers.items()})
    with closing(connection):
        answer = connection.getresponse()
        return answer, answer.read()


def header(answer: http.client.HTTPResponse, name: str) -> str | None:
    """Once or not at all: two policies, or two cache rules, are not one."""
    values = answer.msg.get_all(name, [])
    assert len(values) < 2, (name, values)
    return values[0] if values else None


def rules(answer: http.client.HTTPResponse) -> dict[str, str | None]:
    return {
        name: header(answer, name)
        for name in ("Content-Security-Policy", "X-Content-Type-Options", "Cache-Control", "Content-Disposition")
    }


def expected(*, cache: str = CHANGING, original: bool = False) -> dict[str, str | None]:
    return {
        "Content-Security-Policy": ORIGINAL_POLICY if original else POLICY,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": cache,
        "Content-Disposition": "attachment" if original else None,
    }


def test_every_file_of_the_site_has_its_type_its_policy_and_its_time_to_stay(served: tuple[str, Path]) -> None:
    address, site = served
    types = {type.ending: type for type in MEDIA_TYPES}
    paths = [path.relative_to(site).as_posix() for path in sorted(site.rglob("*")) if path.is_file()]
    pages = [path for path in paths if path.endswith("index.html")]
    others = [path for path in paths if not re.search(r"\.html$|(?:^|/)\.", path)]
    for path in [*others, *pages[::100]]:
        answer, content = ask(f"{address}{path}")
        original = path.startswith(ORIGINAL)
        assert (answer.status, content) == (200, (site / path).read_bytes()), path
        cache = LASTING if DIGEST_NAMED.search(path) else CHANGING
        assert rules(answer) == expected(cache=cache, original=original), path
        assert header(answer, "Content-Type") == types[path.rpartition(".")[2].lower()].with_charset, path


def test_what_is_not_there_is_the_page_that_says_so(served: tuple[str, Path]) -> None:
    address, site = served
    page = LOST_PAGE if urlsplit(address).path == "/" else LOST_BELOW
    for lost in LOST:
        answer, content = ask(f"{address}{lost}")
        assert (answer.status, content) == (404, (site / page).read_bytes()), lost
        assert rules(answer) == expected(), lost
        assert header(answer, "Content-Type") == "text/html; charset=utf-8", lost


def test_the_page_of_a_lost_address_finds_the_site_at_any_depth(served: tuple[str, Path], browser: Browser) -> None:
    """Though nobody told the build where the site would stand."""
    address, _ = served
    context = browser.new_context()
    tab = context.new_page()
    failed: list[str] = []
    tab.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    for lost in ("khong-co", "a/b/c/", "thong-bao/a/2014/b/index.html?x=1"):
        tab.goto(f"{address}{lost}")
        assert tab.evaluate("getComputedStyle(document.querySelector('.kl-ask-row')).display") == "flex"
        tab.locator("main").get_by_role("link", name="thông báo theo năm").click()
        tab.wait_for_url(f"{address}nam/index.html")
        tab.goto(f"{address}{lost}")
        tab.get_by_role("main").get_by_role("searchbox").fill("nước & sạch")
        tab.get_by_role("main").get_by_role("button", name="Tra cứu").click()
        tab.wait_for_url(f"{address}tra-cuu/index.html?q=n%C6%B0%E1%BB%9Bc+%26+s%E1%BA%A1ch*")
        tab.locator("[data-search-state=done]").wait_for()
    context.close()
    assert {url.partition("?")[0].removeprefix(address) for url in failed} == {
        "khong-co", "a/b/c/", "thong-bao/a/2014/b/index.html"
    }  # fmt: skip


def test_a_folder_leads_to_its_page_and_is_never_listed(served: tuple[str, Path]) -> None:
    address, site = served
    answer, _ = ask(f"{address}huong-dan")
    assert answer.status in (301, 302, 307, 308)
    assert urlsplit(str(header(answer, "Location"))).path == f"{urlsplit(address).path}huong-dan/"
    for folder in ("", "huong-dan/"):
        answer, content = ask(f"{address}{folder}")
        assert content == (site / folder / "index.html").read_bytes()
        assert rules(answer) == expected()
        assert header(answer, "Content-Type") == "text/html; charset=utf-8"
    answer, content = ask(f"{address}du-lieu/tin/")
    assert answer.status in (403, 404)
    assert (site / "du-lieu/tin/kon-tum").is_dir() and b"kon-tum" not in content
    if len(urlsplit(address).path) > 1:
        answer, _ = ask(address[:-1])
        assert urlsplit(str(header(answer, "Location"))).path == urlsplit(address).path


def test_texts_are_compressed_and_a_part_of_a_file_can_be_asked_for(served: tuple[str, Path]) -> None:
    address, site = served
    style = next((site / "assets").glob("ketluan-*.css")).relative_to(site).as_posix()
    for path in ("index.html", style, "du-lieu/chi-dao.csv", "du-lieu/directives.json"):
        answer, content = ask(f"{address}{path}", Accept_Encoding="gzip")
        assert header(answer, "Content-Encoding") == "gzip", path
        assert "accept-encoding" in str(header(answer, "Vary")).lower(), path
        assert gzip.decompress(content) == (site / path).read_bytes(), path
    for path in (f"{ORIGINAL}.pdf", "du-lieu/kho-ket-luan.db"):
        answer, content = ask(f"{address}{path}", Accept_Encoding="gzip", Range="bytes=5-300")
        assert (answer.status, content) == (206, (site / path).read_bytes()[5:301]), path
        assert header(answer, "Content-Encoding") is None, path


def test_a_page_that_has_not_changed_is_not_sent_again(served: tuple[str, Path]) -> None:
    address, _ = served
    for encoding in ("identity", "gzip"):
        first, _ = ask(f"{address}{PAGE}", Accept_Encoding=encoding)
        tag = str(header(first, "ETag"))
        again, content = ask(f"{address}{PAGE}", Accept_Encoding=encoding, If_None_Match=tag)
        assert (again.status, content) == (304, b""), encoding


def test_the_page_of_what_is_not_there_loads_everything_and_leads_on(
    served: tuple[str, Path], browser: Browser
) -> None:
    address, _ = served
    tab = browser.new_page()
    missed: list[str] = []
    tab.on("response", lambda answer: missed.append(answer.url) if answer.status >= 400 else None)
    lost = f"{address}thong-bao/khong/co/gi"
    tab.goto(lost)
    assert missed == [lost]
    assert tab.evaluate("[...document.styleSheets].every(sheet => sheet.cssRules.length > 0)")
    tab.locator("#kl-lost-q").fill("trẻ em")
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"{address}tra-cuu/index.html?q=*")
    tab.close()


def test_after_a_build_a_reader_who_clicks_a_link_sees_the_new_page(
    served: tuple[str, Path], releases: tuple[str, Path, Path], browser: Browser
) -> None:
    (address, link), (_, before, after) = served, releases
    fresh = link.with_name("fresh")
    context = browser.new_context()
    tab = context.new_page()
    titles = []
    for site in (before, after):
        fresh.symlink_to(site)
        fresh.replace(link)
        tab.goto(f"{address}nam/2014/index.html")
        tab.locator(f'main a[href$="{PAGE}"], article a[href$="{PAGE}"]').first.click()
        tab.wait_for_url(f"**/{PAGE}*")
        titles.append(tab.locator("h1").inner_text())
    context.close()
    fresh.symlink_to(before)
    fresh.replace(link)
    assert "ĐÃ SỬA" not in titles[0]
    assert "ĐÃ SỬA" in titles[1]


CHECKS: dict[Server, list[str]] = {
    "nginx": ["-t", "-p", "{work}", "-c", "{work}/main.conf"],
    "caddy": ["validate", "--config", "{work}/Caddyfile"],
}


@pytest.mark.parametrize("server", [pytest.param(name, marks=on_linux) for name in CHECKS])
@pytest.mark.parametrize("base", ["/", "/kho/"])
def test_the_command_in_the_first_line_finds_no_fault(server: Server, base: str, tmp_path: Path) -> None:
    text = server_config(server, SitePlace(host="kho.example", port=8080, base=base, folder=str(tmp_path)))
    first = text.partition("\n")[0]
    assert f"{server} {CHECKS[server][0]}" in first
    name = "Caddyfile" if server == "caddy" else "site.conf"
    (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "main.conf").write_text(NGINX.format(work=tmp_path), encoding="utf-8")
    command = [server_path(server), *(word.format(work=tmp_path) for word in CHECKS[server])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "[warn]" not in done.stderr


IIS_ELEMENTS = {
    "configuration": [],
    "location": ["path"],
    "system.webServer": [],
    "defaultDocument": [],
    "files": [],
    "clear": [],
    "add": ["value", "name"],
    "directoryBrowse": ["enabled"],
    "urlCompression": ["doStaticCompression"],
    "httpErrors": ["errorMode", "existingResponse"],
    "remove": ["statusCode", "fileExtension"],
    "error": ["statusCode", "path", "responseMode"],
    "staticContent": [],
    "clientCache": ["cacheControlMode", "cacheControlMaxAge", "cacheControlCustom"],
    "mimeMap": ["fileExtension", "mimeType"],
    "httpProtocol": [],
    "customHeaders": [],
}
"""Elements and attributes of IIS 7.5 and later that need no module beyond static content; none is locked by default."""


def test_the_settings_for_iis_are_xml_of_a_short_list_of_elements(site: Path) -> None:
    root = ET.fromstring(server_config("iis", SitePlace(host="h", port=80, base="/", folder="/s")).encode())
    for element in root.iter():
        assert set(element.attrib) <= set(IIS_ELEMENTS[element.tag]), element.tag
    headers = {each.get("name"): each.get("value") for each in root.iter("add") if each.get("name")}
    assert headers == {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff"}
    types = {each.get("fileExtension"): each.get("mimeType") for each in root.iter("mimeMap")}
    assert types == {f".{type.ending}": type.with_charset for type in MEDIA_TYPES}
    assert [each.get("path") for each in root.iter("location")] == [*LASTING_FOLDERS, SCRIPT]


def test_in_the_folders_that_iis_keeps_for_good_every_name_carries_a_digest(site: Path) -> None:
    for folder in LASTING_FOLDERS:
        paths = [path.relative_to(site).as_posix() for path in (site / folder).rglob("*") if path.is_file()]
        assert paths
        assert [path for path in paths if not DIGEST_NAMED.search(path)] == ([SCRIPT] if SCRIPT in paths else [])


def test_no_policy_allows_what_stands_inline() -> None:
    assert "unsafe" not in POLICY + ORIGINAL_POLICY


NO_NAME = "kho.noibo.example mới là ví dụ: hãy thay bằng tên máy chủ thật, hoặc thêm --host TÊN.\n"


@pytest.mark.parametrize(
    ("words", "variable", "place", "said"),
    [
        ([], "", ("kho.noibo.example", "listen 80;", "location / {"), NO_NAME),
        ([], "http://noibo.example:8080/kho/", ("server_name noibo.example;", "listen 8080;", "location /kho/ {"), ""),
        (["--host", "a.b", "--port", "81", "--to", "/s/x/"], "", ("server_name a.b;", "listen 81;", '"/s/x"'), ""),
        (
            ["--path", "kho"],
            "",
            ("location /kho/ {", "error_page 404 /kho/404-thu-muc-con.html;", 'alias "/srv/cong-bo/kho/";'),
            NO_NAME,
        ),
    ],
)
def test_host_and_path_are_those_of_the_sites_address_unless_they_are_given(
    words: list[str],
    variable: str,
    place: tuple[str, ...],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("KETLUAN_SITE_URL", variable)
    assert main(["server-config", "nginx", *words]) == 0
    printed = capsys.readouterr()
    assert [part for part in place if part not in printed.out] == []
    assert printed.err == said


def test_iis_which_does_not_know_where_the_site_begins_says_what_it_needs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["server-config", "iis", "--path", "kho"]) == 0
    assert capsys.readouterr().err == (
        "Hãy thêm --site-url http://kho.noibo.example/kho/ khi công bố: "
        "trang báo lỗi 404 trên IIS cần biết thư mục con.\n"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--host", "a b"], "phải là tên máy như kho.noibo.example, không phải 'a b'"),
        (["--port", "0"], "phải là số từ 1 tới 65535, không phải '0'"),
        (["--path", "/a b/"], "phải có dạng /kho/, không phải '/a b/'"),
        (["--to", 'a"b'], "phải là một thư mục có tên, không có dấu nháy, ngoặc nhọn hay $"),
    ],
)
def test_what_a_server_would_misread_is_refused(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["server-config", "nginx", *words])
    assert said in capsys.readouterr().err
