"""The foot of a document: who receives it and who signed, though the two columns be printed into each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ketluan.importing.parsing.letterhead_fields import is_head_line
from ketluan.importing.parsing.persons import is_person, looks_like_person, parted_rank
from ketluan.importing.parsing.printed_lines import (
    PrintedLine,
    bare,
    ending,
    is_field_code,
    is_ruling,
    page_number,
    unmarked,
)
from ketluan.importing.parsing.title import is_capitals
from ketluan.importing.parsing.web_footer import is_web_tail

# "Nơi nhận" as typed and as recognised (Noi nhân, NƠI NHẬN), or torn
_LABEL = re.compile(
    r"^\W*[Nn][ơoƠO][iI]\s*[Nn][hH][ậâạaẬÂẠA][nN]\b\s*[:.]?\s*|^\W*N[ƠO]I\s+NH[ẬÂA]N\b\s*[:.]?\s*"
    r"|^\W*Nơi\W*$"
    # with another tone (Nới nhận), which a sentence too may begin with: only in front of its colon
    r"|^\W*[Nn][oòóỏõọôồốổỗộơờớởỡợ][iìíỉĩị]\s*nh[aàáảãạăằắẳẵặâầấẩẫậ]n\s*:\s*"
)
# the first recipient, where the label was lost
_SAME_AS_ABOVE = re.compile(r"\W*Như\s+(?:trên|Điều\s+\d)", re.IGNORECASE)
_SPELLED_LABEL = re.compile(r"\W*nơi(?:\s+nhận)?\W*", re.IGNORECASE)
_BULLET = re.compile(r"^(?:[-–—+•*·▪~]\s*|\.\s+)(?=\S)")
# TM., KT., TL., TUQ. before a position; without the stop only before capitals
_ACTING = re.compile(
    r"^(?:TM|T/M|KT|K/T|TL|T/L|TUQ|T\.\s?M|K\.\s?T|T\.\s?L)\s*[./]\s*\S|^(?:KT|TM|TL|TUQ|T/M|K/T|T/L)\s+[A-ZĐ]|^Q\.\s*[A-ZĐ]"
)
# the abbreviation on a line of its own, its position below
_LONE_ACTING = re.compile(r"(?:TM|T/M|KT|K/T|TL|T/L|TUQ)\.")
# slugs of what signers are; unaccented, for lines in capitals that scans misread
_POSITION = re.compile(
    r"^(?:quyen-|thua-lenh-|thua-uy-quyen-)?(?:pho-|pho-tong-)?(?:tong-)?"
    r"(?:chu-tich|chanh-van-phong|van-phong|chanh-thanh-tra|bi-thu|giam-doc|bo-truong|thu-truong|chu-nhiem|truong-ban|"
    r"thu-tuong|cuc-truong|vu-truong|truong-phong|tong-thu-ky|thu-ky|uy-vien|vien-truong|hieu-truong|chi-huy|truong-doan|"
    r"tham-muu|tu-lenh|thong-doc|thanh-tra|doi-truong|tram-truong|chanh-an|kiem-toan|to-truong|thuong-truc|ban-thuong-vu|"
    r"tong-giam-doc|chuyen-vien|hoi-dong|uy-ban|truong-phong|chi-cuc-truong|chanh|truong)(?:-|$)"
)
_SIGNED = re.compile(r"^\W*(?:da-ky|ky-ten|da-ki|ky-dien-tu|chu-ky|ky-ten-dong-dau|signed|da-ky-va-dong-dau)(?:-|$)")
# what opens the part behind the signature; only looked for once a signer or recipients were seen
_APPENDIX = re.compile(r"^(?:phu-luc|danh-muc|danh-sach|bieu-|bang-|mau-so|kem-theo-thong-bao|ke-hoach|chuong-trinh)")
# one or two signs or digits beside a name, of which no name is made
_DUST = re.compile(r"\A(?:[^\s\w]{1,2}\s+|\d{1,2}\s+)+|(?:\s+(?:[^\s\w]{1,2}|\d{1,2}))+\Z")
# position and name of a signer in one cell: CHỦ TỊCH (Đã ký) Phạm Văn An
_GLUED = re.compile(
    r"(?P<position>[A-ZÀ-ỸĐ\s.,/–-]{6,}?)\s+(?P<signed>\(?(?:Đã ký|đã ký|ĐÃ KÝ)\)?\s+)?"
    r"(?P<name>(?:[A-ZÀ-ỸĐ][a-zà-ỹđ]+\s?){2,5})(?P<sealed>\(?(?:Đã ký|đã ký|ĐÃ KÝ)\)?)?$"
)
# of those who sign minutes the one whose name counts
_CHAIRS = re.compile(r"(?:nguoi-)?(?:chu-tri|chu-toa)(?:-.*)?")
# several recipients on one line: a dash after a sign that ends the one before
_INNER_ITEM = re.compile(r"(?<=[;.,:])\s+[-–+]\s*(?=\S)|(?<=[;.,:]\*)\s+[-–+]\s+(?=\S)|(?<=;)[-–+]\s*(?=\S)")
# the last recipient, no person of the family Lưu
_FILED = re.compile(r"\W*Lưu\s*(?:[:(]|V[TP]\b)")
# behind the last recipient: what is sent along, and where the typist's file lies
_BESIDE_LIST = re.compile(r"\(.*\)\W*|[A-Za-z]:\\.*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Foot:
    """`recipients` without dash and closing sign; `signature` the printed lines of the signer's position and
    whatever else stands beside the list; `rest` the lines below both: an appendix, or what a web page adds."""

    recipients: tuple[str, ...] = ()
    signature: tuple[str, ...] = ()
    signer: str | None = None
    rest: tuple[PrintedLine, ...] = ()
    furniture: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reading:
    items: list[str] = field(default_factory=list)
    signature: list[str] = field(default_factory=list)
    furniture: list[str] = field(default_factory=list)
    signer: str | None = None
    listing: bool = False
    listed: bool = False
    dashed: bool = False


def find_foot(lines: Sequence[PrintedLine], start: int) -> int:
    """Index of the first line of the foot at or after `start`, or the number of lines."""
    labels = [
        at
        for at in range(start, len(lines))
        if not lines[at].table and any(_LABEL.match(cell) for cell in lines[at].cells)
    ]
    if labels:
        return _with_signature_above(lines, labels[0], start)
    closed = [at for at in range(start, len(lines)) if re.search(r"\./\s*\.?\W*\Z", ending(lines[at].text))]
    after = closed[-1] + 1 if closed else max(start, len(lines) - 12)
    signs = (at for at in range(after, len(lines)) if _begins_foot(lines[at].text))
    return next((at for at in signs if at < after + 4 or not closed), len(lines))


def _begins_foot(text: str) -> bool:
    return _signs(text) or is_web_tail(text) or bool(_SAME_AS_ABOVE.match(text))


def _with_signature_above(lines: Sequence[PrintedLine], at: int, start: int) -> int:
    above = at
    while above - 1 > start and _stands_in_foot(lines[above - 1].text):
        above -= 1
    return above if any(_signs(line.text) for line in lines[above:at]) else at


def _stands_in_foot(text: str) -> bool:
    return len(text) < 60 and (_signs(text) or is_person(parted_rank(text)[1]) or bool(_SIGNED.match(bare(text))))


def _signs(text: str) -> bool:
    """True for a line of the signer's position: TM. ỦY BAN NHÂN DÂN, KT. CHỦ TỊCH, PHÓ CHÁNH VĂN PHÒNG."""
    text = text.strip()
    if len(text) > 90 or re.search(r"[;:]\W*\Z", text):
        return False
    return bool(_ACTING.match(text) or _LONE_ACTING.fullmatch(text)) or (
        is_capitals(text) and bool(_POSITION.match(bare(text)))
    )


