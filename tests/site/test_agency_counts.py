"""Every place that says how many directives a body has says the same: pages, data files and search."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from html import unescape

import pytest

from benchmarks.search.values import archive as invented
from ketluan.exports import json_fields
from ketluan.exports.json_files import json_array
from ketluan.exports.listed_bodies import listed_bodies
from ketluan.exports.tables import AGENCIES
from ketluan.model import addresses
from ketluan.model.agency_counts import AgencyCounts, agency_counts, counts_by_year
from ketluan.model.archive import Archive
from ketluan.model.notice import Directive, Notice, Related
from ketluan.model.page import Page
from ketluan.site import pages, phrases
from ketluan.site.search_data import search_files
from ketluan.store.reader import read_archive
from tests.conftest import ROOT, TODAY
from tests.site.page_archive import ARCHIVE, NEXT

REPLACES = (Related(kind="replaces", number="975/TB-VP"),)
WHY = "không chắc tên cơ quan dừng ở đâu"


def doubtful(archive: Archive) -> Archive:
    """The same with every seventh directive not sure of who leads, every eleventh of who helps, some undated."""
    notices = [_doubtful(notice, place) for place, notice in enumerate(archive.notices)]
    ordered = sorted(notices, key=lambda notice: notice.date or dt.date.min, reverse=True)
    return replace(archive, notices=tuple(ordered))


def _doubtful(notice: Notice, place: int) -> Notice:
    tasks = [_unsure(task, place + at) for at, task in enumerate(notice.directives)]
    changed = replace(notice, body=replace(notice.body, directives=tuple(tasks)))
    if place % 5:
        return changed
    issuer, _, stem = notice.id.rsplit("/", 2)
    undated = replace(notice.meeting, date=None)
    return replace(changed, id=f"{issuer}/khong-ro/{stem}-{place}", issued=None, meeting=undated)


def _unsure(task: Directive, at: int) -> Directive:
    lead = tuple(replace(party, certain=bool(at % 7), why="" if at % 7 else WHY) for party in task.lead)
    helping = tuple(replace(party, certain=bool(at % 11), why="" if at % 11 else WHY) for party in task.coordinate)
    return replace(task, lead=lead, coordinate=helping)


@cache
def archive_of(name: str) -> Archive:
    if name == "notices":
        return read_archive(ROOT / "notices", today=TODAY)[0]
    if name == "replaced":
        notices = (replace(notice, related=REPLACES) if notice.id == NEXT.id else notice for notice in ARCHIVE.notices)
        return replace(ARCHIVE, notices=tuple(notices))
    return doubtful(invented(40, seed=3)) if name == "invented" else doubtful(ARCHIVE)


@cache
def pages_of(name: str) -> dict[str, Page]:
    return {page.address: page for page in pages.every_page(archive_of(name))}


each_archive = pytest.mark.parametrize("name", ["pages", "invented", "notices", "replaced"])


def said(page: Page) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.html)).split())


def own(archive: Archive) -> dict[str, AgencyCounts]:
    return {agency: agency_counts(archive, agency) for agency in archive.register.agencies}


def everybody(archive: Archive) -> dict[str, AgencyCounts]:
    """Those of the register, and the names that it does not hold."""
    return own(archive) | {body: agency_counts(archive, body) for body in archive.by_unregistered}


def numbers(counts: AgencyCounts) -> list[int]:
    return [counts.lead, counts.coordinate, counts.unsure]


def test_what_is_not_sure_counts_once_and_only_as_unsure() -> None:
    archive = archive_of("invented")
    named = Counter(
        body
        for one in archive.assignments
        for body in {party.id for party in (*one.directive.lead, *one.directive.coordinate)}
    )
    for agency, roles in archive.by_agency.items():
        sure = {one.id for role in ("lead", "coordinate") for one in roles[role]}  # type: ignore[index]
        unsure = [one.id for one in roles["unsure"]]
        assert not sure & set(unsure)
        assert len(sure) + len(unsure) == named[agency]
    assert sum(counts.unsure for counts in own(archive).values()) > 20


@each_archive
def test_the_data_files_count_as_the_archive_does(name: str) -> None:
    archive = archive_of(name)
    rows = json.loads(json_array(archive, json_fields.AGENCIES, listed_bodies(archive)))
    assert {row["id"]: [row["leads"], row["coordinates"], row["unsure"]] for row in rows} == {
        agency: numbers(counts) for agency, counts in everybody(archive).items()
    }
    names = [column.name for column in AGENCIES.columns]
    places = [names.index(column) for column in ("leads", "coordinates", "unsure")]
    for body, cells in zip(listed_bodies(archive), AGENCIES.rows(archive), strict=True):
        assert [cells[place] for place in places] == numbers(everybody(archive)[body.id])


@each_archive
def test_the_search_counts_as_the_archive_does(name: str) -> None:
    archive = archive_of(name)
    overview, *years = (
        json.loads(file.content.decode().partition("(")[2].removesuffix(");\n")) for file in search_files(archive)
    )
    listed = {row[0]: row[7:10] for row in overview["agencies"]}
    assert listed == {body: numbers(counts) for body, counts in everybody(archive).items()}
    led = Counter(body for year in years for body in _sure(year, "lead"))
    assert {agency: led[agency] for agency in listed} == {agency: row[0] for agency, row in listed.items()}


def _sure(year: dict[str, list[int]], role: str) -> list[str]:
    """The bodies that surely have a role, once for each directive that counts."""
    found: list[str] = []
    rest, place = list(year[role]), 0
    while rest:
        own, rest = rest[1 : 1 + rest[0]], rest[1 + rest[0] :]
        if place not in year["uncounted"]:
            found += {str(year["agencies"][number]) for number in own if number >= 0}
        place += 1
    return found


@each_archive
def test_the_page_of_a_body_counts_as_the_archive_does(name: str) -> None:
    for agency, counts in own(archive_of(name)).items():
        page = pages_of(name)[addresses.agency(agency)]
        if counts.lead or counts.coordinate:
            lead, helping = phrases.count(counts.lead), phrases.count(counts.coordinate)
            assert f"Chủ trì {lead} chỉ đạo, phối hợp {helping}" in said(page)


@each_archive
def test_home_and_figures_count_as_the_archive_does(name: str) -> None:
    archive = archive_of(name)
    full = {phrases.full_name(archive.register, agency): counts for agency, counts in own(archive).items()}
    ranks = re.findall(
        r'<li><a href="co-quan/[^"]+">([^<]+)</a> <span class=kl-count>([\d.]+)<', pages_of(name)[""].html
    )
    assert [number for _, number in ranks] == [phrases.count(full[unescape(body)].lead) for body, _ in ranks]
    rows = re.findall(
        r'<tr><th scope=row><a href="../co-quan/[^"]+">([^<]+)</a>(.*?)</tr>', pages_of(name)["thong-ke"].html
    )
    assert ranks and rows
    assert [body for body, _ in rows][: len(ranks)] == [body for body, _ in ranks]
    for body, cells in rows:
        printed = [int(cell.replace(".", "")) for cell in re.findall(r"<td[^>]*>(?:<a[^>]*>)?([\d.]+)", cells)]
        unsure = [printed.pop()] if "Chưa chắc" in pages_of(name)["thong-ke"].html else []
        *years, total = printed
        assert (sum(years), unsure or [0]) == (total, [full[unescape(body)].unsure])
        assert total == full[unescape(body)].lead


def test_what_a_replaced_notice_told_is_in_no_figure() -> None:
    archive = archive_of("replaced")
    assert sum(counts.replaced for counts in own(archive).values()) > 0
    assert len(archive.counted) < len(archive.assignments)
    overview = json.loads(search_files(archive)[0].content.decode().partition("(")[2].removesuffix(");\n"))
    assert overview["counted"] == len(archive.counted)
    assert f"{len(archive.counted)} chỉ đạo trong" in said(pages_of("replaced")[""])


@each_archive
def test_the_page_of_files_says_what_they_hold_beyond_the_figures(name: str) -> None:
    """Each file counts what it holds, which figures do not all count."""
    archive = archive_of(name)
    replaced, withdrawn = len(archive.assignments) - len(archive.counted), len(archive.notices) - len(archive.published)
    parts = [f"{replaced} chỉ đạo của thông báo đã bị thay thế"] * bool(replaced)
    parts += [f"{withdrawn} thông báo đã thu hồi (chỉ còn số, ngày và lý do)"] * bool(withdrawn)
    sentence = f"Tệp có cả {' và '.join(parts)}, ghi rõ là như vậy; các con số trên trang không tính."
    text = said(pages_of(name)["du-lieu"])
    assert (sentence in text, "Tệp có cả" in text) == (bool(parts), bool(parts))


def test_what_has_no_year_stands_in_a_column_of_its_own() -> None:
    page = pages_of("invented")["thong-ke"]
    assert "<th scope=col class=kl-number>Không rõ<th scope=col class=kl-number>Tổng" in page.html
    some = next(
        agency for agency in own(archive_of("invented")) if "khong-ro" in counts_by_year(archive_of("invented"), agency)
    )
    assert f"co-quan/{some}/khong-ro" in pages_of("invented")


@each_archive
def test_a_list_of_bodies_counts_as_the_archive_does(name: str) -> None:
    archive = archive_of(name)
    for place in {agency.jurisdiction for agency in archive.register.agencies.values()}:
        html = pages_of(name)[addresses.place(place)].html
        for agency, cells in re.findall(
            r'<a href="?[./]*/([^">]+)/index.html"?>(?:(?!</a>).)+</a>((?:(?!</tr>).)*)', html, re.S
        ):
            counts = own(archive).get(f"{place}/{agency.rpartition('/')[2]}")
            for word, number in (("chủ trì", counts and counts.lead), ("phối hợp", counts and counts.coordinate)):
                assert re.findall(rf"{word} </span>([\d.]+)", cells) == ([phrases.count(number)] if number else [])
