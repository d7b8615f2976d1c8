"""Letters that programs put in place of plain ones: hyphens that hide, bullets of symbol fonts, blanks of no width."""

from __future__ import annotations

import re
import unicodedata

from ketluan.text.syllables import composed, is_syllable

_SYMBOL_FONT = re.compile(r"(?:symbol|wingdings|webdings|zapf ?dingbats|marlett|monotype sorts)", re.IGNORECASE)
_SHOWN = dict(
    zip(
        "\uf0a3\uf0b3\uf0b1\uf0b4\uf0b8\uf0b9\uf0bb\uf0ae\uf0de\uf0b0\uf06d\uf044\uf061\uf062\uf0e0\uf0e8\uf0fc\uf0fe\uf0a8\uf06f\uf072",
        "≤≥±×÷≠≈→⇒°µΔαβ→→✓☑☐☐☐",
        strict=True,
    )
)
"""What letters of Symbol and Wingdings show inside a line; those that mark items need no letter of their own."""

_PRIVATE = re.compile("[\ue000-\uf8ff]")
_WIDTHLESS = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u180e]+")
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-", "\u2212": "-", "\ufe63": "-", "\uff0d": "-"})
# a soft hyphen at a line's end parts one word; elsewhere it stands for a hyphen
_BROKEN_WORD = re.compile("(?<=[^\\W\\d_])\u00ad[ \\t]*\\n[ \\t]*(?=[^\\W\\d_])")
_WIDE = re.compile("[\uff01-\uff5e]")
# letters that symbol fonts show as bullets, before a capital only
_LETTER_BULLET = re.compile(r"(?m)^([ \t\f]*)[oqv§ØüÞ¨¤](?=[ \t]+[“\"(]?[A-ZĐÀ-Ỵ])")
_NO_BULLETS = r"\"“”'‘’«(\[<{#|,.;:!?…%/\\&@$^~`=_)\]}>*+–—│↑←¶°±×÷≥≤≈©®™†‡−\u2500-\u257f-"
# any run of signs in front of a word that no text begins with
_SIGN_BULLET = re.compile(
    rf"(?m)^([ \t\f]*)((?:[^\w\s{_NO_BULLETS}][ \t]*)+)(?=[ \t][^\W\d_]|(?<=[ \t])[“\"(]?[^\W\d_]|[A-ZĐÀ-Ỵ])"
)
_DOUBLE_DASH = re.compile(r"(?m)^([ \t\f]*)[-–—+*•·][ \t]+(?:[-–—+*•·][ \t]+)+(?=\S)")
# Unicode classes of which a bullet may be
_SIGNS = {"So", "Sm", "Co", "Po", "Pf", "Pi", "Pd", "Cn", "Mn", "Cf", "Sk"}
_HOLLOW = "○◦"


def plain_letters(text: str) -> str:
    """The text with each of these as the plain letter it stands for; words are never lost.

    A soft hyphen (U+00AD) is a hyphen, for that is how it is printed; only one that parts a word at a line's end goes,
    and the word is whole again. A sign before an item becomes a dash, a hollow one a hollow dot.
    """
    text = composed(text)
    if text.isascii():
        return _marked(text)
    text = _BROKEN_WORD.sub(_rejoined, text).translate(_HYPHENS).replace("\u00ad", "-")
    text = _WIDE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    text = _without_widthless(text)
    text = _marked(text)
    return _PRIVATE.sub(lambda found: _SHOWN.get(found[0], "▪"), text)


def symbol_letters(text: str, font: str | None) -> str:
    """Letters of a symbol font in the private area, where Unicode text has them: `Ø` in Wingdings is an arrow."""
    if not font or not _SYMBOL_FONT.match(font):
        return text
    plain = font.lower().startswith("symbol")
    return "".join(chr(0xF000 + ord(letter)) if _is_symbol(letter, plain) else letter for letter in text)


def _is_symbol(letter: str, plain: bool) -> bool:
    """In the font Symbol digits and marks are themselves."""
    return " " < letter < "\u0100" and (letter.isalpha() or ord(letter) > 0x7F or not plain)


def _rejoined(found: re.Match[str]) -> str:
    """Nothing inside a word; a hyphen before a capital, which begins a part of a name (`TB-VP`)."""
    following = found.string[found.end()]
    return "" if following.islower() else "-\n"


def _without_widthless(text: str) -> str:
    """Blanks of no width go, unless two words would become one that is none."""
    return _WIDTHLESS.sub(_between, text)


def _between(found: re.Match[str]) -> str:
    before = re.search(r"[^\W\d_]+\Z", found.string[max(0, found.start() - 10) : found.start()])
    after = re.match(r"[^\W\d_]+", found.string[found.end() : found.end() + 10])
    if "\u200b" not in found[0] or not before or not after:
        return ""
    apart = is_syllable(before[0]) and is_syllable(after[0])
    return " " if apart and not is_syllable(before[0] + after[0]) else ""


def _marked(text: str) -> str:
    text = _DOUBLE_DASH.sub(r"\1- ", text)
    text = _LETTER_BULLET.sub(lambda found: f"{found[1]}{'◦' if found[0].strip() == 'o' else '-'}", text)
    return _SIGN_BULLET.sub(_dash, text)


def _dash(found: re.Match[str]) -> str:
    """Only signs mark items, not money, fractions or letters in circles."""
    signs = "".join(found[2].split())
    letters = any(letter.isalnum() for letter in unicodedata.normalize("NFKC", signs))
    if letters or not all(unicodedata.category(sign) in _SIGNS for sign in signs):
        return found[0]
    return f"{found[1]}{'◦' if signs[0] in _HOLLOW else '-'} "
