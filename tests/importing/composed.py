"""Notices told by their parts, to be laid out as text, PDF and Word: what was put in must come out again."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

import yaml

from ketluan.importing.issuer import find_issuer
from ketluan.importing.parsing.draft import Draft, draft
from ketluan.importing.parsing.printed_lines import printed_lines
from ketluan.importing.proof import words_of
from ketluan.model.agency import Register
from ketluan.text.list_markers import split_marker
from tests.importing.source_files import docx, paragraph, table

COMPOSED = sorted((Path(__file__).parent / "fixtures" / "intake" / "composed").glob("*.yml"))
STATE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "---------------")
PARTY = ("ĐẢNG CỘNG SẢN VIỆT NAM", "", "")

Parts = dict[str, Any]


def parts_of(path: Path) -> Parts:
    """The parts of one notice; what introduces the conclusion ends with a colon, as in print."""
    parts: Parts = yaml.safe_load(path.read_text(encoding="utf-8"))
    body = parts["body"]
    parts["body"] = [text + ":" if text.endswith(("như sau", "kết luận")) else text for text in body]
    return parts


def wanted(parts: Parts) -> dict[str, object]:
    """What the import must find: fields, recipients, signature, and every paragraph of the body as words."""
    fields = parts["fields"]
    return {
        **{name: fields[name] for name in ("number", "issued", "place", "issuer", "title", "meeting", "chair")},
        "position": fields["position"],
        "recipients": [" ".join(item.replace("; +", "; +").split()) for item in _listed(parts)],
        "signature": parts["signature"],
        "signer": parts["signer"],
        "body": _paragraphs(parts["body"]),
    }


def found(notice: Draft) -> dict[str, object]:
    """The same of a draft, an appendix aside."""
    issuer = find_issuer(notice.issuer_lines, notice.place, Register())
    body = notice.body.split("\n## P", 1)[0]
    return {
        "number": notice.number,
        "issued": notice.issued,
        "place": notice.place,
        "issuer": issuer.id if issuer else None,
        "title": notice.title,
        "meeting": notice.meeting.date,
        "chair": notice.meeting.chair,
        "position": notice.meeting.chair_position,
        "recipients": list(notice.recipients),
        "signature": list(notice.signer_position),
        "signer": notice.signer,
        "body": _paragraphs(re.sub(r"^(?:#+ |- |\\\\)", "", line) for line in body.split("\n")),
    }


def _paragraphs(texts: Iterable[str]) -> list[str]:
    """The words of each paragraph; those before the first numbered one as one, where they part is nobody's harm."""
    kept = [text.replace("\\", "") for text in texts if words_of(text)]
    first = next((at for at, text in enumerate(kept) if split_marker(text)[0]), 0)
    return [" ".join(words_of(text)) for text in (" ".join(kept[:first]), *kept[first:])]


def drafted(text: str) -> dict[str, object]:
    """What the import finds in a text."""
    assert printed_lines(text)
    return found(draft(text))


def _listed(parts: Parts) -> list[str]:
    """The recipients; what is set under one with a cross is one of its own."""
    return [
        item.strip()
        for each in parts["recipients"]
        for item in each.replace("; +", "\n").replace(": +", ":\n").split("\n")
    ]


def _items(parts: Parts) -> list[str]:
    """The recipients as printed, with dash and closing sign."""
    printed = []
    for each in parts["recipients"]:
        lines = each.replace("; +", "\n+").replace(": +", ":\n+").split("\n")
        printed += [("- " if not line.startswith("+") else "") + line.strip() for line in lines]
    closed = [item if item.endswith(":") else item + ";" for item in printed]
    return [*closed[:-1], closed[-1].rstrip(";") + "."]


def _right(parts: Parts) -> list[str]:
    return [line for line in (PARTY if parts.get("party") else STATE) if line]


def _side_by_side(left: list[str], right: list[str], at: int) -> Iterator[str]:
    for one, two in zip_longest(left, right, fillvalue=""):
        yield f"{one:<{at}}{two}".rstrip()


