"""What is wrong with a file, said to the clerk: the Vietnamese sentence of each message that developers read."""

from __future__ import annotations

import re
from functools import cache

from ketluan.model.front_matter_fields import facts_of
from ketluan.model.notice import Correction, FrontMatter, Meeting, Related, Review, Signature, Tombstone

_SHOWN = {"nothing": "để trống", "a list": "một danh sách", "a table": "một bảng"}
_PARTS = {
    "meeting": Meeting,
    "related": Related,
    "corrections": Correction,
    "reviewed": Review,
    "signature": Signature,
    "status": Tombstone,
}
_NAMES = {
    "front matter": "phần đầu tệp",
    "register": "danh mục cơ quan",
    "number": "số, ký hiệu",
    "related.kind": "quan hệ với văn bản kia",
    "signature.intact": "dấu chưa bị sửa sau khi ký",
    "head": "các dòng đầu văn bản",
    "meeting": "cuộc họp",
    "place": "địa danh",
    "aliases": "mã cũ",
    "original": "bản gốc",
    "sha256": "mã băm của bản gốc",
    "publish_original": "việc công bố bản gốc",
    "ocr": "việc đọc bằng nhận dạng chữ",
    "signature": "chữ ký số",
    "status": "tình trạng",
    "reviewed": "việc soát",
    "agency": "cơ quan",
    "agency given by hand": "cơ quan ghi bằng tay",
    "lead": "cơ quan chủ trì",
    "coordinate": "cơ quan phối hợp",
    "due": "thời hạn",
    "recurring": "định kỳ",
    "id": "mã",
    "body": "nội dung",
    "paragraph": "đoạn văn",
    "file": "tệp",
    "folder": "thư mục",
    "path": "đường dẫn",
    "key": "khóa",
}
_FIELD, _VALUE = r"(?P<field>[\w.][\w. ]*?)", r"(?P<value>'.*?'|nothing|a list|a table)"
_NEAR = r"(?:; nearest is (?P<near>'.*'))?"
_FORMS: tuple[tuple[str, str], ...] = (
    (r"text", "chữ"),
    (r"a date written YYYY-MM-DD", "ngày viết dạng 2014-07-10"),
    (r"a date such as 2014-12-31", "ngày viết dạng 2014-12-31"),
    (r"a day of the calendar", "ngày có thật"),
    (r"a time written \S+", "ngày giờ viết dạng “2025-01-09T10:21:11+07:00”"),
    (r"true or false", "“true” (có) hoặc “false” (không)"),
    (r"a number as printed, without blanks, like '975/TB-VP'", "số như in, bỏ khoảng trắng, ví dụ “975/TB-VP”"),
    (r"an id like '(?P<like>[^']*)'", "mã như “{like}”"),
    (r"ids of the register apart by blanks", "mã trong danh mục cơ quan, cách nhau bằng khoảng trắng"),
    (r"letters, digits, '.', '-' and '~'", "chữ, chữ số, dấu chấm, gạch ngang hoặc dấu ngã"),
    (r"the name of a file in the same folder", "tên một tệp nằm cùng thư mục"),
    (r"64 digits 0-9a-f", "64 chữ số “0-9” và chữ “a-f”"),
    (r"a list, each item on a line '- \.\.\.'", "danh sách, mỗi mục trên một dòng bắt đầu bằng “- ”"),
    (r"a table of keys and values", "bảng gồm khóa và giá trị"),
    (r"'published', or a table with state: withdrawn, reason and date", "“published”, hoặc bảng gồm lý do và ngày"),
    (r"one of (?P<choice>.*?)", "một trong các giá trị “{choice}”"),
    (r"the folder '(?P<folder>[^']*)'", "thư mục “{folder}”"),
    (r"a notice of the archive", "một thông báo có trong kho"),
    (r"'(?P<only>[^']*)'", "“{only}”"),
)
"""What a value must be, in the order of trial, and how that is said."""
_SENTENCES: tuple[tuple[str, str], ...] = (
    (rf"key(?: of (?P<of>.+?))? must be one of .*?, not (?P<value>'.*?'){_NEAR}", "không có khóa {value}{of}{near}"),
    (r"key must be text, not .*", "khóa phải là chữ"),
    (r"key must be given once, not again (?P<value>'.*') \(first on line (?P<line>\d+)\)",
     "khóa {value} ghi hai lần (lần đầu ở dòng {line})"),
    (r"attribute must be one of .*, not (?P<value>'.*?')" + _NEAR, "không có thuộc tính {value}{near}"),
    (r"class must be one of .*, not (?P<value>'.*?')" + _NEAR, "không có lớp {value}{near}"),
    (rf"{_FIELD} must be given, if only as null", "{field} phải được ghi; còn trống thì ghi “null”"),
    (rf"{_FIELD} must be given", "{field} phải được ghi"),
    (rf"{_FIELD} must be given when (?P<other>\S+) is", "{field} phải được ghi khi đã ghi {other}"),
    (rf"{_FIELD} must have number or id", "{field} phải có số hoặc mã"),
    (rf"{_FIELD} must not hold (?P<value>'.*'), which Windows keeps for a device",
     "{field} không được chứa {value}, tên mà Windows giữ cho thiết bị"),
    (rf"{_FIELD} must lie beside the notice, not missing (?P<value>'.*')", "không thấy {value} cạnh tệp thông báo"),
    (rf"{_FIELD} must not be before the meeting \((?P<day>.*)\), not (?P<value>'.*')",
     "{field} {value} lại trước ngày họp ({day})"),
    (rf"{_FIELD} lies after today \((?P<day>.*)\): (?P<value>'.*')", "{field} {value} lại sau hôm nay ({day})"),
    (r"item of aliases must be an old id, not the notice's own (?P<value>'.*')", "mã cũ {value} là mã của chính nó"),
    (r"item of aliases must be free, not (?P<value>'.*') \(taken by (?P<owner>.*)\)",
     "mã cũ {value} đã thuộc về {owner}"),
    (rf"{_FIELD} must be in the register, not (?P<value>'.*?'){_NEAR}",
     "{field} {value} chưa có trong danh mục cơ quan{near}"),
    (r"related.id must be another notice, not the notice itself", "văn bản liên quan phải là một thông báo khác"),
    (r".* must be given once, not again (?P<value>'.*') \(first in (?P<owner>.*)\)",
     "{value} đã có ở {owner}: mỗi số, mỗi bản gốc chỉ thuộc một thông báo"),
    (r"sha256 must be that of the original \(.*\), not '.*'", "mã băm không khớp với bản gốc"),
    (r"original must be a PDF, .* by its bytes, not (?P<value>'.*'); else publish_original must be false",
     "bản gốc {value} không phải PDF, Word, RTF, văn bản hay ảnh: không công bố được"),
    (r"file is neither a notice nor the original of one", "tệp này không phải thông báo, cũng không phải bản gốc"),
    (r"file must lie in the archive, not behind a link", "tệp phải nằm trong kho, không ở sau một liên kết"),
    (r"path must be .*, not (?P<value>'.*')",
     "tên tệp {value} phải có dạng địa danh/cơ quan/năm/tên.md, chữ thường không dấu"),
    (r"paragraph must be at most (?P<most>[\d,]+) letters, not (?P<count>[\d,]+)",
     "đoạn văn dài {count} chữ cái, nhiều nhất được {most}"),
    (r"body must hold the text of the notice, not nothing", "nội dung thông báo đang để trống"),
    (r"HTML is shown as text, not run: (?P<value>'.*')", "mã HTML {value} được hiện như chữ, không chạy"),
    (r"front matter must stand between two lines '---' at the top of the file",
     "phần đầu tệp phải nằm giữa hai dòng “---” ở trên cùng"),
    (r"notice must not be a state secret, but it carries the stamp (?P<value>'.*?'): (?P<quote>'.*'); .*",
     "thông báo mang dấu {value} ({quote}): phải đưa ra khỏi mạng này"),
    (r"file must be at most (?P<most>[\d,]+) bytes, not (?P<count>[\d,]+)",
     "tệp dài {count} byte, nhiều nhất được {most}"),
    (r"file must be UTF-8 text; .*", "tệp phải là văn bản mã UTF-8: hãy lưu lại bằng mã đó"),
    (r"(?P<field>file|folder) must be readable: .*", "không đọc được {field}"),
    (r"file must be a plain file, not a folder, pipe or device", "phải là một tệp thường"),
    (r"YAML must be at most (?P<most>[\d,]+) characters long, not (?P<count>[\d,]+)",
     "phần đầu tệp dài {count} chữ cái, nhiều nhất được {most}"),
    (r"YAML must not hold the control character (?P<code>U\+\w+)", "phần đầu tệp có ký tự điều khiển {code}"),
    (r"YAML must be indented with blanks, not with a tab", "phải thụt dòng bằng khoảng trắng, không bằng phím Tab"),
    (r"YAML must be well formed; .*", "phần đầu tệp viết sai cách (dấu nháy, dấu hai chấm hoặc thụt dòng)"),
    (r"YAML must be one document, not several", "phần đầu tệp chỉ được có một khối"),
    (r"YAML must be nested at most (?P<most>\d+) levels deep", "phần đầu tệp lồng nhau quá {most} lớp"),
    (r"YAML must not use aliases, not (?P<value>'.*')", "phần đầu tệp không được dùng bí danh {value}"),
    (r"YAML must not name types, not (?P<value>'.*')", "phần đầu tệp không được ghi kiểu {value}"),
    (r"id must be none that the page gives itself, not (?P<value>'.*')", "mã {value} là mã mà trang tự đặt"),
    (r"id must be free, not (?P<value>'.*') \(another heading has it\)", "mã {value} đã thuộc về một đề mục khác"),
    (r"(?P<field>item of topics) must be in the list topics of the register \(it is empty\), not (?P<value>'.*')",
     "chủ đề {value} chưa có: danh sách chủ đề đang để trống"),
    (r"year folder stays (?P<value>'.*') although the date says (?P<year>\S+)",
     "thư mục năm vẫn là {value} dù ngày ghi năm {year}"),
    (r"year folder must be (?P<years>.*), not (?P<value>'.*')", "thư mục năm phải là “{years}”, đang là {value}"),
    (r"file name stays (?P<value>'.*') although the number says (?P<other>'.*')",
     "tên tệp vẫn là {value} dù số ghi {other}"),
    (r"report of an import must lie beside its notice, .*", "báo cáo nhập không có thông báo nào bên cạnh đọc được"),
    (r"report of an import must go once its notice is reviewed", "thông báo đã soát: xóa được báo cáo nhập này"),
    (rf"{_FIELD} must be (?P<form>.*?)(?:, not {_VALUE})?{_NEAR}", "{field} phải là {form}{but}{near}"),
)  # fmt: skip
"""Whole messages, in the order of trial."""


