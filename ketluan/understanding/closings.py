"""How notices end: what makes them known, asks for all of it to be carried out, and appeals."""

from __future__ import annotations

import re

LONGEST_CLOSING = 1200
LONGEST_LAST_CALL = 400
# the last sentences of such documents, which make them known and assign nothing
_CLOSES = re.compile(
    r"""
    (?: Trên\ đây\ là | Nay,?\ (?:thừa\ lệnh\ [^,]+,?\ )? (?:[\w ]{0,60}\ )?thông\ báo | Thừa\ lệnh )
  | \w[^.;:]{0,200}?\ (?:xin\ |trân\ trọng\ )?thông\ báo\b [^;:]{0,300}? \b(?:để|đến|tới|cho)\b .* \b(?:biết
        |thực\ hiện|triển\ khai)\b [^.]*\./?\.?\W*$
  | Thông\ báo\ (?:này|ý\ kiến|kết\ luận) .* (?:biết|thực\ hiện|triển\ khai|phổ\ biến|gửi)
  | (?:Rất\ m|M)ong\ (?:nhận\ được|(?:các|quý)\b)
  | (?:Xin\ )?Trân\ trọng(?:\ (?:đề\ nghị|báo\ cáo|kính\ chào))?[.!]?\W*$
  | (?:\w[^.;:]{0,120}\ )?(?:xin\ )?(?:trân\ trọng|chân\ thành)\ c[ảá]m\ ơn\b
  | (?:Cuộc\ họp|Buổi\ (?:họp|làm\ việc)|Phiên\ họp|Hội\ nghị)\ (?:\w+\ ){0,2}?(?:kết\ thúc|bế\ mạc)\b
  | Biên\ bản\ (?:này\ )?(?:được\ |đã\ |đã\ được\ )?(?:lập|làm|thông\ qua|đọc|kết\ thúc)\b
    """,
    re.VERBOSE | re.DOTALL,
)
# one of which is in each of them, and in few other texts
_CLOSING_WORDS = (
    *("hông báo", "Trên đây", "Thừa lệnh", "ong nhận", "ong các", "ong quý", "rân trọng", "m ơn"),
    *("kết thúc", "bế mạc", "Biên bản"),
)
# "thực hiện thông báo này" speaks of the document as a whole
_OF_THIS = re.compile(
    r"(?:nội dung|ý kiến|chỉ đạo|kết luận|thông báo|văn bản|công văn|công điện|chỉ thị|yêu cầu|nhiệm vụ)"
    r"(?: chỉ đạo| kết luận)? (?:này|trên|nêu trên|nói trên|tại (?:Thông báo|Văn bản|Công văn|Chỉ thị) này)\b",
    re.IGNORECASE,
)
# so ends a closing sentence that orders all of it to be carried out
_TO_BE_CARRIED_OUT = re.compile(
    r"\b(?:nghiêm túc|khẩn trương|tích cực|chủ động|tổ chức|triển khai|quán triệt|phối hợp|căn cứ|"
    r"quan tâm)\b[^;:]{0,160}?"
    r"\b(?:thực hiện|triển khai)(?: (?:nghiêm(?: túc)?|tốt|đúng|đầy đủ|kịp thời|có hiệu quả|hiệu quả))*"
    r"(?: (?:các |những )?(?:nội dung|ý kiến|chỉ đạo|nhiệm vụ|Chỉ thị|Kết luận|Thông báo|văn bản|Công văn)"
    r"(?: chỉ đạo| kết luận)?(?: (?:này|trên|nêu trên))?)?\W*(?:\./\.?)?\W*$"
    r"|\b(?<!quá trình )(?:thực hiện|triển khai)(?: (?:ngay|nghiêm(?: túc)?|đúng|khẩn trương))*"
    r" (?:Chỉ thị|Kết luận|Thông báo|văn bản|Công văn|Công điện) này\W*$",
    re.IGNORECASE,
)
# appeals, which assign nothing by themselves
_EXHORTS = re.compile(
    r"nghiêm túc|khẩn trương|tích cực|nêu cao|quán triệt|triển khai thực hiện|tổ chức thực hiện|phối hợp thực hiện|"
    r"thực hiện nghiêm|thực hiện tốt|tập trung|đề cao|quyết liệt|chủ động",
    re.IGNORECASE,
)
# "nếu có vướng mắc ..." stands in every closing
_ON_TROUBLE = re.compile(
    r"(?:Trong )?quá trình (?:triển khai|tổ chức|thực hiện)|(?:Nếu|Trường hợp) (?:có |phát sinh )?(?:phát sinh |"
    r"có )?(?:khó khăn|vướng mắc)",
    re.IGNORECASE,
)
# a request up to a day is a task; the day or the number of a document is none
_LIMITED = re.compile(
    r"\b(?:trước|chậm nhất|muộn nhất|hạn|hết|đến)\b[^.;]{0,20}?(?:\bngày \d|(?<![\d/])\d{1,2}/\d{1,2}\b)", re.IGNORECASE
)
_GROUP = re.compile(r"\b[Cc]ác\b|^(?:Bộ trưởng|Thủ trưởng|Người đứng đầu)\b(?! Bộ [A-ZĐ])")
_SENTENCES = re.compile(
    r"(?<=[^\W\d_]{2}\.)\s+(?=[A-ZĐÀ-Ỹ])"
    r"|(?<=[^\W\d_]{2};)\s+(?=(?:trong )?quá trình|nếu có|trường hợp (?:có|phát sinh))"
)
"""Trouble may be spoken of behind a semicolon too."""


def closes(text: str) -> bool:
    """Whether a paragraph is the sentence that ends a notice (`... thông báo để các đơn vị biết, thực hiện./.`)."""
    may_close = len(text) <= LONGEST_CLOSING and any(map(text.__contains__, _CLOSING_WORDS))
    return may_close and bool(_CLOSES.match(text))


def asks_to_carry_out(text: str) -> bool:
    """Whether a last paragraph asks for nothing but that the document be carried out, and trouble be reported."""
    asked = [sentence for sentence in _SENTENCES.split(text) if not _ON_TROUBLE.match(sentence)]
    return len(asked) == 1 and len(asked[0]) <= LONGEST_LAST_CALL and bool(_TO_BE_CARRIED_OUT.search(asked[0]))


def speaks_of_this(text: str) -> bool:
    """Whether a text points at the document itself (`Căn cứ nội dung chỉ đạo trên, ...`)."""
    return bool(_OF_THIS.search(text))


def exhorts(text: str) -> bool:
    """Whether a paragraph asks for zeal rather than for something by a day."""
    return bool(_EXHORTS.search(text)) and not _LIMITED.search(text)


def names_group(name: str) -> bool:
    """Whether a name stands for all of a kind (`các sở`, `Bộ trưởng`, `Thủ trưởng cơ quan ngang bộ`)."""
    return bool(_GROUP.search(name))


def speaks_of_trouble(text: str) -> bool:
    """`Trong quá trình thực hiện, nếu có vướng mắc ...`: said to everybody, at the end."""
    return bool(_ON_TROUBLE.match(text))
