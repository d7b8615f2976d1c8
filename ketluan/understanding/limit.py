"""Whether a printed period limits the task, or only says what the text speaks of.

A verb that ends (`hoàn thành`, `trình`) makes a limit; one that lasts (`tuyên truyền`, `duy trì`) makes a mere period.
"""

from __future__ import annotations

import re

from ketluan.understanding.period import Printed

DONE = r"hoàn\s+thành|hoàn\s+tất|hoàn\s+thiện|xong|dứt\s+điểm|kết\s+thúc|thông\s+xe|khánh\s+thành|bàn\s+giao"
SUBMITTED = r"(?<!công\s)(?<!quy\s)(?<!chương\s)(?<!lộ\s)(?<!quá\s)(?<!hành\s)trình"
HANDED_IN = (
    rf"báo\s+cáo|{SUBMITTED}|gửi|ban\s+hành|phê\s+duyệt|khởi\s+công|tham\s+mưu|tổ\s+chức|thực\s+hiện|triển\s+khai"
    r"|hướng\s+dẫn|đóng\s+điện"
)
FARTHEST_VERB = 160

_END_OF_CLAUSE = re.compile(r"[.;:](?!(?<=\d[.:])\d)")
_DONE = re.compile(rf"\b(?:{DONE})\b")
_TASK = re.compile(rf"\b(?:{DONE}|{HANDED_IN})\b")
_NOT_TO_DO = ("đã ", "không ")
_DECIDES = re.compile(
    rf"\b(?:{DONE}|(?<!đến\s)(?<!trước\s)hết(?!\s+(?:sức|lòng))|toàn\s+bộ|100\s*%|phấn\s+đấu|khẩn\s+trương)(?!\w)"
)
_LASTS = re.compile(
    r"""\b(?P<noun>(?:kết\s+luận|kết\s+quả|kế\s+hoạch|đoàn|tổ|đội|ban|phòng|trạm|nội\s+dung|cuộc|biên\s+bản
    |quy\s+chế|quy\s+định|phương\s+án|đề\s+án|quyết\s+định|tiền|kinh\s+phí|hệ\s+thống|phần\s+mềm|chi\s+phí|hợp\s+đồng
    |camera|vào|trung\s+tâm|thiết\s+bị|cơ\s+quan|tư\s+vấn)\s+)?
    (?:tuyên\s+truyền|phổ\s+biến|vận\s+động|kiểm\s+tra|thanh\s+tra(?!\s+(?:tỉnh|huyện|sở|bộ|thành\s+phố|chính\s+phủ)\b)
    |giám\s+sát|theo\s+dõi|đôn\s+đốc|duy\s+trì|tuần\s+tra|kiểm\s+soát|tăng\s+cường
    |đẩy\s+mạnh|đẩy\s+nhanh|tập\s+trung|tiếp\s+tục|thường\s+xuyên|thường\s+trực|chú\s+trọng
    |quan\s+tâm|chủ\s+động|nắm|giữ|bảo\s+vệ|bảo\s+đảm|đảm\s+bảo|phòng,?\s+chống|nghỉ|học\s+tập|phục\s+vụ
    |trực(?!\s+(?:tiếp|tuyến|thuộc))|chuẩn\s+bị|quản\s+lý|phát\s+huy|nâng\s+cao|hạn\s+chế
    |tạm\s+dừng|cấm|không|đợt|cao\s+điểm|chiến\s+dịch|hưởng\s+ứng
    |thi\s+đua|coi|diễn\s+ra|phát\s+sinh|xảy\s+ra|dự\s+kiến|dự\s+báo|đã|áp\s+dụng
    |tiếp\s+nhận|gây\s+ra|biểu\s+dương|khen\s+thưởng|phê\s+bình|rút\s+kinh\s+nghiệm|điều\s+hành|điều\s+tiết|cung\s+ứng
    |vận\s+hành|thu\s+ngân\s+sách|gieo|thu\s+hoạch|ưu\s+tiên)\b""",
    re.VERBOSE,
)
_PLANS = re.compile(
    r"""(?:^(?:về|đối\s+với|nhiệm\s+vụ|công\s+tác|tình\s+hình|kết\s+quả|phương\s+hướng|kế\s+hoạch|chương\s+trình)\b
    |(?<!\w)(?:nhiệm\s+vụ|công\s+việc|công\s+tác|hoạt\s+động|sự\s+kiện|tình\s+hình|số\s+liệu|lịch|kết\s+quả|chỉ\s+tiêu
    |kỳ\s+họp|phiên\s+họp|cuộc\s+họp|hội\s+nghị|đại\s+hội|chương\s+trình|tiến\s+độ|định\s+kỳ
    |(?<!xây\sdựng\s)(?<!lập\s)(?<!thông\squa\s)(?<!hoàn\schỉnh\s)(?<!điều\schỉnh\s)kế\s+hoạch)
    (?:\s+[^\s,]+){0,3}\s*$
    |(?<!\w)(?:thiệt\s+hại|mưa\s+lũ|bão|thành\s+tích|tai\s+nạn|ngày|tuần)\s*$)""",
    re.VERBOSE,
)
_CONTINUES = re.compile(
    r"""\b(?:từ|tính|lũy\s+kế|luỹ\s+kế|gia\s+hạn|kéo\s+dài|kể|hiệu\s+lực|thực\s+hiện|triển\s+khai|tổ\s+chức|hỗ\s+trợ|miễn
    |giảm|cho\s+phép|được|hoãn|mở|treo|thí\s+điểm|hoạt\s+động|cho)\b""",
    re.VERBOSE,
)
_COMES_TO_AN_END = re.compile(
    r"""\b(?:giải\s+ngân|thu\s+hồi|thanh\s+toán|quyết\s+toán|xử\s+lý|khắc\s+phục|di\s+dời|giải\s+quyết|nộp|chi\s+trả
    |giải\s+toả|giải\s+tỏa|tháo\s+dỡ|thẩm\s+định|đạt)\b""",
    re.VERBOSE,
)
_ENDS_ONCE = re.compile(
    r"""^(?:và\s+)?(?:phân\s+bổ|giải\s+ngân|nghiệm\s+thu|quyết\s+toán|thanh\s+toán|nạo\s+vét|sửa\s+chữa|khắc\s+phục|xử\s+lý
    |di\s+dời|chi\s+trả|công\s+khai|niêm\s+yết|lắp\s+đặt|mua\s+sắm|đấu\s+giá|đưa|cấp|giao|thu\s+hồi|cắm|thành\s+lập
    |ký|tuyển\s+dụng|bố\s+trí|giải\s+quyết|kiện\s+toàn|thẩm\s+định|công\s+bố|giải\s+toả|giải\s+tỏa|tháo\s+dỡ|lập)
    (?:\s+[^\s,]+){2,}$""",
    re.VERBOSE,
)


