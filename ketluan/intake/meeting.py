"""What was held, when, where and who concluded, read from the title and the paragraphs before the first section."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ketluan.intake.person import is_person, leading_person, looks_like_person, parted_rank, trailing_person
from ketluan.notice import Meeting

_DATE = re.compile(
    r"""
    (?P<day>\d{1,2})\s*
    (?: [/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})
      | tháng\s*(?P<named_month>\d{1,2})\s*(?:,\s*)?(?:năm\s*|/\s*)(?P<named_year>\d{4})
      | (?:[/.-]\d{1,2}|\s*tháng\s*\d{1,2})?\s*(?:,|và|đến(?:\s+(?:hết\s+)?ngày)?|[-–])\s*(?:ngày\s*)?(?P<range>[\d\s,/.và–-]*?)
        (?P<last>\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{1,2}\s*tháng\s*\d{1,2}\s*năm\s*\d{4}) )
    """,
    re.VERBOSE,
)
_DAY = re.compile(r"\b[Nn]gày\s*\(?(?=\d)|\b[Nn]gày\s+(?:\w+\s+){0,2}\((?=\d)")
_CITED = re.compile(
    r"(?:\d[\w.]*(?:/\d{4})?[/-][A-ZĐ][\w.&/-]*|Quyết định|Nghị định|Nghị quyết|Công văn|Thông báo|Kế hoạch|Luật|Chỉ thị|"
    r"Thông tư|Tờ trình|Báo cáo|Văn bản|Công điện|Giấy mời|Chương trình|Kết luận|ban hành|kèm theo|văn bản)[\w\s]{0,12},?\s*\Z"
)
_POSITION = (
    r"(?:[Qq]uyền\s+|Q\.\s*|[Nn]guyên\s+)?(?:Phó\s+|phó\s+)?(?:Tổng\s+)?(?:Chủ\s+tịch|chủ\s+tịch|CT\b|PCT\b|Thủ\s+tướng|Bí\s+thư|bí\s+thư|"
    r"Bộ\s+trưởng|Thứ\s+trưởng|Trưởng|trưởng|Chánh|Giám\s+đốc|giám\s+đốc|Chủ\s+nhiệm|chủ\s+nhiệm|Cục\s+trưởng|Vụ\s+trưởng|"
    r"Viện\s+trưởng|Hiệu\s+trưởng|Chi\s+cục\s+trưởng|Thường\s+trực|Ủy\s+viên|Uỷ\s+viên|ủy\s+viên|Tổ\s+trưởng|Tổ\s+phó|"
    r"Đội\s+trưởng|Chỉ\s+huy|Tư\s+lệnh|Thống\s+đốc|Thành\s+viên|Thư\s+ký|Lãnh\s+đạo)"
)
_ROLE_START = re.compile(rf"\s*(?:[-–,(]|là)?\s*(?P<position>{_POSITION}\b.*)", re.DOTALL)
_PART = re.compile(rf"\s*(?:{_POSITION}|kiêm|phụ\s+trách)")
_ACTS = re.compile(
    r"\s*(?:,\s*)?(?:đã\s+)?(?:đồng\s+)?(?:\b(?:chủ\s+trì|chủ\s+tọa|chủ\s+toạ|kết\s+luận|có\s+(?:ý\s+kiến|kết\s+luận|buổi|chỉ\s+đạo|cuộc)|phát\s+biểu|chỉ\s+đạo|"
    r"làm\s+(?:việc|chủ|Trưởng|trưởng)|thay\s+mặt|đã|yêu\s+cầu|giao|thống\s+nhất|cùng|dự|nghe|đi\s+|kiểm\s+tra|tổ\s+chức|họp|triệu\s+tập|điều\s+hành|"
    r"tại|nhấn\s+mạnh|đánh\s+giá|biểu\s+dương|ghi\s+nhận|cơ\s+bản|tiếp|khảo\s+sát|cho\s+ý\s+kiến|về\s+(?:việc|tình|công|kết|tiến))\b|[;:.](?:\s|$)|\()"
)
_CHAIRS = re.compile(r"chủ\s+trì|chủ\s+tọa|chủ\s+toạ|kết\s+luận|chỉ\s+đạo|phát\s+biểu", re.IGNORECASE)
_ADDRESS = re.compile(r"\b(?:đồng\s+chí|Đồng\s+chí|[Đđ]/c|[ÔôBb]ng|[Bb]à|ĐỒNG CHÍ)\s+(?=\S)")
_ASIDE = re.compile(r"\s*\((?:sau\s+đây|gọi|dưới\s+đây|viết)[^()]*\)")


@dataclass(frozen=True, slots=True)
class _Mention:
    """A person named with a position; `weight` tells how surely it is who chaired, `at` where the name stands."""

    name: str
    position: str | None
    weight: int


def read_meeting(title: str, preamble: Sequence[str]) -> Meeting:
    """The meeting of a notice; `preamble` are its paragraphs before the first numbered one, as plain text."""
    texts = [_ASIDE.sub("", text.replace("*", "")) for text in preamble]
    chair = _chair(title.replace("*", ""), texts)
    return Meeting(
        date=_date(texts, title),
        place=_place(texts),
        name=_name(texts, title),
        chair=chair.name if chair else None,
        chair_position=chair.position if chair else None,
    )


def _date(preamble: Sequence[str], title: str) -> dt.date | None:
    """The first whole date that no cited document carries; a range of days counts from its first."""
    for text in [*preamble, title]:
        for found in _DAY.finditer(text):
            date = _DATE.match(text, found.end())
            if date and not _CITED.search(text[: found.start()]) and (value := _value(date)):
                return value
    return None


def _value(found: re.Match[str]) -> dt.date | None:
    whole = [found["month"] or found["named_month"], found["year"] or found["named_year"]]
    if found["last"]:
        numbers = re.findall(r"\d+", found["last"])
        own = re.match(r"\d{1,2}\s*(?:[/.-]\s*|tháng\s*)(\d{1,2})", found.group())
        whole = [own[1] if own else numbers[1], numbers[2]]
    try:
        return dt.date(int(whole[1]), int(whole[0]), int(found["day"]))
    except ValueError:
        return None


def _chair(title: str, preamble: Sequence[str]) -> _Mention | None:
    """Who concluded: the person of the title, with the position that the text gives; else who is said to chair."""
    mentions = [mention for text in preamble for mention in _mentions(text)]
    titled = _title_person(title, mentions)
    if titled:
        own = [
            mention for mention in mentions if mention.name.casefold() == titled.name.casefold() and mention.position
        ]
        best = max(own, key=lambda mention: mention.weight, default=titled)
        return best if best.position else titled
    likely = [mention for mention in mentions if mention.weight > 1]
    return max(likely, key=lambda mention: mention.weight, default=None)


def _title_person(title: str, mentions: Sequence[_Mention]) -> _Mention | None:
    for mention in mentions:
        if mention.name.casefold() in title.casefold():
            return _Mention(mention.name, mention.position or _title_position(title, mention.name), 2)
    return next(iter(_mentions(title)), None)


def _title_position(title: str, name: str) -> str | None:
    before = title[: title.casefold().index(name.casefold())]
    found = list(re.finditer(_POSITION, before))
    return _clean(before[found[0].start() :]) if found else None


def _mentions(text: str) -> Iterator[_Mention]:
    yield from _named_first(text)
    yield from _position_first(text)


def _named_first(text: str) -> Iterator[_Mention]:
    """`đồng chí Lê Văn A - Phó Chủ tịch UBND tỉnh, Trưởng ban chủ trì`."""
    for found in _ADDRESS.finditer(text):
        rest = text[found.end() :]
        rank, rest = parted_rank(rest) if parted_rank(rest)[0] else ("", rest)
        name = leading_person(rest)
        if name is None:
            continue
        after = rest[rest.index(name) + len(name) :]
        role = _ROLE_START.match(after)
        position, end = _position(role["position"]) if role else (None, 0)
        tail = after[role.start("position") + end :] if role else after
        yield _Mention(name, position or _position_before(text[: found.start()]), _weight(text[: found.start()], tail))


def _position_first(text: str) -> Iterator[_Mention]:
    """`Phó Chủ tịch UBND tỉnh Võ Phiên chủ trì`, `Phó Chủ tịch ... Huyện - Huỳnh Văn Tài chủ trì`."""
    for acts in re.finditer(
        r"\s+(?:đã\s+)?(?:chủ\s+trì|chủ\s+tọa|chủ\s+toạ|kết\s+luận|có\s+(?:ý\s+kiến|kết)|đã\s|làm\s+việc|chỉ\s+đạo|tại\s|về\s|yêu\s+cầu|thống\s+nhất|phát\s+biểu)",
        text,
    ):
        before = text[: acts.start()].rstrip(" ,")
        name = trailing_person(before)
        if name is None:
            continue
        lead = before[: -len(name)]
        if position := _position_before(lead):
            yield _Mention(name, position, _weight(lead, text[acts.start() :]) + 1)


def _position_before(lead: str) -> str | None:
    """The position with which a text ends, from its first word on; parts after a comma count when they are ones."""
    lead = re.sub(r"\s*(?:[-–,]\s*)?(?:(?:đồng chí|Đồng chí|[Đđ]/c|ông|bà)\s*)?\Z", "", lead)
    lead = re.split(r"[;:]|\.\s", lead)[-1]
    parts = re.split(r"(,\s*)", lead)
    start = len(parts) - 1
    while start >= 2 and _PART.match(parts[start]) and (inner := re.match(_POSITION, parts[start - 2].strip())):
        start -= 2
        if not inner:
            break
    candidate = "".join(parts[start:])
    found = list(re.finditer(rf"(?<!\w){_POSITION}\b", candidate))
    if not found:
        return None
    position = candidate[found[0].start() :]
    return (
        _clean(position)
        if not _ACTS.search(re.sub(r"chỉ\s+đạo|điều\s+hành|tiếp|tổ\s+chức|kiểm\s+tra|dự|họp", "", position))
        else None
    )


def _position(text: str) -> tuple[str | None, int]:
    """The position at the beginning of a text, and where it ends: at a verb, or at a comma after which none begins."""
    end = 0
    while True:
        stop = _stop(text, end)
        if stop < len(text) and text[stop] == "," and _PART.match(text[stop + 1 :]):
            end = stop + 1
            continue
        return _clean(text[:stop]), stop


def _stop(text: str, start: int) -> int:
    comma = text.find(",", start)
    acts = next(
        (found.start() for found in _ACTS.finditer(text, start + 1) if not _inside_name(text, found)), len(text)
    )
    return min(acts, comma if comma >= 0 else len(text), len(text))


def _inside_name(text: str, found: re.Match[str]) -> bool:
    """True when the words belong to a body's name: `Ban Chỉ đạo`, `Ban Điều hành`, `Ban Tổ chức`, `Ủy ban Kiểm tra`."""
    before = text[: found.start()].rstrip()
    return (
        bool(re.search(r"(?:Ban|ban|Tổ|tổ|Ủy ban|Uỷ ban|Hội đồng|Đoàn|đoàn)\Z", before))
        or found.group().strip().istitle()
    )


