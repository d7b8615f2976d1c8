"""Writes a folder of invented notices with its register: `generate.py OUT --notices 60 --seed 1`.

An invented archive that stood in the folder goes: what became of its notices is counted from the day.
"""

from __future__ import annotations

import argparse
import datetime as dt
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.demo.invented import MARK, WORDS, Invented, Task, notices
from benchmarks.demo.life import enliven
from ketluan.store.front_matter import dump
from ketluan.text.slug import slug


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--notices", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--today", type=dt.date.fromisoformat, default=dt.date.today(), help="the day of what lies ahead"
    )
    arguments = parser.parse_args()
    if _is_invented(arguments.out / "agencies.yml"):
        shutil.rmtree(arguments.out)
    write(arguments.out, arguments.notices, seed=arguments.seed)
    enliven(arguments.out, arguments.today)
    return 0


def _is_invented(register: Path) -> bool:
    return register.exists() and register.read_text(encoding="utf-8").startswith(f"# {MARK.capitalize()}")


def write(out: Path, count: int, *, seed: int) -> None:
    out.mkdir(parents=True, exist_ok=True)
    (out / "agencies.yml").write_text(register(), encoding="utf-8")
    for notice in notices(count, seed=seed):
        path = out / f"{notice.id}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(notice_file(notice), encoding="utf-8")


def register() -> str:
    places = "".join(f"  {key}: {name}\n" for key, name in WORDS["places"].items())
    entries = "".join(entry for place in WORDS["places"] for entry in _entries(place))
    topics = "".join(f"  - {topic['name']}\n" for topic in WORDS["topics"])
    opening = f"# {MARK.capitalize()}: mọi địa danh, cơ quan và con người ở đây đều do chương trình đặt ra."
    return f"{opening}\ntopics:\n{topics}\nplaces:\n{places}\nagencies:\n{entries}"


def _entries(place: str) -> Iterator[str]:
    yield f"  - id: {place}/van-phong-ubnd\n    name: Văn phòng UBND tỉnh\n    kind: issuer\n"
    for name in WORDS["departments"]:
        if name != "Văn phòng UBND tỉnh":
            yield f'  - id: {place}/{slug(name)}\n    name: "{name}"\n    kind: department\n'
    for body in WORDS["former"]:
        yield f'  - id: {place}/{slug(body["name"])}\n    name: "{body["name"]}"\n    kind: department\n'
        yield f"    closed: {body['closed']}\n"
        yield f"    reason: replaced\n    successors: [{place}/{slug(body['successor'])}]\n    source: {MARK}\n"
    for name in WORDS["groups"]:
        yield f'  - id: {place}/{slug(name)}\n    name: "{name}"\n    kind: group\n'


def notice_file(notice: Invented) -> str:
    place = WORDS["places"][notice.place]
    day = f"ngày {notice.issued.day:02} tháng {notice.issued.month:02} năm {notice.issued.year}"
    met = f"{notice.met.day}/{notice.met.month}/{notice.met.year}"
    town = place.removeprefix("tỉnh ")
    header = {
        "head": f"{MARK.upper()}\nUBND {place.upper()}\nVĂN PHÒNG\nSố: {notice.number}/TB-VP\n{town}, {day}",
        "number": f"{notice.number}/TB-VP",
        "issued": notice.issued,
        "place": town,
        "issuer": f"{notice.place}/van-phong-ubnd",
        "title": notice.title,
        "meeting": {
            "date": notice.met,
            "name": f"cuộc họp về {notice.topic}",
            "chair": notice.chair,
            "chair_position": f"Phó Chủ tịch UBND {place}",
        },
        "signer": notice.signer,
        "signer_position": ["CHÁNH VĂN PHÒNG"],
        "recipients": ["Như trên", "Lưu: VT"],
        "topics": [notice.topic],
    }
    chaired = f"Ngày {met}, Phó Chủ tịch UBND {place} {notice.chair} chủ trì cuộc họp về {notice.topic} ({MARK})"
    body = "\n\n".join(_section(at, name, tasks) for at, (name, tasks) in enumerate(notice.sections, start=1))
    closing = f"Văn phòng UBND {place} thông báo để các đơn vị biết, thực hiện./."
    return f"---\n{dump(header)}---\n\n{chaired} và kết luận như sau:\n\n{body}\n\n{closing}\n"


def _section(number: int, name: str, tasks: tuple[Task, ...]) -> str:
    body = name if name[1].isupper() or not name.startswith("Các") else name[0].lower() + name[1:]
    return f"## {number}. Giao {body}:\n\n" + "\n".join(f"- {task.text}" for task in tasks)


if __name__ == "__main__":
    raise SystemExit(main())
