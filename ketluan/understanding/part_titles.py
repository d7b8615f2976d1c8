"""What the title of a part says of it: it looks back, it assigns, it only names a topic, it opens an appendix."""

from __future__ import annotations

import re

# titles of passages that look back
_ASSESSING_TITLE = re.compile(
    r"""
    (?:Về\ |Một\ số\ |Những\ |Phần\ |Công\ tác\ |Nội\ dung\ )?
    (?: đánh\ giá (?!\ (?:tác\ động|đúng|lại|của)) | kết\ quả | tình\ hình | tồn\ tại | hạn\ chế | khó\ khăn
        | nguyên\ nhân
      | ưu\ điểm | thành\ phần | nhận\ định | bối\ cảnh | mặt\ (?:đã|làm|được|còn|chưa|hạn|tồn|mạnh|yếu|tích)\b
      | bài\ học | ghi\ nhận | báo\ cáo\ của
        | ý\ kiến\ (?:phát\ biểu|thảo\ luận|của\ các) )
    """,
    re.VERBOSE | re.IGNORECASE,
)
# what a plan is for, and what its tasks are measured by: tasks stand in other parts
_AIMING_TITLE = re.compile(
    r"(?:mục đích|mục tiêu|quan điểm|nguyên tắc)(?:(?:,| và| -| –|;) (?:mục đích|mục tiêu|quan điểm|nguyên tắc|"
    r"yêu cầu|ý nghĩa))*(?: (?:chung|cụ thể|tổng quát|chỉ đạo|thực hiện|xây dựng))?\W*",
    re.IGNORECASE,
)
_DEMAND = re.compile(r"yêu cầu\W*", re.IGNORECASE)
_TOPIC_TITLE = re.compile(r"Về (?:tình hình|kết quả)", re.IGNORECASE)
"""Names what is spoken of; what stands under it may look back or assign."""
_TOPIC_PHRASE = re.compile(r"(?:Về|Đối với|Riêng)\b[^.:]*[^\W_)]\)?$")
# unless they also look ahead: "kết quả và nhiệm vụ ..."
_LOOKING_AHEAD = re.compile(
    r"giải pháp|phương hướng|thời gian (?:tới|đến)|nhiệm vụ (?:trọng tâm|trong|cụ thể|giải pháp)|, nhiệm vụ|"
    r"và nhiệm vụ|chỉ đạo|tổ chức thực hiện|phân công",
    re.IGNORECASE,
)
_ASSIGNING_TITLE = re.compile(
    r"nhiệm vụ|giải pháp|tổ chức thực hiện|phân công|kết luận|chỉ đạo|thời gian tới|thời gian đến|yêu cầu|"
    r"phương hướng"
)
_APPENDIX = re.compile(r"phụ lục\b", re.IGNORECASE)


def assesses_by_title(title: str) -> bool:
    """Whether a heading opens a part that looks back (`I. ĐÁNH GIÁ CHUNG`) and assigns nothing."""
    return bool(_ASSESSING_TITLE.match(title)) and not _LOOKING_AHEAD.search(title)


def aims_by_title(title: str) -> bool:
    """Whether a heading opens a part that says what is to be reached (`I. MỤC ĐÍCH, YÊU CẦU`)."""
    return bool(_AIMING_TITLE.fullmatch(title))


def is_demand(title: str) -> bool:
    """`2. Yêu cầu`, the other half of what a plan is for."""
    return bool(_DEMAND.fullmatch(title))


def is_topic_title(title: str) -> bool:
    """Whether such a heading only names what is spoken of (`I. Về tình hình triển khai ...`)."""
    return bool(_TOPIC_TITLE.match(title))


def is_topic_phrase(text: str) -> bool:
    """Whether a text is one phrase that says what is spoken of, without a mark at its end."""
    return bool(_TOPIC_PHRASE.match(text))


def assigns_by_title(title: str) -> bool:
    """Whether a heading opens a part with tasks."""
    return bool(_ASSIGNING_TITLE.search(title.lower()))


def is_appendix(title: str) -> bool:
    """Whether a heading opens what follows the signature."""
    return bool(_APPENDIX.match(title))
