"""Notices that nobody ever issued: real sentence patterns, invented places, people and facts.

The same seed gives the same notices. Topics and communes follow Zipf's law, as words of real notices do.
"""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WORDS: dict[str, Any] = json.loads(Path(__file__).with_name("words.json").read_text(encoding="utf-8"))
MARK = "dữ liệu minh họa"
YEARS = 6
LAST_YEAR = 2025


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One directive: its text, who leads, who helps (names), its last day and the documents it cites."""

    text: str
    coordinate: str | None
    due: dt.date | None
    phrase: str
    cited: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Invented:
    """A notice: sections pair the body addressed with its tasks."""

    place: str
    number: int
    issued: dt.date
    met: dt.date
    chair: str
    signer: str
    topic: str
    sections: tuple[tuple[str, tuple[Task, ...]], ...]

    @property
    def title(self) -> str:
        """What stands under THÔNG BÁO; says that it is invented."""
        name = WORDS["places"][self.place]
        return f"Kết luận của Phó Chủ tịch UBND {name} {self.chair} tại cuộc họp về {self.topic} ({MARK})"

    @property
    def id(self) -> str:
        """`song-mau/van-phong-ubnd/2024/12-tb-vp`."""
        return f"{self.place}/van-phong-ubnd/{self.issued.year}/{self.number}-tb-vp"


def notices(count: int, *, seed: int) -> Iterator[Invented]:
    """As many as asked for, spread evenly over three offices and six years, in the order of their days."""
    dice = random.Random(seed)
    people = [_person(dice) for _ in range(24)]
    places = list(WORDS["places"])
    per_year = max(1, count // (YEARS * len(places)))
    for index in range(count):
        turn, place = divmod(index, len(places))
        year = LAST_YEAR - YEARS + 1 + min(YEARS - 1, turn // per_year)
        issued = dt.date(year, 1, 5) + dt.timedelta(days=turn % per_year * 350 // per_year)
        number = turn - (year - LAST_YEAR + YEARS - 1) * per_year + 1
        yield _notice(dice, place=places[place], number=number, issued=issued, people=people)


def _notice(dice: random.Random, *, place: str, number: int, issued: dt.date, people: list[str]) -> Invented:
    topic = _zipf(dice, WORDS["topics"])
    bodies = [_zipf(dice, _bodies(issued)) for _ in range(dice.randint(4, 6))]
    sections = [(body, _tasks(dice, topic, issued)) for body in dict.fromkeys(bodies)]
    while sum(len(tasks) for _, tasks in sections) < 12:
        sections.append((WORDS["groups"][len(sections) % 2], _tasks(dice, topic, issued)))
    return Invented(
        place=place,
        number=number,
        issued=issued,
        met=issued - dt.timedelta(days=dice.randint(1, 6)),
        chair=_zipf(dice, people),
        signer=_zipf(dice, people[::-1]),
        topic=topic["name"],
        sections=tuple(sections),
    )


def _bodies(issued: dt.date) -> list[str]:
    former = [body["name"] for body in WORDS["former"] if issued <= dt.date.fromisoformat(body["closed"])]
    return [*WORDS["departments"][:5], *former, *WORDS["groups"], *WORDS["departments"][5:]]


def _tasks(dice: random.Random, topic: dict[str, Any], issued: dt.date) -> tuple[Task, ...]:
    return tuple(_task(dice, topic, issued) for _ in range(dice.randint(2, 5)))


def _task(dice: random.Random, topic: dict[str, Any], issued: dt.date) -> Task:
    verb, thing = _zipf(dice, WORDS["verbs"]), dice.choice(topic["things"])
    partner = _zipf(dice, _bodies(issued)) if "{partner}" in verb else None
    tails = dict.fromkeys(_zipf(dice, WORDS["tails"]) for _ in range(dice.randint(3, 6)))
    limit, due = _limit(dice, issued)
    commune = f"{_zipf(dice, WORDS['syllables'])} {_zipf(dice, WORDS['syllables'])}"
    filled = [_filled(dice, tail, issued) for tail in tails]
    parts = [f"{verb.format(partner=partner)} {thing} trên địa bàn xã {commune}", *filled, *([limit] if limit else [])]
    cited = tuple(word for tail in filled for word in tail.split() if "NĐ-CP" in word or "QĐ-TTg" in word)
    return Task(text=", ".join(parts) + ".", coordinate=partner, due=due, phrase=limit, cited=cited)


def _filled(dice: random.Random, pattern: str, issued: dt.date) -> str:
    numbers = {"number": dice.randint(1, 1900), "day": dice.randint(1, 28), "month": dice.randint(1, 12)}
    return pattern.format(**numbers, year=issued.year - dice.randint(0, 4))


def _limit(dice: random.Random, issued: dt.date) -> tuple[str, dt.date | None]:
    """Every third task has a limit."""
    if dice.random() > 0.34:
        return "", None
    due = issued + dt.timedelta(days=dice.randint(10, 180))
    pattern = dice.choice(WORDS["limits"][:2])
    return pattern.format(day=f"{due.day:02}", month=f"{due.month:02}", year=due.year), due


def _person(dice: random.Random) -> str:
    return " ".join(dice.choice(WORDS[part]) for part in ("family", "middle", "given"))


def _zipf(dice: random.Random, values: list[Any]) -> Any:
    return dice.choices(values, weights=[1 / (rank + 1) for rank in range(len(values))])[0]
