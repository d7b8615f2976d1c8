"""The head of a document: issuer, number, place and date, read from the printed lines above the title."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ketluan.importing.parsing.letterhead_stamps import is_clock, is_stamp_label, numbered_by, signer_lines
from ketluan.importing.parsing.printed_lines import PrintedLine, bare, is_ruling, unmarked
from ketluan.importing.parsing.title import OTHER_LABELS, is_capitals
from ketluan.text.dates import day_of
from ketluan.text.number import Number

# the state's heading with the letters that scans and typists confuse; it runs to the end of its words
_STATE = re.compile(
    r"(?:[Cc][ộọôổ]ng|C[ỘỌÔỔ]NG)\s+h?(?:[Hh][òoóỏ]a|[Hh]o[àáả]|H[ÒOÓỎ]A|HO[ÀÁẢ])\s+x.{1,60}", re.IGNORECASE
)
_MOTTO = re.compile(r"[ĐD][ộọôOỘỌÔ][cC]\s+[lL][ậạâẬẠÂ][pP]\s*[-–—]?\s*[Tt][ựưuỰƯU]\s*d.*", re.IGNORECASE)
_STATE_WORDS = re.compile(
    r"\W*(?:cộng\s+h[oò][àa]\s+xã\s+hội\s+chủ\s+nghĩa\s+việt\s+nam\W*)?(?:độc\s+lập\W+tự\s+do\W+hạnh\s+phúc\W*)?"
)
_STATE_WHOLE = "-cong-hoa-xa-hoi-chu-nghia-viet-nam-"
# four words in a row of heading or motto are enough: the rest may be torn off or misread
_STATE_SLUG = re.compile(r"hoa-xa-hoi-chu-nghia|hoi-chu-nghia-viet|doc-lap-tu-do|tu-do-hanh-phuc")
# "Số:" with any mark on the o; what follows must look like a number or be blank, as "Số liệu" must not
_NUMBER = re.compile(
    r"^\W*s(?:[oôơốồổỗộóòỏõọ]|[06](?=\s*[:.;]))\s*[:.;]?\s*(?P<rest>(?:[\d…._#/\s(]|/|[Tt][Bb]).*|)$", re.IGNORECASE
)
# a number whose figures are filled in by hand: "/TB-UBND", "2024/QĐ-UBND"
_SYMBOL = re.compile(r"^\s*/?\s*(?:\d{4}\s*/\s*)?/?\s*[A-ZĐ]{2,}[A-Za-zĐđ]*\s*[-–./].*$|^\s*/\s*[A-ZĐ]{2,}.*$")
_LETTERS = re.compile(r"[A-ZĐ][A-ZĐa-zđ]{0,9}(?:[-.][A-ZĐ\d]{1,6})*")
_PLACE = r"[^\d\n]*?(?:(?<!số)(?<!Số)\s\d{1,2}(?=\s*,)[^\d\n]*?)*"  # Đắk Tô; Quận 8; Phường 5, Quận 8
_HOUR = re.compile(r"(?<=\s)(?:hồi|lúc)\s+\d", re.IGNORECASE)  # a telegram's, behind its number
_DATE = re.compile(
    rf"(?P<place>{_PLACE})"
    r"""
    [\s,;.]* \b[Nn][gq][àaá]y[\s.…_:]*
    (?: (?P<short>\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4})
      | (?:(?P<day>\d{1,2})(?=[\s.…_]*th[áa]ng))?.{0,12}?th[áa]ng[\s.…_:]*
        (?P<month>\d{1,2})?[\s.…_,]*(?:n[ăa]m[\s.…_:]*(?P<year>\d{4})?)? )
    """,
    re.VERBOSE,
)
# the line of place and date whole; 45 letters hold every place printed there
_DATED = re.compile(rf"(?=.{{2,45}},\s*ng[àa]y(?![^\W\d_])){_PLACE},\s*ng[àa]y(?![^\W\d_]).{{0,12}}\bth[áa]ng.{{0,20}}")
# number and place-and-date that came out as one line: the place begins with a capital
_GLUED_DATE = re.compile(r"(?<=[A-ZĐ\d])\s+(?=[A-ZĐ][^\d,]{1,30}(?:\s\d{1,2})?,\s*ng[àa]y\b)")
# the same behind the motto or the state's heading, with or without a blank
_DATE_BEHIND = re.compile(r"((?i:h[ạa]nh\s+ph[úu]c|vi[ệe]t\s+nam)[\s*_.–-]*)(?=[A-ZĐ][^\d\n]{1,40},?\s*ng[àa]y\b)")
# what collections of laws print of a document as its title
_IN_TITLE = re.compile(
    r"CỦA (?P<issuer>[^\d]{4,90}?),? SỐ:? ?(?P<number>\d\S{3,30}),? NGÀY (?P<day>\d{1,2}) THÁNG (?P<month>\d{1,2}) "
    r"NĂM (?P<year>\d{4})\b",
    re.IGNORECASE,
)
# the subject of a letter that stands in the cell of its number
_SUBJECT = re.compile(r"[\s*_(]*(?:V/v|v/v|V/V|Về việc)\b")
# what else stands above a title: urgency, copies, incoming stamps, telephone; never an issuer
_NOT_ISSUER = re.compile(
    r"(?:hoa-toc|thuong-khan|khan|du-thao|ban-sao|sao-y|mat|toi-mat|den|cong-van-den|v-v|ve-viec|kinh-gui|kinh-goi|gio|ngay|"
    r"chuyen|luu-ho-so|tuyet-mat|chi-luu-hanh|luu-hanh|khong-pho-bien|tai-lieu|khong-sao|cam-sao|dien-thoai|dt|fax|"
    r"so-\d+|so$|dang-cong-san-viet-nam|page|trang)(?:-|$)"
)
# a line that names a body holds one of these; one that begins so names a body of its own
_ISSUER_WORDS = re.compile(
    r"uy-ban|ubnd|hdnd|hoi-dong|van-phong|so-|bo-|tinh|huyen|thanh-pho|phuong|xa-|thi-xa|thi-tran|ban-|cuc-|vu-|vien-|"
    r"chi-cuc|tong-cuc|dang-bo|dang-uy|tinh-uy|thanh-uy|huyen-uy|thi-uy|doan-|truong|trung-tam|cong-an|chinh-phu|"
    r"thu-tuong|kiem-toan|toa-an|quoc-hoi|quan-|dac-khu|cong-ty|tong-cong-ty|lien-doan|uy-vien|phong|benh-vien|dai-hoc"
)
# a name that goes on in the line below
_HANGING = re.compile(r"(?:,|\b(?:VÀ|CÁC|CỦA|VỀ|CHO|THUỘC))\s*\Z")
_PERSONAL = re.compile(r"\d(?:[ .()-]?\d){7,}")  # numbers of telephones and identity cards
# figures that OCR reads for letters in capitals
_FIGURES_IN_WORDS, _MISTAKEN = re.compile(r"(?<=[^\W\d_])[015]+(?=[^\W\d_])"), str.maketrans("015", "OIS")
# lines that go on with the name above although a body's word begins them
_GOES_ON = re.compile(r"va-|cua-|phong-chong|phong-thu|xa-hoi|quan-ly|quan-su|quan-he")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the lines above the title say; `lines` are those lines as printed, without the state's heading;
    `issuer` the one to three lines that name the issuing body, the lowest last."""

    lines: tuple[str, ...] = ()
    issuer: tuple[str, ...] = ()
    number: str | None = None
    issued: dt.date | None = None
    place: str | None = None


