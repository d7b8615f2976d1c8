"""PERIODS: every kind of period that officials print, each with its first and last day.

A row knows nothing of the words in front of it; those are the table of introducers.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from ketluan.text.dates import DAY, MONTH
from ketluan.understanding.counted_spans import (
    COUNT_WORDS,
    counted,
    day_nearby,
    end_of_this_year,
    lunar_new_year,
    period_nearby,
    weekday_of_week,
)
from ketluan.understanding.deadline_rows import TAKEN, PeriodRow
from ketluan.understanding.deadline_spans import (
    WEEKDAYS,
    Period,
    clock_alone,
    impossible_day,
    months,
    months_of_year,
    one_day,
    quarters,
    week_of_month,
    years,
)
from ketluan.understanding.deadline_words import DIGIT, FIGURES, Keys, holds_figures, may_match
from ketluan.understanding.lunar_new_year import BRANCHES, STEMS

_YEAR = r"(?:19|20)\d\d"
_OF_YEAR = rf"(?:\s*(?:[/-]\s*|,?\s*năm\s+)(?P<year>{_YEAR})(?!\d))?"
_OF_FIRST_YEAR = _OF_YEAR.replace("<year>", "<first_year>")
CLOCK = (
    r"(?P<hour>[01]?\d|2[0-3])\s*(?:(?:h|g|giờ)(?!\w*[a-zà-ỹ])|:(?=\d\d))\s*(?P<minute>[0-5]\d(?!\d))?\s*(?:phút|p\b|['’′])?"
    r"(?:\s*[-–]\s*\d{1,2}\s*(?:h|g|giờ|:)\s*(?:\d\d)?)?"
)
WEEKDAY = rf"(?:thứ\s+(?P<weekday>{'|'.join(WEEKDAYS)}|[2-7])|(?P<sunday>chủ\s+nhật))"
# begins with a figure or a word of `_BEFORE_DAY`, and with no other
_NO_NUMBER_BEFORE = r"(?=\d|ngày|sáng|trưa|chiều|tối|cuối|hết|thứ|chủ)(?<![\d:/.,-])(?<!\d[hg])(?<!giờ\s)"
_NO_CLOCK = r"(?!\s*(?:h|g|giờ|phút|%)(?!\w*[a-zà-ỹ]))(?!:\d)"
_EACH_YEAR = r"(?!,?\s+(?:của\s+)?(?:hằng|hàng|mỗi)\s+(?:năm|tháng))"
_TOGETHER = r"(?:\s*,\s*|\s+và\s+|\s*[-–]\s*|\s+đến\s+)"
_MONTH_WORDS = r"mười\s+hai|mười\s+một|mười|giêng|hai|ba|tư|sáu|bảy|tám|chín|năm(?=\s+năm\s)"
_PART = r"(?:(?P<part>đầu|giữa|cuối|nửa\s+đầu|nửa\s+cuối|thượng\s+tuần|trung\s+tuần|hạ\s+tuần)\s+)?(?:của\s+)?"
_COUNTS = ((1, "0?2|hai"), (2, "0?3|ba"), (3, "0?4|bốn"))


def _all_of(unit: str, item: str) -> str:
    """`02 tháng 5, 6/2024`: a number in front of as many periods as it says."""
    listed = rf"\s+{unit}\s+{item}(?:\s*/\s*{_YEAR})?(?:{_TOGETHER}(?:{unit}\s+)?{item})"
    ways = "|".join(rf"(?:{words})(?={listed}{{{more}}}(?![\d%]|{_TOGETHER}\d))" for more, words in _COUNTS)
    return rf"(?<![\w.,/])(?:{ways}|các(?={listed}))"


_ALL_MONTHS = _all_of("tháng", f"{MONTH}(?!\\d)")
_OWN_DAY = (
    r"(?:ngày\s+(?:ký|ban\s+hành|phát\s+hành)(?:\s+ban\s+hành)?(?:\s+(?:văn\s+bản|thông\s+báo|kết\s+luận|này))*"
    r"|ngày\s+thông\s+báo(?:\s+này)?|hôm\s+nay|nay)"
    r"(?!\w|\s+(?:hợp|quyết|kế|nghị|kết|chỉ|đề|giấy|biên|của)\b)"
)
"""The notice's own day."""


