"""Writes `ketluan/store/province_units.json` from the package vietnamadminunits, when its data has changed.

The package is no dependency; it is installed for this alone:

    python -m venv /tmp/units && /tmp/units/bin/pip install vietnamadminunits==1.0.4
    /tmp/units/bin/python benchmarks/province_units.py
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

TARGET = Path(__file__).parents[1] / "ketluan/store/province_units.json"
PACKAGE = "vietnamadminunits"
OLD = "select provinceKey, province, districtKey, district, wardKey, ward from admin_units_legacy order by wardCode"
NEW = "select provinceKey, province, wardKey, ward from admin_units order by wardCode"


def main() -> None:
    """Reads the package's data, and writes ours."""
    spec = find_spec(PACKAGE)
    assert spec and spec.origin, f"{PACKAGE} is not installed"
    data = Path(spec.origin).parent / "data"
    units = {
        "source": f"{PACKAGE} {version(PACKAGE)}, https://pypi.org/project/{PACKAGE}/",
        "licence": "MIT, Copyright (c) 2025 Tran Ngoc Minh Hieu",
        "provinces": provinces(data),
    }
    TARGET.write_text(json.dumps(units, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def provinces(data: Path) -> dict[str, object]:
    """By the name of each province of today: its communes, and the old provinces with their districts and communes,
    each old commune with the places of those of today that it went into. A district without communes (an island)
    stands for its own commune, and became the special zone of its name."""
    base = sqlite3.connect(data / "dataset.db")
    rules = json.loads((data / "converter_2025.json").read_text(encoding="utf-8"))
    went, now = destinations(rules), {old: new for new, olds in rules["DICT_PROVINCE"].items() for old in olds}
    parts: defaultdict[str, dict[str, str]] = defaultdict(dict)
    names: dict[str, str] = {}
    for key, name, commune, commune_name in base.execute(NEW):
        names[key] = name
        parts[key][commune] = commune_name
    old: defaultdict[str, dict[str, dict[str, dict[str, list[int]]]]] = defaultdict(dict)
    for key, name, district, district_name, commune, commune_name in base.execute(OLD):
        island = {now[key]: {district.replace("huyen", "dackhu", 1)}}
        targets = went.get(f"{key}_{district}_{commune}", {}) if commune else island
        for target, communes in sorted(targets.items()):
            places = sorted(list(parts[target]).index(each) for each in communes)
            districts = old[target].setdefault(small(name), {})
            districts.setdefault(small(district_name), {})[small(commune_name or district_name)] = places
    return {
        small(names[key]): {"communes": [*map(small, parts[key].values())], "old": old[key]} for key in sorted(parts)
    }


def destinations(rules: dict[str, dict[str, object]]) -> dict[str, dict[str, set[str]]]:
    """For each old commune, by its key, the provinces and communes of today that it went into."""
    went: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for province, communes in rules["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for commune, olds in communes.items():  # type: ignore[attr-defined]  # JSON
            for old in olds:
                went[old][province].add(commune)
    for province, divided in rules["DICT_PROVINCE_WARD_DIVIDED"].items():
        for old, pieces in divided.items():  # type: ignore[attr-defined]  # JSON
            went[old][province].update(piece["newWardKey"] for piece in pieces)
    return {old: dict(targets) for old, targets in went.items()}


def small(name: str) -> str:
    """`Tỉnh Quảng Ngãi` -> `tỉnh Quảng Ngãi`, as the register writes places."""
    kind = next(kind for kind in KINDS if name.casefold().startswith(f"{kind} "))
    return kind + name[len(kind) :]


KINDS = ("thành phố", "thị trấn", "thị xã", "đặc khu", "tỉnh", "huyện", "quận", "phường", "xã")

if __name__ == "__main__":
    main()