def read_head(lines: Sequence[PrintedLine]) -> Head:
    """The head made of the given lines; nothing is guessed: what is blank or unreadable is None."""
    cells = [(line, cell) for line in lines for printed in line.cells for cell in _parted(printed)]
    texts = [cell for _, cell in cells]
    kept = _without_state(text for text in texts if not is_ruling(text))
    place, issued = _place_and_date(texts)
    return Head(
        lines=tuple(re.sub(r"(?m)^(Số\W*)\n(?=/)", r"\1 ", "\n".join(kept)).split("\n")) if kept else (),
        issuer=_issuer(cells),
        number=_number(texts),
        issued=issued,
        place=place,
    )


def with_title(head: Head, title: str) -> Head:
    """The head with what only the title says: collections of laws print CỦA <body> SỐ <number> NGÀY ... VỀ ..."""
    found = _IN_TITLE.match(title) if head.number is None and not head.issuer else None
    number = parsed_number(found["number"]) if found else None
    if found is None or number is None:
        return head
    day = day_of(int(found["year"]), int(found["month"]), int(found["day"]))
    return replace(head, issuer=(found["issuer"].strip(),), number=number, issued=head.issued or day)


def is_state_heading(text: str) -> bool:
    """True for a line that prints the state's heading or motto."""
    return bool(_STATE_SLUG.search(bare(text))) and len(text) < 160


