"""Each listed word in a sentence of its class, and by itself one unit of it: taken out of the lexicon, it is missed.

A frame is a sentence with `{}` for the word (`{C}` with a capital) and what is read, as in `rules.txt`;
`benchmarks/mutation.py` takes words out and sees whether a reading changes.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial

import pytest

from ketluan.lexicon.lexicon import listed_entries
from ketluan.understanding.word_letters import letter_pairs
from ketluan.understanding.words import words_of
from tests.understanding.test_grammar import reading

FRAMES: dict[str, tuple[tuple[str, str], ...]] = {
    "level": (
        ("Giao UBND {} rà soát.", "UBND {}"),
        ("Giao UBND {} Hòa Bình rà soát.", "UBND {} Hòa Bình"),
    ),
    "tier": (("Giao UBND {} tỉnh rà soát.", "UBND {} tỉnh"),),
    "committee": (
        ("Giao {} tỉnh rà soát.", "{} tỉnh"),
        ("Giao {C} tỉnh rà soát.", "{C} tỉnh"),
    ),
    "central": (("Giao Bộ Y tế, {} rà soát.", "Bộ Y tế + {}"), ("Giao các Bộ, {} rà soát.", "các Bộ + {}")),
    "department": (("Giao {C} Y tế rà soát.", "{C} Y tế"),),
    "steering": (
        ("Giao {C} phòng, chống dịch tỉnh rà soát.", "{C} phòng, chống dịch tỉnh"),
        ("{} phòng, chống dịch tỉnh rà soát.", "{} phòng, chống dịch tỉnh"),
        ("Giao {C} quản lý, bảo vệ rừng rà soát.", "{C} quản lý, bảo vệ rừng"),
        ("Giao các {} rà soát.", "các {}"),
    ),
    "managing": (
        ("Giao {C} vườn hoa tỉnh rà soát.", "{C} vườn hoa tỉnh"),
        ("{} vườn hoa tỉnh rà soát.", "{} vườn hoa tỉnh"),
        ("Giao {C} chợ và bến xe rà soát.", "{C} chợ và bến xe"),
        ("Giao các {} rà soát.", "các {}"),
    ),
    "police": (("Giao {} điều tra tội phạm rà soát.", "{} điều tra tội phạm"),),
    "institution": (
        ("Giao {} rà soát.", "{}"),
        ("Giao {} niêm phong hồ sơ.", "{}"),
    ),
    "head": (
        ("Giao {C} Sông Đà rà soát.", "{C} Sông Đà"),
        ("Giao các {} Sông Đà rà soát.", "các {} Sông Đà"),
        ("Giao {C} rà soát.", "{C}"),
        ("{C} đã rà soát.", ""),
    ),
    "legal_form": (
        ("Giao Công ty {} Sông Đà rà soát.", "Công ty {} Sông Đà"),
        ("Giao Công ty {} xây dựng Sông Đà rà soát.", "Công ty {} xây dựng Sông Đà"),
    ),
    "standing": (
        ("Bộ Nội vụ, {} của Ban Chỉ đạo, rà soát hồ sơ.", "Bộ Nội vụ"),
        ("Giao các {} rà soát.", "các {}"),
    ),
    "sort": (
        ("Giao các {} rà soát.", "các {}"),
        ("Giao các {} tỉnh niêm phong hồ sơ.", "các {} tỉnh"),
    ),
    "party": (
        ("Giao các {} rà soát.", "các {}"),
        ("Giao các {} và các cơ quan liên quan rà soát.", "các {}"),
    ),
    "branch": (
        ("Giao các {} Y tế, Giáo dục rà soát.", "{C} Y tế + {C} Giáo dục"),
        ("Giao các {} liên quan rà soát.", "các {} liên quan"),
    ),
    "locality": (("Giao UBND các xã: {}, Sông Cầu rà soát.", "UBND xã {} + UBND xã Sông Cầu"),),
    "possessor": (("Giao {} các phương tiện rà soát.", "{} các phương tiện"),),
    "government": (
        ("Giao các {} liên quan rà soát.", "các {} liên quan"),
        ("Giao các {} niêm phong hồ sơ.", "các {}?"),
    ),
    "anybody": (
        ("Giao các {} liên quan rà soát.", "các {} liên quan"),
        ("Giao các {} niêm phong hồ sơ.", "các {}?"),
    ),
    "vague": (
        ("Giao các cơ quan {} niêm phong hồ sơ.", "các cơ quan {}?"),
        ("Giao các cơ quan {} rà soát.", "các cơ quan {}"),
    ),
    "quantifier": (("Giao {} sở rà soát.", "{} sở"),),
    "and": (("Giao Sở Y tế {} Sở Nội vụ rà soát.", "Sở Y tế + Sở Nội vụ"),),
    "companion": (("Giao Sở Y tế chủ trì, {} Sở Nội vụ rà soát.", "Sở Y tế; with Sở Nội vụ"),),
    "of": (("Giao các đơn vị {} Sở Y tế rà soát.", "các đơn vị {} Sở Y tế"),),
    "having": (
        ("Giao các xã {} rừng rà soát.", "các xã {} rừng"),
        ("Giao các xã {} đồng bào sinh sống rà soát.", "các xã {} đồng bào"),
    ),
    "related": (
        ("Giao các cơ quan {} rà soát.", "các cơ quan {}"),
        ("Phối hợp với UBND các xã {}.", "; with UBND các xã"),
    ),
    "pointing": (("Giao các cơ quan {} rà soát.", "các cơ quan {}"),),
    "notably": (("Giao các đơn vị, {} Sở Y tế, khẩn trương rà soát.", "các đơn vị"),),
    "within": (
        ("Giao các bệnh viện {} tỉnh rà soát.", "các bệnh viện {} tỉnh"),
        ("Giao các bệnh viện {} rà soát.", "các bệnh viện {}"),
    ),
    "preposition": (
        ("Sở Y tế {} rà soát hồ sơ.", ""),
        ("{C} hồ sơ đó, Sở Y tế rà soát.", "Sở Y tế"),
    ),
    "with": (("Phối hợp {} Sở Y tế rà soát.", "; with Sở Y tế"),),
    "matter": (
        ("Những {} các xã cần tập trung thực hiện:", "các xã"),
        ("{C} Sở Y tế chủ trì:", "Sở Y tế"),
    ),
    "then": (
        ("Trường hợp thiếu giáo viên {} đề nghị Sở Nội vụ điều động.", "Sở Nội vụ"),
        ("Trong trường hợp vượt thẩm quyền {} Sở Nội vụ báo cáo.", "Sở Nội vụ"),
    ),
    "about": (("- {C} hồ sơ bệnh án đã lập xong: Sở Y tế rà soát.", "Sở Y tế"),),
    "dative": (("Giao việc thẩm định hồ sơ {} Sở Tư pháp.", "Sở Tư pháp"),),
    "state": (
        ("Sở Y tế {} tham mưu kịp thời.", ""),
        ("Các sở {} rà soát hồ sơ.", ""),
    ),
    "obligation": (
        ("Sở Y tế {} rà soát hồ sơ.", "Sở Y tế"),
        ("Sở Y tế {} hồ sơ.", "Sở Y tế"),
        ("Sở Y tế, {} hồ sơ.", "Sở Y tế"),
    ),
    "connective": (
        ("{C} Sở Y tế rà soát hồ sơ.", "Sở Y tế"),
        ("{C}, Sở Y tế rà soát hồ sơ.", "Sở Y tế"),
        ("{C} giao Sở Y tế rà soát.", "Sở Y tế"),
    ),
    "regarding": (
        ("{C} Sở Y tế, rà soát hồ sơ.", "Sở Y tế"),
        ("{C} Sở Y tế rà soát hồ sơ.", "Sở Y tế"),
        ("{C} Sở Y tế:", "Sở Y tế"),
    ),
    "meeting": (
        ("{C} thống nhất giao Sở Y tế rà soát.", "Sở Y tế"),
        ("{C}, Sở Y tế rà soát.", "Sở Y tế"),
        ("{C} Sở Y tế rà soát.", "Sở Y tế"),
        ("{C}, giao Sở Y tế rà soát.", "Sở Y tế"),
    ),
    "circumstance": (
        ("Sở Y tế {} hồ sơ.", "Sở Y tế"),
        ("{C} hồ sơ, Sở Y tế rà soát.", "Sở Y tế"),
        ("Các sở {} rà soát.", "Các sở"),
    ),
    "occasion": (
        ("Sở Y tế {} 5 rà soát hồ sơ.", "Sở Y tế"),
        ("Các đơn vị {} đó khẩn trương rà soát hồ sơ.", "Các đơn vị"),
        ("{C} đó, Sở Y tế rà soát.", "Sở Y tế"),
        ("Giao Sở Y tế {} 5 rà soát.", "Sở Y tế"),
    ),
    "number_sign": (("Giao Trạm Y tế {} 5 rà soát.", "Trạm Y tế {} 5"),),
    "hamlet": (
        ("Giao các {} rà soát.", "các {}"),
        ("Giao trưởng các {} rà soát.", ""),
    ),
    "town": (
        ("Giao UBND huyện, {}, thành phố rà soát.", "UBND huyện, {}, thành phố"),
        ("Đồng chí Chủ tịch Lê {C} Mai rà soát.", "Chủ tịch Lê {C} Mai"),
    ),
    "region": (("Giao các bệnh viện {} Tây rà soát.", "các bệnh viện {} Tây"),),
    "post": (
        ("Giao {} UBND tỉnh rà soát.", "{} UBND tỉnh"),
        ("{C} các sở rà soát.", "{C} các sở"),
    ),
    "leader": (("Giao {} rà soát.", "{}"),),
    "leading": (("Giao {} các sở rà soát.", "{} các sở"),),
    "lone_post": (
        ("Giao {C} Công an xã rà soát.", "{C} Công an xã"),
        ("{C} các phòng rà soát.", "{C} các phòng"),
    ),
    "also": (("UBND tỉnh {} yêu cầu Sở Y tế rà soát.", "Sở Y tế"), ("Sở Y tế {} gặp khó khăn.", "")),
    "courtesy": (
        ("Giao {} Chủ tịch UBND xã rà soát.", "Chủ tịch UBND xã"),
        ("Giao {} Hoàng Văn Thụ, Chủ tịch UBND xã rà soát.", "Chủ tịch UBND xã"),
    ),
    "order": (
        ("{C} Sở Y tế rà soát.", "Sở Y tế"),
        ("Hội nghị {} Sở Y tế rà soát hồ sơ.", "Sở Y tế"),
        ("UBND tỉnh {} Sở Y tế rà soát.", "Sở Y tế"),
    ),
    "assignment": (
        ("{C} Sở Y tế rà soát.", "Sở Y tế"),
        ("- {C} Sở Y tế rà soát.", ""),
    ),
    "direction": (("{C} Sở Y tế:", "Sở Y tế"),),
    "lead": (
        ("Việc đó (Sở Y tế {}).", "Sở Y tế"),
        ("Sở Y tế {} hồ sơ.", "Sở Y tế"),
    ),
    "help": (("Rà soát hồ sơ, {} với Sở Y tế.", "; with Sở Y tế"),),
    "charged": (
        ("Giao đơn vị {} vốn rà soát.", ""),
        ("Các cơ sở {} vốn rà soát.", "Các cơ sở {} vốn"),
        ("Sở Y tế {} rà soát.", "Sở Y tế"),
    ),
    "in_charge": (("Giao Phó Chủ tịch {} xã rà soát.", "Phó Chủ tịch {} xã"),),
    "organising": (("Giao các {} rà soát.", "các {}"),),
    "speaking": (("Sở Y tế {} hồ sơ.", "Sở Y tế"),),
    "agree": (("Sở Y tế {} hồ sơ.", "Sở Y tế"),),
    "praise": (
        ("Chủ tịch UBND tỉnh {} Sở Y tế; giao Sở Nội vụ rà soát.", "Sở Nội vụ"),
        ("UBND tỉnh {} hồ sơ đó.", ""),
    ),
    "duty": (("{C} của Sở Y tế:", "Sở Y tế"),),
    "condition": (("Giao Sở Y tế {} hồ sơ thiếu thì rà soát.", "Sở Y tế"),),
    "school": (
        ("Giao các trường {} rà soát.", "các trường {}"),
        ("Giao các trường {} niêm phong hồ sơ.", "các trường {}?"),
    ),
    "verb": (("Sở Y tế {} hồ sơ.", "Sở Y tế"), ("task: {C} hồ sơ.", "task")),
    "work": (("Sở Y tế {} hồ sơ.", "Sở Y tế"), ("Giao Trung tâm {} rừng rà soát.", "Trung tâm {} rừng")),
    "occupation": (
        ("Sở Y tế {} hồ sơ.", "Sở Y tế"),
        ("Giao các cơ sở {} thuốc rà soát.", "các cơ sở {} thuốc"),
    ),
    "manner": (("Sở Y tế phối hợp {} với Sở Nội vụ.", "Sở Y tế; with Sở Nội vụ"),),
    "outcome": (("Giao Trung tâm {} rà soát.", "Trung tâm {}"), ("Sở Y tế {} rà soát.", "")),
    "field": (("Giao Sở {C} rà soát.", "Sở {C}"), ("Giao Sở Nội vụ và {C} rà soát.", "Sở Nội vụ + Sở {C}")),
    "noun": (
        ("Giao Trung tâm {} rà soát.", "Trung tâm {}"),
        ("Giao Trung tâm Hỗ trợ phát triển {} niêm phong hồ sơ.", "Trung tâm Hỗ trợ phát triển {}?"),
    ),
    "qualifier": (("Giao UBND các xã {} niêm phong hồ sơ.", "UBND các xã {}?"),),
    "idiom": (("Giao Trung tâm Y tế {} rà soát.", "Trung tâm Y tế"),),
    "actor": (("Giao các {} rà soát.", "các {}"), ("{C} niêm phong hồ sơ.", "{C}?")),
    "people": (("Sở Y tế {} rà soát.", "Sở Y tế {}"), ("Giao Sở Y tế và {} rà soát.", "Sở Y tế")),
    "staff": (("Giao {} rà soát.", "{}"), ("Giao Sở Y tế và {} rà soát.", "Sở Y tế + {}")),
    "firm": (("Giao {} niêm phong hồ sơ.", "{}"),),
}


JOINT = re.compile(r", | và | - ")


def listed_words() -> Iterator[tuple[str, str]]:
    """Every word that people listed, with its class."""
    return ((entry.text, entry.word_class) for entry in listed_entries())


def sentences(*classes: str) -> Iterator[tuple[str, str]]:
    """Each word of the classes in its sentences, with what is read; not in one that holds it already. `HĐND và UBND`
    are two names, and stand in `rules.txt`."""
    for word, word_class in listed_words():
        if word_class in classes and not (word_class == "committee" and JOINT.search(word)):
            frames = (frame for frame in FRAMES[word_class] if word not in frame[0])
            yield from ((filled(frame, word), filled(expected, word)) for frame, expected in frames)


def filled(frame: str, word: str) -> str:
    return frame.replace("{C}", word[0].upper() + word[1:]).replace("{}", word)


def units(word: str) -> str:
    """The letters of what a word is read as, in front of a mark."""
    return words_of(f"{word};").tags[:-1]


def all_readings() -> Iterator[Callable[[], object]]:
    """Every sentence of every word, to be read by the benchmark of mutations."""
    for sentence, _ in sentences(*FRAMES):
        yield partial(reading, sentence)
    for word, _ in listed_words():
        yield partial(units, word)


def test_every_class_has_a_sentence() -> None:
    assert {word_class for _, word_class in listed_words()} == set(FRAMES)


@pytest.mark.parametrize("word_class", sorted(FRAMES))
def test_a_word_is_read_as_its_class_says(word_class: str) -> None:
    expected = [*sentences(word_class)]
    assert [(sentence, reading(sentence)) for sentence, _ in expected] == expected


@pytest.mark.parametrize("word_class", sorted(FRAMES))
def test_a_word_is_one_unit_of_its_class(word_class: str) -> None:
    listed = [word for word, own in listed_words() if own == word_class]
    expected = {word: letter_pairs()[word[0].isupper()][word_class] for word in listed}
    assert {word: units(word) for word in listed} == expected
