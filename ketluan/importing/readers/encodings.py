"""Reads plain text in any encoding that Vietnamese offices have used."""

from __future__ import annotations

import re
import unicodedata

import viparse  # type: ignore[import-untyped]
from viparse.normalize.encodings import CHARMAPS  # type: ignore[import-untyped]
from viparse.normalize.tables import convert  # type: ignore[import-untyped]

from ketluan.model.problem import Refused
from ketluan.store.file_ending import looks_utf16

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
# frequent syllables of official text: the encoding under which most appear is the right one
_COMMON = re.compile(
    r"\b(?:và|của|các|được|không|người|với|những|về|đồng|tỉnh|thực|hiện|việc|sở|số|ngày|năm|tháng|chủ|tịch|định|"
    r"quyết|nhân|dân|ủy|uỷ|ban|thông|báo|kết|luận|họp|công|tác|quản|lý|đầu|tư|xây|dựng|phòng|huyện|xã|để|đã|theo|"
    r"trên|từ|tại|này|cho|trong|chỉ|đạo|cơ|quan|đơn|vị|yêu|cầu|trách|nhiệm|nghiệp|hội|cộng|việt|độc|lập|hạnh|phúc)\b",
    re.IGNORECASE,
)
UNICODE_LETTERS = re.compile("[ăơưđĂƠƯĐ\u1ea0-\u1ef9]")
_DRAWN_AS_MINUS = re.compile(r"\u2212(?=[^\W\d]|¬)|(?<=[^\W\d])\u2212")  # what PDFium makes of ư in TCVN3 fonts
# letters that no Vietnamese text has: each speaks against an encoding
_UNCOMMON = re.compile("[^\n\t\f -~\u00c0-\u024f\u1ea0-\u1ef9]+")
_FOREIGN_LETTERS = re.compile("[\u0080-\uffff]")


def decoded(data: bytes) -> str:
    """The text of the bytes; raises Refused when no encoding makes text of them.

    UTF-8 and UTF-16 prove themselves; between the one-byte encodings the one that gives the most of the commonest
    Vietnamese words wins.
    """
    try:
        return _unicode(data)
    except UnicodeDecodeError:
        pass
    candidates = [_as(data, "cp1258"), *_legacy(data)]
    text = max(candidates, key=lambda text: len(_COMMON.findall(text)))
    if not _COMMON.search(text):
        raise Refused("Không nhận ra bảng mã của văn bản: hãy lưu lại tệp bằng mã UTF-8.")
    return text


def _unicode(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding)
    if looks_utf16(data[:65536]):
        low = data[1:65536:2].count(0) > data[0:65536:2].count(0)
        return data.decode("utf-16-le" if low else "utf-16-be")
    return data.decode("utf-8")


def _as(data: bytes, encoding: str) -> str:
    return unicodedata.normalize("NFC", data.decode(encoding, errors="replace"))


def _legacy(data: bytes) -> list[str]:
    texts = [from_legacy(data.decode("latin-1"), encoding) for encoding in CHARMAPS]
    return [*texts, from_legacy(data.decode("cp1252", errors="replace"), "vni")]


def converted(text: str) -> str:
    """The text in Unicode when its letters are those of a TCVN3, VNI or VISCII font, else as it is.

    Lines that already hold Vietnamese letters of Unicode stay untouched: files mix both.
    """
    encoding = legacy_encoding_of(text)
    if encoding is None:
        return text
    return "\n".join(line if UNICODE_LETTERS.search(line) else from_legacy(line, encoding) for line in text.split("\n"))


def legacy_encoding_of(text: str) -> str | None:
    """viparse's name of the legacy encoding the text is in, None for Unicode or too few words to tell.

    What viparse finds in the letters counts only when it makes several of the commonest Vietnamese words appear.
    """
    if len(UNICODE_LETTERS.findall(text)) > 0.2 * len(_FOREIGN_LETTERS.findall(text)):
        return None
    encoding = viparse.detect_text_encoding(text)
    if encoding is None or len(_COMMON.findall(from_legacy(text, encoding))) < len(_COMMON.findall(text)) + 3:
        return None
    return str(encoding)


def from_legacy(text: str, encoding: str) -> str:
    """Text of a legacy font in Unicode; `encoding` is viparse's name of it (`tcvn3`, `vni`, `viscii`, `vps`)."""
    if encoding == "tcvn3":
        text = _DRAWN_AS_MINUS.sub("\xad", text)
    if encoding == "vni":
        text = text.replace("aú", "ẳ").replace("AÚ", "Ẳ")  # viparse has never met it and leaves it
    return str(convert(text, CHARMAPS[encoding], "NFC"))


def tidied(text: str) -> str:
    """NFC; one kind of line end; no control characters but tabs, line ends and page breaks; no blanks at line ends.

    Zero-width characters and soft hyphens go, other blanks become plain ones; more than one empty line becomes one.
    """
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    text = _UNCOMMON.sub(lambda found: "".join(map(_kept, found[0])), text)
    text = re.sub(r"(?<![ \t])[ \t]++(?=\n|\f|\Z)", "", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n ")


def _kept(letter: str) -> str:
    if letter in "\n\t\f" or (letter.isascii() and letter.isprintable()):
        return letter
    if letter in "\u2028\u2029\x85":
        return "\n"
    category = unicodedata.category(letter)
    if category == "Zs":
        return " "
    return "" if category in ("Cc", "Cf", "Cs", "Cn") else letter