def after_done(text: str, printed: Printed) -> bool:
    """Whether a verb that says `finished` stands shortly before, in the same part of the sentence."""
    return _is_to_do(_DONE, _clause(text, printed).lower())


def after_task(text: str, printed: Printed) -> bool:
    """Whether a verb of finishing or handing in stands shortly before, in the same part of the sentence."""
    return _is_to_do(_TASK, _clause(text, printed).lower())


def after_decided(text: str, printed: Printed) -> bool:
    """Whether the clause before says that all of it is to be done by then."""
    return bool(_DECIDES.search(_clause(text, printed).lower()))


def after_any_act(text: str, printed: Printed) -> bool:
    """Whether the clause before names an act that ends, not one that lasts or a plan for the period."""
    clause = _clause(text, printed)
    small = clause.lower()
    if len(small.split()) < 2:
        return False
    if _DECIDES.search(small):
        return True
    if _PLANS.search(small):
        return False
    lasting = [found for found in _LASTS.finditer(small) if not _names(found, clause)]
    if not lasting:
        return True
    last_part = small[small.rfind(", ") + 1 :]
    return lasting[-1].end() <= len(small) - len(last_part) and bool(_ENDS_ONCE.match(last_part.strip()))


def after_act_until(text: str, printed: Printed) -> bool:
    """As `after_any_act` for `đến hết`, which also says how long something goes on."""
    small = _clause(text, printed).lower()
    ends = _DECIDES.search(small) or _COMES_TO_AN_END.search(small)
    return bool(ends) and not _CONTINUES.search(small) and after_any_act(text, printed)


def _is_to_do(verb: re.Pattern[str], clause: str) -> bool:
    return any(not clause.endswith(_NOT_TO_DO, 0, found.start()) for found in verb.finditer(clause))


def _names(lasting: re.Match[str], clause: str) -> bool:
    """`đoàn kiểm tra`, `Ban Quản lý`: part of a name, not what is done."""
    return bool(lasting["noun"]) or (lasting.start() > 0 and clause[lasting.start() :][:1].isupper())


def _clause(text: str, printed: Printed) -> str:
    """What stands before in the same part of the sentence; the point of `2.500 m3` ends none."""
    start = max(0, printed.start() - FARTHEST_VERB)
    for end in _END_OF_CLAUSE.finditer(text, start, printed.start()):
        start = end.end()
    return text[start : printed.start()].strip()