def _begins_state(text: str) -> bool:
    """True for a line that the state's heading or motto begins, however the rest was misread."""
    return bool(_STATE.match(text) or _MOTTO.match(text))


def is_state_piece(text: str) -> bool:
    """True for a line that holds a part of the state's heading, broken where a page of the web breaks it."""
    name = bare(text)
    return "-" in name and f"-{name}-" in _STATE_WHOLE


def head_cells(line: str) -> list[str]:
    """What stands in a line of a head, apart: number and subject, motto and date."""
    return list(_parted(line))


def number_of(cells: Sequence[str]) -> str | None:
    """The number that a line of a head prints, None when it prints none."""
    return _number([unmarked(piece) for cell in cells for piece in _parted(cell)])


def _without_state(texts: Iterable[str]) -> list[str]:
    """The lines without the state's heading, of which each line is left out once."""
    found: list[str] = []
    gone: set[str] = set()
    for text in texts:
        words = {word for word in (_STATE_WORDS.fullmatch(text.casefold()) and bare(text).split("-")) or ()}
        if words and not words & gone:
            gone |= words
        else:
            found.append(text)
    return found


def is_head_line(text: str) -> bool:
    """True for a line that can only stand in a head: a number, or place and date."""
    return bool(_NUMBER.match(text)) or bool(_DATED.fullmatch(text))


def _parted(cell: str) -> Iterator[str]:
    """The cell cut where the state's heading, the place and date or the subject is glued to what stands before it."""
    cell = unmarked(cell)
    starts = [found.start() for found in (_STATE.search(cell), _MOTTO.search(cell)) if found]
    starts = [start for start in starts if not cell[:start][-1:].isalnum()]
    if _NUMBER.match(cell):
        starts += [found.end() for found in (_GLUED_DATE.search(cell),) if found]
        starts += [found.start() for found in (_SUBJECT.search(cell), _HOUR.search(cell)) if found]
    starts += [found.end() for found in _DATE_BEHIND.finditer(cell)]
    for start, end in pairwise([0, *sorted({*starts} - {0}), len(cell)]):
        if piece := unmarked(cell[start:end].strip()):
            yield piece


def _number(texts: Sequence[str]) -> str | None:
    """The number after the word "Số", joined with the symbol when that stands in the next cell or line."""
    for at, text in enumerate(texts):
        found = _NUMBER.match(text)
        if not found:
            continue
        rest = found["rest"]
        for following in [*texts[at + 1 : at + 3], ""]:
            if number := parsed_number(rest):
                return number
            rest = f"{rest} {following}" if _goes_on_number(rest, following) else rest
    return None


def _goes_on_number(begun: str, following: str) -> bool:
    """True for figures, a symbol, and the letters of a symbol whose line broke at its hyphen (`216/TB-`, `VPUB`)."""
    if begun.rstrip().endswith(("-", "–", "/")) and _LETTERS.fullmatch(following.strip()):
        return True
    return bool(_SYMBOL.match(following)) or following.isdigit()


def parsed_number(text: str) -> str | None:
    """The number of `565 / /TB-UBND`, None when its digits or its symbol are missing."""
    text = re.sub(r"\s+", "", text).strip("*_.…").replace("–", "-").replace("—", "-")
    text = re.sub(r"/{2,}", "/", re.sub(r"[….]{2,}|…", "", text)).rstrip(".,;")
    try:
        return str(Number.parse(text))
    except ValueError:
        return None


def _place_and_date(texts: Sequence[str]) -> tuple[str | None, dt.date | None]:
    for at, text in enumerate(texts):
        if not re.search(r"\b[Nn][gq][àaá]y\b", text) or _NUMBER.match(text):
            continue
        joined = " ".join([text, *(next_ for next_ in texts[at + 1 : at + 3] if _goes_on_date(next_))])
        found = _DATE.match(joined)
        if found and (found["place"].strip(" ,*_") or found["short"] or found["day"]):
            return found["place"].strip(" ,;.*_-–") or None, _date(found)
    return None, None


def _goes_on_date(text: str) -> bool:
    return bool(re.match(r"\W*(?:\d{1,2}\s+)?th[áa]ng\b|\W*n[ăa]m\s+\d{4}|\d{1,2}\s*$", text))


def _date(found: re.Match[str]) -> dt.date | None:
    parts = re.split(r"\D+", found["short"]) if found["short"] else [found["day"], found["month"], found["year"]]
    try:
        day, month, year = (int(part or "") for part in parts)
        return dt.date(year, month, day)
    except ValueError:
        return None


