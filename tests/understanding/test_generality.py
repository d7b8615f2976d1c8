"""What nobody listed: verbs and bodies held back from the lexicon, names in front of any word, and sentences that only
describe."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ketluan.lexicon.lexicon import folded_phrase, listed_entries
from ketluan.understanding.addressees import sentence_addressees
from tests.conftest import ROOT
from tests.understanding.test_addressee import NAMES

FIXTURES = Path(__file__).parent / "fixtures"
CORPUS = ROOT.parent / "shared" / "corpus"
FEWEST_SENTENCES = 60


def lines(name: str) -> list[str]:
    """The lines of a fixture, comments left out."""
    return [line for line in (FIXTURES / name).read_text(encoding="utf-8").splitlines() if line[0] != "#"]


SUBJECTS = (
    "Sở Y tế",
    "UBND các huyện, thành phố",
    "Các sở, ban, ngành",
    "Công an tỉnh",
    "Một số địa phương",
    "Ban Quản lý dự án đầu tư xây dựng tỉnh",
    "Các chủ đầu tư",
    "Công ty Điện lực Quảng Ngãi",
    "Chủ tịch UBND xã Tân Lập",
    "Hội Nông dân, Đoàn Thanh niên",
    "Tuy nhiên, Phòng Kinh tế huyện",
    "Thời gian qua, các đơn vị",
)
VERBS, BODIES = lines("held_back_verbs.txt"), lines("held_back_bodies.txt")


def lead(text: str) -> list[str]:
    return [party.name for party in sentence_addressees(text, under_heading=False).lead]


def test_held_back_words_are_in_no_list() -> None:
    listed = {folded_phrase(entry.text) for entry in listed_entries()}
    assert [verb for verb in VERBS if folded_phrase(verb) in listed] == []
    assert [body for body in BODIES if folded_phrase(body) in listed] == []


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_that_nobody_listed_follows_a_name(verb: str) -> None:
    for body in ("Sở Y tế", "UBND các xã", "Công ty Sông Đà", "Công an tỉnh", "Ban Quản lý dự án Thăng Long"):
        assert lead(f"{body} {verb} khu vực biên giới.") == [body]
        assert lead(f"Giao {body} {verb} 12 khu vực.") == [body]


@pytest.mark.parametrize("body", BODIES)
def test_a_body_that_nobody_listed_is_read_whole(body: str) -> None:
    assert lead(f"{body} rà soát, báo cáo UBND tỉnh.") == [body]
    assert lead(f"Giao {body} khoanh vùng 12 điểm.") == [body]


@pytest.mark.parametrize("name", NAMES)
def test_a_small_word_never_changes_a_name_and_says_so_where_it_might(name: str) -> None:
    """The word may be a verb that nobody listed: the name ends in front of it, or is marked as not certain."""
    for verb in VERBS[::5]:
        found = sentence_addressees(f"Giao {name} {verb} hồ sơ.", under_heading=False)
        assert [party.name for party in found.lead] == [name] or not all(party.certain for party in found.lead)


@pytest.mark.parametrize("text", lines("descriptive.txt"))
def test_a_sentence_that_describes_tells_nobody(text: str) -> None:
    assert lead(text) == []


@pytest.mark.parametrize("subject", SUBJECTS)
@pytest.mark.parametrize("description", lines("descriptions.txt"))
def test_what_is_said_of_a_body_tells_it_nothing(subject: str, description: str) -> None:
    assert lead(f"{subject} {description}") == []


@pytest.mark.skipif(not CORPUS.is_dir(), reason="real documents are kept apart")
def test_real_sentences_that_describe_tell_nobody() -> None:
    leads = {text: lead(text) for text in descriptive_sentences()}
    assert len(leads) >= FEWEST_SENTENCES
    assert {text: names for text, names in leads.items() if names} == {}


def descriptive_sentences() -> list[str]:
    """Sentences of real documents that say how things are or were, and hold no word of orders."""
    looks_back = re.compile(r"\b(?:đã|chưa|còn|đạt|chiếm|bị|so với|là|được|gồm|có)\b")
    orders = re.compile(
        r"\b(?:giao|yêu cầu|đề nghị|chủ trì|phối (?:kết )?hợp|trách nhiệm|phải|cần|phân công|kính|rà soát|kế hoạch)\b",
        re.I,
    )
    found: list[str] = []
    for path in sorted([*CORPUS.glob("notices/*.txt"), *CORPUS.glob("related/*.txt")]):
        text = " ".join(path.read_text(encoding="utf-8").split())
        found += re.split(r"(?<=[a-zà-ỹ0-9)][.;]) (?=[A-ZĐÀ-Ỹ])", text)
    fit = (text for text in found if 6 <= len(text.split()) <= 80 and looks_back.search(text))
    return [text for text in fit if not orders.search(text)]
