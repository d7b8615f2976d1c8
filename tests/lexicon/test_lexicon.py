"""The words officials use, as data with classes."""

from __future__ import annotations

from collections import Counter

import pytest

from ketluan.lexicon.lexicon import (
    FOLDER,
    folded,
    folded_phrase,
    general_entries,
    lexicon,
    listed_entries,
    split,
    thinned,
)


def test_a_word_stands_once_with_one_class() -> None:
    """With a capital and without one it is two words: `Ban` heads a name, `ban` is a kind of bodies."""
    listed = Counter((folded_phrase(entry.text), entry.capital) for entry in listed_entries())
    assert [word for word, times in listed.items() if times > 1] == []
    classes = {(folded_phrase(entry.text), entry.capital): entry.word_class for entry in listed_entries()}
    assert [word for word, capital in classes if capital and classes.get((word, False)) == classes[word, True]] == []
    small = {word for word, capital in listed if not capital}
    assert [entry.text for entry in general_entries() if entry.text in small] == []


def test_made_lists_stand_in_a_file_of_their_own_that_names_source_and_licence() -> None:
    assert {entry.kind for entry in general_entries()} == {"generated"}
    assert {entry.kind for entry in listed_entries()} == {"closed", "sample"}
    assert "pyvi 0.1.1 (MIT licence" in (FOLDER / "general.txt").read_text(encoding="utf-8")


def test_general_words_are_kept_folded() -> None:
    assert [entry.text for entry in general_entries() if entry.text != folded_phrase(entry.text)] == []


@pytest.mark.parametrize(
    ("text", "found", "word_class"),
    [
        ("Ban Chỉ đạo tỉnh", "Ban Chỉ đạo", "steering"),
        ("ban hành kế hoạch", "ban hành", "verb"),
        ("Uỷ ban nhân dân tỉnh", "Uỷ ban nhân dân", "committee"),
        ("UBND & HĐND", "UBND", "committee"),
        ("Lao động, Thương binh & Xã hội", "Lao động, Thương binh & Xã hội", "field"),
        ("Lao động – Thương binh – Xã hội", "Lao động – Thương binh – Xã hội", "field"),
        ("lao động, thương binh", "", ""),
    ],
)
def test_the_longest_phrase_is_found_whatever_its_spelling(text: str, found: str, word_class: str) -> None:
    printed = split(text)[1::2]
    end, own = lexicon().find([folded(word) for word in printed], 0, capital=text[0].isupper())
    assert (split(text)[1::2][:end], own) == (split(found)[1::2], word_class)


def test_general_words_are_asked_apart() -> None:
    assert lexicon().find_general(["nâng", "cấp", "đường"], 0) == (2, "verb")
    assert lexicon().find_general(["khoanh", "đường"], 0)[1] != "verb"


def test_a_thinned_lexicon_lacks_what_was_not_kept() -> None:
    thin = thinned(lambda entry: entry.word_class != "order")
    assert thin.find(["giao"], 0, capital=False) == (0, "")
    assert lexicon().find(["giao"], 0, capital=False) == (1, "order")
