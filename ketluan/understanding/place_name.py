"""Places in the names of bodies: their kinds (`huyện, thị xã`), their own names, and what parts them."""

from __future__ import annotations

from ketluan.lexicon.wording import Words, first_words, matched, trie

LONGEST_REGION = 6
LONGEST_NUMBER = 2

_LEVELS = {"tỉnh", "huyện", "xã", "phường", "quận", "tp", "tx"}
_ABBREVIATED_LEVELS = {"tp", "tx"}
_TWO_WORD_LEVELS = {("thành", "phố"), ("thị", "xã"), ("thị", "trấn"), ("đặc", "khu"), ("trung", "ương")}
_NO_PLACE = {"ủy", "đoàn"}  # `Tỉnh ủy`, `Huyện đoàn` are bodies
_NUMBERED = {"phường", "quận"}
_AFTER_NUMBER = {"và", "thành", "tỉnh", "quận"}


def behind_separator(words: Words, at: int) -> int:
    """Past `,`, `và` or both: what stands between the items of a list."""
    if words.at(at) == "," and words.at(at + 1) in ("và", "cùng", "với"):
        return at + 2
    return at + 1 if words.at(at) in (",", "và", "&", "hoặc") else at


def begins_body(words: Words, at: int) -> bool:
    """Whether a word there begins a body of its own."""
    return words.at(at) in first_words("committees", "portfolio_heads", "fixed", "open") and (
        matched(trie("committees"), words, at) > at
        or (words.at(at) in ("sở", "phòng", "chi") and matched(trie("portfolios"), words, at + 1) > at + 1)
        or matched(trie("fixed"), words, at) > at
        or matched(trie("open"), words, at) > at + 1
    )


def behind_level(words: Words, at: int) -> int:
    """Past the word for a kind of place."""
    if words.folded[at : at + 2] in _TWO_WORD_LEVELS:
        return at + 2
    if words.at(at) in _LEVELS and words.at(at + 1) not in _NO_PLACE:
        return at + 1 + (words.at(at) in _ABBREVIATED_LEVELS and words.at(at + 1) == ".")
    return at


def behind_proper(words: Words, at: int) -> int:
    """Past the name of a place: capitals, with the digits and apostrophes that belong to it."""
    end = at
    while end < at + 6 and end < len(words):
        word = words.printed[end]
        if not (word[0].isupper() or (end > at and word.isdigit() and len(word) < 3)):
            break
        if end > at and begins_body(words, end):
            break
        end += 1
    return end


def behind_own_name(words: Words, at: int) -> int:
    """Past what a place of the kind before is called: `huyện Đăk Hà`, `Phường 7`."""
    return (
        behind_number(words, at)
        if words.at(at - 1) in _NUMBERED and words.at(at).isdigit()
        else behind_proper(words, at)
    )


def behind_number(words: Words, at: int) -> int:
    """Past the number of a ward or an urban district (`Phường 7`, `Quận 10`), never a quantity (`phường 5 tổ`)."""
    if not words.at(at).isdigit() or len(words.at(at)) > LONGEST_NUMBER:
        return at
    following = words.at(at + 1)
    if not following.isalnum() or following in _AFTER_NUMBER or matched(trie("actions"), words, at + 1) > at + 1:
        return at + 1
    return at


def behind_levels(words: Words, at: int) -> int:
    """Past a list of kinds of places: `huyện, thị xã, thành phố`."""
    end = behind_level(words, at)
    while (
        end > at
        and (cursor := behind_separator(words, end)) > end
        and (following := behind_level(words, cursor)) > cursor
    ):
        if words.capital(following) and words.at(end) != ":":
            break
        if matched(trie("fixed"), words, cursor) > following:
            break
        end = following
    return end


def behind_region(words: Words, at: int) -> int:
    """Past the name of a region, small words inside it included (`Đồng bằng sông Cửu Long`)."""
    end = at
    for position in range(at, min(at + LONGEST_REGION, len(words))):
        if not words.printed[position].isalpha():
            break
        end = position + 1 if words.capital(position) else end
    return end
