"""Makes the files that the tests of reading need: Word documents, pictures, PDFs."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, **parts: str) -> bytes:
    """A .docx with that content of <w:body>; further parts by name (`numbering`, `footnotes`, `styles`, `header1`)."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {_W}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
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
