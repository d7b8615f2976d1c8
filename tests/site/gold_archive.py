"""The five labelled notices as an archive, built from labels and texts; and a bare site with nothing but the search."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ketluan.model.agency import Agency, Register
from ketluan.model.archive import Archive
from ketluan.model.notice import Body, Deadline, Directive, Meeting, Notice, Party
from ketluan.model.page import Asset
from ketluan.site.pages.search_page import search
from ketluan.site.served_sources import served_source
from ketluan.text.folding import fold
from ketluan.text.slug import slug

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"

DAY = "assets/reader_day.js"
Json = dict[str, Any]
PLACES = {
    "seeds/000": ("dong-thap/huyen-hong-ngu", "huyện Hồng Ngự, tỉnh Đồng Tháp"),
    "seeds/003": ("kon-tum", "tỉnh Kon Tum"),
    "corpus/notices/001": ("quang-ngai", "tỉnh Quảng Ngãi"),
    "corpus/notices/005": ("lao-cai", "tỉnh Lào Cai"),
    "corpus/notices/010": ("trung-uong", "Trung ương"),
}
ALIASES = {
    "Sở Lao động - Thương binh và Xã hội": ("Sở LĐTBXH", "Sở LĐ-TBXH"),
    "Sở Giáo dục và Đào tạo": ("Sở GDĐT", "Sở GD-ĐT"),
}


def gold_archive(today: dt.date) -> Archive:
    """Labels of shared/gold/dev over the texts they label."""
    agencies: dict[str, Agency] = {}
    notices = [_notice(label, agencies) for label in _labels()]
    places = dict(PLACES.values())
    ordered = sorted(notices, key=lambda notice: notice.date or dt.date.min, reverse=True)
    return Archive(notices=tuple(ordered), register=_Register(agencies=agencies, places=places), today=today)


class _Register(Register):
    @property
    def predecessors(self) -> dict[str, tuple[str, ...]]:  # type: ignore[override]
        return {}

    @property
    def groups_of(self) -> dict[str, tuple[str, ...]]:  # type: ignore[override]
        return {}


def _labels() -> Iterator[Json]:
    for name in ("seed-000", "seed-003", "001", "005", "010"):
        yield json.loads((SHARED / "gold/dev" / f"{name}.json").read_text(encoding="utf-8"))


def _notice(label: Json, agencies: dict[str, Agency]) -> Notice:
    key = next(key for key in PLACES if label["source"].startswith(key))
    place, _ = PLACES[key]
    source = (SHARED / label["source"]).read_text(encoding="utf-8")
    date = _date(label["issued"]) or _date(label["meeting_date"])
    year = str(date.year) if date else "2026" if key.endswith("005") else "khong-ro"
    issuer = _agency((label["issuer"] or "Văn phòng UBND").title(), place, agencies)
    stem = slug(label["number"] or "") or f"hop-{label['meeting_date']}"
    return Notice(
        id=f"{issuer}/{year}/{stem}",
        path="",
        issuer=issuer,
        title=label["title"],
        number=label["number"],
        issued=_date(label["issued"]),
        place=label["place"],
        meeting=Meeting(
            date=_date(label["meeting_date"]), chair=label["chair"], chair_position=label["chair_position"]
        ),
        signer=label["signer"],
        body=Body(html="", toc=(), directives=tuple(_directives(label, source, place, agencies)), blocks=()),
    )


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _agency(name: str, place: str, agencies: dict[str, Agency]) -> str:
    found = f"{place}/{slug(name)}"
    agencies.setdefault(found, Agency(id=found, name=name, kind="department", aliases=ALIASES.get(name, ())))
    return found


def _directives(label: Json, source: str, place: str, agencies: dict[str, Agency]) -> Iterator[Directive]:
    flat = " ".join(unicodedata.normalize("NFC", re.sub(r"\n+\s*\d{1,2}\s*\n", "\n", source)).split())
    at, counts = 0, dict[str, int]()
    for one in label["directives"]:
        starts, ends = (unicodedata.normalize("NFC", one[key]) for key in ("starts", "ends"))
        begin = flat.index(starts, at)
        end = flat.index(ends, begin) + len(ends)
        at = begin + 1
        counts[one["section"]] = counts.get(one["section"], 0) + 1
        yield Directive(
            id=f"{one['section']}-{counts[one['section']]}",
            section=one["section"],
            marker="-",
            text=flat[begin:end],
            headings=tuple(_heading(source, one["section"], flat[begin : begin + 30])),
            lead=tuple(Party(name=name, id=_agency(name, place, agencies)) for name in one["lead"]),
            coordinate=tuple(Party(name=name, id=_agency(name, place, agencies)) for name in one["coordinate"]),
            deadlines=_deadlines(one["deadline"], flat[begin:end]),
            citations=tuple(one["citations"]),
        )


def _heading(source: str, section: str, start: str) -> Iterator[str]:
    """The line that introduces the numbered section, and a dash line ending with a colon just above."""
    number = section.split(".")[-1]
    lines = [" ".join(unicodedata.normalize("NFC", line).split()) for line in source.splitlines()]
    for at, line in enumerate(lines):
        if line.startswith(f"{number}. ") and start[:20] not in line and len(line) < 160:
            whole = line if line.endswith(":") or not at + 1 < len(lines) else _joined(lines, at)
            yield whole.removeprefix(f"{number}. ").split(":")[0]
            break
    above = next((at for at, line in enumerate(lines) if line.startswith(start[:20])), 0)
    for line in reversed(lines[max(0, above - 3) : above]):
        if line.startswith("- ") and line.endswith(":"):
            yield line[2:-1]
            break


def _joined(lines: list[str], at: int) -> str:
    following = next((line for line in lines[at + 1 : at + 3] if line), "")
    return f"{lines[at]} {following}" if following.endswith(":") and not following.startswith("-") else lines[at]


def _deadlines(label: Json | None, text: str) -> tuple[Deadline, ...]:
    if label is None:
        return ()
    origin = "sentence" if fold(label["phrase"]) in fold(text) else "inherited"
    date, recurring = _date(label.get("date")), label.get("recurring")
    return (Deadline(phrase=label["phrase"], date=date, recurring=recurring, origin=origin),)


def write_bare_site(archive: Archive, folder: Path) -> None:
    """The search page, its scripts and data, and the two JSON files that the scorer reads; no MkDocs."""
    shutil.copytree(ROOT / "docs/assets", folder / "assets", dirs_exist_ok=True)
    page, data = search(archive)
    day = f'<script src="../{DAY}" defer></script>'
    viewport = '<meta name="viewport" content="width=device-width">'
    head = f'<!doctype html><html lang="vi"><head><meta charset="utf-8">{viewport}<title>{page.title}</title></head>'
    _write(
        folder, Asset(path=f"{page.address}/index.html", content=f"{head}<body>{page.html}{day}</body></html>".encode())
    )
    for asset in (*data, Asset(path=DAY, content=served_source(DAY, (ROOT / "docs" / DAY).read_bytes()))):
        _write(folder, asset)
    directives = [{"id": assignment.id, "text": assignment.directive.text} for assignment in archive.assignments]
    agencies = [{"id": one.id, "name": one.name} for one in archive.register.agencies.values()]
    for name, rows in (("directives", directives), ("agencies", agencies)):
        content = json.dumps(rows, ensure_ascii=False).encode()
        _write(folder, Asset(path=f"du-lieu/{name}.json", content=content))


def _write(folder: Path, asset: Asset) -> None:
    path = folder / asset.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(asset.content)
