"""Every file to take away tells the same as the Archive, and can be read by the programs it is made for."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import openpyxl
import pytest

from benchmarks.takeaway import invented
from ketluan import exports
from ketluan.exports import tables
from ketluan.model.archive import Archive
from ketluan.model.notice import Notice
from tests.exports.export_archive import ARCHIVE, NOTHING, views_and_tables

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = "https://van-phong.example.vn/kho/"
XLSX, SQLITE, CSV = "du-lieu/kho-ket-luan.xlsx", "du-lieu/kho-ket-luan.db", "du-lieu/chi-dao.csv"
FEED, CALENDAR = "du-lieu/thong-bao-moi.xml", "du-lieu/thoi-han.ics"
Files = dict[str, bytes]
NEWEST_FIRST = "ORDER BY (SELECT notice FROM directive WHERE directive.key = directives.key) DESC, key"
THEN = dataclasses.replace(ARCHIVE, today=dt.date(2014, 9, 1))
"""A day on which the calendars hold every limit."""


def _files(archive: Archive, *, site_url: str | None = None, pages: tuple[str, ...] = ()) -> Files:
    return {asset.path: asset.content for asset in exports.files(archive, site_url=site_url, pages=pages)}


@pytest.fixture(scope="module")
def files() -> Files:
    return _files(THEN)


@pytest.fixture
def database(files: Files, tmp_path: Path) -> Iterator[sqlite3.Connection]:
    path = tmp_path / "kho.db"
    path.write_bytes(files[SQLITE])
    with closing(sqlite3.connect(path)) as opened:
        yield opened


def _sheet(files: Files, title: str) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(files[XLSX]))
    return list(book[title].iter_rows(min_row=2, values_only=True))


def _csv(files: Files) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[CSV].decode("utf-8-sig"), newline="")))


def _events(content: bytes) -> list[str]:
    return re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT", content.decode().replace("\r\n ", ""), re.S)


def _entries(content: bytes) -> list[ET.Element]:
    return ET.fromstring(content).findall(f"{ATOM}entry")


def test_all_files_agree_with_the_archive_in_every_count(files: Files, database: sqlite3.Connection) -> None:
    ids = [assignment.id for assignment in ARCHIVE.assignments]
    assert [row["id"] for row in json.loads(files["du-lieu/directives.json"])] == ids
    assert [row["Mã chỉ đạo"] for row in _csv(files)] == ids
    assert [row[0] for row in _sheet(files, "Chỉ đạo")] == ids
    assert [row[0] for row in database.execute(f"SELECT id FROM directives {NEWEST_FIRST}")] == ids
    for name, title, items in (
        ("notices", "Thông báo", [notice.id for notice in ARCHIVE.notices]),
        ("agencies", "Cơ quan", [*ARCHIVE.register.agencies]),
    ):
        listed = json.loads(files[f"du-lieu/{name}.json"])
        assert [row["id"] for row in listed if row.get("registered", True)] == items
        assert [row[0] for row in _sheet(files, title) if row[0]] == items
        order = "key" if name == "agencies" else "key DESC"
        rows = database.execute(f"SELECT id FROM {name} WHERE id IS NOT NULL ORDER BY {order}")
        assert [row[0] for row in rows] == items
    assert len(_entries(files[FEED])) == len(ARCHIVE.published)


def test_all_files_agree_with_the_archive_for_each_agency(files: Files, database: sqlite3.Connection) -> None:
    rows = {row["id"]: row for row in json.loads(files["du-lieu/agencies.json"])}
    sheet = {row[0]: row for row in _sheet(files, "Cơ quan")}
    assigned = _sheet(files, "Phân công")
    query = "SELECT count(*) FROM assignments WHERE agency = ? AND role = ?"
    for agency in ARCHIVE.register.agencies:
        roles = ARCHIVE.by_agency.get(agency, {"lead": (), "coordinate": ()})
        counts = (len(roles["lead"]), len(roles["coordinate"]))
        assert (rows[agency]["leads"], rows[agency]["coordinates"]) == counts
        assert sheet[agency][13:15] == counts
        for role, count in zip(("chủ trì", "phối hợp"), counts, strict=True):
            assert database.execute(query, (agency, role)).fetchone() == (count,)
            assert sum(row[1:3] == (role, agency) for row in assigned) == count
        assignment = {task.id: task for tasks in roles.values() for task in tasks}
        due = [task for task in assignment.values() if task.directive.deadline and task.notice.date]
        feed, calendar = files.get(f"du-lieu/tin/{agency}.xml"), files.get(f"du-lieu/lich/{agency}.ics")
        assert len(_entries(feed) if feed else ()) == len({task.notice.id for task in assignment.values()})
        links = feed.decode().count("&lt;li&gt;") if feed else 0
        assert links == len(assignment)
        assert len(_events(calendar) if calendar else ()) == len(due)


def test_deadlines_and_citations_are_the_same_everywhere(files: Files, database: sqlite3.Connection) -> None:
    limits = {
        assignment.id: assignment.directive.deadline
        for assignment in ARCHIVE.assignments
        if assignment.directive.deadline
    }
    phrases = {key: limit.phrase for key, limit in limits.items()}
    days = {key: limit.date.isoformat() for key, limit in limits.items() if limit.date}
    records = {row["id"]: row["deadline"] for row in json.loads(files["du-lieu/directives.json"])}
    assert {key: limit["phrase"] for key, limit in records.items() if limit} == phrases
    assert {row["Mã chỉ đạo"]: row["Ngày đến hạn"] for row in _csv(files) if row["Ngày đến hạn"]} == days
    assert dict(database.execute("SELECT id, deadline FROM directives WHERE deadline IS NOT NULL")) == days
    assert {row[0]: f"{row[14]:%Y-%m-%d}" for row in _sheet(files, "Chỉ đạo") if row[14]} == days
    cited = [(assignment.id, number) for assignment in ARCHIVE.assignments for number in assignment.directive.citations]
    assert sorted(database.execute("SELECT * FROM citations")) == sorted(cited)
    assert _sheet(files, "Văn bản dẫn chiếu") == cited


def test_what_the_data_page_says_is_what_the_files_hold(files: Files) -> None:
    found = exports.descriptions(ARCHIVE)
    rows = {description.path: description.rows for description in found}
    assert rows == {XLSX: 5, CSV: 5, SQLITE: 5, FEED: 3, CALENDAR: None} | {
        "du-lieu/directives.json": 5,
        "du-lieu/notices.json": 4,
        "du-lieu/agencies.json": 6,
        "du-lieu/cac-nam.json": 4,
    }
    assert len(_entries(files[FEED])) == rows[FEED]
    named = {path for item in found for path in (item.path, item.schema) if path}
    assert named == {path for path in files if path.count("/") == 1}


def test_what_an_agencys_page_says_is_what_its_files_hold(files: Files) -> None:
    for agency in ARCHIVE.register.agencies:
        named = {item.path: item.rows for item in exports.agency_files(ARCHIVE, agency)}
        assert set(named) == {path for path in files if agency in path}
        for path, rows in named.items():
            assert rows == (None if path.endswith(".ics") else len(_entries(files[path])))


@pytest.mark.parametrize("site_url", [None, SITE])
def test_the_same_archive_gives_the_same_bytes(site_url: str | None) -> None:
    fresh = dataclasses.replace(ARCHIVE)
    assert _files(ARCHIVE, site_url=site_url) == _files(fresh, site_url=site_url)


def test_calendars_hold_what_is_ahead_and_twelve_months_and_nothing_else_depends_on_the_day() -> None:
    before, after = (_files(dataclasses.replace(ARCHIVE, today=dt.date(2015, 8, day))) for day in (21, 22))
    assert [path for path, content in before.items() if content != after[path]] == [
        CALENDAR,
        "du-lieu/lich/kon-tum/so-y-te.ics",
    ]
    assert (len(_events(before[CALENDAR])), len(_events(after[CALENDAR]))) == (2, 1)


def test_a_calendar_whose_limits_are_all_older_keeps_the_last(files: Files) -> None:
    path = "du-lieu/lich/kon-tum/cong-an.ics"
    assert path in _files(ARCHIVE) and len(_events(_files(ARCHIVE)[path])) == 1


def test_what_holds_all_years_is_what_the_years_hold(files: Files) -> None:
    years = json.loads(files["du-lieu/cac-nam.json"])
    assert [(year["year"], year["notices"], year["directives"]) for year in years] == [
        (name if name.isdigit() else None, len(notices), ARCHIVE.directive_counts.get(name, 0))
        for name, notices in ARCHIVE.by_year.items()
    ]
    for number, path in enumerate(("du-lieu/directives.json", "du-lieu/notices.json")):
        assert [row for year in years for row in json.loads(files[year["files"][number]])] == json.loads(files[path])
    csvs = [files[year["files"][2]] for year in years]
    head = files[CSV].partition(b"\r\n")[0] + b"\r\n"
    assert head + b"".join(content.removeprefix(head) for content in csvs) == files[CSV]
    books = [openpyxl.load_workbook(io.BytesIO(files[year["files"][3]])) for year in years]
    assert {tuple(book.sheetnames) for book in books} == {
        ("Chỉ đạo", "Thông báo", "Phân công", "Văn bản dẫn chiếu", "Theo dõi")
    }
    rows = [row for book in books for row in book["Chỉ đạo"].iter_rows(min_row=2, values_only=True)]
    assert rows == _sheet(files, "Chỉ đạo")


IDS = [notice.id for notice in ARCHIVE.notices]


@pytest.mark.parametrize("same", [[], IDS[:1], IDS[1:3], IDS])
def test_a_database_made_from_the_last_one_has_the_same_bytes(same: list[str], files: Files, tmp_path: Path) -> None:
    (tmp_path / "last.db").write_bytes(files[SQLITE])
    exports.write_sqlite(tmp_path / "new.db", ARCHIVE, last=tmp_path / "last.db", same=same)
    assert (tmp_path / "new.db").read_bytes() == files[SQLITE]


def test_rows_of_unchanged_notices_move_when_others_come_go_and_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "WHOLE", 4)
    whole = invented(6000)
    assert list(whole.by_year) == ["2011", "2010"]
    shorter = {at: _with_fewer_directives(whole.notices[at], 15 - at % 16) for at in (7, 8, 31, 200)}
    changed = [shorter.get(at, notice) for at, notice in enumerate(whole.notices) if at not in (5, 100, 399)]
    was = dataclasses.replace(whole, notices=whole.notices[1:])
    archive = dataclasses.replace(whole, notices=tuple(changed))
    same = {notice.id for notice in {*was.notices} & {*archive.notices}}
    exports.write_sqlite(tmp_path / "last.db", was)
    exports.write_sqlite(tmp_path / "new.db", archive, last=tmp_path / "last.db", same=same)
    exports.write_sqlite(tmp_path / "fresh.db", archive)
    assert len(same) == 392
    assert (tmp_path / "new.db").read_bytes() == (tmp_path / "fresh.db").read_bytes()


def test_rows_of_unchanged_notices_are_copied(tmp_path: Path) -> None:
    exports.write_sqlite(tmp_path / "last.db", ARCHIVE)
    with closing(sqlite3.connect(tmp_path / "last.db")) as last, last:
        last.execute("UPDATE directive SET text = 'as it was'")
    exports.write_sqlite(tmp_path / "new.db", ARCHIVE, last=tmp_path / "last.db", same=IDS[:1])
    with closing(sqlite3.connect(tmp_path / "new.db")) as new:
        assert new.execute("SELECT DISTINCT notice FROM directives WHERE text = 'as it was'").fetchall() == [(IDS[0],)]


def _with_fewer_directives(notice: Notice, number: int) -> Notice:
    return dataclasses.replace(
        notice, body=dataclasses.replace(notice.body, directives=notice.body.directives[:number])
    )


@pytest.mark.parametrize("content", [None, "", "no database", "SQLite format 3\0"])
def test_a_last_database_that_is_none_is_not_asked(content: str | None, files: Files, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "last.db").write_text(content)
    exports.write_sqlite(tmp_path / "new.db", ARCHIVE, last=tmp_path / "last.db", same=IDS)
    assert (tmp_path / "new.db").read_bytes() == files[SQLITE]


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> Files:
    monkeypatch.setattr(tables, "WHOLE", 4)
    return _files(ARCHIVE)


def test_in_a_large_archive_the_files_of_all_years_name_those_of_the_years(large: Files, files: Files) -> None:
    counts = [("2014", 1, 3), ("2013", 1, 0), ("2012", 1, 0), ("khong-ro", 1, 2)]
    listed = json.loads(large["du-lieu/directives.json"])
    assert listed["whole"] == "kho-ket-luan.db"
    assert [(year["year"], year["notices"], year["directives"]) for year in listed["years"]] == counts
    named = [
        *((year["zip"], year["file"]) for year in listed["years"]),
        *((year["zip"], year["file"]) for year in json.loads(large["du-lieu/notices.json"])["years"]),
        *((row["Tệp của năm, trong cùng thư mục"], "chi-dao.csv") for row in _csv(large)),
    ]
    assert len({*named}) == 12
    for packed, name in named:
        folder = f"du-lieu/{packed.rpartition('/')[0]}"
        with zipfile.ZipFile(io.BytesIO(large[f"du-lieu/{packed}"])) as found:
            assert found.read(name) == files[f"{folder}/{name}"]
    book = openpyxl.load_workbook(io.BytesIO(large[XLSX]))
    assert book.sheetnames == ["Các năm", "Cơ quan", "Kế thừa"]
    assert [row[:3] for row in book["Các năm"].iter_rows(min_row=2, values_only=True)] == counts
    assert _sheet(large, "Cơ quan") == _sheet(files, "Cơ quan")


def test_in_a_large_archive_the_addresses_of_a_year_say_where_its_files_are_packed(large: Files) -> None:
    for name in ("directives.json", "notices.json"):
        assert json.loads(large[f"du-lieu/nam/2014/{name}"]) == {"zip": "du-lieu.zip", "file": name}
    (row,) = csv.reader(large["du-lieu/nam/2014/chi-dao.csv"].decode("utf-8-sig").splitlines()[1:])
    assert row == ["du-lieu.zip", "chi-dao.csv", "kho-ket-luan.xlsx"]
    (year, *_) = json.loads(large["du-lieu/cac-nam.json"])
    assert year["files"] == ["du-lieu/nam/2014/du-lieu.zip", "du-lieu/nam/2014/kho-ket-luan.xlsx"]
    assert _sheet(large | {XLSX: large["du-lieu/nam/2014/kho-ket-luan.xlsx"]}, "Chỉ đạo")


def test_the_data_page_says_what_a_large_archive_has(large: Files) -> None:
    found = {item.path: (item.rows, item.unit) for item in exports.descriptions(ARCHIVE)}
    years = {"du-lieu/directives.json", "du-lieu/notices.json", "du-lieu/cac-nam.json", CSV}
    assert {path for path, rows in found.items() if rows == (4, "năm")} == years
    assert (found[XLSX], found[SQLITE]) == ((5, "cơ quan"), (5, "chỉ đạo"))


def test_the_database_of_a_large_archive_has_every_row_and_no_index_of_words(large: Files, tmp_path: Path) -> None:
    (tmp_path / "kho.db").write_bytes(large[SQLITE])
    with closing(sqlite3.connect(tmp_path / "kho.db")) as opened:
        assert opened.execute("SELECT count(*) FROM directives").fetchone() == (len(ARCHIVE.assignments),)
        assert opened.execute("SELECT name FROM sqlite_master WHERE name LIKE '%fts%'").fetchall() == []


def test_a_view_of_the_database_is_the_flat_table(tmp_path: Path) -> None:
    for name, found, flat in views_and_tables(ARCHIVE, tmp_path / "kho.db"):
        assert found == flat, name


def test_a_printed_name_that_the_register_does_not_hold_is_listed_and_can_be_searched_for(files: Files) -> None:
    (found,) = [row for row in json.loads(files["du-lieu/agencies.json"]) if not row["registered"]]
    named = {key: found[key] for key in ("id", "name", "jurisdiction", "kind", "coordinates", "address")}
    assert named == {
        "id": "=kon-tum=Hội Người mù",
        "name": "Hội Người mù",
        "jurisdiction": "kon-tum",
        "kind": None,
        "coordinates": 1,
        "address": "co-quan/chua-ro/index.html",
    }


def test_a_body_that_the_register_does_not_hold_is_in_every_table_marked_as_such(
    files: Files, database: sqlite3.Connection
) -> None:
    row = (None, "Hội Người mù tỉnh Kon Tum", "chưa", "Hội Người mù")
    assert [each[:4] for each in _sheet(files, "Cơ quan") if each[2] != "có"] == [row]
    query = "SELECT id, full_name, registered, name, coordinates FROM agencies WHERE registered <> 'có'"
    assert database.execute(query).fetchall() == [(*row, 1)]
    printed = [each["Tên chưa có trong danh mục"] for each in _csv(files)]
    assert {each for each in printed if each} == {"Hội Người mù"}
    told = database.execute(f"SELECT unregistered FROM directives {NEWEST_FIRST}")
    assert [each or "" for (each,) in told] == printed


@pytest.mark.parametrize("archive", [ARCHIVE, NOTHING], ids=["full", "empty"])
@pytest.mark.parametrize("name", ["directives", "agencies", "notices"])
def test_json_is_valid_by_the_schema_beside_it(archive: Archive, name: str) -> None:
    files = _files(archive)
    schema = json.loads(files[f"du-lieu/{name}.schema.json"])
    validator = jsonschema.Draft202012Validator
    validator.check_schema(schema)
    validator(schema, format_checker=validator.FORMAT_CHECKER).validate(json.loads(files[f"du-lieu/{name}.json"]))
    assert all(member["description"] for member in schema["items"]["properties"].values())


def test_an_empty_archive_has_no_calendar_and_no_feed_entries() -> None:
    files = _files(NOTHING)
    assert CALENDAR not in files
    assert _entries(files[FEED]) == []
    assert {description.rows for description in exports.descriptions(NOTHING)} == {0}


def test_json_keeps_what_programs_rely_on(files: Files) -> None:
    first = json.loads(files["du-lieu/directives.json"])[0]
    assert first["id"] == "kon-tum/van-phong-ubnd/2014/975-tb-vp#1-1"
    assert first["lead"] == [
        {
            "id": "kon-tum/so-y-te",
            "name": "Sở Y tế",
            "from": "heading",
            "words": "Sở Y tế",
            "certain": True,
            "why": None,
        }
    ]
    assert first["address"] == "thong-bao/kon-tum/van-phong-ubnd/2014/975-tb-vp/index.html#1-1"
    labour = next(row for row in json.loads(files["du-lieu/agencies.json"]) if row["id"] == "kon-tum/so-ldtbxh")
    assert labour["jurisdiction"] == "kon-tum"
    assert labour["successors"] == ["kon-tum/so-y-te", "kon-tum/so-noi-vu"]


def test_csv_opens_in_excel_with_vietnamese_letters_and_runs_no_formula(files: Files) -> None:
    content = files[CSV]
    assert content.startswith("\ufeffMã chỉ đạo,".encode())
    assert content.count(b"\r\n") == content.count(b"\n") == 1 + len(ARCHIVE.assignments)
    cells = [cell for row in _csv(files) for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert '\'=HYPERLINK("http://x")' in cells


def test_tables_that_people_filter_name_the_place_of_every_body(files: Files, database: sqlite3.Connection) -> None:
    first = _csv(files)[0]
    assert first["Cơ quan ban hành"] == "Văn phòng Ủy ban nhân dân tỉnh Kon Tum"
    assert first["Địa bàn ban hành"] == "tỉnh Kon Tum"
    assert first["Cơ quan chủ trì"] == "Sở Y tế tỉnh Kon Tum"
    assert first["Cơ quan phối hợp"] == "Công an tỉnh Kon Tum; Hội Người mù"
    assert [row[1] for row in _sheet(files, "Cơ quan")][1] == "Sở Y tế tỉnh Kon Tum"
    labour = _sheet(files, "Cơ quan")[3]
    assert labour[11] == "Sở Y tế tỉnh Kon Tum; Sở Nội vụ tỉnh Kon Tum"
    assert _sheet(files, "Kế thừa")[1][2:4] == (labour[1], "Sở Nội vụ tỉnh Kon Tum")
    query = "SELECT DISTINCT co_quan, dia_ban FROM chi_dao_theo_co_quan WHERE co_quan LIKE '%mù%'"
    assert database.execute(query).fetchall() == [("Hội Người mù", "tỉnh Kon Tum")]


def test_no_column_leaves_open_who_led_the_meeting_and_who_leads_the_task(files: Files) -> None:
    book = openpyxl.load_workbook(io.BytesIO(files[XLSX]))
    headings = {cell.value for sheet in book for cell in sheet[1]}
    assert {"Cơ quan chủ trì", "Người chủ trì cuộc họp"} <= headings
    assert not {"Chủ trì", "Người chủ trì", "Phối hợp"} & headings


def test_xlsx_has_filters_frozen_headings_and_real_dates(files: Files) -> None:
    book = openpyxl.load_workbook(io.BytesIO(files[XLSX]))
    assert book.sheetnames == [
        "Chỉ đạo",
        "Thông báo",
        "Cơ quan",
        "Phân công",
        "Văn bản dẫn chiếu",
        "Kế thừa",
        "Theo dõi",
    ]
    for sheet in book:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
    assignment = book["Chỉ đạo"]
    assert assignment["O1"].value == "Ngày đến hạn" and assignment["O2"].is_date
    assert assignment["K4"].value == '=HYPERLINK("http://x")' and assignment["K4"].data_type == "s"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("đuối nước", ["1-1"]),
        ("duoi nuoc", ["1-1"]),
        ('"quan ly"', ["1-1"]),
        ("quan li", ["1-1"]),
        ("dinh ky", ["1-2"]),
        ("đuôi", []),
        ("giao so y te", ["1-1", "1-2"]),
        ("sau khi nghe", []),
    ],
)
def test_the_database_finds_words_with_and_without_accents(
    database: sqlite3.Connection, words: str, found: list[str]
) -> None:
    query = "SELECT id FROM directives WHERE key IN (SELECT rowid FROM directives_fts WHERE directives_fts MATCH ?)"
    assert [row[0].rpartition("#")[2] for row in database.execute(query, (words,))] == found


def test_the_database_is_sound(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    database.execute("VACUUM")
    database.execute("INSERT INTO directives_fts (directives_fts, rank) VALUES ('integrity-check', 1)")


def test_every_view_of_the_database_answers(database: sqlite3.Connection) -> None:
    views = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name")]
    counts = {view: database.execute(f"SELECT count(*) FROM {view}").fetchone()[0] for view in views}
    assert counts == {
        "agencies": 6,
        "assignments": 8,
        "citations": 2,
        "directives": 5,
        "follow_up": 0,
        "notices": 4,
        "successions": 2,
        "chi_dao_ke_ca_tien_than": 8,
        "chi_dao_theo_co_quan": 8,
        "so_chi_dao_theo_nam": 5,
        "thoi_han": 4,
        "tinh_hinh_thuc_hien": 5,
    }
    query = "SELECT khi_ay_la FROM chi_dao_ke_ca_tien_than WHERE co_quan = 'Sở Nội vụ tỉnh Kon Tum'"
    assert database.execute(query).fetchall() == [("Sở Lao động - Thương binh và Xã hội tỉnh Kon Tum",)]


def test_calendar_lines_keep_the_rules_of_rfc_5545(files: Files) -> None:
    for content in (content for path, content in files.items() if path.endswith(".ics")):
        lines = content.split(b"\r\n")
        assert lines[0] == b"BEGIN:VCALENDAR" and lines[-2:] == [b"END:VCALENDAR", b""]
        assert all(len(line) <= 75 and b"\n" not in line for line in lines)
        for line in lines:
            line.decode()


def test_a_deadline_is_an_all_day_event_with_everything_a_reader_needs(files: Files) -> None:
    first, second = _events(files[CALENDAR])
    assert first == (
        "UID:kon-tum/van-phong-ubnd/2014/975-tb-vp#1-1@kho-ket-luan\r\n"
        "DTSTAMP:20140710T000000Z\r\n"
        "DTSTART;VALUE=DATE:20140820\r\n"
        "SUMMARY:Sở Y tế tỉnh Kon Tum: Phòng\\, chống đuối nước\\; “quản lý” trẻ em\\\\học sinh trong kỳ nghỉ hè\\,"
        " hoàn thành trước ngày…\r\n"
        "DESCRIPTION:Phòng\\, chống đuối nước\\; “quản lý” trẻ em\\\\học sinh trong kỳ nghỉ hè\\, hoàn thành trước"
        " ngày 20/8/2014.\\n\\nThời hạn như in: trước ngày 20/8/2014\\nCơ quan chủ trì: Sở Y tế tỉnh Kon Tum\\n"
        "Cơ quan phối hợp: Công an tỉnh Kon Tum\\; Hội Người mù\\n"
        "Thông báo số 975/TB-VP ngày 10/07/2014\\, Văn phòng Ủy ban nhân dân tỉnh Kon Tum\r\n"
        "TRANSP:TRANSPARENT\r\n"
        "BEGIN:VALARM\r\nACTION:DISPLAY\r\n"
        "DESCRIPTION:Sở Y tế tỉnh Kon Tum: Phòng\\, chống đuối nước\\; “quản lý” trẻ em\\\\học sinh trong kỳ nghỉ hè\\,"
        " hoàn thành trước ngày…\r\nTRIGGER:-P3D\r\nEND:VALARM\r\n"
    )
    assert "DTSTART;VALUE=DATE:20140930\r\nRRULE:FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1\r\n" in second


def test_feeds_have_permanent_ids_and_links_that_work_from_a_folder(files: Files) -> None:
    path = "du-lieu/tin/kon-tum/so-y-te.xml"
    feed = ET.fromstring(files[path])
    assert feed.findtext(f"{ATOM}id") == "tag:kho-ket-luan.invalid,2025:co-quan/kon-tum/so-y-te"
    assert feed.findtext(f"{ATOM}title") == "Chỉ đạo cho Sở Y tế tỉnh Kon Tum"
    entry = feed.findall(f"{ATOM}entry")[0]
    assert entry.findtext(f"{ATOM}updated") == "2014-07-10T00:00:00+07:00"
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == "../../../thong-bao/kon-tum/van-phong-ubnd/2014/975-tb-vp/index.html"
    assert "báo cáo &lt;kết quả&gt; &amp; khó khăn" in str(entry.findtext(f"{ATOM}content"))


def test_a_published_site_names_its_address_in_feeds_calendars_and_sitemap() -> None:
    notice = "thong-bao/kon-tum/van-phong-ubnd/2014/975-tb-vp"
    tombstone = "thong-bao/kon-tum/van-phong-ubnd/2013/12-tb-vp"
    files = _files(THEN, site_url=SITE, pages=("", notice, tombstone, "tra-cuu"))
    assert f"URL:{SITE}{notice}/index.html#1-1\r\n".encode() in files[CALENDAR].replace(b"\r\n ", b"")
    assert f'rel="self" href="{SITE}{FEED}"'.encode() in files[FEED]
    assert f'template="{SITE}tra-cuu/index.html?q={{searchTerms}}"'.encode() in files["opensearch.xml"]
    sitemap = ET.fromstring(files["sitemap.xml"])
    assert ["".join(entry.itertext()).split() for entry in sitemap] == [
        [f"{SITE}index.html"],
        [f"{SITE}{notice}/index.html", "2014-07-10"],
        [f"{SITE}tra-cuu/index.html"],
    ]


def test_a_sitemap_of_too_many_pages_becomes_an_index() -> None:
    pages = tuple(f"nam/{at}" for at in range(50_001))
    files = _files(NOTHING, site_url=SITE, pages=pages)
    locations = [str(entry[0].text) for entry in ET.fromstring(files["sitemap.xml"])]
    assert locations == [f"{SITE}sitemap-1.xml", f"{SITE}sitemap-2.xml"]
    assert [len(ET.fromstring(files[name])) for name in ("sitemap-1.xml", "sitemap-2.xml")] == [50_000, 1]


def test_a_page_names_its_feeds_in_its_head() -> None:
    here = "co-quan/kon-tum/so-y-te"
    assert exports.feed_links(ARCHIVE, here, agency="kon-tum/so-y-te").splitlines() == [
        '<link rel="alternate" type="application/atom+xml" title="Thông báo kết luận mới"'
        ' href="../../../du-lieu/thong-bao-moi.xml">',
        '<link rel="alternate" type="application/atom+xml" title="Chỉ đạo cho Sở Y tế tỉnh Kon Tum"'
        ' href="../../../du-lieu/tin/kon-tum/so-y-te.xml">',
    ]
    assert exports.feed_links(ARCHIVE, "", agency="kon-tum/so-noi-vu").count("<link") == 1


def test_control_characters_of_a_bad_extraction_do_not_break_a_feed_or_a_calendar() -> None:
    notice = dataclasses.replace(ARCHIVE.notices[0], title="Kết\x0c luận\x00 tại\x1f cuộc họp")
    files = _files(dataclasses.replace(ARCHIVE, notices=(notice,)))
    assert _entries(files[FEED])[0].findtext(f"{ATOM}title") == (
        "Thông báo số 975/TB-VP ngày 10/07/2014: Kết luận tại cuộc họp"
    )
