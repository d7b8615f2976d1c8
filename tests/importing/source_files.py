"""Makes the files that the tests of reading need: Word documents, pictures, PDFs."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from io import BytesIO
from itertools import zip_longest
from pathlib import Path

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, **parts: str) -> bytes:
    """A .docx with that content of <w:body>; further parts by name (`numbering`, `footnotes`, `styles`, `header1`)."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            if name == "core":
                archive.writestr("docProps/core.xml", content)
                continue
            archive.writestr(f"word/{name}.xml", f"<w:{name.rstrip('1')} {_W}>{content}</w:{name.rstrip('1')}>")
    return file.getvalue()


def paragraph(text: str, *, properties: str = "", font: str = "Times New Roman") -> str:
    """One paragraph in one run."""
    run = f'<w:r><w:rPr><w:rFonts w:ascii="{font}"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}</w:p>"


def table(rows: Sequence[Sequence[Sequence[str]]]) -> str:
    """A table: rows of cells of paragraphs' texts."""
    cells = [["".join(map(paragraph, cell)) for cell in row] for row in rows]
    inner = "".join("<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in cells)
    return f"<w:tbl>{inner}</w:tbl>"


def written(folder: Path, name: str, data: bytes) -> Path:
    """The path of a new file with these bytes."""
    path = folder / name
    path.write_bytes(data)
    return path


def blocks(text: str) -> list[str]:
    """The paragraphs of a source's text: its lines joined wherever no empty line parts them; rows of tables as they
    are."""
    found = [block.split("\n") for block in text.replace("\n\f", "\n").split("\n\n") if block.strip()]
    return [
        row for lines in found for row in (lines if lines[0].startswith("│") else [" ".join(" ".join(lines).split())])
    ]


def rtf(body: str, **groups: str) -> bytes:
    """An .rtf with that body of control words and text; further groups by their control word (`header`, `footer`)."""
    inner = "".join(f"{{\\{name} {escaped(text)}\\par}}" for name, text in groups.items())
    return f"{{\\rtf1\\ansi\\uc0 {inner}{body}}}".encode("latin-1")


def escaped(text: str) -> str:
    """Text as RTF writes it."""
    signs = {"\\": "\\\\", "{": "\\{", "}": "\\}", "\n": "\\par ", "\t": "\\tab "}
    units = memoryview(text.encode("utf-16-le")).cast("H")
    return "".join(signs.get(chr(unit), chr(unit)) if unit < 128 else f"\\u{unit} " for unit in units)


def pdf(
    pages: Sequence[str], *, extra: Sequence[bytes] = (), catalog: str = "", page: str = "", info: str = ""
) -> bytes:
    """A PDF of pages in operators of content, in which `(text)` in angle quotes `«...»` stands for shown text.

    `extra` are further objects, numbered from 10; `catalog`, `page` and `info` are added to those dictionaries.
    """
    letters = sorted({letter for content in pages for letter in content})
    codes = {letter: number + 1 for number, letter in enumerate(letters)}
    cmap = "".join(f"<{codes[letter]:04X}> <{letter.encode('utf-16-be').hex()}>\n" for letter in letters)
    shown = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(letters)} beginbfchar\n{cmap}endbfchar endcmap end end"
    )
    kids = " ".join(f"{100 + 2 * number} 0 R" for number in range(len(pages)))
    objects = {
        1: f"<</Type/Catalog/Pages 2 0 R{catalog}>>".encode(),
        2: f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        3: b"<</Type/Font/Subtype/Type0/BaseFont/Helvetica/Encoding/Identity-H/DescendantFonts[4 0 R]"
        b"/ToUnicode 5 0 R>>",
        4: b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Helvetica/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/DW 600/FontDescriptor 6 0 R>>",
        5: _stream(shown.encode()),
        6: b"<</Type/FontDescriptor/FontName/Helvetica/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 900"
        b"/Descent -200/CapHeight 700/StemV 80>>",
        7: f"<<{info}>>".encode(),
        **{10 + number: content for number, content in enumerate(extra)},
    }
    for number, content in enumerate(pages):
        objects[100 + 2 * number] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {101 + 2 * number} 0 R"
            f"/Resources<</Font<</F 3 0 R>>/Properties<</L 10 0 R>>>>{page}>>"
        ).encode()
        objects[101 + 2 * number] = _stream(_operators(content, codes))
    return _assembled(objects)


def line_at(y: int, text: str, *, x: int = 60, before: str = "") -> str:
    """The operators that show a line of text at a height of the page."""
    return f"BT /F 12 Tf {before} 1 0 0 1 {x} {y} Tm «{text}» Tj ET\n"


def _operators(content: str, codes: dict[str, int]) -> bytes:
    pieces = re.split("«([^»]*)»", content)
    shown = [f"<{''.join(f'{codes[letter]:04X}' for letter in piece)}>" for piece in pieces[1::2]]
    return "".join(part for pair in zip_longest(pieces[::2], shown, fillvalue="") for part in pair).encode()


def _stream(content: bytes) -> bytes:
    return b"<</Length %d>>stream\n%b\nendstream" % (len(content), content)


def _assembled(objects: dict[int, bytes]) -> bytes:
    file, places = b"%PDF-1.7\n", {}
    for number, content in sorted(objects.items()):
        places[number] = len(file)
        file += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    rows = b"".join(b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in places.items())
    start = len(file)
    size = max(objects) + 1
    return (
        file
        + b"xref\n0 1\n0000000000 65535 f \n"
        + rows
        + (b"trailer<</Size %d/Root 1 0 R/Info 7 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, start))
    )
