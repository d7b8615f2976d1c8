"""The words at the front of a printed line: what begins a paragraph or an item, what a line break brought there."""

from __future__ import annotations

import re

from ketluan.importing.parsing.paragraph_markers import without_marker
from ketluan.lexicon.lexicon import folded_words, lexicon
from ketluan.understanding.addressees import begins_with_body, begins_with_task
from ketluan.understanding.title_addressees import is_addressee

# opening words of preambles and closing sentences, seen in front of a capital after a full line
_BEGINS = re.compile(
    r"(?:Sau khi|Tham dự|Cùng dự|Dự họp|Dự (?:buổi|cuộc|Hội nghị)|Thành phần|Giao\b|Đề nghị|Yêu cầu|Trên đây|"
    r"(?:Văn phòng|UBND|HĐND|[ỦU][ỷyỶY] ban|Sở|Bộ|Ban|Cục|Phòng|Tổng cục|Thường trực|"
    r"(?:Tỉnh|Thành|Huyện|Đảng) [ủu][ỷy])\b.{0,60}\b(?:thông báo|trân trọng)\b|Thừa lệnh|"
    r"Thông báo (?:này|để|đến|cho|kết)|Nhận được (?:công văn|văn bản|chỉ thị|công điện|thông báo)\b|"
    r"Nay\b|Thông báo này|Tuy nhiên|Trên cơ sở|Kết luận|Về\b|Vắng|Đồng chí|Các đồng chí|Để )"
)
# the commonest first words of tasks; the lexicon's verbs are asked too, these are sure without a context
_TASK = re.compile(
    r"(?:Chủ trì|Phối hợp|Tham mưu|Tập trung|Tiếp tục|Khẩn trương|Rà soát|Tổ chức|Chỉ đạo|Hướng dẫn|Xây dựng|Căn cứ|"
    r"Theo dõi|Nghiên cứu|Tăng cường|Thực hiện|Kiểm tra|Đôn đốc|Báo cáo|Tổng hợp|Chủ động|Triển khai|Đẩy mạnh|"
    r"Đẩy nhanh|Bố trí|Cân đối|Thẩm định|Hoàn thiện|Hoàn thành|Có trách nhiệm|Trên cơ sở|Theo chức năng|Phân công|"
    r"Quán triệt)\b"
)
# parts of decrees and appendices, which carry no list marker
_ARTICLE = re.compile(r"(?:Điều\s+\d+\s*[.:]|(?:Chương|Mục|Phần)\s+(?:[IVX]+|\d+|thứ)\b|Phụ lục\b)", re.IGNORECASE)
# what a letter's text begins with, behind the line that says to whom it goes
_LETTER = re.compile(
    r"(?:Xét|Căn cứ|Thực hiện|Theo|Tiếp theo|Phúc đáp|Trả lời|Để|Nhằm|Nhân dịp|Trong|Tại|Vừa qua|Thời gian qua|"
    r"Hiện nay|Qua|Sau khi|Liên quan|Trước|Do|Đáp ứng|Thừa lệnh|Ngày \d+|"
    r"Về (?:việc|đề nghị|kiến nghị|báo cáo|nội dung|tờ trình))\b"
)
_GROUND = re.compile(r"(?:Căn cứ|Theo đề nghị|Xét|Thực hiện)\b")
# a numbered line that names a subject only is a title, and what follows is not its continuation
_SUBJECT = re.compile(r"(?:Về|Đối với|Công tác|Nhiệm vụ|Lĩnh vực|Nội dung)\s")
# second halves that a line break makes look like an item: "- 15/7", "- Thương binh và Xã hội"
_TORN = re.compile(r"\W*(?:\d{1,2}/\d|Thương binh)")
_NEAR = 60


def is_torn(above: str, text: str) -> bool:
    """True for the second half of a date or of a name (`Giáo dục` / `- Đào tạo`) whose first half ends `above`."""
    if _TORN.match(text):
        return True
    before = len(folded_words(above[-_NEAR:]))
    joined = folded_words(f"{above[-_NEAR:]} {text[:_NEAR]}")
    found = (lexicon().find(joined, start, capital=True) for start in range(max(0, before - 6), before))
    return any(word_class == "field" and end > before + 1 for end, word_class in found)


def begins_paragraph(text: str) -> bool:
    """True for words with which the paragraphs and articles of documents begin."""
    return bool(_BEGINS.match(text) or _ARTICLE.match(text))


def begins_ground(text: str) -> bool:
    """True for a further ground of a decision (`Căn cứ ...;`)."""
    return bool(_GROUND.match(text))


def begins_letter(text: str) -> bool:
    """True for words with which the text of a letter begins (`Xét đề nghị của ...`)."""
    return bool(_LETTER.match(text))


def names_body(text: str) -> bool:
    """True when a text begins with a body's name: it tells somebody else than the text above."""
    return text[0].isupper() and begins_with_body(text)


def is_task(text: str) -> bool:
    """True when a text begins with one of the commonest words of tasks."""
    return bool(_TASK.match(text))


def tells(text: str) -> bool:
    """True when a text begins with a task, or with a body and what it is to do."""
    return begins_task(text) or is_task(text) or begins_with_body(text, acting=True)


def is_title(text: str) -> bool:
    """True for a numbered line that is but a subject (`1. Về ...`) or names of bodies."""
    own = without_marker(text)
    return bool(_SUBJECT.match(own)) or is_addressee(own)


def begins_task(text: str) -> bool:
    """True when a text, its dash aside, begins with the verb of a task and no person's position (`- Chủ nhiệm`)."""
    return begins_with_task(without_marker(text))
