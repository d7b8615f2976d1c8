"""Who chaired and concluded, with the position: read from the title and the opening paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ketluan.importing.parsing.persons import leading_person, parted_rank, trailing_person

_HEADS = (
    r"[Cc]hủ\s+tịch|CT\b|PCT\b|[Tt]hủ\s+tướng|[Bb]í\s+thư|[Bb]ộ\s+trưởng|[Tt]hứ\s+trưởng|[Tt]rưởng|[Cc]hánh|[Gg]iám\s+đốc|"
    r"[Cc]hủ\s+nhiệm|Cục\s+trưởng|Vụ\s+trưởng|Viện\s+trưởng|Hiệu\s+trưởng|Chi\s+cục\s+trưởng|Thường\s+trực|"
    r"(?:(?:Tỉnh|Thành|Huyện|Quận|Thị|Đảng)\s+)?[ỦủUu][ỷyỶY]\s+viên|Tổ\s+trưởng|Tổ\s+phó|Đội\s+trưởng|Chỉ\s+huy|Tư\s+lệnh|"
    r"Thống\s+đốc|[Tt]hành\s+viên|Thư\s+ký|Lãnh\s+đạo|Kiểm\s+toán\s+trưởng|UV[A-ZĐ]{2,}|Đại\s+biểu"
)
POSITION = rf"(?:[Qq]uyền\s+|Q\.\s*|[Nn]guyên\s+)?(?:[Pp]hó\s+)?(?:[Tt]ổng\s+)?(?:{_HEADS})"
_TITLE = re.compile(rf"{POSITION}(?!\w)")
# a comma that parts positions; the one in "phòng, chống" stands inside a name
_COMMA = re.compile(r",(?!\s*chống\b)")
# "sau khi nghe ý kiến của Giám đốc Sở ..." names who was heard, not who concluded
_OTHERS_SPOKE = re.compile(
    r"\b(?:ý\s+kiến|phát\s+biểu|báo\s+cáo|tham\s+luận|đề\s+nghị|trình\s+bày)\b.*\bcủa\b", re.DOTALL
)
# what may follow a comma and still belong to one person's position
_PART = re.compile(rf"\s*(?:và\s+)?(?:đồng\s+thời\s+là\s+)?(?:{POSITION}|kiêm|phụ\s+trách)")
_ROLE = re.compile(rf"\s*(?:[-–,(]|là)?\s*(?P<position>{POSITION}(?!\w).*)", re.DOTALL)
# where a position ends: words of what its holder did, ends of sentences; "Q." is no end but "quyền"
_ACTS = re.compile(
    r"\s*,?\s*\b(?:chủ\s+trì|chủ\s+tọa|chủ\s+toạ|kết\s+luận|có\s+(?:ý|kết|buổi|chỉ|cuộc|bài)|phát\s+biểu|chỉ\s+đạo|"
    r"làm\s+(?:việc|chủ|[Tt]rưởng\s+đoàn)|thay\s+mặt|đã|yêu\s+cầu|giao|thống\s+nhất|cùng|dự(?!\s+khuyết)|nghe|đi|kiểm\s+tra|tổ\s+chức|"
    r"họp|triệu\s+tập|điều\s+hành|tại|nhấn\s+mạnh|đánh\s+giá|biểu\s+dương|ghi\s+nhận|cơ\s+bản|tiếp|khảo\s+sát|cho\s+ý|"
    r"về\s+(?:việc|tình|công|kết|tiến|một|nội)|chủ\s+tri|vào|để|và\s+(?:các|đại|lãnh|đồng\s+chí|ông|bà)|được|bế\s+mạc|khai\s+mạc)\b|[;:]|(?<!Q)\.(?:\s|$)|\("
)
# acts that no body's name contains; of the others ("chỉ đạo", "kiểm tra") a body ahead makes a name
_PLAIN_ACTS = re.compile(r"chủ\s+tr|chủ\s+t[oọ]|kết|có|phát|làm|thay|đã|yêu|[;:.(]")
# heads of bodies whose names hold a verb: Ban Chỉ đạo, Tổ công tác; "tập đoàn nhân ..." is none
_BODIES = re.compile(r"\b(?:[Bb]an|[Tt]ổ|[Hh]ội\s+đồng|[Đđ]oàn|[Tt]rung\s+tâm)\b(?!\s+nhân)")
# what follows a name that is announced by a position alone, without "đồng chí"
_ACT_AHEAD = re.compile(
    r"\s+(?:đã\s+)?(?:chủ\s+trì|chủ\s+tọa|chủ\s+toạ|kết\s+luận|có\s+(?:ý|kết|buổi|cuộc)|đã|làm\s+việc|chỉ\s+đạo|tại|"
    r"về|yêu\s+cầu|thống\s+nhất|phát\s+biểu|đi|họp|cùng|kiểm\s+tra|khảo\s+sát|đồng\s+chủ\s+trì|nhấn\s+mạnh|tiếp)(?!\w)"
    rf"|,\s*(?={POSITION})"
)
# with what a name is announced; an academic degree is left to the name it belongs to
_ADDRESS = re.compile(
    r"\b(?:(?:[Đđ]ồng\s+chí|[Đđ]/c|ĐỒNG\s+CHÍ|[ÔôBb]ng|[Bb]à)\s*:?\s+(?=\S)|(?=(?:P?GS|TS|ThS|BS)\.?[\s.]))"
)
_CHAIRS = re.compile(r"\W*(?:đã\s+)?(?:đồng\s+)?(?:chủ\s+trì|chủ\s+tọa|chủ\s+toạ|làm\s+chủ)", re.IGNORECASE)
_CONCLUDES = re.compile(
    r"\W*(?:đã\s+)?(?:có\s+ý\s+kiến\s+)?(?:phát\s+biểu\s+)?(?:kết\s+luận|có\s+kết|có\s+ý|chỉ\s+đạo|cho\s+ý)"
)
# acts of whoever led a meeting, though others may do the same: weaker than chairing or concluding
_HOLDS = re.compile(
    r"\W*(?:cùng\s+[\w\s]{0,30})?(?:đã\s+)?(?:có\s+buổi|có\s+cuộc|làm\s+việc|kiểm\s+tra|đi\s|họp|nghe|tổ\s+chức|tiếp|khảo\s+sát|làm\s+[Tt]rưởng)"
)
# a list of those present: only the sentence counts, so no full stop in between
_ATTENDS = re.compile(r"(?:[Tt]ham dự|[Cc]ùng dự|[Dd]ự họp|[Tt]ham gia|gồm|có mặt|báo cáo của)\b[^.]*\Z")
# "dưới sự chủ trì của ..." stands in front of the name; 60 letters hold a position
_LED_BY = re.compile(
    r"(?:chủ\s+trì|chủ\s+tọa|chủ\s+toạ|chỉ\s+đạo)\s+(?:của|bởi|có|là)\s+(?:các\s+)?(?:[^.;]{0,60})\Z", re.IGNORECASE
)
_CHAIR_LABEL = re.compile(
    r"(?:Chủ\s+trì|Chủ\s+tọa|Chủ\s+toạ)(?:\s+\w+){0,3}\s*:\s*(?:đồng chí|ông|bà)?\s*\Z", re.IGNORECASE
)


_NEAR = 400
"""Letters around a name within which a position or an act is its own."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named in a text; `weight` tells how surely it is who chaired: 5 when said so, 0 when only present."""

    name: str
    position: str | None
    weight: int