def _head(parts: Parts, at: int) -> list[str]:
    left, right = [*parts["left"], *["" for _ in range(3 - len(parts["left"]))]], _right(parts)
    subject = [parts["subject"]] if "subject" in parts else []
    return [*_side_by_side(left, right, at), *_side_by_side([parts["number_line"], *subject], [parts["dated"]], at)]


def _signed(parts: Parts) -> list[str]:
    return [*parts["signature"], "", "", parts["signer"]]


def _foot(parts: Parts, at: int) -> list[str]:
    items = [line for item in _items(parts) for line in textwrap.wrap(item, at - 4)]
    return list(_side_by_side(["Nơi nhận:", *items], _signed(parts), at))


def _appendix(parts: Parts) -> list[str]:
    if "appendix" not in parts:
        return []
    title, *rows = parts["appendix"]
    return ["", title, *("\t".join(row) for row in rows)]


def in_columns(parts: Parts, *, width: int, spacing: str = "\n") -> str:
    """Lines without first-line indents, head and foot side by side, as pdftotext prints Word's templates."""
    body = [line for text in parts["body"] for line in textwrap.wrap(text, width, break_on_hyphens=False)]
    lines = [*_head(parts, 44), "", *parts["label"], "", *body, "", *_foot(parts, 46), *_appendix(parts)]
    return spacing.join(lines) + "\n"


def set_in(parts: Parts, *, width: int) -> str:
    """First lines set in by blanks, pages of 38 lines with their number on top, the signature below the recipients."""
    body = [
        line
        for text in parts["body"]
        for line in textwrap.wrap(text, width, initial_indent=" " * 6, break_on_hyphens=False)
    ]
    foot = ["Nơi nhận:", *_items(parts), "", *_signed(parts)]
    lines = [
        *parts["left"],
        *_right(parts),
        parts["number_line"],
        parts["dated"],
        "",
        *parts["label"],
        "",
        *body,
        *foot,
    ]
    pages = [lines[at : at + 38] for at in range(0, len(lines), 38)]
    numbered = [[f"\f{number}", *page] if number > 1 else page for number, page in enumerate(pages, 1)]
    return "\n".join(line for page in numbered for line in page) + "\n"


def whole(parts: Parts) -> str:
    """Whole paragraphs, tabs between the columns of the head, the signature above the recipients."""
    left, right = [*parts["left"], parts["number_line"]], [*_right(parts), parts["dated"]]
    paired = len(left) == 3 and not parts.get("party")
    head = ["\t".join(pair) for pair in zip(left, (*right[:2], right[-1]), strict=True)] if paired else [*left, *right]
    lines = [*head, *parts["label"], *parts["body"], *_signed(parts), "Nơi nhận:", *_items(parts), *_appendix(parts)]
    return "\n".join(line for line in lines if line.strip()) + "\n"


TEXTS: dict[str, Callable[[Parts], str]] = {
    "columns 72": lambda parts: in_columns(parts, width=72),
    "columns 90": lambda parts: in_columns(parts, width=90),
    "double 66": lambda parts: in_columns(parts, width=66, spacing="\n\n"),
    "set in 76": lambda parts: set_in(parts, width=76),
    "set in 62": lambda parts: set_in(parts, width=62),
    "whole": whole,
}