def _weight(before: str, after: str) -> int:
    """How surely the person between the two texts chaired: 3 when said so right there, 0 when only present."""
    near = re.split(r"[;]|\.\s", after)[0][:60]
    if re.search(r"(?:chủ trì|chủ tọa|chủ toạ)\s+(?:của|bởi)\s*(?:.{0,90})\Z|\bdo\s+(?:.{0,90})\Z", before[-120:]) and (
        "chủ trì của" in before[-140:] or re.match(r"\W*(?:làm\s+)?(?:chủ trì|chủ tọa)", near)
    ):
        return 4
    if re.match(r"\W*(?:đã\s+)?(?:chủ\s+trì|chủ\s+tọa|chủ\s+toạ|làm\s+chủ)", near):
        return 4
    if re.match(
        r"\W*(?:đã\s+)?(?:có\s+ý\s+kiến\s+)?(?:phát\s+biểu\s+)?(?:kết\s+luận|có\s+kết|có\s+ý\s+kiến|chỉ\s+đạo)", near
    ):
        return 3
    if re.match(r"\W*(?:đã\s+)?(?:có\s+buổi|làm\s+việc|kiểm\s+tra|đi\s+|họp|nghe|tổ\s+chức|tiếp|thay\s+mặt)", near):
        return 3 if not re.search(r"(?:dự|gồm|tham gia)\b[^.;]*\Z", before) else 1
    return 1 if not re.search(r"(?:[Tt]ham dự|[Cc]ùng dự|[Dd]ự họp|gồm|có mặt)\b[^.]*\Z", before) else 0


