"""A page in the frame of a sample is the page that MkDocs renders."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from markupsafe import Markup

from ketluan.model.notice import TocItem
from ketluan.model.page import Page
from ketluan.site import mkdocs_site
from ketluan.site.mkdocs_site import build_site
from ketluan.site.page_frame import frame_of, mark, sample_page, shape_of
from ketluan.site.page_store import PageStore
from tests.conftest import ROOT, TODAY
from tests.site.test_rebuilding import content

PAGE = Page(
    address="nam/2014/trang-2",
    title="Năm <2014> & sau",
    description='Các "thông báo"',
    content=Markup("<p>\ue000title\ue001</p>"),
    heading=Markup("<h1>Năm</h1>"),
    kind="year",
    toc=(TocItem(level=2, id="thang-1", text="Tháng 1"), TocItem(level=2, id="thang-2", text="Tháng 2")),
)


def test_every_page_is_as_mkdocs_renders_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("framed", "rendered"):
        shutil.copytree(ROOT / "notices", tmp_path / name / "notices")
        build_site(notices=tmp_path / name / "notices", site=tmp_path / name / "site", today=TODAY)
        monkeypatch.setattr(mkdocs_site, "_is_framed", lambda page, in_menu: False)
    framed, rendered = (content(tmp_path / name / "site") for name in ("framed", "rendered"))
    assert {path: spared(path, text) for path, text in framed.items()} == {
        path: spared(path, text) for path, text in rendered.items()
    }
    notices = [path for path in framed if path.startswith("thong-bao/")]
    assert all(len(framed[path]) < len(rendered[path]) for path in notices)


def spared(path: str, text: bytes) -> bytes:
    """Without what a frame leaves out: indents, end tags of items, quotes."""
    return re.sub(rb"\n\s+", b"\n", text).replace(b"</li>", b"").replace(b'"', b"") if path.endswith(".html") else text


def test_values_are_escaped_as_the_frame_does_and_put_into_their_places_once() -> None:
    shape = shape_of(PAGE, 2)
    sample = sample_page(shape, 0)
    listing = "".join(f"<li>{item.id} {item.text}</li>" for item in sample.toc)
    html = f"<title>{sample.title}</title><ul>{listing}</ul><ul>{listing}</ul>"
    frame = frame_of(f"{html}{sample.heading}{sample.content}{sample.address}/index.html", sample, listing)
    assert frame.around(PAGE, "<li>1</li>") == (
        "<title>Năm &lt;2014&gt; &amp; sau</title><ul><li>1</ul><ul><li>1</ul>"
        "<h1>Năm</h1><p>\ue000title\ue001</p>nam/2014/trang-2/index.html"
    )


@pytest.mark.parametrize(
    ("html", "left"),
    [
        (
            '<p class="a">\n  <a href="../b/index.html" title="c d">',
            '<p class=a>\n<a href=../b/index.html title="c d">',
        ),
        ("<ul>\n  <li>a</li>\n  <li>b</li></ul>", "<ul>\n<li>a\n<li>b</ul>"),
        (
            f'<meta content="{mark("description")}"><i title="a=b" lang="">',
            f'<meta content="{mark("description")}"><i title="a=b" lang="">',
        ),
    ],
)
def test_a_frame_leaves_out_what_html_does_not_need(html: str, left: str) -> None:
    sample = sample_page(shape_of(PAGE, 0), 0)
    assert "".join(frame_of(html, sample, "").pieces) == left.replace(mark("description"), "description")


@pytest.mark.parametrize(
    ("other", "headings"),
    [
        (Page(address="co-quan/2014/trang-2", title="x", description="x", content=Markup(), kind="year"), 2),
        (Page(address="nam/2014", title="x", description="x", content=Markup(), kind="year"), 2),
        (Page(address="nam/2014/trang-2", title="x", description="x", content=Markup(), kind="notice"), 2),
        (Page(address="nam/2014/trang-2", title="x", description="", content=Markup(), kind="year"), 2),
        (PAGE, 1),
        (PAGE, 0),
    ],
)
def test_pages_whose_frames_differ_have_other_shapes(other: Page, headings: int) -> None:
    assert shape_of(other, headings) != shape_of(PAGE, 2)


def test_a_store_gives_back_what_was_put_in() -> None:
    store = PageStore()
    assert [store.put(PAGE), store.put(Page(address="", title="", description="", content=Markup()))] == [0, 1]
    assert (store.page(1).address, store.page(0), len(store)) == ("", PAGE, 2)
    store.close()