def read_foot(lines: Sequence[PrintedLine]) -> Foot:
    """The foot made of the given lines, up to the end of the document."""
    reading = _Reading()
    for at, line in enumerate(lines):
        if line.note:
            reading.furniture.append(line.text)
            continue
        if line.table or is_web_tail(line.text) or _begins_appendix(line, reading):
            return _foot(reading, lines[at:])
        for cell in line.cells:
            _take(cell, reading, following=lines[at + 1].text if at + 1 < len(lines) else "")
    return _foot(reading, ())


def _foot(reading: _Reading, rest: Sequence[PrintedLine]) -> Foot:
    furniture = [line for line in rest if is_field_code(line.text)]
    return Foot(
        recipients=tuple(_item(item) for item in reading.items if _item(item)),
        signature=tuple(reading.signature),
        signer=reading.signer,
        rest=tuple(line for line in rest if line not in furniture),
        furniture=(*reading.furniture, *(line.text for line in furniture)),
    )


def _begins_appendix(line: PrintedLine, reading: _Reading) -> bool:
    text = line.text
    if is_ruling(text) or is_field_code(text) or page_number(text) or is_head_line(text):
        return False
    if _APPENDIX.match(bare(text)) and not _BULLET.match(text) and (reading.signer or reading.listed):
        return True
    if not reading.signer or any(_LABEL.match(cell) or _BULLET.match(cell) for cell in line.cells):
        return False
    return reading.listed and not (reading.listing and not line.gap) and not _stands_in_foot(text)


def _take(cell: str, reading: _Reading, *, following: str) -> None:
    """Puts one cell where it belongs: a list item, the signer's position, the signer."""
    text, dust = _parted_dust(unmarked(cell))
    reading.furniture += dust
    if not reading.listing and (label := _LABEL.match(text)):
        reading.listing = True
        text, printed = text[label.end() :], label[0].strip()
        reading.furniture += [printed] if not _SPELLED_LABEL.fullmatch(printed) else []
    if not text or is_ruling(text):
        return
    # a scan may lose the label of the list, never all of its dashes
    reading.listing = reading.listing or bool(_BULLET.match(text) and text.endswith((";", ".")))
    beside = reading.listed and _BESIDE_LIST.fullmatch(text)
    if beside or is_field_code(text) or is_head_line(text) or _SIGNED.match(bare(text)):
        reading.furniture.append(text)
    elif reading.listing and _BULLET.match(text):
        _take_item(text, reading, following=following)
    elif _is_signature(text, reading):
        _take_signature(text, reading)
    elif reading.listing:
        _take_continuation(text, reading)
    else:
        reading.signature.append(text)


