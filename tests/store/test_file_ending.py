"""The ending a file deserves by its bytes, and names that nothing runs."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile, ZipInfo

import pytest

from ketluan.store.file_ending import ending, is_harmless_name
from tests.conftest import SHARED, needs_shared


def zipped(name: str, before: bytes = b"") -> bytes:
    out = BytesIO(before)
    out.seek(0, 2)
    with ZipFile(out, "a") as archive:
        archive.writestr(ZipInfo(name), "<w/>")  # of no day: tests are named by their bytes
    return out.getvalue()


HTML = "<!doctype html><script>alert(1)</script>"
BYTES = [
    (b"%PDF-1.4\n", ".pdf"),
    (b"\n\n%PDF-1.4\n", ".pdf"),
    (b"alert(1);/*%PDF-1.4\n*/", ".pdf"),
    (b"<script>alert(1)</script>%PDF-1.4", ".pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(20), ".doc"),
    (zipped("word/document.xml"), ".docx"),
    (b"{\\rtf1 x}", ".rtf"),
    (b"\xef\xbb\xbf {\\rtf1 x}", ".rtf"),
    (b"\x89PNG\r\n\x1a\n" + bytes(20), ".png"),
    (b"\xff\xd8\xff\xe0" + bytes(20), ".jpg"),
    (b"II*\x00" + bytes(20), ".tif"),
    (b"MM\x00*" + bytes(20), ".tif"),
    (b"II+\x00\x08\x00\x00\x00" + bytes(20), ".tif"),
    (b"MM\x00+\x00\x08\x00\x00" + bytes(20), ".tif"),
    (b"MM\x00+" + bytes(20), None),
    ("Thông báo".encode(), ".txt"),
    ("Thông báo kết luận".encode("utf-16"), ".txt"),
    ("Thông báo kết luận".encode("utf-16-le"), ".txt"),
    (b"", ".txt"),
    (HTML.encode(), ".txt"),
    (HTML.encode("utf-16"), ".txt"),
    (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", ".txt"),
    (b"<?xml version='1.0'?><x/>", ".txt"),
    (b"MIME-Version: 1.0\nContent-Type: multipart/related\n", ".txt"),
    (b"alert(1)", ".txt"),
    (b"<?php echo 1;", ".txt"),
    (b"# Markdown", ".txt"),
    (zipped("x.html"), None),
    (zipped("META-INF/MANIFEST.MF"), None),
    (zipped("word/document.xml", b"<script>alert(1)</script>"), None),
    (b"PK\x03\x04damaged", None),
    (b"\x00asm\x01\x00\x00\x00", None),
    (b"GIF89a=1;alert(1)", None),
    (b"MZ\x90", None),
    (b"\x7fELF", None),
    (b"a\x00b", None),
]


@pytest.mark.parametrize(("content", "expected"), BYTES, ids=[repr(content[:24]) for content, _ in BYTES])
def test_the_ending_is_that_of_the_bytes(content: bytes, expected: str | None) -> None:
    assert ending(BytesIO(content)) == expected


@needs_shared
def test_a_pdf_that_is_a_script_too_is_a_pdf() -> None:
    assert ending(BytesIO((SHARED / "cases/security/poly.js").read_bytes())) == ".pdf"


@pytest.mark.parametrize(
    "name", ["975.pdf", "975 TB-VP.PDF", "Thông báo 975.12.docx", "a.b.c.tiff", "kết luận.jpeg", "a;b.txt", "conf.rtf"]
)
def test_these_names_stay(name: str) -> None:
    assert is_harmless_name(name)


RUN = """
index.html INDEX.HTML a.htm a.xhtml a.svg a.svgz a.js a.mjs a.xml a.mht a.css a.php.pdf a.pdf.html a.html.pdf
a.shtml.txt a.cgi.txt a.exe a.jar a.wasm a .htaccess .pdf web.config a.pdf. index.html. con.pdf AUX.txt com1.docx
"""


@pytest.mark.parametrize("name", [*RUN.split(), "a.html .pdf", "a.pdf ", "a\n.pdf", "a\t.pdf", "a\u202e.pdf"])
def test_these_names_are_not_kept(name: str) -> None:
    assert not is_harmless_name(name)
