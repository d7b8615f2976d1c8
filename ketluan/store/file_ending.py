"""Which ending a file deserves, told from its bytes: the only one under which it is kept or published."""

from __future__ import annotations

import zipfile
from typing import BinaryIO, Literal

from ketluan.text.slug import is_device

Ending = Literal[".pdf", ".doc", ".docx", ".rtf", ".txt", ".png", ".jpg", ".tif"]

_HEAD = 65536
_BEGINNINGS: tuple[tuple[bytes, Ending], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc"),
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"II*\x00", ".tif"),
    (b"MM\x00*", ".tif"),
    (b"II+\x00\x08\x00\x00\x00", ".tif"),  # BigTIFF
    (b"MM\x00+\x00\x08\x00\x00", ".tif"),
)
PICTURES: frozenset[Ending] = frozenset({".png", ".jpg", ".tif"})
_ZIP = b"PK\x03\x04"
# beginnings of programs, pictures and archives that could pass for text otherwise
_NO_TEXT = (b"MZ", b"\x7fELF", b"GIF8", b"PAR1", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"SQLite")
HARMLESS = set(".pdf .doc .docx .docm .dot .dotx .rtf .txt .png .jpg .jpeg .tif .tiff".split())
# A server may run or fill in what has one of these anywhere among its endings (Apache's handlers do).
_RUN = set(
    "html htm xhtml xht shtml shtm stm svg svgz xml xsl xslt mht mhtml js mjs cjs wasm css hta swf jar "
    "php phtml phar php3 php4 php5 php7 asp aspx asa ashx asmx cer jsp jspx cfm cgi pl py rb sh bat cmd exe".split()
)


def ending(file: BinaryIO) -> Ending | None:
    """The ending by the bytes, `.txt` for every text whatever it says, None for anything that can hold no notice.

    A PDF counts as one when `%PDF-` stands in its first kilobyte (as PDF readers do).
    """
    head = file.read(_HEAD)
    if b"%PDF-" in head[:1024]:
        return ".pdf"
    if head.startswith(_ZIP):
        return ".docx" if holds_document(file) else None
    for beginning, found in _BEGINNINGS:
        if head.startswith(beginning):
            return found
    if head.lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"{\\rtf"):
        return ".rtf"
    return None if _is_binary(head) else ".txt"


def holds_document(file: BinaryIO) -> bool | None:
    """Whether a ZIP archive is a Word document, None when it is damaged."""
    try:
        with zipfile.ZipFile(file) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None


def _is_binary(head: bytes) -> bool:
    """True when bytes that no text holds are there: zeros (unless it is UTF-16) or executables' marks."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    return head.startswith(_NO_TEXT) or (head.count(0) > 0 and not looks_utf16(head))


def looks_utf16(head: bytes) -> bool:
    """True for UTF-16 without a mark: Vietnamese text has zeros in nearly every second byte, on one side only."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    return len(head) >= 16 and max(even, odd) > 0.3 * len(head) / 2 and min(even, odd) < 0.02 * len(head)


def is_harmless_name(name: str) -> bool:
    """Whether no server and no browser takes a file of that name for something to run."""
    first, *endings = name.lower().split(".")
    safe = bool(endings) and f".{endings[-1]}" in HARMLESS and not _RUN & {part.strip() for part in endings}
    return safe and name.isprintable() and bool(first.strip()) and not is_device(name)
