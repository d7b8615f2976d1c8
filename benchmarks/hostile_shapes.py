"""Texts made to be slow: fifty shapes in eight places of a notice, each grown to a number of letters."""

from __future__ import annotations

from collections.abc import Callable, Mapping

HEAD = """\
ỦY BAN NHÂN DÂN
TỈNH KON TUM
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/TB-UBND
Kon Tum, ngày 05 tháng 3 năm 2025

THÔNG BÁO
Kết luận tại cuộc họp về du lịch

Ngày 03/3/2025, đồng chí Trần Văn Mẫu, Phó Chủ tịch UBND tỉnh chủ trì họp và kết luận như sau:

"""
FOOT = """

1. Giao Sở Y tế báo cáo trước ngày 30/4/2025.

Nơi nhận:
- Như trên;
- Lưu: VT.

CHỦ TỊCH

Trần Văn Mẫu
"""

_UNITS: Mapping[str, str] = {
    "one digit a line": "1\n",
    "one digit and a blank line": "1\n\n",
    "page numbers": "- 2 -\n",
    "rising page marks": "\f3\nGiao Sở Y tế.\n",
    "numbers without end": "1.",
    "numbers and blanks": "1. ",
    "markers a line": "1.\n",
    "deep numbering": "1.1.1.1.1.1.1.1 Giao Sở Y tế.\n\n",
    "letters with brackets": "a) ",
    "bullets": "- \n",
    "bullets of words": "- Sở Y tế\n",
    "crosses": "+ ",
    "blanks": " ",
    "blanks between words": "Sở" + " " * 200,
    "tabs": "\t",
    "tabs between words": "Sở\t",
    "empty lines": "\n",
    "wide blanks": "\u3000",
    "opening brackets": "(",
    "closing brackets": ")",
    "square brackets": "[",
    "links": "[a](",
    "attributes": "{: ",
    "stars": "*",
    "stars and words": "*a ",
    "underscores": "_a_",
    "backticks": "`",
    "backslashes": "\\",
    "quotes": "“",
    "pipes": "|",
    "rows of a table": "| Sở Y tế | báo cáo |\n",
    "less-than signs": "<a ",
    "ampersands": "&#77",
    "one long word": "a",
    "one long line of words": "giao ",
    "many short lines": "giao\n",
    "names of agencies": "Sở Y tế, ",
    "agencies joined": "Sở Y tế và Công an tỉnh và ",
    "recipients again": "Nơi nhận:\n",
    "heads again": "Số: 1/TB-UBND\nTHÔNG BÁO\n",
    "days": "trước ngày 30/4/2025, ",
    "citations": "Quyết định số 12/QĐ-UBND ngày 3/4/2025, ",
    "combining marks": "\u0301",
    "letters of other alphabets": "М А Т ",
    "capitals": "SỞ Y TẾ ",
    "signatures": "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n",
    "headings": "## 1. Sở Y tế\n\n",
    "colons": "Giao:\n",
    "stamps almost": "M Ậ \n",
    "chairs": "đồng chí Trần Văn A, Phó Chủ tịch ",
    "dashes and slashes": "-/",
    "dots": ".",
    "identity numbers": "CCCD 0",
    "orders without end": "yêu cầu Sở Y tế phối hợp với ",
}  # fmt: skip


_PLACES: Mapping[str, tuple[str, str]] = {
    "body": (HEAD, FOOT),
    "glued": (HEAD + "1. Sở Y tế ", "x" + FOOT),
    "head": ("", "x\n" + HEAD + FOOT),
    "number": (HEAD.replace("12/TB-UBND", "{}").partition("{}")[0], "".join(HEAD.partition("12/TB-UBND")[1:]) + FOOT),
    "date": (HEAD.partition("05 tháng")[0], "".join(HEAD.partition("05 tháng")[1:]) + FOOT),
    "title": (HEAD.partition("Kết luận")[0], "x" + "".join(HEAD.partition("Kết luận")[1:]) + FOOT),
    "recipients": (HEAD + FOOT.partition("- Lưu")[0], "".join(FOOT.partition("- Lưu")[1:])),
    "signer": (HEAD + FOOT.partition("Trần Văn")[0], "x" + "".join(FOOT.partition("Trần Văn")[1:])),
}


def _grown(unit: str, place: str) -> Callable[[int], str]:
    def text(letters: int) -> str:
        before, after = _PLACES[place]
        return before + (unit * (letters // len(unit) + 1))[:letters] + after

    return text


SHAPES: Mapping[str, Callable[[int], str]] = {
    f"{name}, {place}": _grown(unit, place) for name, unit in _UNITS.items() for place in _PLACES
}
"""By name: the text of a notice in which the shape is repeated to so many letters in one of eight places."""
