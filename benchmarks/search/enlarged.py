"""A bare site of the search many times as large: each file of a year written again under other keys and ids.

python benchmarks/search/enlarged.py NOTICES TIMES FOLDER      (10000 10: 100,000 notices, 1.5 million directives)

The overview names all files, newest first; agencies' figures stay those of the small archive.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.search.values import archive
from ketluan.site.search_parts import FOLDER, year_of
from tests.site.gold_archive import write_bare_site

YEAR, OVERVIEW = "Years.year", "Years.overview"


def main() -> int:
    notices, times, folder = int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    write_bare_site(archive(notices, seed=1), folder)
    enlarge(folder / FOLDER, times)
    return 0


def enlarge(data: Path, times: int) -> None:
    (path,) = data.glob("muc-luc-*.js")
    overview = _read(path, OVERVIEW)
    years: dict[str, list[list[Any]]] = {}
    for part in overview["years"]:
        years.setdefault(year_of(part[0]), []).append(part)
    overview["years"] = [part for year, parts in years.items() for part in _parts(data, year, parts * times)]
    overview["counted"] *= times
    _write(path, OVERVIEW, overview)


def _parts(data: Path, year: str, parts: list[list[Any]]) -> list[list[Any]]:
    """The first stand as they are; the page names the newest."""
    return [part if at == parts.index(part) else _again(data, part, f"{year}-x{at}") for at, part in enumerate(parts)]


def _again(data: Path, part: list[Any], key: str) -> list[Any]:
    values = _read(data / part[1], YEAR)
    notices = [[f"{notice[0]}-{key}", *notice[1:]] for notice in values["notices"]]
    _write(data / f"{key}.js", YEAR, {**values, "key": key, "notices": notices})
    return [key, f"{key}.js", part[2]]


def _read(path: Path, receiver: str) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(
        path.read_text(encoding="utf-8").removeprefix(f"{receiver}(").removesuffix(");\n")
    )
    return values


def _write(path: Path, receiver: str, values: dict[str, Any]) -> None:
    path.write_text(f"{receiver}({json.dumps(values, ensure_ascii=False, separators=(',', ':'))});\n", encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
