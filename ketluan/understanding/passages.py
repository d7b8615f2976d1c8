"""How notices of conclusions are worded: what assesses, agrees, exhorts and closes, and what assigns."""

from __future__ import annotations

import re

from ketluan.understanding.main_verb import main_verb

LONGEST_ENDING = 400
LONGEST_CLOSING = 1200

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
_TOPIC_TITLE = re.compile(r"Về (?:tình hình|kết quả)", re.IGNORECASE)
"""Names what is spoken of; what stands under it may look back or assign."""
# unless they also look ahead: "kết quả và nhiệm vụ ..."
_TOPIC_PHRASE = re.compile(r"(?:Về|Đối với|Riêng)\b[^.:]*[^\W_)]\)?$")
_LOOKING_AHEAD = re.compile(
    r"giải pháp|phương hướng|thời gian (?:tới|đến)|nhiệm vụ (?:trọng tâm|trong|cụ thể|giải pháp)|, nhiệm vụ|"
    r"và nhiệm vụ|chỉ đạo|tổ chức thực hiện|phân công",
    re.IGNORECASE,
)
_ASSIGNING_TITLE = re.compile(
    r"nhiệm vụ|giải pháp|tổ chức thực hiện|phân công|kết luận|chỉ đạo|thời gian tới|thời gian đến|yêu cầu|"
    r"phương hướng",
    re.IGNORECASE,
)
_APPENDIX = re.compile(r"phụ lục\b", re.IGNORECASE)
# the sentence with its colon behind which conclusions begin
_CONCLUDES = re.compile(
    r"(?:(?:kết luận|chỉ đạo|có ý kiến|ý kiến|yêu cầu|thống nhất|quyết định|như sau|sau đây|"
    r"(?:nội dung|nhiệm vụ|giải pháp|công việc|việc|vấn đề|trọng tâm|chủ yếu|cụ thể) sau)[^.]*|"
    r"\bgiao(?: nhiệm vụ)?|"
    r"\b(?:UBND|[ủu][ỷy] ban nhân dân|chủ tịch|thủ tướng|bộ|sở)\b[^.,;:]{0,60}? "
    r"(?:lưu ý|nhắc nhở|chỉ thị)\b[^.]*):\W*$",
    re.IGNORECASE,
)
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
# the last sentences of such documents, which make them known and assign nothing
_CLOSES = re.compile(
    r"""
    (?: Trên\ đây\ là | Nay,?\ (?:thừa\ lệnh\ [^,]+,?\ )? (?:[\w ]{0,60}\ )?thông\ báo | Thừa\ lệnh )
  | \w[^.;:]{0,200}?\ (?:xin\ |trân\ trọng\ )?thông\ báo\b [^;:]{0,300}? \b(?:để|đến|tới|cho)\b .* \b(?:biết
        |thực\ hiện|triển\ khai)\b [^.]*\./?\.?\W*$
  | Thông\ báo\ (?:này|ý\ kiến|kết\ luận) .* (?:biết|thực\ hiện|triển\ khai|phổ\ biến|gửi)
  | (?:Rất\ m|M)ong\ (?:nhận\ được|(?:các|quý)\b) | (?:Xin\ )?Trân\ trọng[.!]?\W*$
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
    r"(?:nội dung|ý kiến|chỉ đạo|kết luận|thông báo|văn bản|công văn|chỉ thị|yêu cầu|nhiệm vụ)"
    r"(?: chỉ đạo| kết luận)? (?:này|trên|nêu trên|nói trên|tại (?:Thông báo|Văn bản|Công văn|Chỉ thị) này)\b",
    re.IGNORECASE,
)
# so ends a closing sentence that orders all of it to be carried out
_TO_BE_CARRIED_OUT = re.compile(
    r"\b(?:nghiêm túc|khẩn trương|tích cực|chủ động|tổ chức|triển khai|quán triệt|phối hợp|căn cứ|"
    r"quan tâm)\b[^;:]{0,160}?"
    r"\b(?:thực hiện|triển khai)(?: (?:nghiêm(?: túc)?|tốt|đúng|đầy đủ|kịp thời|có hiệu quả|hiệu quả))*"
    r"(?: (?:các |những )?(?:nội dung|ý kiến|chỉ đạo|nhiệm vụ|Chỉ thị|Kết luận|Thông báo|văn bản|Công văn)"
    r"(?: chỉ đạo| kết luận)?(?: (?:này|trên|nêu trên))?)?\W*(?:\./\.?)?\W*$",
    re.IGNORECASE,
)
# a note of the page's foot inside a sentence: a figure, a capital, and small letters again behind it
_PAGE_NOTE = re.compile(
    r" (?<=[a-zà-ỹ] )\d{1,2} (?=[A-ZĐÀ-Ỹ])[^.…]{40,1800}(?:\.(?=\d)[^.…]{0,400}){0,9}[.…](?= [a-zà-ỹ])"
)
_BRACKETS = re.compile(r"\([^()]*\)")
# a line that only opens the tasks of the body above
_HAVE_TO = re.compile(r"(?:Có trách nhiệm|Chịu trách nhiệm|Thực hiện|Có nhiệm vụ)\b[^.;]{0,80}:\W*$", re.IGNORECASE)
# everybody at once: an appeal, unless a duty is named
_GROUP = re.compile(r"(?:Các|Từng|Mỗi|Toàn thể|Tất cả|Thủ trưởng|Người đứng đầu|Lãnh đạo|Cán bộ)\b")
_OBLIGES = re.compile(r"\b(?:phải|cần(?: phải)?|có trách nhiệm)\b")
_SALUTATION = re.compile(r"^Kính g[ửở]i\s*:?\s*", re.IGNORECASE)
_ADDRESSES = re.compile(r"Kính g[ửở]i\b", re.IGNORECASE)
# THỦ TƯỚNG CHÍNH PHỦ ĐIỆN: and the list of those who get the telegram
_TELEGRAPHS = re.compile(r"(?:[^\W\d_]+,? ){1,14}(?:điện|ĐIỆN)\s*:(?P<whom>.*)$", re.DOTALL)
_SENT_TO = re.compile(r"(?:Công điện|Chỉ thị)\b[^:]{0,160}?\bgửi:? (?P<whom>.*?),? nêu rõ:$", re.DOTALL)
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
_SENTENCES = re.compile(
    r"(?<=[^\W\d_]{2}\.)\s+(?=[A-ZĐÀ-Ỹ])"
    r"|(?<=[^\W\d_]{2};)\s+(?=(?:trong )?quá trình|nếu có|trường hợp (?:có|phát sinh))"
)
"""Trouble may be spoken of behind a semicolon too."""
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
       | Trong\ (?:những\ )?năm\ qua | Đến\ nay | Hiện\ nay | Qua\ (?:báo\ cáo|kiểm\ tra|theo\ dõi)
        | Nhìn\ chung | Kết\ quả
       | Trong\ \d+\ tháng\ (?:đầu|cuối)\ năm\b (?!.*\b(?:phải|cần|yêu\ cầu|giao)\b)
        | Thứ\ (?:nhất|hai|ba)\b.*\b(?:chưa|còn)\b )
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
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
# an order that ends with a colon: the tasks stand below
_OPENS_TASKS = re.compile(
    r"\b(?:yêu cầu|giao|đề nghị|phân công)(?: (?!báo cáo)[^.;:]{0,60}|(?:[^.;:]{0,60}(?:như sau|sau đây|sau)))?:\W*$",
    re.IGNORECASE,
)
# a line that only leads to the points below it
_IN_PARTICULAR = re.compile(
    r"(?:^|[.;,]\s*)(?:đồng thời,\s+)?(?:trong đó,?|cụ thể|lưu ý|chú ý|trong đó,? (?:lưu ý|chú ý|tập trung)|"
    r"đồng thời|tập trung|trước mắt|trọng tâm)?"
    r"[^.;,:]*:\W*$",
    re.IGNORECASE,
)
_IN_PARTICULAR_WORDS = re.compile(r"trong đó|cụ thể|lưu ý|chú ý|trước mắt|đồng thời", re.IGNORECASE)
_CONSISTS = re.compile(r"[,;]\s*(?:bao )?gồm:\W*$", re.IGNORECASE)


def assesses_by_title(title: str) -> bool:
    """Whether a heading opens a part that looks back (`I. ĐÁNH GIÁ CHUNG`) and assigns nothing."""
    return bool(_ASSESSING_TITLE.match(title)) and not _LOOKING_AHEAD.search(title)


def is_topic_title(title: str) -> bool:
    """Whether such a heading only names what is spoken of (`I. Về tình hình triển khai ...`)."""
    return bool(_TOPIC_TITLE.match(title))


def is_topic_phrase(text: str) -> bool:
    """Whether a text is one phrase that says what is spoken of, without a mark at its end."""
    return bool(_TOPIC_PHRASE.match(text))


def assigns_by_title(title: str) -> bool:
    """Whether a heading opens a part with tasks."""
    return bool(_ASSIGNING_TITLE.search(title))


def is_appendix(title: str) -> bool:
    """Whether a heading opens what follows the signature."""
    return bool(_APPENDIX.match(title))


def concludes(text: str) -> bool:
    """Whether a paragraph ends the preamble (`... kết luận và chỉ đạo như sau:`)."""
    ending = text[-LONGEST_ENDING:]
    return ":" in ending and bool(_CONCLUDES.search(ending))


def lists_attendance(text: str) -> bool:
    """Whether a block of minutes says who took part, or who wrote them."""
    return bool(_ATTENDANCE.match(text))


def begins_conclusions(text: str) -> bool:
    """Whether a title or an introducing sentence begins what the chair concluded (`III. KẾT LUẬN CỦA CHỦ TRÌ`)."""
    return bool(_CONCLUSIONS.fullmatch(text)) or (concludes(text) and bool(_SAYS_CONCLUDED.search(text)))


def closes(text: str) -> bool:
    """Whether a paragraph is the sentence that ends a notice (`... thông báo để các đơn vị biết, thực hiện./.`)."""
    may_close = len(text) <= LONGEST_CLOSING and any(word in text for word in _CLOSING_WORDS)
    return may_close and bool(_CLOSES.match(text))


def asks_to_carry_out(text: str) -> bool:
    """Whether a last paragraph asks for nothing but that the document be carried out, and trouble be reported."""
    if len(text) > LONGEST_ENDING:
        return False
    asked = [sentence for sentence in _SENTENCES.split(text) if not _ON_TROUBLE.match(sentence)]
    return len(asked) == 1 and bool(_TO_BE_CARRIED_OUT.search(asked[0]))


def speaks_of_this(text: str) -> bool:
    """Whether a text points at the document itself (`Căn cứ nội dung chỉ đạo trên, ...`)."""
    return bool(_OF_THIS.search(text))


def addresses(text: str) -> bool:
    """Whether a block says to whom a letter goes (`Kính gửi: Sở Y tế`, `Công điện gửi Sở Y tế, nêu rõ:`,
    `CHỦ TỊCH UBND TỈNH ĐIỆN:`)."""
    return bool(_ADDRESSES.match(text) or _SENT_TO.match(text) or _TELEGRAPHS.match(text))


def without_salutation(text: str) -> str:
    """The names behind `Kính gửi:`, or between `Công điện ... gửi` and `nêu rõ:`."""
    sent = _SENT_TO.match(text) or _TELEGRAPHS.match(text)
    return sent["whom"] if sent else _SALUTATION.sub("", text)


def exhorts(text: str) -> bool:
    """Whether a paragraph asks for zeal rather than for something."""
    return bool(_EXHORTS.search(text))


def speaks_of_trouble(text: str) -> bool:
    """`Trong quá trình thực hiện, nếu có vướng mắc ...`: said to everybody, at the end."""
    return bool(_ON_TROUBLE.match(text))


def agrees(text: str) -> bool:
    """Whether a text begins by agreeing with something."""
    return bool(_AGREES.match(text))


def begins_by_stating(text: str) -> bool:
    """Whether a text opens as an account does (`Tuy nhiên, ...`, `Thời gian qua, ...`)."""
    return bool(_STATES.match(text))


def without_brackets(text: str) -> str:
    """The words outside brackets, without a mark at the end."""
    return " ".join(_BRACKETS.sub(" ", text).split()).rstrip(" .;,:")


def without_page_note(text: str) -> str:
    """The text without a footnote that the end of a page brought into the middle of a sentence."""
    return _PAGE_NOTE.sub(" ", text)


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
    if _PRAISES.match(text) or _STATES.match(text):
        return True
    return main_verb(text) == "states"


def prescribes(text: str) -> bool:
    """`Việc sử dụng nước được thực hiện theo quy định tại Điều 36 ...` says what is to be done, though `được` is in
    it."""
    return bool(_PRESCRIBES.match(text))


def defers(text: str) -> bool:
    """Whether a text only refers to another document (`Các nội dung khác thực hiện theo Thông báo số ...`)."""
    return bool(_DEFERS.match(text))


def opens_tasks(text: str) -> bool:
    """Whether a text ends by announcing orders (`...; đồng thời, yêu cầu:`)."""
    ending = text[-LONGEST_ENDING:]
    return ":" in ending and bool(_OPENS_TASKS.search(ending))


def lists_what_it_asks(text: str) -> bool:
    """Whether a task ends in a colon because its parts follow (`Chủ trì ... thực hiện các nhiệm vụ, bao gồm:`)."""
    return bool(_CONSISTS.search(text)) and len(text.split()) >= 10


def instructs_before_items(text: str) -> bool:
    """Whether a text that ends in a colon says something of its own before (`..., trong đó lưu ý:`)."""
    found = _IN_PARTICULAR.search(text)
    if found is None or found.start() == 0 or len(text[: found.start()].split()) < 10:
        return False
    return found[0][:1] == "." or bool(_IN_PARTICULAR_WORDS.search(found[0]))
