"""A small archive for the tests of files to take away: every awkward thing once."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from ketluan import exports
from ketluan.exports.tables import TABLES, Cell
from ketluan.model.agency import Agency, Register
from ketluan.model.archive import Archive
from ketluan.model.notice import Body, Deadline, Directive, Meeting, Notice, Party, Tombstone

HEALTH = Party(name="Sở Y tế", id="kon-tum/so-y-te", origin="heading", words="Sở Y tế")
POLICE = Party(name="Công an tỉnh", id="kon-tum/cong-an", words="Công an tỉnh")
LABOUR = Party(name="Sở Lao động - Thương binh và Xã hội", id="kon-tum/so-ldtbxh", words="Sở LĐTBXH")
UNKNOWN = Party(name="Hội Người mù", words="Hội Người mù")

REGISTER = Register(
    agencies={
        agency.id: agency
        for agency in (
            Agency(id="kon-tum/van-phong-ubnd", name="Văn phòng Ủy ban nhân dân", kind="issuer", short="VP"),
            Agency(id="kon-tum/so-y-te", name="Sở Y tế", kind="department", short="SYT"),
            Agency(id="kon-tum/cong-an", name="Công an", kind="department", aliases=("Công an tỉnh",)),
            Agency(
                id="kon-tum/so-ldtbxh",
                name="Sở Lao động - Thương binh và Xã hội",
                kind="department",
                closed=dt.date(2025, 2, 28),
                reason="split",
                successors=("kon-tum/so-y-te", "kon-tum/so-noi-vu"),
            ),
            Agency(id="kon-tum/so-noi-vu", name="Sở Nội vụ", kind="department", confirmed=False),
        )
    },
    places={"kon-tum": "tỉnh Kon Tum"},
)

PREVENT = Directive(
    id="1-1",
    section="1",
    marker="-",
    text="Phòng, chống đuối nước; “quản lý” trẻ em\\học sinh trong kỳ nghỉ hè, hoàn thành trước ngày 20/8/2014.",
    headings=("Sau khi nghe các cơ quan báo cáo, Phó Chủ tịch kết luận như sau: " * 4, "1. Giao Sở Y tế:"),
    lead=(HEALTH,),
    coordinate=(POLICE, UNKNOWN),
    deadlines=(Deadline(phrase="trước ngày 20/8/2014", date=dt.date(2014, 8, 20)),),
    citations=("34/2014/QĐ-TTg", "1555/QĐ-TTg"),
)
REPORT = Directive(
    id="1-2",
    section="1",
    marker="-",
    text="Định kỳ hằng quý báo cáo <kết quả> & khó khăn.",
    headings=("1. Giao Sở Y tế:",),
    lead=(HEALTH, LABOUR),
    deadlines=(Deadline(phrase="Định kỳ hằng quý", recurring="quarterly"),),
)
FORMULA = Directive(id="2-1", section="2", marker="2.", text='=HYPERLINK("http://x")', lead=(UNKNOWN,))
LATE = Directive(
    id="0-1",
    section="0",
    marker="",
    text="Báo cáo hằng năm. " + "Nội dung rất dài cần rút gọn " * 8,
    coordinate=(HEALTH,),
    deadlines=(Deadline(phrase="hằng năm", recurring="yearly"),),
)
UNDATED = Directive(
    id="0-2", section="0", marker="", text="Sớm hoàn thành.", lead=(POLICE,), deadlines=(Deadline(phrase="sớm"),)
)


def _notice(stem: str, directives: tuple[Directive, ...], *, issued: dt.date | None, **fields: object) -> Notice:
    year = issued.year if issued else "khong-ro"
    return Notice(
        id=f"kon-tum/van-phong-ubnd/{year}/{stem}",
        path=f"notices/kon-tum/van-phong-ubnd/{year}/{stem}.md",
        issuer="kon-tum/van-phong-ubnd",
        issued=issued,
        body=Body(html="", toc=(), directives=directives, blocks=()),
        **fields,  # type: ignore[arg-type]
    )


CHILDREN = _notice(
    "975-tb-vp",
    (PREVENT, REPORT, FORMULA),
    issued=dt.date(2014, 7, 10),
    number="975/TB-VP",
    title="Kết luận tại cuộc họp Ban chỉ đạo vì trẻ em",
    meeting=Meeting(date=dt.date(2014, 7, 8), chair="Lê Thị Kim Đơn", chair_position="Phó Chủ tịch"),
    signer="Nguyễn Đăng Trình",
    signer_position=("KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
    recipients=("Như trên", "Lưu: VT"),
    topics=("trẻ em",),
)
WITHDRAWN = _notice(
    "12-tb-vp",
    (PREVENT,),
    issued=dt.date(2013, 1, 2),
    number="12/TB-VP",
    title="Đã thu hồi",
    withdrawn=Tombstone(reason="ban hành nhầm", date=dt.date(2013, 2, 1)),
)
UNDATED_NOTICE = _notice("hop", (LATE, UNDATED), issued=None, title="Không rõ ngày")
EMPTY = _notice("3-tb-vp", (), issued=dt.date(2012, 3, 4), number="3/TB-VP", title="Không có chỉ đạo")

ARCHIVE = Archive((CHILDREN, WITHDRAWN, EMPTY, UNDATED_NOTICE), REGISTER, dt.date(2026, 1, 15))
NOTHING = Archive((), Register(), dt.date(2026, 1, 15))


def views_and_tables(archive: Archive, path: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """Of every flat table its name, the rows of its view in the database, which is written at `path`, and its own."""
    exports.write_sqlite(path, archive)
    with closing(sqlite3.connect(path)) as database:
        for table in TABLES:
            rows = [
                row
                for notice in (archive.notices if table.of_notices else (None,))
                for row in table.rows(archive, notice)
            ]
            names = ", ".join(f'"{column.name}"' for column in table.columns)
            found = database.execute(f"SELECT {names} FROM {table.name}").fetchall()
            yield table.name, sorted(map(repr, found)), sorted(repr(tuple(map(_as_stored, row))) for row in rows)


def _as_stored(cell: Cell) -> Cell:
    return cell.isoformat() if isinstance(cell, dt.date) else cell
