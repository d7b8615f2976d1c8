"""Where a document's label (THÔNG BÁO) and title stand among its printed lines, and where its text begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from ketluan.importing.parsing.printed_lines import PrintedLine, bare, ending, is_ruling
from ketluan.text.slug import slug

_LABEL_ZONE = 60
_TITLE_LINES = 14
NOTICE_LABEL = "thong-bao"
OTHER_LABELS = frozenset(
    [
        "chi-thi",
        "quyet-dinh",
        "thong-tu",
        "nghi-dinh",
        "nghi-quyet",
        "quy-dinh",
        "quy-che",
        "ke-hoach",
        "cong-dien",
        "bao-cao",
        "to-trinh",
        "bien-ban",
        "ket-luan",
        "huong-dan",
        "chuong-trinh",
        "lenh",
        "phu-luc",
        "giay-moi",
    ]
)
"""Kinds of documents other than a notice, as slugs of what heads them."""
# label and title on one line
_NOTICE_TITLE = re.compile(r"thong-bao-(?:ve-)?(?:noi-dung-)?(?:ket-luan|y-kien|so-\d)|thong-bao-noi-dung")

_OPENING = re.compile(
    r"""
    (?:Vào\s+)?(?:(?:lúc|hồi)\b.{0,30}?)?(?:Buổi\s+)?(?:Sáng|Chiều|Tối|Trưa|sáng|chiều|tối)?(?:\s+nay)?,?\s*
        [Nn]gày\s+\(?\d                                  # Ngày 8/7/2014; Chiều ngày 05/3/2024; Vào lúc 8 giờ ngày 5
    | (?:Trong|Từ|Vào)\s+(?:(?:các|hai|ba|\d+)\s+)*(?:buổi\s+)?ngày\b
    | (?:Vào\s+)?(?:Lúc|Hồi|lúc|hồi)\s+\d | (?:Vừa|Mới)\s+qua\b | Hôm\s+nay\b | Thời\s+gian\s+(?:qua|vừa\s+qua)\b
    | Tại\s+(?:phiên|cuộc|buổi|[Hh]ội\s+nghị|kỳ|trụ\s+sở|[Hh]ội\s+trường)\b[^.;]{0,80}?\d{4}\)?\s*[,;]
    | Căn\s+cứ\b | Sau\s+khi\b | Thừa\s+(?:lệnh|ủy\s+quyền|uỷ\s+quyền)\b | Kính\s*g[ửở]i\b | Thực\s+hiện\s | Xét\s
    | Được\s+sự\b | Nhằm\s | Để\s | Trong\s+(?:thời\s+gian|tháng|năm|quý)\b | Qua\s+(?:nghe|xem\s+xét|nghiên\s+cứu)\b
    """,
    re.VERBOSE,
)
# first words of a title's further lines, which begin with a capital like any paragraph
_TITLE_GOES_ON = re.compile(r"(?:Về|V/v|Tại|Của|Do|Kết luận|Ý kiến|Phiên họp|Cuộc họp|Hội nghị|Buổi|Giai đoạn)\b|\(")
# a title's line that ends so has its sentence on the next
_HANGING = re.compile(
    r"(?:[,\-–/(]|\b(?:của|và|về|tại|với|cho|trong|ngày|tháng|năm|là|các|việc|cuộc|buổi))\W*\Z",
    re.IGNORECASE,
)
# a paragraph has one of these, a title's line seldom
_VERB = re.compile(
    r"\b(?:chủ trì|chủ tọa|tổ chức|đã họp|họp|làm việc|kết luận|nghe|thông báo|tiến hành|ban hành|xem xét|cho ý kiến|"
    r"chỉ đạo|yêu cầu|kiểm tra|khảo sát|thống nhất|có|đã|là|được)\b"
)


# behind the name of its kind, how urgent a telegram is
_URGENT = re.compile(r"-(?:thuong-khan|hoa-toc|khan|khan-cap)\Z")
# a text taken from a page without its head says what it is in its first sentence
_SAYS_TYPE = re.compile(
    r"(?:(?:Toàn văn|Nội dung)(?: của)? |Tại )?(?P<type>[Cc]ông điện|[Cc]hỉ thị)(?: khẩn| hỏa tốc| hoả tốc)*"
    r"(?=:|,? (?:số \d|ngày \d|(?:gửi|của|yêu cầu|nêu|như sau)\b))"
)
_ABOUT = re.compile(r"[\s*_]*Về\b")
_CARRIES_OUT = re.compile(r"(?:Thực\s+hiện|Triển\s+khai)\b")
_LONGEST_CARRIED_OUT = 6
_LONGEST_SUBJECT = 10
_MISREAD_LINES = 2
"""So many lines between a head and the subject of a letter are no more than a number that could not be read."""
_LONGEST_LABEL = 24


@dataclass(frozen=True, slots=True)
class Opening:
    """Indices among the lines: `label` (None when the document prints none), its title's first line, its text's
    first line; `rest` is what the label's line says after the label, the beginning of the title."""

    label: int | None
    title: int
    text: int
    rest: str = ""