@lru_cache(maxsize=1024)
def rows_for(keys: Keys) -> tuple[PeriodRow, ...]:
    """The rows that may match a text with such words."""
    return tuple(row for row in PERIODS if may_match(row.needs, keys))


def periods(text: str, keys: Keys, issued: dt.date | None) -> list[Period]:
    """The periods of a recognisable text in order, none inside another; `issued` is the day of the notice."""
    found: list[Period] = []
    free, figures = text, True
    for row in rows_for(keys):
        if not figures and FIGURES in row.needs:
            continue
        unread = free
        for match in row.matches(text, free):
            if period := row.read(match, issued):
                found.append(period)
                free = free[: period.start] + TAKEN * (period.end - period.start) + free[period.end :]
        if free is not unread:
            figures = holds_figures(free)
    found.sort(key=lambda period: (period.start, -period.end))
    kept: list[Period] = []
    for period in found:
        if not kept or period.start >= kept[-1].end:
            kept.append(period)
    return kept


_BEFORE_DAY = rf"""
    (?:{CLOCK}\s*,?\s*(?:của\s+)?)?
    (?:(?:sáng|trưa|chiều|tối|cuối(?:\s+giờ)?(?:\s+làm\s+việc)?(?:\s+(?:sáng|chiều))?|hết\s+giờ\s+làm\s+việc)\s+)?
    (?:(?:ngày\s+)?{WEEKDAY}\s*,?\s*(?:\(\s*)?(?:tức\s+(?:là\s+)?)?(?:tuần\s+này\s*,?\s*)?)?
    (?:cuối\s+)?(?:ngày\s+)?"""
_QUARTER_NUMBER = r"(?:iv|i{1,3}|[1-4])(?!\w)"
_SINCE = rf"""
    (?P<since>,?\s*(?:(?:tính|kể)\s+)?(?:từ|sau)\s+(?:khi\s+)?
        (?: (?P<own>{_OWN_DAY})
          | (?:ngày\s+)?(?P<since_day>{DAY})\s*(?:[/.-]|\s+tháng\s+)\s*(?P<since_month>{MONTH})(?!\d)
            (?:\s*(?:[/.-]|,?\s*năm\s)\s*(?P<since_year>{_YEAR}))?
          | (?:ngày|khi|lúc|thời\s+điểm)(?:\s+[^\s.;:()]+){{1,24}}?\s+(?:có|phát\s+sinh)\s+hiệu\s+lực
            (?:\s+(?:thi\s+hành|thực\s+hiện|pháp\s+luật)(?!\w))?
          | (?:ngày|khi|lúc|thời\s+điểm)?(?:\s+[^\s.;,:()]+){{1,8}} )
    )?"""

_COUNT = rf"(?=[\d{''.join(sorted({word[0] for word in COUNT_WORDS}))}])(?:\d|\b(?:{'|'.join(COUNT_WORDS)}))"
_COUNTED = rf"{_COUNT}(?:\s*\([^()]*\))?\s+(?:ngày|tuần|tháng|năm|giờ)\b"