def _parted_dust(text: str) -> tuple[str, list[str]]:
    """A person's name, and the page number or the specks that a scan put beside it (`Lê Văn An 3`)."""
    name = _DUST.sub("", text)
    dust = name != text and is_person(name)
    return (name, [found[0].strip() for found in _DUST.finditer(text)]) if dust else (text, [])


def _take_item(text: str, reading: _Reading, *, following: str) -> None:
    reading.dashed = True
    for piece in _INNER_ITEM.split(text):
        left, right = _unglued(piece, following)
        reading.items.append(_BULLET.sub("", left))
        reading.listed = reading.listed or bare(left).startswith("luu")
        if right:
            _take_signature(right, reading)


def _unglued(text: str, following: str) -> tuple[str, str]:
    """An item and what a scan glued to it from the column on its right: `- Như trên; KT. CHỦ TỊCH`."""
    for found in re.compile(r"[;.,]\s+(?=\S)").finditer(text, max(len(text) - 100, 0)):
        right = text[found.end() :]
        if is_person(right.strip()) or (_signs(right) and not _LONE_ACTING.fullmatch(right)):
            return text[: found.start() + 1], right
    left, sign, right = text.rpartition("; ")
    if (
        sign
        and len(right) <= 25
        and not right.startswith("(")
        and not right.endswith((".", ",", ":", ";"))
        and _BULLET.match(following)
    ):
        return f"{left};", right
    return text, ""


def _is_signature(text: str, reading: _Reading) -> bool:
    if reading.listing and (text.endswith(";") or _FILED.match(text)):
        return False
    if (glued := _glued_name(text)) and _signs(glued["position"]):
        return True
    if _signs(text) or _SIGNED.match(bare(text)) or is_person(parted_rank(text)[1]):
        return not (reading.listing and _open(reading) and is_capitals(text) and len(text) < 6)
    if reading.listed and reading.signature and not reading.signer and looks_like_person(text):
        return True  # behind the last recipient, below a position that waits for a name
    ended = not reading.listing or not reading.items or not _open(reading)
    return ended and (looks_like_person(text) or (is_capitals(text) and len(text) < 70))


def _open(reading: _Reading) -> bool:
    """True while the last item has not come to its closing sign."""
    return bool(reading.items) and not re.search(r"[;.]\W*\Z", ending(reading.items[-1]))


def _take_signature(text: str, reading: _Reading) -> None:
    if glued := _glued_name(text):
        reading.signature.append(glued["position"].strip())
        reading.furniture += [signed.strip() for signed in (glued["signed"], glued["sealed"]) if signed]
        text = glued["name"].strip()
    if reading.signature and _LONE_ACTING.fullmatch(reading.signature[-1]) and is_capitals(text):
        reading.signature[-1] = f"{reading.signature[-1]} {text}"
        return
    rank, name = parted_rank(text)
    name = name.strip(" .")
    named = (is_person(name) or looks_like_person(name)) and not _signs(name)
    if named and reading.signer and reading.signature and _CHAIRS.fullmatch(bare(reading.signature[-1])):
        reading.signature.insert(-1, reading.signer)
        reading.signer = None
    if named and not reading.signer:
        reading.signature += [rank] if rank else []
        reading.signer = name
    else:
        reading.signature.append(text.strip())


def _glued_name(text: str) -> re.Match[str] | None:
    glued = _GLUED.match(text)
    return glued if glued and glued["position"].isupper() and is_person(glued["name"].strip()) else None


def _take_continuation(text: str, reading: _Reading) -> None:
    """A line without a dash: it goes on with the item above, or is one itself where the list has no dashes."""
    pieces = _INNER_ITEM.split(text)
    if reading.items and _open(reading) and not _is_closed(reading, text):
        reading.items[-1] = f"{reading.items[-1]} {pieces.pop(0)}"
    reading.items += pieces
    reading.listed = reading.listed or bare(reading.items[-1]).startswith("luu")


def _is_closed(reading: _Reading, text: str) -> bool:
    """Whether the item above ends with a bracket, and what follows begins another one, in a list without dashes."""
    return not reading.dashed and reading.items[-1].endswith(")") and text[0].isupper()


def _item(text: str) -> str:
    """An item without the sign that closes it."""
    text = " ".join(text.split())
    return (text[:-20] + re.sub(r"(?:[\s;,]|(?<!\.)\.|\./\.)*\Z", "", text[-20:])).strip()
