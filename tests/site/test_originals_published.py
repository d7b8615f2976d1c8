"""Originals, from their files to the page: name, size, and what is never published."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from ketluan.cli.command import main
from ketluan.site import pages
from ketluan.site.mkdocs_site import build_site
from ketluan.store.reader import read_archive
from tests.conftest import TODAY

REGISTER = """\
places:
  kon-tum: tỉnh Kon Tum
agencies:
  - id: kon-tum/ubnd
    name: UBND tỉnh
    kind: issuer
"""
NOTICE = """\
---
number: 1/TB-UBND
issued: 2025-01-02
issuer: kon-tum/ubnd
title: Kết luận tại cuộc họp
meeting: null
original: {name}
sha256: {digest}
{keys}---

Sở Y tế báo cáo.
"""


def written(notices: Path, name: str, content: bytes, *, keys: str = "") -> Path:
    folder = notices / "kon-tum" / "ubnd" / "2025"
    folder.mkdir(parents=True)
    (notices / "agencies.yml").write_text(REGISTER, encoding="utf-8")
    (folder / name).write_bytes(content)
    text = NOTICE.format(name=name, digest=hashlib.sha256(content).hexdigest(), keys=keys)
    (folder / "1-tb-ubnd.md").write_text(text, encoding="utf-8")
    return folder / "1-tb-ubnd.md"


def test_the_page_tells_the_size_of_the_original(tmp_path: Path) -> None:
    notices = tmp_path / "notices"
    written(notices, "1-tb-ubnd.pdf", b"%PDF-" * 2480)
    archive, _ = read_archive(notices, today=TODAY)
    assert [notice.original_size for notice in archive.notices] == [12400]
    page = next(page for page in pages.every_page(archive) if page.kind == "notice")
    assert "1-tb-ubnd.pdf</a> (12 KB)" in page.html


HTML = b"<!doctype html><script>alert(1)</script>"
OLD_NAMES = [
    ("index.html", HTML, {"1-tb-ubnd.txt"}),
    ("a.html", HTML, {"1-tb-ubnd.txt"}),
    ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", {"1-tb-ubnd.txt"}),
    ("a.js", b"alert(1);/*%PDF-1.4*/", {"1-tb-ubnd.pdf"}),
    ("a.xhtml", b"<html xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></html>", {"1-tb-ubnd.txt"}),
    ("a.pdf", HTML, {"1-tb-ubnd.txt", "a.pdf"}),
    ("a.html.pdf", b"%PDF-1.4", {"1-tb-ubnd.pdf"}),
    ("Bản gốc 975.PDF", b"%PDF-1.4", {"1-tb-ubnd.pdf", "Bản gốc 975.PDF"}),
    ("1-tb-ubnd.pdf", b"%PDF-1.4", {"1-tb-ubnd.pdf"}),
    ("inventory.tsv", b"x", {"1-tb-ubnd.txt"}),
]


@pytest.mark.parametrize(("name", "content", "published"), OLD_NAMES, ids=[name for name, *_ in OLD_NAMES])
def test_an_original_is_published_under_a_name_that_nothing_runs(
    name: str, content: bytes, published: set[str], tmp_path: Path
) -> None:
    written(tmp_path / "notices", name, content)
    build_site(notices=tmp_path / "notices", site=tmp_path / "site", today=TODAY)
    folder = tmp_path / "site/thong-bao/kon-tum/ubnd/2025/1-tb-ubnd"
    assert {path.name for path in folder.iterdir()} == {"index.html", *published}
    assert all((folder / each).read_bytes() == content for each in published)
    page = (folder / "index.html").read_text(encoding="utf-8")
    own = next(each for each in published if each.startswith("1-tb-ubnd."))
    assert f'<a href="{own}" download>{own}</a>' in page
    assert json.loads((tmp_path / "site/du-lieu/notices.json").read_text(encoding="utf-8"))[0]["original"] == own


def test_old_addresses_stay_where_nothing_would_run(tmp_path: Path) -> None:
    aliases = "aliases:\n  - kon-tum/ubnd/2025/hop-2025-01-01\n"
    written(tmp_path / "notices", "a.docm", b"%PDF-1.4", keys=aliases)
    build_site(notices=tmp_path / "notices", site=tmp_path / "site", today=TODAY)
    old = tmp_path / "site/thong-bao/kon-tum/ubnd/2025/hop-2025-01-01"
    kept = {path.name for path in old.iterdir()} - {"index.html"}
    assert kept == {"hop-2025-01-01.pdf", "hop-2025-01-01.docm", "a.docm"}


def test_an_original_that_can_be_none_is_kept_off_the_site_or_stops_the_build(tmp_path: Path) -> None:
    notice = written(tmp_path / "notices", "a.zip", b"PK\x03\x04")
    _, problems = read_archive(tmp_path / "notices", today=TODAY)
    assert [problem.message.english for problem in problems if not problem.remark] == [
        "original must be a PDF, a Word or RTF document, a text or a picture (PNG, JPEG, TIFF) by its bytes, "
        "not 'a.zip'; else publish_original must be false"
    ]
    text = notice.read_text(encoding="utf-8")
    notice.write_text(text.replace("original: a.zip", "original: a.zip\npublish_original: false"), encoding="utf-8")
    build_site(notices=tmp_path / "notices", site=tmp_path / "site", today=TODAY)
    assert [path.name for path in (tmp_path / "site/thong-bao").rglob("*.*")] == ["index.html"]


def test_a_changed_byte_is_seen_when_every_byte_is_read_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notices = tmp_path / "notices"
    original = written(notices, "1-tb-ubnd.pdf", b"%PDF-1.4 a").with_name("1-tb-ubnd.pdf")
    assert main(["--notices", str(notices), "check"]) == 0
    before = original.stat()
    original.write_bytes(b"%PDF-1.4 b")
    os.utime(original, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert main(["--notices", str(notices), "check"]) == 0
    assert main(["--notices", str(notices), "check", "--verify"]) == 1
    assert "sha256 phải là của bản gốc (" in capsys.readouterr().out
    assert main(["--notices", str(notices), "check"]) == 1
