"""Which kind of document a text is: told by its type line, its symbol and what its opening says, before it is read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from ketluan.importing.parsing.letterhead_fields import is_state_heading, number_of
from ketluan.importing.parsing.paragraph_markers import without_marker
from ketluan.importing.parsing.paragraphs import plain
from ketluan.importing.parsing.printed_lines import PrintedLine, bare
from ketluan.importing.parsing.title import (
    NOTICE_LABEL,
    Opening,
    find_opening,
    is_capitals,
    is_notice_label,
    is_salutation,
    kind_named,
    misread_label,
    type_said,
)
from ketluan.model.notice import NoticeKind
from ketluan.model.problem import Refused
from ketluan.text.document_kind import TYPES
from ketluan.text.slug import slug, without_marks
from ketluan.understanding import passages
from ketluan.understanding.addressees import sentence_addressees
from ketluan.understanding.ocr_folding import folding_of
from ketluan.understanding.opening_sentence import preamble_addressees
from ketluan.understanding.passages import begins_conclusions

COPIES = ("SY", "SL", "TrS", "TSao", "BS")
"""Symbols of copies (sao y, sao lục, trích sao): their own number is printed on the document that they copy."""

_NAMES = {slug(name): name for name, _ in TYPES}
_BY_SYMBOL = {symbol: slug(name) for name, symbol in TYPES if symbol}
# the kind in a number's symbol: 12/QĐ-UBND, 12/2024/QĐ-UBND
_SYMBOL = re.compile(r"/(?:\d{4}/)?([A-ZĐÐ][A-Za-zĐđ\d]*)(?=[-/.]|\Z)")
# the same in a line of the head, without its blanks, whose figures, stroke or word "Số" a scan has misread
_SYMBOL_READ = re.compile(r"\W*\w{0,2}\W{0,2}[\dOoIl|.]{1,8}[/Il|]([A-ZĐÐ][A-Za-zĐđ\d]{0,3})[-–][A-ZĐÐ]{2}\S{0,14}")
_LOWEST_NUMBER = 8
_MISREAD_SYMBOLS = {
    **dict.fromkeys(("T8", "1B", "IB"), "TB"),
    **dict.fromkeys(("C1", "CI", "Cl"), "CT"),
    **dict.fromkeys(("CD", "CÐ"), "CĐ"),
    **dict.fromkeys(("QD", "QÐ"), "QĐ"),
}
_ARTICLE = re.compile(r"\W*Điều \d+\s*[.:]")
# `Chỉ thị này`, `thi hành Quyết định này`
_THIS = re.compile(rf"\b({'|'.join(sorted((name for name, _ in TYPES), key=len, reverse=True))}) này\b", re.IGNORECASE)
_INSPECTION = r"thanh-tra|kiem-tra|kiem-toan|dieu-tra|giam-dinh|xac-minh|(?:noi-dung-)?(?:to-cao|khieu-nai)"
_OF_INSPECTION = rf"(?!-(?:{_INSPECTION}|so-\d|ban-dau))"
# what an inspection found, in whatever words its text says so
_TITLE_FINDS = re.compile(rf"(?:ket-luan|ket-qua)-(?:viec-|cuoc-)?(?:{_INSPECTION})\b")
# earlier conclusions that are carried out are not those of the document
_CARRIED_OUT = re.compile(
    r"(?:thuc-hien|trien-khai|chap-hanh|don-doc)-(?:cac-|noi-dung-|thong-bao-|y-kien-)*(?:ket-luan|y-kien|chi-dao)[a-z-]*"
)
# as slugs; the bare word "chỉ đạo" also heads plans, so it wants "của", "tại" or "điều hành"
_TITLE_CONCLUDES = re.compile(
    rf"ket-luan{_OF_INSPECTION}|y-kien|chi-dao-cua|chi-dao-tai|chi-dao-dieu-hanh|"
    r"(?:ket-qua|noi-dung)-(?:cac-|cuoc-|buoi-|phien-)*(?:hop|lam-viec|hoi-nghi|giao-ban|kiem-tra-va-lam-viec)"
)


def _either_way(pattern: str) -> re.Pattern[str]:
    """As it is spelled, or without marks, which a scan loses first."""
    return re.compile(f"{pattern}|{without_marks(pattern)}", re.VERBOSE | re.IGNORECASE)


# the sentence that opens conclusions; 160 and 300 letters hold a chair with position
_SENTENCE_CONCLUDES = _either_way(
    r"""
    (?:kết\ luận|chỉ\ đạo|ý\ kiến)[^.;:]{0,160}
        (?:như\ sau|sau\ đây|nội\ dung\ sau|các\ nội\ dung)\s*:
  | (?:có\ ý\ kiến|đã|đồng\ chí\ [^.;:]{0,60}?)\s*kết\ luận
        (?:\ cuộc\ họp|\ hội\ nghị|\ phiên\ họp|\ buổi\ làm\ việc)?\s*:
  | thông\ báo\ (?:nội\ dung\ |ý\ kiến\ )*(?:kết\ luận|chỉ\ đạo|ý\ kiến)[^.;]{0,300}:
  | (?:kết\ luận|chỉ\ đạo)\s*(?:cuộc\ họp|hội\ nghị|phiên\ họp|buổi\ làm\ việc)?\s*:
    """
)
# other verbs do so only of a leader or a meeting: offices too ask for things "như sau"
_LEADER_ORDERS = _either_way(
    r"""
    (?:chủ\ tịch|đồng\ chí|bộ\ trưởng|thủ\ tướng|giám\ đốc|bí\ thư|thường\ trực|chánh\ văn\ phòng|ông\ |bà\ |cuộc\ họp
        |phiên\ họp|hội\ nghị|buổi\ làm\ việc)[^.;]{0,160}?(?:thống\ nhất|yêu\ cầu|quyết\ định)[^.;:]{0,160}
    (?:như\ sau|sau\ đây|nội\ dung\ sau|các\ nội\ dung)\s*:
    """
)
_MEETING_HELD = re.compile(
    r"(?:chủ trì|chủ tọa|tổ chức|tham dự|dự)[^.;:]{0,40}(?:họp|hội nghị|làm việc)|tại (?:cuộc|buổi|phiên|hội nghị)",
    re.IGNORECASE,
)
# the end of a sentence behind whose colon an authority commands, as a slug: old notices have no other formula
_COMMANDS = re.compile(
    r"(?:^|-)(?:uy-ban-nhan-dan|ubnd|chu-tich|thu-tuong|bo-truong|bi-thu|ban-thuong-vu|giam-doc)"
    r"(?:-(?!thong|voi|cac|nhung|theo|ve)[a-z]+){0,8}?-(?:quyet-dinh|luu-y|chi-thi|nhac-nho|nghiem-cam)"
    r"(?:-[a-z]+){0,10}$"
)
_COMMANDED = re.compile(r"\b(?:giao|nghiêm cấm|phải|có trách nhiệm|chịu trách nhiệm)\b", re.IGNORECASE)
_LONGEST_COMMAND = 200
# invitations use the same letterhead and verbs as conclusions
_INVITES = re.compile(r"(?:v-v-|ve-viec-)?(?:to-chuc-)?(?:moi|trieu-tap)-(?:hop|du|tham-du|lam-viec|hoi-nghi|dai-bieu)")
# an official letter is kept only when it orders something
_ORDERS = re.compile(
    r"\b(?:giao|yêu\s+cầu|chủ\s+trì|đề\s+nghị\s+(?:các\s+)?(?:sở|ban|ubnd|công an|đơn vị|cơ quan))\b", re.IGNORECASE
)
_MAY_HOLD_FORMS = re.compile(r"(?:phu-luc|mau|bieu|danh-muc|danh-sach|kem-theo)(?:-|\Z)")
_OPENING_PARAGRAPHS = 12
_NEAR = 14


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """`name` in Vietnamese; `kept` is the kind under which the archive keeps it, None for one that it does not keep;
    `assigning` when it is kept only for tasks that it assigns."""

    name: str
    kept: NoticeKind | None = None
    assigning: bool = False


_LIKELY: tuple[tuple[str, NoticeKind], ...] = (
    ("thông báo", "ket-luan"),
    ("công văn", "cong-van"),
    ("văn bản chưa rõ", "cong-van"),
    ("biên bản", "bien-ban"),
)


def wrong_kind(name: str) -> Refused:
    """Why a document of a kind that the archive does not keep is refused, and what to type when it assigns tasks."""
    likely = next((kind for begins, kind in _LIKELY if name.startswith(begins)), "chi-dao")
    others = ", ".join(f"“{kind}”" for kind in get_args(NoticeKind) if kind != likely)
    return Refused(
        f"Đây là {name}, không phải thông báo kết luận hay văn bản giao việc nên không nhập. "
        f"Nếu văn bản có giao việc và cần lưu, hãy chạy lại lệnh với “--kind {likely}” "
        f"(hoặc thay bằng {others} nếu đúng hơn).",
        kind=name,
    )


NOTICE = DocumentKind("thông báo kết luận", "ket-luan")
OTHER_NOTICE = DocumentKind("thông báo về việc khác (không thấy kết luận hay ý kiến chỉ đạo)")
DIRECTION = DocumentKind("văn bản chỉ đạo", "chi-dao", assigning=True)
UNKNOWN = DocumentKind("văn bản chưa rõ loại (không in số, tên loại, nơi kính gửi)")
LETTER = DocumentKind("công văn", "cong-van", assigning=True)
_KEPT = {
    "ket-luan": NOTICE,
    "chi-thi": DocumentKind("chỉ thị", "chi-dao"),
    "cong-dien": DocumentKind("công điện", "cong-van", assigning=True),
}


def document_kind(lines: Sequence[PrintedLine], paragraphs: Sequence[str], number: str | None) -> DocumentKind:
    """The kind of a document; `paragraphs` are those of its text, in order, as plain text."""
    opening = find_opening(lines)
    subject = " ".join([opening.rest, *(line.text for line in lines[opening.title : opening.text])])
    title = bare(subject)
    head = lines[: max(opening.text, _LOWEST_NUMBER)]
    printed = type_said(lines) or _printed_type(lines, opening) or _by_symbol(number, head)
    meant = folding_of(paragraphs)
    first = [*map(meant, paragraphs[:_OPENING_PARAGRAPHS])]
    said = first if meant is str else [*first, *map(without_marks, first)]
    title = _CARRIED_OUT.sub("", title)
    concludes = bool(_TITLE_CONCLUDES.search(title) or _says_so(said))
    if _TITLE_FINDS.search(title) and not any(_MEETING_HELD.search(plain(text)) for text in first):
        concludes = False
    if printed == "thong-bao":
        return NOTICE if concludes or _commands(first) else OTHER_NOTICE
    if printed == "bien-ban":
        concluded = any(begins_conclusions(plain(text)) for text in paragraphs)
        return DocumentKind("biên bản", "bien-ban" if concluded or _says_so(paragraphs) else None)
    if printed:
        return _KEPT.get(printed) or DocumentKind(_NAMES[printed])
    if _INVITES.search(title) or any(_INVITES.match(bare(line.text)) for line in lines[: opening.text]):
        return DocumentKind("giấy mời")
    if _is_letter(lines[: opening.text + 3]) or (number and not concludes):
        return LETTER
    itself = _names_itself(paragraphs)
    if itself and itself != NOTICE_LABEL:
        return _KEPT.get(itself) or DocumentKind(_NAMES[itself])
    if concludes:
        return NOTICE
    return DIRECTION if _directs([subject, *first]) else UNKNOWN


def _printed_type(lines: Sequence[PrintedLine], opening: Opening) -> str:
    if opening.label is None:
        first = lines[opening.title].text if opening.title < len(lines) else ""
        if is_capitals(first) and kind_named(first) in _NAMES:
            return kind_named(first)
        return next(filter(None, (_headed(line.text) for line in lines[: opening.text])), "")
    line = lines[opening.label].text
    if opening.rest or is_notice_label(line):
        return "thong-bao"
    return kind_named(line) if kind_named(line) in _NAMES else misread_label(line)


def _headed(text: str) -> str:
    """The type with which a title in capitals begins: QUYẾT ĐỊNH CỦA BỘ TRƯỞNG ..."""
    words = bare(text)
    return next((name for name in _NAMES if is_capitals(text) and re.match(rf"{name}-(?:cua|ve|so)-", words)), "")


def _symbol(number: str | None) -> str:
    found = _SYMBOL.search(number or "")
    return found[1] if found else ""


def _by_symbol(number: str | None, head: Sequence[PrintedLine]) -> str:
    """The kind that the symbol of the number stands for, though the rest of the number could not be read."""
    symbols = [_symbol(number)] if number else []
    if not symbols:
        read = (_SYMBOL_READ.fullmatch("".join(cell.split())) for line in head for cell in line.cells)
        symbols = [found[1] for found in read if found]
    kinds = (_BY_SYMBOL.get(_MISREAD_SYMBOLS.get(symbol, symbol), "") for symbol in symbols)
    return next(filter(None, kinds), "")


def _names_itself(paragraphs: Sequence[str]) -> str:
    """The kind by which a text most often speaks of itself (`thực hiện nghiêm Chỉ thị này`)."""
    said = Counter(slug(found[1]) for text in paragraphs for found in _THIS.finditer(plain(text)))
    return said.most_common(1)[0][0] if said else ""


def _directs(paragraphs: Sequence[str]) -> bool:
    """Whether the sentence in front of the tasks orders somebody, or a sentence that announces them stands above tasks
    that name who is to do them; articles of a law do not."""
    said = [plain(text) for text in paragraphs]
    opening = next((at for at, text in enumerate(said) if _announces_tasks(text)), len(said))
    below = said[opening + 1 :]
    if not below or any(_ARTICLE.match(text) for text in said):
        return False
    return preamble_addressees(said[opening]).ordered or any(
        sentence_addressees(without_marker(text), under_heading=False).lead for text in below
    )


def _announces_tasks(text: str) -> bool:
    return text.rstrip(" *").endswith(":") and (passages.concludes(text) or preamble_addressees(text).ordered)


def _says_so(paragraphs: Sequence[str]) -> bool:
    said = [plain(text) for text in paragraphs]
    return any(_SENTENCE_CONCLUDES.search(text) or _LEADER_ORDERS.search(text) for text in said)


def _commands(paragraphs: Sequence[str]) -> bool:
    """Whether an authority commands (`UBND Thành phố quyết định:`) and what stands below is for somebody to do."""
    opening = next((at for at, text in enumerate(paragraphs) if _announces_command(plain(text))), len(paragraphs))
    return any(_COMMANDED.search(text) for text in paragraphs[opening + 1 :])


def _announces_command(text: str) -> bool:
    return text.rstrip(" *").endswith(":") and bool(_COMMANDS.search(slug(text[-_LONGEST_COMMAND:])))


def _is_letter(lines: Sequence[PrintedLine]) -> bool:
    return any(is_salutation(line.text) or bare(line.text).startswith("v-v-") for line in lines)


def orders(text: str) -> bool:
    """Whether a letter orders anything at all, in words that are read even where the tasks are not."""
    return bool(_ORDERS.search(text))


@dataclass(frozen=True, slots=True)
class SecondDocument:
    """Two documents in one file: their printed numbers, and where the second begins (`line` of the text); the
    number of one that prints none is empty."""

    first: str
    second: str
    line: int


def second_document(lines: Sequence[PrintedLine]) -> SecondDocument | None:
    """A second head behind the first document's text: a state heading and a number near each other.

    A copy's own number (sao y) is no second document, and neither is what an appendix says it belongs to.
    """
    heads = list(_heads(lines))
    if len(heads) < 2:
        return None
    (_, first), (at, second) = heads[:2]
    return SecondDocument(first, second, lines[at].number)


def _heads(lines: Sequence[PrintedLine]) -> Iterator[tuple[int, str]]:
    """Where each document of a text begins, and its number; "" for one that prints none."""
    states = [at for at, line in enumerate(lines) if is_state_heading(line.text)]
    numbers = {at: number for at, line in enumerate(lines) if (number := number_of(line.cells))}
    unnumbered = {at: "" for at in states if not any(abs(at - number) <= _NEAR for number in numbers)}
    done = -1
    for at, number in sorted({**numbers, **unnumbered}.items()):
        near = [state for state in states if done < state and abs(state - at) <= _NEAR]
        fits = _symbol(number) not in COPIES if number else _is_headed(lines, at, done)
        if near and at > done and fits:
            yield _top(lines, min(at, *near)), number
            done = max(at, *near)


def _is_headed(lines: Sequence[PrintedLine], at: int, done: int) -> bool:
    """Whether a state heading without a number is that of a document: its type follows, and no appendix before it may
    hold it as a form to fill in."""
    typed = any(bare(line.text) in _NAMES or is_notice_label(line.text) for line in lines[at : at + _NEAR])
    return typed and not any(_MAY_HOLD_FORMS.match(bare(line.text)) for line in lines[done + 1 : at])


def _top(lines: Sequence[PrintedLine], at: int) -> int:
    """The first of the capitals above a line: who issues it."""
    while at > 0 and is_capitals(lines[at - 1].text):
        at -= 1
    return at
