"""What a .docx hides: runs that are not printed, revisions, comments, people, macros, files in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from ketluan.importing.files.concealed import ADDED, DELETED, HIDDEN, STRUCK, Concealed

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = ("0", "false", "off", "none")
_PLACES = (
    (re.compile(r"word/(?:header|footer)"), "đầu trang hoặc chân trang"),
    (re.compile(r"word/comments"), "lời nhận xét"),
    (re.compile(r"docProps/|customXml/"), "thuộc tính của tệp"),
    (re.compile(r"word/"), "chữ trong tệp Word"),
)
_NO_TEXT = re.compile(r"word/(?:styles|settings|fontTable|numbering|webSettings|theme|_rels)")
_BOUNDS = {"tab": "\t", "br": "\n", "cr": "\n", "tc": "\t"}


@dataclass(frozen=True, slots=True)
class _Look:
    hidden: bool | None
    struck: bool | None
    base: str | None


@dataclass(slots=True)
class Veils:
    """Which runs a document does not print as they are, by their own properties, their style's or the paragraph's;
    what it finds is added to `found`."""

    styles: Mapping[str, _Look]
    default: _Look
    found: Concealed = field(default_factory=Concealed)

    def over(self, run: Element, paragraph_style: str | None) -> bool:
        """True for a run whose words are neither read nor published; they are counted."""
        properties = run.find(f"{_W}rPr")
        named = properties.find(f"{_W}rStyle") if properties is not None else None
        looks = [_look(properties), *self._chain(named.get(f"{_W}val") if named is not None else None)]
        looks += [*self._chain(paragraph_style), self.default]
        hidden = next((look.hidden for look in looks if look.hidden is not None), False)
        struck = next((look.struck for look in looks if look.struck is not None), False)
        if hidden or struck:
            self.found.add(HIDDEN if hidden else STRUCK, f"{_text(run)} ")
        return bool(hidden or struck)

    def row_is_gone(self, row: Element) -> bool:
        """True for a row of a table that is hidden or whose deletion is tracked."""
        properties = row.find(f"{_W}trPr")
        hidden = properties is not None and _on(properties, "hidden")
        deleted = properties is not None and properties.find(f"{_W}del") is not None
        if hidden or deleted:
            self.found.add(HIDDEN if hidden else DELETED, f"{_text(row)} ")
        return bool(hidden or deleted)

    def _chain(self, name: str | None) -> Iterator[_Look]:
        for _ in range(20):
            look = self.styles.get(name or "")
            if look is None:
                return
            yield look
            name = look.base


def veils_of(styles: Element | None) -> Veils:
    """The veils that a document's styles lay over runs."""
    known: dict[str, _Look] = {}
    for style in styles.iter(f"{_W}style") if styles is not None else ():
        base = style.find(f"{_W}basedOn")
        own = _look(style.find(f"{_W}rPr"))
        known[style.get(f"{_W}styleId", "")] = _Look(
            own.hidden, own.struck, base.get(f"{_W}val") if base is not None else None
        )
    default = styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr") if styles is not None else None
    return Veils(known, _look(default))


def _look(properties: Element | None) -> _Look:
    if properties is None:
        return _Look(None, None, None)
    struck = [on for name in ("strike", "dstrike") if (on := _on(properties, name)) is not None]
    return _Look(_on(properties, "vanish"), any(struck) if struck else None, None)


def _on(properties: Element, name: str) -> bool | None:
    child = properties.find(f"{_W}{name}")
    return None if child is None else child.get(f"{_W}val", "1").lower() not in _OFF


def add_concealed(found: Concealed, parts: Mapping[str, Element], names: Iterable[str]) -> None:
    """Adds revisions, comments, people and files; `parts` are all XML parts, `names` all names in the container."""
    authors: dict[str, None] = {}
    for name, part in parts.items():
        if name.startswith("word/"):
            _add_revisions(found, part, authors)
        if not _NO_TEXT.match(name):
            place = next((place for pattern, place in _PLACES if pattern.match(name)), "thuộc tính của tệp")
            found.texts.append((place, "\n".join(_lines(part))))
    _add_comments(found, parts)
    if authors:
        found.remarks.append(f"Bản gốc còn vết sửa đổi (“Track Changes”) của {', '.join(authors)}.")
    _add_files(found, list(names))
    core = parts.get("docProps/core.xml")
    found.people(author=_texts(core, "creator"), editor=_texts(core, "lastModifiedBy"))


def _add_revisions(found: Concealed, part: Element, authors: dict[str, None]) -> None:
    for element in part.iter():
        kind = {"del": DELETED, "moveFrom": DELETED, "ins": ADDED}.get(_name(element))
        if kind and (text := _text(element)):
            found.add(kind, f"{text} ")
            authors[element.get(f"{_W}author") or "(không rõ tên)"] = None


def _add_comments(found: Concealed, parts: Mapping[str, Element]) -> None:
    comments = [
        element
        for name, part in parts.items()
        if re.fullmatch(r"word/comments\d*\.xml", name)
        for element in part
        if _name(element) == "comment"
    ]
    if comments:
        people = dict.fromkeys(comment.get(f"{_W}author") or "(không rõ tên)" for comment in comments)
        first = " ".join(_text(comments[0]).split()[:8])
        found.remarks.append(f"Bản gốc có {len(comments)} lời nhận xét của {', '.join(people)}: “{first}”.")


def _add_files(found: Concealed, names: list[str]) -> None:
    files = [name.rsplit("/", 1)[1] for name in names if re.match(r"word/(?:embeddings|attachments)/.", name)]
    if files:
        found.remarks.append(f"Bản gốc có tệp nhúng bên trong: {', '.join(sorted(files))}.")
    if any(re.search(r"vbaProject|activeX|afchunk", name, re.IGNORECASE) for name in names):
        found.remarks.append("Bản gốc có mã lệnh hoặc nội dung nhúng (macro, “ActiveX”, “altChunk”).")


def _texts(part: Element | None, name: str) -> list[str]:
    return [element.text or "" for element in part.iter() if _name(element) == name] if part is not None else []


def _lines(part: Element) -> Iterator[str]:
    """Every paragraph of a part with all that it holds, hidden or not; then words that stand in attributes: WordArt
    of watermarks, titles and descriptions of pictures."""
    for element in part.iter():
        name = _name(element)
        if name == "p":
            yield _text(element)
        elif name == "textpath":
            yield element.get("string", "")
        elif name == "docPr":
            yield from (element.get("title", ""), element.get("descr", ""))
        elif len(element) == 0 and name not in ("t", "delText", "instrText") and element.text:
            yield element.text


def _text(element: Element) -> str:
    """The letters of an element, those of paragraphs inside it on lines of their own."""
    pieces = []
    for child in element.iter():
        name = _name(child)
        if name in ("t", "delText"):
            pieces.append(child.text or "")
        elif name == "p" and pieces:
            pieces.append("\n")
        elif name in _BOUNDS:
            pieces.append(_BOUNDS[name])
    return "".join(pieces).strip("\t\n")


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]
