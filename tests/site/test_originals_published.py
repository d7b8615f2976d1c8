"""The size of an original, from its file to the page."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ketluan.site import pages
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
original: 1-tb-ubnd.pdf
sha256: {digest}
---

Sở Y tế báo cáo.
"""


def test_the_page_tells_the_size_of_the_original(tmp_path: Path) -> None:
    notices = tmp_path / "notices"
    folder = notices / "kon-tum" / "ubnd" / "2025"
    folder.mkdir(parents=True)
    (notices / "agencies.yml").write_text(REGISTER, encoding="utf-8")
    content = b"%PDF" * 3100
    (folder / "1-tb-ubnd.pdf").write_bytes(content)
    text = NOTICE.format(digest=hashlib.sha256(content).hexdigest())
    (folder / "1-tb-ubnd.md").write_text(text, encoding="utf-8")
    archive, _ = read_archive(notices, today=TODAY)
    assert [notice.original_size for notice in archive.notices] == [12400]
    page = next(page for page in pages.every_page(archive) if page.kind == "notice")
    assert "1-tb-ubnd.pdf</a> (12 KB)" in page.html
