"""Files to take away say what became of directives, without a day; calendars hold what is still to be done."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path

import pytest

from ketluan import exports
from ketluan.exports.file_addresses import CALENDAR, CSV, DIRECTIVES_JSON, SQLITE
from ketluan.model.archive import Archive
from ketluan.model.follow_up import FollowUpEvent
from ketluan.store.notice_life import record, replace
from ketluan.store.reader import read_archive
from ketluan.store.stored_text import stored_notice
from tests.conftest import TODAY
from tests.exports.export_archive import views_and_tables
from tests.site.test_inventory import ISSUER, write

OLD, NEW = (f"{ISSUER}/2014/{number}-tb-vp" for number in (1, 2))
TASKS = (
    "Rà soát danh mục thuốc trước ngày 30/9/2014.",
    "Tổ chức hội thảo trước ngày 30/9/2014.",
    "Lập đề án trước ngày 30/9/2014.",
    "Báo cáo kết quả hằng quý.",
    "Kiểm tra các trạm y tế.",
    "Sửa chữa trạm y tế trước ngày 30/9/2014.",
)
RECORD = (
    ("1-1", "2014-09-20", "reported", {}),
    ("1-1", "2014-10-05", "confirmed", {"note": "=đủ hồ sơ"}),
    ("1-2", "2014-09-20", "extension-granted", {"document": "12/VP-TH", "until": "2026-06"}),
    ("1-6", "2014-09-20", "cancelled", {"document": "13/VP-TH"}),
)
STATES = {
    "1-1": "hoàn thành đúng hạn",
    "1-2": "đang thực hiện, có thời hạn",
    "1-3": "đang thực hiện, có thời hạn",
    "1-4": "thực hiện định kỳ",
    "1-5": "đang thực hiện (không đặt thời hạn)",
    "1-6": "thôi thực hiện",
}


def events(rows: Iterable[tuple[str, str, str, dict[str, str]]]) -> list[FollowUpEvent]:
    return [
        FollowUpEvent(directive=task, on=dt.date.fromisoformat(on), event=kind, by="Lê Thị Hoa", **more)  # type: ignore[arg-type]
        for task, on, kind, more in rows
    ]


def digest(notices: Path, notice: str) -> str:
    return stored_notice(notices, notice).digest


@pytest.fixture
def notices(tmp_path: Path) -> Path:
    folder = tmp_path / "notices"
    for number in (1, 2):
        write(folder, f"{number}-tb-vp", tasks=TASKS)
    record(folder, OLD, events(RECORD), digest=digest(folder, OLD))
    return folder


def made(notices: Path) -> tuple[Archive, dict[str, bytes]]:
    archive, problems = read_archive(notices, today=TODAY)
    assert [problem for problem in problems if not problem.remark] == []
    return archive, {file.path: file.content for file in exports.files(archive, site_url=None)}


def test_views_of_the_database_say_what_the_flat_tables_say(notices: Path, tmp_path: Path) -> None:
    for name, found, flat in views_and_tables(made(notices)[0], tmp_path / "kho.db"):
        assert found == flat, name


def test_tables_and_records_say_the_state_and_both_limits(notices: Path) -> None:
    _, files = made(notices)
    rows = {row["Mã chỉ đạo"]: row for row in csv.DictReader(io.StringIO(files[CSV].decode("utf-8-sig")))}
    assert {task: rows[f"{OLD}#{task}"]["Tình trạng thực hiện"] for task in STATES} == STATES
    moved = rows[f"{OLD}#1-2"]
    assert (moved["Ngày đến hạn"], moved["Ngày đến hạn ban đầu, trước khi gia hạn"]) == ("2026-06-30", "2014-09-30")
    assert rows[f"{OLD}#1-1"]["Theo dõi"] == (
        "20/09/2014: đã báo cáo kết quả; 05/10/2014: đã xác nhận hoàn thành: =đủ hồ sơ"
    )
    found = {row["id"]: row for row in json.loads(files[DIRECTIVES_JSON])}
    done = found[f"{OLD}#1-1"]
    assert (done["state"], done["done"], [one["event"] for one in done["follow_up"]]) == (
        "done-in-time", "2014-09-20", ["reported", "confirmed"],
    )  # fmt: skip
    assert found[f"{OLD}#1-3"]["state"] == "open-with-limit"


def test_who_recorded_it_is_in_no_file(notices: Path) -> None:
    _, files = made(notices)
    assert [path for path, content in files.items() if "Lê Thị Hoa".encode() in content] == []


def test_the_database_tells_the_state_of_the_day_on_which_it_is_asked(notices: Path, tmp_path: Path) -> None:
    _, files = made(notices)
    (tmp_path / "archive.db").write_bytes(files[SQLITE])
    with sqlite3.connect(tmp_path / "archive.db") as database:
        states = database.execute(
            "SELECT ma_chi_dao, tinh_trang, so_ngay_qua_han > 4000 FROM tinh_hinh_thuc_hien"
        ).fetchall()
    assert (f"{OLD}#1-3", "đang thực hiện, quá hạn", 1) in states and (f"{OLD}#1-6", STATES["1-6"], None) in states


def test_a_calendar_holds_what_is_still_to_be_done_at_its_last_limit(notices: Path) -> None:
    archive, _ = made(notices)
    held = {(one.assignment.id, one.first.isoformat()) for one in exports.dated(archive.assignments) if not one.rule}
    assert held == {
        (f"{OLD}#1-2", "2026-06-30"), (f"{OLD}#1-3", "2014-09-30"),
        *((f"{NEW}#{task}", "2014-09-30") for task in ("1-1", "1-2", "1-3", "1-6")),
    }  # fmt: skip


def test_a_replaced_notice_is_out_of_counts_and_calendars_but_for_what_was_left_open(notices: Path) -> None:
    left = events([("1-3", "2014-10-10", "still-open", {}), ("1-5", "2014-10-10", "ended", {})])
    replace(notices, NEW, replaced=OLD, decisions=left, digest=digest(notices, NEW))
    archive, files = made(notices)
    assert {one.id for one in archive.counted if one.notice.id == OLD} == {f"{OLD}#1-3"}
    assert {one.assignment.directive.id for one in exports.dated(archive.assignments) if one.assignment.replaced} == {
        "1-3"
    }
    assert f"UID:{OLD}#1-2".encode() not in files[CALENDAR]
    roles = archive.by_agency["kon-tum/so-y-te"]
    assert {role: len(tasks) for role, tasks in roles.items() if tasks} == {"lead": 7, "replaced": 5}
    found = {row["id"]: row["replaced"] for row in json.loads(files[DIRECTIVES_JSON])}
    assert found == {f"{notice}#{task}": notice == OLD for notice in (OLD, NEW) for task in STATES}
    states = {row["id"]: row["state"] for row in json.loads(files[DIRECTIVES_JSON])}
    assert {states[f"{OLD}#{task}"] for task in STATES if task != "1-3"} == {"replaced"}
    assert states[f"{OLD}#1-3"] == "open-with-limit"