def find_chair(title: str, preamble: Sequence[str]) -> Mention | None:
    """Who concluded: the person of the title, with the position that the text gives, or the title more wholly; else who
    is said to chair."""
    mentions = [mention for text in preamble for mention in _mentions(text)]
    titled = _titled(title, mentions)
    if titled:
        named = (mention for text in preamble for mention in _named(text, titled.name))
        placed = [mention for mention in (*named, *mentions) if mention.position and _same(mention.name, titled.name)]
        said = max(placed, key=lambda mention: mention.weight, default=titled)
        wholly = titled.position and titled.position.startswith(said.position or "")
        return replace(said, position=titled.position) if wholly else said
    likely = [mention for mention in mentions if mention.weight > 1]
    best = max(likely, key=lambda mention: mention.weight, default=None)
    if best is None or best.position:
        return best
    return next((each for each in mentions if _same(each.name, best.name) and each.position), best)


def _same(one: str, two: str) -> bool:
    return one.casefold() == two.casefold()


def _titled(title: str, mentions: Sequence[Mention]) -> Mention | None:
    """The person in the title: one that the text names too (titles in capitals show no names), or one it shows."""
    for mention in sorted(mentions, key=lambda mention: -mention.weight):
        if mention.name.casefold() in title.casefold():
            position = next((each.position for each in _named(title, mention.name)), None)
            return Mention(mention.name, position, 2)
    return next(iter(_mentions(title)), None)


