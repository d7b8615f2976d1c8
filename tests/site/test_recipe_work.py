"""What several processes make of an archive is what one makes of it: the site and what is remembered of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ketluan.site import page_making, rebuilding
from ketluan.site.build_record import BuildRecord, read_record
from ketluan.site.frame import makers_digest
from ketluan.site.mkdocs_site import build_site
from ketluan.store.follow_up_file import ENDING
from ketluan.store.shared_work import AHEAD, shared_work
from tests.conftest import TODAY
from tests.site.test_inventory import ISSUER, write
from tests.site.test_rebuilding import content

TASKS = ("Báo cáo trước ngày 30/9/2014.", "Thực hiện Quyết định 1/2013/QĐ-TTg.", "Giao Sở Nội vụ báo cáo hằng quý.")


def remembered(record: BuildRecord) -> object:
    """By the queries themselves: in which order they were numbered does not matter."""
    queries = {number: (group, key) for group, key, number in record.queries}

    def asked(numbers: object) -> frozenset[object]:
        return frozenset(queries[number] for number in numbers)  # type: ignore[attr-defined]

    return (
        {query: record.answers[number] for number, query in queries.items()},
        {name: (asked(made.asked), made.paths) for name, made in record.recipes.items()},
        {path: (file.kind, file.shown, asked(file.asked), file.made_of) for path, file in record.files.items()},
        {name: (asked(part.asked), part.digest) for name, part in record.parts.items()},
    )


@pytest.fixture
def notices(tmp_path: Path) -> Path:
    folder = tmp_path / "notices"
    for number in range(1, 8):
        write(folder, f"{number}-tb-vp", tasks=TASKS[: number % 3 + 1])
    write(folder, "8-tb-vp", keys="status: {state: withdrawn, date: 2026-01-10, reason: ban hành nhầm}\n")
    write(
        folder,
        "9-tb-vp",
        keys=f"aliases: [{ISSUER}/2014/90-tb-vp]\nrelated:\n  - {{kind: replaces, number: 1/TB-VP}}\n",
    )
    events = "- {directive: 1-1, event: reported, on: 2014-08-01}\n"
    (folder / ISSUER / "2014" / f"2-tb-vp{ENDING}").write_text(events, encoding="utf-8")
    return folder


def test_several_processes_make_the_site_that_one_makes(
    notices: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / ".cache"
    build_site(notices=notices, site=tmp_path / "one", today=TODAY)
    one = remembered(read_record(cache, makers_digest()))
    (cache / "site.sqlite").unlink()
    (cache / "parts.sqlite").unlink()
    shared: list[int] = []

    def noted(work: list[object], *ways: Any) -> Iterator[Any]:
        shared.append(len(work))
        return shared_work(work, *ways)

    monkeypatch.setattr(rebuilding, "shared_work", noted)
    monkeypatch.setattr(page_making, "SHARED", range(2, 20))
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    build_site(notices=notices, site=tmp_path / "several", today=TODAY)
    assert shared and shared[0] > AHEAD
    assert content(tmp_path / "one") == content(tmp_path / "several")
    assert remembered(read_record(cache, makers_digest())) == one
