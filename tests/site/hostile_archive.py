"""An archive with every hostile text of fixtures/hostile.json in every field that takes text."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import yaml

from ketluan.text.number import Number

DATA = Path(__file__).parent / "fixtures/hostile.json"
CALL = "alert(1)"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
GUARD = " ."  # a `{: ... }` at the end of a heading or row is refused before anything is built


@dataclass(frozen=True)
class Hostile:
    """A text with its place in the list; where it runs, it calls `alert` with that place."""

    at: int
    kind: str
    text: str

    @property
    def line(self) -> str:
        """On one line, as most fields hold it."""
        return unicodedata.normalize("NFC", " ".join(self.text.split()))

    @property
    def yaml(self) -> str:
        """Without the letters that YAML refuses."""
        return _CONTROL.sub("", self.line)

    @property
    def place(self) -> str:
        """Where its bodies and notices are."""
        return f"noi-{self.at}"

    @property
    def issuer(self) -> str:
        """Who issues its notices."""
        return f"{self.place}/van-phong"

    @property
    def notice(self) -> str:
        """The id of the notice that has it in every field."""
        return f"{self.issuer}/2024/{self.at}-tb-vp"

    @property
    def is_file_name(self) -> bool:
        """Whether a file can have it for a name."""
        return not {"/", "\\", ":", "\0"} & {*self.line} and len(self.line.encode()) < 200


def hostile_texts() -> list[Hostile]:
    """All of them, each with a call of its own."""
    rows = json.loads(DATA.read_text(encoding="utf-8"))
    return [Hostile(at, row["class"], row["text"].replace(CALL, f"alert({at})")) for at, row in enumerate(rows)]


def write_hostile_archive(folder: Path) -> list[Hostile]:
    """The register and, for each text, a notice, a withdrawn one, an original and a file that belongs to none."""
    texts = hostile_texts()
    folder.mkdir()
    register = {
        "places": {one.place: {"name": one.yaml, "source": one.yaml} for one in texts},
        "topics": [_topic(one) for one in texts],
        "not_agencies": [_named(one, "không là cơ quan") for one in texts],
        "agencies": [entry for one in texts for entry in _agencies(one)],
    }
    _write(folder / "agencies.yml", _dumped(register))
    for one in texts:
        _write_notices(folder, one)
    return texts


def _named(one: Hostile, word: str) -> str:
    return f"{one.yaml} {word} {one.at}"


def _topic(one: Hostile) -> str:
    return _named(one, "chủ đề")


def _agencies(one: Hostile) -> list[dict[str, object]]:
    shown = {"source": one.yaml, "confirmed": False}
    ended = {"closed": "2020-01-01", "reason": "renamed", "successors": [f"{one.place}/so"]}
    return [
        {"id": one.issuer, "name": _named(one, "văn phòng"), "kind": "issuer", **shown},
        {
            "id": f"{one.place}/so",
            "name": _named(one, "sở"),
            "kind": "department",
            "short": _named(one, "S"),
            "aliases": [_named(one, "sở khác"), f"Sở {one.yaml} {one.at}"],
            "parent": one.issuer,
            **shown,
        },
        {"id": f"{one.place}/so-cu", "name": _named(one, "sở cũ"), "kind": "department", **ended, **shown},
        {
            "id": f"{one.place}/nhom",
            "name": _named(one, "nhóm"),
            "kind": "group",
            "members": [f"{one.place}/so"],
            **shown,
        },
    ]


def _write_notices(folder: Path, one: Hostile) -> None:
    path = folder / f"{one.notice}.md"
    original = _original(path, one)
    _write(path, f"---\n{_dumped(_fields(one) | original)}---\n\n{_body(one)}")
    gone = {"state": "withdrawn", "reason": one.yaml, "date": "2025-12-31"}
    fields = _fields(one) | {"number": f"{one.at}/TB-TH", "status": gone, "aliases": [], "related": []}
    _write(folder / f"{one.issuer}/2024/{one.at}-tb-th.md", f"---\n{_dumped(fields)}---\n\n{one.line}\n")
    if one.is_file_name:
        _write(path.with_name(f"{one.line}.dat"), "")


def _original(notice: Path, one: Hostile) -> dict[str, object]:
    """Named as hostile as names can be, and holding the text itself."""
    name = f"{one.line}.html" if one.is_file_name else f"{one.at}.html"
    content = f"{one.at}\n{one.text}".replace("\0", "")
    _write(notice.with_name(name), content)
    return {"original": name, "sha256": hashlib.sha256(content.encode()).hexdigest()}


def _fields(one: Hostile) -> dict[str, object]:
    return {
        "head": f"ỦY BAN NHÂN DÂN {one.yaml.upper()}\n" + _CONTROL.sub("", one.text),
        "number": _number(one),
        "issued": "2024-07-10",
        "place": one.yaml,
        "issuer": one.issuer,
        "title": one.yaml,
        "meeting": {
            "date": "2024-07-08",
            "place": one.yaml,
            "name": one.yaml,
            "chair": _named(one, "chủ trì"),
            "chair_position": one.yaml,
        },
        "signer": one.yaml,
        "signer_position": [one.yaml, one.yaml],
        "recipients": [one.yaml, f"Sở Y tế {one.yaml}"],
        "topics": [_topic(one)],
        "related": [{"kind": "cites", "number": "1/2020/QĐ-TTg"}],
        "signature": {"signer": one.yaml, "time": "2024-07-10T10:00:00+07:00", "intact": True},
        "aliases": [f"{one.issuer}/2024/cu-{one.at}"],
    }


def _number(one: Hostile) -> str:
    try:
        return str(Number.parse(f"{one.at}/TB-{one.yaml}"))
    except ValueError:
        return f"{one.at}/TB-VP"


def _body(one: Hostile) -> str:
    line, place = one.line, one.place
    return f"""{one.text}

## 1. {line}{GUARD}

- Giao {line}{GUARD} chủ trì, phối hợp với {line} rà soát theo 1/2020/QĐ-TTg, báo cáo trước ngày 30/7/2024.
  {{: lead="{place}/so" coordinate="{place}/nhom" due="2026-12-31" }}
  - Sở {line}{GUARD} báo cáo hằng tháng.
- Sở Y tế {line}{GUARD} khẩn trương báo cáo trước ngày 30/7/2024.
- {line}

## 2. Sở Y tế {line}{GUARD}

2\\. Sở Y tế {line}: báo cáo hằng quý.

| {line} | Cơ quan |
|---|---|
| {line} | {line}{GUARD} |

### {line}{GUARD}

Yêu cầu Sở Tài chính {line} báo cáo kết quả.

## Phụ lục {line}{GUARD}

{line}
"""


def _dumped(values: dict[str, object]) -> str:
    return yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=100_000)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