def _mentions(text: str) -> Iterator[Mention]:
    """Every person that the text names with an address (đồng chí, ông), a rank, a position or an act."""
    spans: dict[int, int] = {}
    for found in _ADDRESS.finditer(text):
        rank, rest = parted_rank(text[found.end() :])
        if not _TITLE.match(rest) and (name := leading_person(rest)):
            start = text.index(name, found.end() + len(rank))
            spans[start] = start + len(name)
    for found in _ACT_AHEAD.finditer(text):
        before = text[max(found.start() - _NEAR, 0) : found.start()].rstrip(" ,")
        at = len(text[: found.start()].rstrip(" ,"))
        if (name := trailing_person(before)) and _position_before(before[: -len(name)]):
            spans[at - len(name)] = at
    yield from (_mention(text, start, end) for start, end in sorted(spans.items()))


def _named(text: str, name: str) -> Iterator[Mention]:
    """Every place where the text names that person."""
    for found in re.finditer(re.escape(name), text, re.IGNORECASE):
        yield _mention(text, found.start(), found.end())


def _mention(text: str, start: int, end: int) -> Mention:
    before, after = text[max(start - _NEAR, 0) : start], text[end : end + _NEAR]
    role = _ROLE.match(after)
    position, length = _position(role["position"]) if role else (None, 0)
    tail = after[role.start("position") + length :] if role else after
    parts = [part for part in (_position_before(before), position) if part]
    return Mention(text[start:end], ", ".join(parts) or None, _weight(before, tail) + (not parts) * -1)


def _position_before(lead: str) -> str | None:
    """The position with which a text ends, from its first word on; parts after a comma count when they are ones."""
    lead = re.sub(r"(?:[-–,]\s*)?(?:(?:đồng chí|Đồng chí|[Đđ]/c|ông|bà)\s*)?\Z", "", lead.rstrip()).rstrip(" ,-–")
    lead = re.split(r"[;:]|(?<!Q)\.\s", lead)[-1]
    parts = _COMMA.split(lead)
    start = _first_part(parts, len(parts) - 1)
    while start and not re.search(rf"(?<!\w){POSITION}(?!\w)", parts[start]) and start > len(parts) - 3:
        start -= 1
    start = _first_part(parts, start)
    candidate = ",".join(parts[start:])
    found = re.search(rf"(?<!\w){POSITION}(?!\w)", candidate)
    if found is None:
        return None
    position = candidate[found.start() :]
    acts = any(not _in_name(position, act) for act in _ACTS.finditer(position))
    return None if acts or len(position) > 200 else _clean(position)


def _first_part(parts: Sequence[str], start: int) -> int:
    """Where the positions begin that one person holds, the last of them being given."""
    while (
        start
        and not _OTHERS_SPOKE.search(parts[start - 1])
        and _PART.match(parts[start])
        and re.search(rf"(?<!\w){POSITION}(?!\w)", parts[start - 1])
    ):
        start -= 1
    return start


def _position(text: str) -> tuple[str | None, int]:
    """The position at the beginning of a text, and where it ends: at a verb, or at a comma after which none begins."""
    end = 0
    while True:
        comma = next((each.start() for each in _COMMA.finditer(text, end)), -1)
        act = next((each.start() for each in _ACTS.finditer(text, end + 1) if not _in_name(text, each)), len(text))
        stop = min(act, comma if comma >= 0 else len(text))
        if stop < len(text) and text[stop] == "," and _PART.match(text[stop + 1 :]):
            end = stop + 1
            continue
        return _clean(text[:stop]), stop


def _in_name(text: str, act: re.Match[str]) -> bool:
    """True when the words belong to a body's name: `Ban Chỉ đạo điều hành giá`, `Ủy ban Kiểm tra`."""
    part = text[: act.start()].rpartition(",")[2]
    weak = not _PLAIN_ACTS.match(act[0].lstrip(" ,"))
    return act[0].strip()[:1].isupper() or (weak and bool(_BODIES.search(part)))


def _weight(before: str, after: str) -> int:
    """How surely the person between the two texts chaired."""
    near = re.split(r"[;]|\.\s", after)[0][:80]
    if _CHAIRS.match(near) or _LED_BY.search(before[-120:]) or _CHAIR_LABEL.search(before[-60:]):
        return 5
    if re.search(r"\bdo\s+(?:[^.;,]{0,60})\Z", before) and re.search(r"chủ\s+trì|chủ\s+t[oọ][ạa]|Trưởng\s+đoàn", near):
        return 5
    if _CONCLUDES.match(near):
        return 4
    if _ATTENDS.search(before[-200:]):
        return 1
    return 3 if _HOLDS.match(near) else 2


def _clean(text: str) -> str | None:
    """Without a bracket behind it; of `X, kiêm Y` the office is X."""
    text = re.sub(r"\s*\([^)]*\)\s*\Z", "", " ".join(text.split())).strip(" ,;:-–()")
    text = re.sub(r"(?<=\w),? kiêm (?:nhiệm )?.*", "", text)
    return text or None
