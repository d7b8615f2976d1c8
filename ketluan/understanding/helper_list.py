"""Lists of those with whom something is to be done, behind `phối hợp với`."""

from __future__ import annotations

from collections.abc import Iterator

from ketluan.lexicon.wording import Words, matched, trie
from ketluan.understanding.body_name import read_names
from ketluan.understanding.name_parts import behind_bracket
from ketluan.understanding.printed_name import Name

_ADVERBS = {
    *("chặt", "chẽ", "thường", "xuyên", "tốt", "hiệu", "quả", "đồng", "bộ", "với", "cùng"),
    *("tích", "cực", "kịp", "thời", "hơn", "nữa"),
}
_LEADS = ("chủ", "chịu", "có", "phối")


def behind_cooperation(words: Words, at: int) -> int:
    """Past `phối hợp (chặt chẽ) (với)`, `phối hợp, hỗ trợ`; `at` when no cooperation is spoken of there."""
    if words.at(at) != "phối" or words.at(at + 1) not in ("hợp", "kết"):
        return at
    start = at + 2 + (words.at(at + 1) == "kết")
    while (words.at(start) in _ADVERBS and not words.capital(start)) or (
        words.at(start) == "," and words.folded[start + 1 : start + 3] == ("hỗ", "trợ")
    ):
        start += 3 if words.at(start) == "," else 1
    return start + 3 if words.folded[start : start + 3] == ("và", "hỗ", "trợ") else start


def named_helpers(words: Words, at: int) -> tuple[tuple[Name, ...], int]:
    """The bodies named behind `phối hợp với` there and where they end.

    While nothing has been asked of the leader yet, the list goes on behind a semicolon, up to what is asked:
    `chủ trì, phối hợp với các Sở: A, B; UBND huyện C thẩm định`.
    """
    names, end = read_names(words, behind_cooperation(words, at))
    if not names or not _asks_nothing_before(words, at):
        return names, end
    listed, behind = names, end
    while words.at(behind) == ";":
        more, behind_more = read_names(words, behind + 1)
        if not more:
            break
        listed, behind = listed + more, behind_bracket(words, behind_more)
    asked = matched(trie("actions"), words, behind) > behind and words.at(behind) not in _LEADS
    return (listed, behind) if asked else (names, end)


def helper_spans(words: Words) -> Iterator[range]:
    """Where bodies stand as helpers, so that they are not taken for those who are told."""
    for at, word in enumerate(words.folded):
        if word == "phối" and (start := behind_cooperation(words, at)) > at:
            yield range(start, named_helpers(words, at)[1])


def _asks_nothing_before(words: Words, at: int) -> bool:
    """Whether `phối hợp với` follows `chủ trì,`, a name or a mark, so that the task is still to come."""
    before = at - 1 if words.at(at - 1) in (",", "và") and at else at
    if at == 0 or words.folded[before - 2 : before] == ("chủ", "trì"):
        return True
    return any(read_names(words, start)[1] == at for start in range(max(0, at - 14), at))