PERIODS: tuple[PeriodRow, ...] = (
    PeriodRow(
        "day",
        r"\d\s*[/.-]\s*\d|\d,?\s+tháng\s",  # 20/10/2025, 20 tháng 10 năm 2025, 17h00 thứ Sáu, ngày 20/10
        rf"""{_NO_NUMBER_BEFORE}{_BEFORE_DAY}
        (?:(?P<first>{DAY})\s*[-–]\s*(?=\d))?
        (?:(?<=ngày\s)|(?!{_ALL_MONTHS}))(?P<day>{DAY})
        (?:
            \s*(?P<mark>[/.-])\s*(?P<month>{MONTH})(?!\d){_NO_CLOCK}(?:\s*(?P=mark)\s*(?P<year>{_YEAR}|\d\d)(?!\d))?
          |,?\s+tháng\s+(?P<named_month>{MONTH})(?!\d)(?:,?\s*(?:/\s*|năm\s+)(?P<named_year>{_YEAR})(?!\d))?
        )
        (?![\d]|\s?/\s?\w){_EACH_YEAR}""",
        one_day,
        ((DIGIT,),),
    ),
    PeriodRow(
        "no such day",
        r"\d\s*[/.-]\s*\d",  # 15/13/2025, 20/3/205: a day by its form, none by the calendar
        rf"""{_NO_NUMBER_BEFORE}{_BEFORE_DAY}
        (?P<printed>\d{{1,2}}\s*(?:(?P<mark>[/.-])\s*\d{{1,2}}\s*(?P=mark)\s*\d{{2,5}}|/\s*\d{{1,2}}))(?![\d/]){_NO_CLOCK}{_EACH_YEAR}""",
        impossible_day,
        ((DIGIT,),),
    ),
    PeriodRow(
        "near day",
        r"tháng\s+(?:này|sau|tới)|hôm\s+nay|ngày\s+mai|trong\s+ngày|cùng\s+ngày",
        rf"""(?:{CLOCK}\s*,?\s*)?(?:(?:sáng|trưa|chiều|tối)\s+)?(?:ngày\s+(?P<near_day>{DAY})\s+tháng\s+(?:này|(?P<next>sau|tới))(?!\w)
        |(?P<day_word>(?:ngày\s+)?hôm\s+nay|ngày\s+mai|(?:trong|cùng)\s+ngày(?!\s*\w))(?!\w))""",
        day_nearby,
        (("này", "sau", "tới", "hôm", "mai", "trong", "cùng"), ("tháng", "hôm", "ngày")),
    ),
    PeriodRow(
        "weekday",
        r"thứ\s|chủ\s+nhật",
        rf"(?:{CLOCK}\s*,?\s*)?(?:(?:sáng|chiều)\s+)?{WEEKDAY}(?:\s+tuần\s+(?P<week>này|tới|sau))?(?!\w)",
        weekday_of_week,
        (("thứ", "nhật"),),
    ),
    PeriodRow(
        "clock",
        r"\d\s*(?:[hg:]|giờ)",
        rf"{_NO_NUMBER_BEFORE}{CLOCK}(?!\s*(?:làm|mỗi|/))(?!\w)",
        clock_alone,
        ((DIGIT,),),
    ),
    PeriodRow(
        "counted",
        _COUNTED,  # 10 ngày kể từ ngày ký, 05 ngày làm việc, 2 tháng tới
        rf"""(?P<count>(?<![\d.,/])\d{{1,3}}|{"|".join(COUNT_WORDS)})(?:\s*\(\s*\w+(?:\s+\w+)?\s*\))?
        \s+(?P<unit>ngày|tuần|tháng|năm|giờ)(?!\s*\d)(?!\s+(?:đầu|cuối|năm|qua|một|/))(?!\s*/)(?P<working>\s+làm\s+việc)?
        (?:\s+(?:tới|tiếp\s+theo|nữa)(?!\w))?{_SINCE}""",
        counted,
        (("ngày", "tuần", "tháng", "năm", "giờ"),),
    ),
    PeriodRow(
        "week of a month",
        r"tuần\s",  # tuần đầu tháng 4/2025
        rf"""(?:(?P<weeks>0?[23]|hai|ba)\s+)?tuần\s+(?:thứ\s+)?(?P<nth>đầu|nhất|hai|ba|tư|cuối|[1-4])(?:\s+tiên|\s+cùng)?\s+(?:của\s+)?tháng\s+
        (?P<month>{MONTH})(?!\d){_OF_YEAR}""",
        week_of_month,
        (("tuần",), ("tháng",)),
    ),
    PeriodRow(
        "month",
        r"tháng\s",  # tháng 10 năm 2025, cuối tháng 9, tháng 5, 6 và 7/2025
        rf"""(?:{_ALL_MONTHS}\s+)?{_PART}tháng\s+(?P<month>{MONTH}(?!\d)|(?:{_MONTH_WORDS})(?!\w))
        (?:{_OF_FIRST_YEAR}(?:{_TOGETHER}(?:tháng\s+)?{MONTH}(?!\d)(?!\s*/\s*{MONTH}/))*
            {_TOGETHER}(?:tháng\s+)?(?P<last_month>{MONTH})(?!\d|\s*(?:%|tỷ|triệu)))?{_OF_YEAR}(?!\s*âm\s+lịch|/\d)
        {_EACH_YEAR}""",
        months,
        (("tháng",),),
    ),
    PeriodRow(
        "bare month",
        r"\d\s*/\s*\d{4}",
        rf"(?<![\d/.,-])(?P<month>{MONTH})\s*/\s*(?P<year>{_YEAR})(?![\d/-])",
        months,
        (("/",), (DIGIT,)),
    ),
    PeriodRow(
        "near period",
        r"\s(?:này|nay|tới|sau)\b",  # trong tuần này, quý tới, cuối năm nay
        r"(?:(?P<part>đầu|giữa|cuối)\s+)?(?P<unit>tuần|tháng|quý|năm)\s+(?P<step>này|nay|tới|sau)(?!\w|\s+(?:khi|đó))",
        period_nearby,
        (("này", "nay", "tới", "sau"),),
    ),
    PeriodRow(
        "quarter",
        r"quý\s",  # quý III/2025, quý I và quý II năm 2025
        rf"""(?:{_all_of("quý", _QUARTER_NUMBER)}\s+)?{_PART}quý\s+(?P<quarter>{_QUARTER_NUMBER})
        (?:{_OF_FIRST_YEAR}{_TOGETHER}(?:quý\s+)?(?P<last_quarter>{_QUARTER_NUMBER}))?{_OF_YEAR}""",
        quarters,
        (("quý",),),
    ),
    PeriodRow(
        "half-year",
        r"(?:đầu|cuối)\s+năm",  # 6 tháng đầu năm 2025, nửa cuối năm
        rf"""(?:(?P<months>(?<![\d.,])0?[1-9]|1[01]|sáu)\s+tháng|(?P<half_year>nửa))\s+(?P<end>đầu|cuối)\s+năm
        (?:\s+nay)?(?:\s+(?P<year>{_YEAR})(?!\d|\s*[-–]))?(?!\s+\d)""",
        months_of_year,
        (("năm",), ("tháng", "nửa")),
    ),
    PeriodRow(
        "year",
        r"năm\s+\d",  # năm 2025, cuối năm 2025, năm 2025 và 2026
        rf"""(?:{_all_of("năm", _YEAR)}\s+)?
        {_PART}năm\s+(?P<year>{_YEAR})(?:\s*(?:,|và)\s*(?:năm\s+)?(?P<last_year>{_YEAR}))?(?!\d|\s*[-–]\s*\d|/)""",
        years,
        (("năm",), (DIGIT,)),
    ),
    PeriodRow(
        "end of this year",
        r"(?:cuối|hết)\s+năm",
        r"(?:cuối|hết)\s+năm(?:\s+nay)?(?!\s+(?:\d|học|sau|tới)|\w)",
        end_of_this_year,
        (("năm",), ("cuối", "hết")),
    ),
    PeriodRow(
        "bare year",
        r"(?:19|20)\d\d",
        rf"(?<![\d/.,-])(?P<year>{_YEAR})(?![\d/]|[.,]\d|\s*[-–]\s*\d|\w)",
        years,
        ((DIGIT,),),
    ),
    PeriodRow(
        "tet",
        r"tết",  # Tết Nguyên đán Bính Ngọ năm 2026
        rf"""tết(?!\s+(?:dương|trung|độc|thiếu|đoan|thanh))(?:\s+(?:nguyên\s+đán|âm\s+lịch|cổ\s+truyền))*
        (?:\s*,?\s*(?:năm\s+)?(?P<stem>{"|".join(STEMS)}|kỉ)\s+(?P<branch>{"|".join(BRANCHES)}|tí|tị|mẹo))?
        (?:\s*[-–,(]?\s*(?:năm\s+)?(?P<year>{_YEAR}))?(?!\w)""",
        lunar_new_year,
        (("tết",),),
    ),
)