def find_opening(lines: Sequence[PrintedLine]) -> Opening:
    """The label is the first line that is nothing but the name of a kind of document, or begins a notice's title."""
    if type_said(lines):
        return Opening(None, 0, 0)
    zone = lines[: _head_end(lines)]
    for at, line in enumerate(zone):
        if is_notice_label(line.text):
            return Opening(at, at + 1, _text_start(lines, at + 1, rest=""))
    for at, line in enumerate(zone):
        if kind_named(line.text) in OTHER_LABELS:
            return Opening(at, at + 1, _text_start(lines, at + 1, rest=""))
        if _NOTICE_TITLE.match(bare(line.text)) and len(line.text) < 160:
            rest = re.sub(r"(?i)^\W*thông\s+báo\b\W*", "", line.text)
            return Opening(at, at + 1, _text_start(lines, at + 1, rest=rest), rest)
    for at, line in enumerate(zone):
        if misread_label(line.text):
            return Opening(at, at + 1, _text_start(lines, at + 1, rest=""))
    start = _after_head(zone)
    return Opening(None, start, _addressed(lines, start) or _text_start(lines, start, rest="", labelled=False))


def type_said(lines: Sequence[PrintedLine]) -> str:
    """The kind of document, as a slug, that the first sentence of a text without a head names (`Công điện gửi Bộ
    trưởng các Bộ: A, B, nêu rõ: ...`)."""
    found = _SAYS_TYPE.match(lines[0].text) if lines else None
    return slug(found["type"]) if found else ""


def kind_named(text: str) -> str:
    """A line as a slug, without how urgent it is: the name of a kind of document where it is one."""
    return _URGENT.sub("", bare(text))


def misread_label(text: str) -> str:
    """The kind of document, as a slug, that a short line in capitals most likely names, where a scan has left specks
    beside it or taken letters for others of their shape (`_ CHỈ TH1 '`)."""
    if len(text) > _LONGEST_LABEL or not is_capitals(text):
        return ""
    pieces = kind_named(text).split("-")
    whole = "".join(pieces)  # of C HỈ T HỊ the single letters are no specks
    while pieces and len(pieces[0]) < 2:
        pieces = pieces[1:]
    while pieces and len(pieces[-1]) < 2:
        pieces = pieces[:-1]
    ways = {whole, "".join(pieces)}
    ways |= {way.replace("ii", "h") for way in ways}  # H is two strokes
    apart, label, read = min(
        (_letters_apart(way, label.replace("-", "")), label, way)
        for label in (NOTICE_LABEL, *OTHER_LABELS)
        for way in ways
    )
    letters = len(label.replace("-", ""))
    return label if apart <= (0 if letters < 6 else 1 if min(letters, len(read)) < 8 else 2) else ""


def _letters_apart(read: str, printed: str) -> int:
    """How many letters have to be put in, left out or changed to make one word of the other."""
    row = list(range(len(printed) + 1))
    for at, one in enumerate(read, 1):
        above, row = row, [at]
        for to, other in enumerate(printed, 1):
            row.append(min(above[to] + 1, row[-1] + 1, above[to - 1] + (one != other)))
    return row[-1]


def begins_subject(text: str) -> bool:
    """True for the subject of a letter (`V/v ...`, `về việc ...`, `Về thúc đẩy đầu tư`)."""
    return bare(text).startswith(("v-v-", "ve-viec-")) or bool(_ABOUT.match(text))


def is_salutation(text: str) -> bool:
    """Whether a line says to whom a letter goes, its blank lost or not (`Kính gửi: ...`, `Kínhgửi ...`)."""
    return bare(text).replace("-", "").startswith(("kinhgui", "kinhgoi"))


def _addressed(lines: Sequence[PrintedLine], start: int) -> int:
    """Where a letter says to whom it goes, right behind its subject; 0 when it does not."""
    if start >= len(lines) or not begins_subject(lines[start].text):
        return 0
    ahead = range(start + 1, min(start + _LONGEST_SUBJECT, len(lines)))
    return next((at for at in ahead if is_salutation(lines[at].text)), 0)


def _head_end(lines: Sequence[PrintedLine]) -> int:
    """The first line that can only be running text, or the end of the zone where labels stand."""
    stop = min(len(lines), _LABEL_ZONE)
    return next((at for at in range(stop) if begins_text(lines[at].text) and len(lines[at].text) > 40), stop)


def is_notice_label(text: str) -> bool:
    """True for THÔNG BÁO alone, letters spaced out or misread by a scan too."""
    return bare(text).replace("-", "") == "thongbao"


def is_plain_label(text: str) -> bool:
    """True when the line says THÔNG BÁO in just these words, and may be left out; a misread one is kept."""
    return re.findall(r"[^\W_]+", text.casefold()) == ["thông", "báo"]


