"""The grammar of Vietnamese syllables: onset, rime and tone; tells Vietnamese words from what no one could read."""

from __future__ import annotations

import re
import unicodedata

_ONSET = "ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx]"
_RIMES = """
    a ac ach ai am an ang anh ao ap at au ay ă â ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e ec em en eng eo
    ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu o oa oac oach oai
    oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong oong ooc op ot ô ôc ôi
    ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung uôc uôi uôm uôn uông uôt up ut uân uâng uât uây uê
    uêch uênh uơ uy uya uych uyên uyêt uynh uyt uyn uyp uyu uên uêt ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương
    ươp ươt ươu ưt ưu y yêm yên yêng yêt yêu ym yn yt ynh ych
""".split()
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_QUALITIES = "\u0302\u0306"
_SHAPE = re.compile(rf"(?:{_ONSET})?(?:{'|'.join(sorted(_RIMES, key=len, reverse=True))})")
_MARKS = re.compile(f"[{_TONES}]")
_STACKED = re.compile(f"([{_TONES}])([{_QUALITIES}])")
# rimes closed by these carry acute or dot only
_STOPPED = ("c", "ch", "p", "t")
_ACUTE, _DOT = "\u0301", "\u0323"


def is_syllable(word: str) -> bool:
    """Whether a word can be a Vietnamese syllable in today's spelling: onset, rime and at most one tone, which in a
    syllable that ends in a stop is sắc or nặng."""
    parts = unicodedata.normalize("NFD", word.casefold().replace("ð", "đ"))
    tones = _MARKS.findall(parts)
    if len(tones) > 1:
        return False
    bare = unicodedata.normalize("NFC", _MARKS.sub("", parts))
    if not _SHAPE.fullmatch(bare):
        return False
    return not bare.endswith(_STOPPED) or tones in ([], [_ACUTE], [_DOT])


def is_toned(word: str) -> bool:
    """Whether a word carries a mark that only Vietnamese uses: a tone, a quality, a horn or a crossed d."""
    return bool(re.search("[\u0300-\u0309\u031b\u0323đ]", unicodedata.normalize("NFD", word.casefold())))


def composed(text: str) -> str:
    """NFC, also where a tone was typed before the circumflex or the breve of its vowel."""
    text = unicodedata.normalize("NFC", text)
    if not re.search("[\u0300-\u036f]", text):
        return text
    return unicodedata.normalize("NFC", _STACKED.sub(r"\2\1", unicodedata.normalize("NFD", text)))
