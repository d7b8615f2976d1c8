"""Originals are read in the background, once, and nobody who waits for one holds up the end of the desk."""

from __future__ import annotations

import threading
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from ketluan.desk import original_views
from ketluan.desk.original_views import Originals
from ketluan.importing.files.source import Source
from ketluan.model.notice import Notice
from ketluan.model.problem import Refused
from ketluan.store.notice_body import read_body

NOTICE = Notice(
    id="a/b/2025/1-tb",
    path="1-tb.md",
    issuer="a/b",
    title="Kết luận",
    original="1-tb.png",
    sha256="0" * 64,
    body=read_body("Giao Sở Y tế rà soát.", date=None)[0],
)


@pytest.fixture
def originals(tmp_path: Path) -> Originals:
    path = tmp_path / "notices" / f"{NOTICE.id}.png"
    path.parent.mkdir(parents=True)
    Image.new("L", (30, 40)).save(path, "PNG")
    return Originals(tmp_path / "notices", tmp_path / "cache")


def test_an_original_is_read_once_and_kept(originals: Originals, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Path] = []

    def read(path: Path, limit: object) -> Source:
        asked.append(path)
        return Source(kind="image", text="Giao Sở Y tế rà soát.", sha256="0" * 64)

    monkeypatch.setattr(original_views, "read_within", read)
    monkeypatch.setattr(original_views, "page_lines_within", lambda *_: ())
    for _ in range(2):
        found = originals.begin(NOTICE)
        assert found is not None and found.result(20).pages == 1
    again = Originals(originals._notices, originals._cache).begin(NOTICE)
    assert again is not None and again.result(20) == found.result() and len(asked) == 1


def test_whoever_waits_is_let_go_when_the_desk_ends(originals: Originals, monkeypatch: pytest.MonkeyPatch) -> None:
    ends = threading.Event()

    def wait(*_: object) -> Source:
        ends.wait(60)
        raise Refused("quá muộn")

    monkeypatch.setattr(original_views, "read_within", wait)
    found = originals.begin(NOTICE)
    assert found is not None and not found.done()
    originals.close()
    assert found.result(1).refused == "Bàn đã đóng."
    ends.set()


def test_a_file_that_cannot_be_read_says_why(originals: Originals, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> Source:
        raise Refused("Tệp bị hỏng.")

    monkeypatch.setattr(original_views, "read_within", refuse)
    found = originals.begin(NOTICE)
    assert found is not None and found.result(20).refused == "Tệp bị hỏng."
    assert originals.differences(NOTICE, "---\n---\n\nGiao\n") == ()
    assert originals.begin(replace(NOTICE, original=None)) is None


def test_a_file_that_moved_before_it_was_read_is_read_where_it_lies(
    originals: Originals, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = originals.path(NOTICE)
    assert old
    moved = replace(NOTICE, id="a/c/2025/1-tb")
    new = originals._notices / f"{moved.id}.png"

    def read(path: Path, limit: object) -> Source:
        if path == old:
            new.parent.mkdir(parents=True)
            old.rename(new)
            raise FileNotFoundError(path)
        return Source(kind="image", text="Giao Sở Y tế rà soát.", sha256="0" * 64)

    monkeypatch.setattr(original_views, "read_within", read)
    monkeypatch.setattr(original_views, "page_lines_within", lambda *_: ())
    first = originals.begin(NOTICE)
    assert first is not None and first.result(20).refused
    again = originals.begin(moved)
    assert again is not None and again.result(20).source


def test_a_page_is_drawn_once(originals: Originals, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []

    def draw(path: Path, page: int, *_: object) -> bytes:
        drawn.append(page)
        return b"png %d" % page

    monkeypatch.setattr(original_views, "page_picture_within", draw)
    monkeypatch.setattr(original_views, "MOST_PICTURES", 2)
    assert [originals.picture(NOTICE, page) for page in (1, 2, 1, 3, 1)] == [
        b"png 1",
        b"png 2",
        b"png 1",
        b"png 3",
        b"png 1",
    ]
    assert drawn == [1, 2, 3, 1]


def test_a_picture_is_shown_as_a_page(originals: Originals) -> None:
    path = originals.path(NOTICE)
    assert path
    Image.new("CMYK", (30, 40), (0, 200, 200, 0)).save(
        path, "TIFF", save_all=True, append_images=[Image.new("1", (60, 90))]
    )
    assert Image.open(BytesIO(originals.picture(NOTICE, 1))).size == (30, 40)
    assert Image.open(BytesIO(originals.picture(NOTICE, 2))).format == "PNG"
    with pytest.raises(Refused, match="Bản gốc không có trang 3"):
        originals.picture(NOTICE, 3)
    with pytest.raises(Refused, match="không có bản gốc"):
        originals.picture(replace(NOTICE, original="khac.png"), 1)
