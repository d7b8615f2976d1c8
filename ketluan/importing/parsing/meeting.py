"""What was held, when and where, read from the title and the paragraphs before the first section."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from ketluan.importing.parsing.chair import find_chair
from ketluan.model.notice import Meeting
from ketluan.text.dates import day_of

# one day, or several of which the last carries the month: "02 và 03/6/2022", "từ ngày 5 đến 7 tháng 6 năm 2023"
_DATE = re.compile(
    r"""
    (?P<day>\d{1,2})\s*
    (?: [/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})
      | tháng\s*(?P<named_month>\d{1,2})\s*(?:,\s*)?(?:năm\s*|/\s*)(?P<named_year>\d{4})
      | (?:[/.-]\s*(?P<own_month>\d{1,2})|\s*tháng\s*(?P<own_named>\d{1,2}))?
        \s*(?:,|và|đến(?:\s+hết)?|[-–])\s*(?:ngày\s*)?[\d\s,/.và–-]*?
        (?P<last>\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}|\d{1,2}\s*tháng\s*\d{1,2}\s*năm\s*\d{4}) )
    """,
    re.VERBOSE,
)
_DAY = re.compile(r"\b[Nn]gày\s*[,:]?\s*\(?(?=\d)|\b[Nn]gày\s+(?:\w+\s+){0,2}\((?=\d)")
# a day behind a document's name or number is that document's
_CITED = re.compile(
    r"(?:\d[\w.]*(?:/\d{4})?[/-][A-ZĐ][\w.&/-]*|Quyết định|Nghị định|Nghị quyết|Công văn|Thông báo|Kế hoạch|Luật|"
    r"Chỉ thị|Thông tư|Tờ trình|Báo cáo|Văn bản|Công điện|Giấy mời|Chương trình|Kết luận|ban hành|kèm theo|văn bản)"
    r"[\w\s]{0,12},?\s*\Z"
)
_OPENING = 5_000
# "(sau đây gọi tắt là ...)" parts a meeting from its day
_ASIDE = re.compile(r"\s*\((?:sau\s+đây|gọi|dưới\s+đây|viết)[^()]*\)")
_MEETING = (
    r"(?:cuộc\s+|buổi\s+)?(?:họp|làm\s+việc|kiểm\s+tra|khảo\s+sát|giao\s+ban|tiếp|hội\s+nghị|phiên\s+họp|hội\s+thảo)\b"
)
# what says that people met; a bare "kiểm tra" is also in names and tasks, so it needs company
_HELD = re.compile(
    r"\b(?:họp|làm\s+việc|khảo\s+sát|giao\s+ban|hội\s+nghị|hội\s+thảo|hội\s+ý|đối\s+thoại|đại\s+hội|chủ\s+trì|tiếp\s+xúc"
    r"|tiếp\s+công\s+dân|thị\s+sát|sơ\s+kết|tổng\s+kết|tọa\s+đàm|thăm|nghe|tham\s+dự|buổi\s+\w+|kết\s+luận\s+của"
    r"|(?:đi|đã|tổ\s+chức|tiến\s+hành|chuyến|buổi|đoàn)\s+kiểm\s+tra|kiểm\s+tra\s+(?:thực|hiện\s+trường|tình\s+hình|công\s+tác))\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[^\W\dA-ZĐ])[.;](?=\s+[A-ZĐÀ-Ỹ])")
"""A meeting was held only where its sentence says so: the day of a law or a letter is none."""
# the place stands between the year and the next clause; "tại" elsewhere speaks of other things
_AT = re.compile(r"\d{4}\)?,?\s+tại\s+((?:[^,.;(]|\((?!\w*gọi))+?)(?=\s*[,;.(]|\s+(?:đồng chí|đã|Đồng chí|diễn ra)\b)")


def read_meeting(title: str, preamble: Sequence[str]) -> Meeting:
    """The meeting of a notice; `preamble` are its paragraphs before the first numbered one, as plain text."""
    title = title[:_OPENING].replace("*", "")
    texts = [_ASIDE.sub("", text[:_OPENING].replace("*", "")) for text in preamble]
    chair = find_chair(title, texts)
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
            cited = _CITED.search(text[max(found.start() - 80, 0) : found.start()])
            if date and not cited and _HELD.search(_sentence(text, found.start())) and (value := _value(date)):
                return value
    return None


def _sentence(text: str, at: int) -> str:
    """The sentence around a place."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    start = max((end for end in ends if end <= at), default=0)
    return text[start : next((end for end in ends if end > at), len(text))]


def _value(found: re.Match[str]) -> dt.date | None:
    month, year = found["month"] or found["named_month"], found["year"] or found["named_year"]
    if found["last"]:
        _, last_month, year = re.findall(r"\d+", found["last"])
        month = found["own_month"] or found["own_named"] or last_month
    return day_of(int(year), int(month), int(found["day"]))


def _place(preamble: Sequence[str]) -> str | None:
    """What follows the date and "tại", up to the next comma."""
    found = next((found for text in preamble[:2] if (found := _AT.search(text))), None)
    return found[1].strip(" ,;:-–") if found else None


def _name(preamble: Sequence[str], title: str) -> str | None:
    """How the meeting is called: after "tại" in the title, else after "chủ trì" or "tổ chức" in the text."""
    found = re.search(rf"\btại\s+({_MEETING}.+)\Z", title, re.IGNORECASE)
    said = (re.search(rf"(?:chủ trì|tổ chức)\s+({_MEETING}[^.;:]+)", text, re.IGNORECASE) for text in preamble[:2])
    found = found or next(filter(None, said), None)
    return found[1].strip(" ,;:-–") if found else None