def in_vietnamese(message: str) -> str:
    """The sentence for the clerk, without a full stop; a message that is no English one of ours stays as it is."""
    for pattern, template in _compiled():
        if found := pattern.fullmatch(message):
            return template.format(**_values(found))
    return message


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern, re.DOTALL), template) for pattern, template in _SENTENCES)


def _values(found: re.Match[str]) -> dict[str, str]:
    """The parts of a message as its sentence has them; `but` is what stands there instead."""
    groups = {name: text or "" for name, text in found.groupdict().items()}
    read = {"field": _field, "other": _field, "form": _form, "near": _near, "of": _of}
    values = {name: read.get(name, _quoted)(text) for name, text in groups.items()}
    return values | {"but": f", đang là {_quoted(groups['value'])}" if groups.get("value") else ""}


def _quoted(text: str) -> str:
    """`'a' or 'b'` -> `“a” hoặc “b”`."""
    return _SHOWN.get(text) or re.sub(r"'(.*?)'(?!\w)", r"“\1”", text).replace(" or ", " hoặc ")


def _near(text: str) -> str:
    return f"; gần đúng nhất là {_quoted(text)}" if text else ""


def _of(text: str) -> str:
    return f" của {_field(text)}" if text else ""


def _form(text: str) -> str:
    for pattern, template in _FORMS:
        if found := re.fullmatch(pattern, text):
            return template.format(**{name: value or "" for name, value in found.groupdict().items()})
    return _quoted(text)


def _field(name: str) -> str:
    """What a key is called: `meeting.date` -> `ngày họp`, `item of recipients` -> `mục của nơi nhận`."""
    if name.startswith("item of "):
        return f"mục của {_field(name.removeprefix('item of '))}"
    return _headings().get(name) or _NAMES.get(name) or _quoted(name)


@cache
def _headings() -> dict[str, str]:
    """The names of the keys in small letters: those of the exports, else what explains them in the guide."""
    found = {facts.key or name: facts.heading for name, facts in facts_of(FrontMatter).items()}
    for part, kind in _PARTS.items():
        found |= {f"{part}.{key}": facts.heading or facts.meaning for key, facts in facts_of(kind).items()}
    named = {key: re.split(r"[:;,(]", heading)[0].strip() for key, heading in found.items() if heading}
    return {key: name[:1].lower() + name[1:] for key, name in named.items() if key not in _NAMES}