def begins_text(text: str) -> bool:
    """Whether a line opens as the text of a document does (`Căn cứ ...`, `Ngày 8/7/2014, ...`)."""
    return bool(_OPENING.match(text)) and not is_capitals(text)


def _after_head(lines: Sequence[PrintedLine]) -> int:
    """The line after the last one that only heads have: state heading, number, place and date."""
    at_last = -1
    for at, line in enumerate(lines[:25]):
        if begins_text(line.text):
            break
        if _goes_on_subject(lines, at):
            continue
        if re.search(r"cong-hoa-xa-hoi|doc-lap-tu-do|^so-\d|^so-$|ngay-.*thang-.*nam", bare(line.text)):
            at_last = at
    start = at_last + 1
    below = next((at for at, line in enumerate(lines[start:25], start) if not is_capitals(line.text)), start)
    near = takewhile(lambda at: not is_salutation(lines[at].text), range(below, len(lines)))
    return next((at for at in islice(near, _MISREAD_LINES + 1) if begins_subject(lines[at].text)), start)


def _goes_on_subject(lines: Sequence[PrintedLine], at: int) -> bool:
    """`số 18/2027/NĐ-CP` in small letters below `V/v thực hiện Nghị định`: no number of its own."""
    above = next((line.text for line in reversed(lines[max(0, at - 4) : at]) if begins_subject(line.text)), "")
    return bool(above) and lines[at].text[:1].islower()


def _text_start(lines: Sequence[PrintedLine], start: int, *, rest: str, labelled: bool = True) -> int:
    """The first line of the text below the title that begins at `start`; no title goes beyond a finished sentence."""
    title = [rest] if rest else []
    stop = min(len(lines), start + _TITLE_LINES)
    carried_out = range(start, _carried_out_end(lines, start) if labelled and not rest else start)
    for at in range(start, stop):
        text = lines[at].text
        if is_ruling(text):
            if title:
                return at
            continue
        if at not in carried_out and _ends_title(title, lines, at):
            return at
        title.append(text)
        if re.search(r"[.:;]\W*\Z", ending(text)):
            stop = at + 1
            break
    return _weak_start(lines, start, stop)


def _carried_out_end(lines: Sequence[PrintedLine], start: int) -> int:
    """Where the title of a plan ends that names what it carries out (`Thực hiện Nghị quyết số 34-NQ/TU về ...`), as
    texts begin too; `start` where it is a sentence."""
    below = range(start + 1, min(start + _LONGEST_CARRIED_OUT, len(lines)))
    end = next((at for at in below if begins_text(lines[at].text)), start)
    whole = " ".join(line.text for line in lines[start:end])
    return end if _CARRIES_OUT.match(whole) and not re.search(r"[.:;,]\W*\Z", ending(whole)) else start


def _weak_start(lines: Sequence[PrintedLine], start: int, stop: int) -> int:
    """Where the text begins when nothing tells it surely: at the first line that could begin a sentence."""
    for at in range(start + 1, stop):
        text = lines[at].text
        above = lines[at - 1].text
        if text[0].isupper() and not (
            _HANGING.search(ending(above)) or _TITLE_GOES_ON.match(text) or is_capitals(text)
        ):
            return at
    if stop <= start + 1 or stop == len(lines):
        return stop
    capitals = takewhile(lambda at: is_capitals(lines[at].text), range(start, stop))
    return max((at + 1 for at in capitals), default=start + 1)


def _ends_title(title: Sequence[str], lines: Sequence[PrintedLine], at: int) -> bool:
    """True when the line is surely no part of the title that has been read so far."""
    text = lines[at].text
    if begins_text(text):
        return not title or not _HANGING.search(ending(title[-1])) or len(text) > 90
    if re.match(r"(?:I|1|A)\s*[.)/]\s", text) and title:
        return True
    if len(text) > 220 and re.search(r"[.:;]\W*\Z", ending(text)):
        return True
    if not title or not text[0].isupper() or _TITLE_GOES_ON.match(text):
        return False
    paragraph = _paragraph(lines, at)
    if _HANGING.search(ending(title[-1])) or len(paragraph) < 100 or is_capitals(text):
        return False
    switched = all(is_capitals(line) for line in title)
    return bool(_VERB.search(paragraph)) and (switched or lines[at].gap or len(text) > 1.15 * max(map(len, title)))


def _paragraph(lines: Sequence[PrintedLine], at: int) -> str:
    """The lines from here to the first that ends a sentence."""
    taken: list[str] = []
    for line in lines[at : at + 12]:
        taken.append(line.text)
        if re.search(r"[.:]\W*\Z", ending(line.text)):
            return " ".join(taken)
    return ""


def is_capitals(text: str) -> bool:
    """True when nearly all letters are capitals."""
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and sum(letter.isupper() for letter in letters) > 0.8 * len(letters)
