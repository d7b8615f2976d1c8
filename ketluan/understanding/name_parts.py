"""Pieces that names of bodies are made of: places, offices, what separates the items of a list."""

from __future__ import annotations

from ketluan.lexicon.wording import DASHES, Words, matched, trie
from ketluan.understanding.place_name import begins_body, behind_level, behind_levels, behind_own_name, behind_proper
from ketluan.understanding.posts import PLURAL, behind_position

LONGEST_NAME = 24
LONGEST_FIELD = 5
_LINKS = {"và", "có", "không", "đã", "để", "trong", "với", "theo", "tại", "trước", "của", "cùng", "tổ", "làm"}

_LIST_MARKS = {"", ":", "(", ",", ";", "."}
_BODIES = ("portfolio_heads", "committees", "positions", "fixed", "open", "group_nouns", "open_nouns")
_ROMAN = {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii"}
_SUPERIORS = {"ban", "vùng", "chi", "sở", "bộ", "ngành", "cấp", "khu", *DASHES}
_LEGAL_FORMS = {"phần", "tnhh", "mtv"}
_BEGIN_OTHERS = {"nhân", "người", "cán", "gia", "mọi", "từng", "toàn", "bà", "chính", "một", "hai"}


def behind_bracket(words: Words, at: int) -> int:
    """Past an explanation in brackets; it is no part of a name."""
    if words.at(at) != "(":
        return at
    for end in range(at + 1, min(at + 60, len(words))):
        if words.at(end) == ")":
            return end + 1
    return at


def is_no_name(words: Words, at: int, *, plural: bool) -> bool:
    """Whether a word that could begin a body begins something else there (`tổ chức hội nghị`, `Ban hành`)."""
    other = matched(trie("not_names"), words, at)
    if other == at or matched(trie("fixed"), words, at) > other:
        return False
    return not (plural and matched(trie("group_nouns", "open_nouns"), words, at) >= other)


def behind_portfolio(words: Words, at: int) -> int:
    """Past what a department is for: a phrase of the list, or its abbreviation (`LĐ-TB&XH`)."""
    end = matched(trie("portfolios"), words, at)
    if _goes_on_as_verb(words, at, end):
        return end - 2
    if end > at and words.at(end) in DASHES and words.capital(end + 1) and not starts_item(words, end + 1):
        return open_end(words, end + 1) or end
    if end > at:
        return end
    if (
        at < len(words)
        and words.printed[at].isupper()
        and len(words.printed[at]) > 1
        and not words.printed[at].isdigit()
    ):
        end = at + 1
        while words.at(end) in {"&", "và", *DASHES} and end + 1 < len(words) and words.printed[end + 1].isupper():
            if len(words.printed[end + 1]) < 2 or (words.at(end) in DASHES and not words.joined(end)):
                break
            end += 2
    return end


def _goes_on_as_verb(words: Words, at: int, end: int) -> bool:
    """Whether the end of a phrase is what the department does (`Sở Tài chính | tổng hợp số liệu`), not a part of what
    it is for (`Phòng Quy hoạch xây dựng thẩm định`): printed small, joined by nothing, and its object follows."""
    verb = end - 2
    if verb <= at or not words.printed[verb].islower() or matched(trie("actions"), words, verb) != end:
        return False
    joined = words.at(verb - 1) in {"và", "&", ",", *DASHES}
    return not joined and words.at(end).isalpha() and words.at(end) != "và" and not _follows_name(words, end)


def _follows_name(words: Words, at: int) -> bool:
    return matched(trie("actions"), words, at) > at or behind_place(words, at) > at


def behind_place(words: Words, at: int) -> int:
    """Past the place that a name ends with: `tỉnh`, `huyện Đăk Hà`, `các huyện, thành phố`, `Quảng Ngãi`, `cấp xã`."""
    several = words.at(at) in PLURAL
    level = behind_levels(words, at + several)
    if level > at + several:
        if words.folded[level : level + 2] == ("trực", "thuộc"):
            return behind_level(words, level + 2)
        return behind_own_name(words, level) if not several else level
    if words.at(at) in _SUPERIORS and (superior := _behind_superior(words, at)) > at:
        return superior
    end = at if begins_body(words, at) else behind_proper(words, at)
    lone = end == at + 1 and end < len(words) and words.printed[end].islower()
    return at if lone and not words.printed[at].isupper() else end


def _behind_superior(words: Words, at: int) -> int:
    """Past the body that a name belongs to, by a word: `Văn phòng Ban`, `Thanh tra Sở`, `cấp xã`, `- Chi nhánh Huế`."""
    word = words.at(at)
    if word == "ban" and words.capital(at) and words.folded[at - 2 : at] == ("văn", "phòng"):
        return at + (not words.capital(at + 1) and words.at(at + 1) != "hành")
    if word == "ngành" and (end := behind_portfolio(words, at + 1)) > at + 1:
        return end
    if word in ("sở", "bộ", "ngành") and words.capital(at):
        return behind_portfolio(words, at + 1) if words.capital(at + 1) else at + 1
    if word == "cấp" and (level := behind_levels(words, at + 1)) > at + 1:
        return level
    if word == "vùng" and words.at(at + 1) in _ROMAN:
        return at + 2
    if word == "khu" and words.at(at + 1) == "vực":
        return behind_proper(words, at + 2) + (words.at(at + 2).isdigit())
    branch = at + (word in DASHES)
    if words.folded[branch : branch + 2] == ("chi", "nhánh"):
        return behind_place(words, branch + 2)
    return at


def starts_item(words: Words, at: int) -> bool:
    """Whether a new item of a list of bodies starts there."""
    return (
        begins_body(words, at)
        or behind_position(words, at) > at
        or (words.at(at) in PLURAL)
        or (words.at(at) in ("sở", "bộ", "phòng", "cục", "vụ") and behind_portfolio(words, at + 1) > at + 1)
    )


def open_end(words: Words, head: int) -> int | None:
    """None when no end is in sight: then the grammar is unsure."""
    at = head
    while at < len(words):
        if at - head > LONGEST_NAME:
            return None
        step = _open_step(words, at, head)
        if step == at:
            return at
        at = step
    return at


def _open_step(words: Words, at: int, head: int) -> int:
    """Past the next piece of an open name, `at` when it ends here."""
    tail = matched(trie("tails"), words, at)
    if tail > at and (at == head or matched(trie("actions"), words, at) < tail):
        return tail
    word, printed = words.at(at), words.printed[at]
    if words.folded[at : at + 2] == ("liên", "quan") or words.folded[at : at + 3] == ("có", "liên", "quan"):
        return at
    if word in DASHES:
        return at + 1 if words.capital(at + 1) and not _is_sentence(words, at + 1) else at
    if word == ",":
        return _over_comma(words, at, head)
    if word in ("và", "&"):
        return _over_and(words, at, head)
    if not printed[0].isalnum():
        return at + 1 if word in ("'", "’", "“", "”", '"') else at
    if printed[0].isupper():
        return at + 1 if words.capital(at + 1) else _behind_capital(words, at, head)
    if printed[0].isdigit():
        return at + 1
    if (level := behind_place(words, at)) > at:
        return level
    action = matched(trie("actions"), words, at)
    if action > at and _is_unfinished(words, at, head) and matched(trie("firm_actions"), words, at) == at:
        return action
    stop = max(action, matched(trie("stops"), words, at))
    if stop == at or (stop == at + 1 and _is_second_syllable(words, at)):
        return at + 1
    return _behind_field(words, at)


def _behind_capital(words: Words, at: int, head: int) -> int:
    """Past a capital syllable and the small ones that belong to it: a word for work (`Đăng ký`), or at the head of a
    name the fields that `và` joins (`Văn hóa và thể thao`)."""
    joined = matched(trie("portfolios"), words, at) if at == head else at
    return max(at + 1, matched(trie("fields", "works"), words, at), joined if "và" in words.folded[at:joined] else at)


def _is_unfinished(words: Words, at: int, head: int) -> bool:
    """Whether a name cannot end there, because it says what is done but not yet to what (`Trung tâm Dịch vụ`)."""
    if words.folded[at - 2 : at] == ("quản", "lý"):
        return True
    return at - 2 == head and words.capital(head) and matched(trie("works"), words, head) == at


def _behind_field(words: Words, at: int) -> int:
    """Past a field of work in a name (`Đơn vị tư vấn giám sát`): a word for work of which no object follows."""
    end = matched(trie("fields"), words, at)
    if end == at:
        return at
    if end == len(words) or words.at(end) in {"(", ":", "khu"} or words.at(at - 1) in _LEGAL_FORMS:
        return end
    if words.printed[end][0].isdigit():
        return at if _counts(words, end) else end
    return end if _acts(words, end) or behind_level(words, end) > end else at


def _acts(words: Words, at: int) -> bool:
    return matched(trie("firm_actions"), words, at) > at and words.at(at) not in _LINKS


def _counts(words: Words, at: int) -> bool:
    """Whether a figure there says how many (`khảo sát 07 điểm ngập`), not which one (`xây dựng 47`)."""
    following = words.at(at + 1)
    return following.isalpha() and not words.capital(at + 1) and matched(trie("actions"), words, at + 1) == at + 1


def _is_second_syllable(words: Words, at: int) -> bool:
    """Whether a small syllable completes the capital one before it (`Chương trình`, never `Lào Cai trình`)."""
    return words.capital(at - 1) and not words.capital(at - 2) and not words.printed[at - 1].isupper()


def _is_sentence(words: Words, at: int) -> bool:
    return matched(trie("orders"), words, at) > at


def _over_comma(words: Words, at: int, head: int) -> int:
    """A comma inside a name joins its lines of business: `Đầu tư, Xây dựng và Kinh doanh dịch vụ`."""
    if not words.capital(at + 1):
        work = matched(trie("fields", "works"), words, at + 1)
        return work if work > at + 1 and _is_unfinished(words, at, head) else _over_fields(words, at)
    if starts_item(words, at + 1):
        return at
    for end in range(at + 1, min(at + 7, len(words))):
        if words.at(end) == "và" and words.capital(end + 1) and not starts_item(words, end + 1):
            return at + 1
        if words.at(end) in (",", ";", ".", ":"):
            return at
    return at


def _over_and(words: Words, at: int, head: int) -> int:
    """`và` inside a name: before a capital, a field (`giao thông và nông nghiệp`), or a second work behind a capital
    one (`Công ty Quản lý và sửa chữa đường bộ`)."""
    if words.capital(at + 1):
        return at if starts_item(words, at + 1) else at + 1
    if _begins_other(words, at + 1):
        return at
    if _behind_work(words, at, head) and not _acts(words, at + 1):
        return max(at + 2, matched(trie("fields", "works"), words, at + 1))
    return max(_over_fields(words, at), _over_unknown(words, at))


def _behind_work(words: Words, at: int, head: int) -> bool:
    """Whether the words before say what is done, as the name's own (`Công ty Quản lý`), not as what it does."""
    own = words.capital(at - 2) or words.at(at - 3) in _LEGAL_FORMS
    return at - 2 >= head and own and matched(trie("fields", "works"), words, at - 2) == at


def _begins_other(words: Words, at: int) -> bool:
    """Whether a small word there begins a body or people of its own, or no name at all."""
    word = words.at(at)
    if word in _BEGIN_OTHERS or not word.isalpha() or starts_item(words, at):
        return True
    return matched(trie(*_BODIES), words, at) > at


def _over_unknown(words: Words, at: int) -> int:
    """Past `và môi trường`, `và danh thắng`: a few small words that begin no body, when an action follows them."""
    for end in range(at + 1, min(at + 2 + LONGEST_FIELD, len(words))):
        if not words.printed[end].islower() or matched(trie("stops"), words, end) > end:
            return at
        if end > at + 1 and (_acts(words, end) or behind_level(words, end) > end):
            return end
        if matched(trie("actions"), words, end) > end:
            return at
    return at


def _over_fields(words: Words, at: int) -> int:
    """Past `và nông nghiệp`, `, thương mại và du lịch`: fields that go on a name, up to its place or an action."""
    end = at
    while words.at(end) in (",", "và", "&"):
        field = _behind_noun(words, end + 1)
        if field == end + 1:
            return at
        end = field
    closed = words.at(end) in _LIST_MARKS or _follows_name(words, end)
    closed = closed or (words.capital(end) and not starts_item(words, end))
    return end if closed and "và" in words.folded[at:end] else at


def _behind_noun(words: Words, at: int) -> int:
    """Past a field of work that is no verb: `nông nghiệp`, `giao thông`, never `kiểm tra`."""
    end = matched(trie("tails", "portfolios"), words, at)
    return end if not words.capital(at) and end > matched(trie("actions"), words, at) else at