def _clean(text: str) -> str | None:
    text = re.sub(r"\s*\([^)]*\)\s*\Z", "", " ".join(text.split()))
    text = text.strip(" ,;:-–*()")
    return text or None


def _place(preamble: Sequence[str]) -> str | None:
    """What follows "tại" in the first paragraph, up to the next comma that is not inside the name."""
    for text in preamble[:2]:
        if found := re.search(
            r"\d{4},?\s+tại\s+((?:[^,.;(]|\((?!\w*gọi))+?)(?=\s*[,;.(]|\s+(?:đồng chí|đã|Đồng chí)\b)", text
        ):
            return _clean(found[1])
    return None


_MEETING = r"(?:cuộc\s+|buổi\s+)?(?:họp|làm\s+việc|kiểm\s+tra|khảo\s+sát|giao\s+ban|tiếp|hội\s+nghị|phiên\s+họp|Hội\s+nghị|Phiên\s+họp|Cuộc\s+họp)"


def _name(preamble: Sequence[str], title: str) -> str | None:
    """How the meeting is called: after "tại" in the title, else after "chủ trì" or "tổ chức" in the text."""
    if found := re.search(rf"\btại\s+({_MEETING}\b.+)\Z", title, re.IGNORECASE):
        return _clean(found[1])
    for text in preamble[:2]:
        if found := re.search(rf"(?:chủ trì|tổ chức)\s+({_MEETING}\b[^.;:]+)", text):
            return _clean(found[1])
    return None


def is_name(text: str) -> bool:
    """True when a text could be a person's name."""
    return is_person(text) or looks_like_person(text)