def _issuer(cells: Sequence[tuple[PrintedLine, str]]) -> tuple[str, ...]:
    """The first one to three lines that name a body, above the number; stamps of signing software are none."""
    texts = [text for _, text in cells]
    signers = signer_lines(texts, _names_body)
    cells = [cell for at, cell in enumerate(cells) if at not in signers]
    label = next((at for at, (_, text) in enumerate(cells) if is_stamp_label(text)), 0)
    lines = cells[_after_stamps(cells) :]
    above, below = _joined(cells[:label]), _joined(lines)
    said = any(map(is_capitals, above)) and _said_once([*above, *below]) == _said_once(above)
    if said and (numbered_by(texts, above) or not numbered_by(texts, below)):
        lines = cells[:label]  # a stamp below or inside the head, which says nothing new
    end = next((at for at, (_, text) in enumerate(lines) if _NUMBER.match(text)), len(lines))
    named = _joined(lines[:end]) or _joined(lines[end:])
    capitals = [text for text in named if is_capitals(text)]
    return tuple(_said_once(capitals or named)[:3])


def _said_once(named: Sequence[str]) -> list[str]:
    """Without lines that only say again what the lines above them say, as the stamp of a signature does."""
    kept: list[str] = []
    for text in named:
        words, said = {*bare(text).split("-")}, {word for line in kept for word in bare(line).split("-")}
        said |= {"uy", "ban", "nhan", "dan"} if "ubnd" in said else set()
        if len(words) < 3 or not words <= said:
            kept.append(text)
    return kept


def _joined(cells: Sequence[tuple[PrintedLine, str]]) -> list[str]:
    """The lines that name a body; one that only goes on with the name above it, in the same column, is joined to it."""
    named: list[str] = []
    open_lines: set[int] = set()
    above = 0
    for line, text in cells:
        if named and above in open_lines and is_capitals(named[-1]) and _goes_on(named[-1], text):
            named[-1] = f"{named[-1]} {text}"
            open_lines.add(line.number)
        elif _names_body(text):
            named.append(text)
            open_lines = {line.number}
        above = line.number
    return named


def _goes_on(above: str, text: str) -> bool:
    """True for capitals that begin no body's and no place's name: BỘ NÔNG NGHIỆP / VÀ PHÁT TRIỂN NÔNG THÔN."""
    name = bare(text)
    if not is_capitals(text) or len(text) > 70 or re.search(r"[:;@]|\d\s*/", text) or _STATE_SLUG.search(name):
        return False
    if is_state_piece(text) or _begins_state(text):
        return False
    if _HANGING.search(above):
        return not _NUMBER.match(text)
    if _is_no_name(text) or re.search(r"\d", text):
        return False
    return not re.match(rf"(?:{_ISSUER_WORDS.pattern})", name) or bool(_GOES_ON.match(name))


def _after_stamps(cells: Sequence[tuple[PrintedLine, str]]) -> int:
    """Where the lines of stamps end: after the last time or mail address that has lines naming a body below it."""
    stamped = [at for at, (_, text) in enumerate(cells) if is_clock(text) or is_stamp_label(text)]
    below = [at for at in stamped if any(_names_body(text) for _, text in cells[at + 1 :])]
    return below[-1] + 1 if below else 0


def _names_body(text: str) -> bool:
    if _is_no_name(text) or len(text) >= 90:
        return False
    return bool(_ISSUER_WORDS.search(bare(as_letters(text)))) and (is_capitals(text) or text[0].isupper())


def as_letters(text: str) -> str:
    """Figures inside words as the capitals that they are mistaken for: `PH0NG` -> `PHONG`."""
    return _FIGURES_IN_WORDS.sub(lambda found: found[0].translate(_MISTAKEN), text)


def _is_no_name(text: str) -> bool:
    """True for what stands in heads and names nobody: state heading, number, date, urgency, stamps, labels."""
    name = bare(text)
    if not name or text.startswith("/") or _STATE_SLUG.search(name) or _NOT_ISSUER.match(name) or is_stamp_label(text):
        return True
    if name in OTHER_LABELS or is_state_piece(text) or _begins_state(text) or is_clock(text):
        return True
    if _PERSONAL.search(text) or re.search(r"\d\s*/", text):
        return True
    return bool(_NUMBER.match(text)) or bool(re.search(r"ngay-.*thang|thang-.*nam", name))
