"""How notices of conclusions are worded: what assesses, agrees, exhorts and closes, and what assigns."""

from __future__ import annotations

import re

from ketluan.understanding.main_verb import main_verb, without_adverbials

LONGEST_ENDING = 400

# the sentence with its colon behind which conclusions begin
_CONCLUDES = re.compile(
    r"(?:(?:kết luận|chỉ đạo|có ý kiến|ý kiến|yêu cầu|thống nhất|quyết định|như sau|sau đây|"
    r"(?:nội dung|nhiệm vụ|giải pháp|công việc|việc|vấn đề|trọng tâm|chủ yếu|cụ thể) sau)[^.]*|"
    r"\bgiao(?: nhiệm vụ)?|"
    r"\b(?:ubnd|[ủu][ỷy] ban nhân dân|chủ tịch|thủ tướng|bộ|sở)\b[^.,;:]{0,60}? "
    r"(?:lưu ý|nhắc nhở|chỉ thị)\b[^.]*):\W*$"
)
# the same inside a paragraph, which goes on with the first task
_CONCLUDES_WITHIN = re.compile(r"\b(?:kết luận|chỉ đạo)\b[^.;:]{0,160}: (?=[A-ZĐÀ-Ỹ])")
_ATTENDANCE = re.compile(
    r"(?:\W|[IVX\d]+\.\s)*(?:Thành phần|(?:Thành viên|Người) (?:tham dự|dự họp)|Thư ký(?: cuộc họp)?\s*:)",
    re.IGNORECASE,
)
_CONCLUSIONS = re.compile(
    r"(?:(?:[IVX]+|\d+|[a-zđ])[.)/]\s+)?(?:phần |ý kiến |nội dung )?kết luận"
    r"(?: (?:của|cuộc|buổi|phiên|hội nghị|chỉ đạo|và chỉ đạo)\b[^.;:]{0,120})?\W*",
    re.IGNORECASE,
)
_SAYS_CONCLUDED = re.compile(r"\bkết luận\b", re.IGNORECASE)
# a note of the page's foot inside a sentence: a figure, a capital, and small letters again behind it
_PAGE_NOTE = re.compile(
    r"\d(?<=[a-zà-ỹ] \d)\d? (?=[A-ZĐÀ-Ỹ])[^.…]{40,1800}(?:\.(?=\d)[^.…]{0,400}){0,9}[.…](?= [a-zà-ỹ])"
)
_BRACKETS = re.compile(r"\([^()]*\)")
# what a letter goes back to, in front of its first task
_GROUND = re.compile(
    r"Căn cứ\b|(?:Thực hiện|Triển khai|Thi hành|Xét|Theo|Tiếp theo) "
    r"(?:(?:các |nội dung )?(?:ý kiến|chỉ đạo|đề nghị)\b|[A-ZĐ][^;]{0,60}? số \d)"
)
# a line that only opens the tasks of the body above
_HAVE_TO = re.compile(r"(?:Có trách nhiệm|Chịu trách nhiệm|Thực hiện|Có nhiệm vụ)\b[^.;]{0,80}:\W*$", re.IGNORECASE)
# everybody at once: an appeal, unless a duty is named
_GROUP = re.compile(r"(?:Các|Từng|Mỗi|Toàn thể|Tất cả|Thủ trưởng|Người đứng đầu|Lãnh đạo|Cán bộ)\b")
_OBLIGES = re.compile(r"\b(?:phải|cần(?: phải)?|có trách nhiệm)\b")
_SALUTATION = re.compile(r"^Kính g[ửở]i\s*:?\s*", re.IGNORECASE)
# `Kính gửi: - Sở Y tế; - UBND các huyện.` in one line
_DASHES = re.compile(r"(?:^|(?<=[;,])\s*)[-–—+•]\s+")
_ADDRESSES = re.compile(r"Kính g[ửở]i\b", re.IGNORECASE)
# THỦ TƯỚNG CHÍNH PHỦ ĐIỆN: and the list of those who get the telegram
_TELEGRAPHS = re.compile(r"(?:[^\W\d_]+,? ){1,14}(?:điện|ĐIỆN)\s*:(?P<whom>.*)$", re.DOTALL)
_SENT_TO = re.compile(r"(?:Công điện|Chỉ thị)\b[^:]{0,160}?\bgửi:? (?P<whom>.*?),? nêu rõ:$", re.DOTALL)
_SPEAKER = (
    r"(?:Về [^.:;]{1,120}[:,] )?"
    r"(?:(?:Ủy ban nhân dân|UBND|Uỷ ban nhân dân|(?:Phó )?Chủ tịch|(?:Phó )?Thủ tướng|Bộ trưởng|Thứ trưởng|Thường trực|"
    r"Ban Thường vụ|Hội đồng nhân dân|HĐND|Đảng ủy|Tập thể|(?:Phó )?Bí thư|(?:Phó )?Giám đốc|Lãnh đạo|Hội nghị|"
    r"Đồng chí)[^.,;]{0,90} )?"
)
# "thống nhất quản lý" is a task, and no agreement
_AGREES = re.compile(
    rf"{_SPEAKER}(?:Về cơ bản,? |Cơ bản )?(?:thống nhất|đồng ý|nhất trí|chấp thuận|thông qua|tán thành)\b"
    r"(?! (?:quản lý|nhận thức|thực hiện))",
    re.IGNORECASE,
)
# what is agreed to is a thing that exists or is wished for, not what the meeting concludes
_APPROVES = re.compile(
    rf"{_SPEAKER}(?:Về cơ bản,? |Cơ bản )?(?:thống nhất|đồng ý|nhất trí|chấp thuận)(?: về| với)? "
    r"(?:chủ trương|cho|phương án|đề (?:nghị|xuất) của|danh mục|quy mô|việc)\b",
    re.IGNORECASE,
)
_HAS_DONE = re.compile(r"\b(?:đã|vừa|đang)\b")
_PRAISES = re.compile(
    rf"(?:Thay mặt [^,]{{1,60}}, )?{_SPEAKER}"
    r"(?:ghi nhận|đánh giá cao|biểu dương|hoan nghênh|cảm ơn|chia sẻ|tiếp thu|khen ngợi)\b",
    re.IGNORECASE,
)
# beginnings of sentences that tell how things are
_STATES = re.compile(
    r"""
    (?: Tuy\ nhiên | Thời\ gian\ qua | Trong\ thời\ gian\ qua
        | Bên\ cạnh\ (?:đó|những|các)\b(?:,?\ (?:vẫn|còn)|[^,]*kết\ quả)
       | Xét\ (?:đề\ nghị|kiến\ nghị|báo\ cáo|tờ\ trình|nội\ dung|văn\ bản|công\ văn|ý\ kiến|tình\ hình)\b
       | Trong\ (?:những\ )?năm\ qua | Đến\ nay | Hiện\ nay | Qua\ (?:báo\ cáo|kiểm\ tra|theo\ dõi)
        | Nhìn\ chung | Kết\ quả | Trước\ đó\b(?!,?\ (?:phải|cần))
       | Trong\ \d+\ tháng\ (?:đầu|cuối)\ năm\b (?!.*\b(?:phải|cần|yêu\ cầu|giao)\b)
        | Thứ\ (?:nhất|hai|ba)\b.*\b(?:chưa|còn)\b )
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
# "Cần ưu tiên nhà ở cho thuê", kết luận nêu
_QUOTES_SPEECH = re.compile(
    r"[\"“][^\"“”]{10,}[\"”],? [^.;:\"“”]{0,60}"
    r"\b(?:nêu|nói|cho biết|nhấn mạnh|khẳng định|phát biểu|chia sẻ)\b[^.;:]{0,20}\W*$"
)
# `Khoản 2 Điều 3 của Thông tư ... quy định: ...`
_QUOTES_LAW = re.compile(
    r"(?:Tại )?(?:điểm|khoản|điều|mục|chương) \w{1,4}\b[^.;:]{0,160}\b(?:(?:quy định|nêu)(?: rõ)?|về [^.;:]{1,80})\s?:",
    re.IGNORECASE,
)
# "các nội dung khác theo ..." assigns nothing new
_PRESCRIBES = re.compile(
    r"^(?:(?!\b(?:đã|đang|chưa|còn)\b)[^.;:])*?\b(?:thực hiện|tiến hành|áp dụng|xử lý|giải quyết|chi trả|thanh toán)"
    r" (?:nghiêm )?theo (?:đúng )?(?:các )?"
    r"(?:quy định|hướng dẫn|quy trình|trình tự|điều|khoản|điểm|luật|nghị định|thông tư)\b",
    re.IGNORECASE,
)
_DEFERS = re.compile(r"(?:Các|Những) nội dung (?:khác|còn lại)\b[^.;]{0,60}\btheo\b", re.IGNORECASE)
# from when the document itself holds, and what it ends
_TAKES_EFFECT = re.compile(
    r"(?:Chỉ thị|Công điện|Thông báo|Kết luận|Văn bản|Công văn|Quyết định|Kế hoạch|Quy chế|Hướng dẫn) này"
    r" (?:có hiệu lực|thay thế|bãi bỏ|được áp dụng)\b",
    re.IGNORECASE,
)
# (Đính kèm Kế hoạch số 83-KH/TU), Kèm theo: danh sách các xã
_ATTACHES = re.compile(
    r"[*_]*(?:\([^()]*\b(?:kèm theo|đính kèm|gửi kèm)\b[^()]*\)|\((?:đính|gửi|kèm)\b[^()]*\)|"
    r"(?:tài liệu )?(?:đính kèm|gửi kèm|kèm theo)(?: theo)?:[^.;]{1,200})[\W_]*",
    re.IGNORECASE,
)
# an order that ends with a colon: the tasks stand below
_OPENS_TASKS = re.compile(
    r"\b(?:yêu cầu|giao|đề nghị|phân công)(?: (?!báo cáo)[^.;:]{0,60}|(?:[^.;:]{0,60}(?:như sau|sau đây|sau)))?:\W*$"
)
# a line that only leads to the points below it
_IN_PARTICULAR = re.compile(
    r"(?:^|[.;,]\s*)(?:đồng thời,\s+)?(?:trong đó,?|cụ thể|lưu ý|chú ý|trong đó,? (?:lưu ý|chú ý|tập trung)|"
    r"đồng thời|tập trung|trước mắt|trọng tâm)?"
    r"[^.;,:]*:\W*$",
    re.IGNORECASE,
)
_IN_PARTICULAR_WORDS = re.compile(r"trong đó|cụ thể|lưu ý|chú ý|trước mắt|đồng thời", re.IGNORECASE)
# what is ordered in front of it is a task of its own, of which the points below are a part
_OF_WHICH = re.compile(
    r"[,;] trong đó,? (?:cần |đặc biệt |phải )*(?:lưu ý|chú ý|tập trung|chú trọng|quan tâm|ưu tiên)\b[^.;:]*:\W*$",
    re.IGNORECASE,
)
_CONSISTS = re.compile(r"[,;]\s*(?:bao )?gồm:\W*$", re.IGNORECASE)


def concludes(text: str) -> bool:
    """Whether a paragraph ends the preamble (`... kết luận và chỉ đạo như sau:`)."""
    return bool(_CONCLUDES.search(_announcement(text)))


def concludes_within(text: str) -> bool:
    """Whether a paragraph says who concludes and goes on with a task (`..., Bí thư Tỉnh ủy kết luận: Rà soát ...`)."""
    concluded = text[found.end() :] if (found := _CONCLUDES_WITHIN.search(text)) else ""
    return not agrees(concluded) and main_verb(concluded) == "demands"


def lists_attendance(text: str) -> bool:
    """Whether a block of minutes says who took part, or who wrote them."""
    return bool(_ATTENDANCE.match(text))


def begins_conclusions(text: str) -> bool:
    """Whether a title or an introducing sentence begins what the chair concluded (`III. KẾT LUẬN CỦA CHỦ TRÌ`)."""
    return bool(_CONCLUSIONS.fullmatch(text)) or (concludes(text) and bool(_SAYS_CONCLUDED.search(text)))


def addresses(text: str) -> bool:
    """Whether a block says to whom a letter goes (`Kính gửi: Sở Y tế`, `Công điện gửi Sở Y tế, nêu rõ:`,
    `CHỦ TỊCH UBND TỈNH ĐIỆN:`)."""
    return bool(_ADDRESSES.match(text) or (":" in text and (_SENT_TO.match(text) or _TELEGRAPHS.match(text))))


def without_salutation(text: str) -> str:
    """The names behind `Kính gửi:`, or between `Công điện ... gửi` and `nêu rõ:`."""
    sent = _SENT_TO.match(text) or _TELEGRAPHS.match(text)
    return _DASHES.sub(" ", sent["whom"] if sent else _SALUTATION.sub("", text)).strip()


def agrees(text: str) -> bool:
    """Whether a text begins by agreeing with something, or says first why (`Để bảo đảm an toàn, đồng ý ...`)."""
    rest = without_adverbials(text)
    return bool(_AGREES.match(text) or (rest != text and _AGREES.match(rest)))


def describes_items(text: str) -> bool:
    """Whether what a text introduces says how something is or shall look (`Đồng ý cho X tổ chức hội chợ, cụ thể:`,
    `Bộ X đã ban hành các văn bản sau:`)."""
    return bool(_APPROVES.match(text)) or (bool(_HAS_DONE.search(text)) and main_verb(text) == "states")


def begins_by_stating(text: str) -> bool:
    """Whether a text opens as an account does (`Tuy nhiên, ...`, `Thời gian qua, ...`)."""
    return bool(_STATES.match(text))


def without_brackets(text: str) -> str:
    """The words outside brackets, without a mark at the end."""
    return " ".join(_BRACKETS.sub(" ", text).split()).rstrip(" .;,:")


def without_page_note(text: str) -> str:
    """The text without a footnote that the end of a page brought into the middle of a sentence."""
    return _PAGE_NOTE.sub("", text)


def continues_names(text: str) -> bool:
    """Whether a line goes on with what the bodies listed above it have to do (`Có trách nhiệm:`)."""
    return bool(_HAVE_TO.match(text))


def begins_with_group(text: str) -> bool:
    """Whether the subject is a group of bodies or people, though it is none that the grammar knows."""
    return bool(_GROUP.match(text))


def obliges(text: str) -> bool:
    """Whether something `phải`, `cần` be done."""
    return bool(_OBLIGES.search(text))


def praises(text: str) -> bool:
    """Whether a text begins by praising."""
    return bool(_PRAISES.match(text))


def quotes_law(text: str) -> bool:
    """Whether a text says what a law or a decree lays down."""
    return bool(_QUOTES_LAW.match(text))


def looks_back(text: str) -> bool:
    """Whether a text describes how things stand or stood: `đã` and `chưa` count only as part of its main verb."""
    if _PRAISES.match(text) or _STATES.match(text) or _QUOTES_SPEECH.match(text):
        return True
    return main_verb(text) == "states"


def prescribes(text: str) -> bool:
    """`Việc sử dụng nước được thực hiện theo quy định tại Điều 36 ...` says what is to be done, though `được` is in
    it."""
    return bool(_PRESCRIBES.match(text))


def defers(text: str) -> bool:
    """Whether a text only refers to another document (`Các nội dung khác thực hiện theo Thông báo số ...`)."""
    return bool(_DEFERS.match(text))


def is_ground(text: str) -> bool:
    """`Thực hiện Công văn số 12/BYT-KCB ...;`: one of the grounds of what follows."""
    return text.endswith(";") and bool(_GROUND.match(text))


def takes_effect(text: str) -> bool:
    """`Chỉ thị này có hiệu lực kể từ ngày ký, thay thế Chỉ thị số ...` orders nothing."""
    return bool(_TAKES_EFFECT.match(text))


def attaches(text: str) -> bool:
    """Whether a text says nothing but what goes with the document."""
    return bool(_ATTACHES.fullmatch(text))


def opens_tasks(text: str) -> bool:
    """Whether a text ends by announcing orders (`...; đồng thời, yêu cầu:`)."""
    return bool(_OPENS_TASKS.search(_announcement(text)))


def _announcement(text: str) -> str:
    """The last sentence, in small letters, of a text that ends in a colon; empty for most texts."""
    ending = text[-LONGEST_ENDING:]
    colon = ending.rfind(":")
    if colon < 0 or any(map(str.isalnum, ending[colon:])):
        return ""
    return ending[ending.rfind(".", 0, colon) + 1 :].lower()


def lists_what_it_asks(text: str) -> bool:
    """Whether a task ends in a colon because its parts follow (`Chủ trì ... thực hiện các nhiệm vụ, bao gồm:`)."""
    return bool(_CONSISTS.search(text)) and len(text.split()) >= 10


def orders_more_than_items(text: str) -> bool:
    """Whether the points below are only some of what a text orders (`..., trong đó lưu ý một số nhiệm vụ sau:`)."""
    return bool(_OF_WHICH.search(text))


def instructs_before_items(text: str) -> bool:
    """Whether a text that ends in a colon says something of its own before (`..., trong đó lưu ý:`)."""
    found = _IN_PARTICULAR.search(text)
    if found is None or found.start() == 0 or len(text[: found.start()].split()) < 10:
        return False
    return found[0][:1] == "." or bool(_IN_PARTICULAR_WORDS.search(found[0]))