PAGE = """<!doctype html><meta charset="utf-8"><style>
@page {{ size: A4; margin: 20mm 18mm 20mm 30mm; }}
body {{ font: {size}pt/{leading} "Times New Roman", "Liberation Serif", serif; margin: 0; }}
p {{ margin: {gap}pt 0; text-align: {align}; text-indent: {indent}; }}
table {{ width: 100%; border-collapse: collapse; }} td {{ text-align: center; vertical-align: top; padding: 0; }}
td p, p.c {{ text-indent: 0; text-align: center; margin: 0; }} p.c {{ font-weight: bold; }}
td.l p {{ text-align: left; font-size: 11pt; }} .t {{ white-space: pre; }}
.t span {{ display: inline-block; text-align: center; }}
</style>{content}"""
SHEETS: dict[str, dict[str, object]] = {
    "13 pt, first lines set in, justified": {
        "size": 13, "leading": 1.5, "gap": 6, "align": "justify", "indent": "1.27cm", "head": "table"
    },
    "14 pt, three pages, ragged": {
        "size": 14, "leading": 2.6, "gap": 0, "align": "left", "indent": "1cm", "head": "table"
    },
    "14 pt, no indents, head by tabs": {
        "size": 14, "leading": 1.3, "gap": 8, "align": "justify", "indent": "0", "head": "tabs"
    },
    "13 pt, tight, no gaps": {
        "size": 13, "leading": 1.25, "gap": 0, "align": "justify", "indent": "1.27cm", "head": "tabs"
    },
}  # fmt: skip


def sheet(parts: Parts, name: str) -> str:
    """The notice as a page to be printed in one of the layouts of SHEETS."""
    layout = SHEETS[name]
    left, right = [*parts["left"], parts["number_line"]], [*_right(parts), parts["dated"]]
    head = (
        _cells(left, right)
        if layout["head"] == "table"
        else _tabs([*parts["left"]], _right(parts)) + _tabs([parts["number_line"]], [parts["dated"]])
    )
    title = "".join(f'<p class="c">{html.escape(line)}</p>' for line in parts["label"])
    body = "".join(f"<p>{html.escape(text)}</p>" for text in parts["body"])
    foot = _cells(["Nơi nhận:", *_items(parts)], _signed(parts), kind="l")
    return PAGE.format(content=head + title + body + foot, **layout)


def _cells(left: list[str], right: list[str], kind: str = "") -> str:
    cells = ("".join(f"<p>{html.escape(line) or '&nbsp;'}</p>" for line in lines) for lines in (left, right))
    return (
        "<table><tr>"
        + "".join(f'<td class="{kind}">{cell}</td>' for kind, cell in zip((kind, ""), cells, strict=True))
        + "</tr></table>"
    )


def _tabs(left: list[str], right: list[str]) -> str:
    rows = zip_longest(left, right, fillvalue="")
    return "".join(
        f'<p class="t" style="text-indent:0;margin:0"><span style="width:43%">{html.escape(one) or " "}</span>'
        f'<span style="width:57%">{html.escape(two)}</span></p>'
        for one, two in rows
    )


NUMBERING = """
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="%1."/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>
<w:lvlText w:val="-"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
"""


def word(parts: Parts) -> bytes:
    """The notice as Word makes it: head and foot in tables, numbers and dashes by automatic lists."""
    right = _right(parts)
    head = _table([[parts["left"], right], [[parts["number_line"]], [parts["dated"]]]])
    foot = _table([[["Nơi nhận:", *_items(parts)], [line for line in _signed(parts) if line]]])
    body = [head, *map(_escaped, parts["label"]), *map(_listed_paragraph, parts["body"]), foot]
    if "appendix" in parts:
        title, *rows = parts["appendix"]
        body += [paragraph(title), _table([[[cell] for cell in row] for row in rows])]
    return docx("".join(body), numbering=NUMBERING)


def _table(rows: list[list[list[str]]]) -> str:
    return table([[[html.escape(text, quote=False) for text in cell] for cell in row] for row in rows])


def _escaped(text: str) -> str:
    return paragraph(html.escape(text, quote=False))


def _listed_paragraph(text: str) -> str:
    """`1. ...` and `- ...` as items of automatic lists, everything else as typed."""
    marker = re.match(r"(\d+\.|-) (?=\S)", text)
    if not marker:
        return _escaped(text)
    number = 2 if marker[1] == "-" else 1
    properties = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    return paragraph(html.escape(text[marker.end() :], quote=False), properties=properties)
