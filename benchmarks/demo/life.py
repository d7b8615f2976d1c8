"""What happens to invented notices after they were issued: deadlines ahead, follow-up in every state, a merger, tables
of tasks, notices that were replaced, corrected, reviewed, read by a machine and withdrawn, one whose day nobody knows;
all counted from a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from benchmarks.demo.invented import MARK
from ketluan.model.follow_up import EventKind, FollowUpEvent
from ketluan.model.notice import Correction
from ketluan.site.pages.cited_documents import MANY
from ketluan.store.notice_edit import with_field
from ketluan.store.notice_life import correct, record, replace, withdraw
from ketluan.store.reader import read_archive
from ketluan.store.stored_text import stored_notice
from ketluan.text.dates import printed_date

PLACE, OFFICE = "song-mau", "song-mau/van-phong-ubnd"
CLERK = "Trần Thị Mẫu"
MERGED = """  - id: song-mau/so-thong-tin-va-truyen-thong
    name: "Sở Thông tin và Truyền thông"
    kind: department
    closed: 2025-02-28
    reason: merged
    successors: [song-mau/so-khoa-hoc-va-cong-nghe]
    source: dữ liệu minh họa
  - id: song-mau/ban-quan-ly-cong-nghe-cao
    name: "Ban Quản lý Khu công nghệ cao tỉnh"
    kind: department
    closed: 2025-02-28
    reason: merged
    successors: [song-mau/so-khoa-hoc-va-cong-nghe]
    source: dữ liệu minh họa
  - id: song-mau/trung-tam-luu-tru
    name: "Trung tâm Lưu trữ"
    kind: department
    confirmed: false
"""

UNDATED = f"""---
number: 904/TB-VP
issued: null
place: Sông Mẫu
issuer: {OFFICE}
title: Kết luận của Phó Chủ tịch UBND tỉnh Sông Mẫu Lê Văn Mẫu tại cuộc họp về lưu trữ ({MARK})
meeting: {{name: cuộc họp về lưu trữ, chair: Lê Văn Mẫu}}
---

Phó Chủ tịch UBND tỉnh Lê Văn Mẫu chủ trì cuộc họp về lưu trữ ({MARK}) và kết luận như sau:

## 1. Sở Tài chính:

- Thu thập, chỉnh lý hồ sơ của các dự án đã quyết toán.
- Hướng dẫn các đơn vị lập danh mục hồ sơ.

## 2. Sở Nội vụ:

- Kiểm tra kho lưu trữ của các sở, ngành.

## 3. Hội Khoa học lịch sử tỉnh:

- Sưu tầm tài liệu về lịch sử địa phương.

## 4. Một số nội dung khác

Về kinh phí số hóa tài liệu trong ba năm tới.
"""
CITED = "- Rà soát việc thực hiện Nghị định số 45/2020/NĐ-CP của Chính phủ."
"""Of so many notices that the decree has a page of its own."""


def enliven(out: Path, today: dt.date) -> None:
    """Add to an archive that `generate.write` made; the same day gives the same files."""
    register = out / "agencies.yml"
    register.write_text(register.read_text(encoding="utf-8") + MERGED, encoding="utf-8")
    first, second, third = (_write(out, today, number, days) for number, days in ((901, 75), (902, 40), (903, 12)))
    undated = out / OFFICE / "khong-ro/904-tb-vp.md"
    undated.parent.mkdir(parents=True, exist_ok=True)
    undated.write_text(UNDATED, encoding="utf-8")
    _cite(out)
    _review(out, today, skip=(first, second, third))
    _set(out / f"{second}.md", "reviewed", {"on": today, "by": CLERK})
    for notice, events in ((second, _states(today)), (first, _before_replacement(today))):
        record(out, notice, list(events), digest=_digest(out, notice))
    _old_lives(out, today, replaced=first, replacing=third)


def _write(out: Path, today: dt.date, number: int, days: int) -> str:
    """A notice so many days before the day, with limits around it and a table of tasks."""
    issued = today - dt.timedelta(days=days)
    notice = f"{OFFICE}/{issued.year}/{number}-tb-vp"
    path = out / f"{notice}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_text(today, issued, number), encoding="utf-8")
    return notice


def _text(today: dt.date, issued: dt.date, number: int) -> str:
    def day(days: int) -> str:
        return printed_date(today + dt.timedelta(days=days))

    def by(days: int) -> str:
        return f"trước ngày {day(days)}"

    round = 2 if number == 902 else 1  # the third replaces the first
    return f"""---
number: {number}/TB-VP
issued: {issued}
place: Sông Mẫu
issuer: {OFFICE}
title: Kết luận của Phó Chủ tịch UBND tỉnh Sông Mẫu Lê Văn Mẫu tại cuộc họp giao ban lần {number - 900} ({MARK})
meeting: {{date: {issued - dt.timedelta(days=2)}, name: cuộc họp giao ban, chair: Lê Văn Mẫu}}
signer: Phạm Thị Mẫu
topics: [đầu tư công]
---

Phó Chủ tịch UBND tỉnh Lê Văn Mẫu chủ trì cuộc họp giao ban ({MARK}) và kết luận như sau:

## 1. Sở Y tế:

- Rà soát trang thiết bị của các trạm y tế xã đợt {round}, báo cáo UBND tỉnh {by(9)}.
- Tổ chức tiêm chủng bổ sung đợt {round} tại các xã vùng cao {by(21)}.
- Báo cáo UBND tỉnh kết quả kiểm tra an toàn thực phẩm đợt {round} {by(-6)}.
- Báo cáo tình hình dịch bệnh hằng tháng.

## 2. Sở Tài chính:

- Chủ trì, phối hợp với Sở Xây dựng tham mưu phân bổ vốn đầu tư công đợt {round} {by(-3)}.
- Hoàn thành quyết toán dự án đường kết nối khu công nghiệp, đoạn {round}, {by(34)}.
- Hướng dẫn các địa phương lập dự toán đợt {round}.
- Tham mưu điều chỉnh kế hoạch vốn đợt {round} {by(-12)}.

## 3. Sở Khoa học và Công nghệ:

- Hoàn thành chuyển giao hệ thống của Sở Thông tin và Truyền thông, phần {round}, {by(15)}.
- Lập đề án khu công nghệ cao, giai đoạn {round}, {by(60)}.
- Kiểm tra an toàn thông tin của các sở, ngành đợt {round} {by(-20)}.

## 4. Phân công nhiệm vụ

| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời hạn |
|---|---|---|---|---|
| 1 | Xây dựng kế hoạch phòng, chống thiên tai đợt {round} | Sở Nông nghiệp và Môi trường | Công an tỉnh | {day(5)} |
| 2 | Sửa chữa cầu trên các tuyến đường xã, đợt {round} | Sở Xây dựng | Sở Tài chính | {day(45)} |
| 3 | Thống kê cơ sở giáo dục cần sửa chữa đợt {round} | Sở Giáo dục và Đào tạo | | {day(-8)} |

Văn phòng UBND tỉnh Sông Mẫu thông báo để các đơn vị biết, thực hiện./.
"""


def _states(today: dt.date) -> Iterator[FollowUpEvent]:
    """So that every state is there once, and what waits for an answer too."""
    rows: tuple[tuple[str, EventKind, int, dict[str, str]], ...] = (
        ("1-1", "reported", 4, {"evidence": "Báo cáo số 45/BC-SYT"}),
        ("1-3", "reported", 9, {}),
        ("1-3", "confirmed", 7, {"note": "đạt yêu cầu"}),
        ("2-1", "extension-asked", 15, {"until": f"{today + dt.timedelta(days=30):%Y-%m}"}),
        ("2-1", "extension-granted", 10, {"document": "55/VP-TH", "until": f"{today + dt.timedelta(days=30):%Y-%m}"}),
        ("2-2", "extension-asked", 3, {"until": f"{today + dt.timedelta(days=70)}", "note": "chờ thẩm định"}),
        ("2-3", "confirmed", 8, {}),
        ("2-4", "reported", 6, {}),
        ("2-4", "confirmed", 5, {"note": "xong chậm"}),
        ("3-1", "suspended", 11, {"document": "61/VP-TH"}),
        ("3-2", "cancelled", 12, {"document": "62/VP-TH", "note": "gộp vào đề án của tỉnh"}),
        ("3-3", "reported", 22, {}),
        ("3-3", "returned", 18, {"note": "thiếu số liệu của ba đơn vị"}),
        ("4-3", "not-ours", 14, {"note": "thuộc UBND cấp xã"}),
    )
    return (_event(today, task, kind, days, **more) for task, kind, days, more in rows)


def _event(today: dt.date, task: str, kind: EventKind, days: int, **more: str) -> FollowUpEvent:
    on = today - dt.timedelta(days=days)
    return FollowUpEvent(directive=task, on=on, event=kind, by=CLERK, recorded=on, **more)


def _before_replacement(today: dt.date) -> Iterator[FollowUpEvent]:
    yield _event(today, "1-1", "reported", 30)
    yield _event(today, "1-1", "confirmed", 28)


def _old_lives(out: Path, today: dt.date, *, replaced: str, replacing: str) -> None:
    """One notice replaces another, one is corrected by a letter, one withdrawn."""
    decisions = [_event(today, "1-2", "carried-over", 12, to=f"{replacing}#1-2"), _event(today, "2-3", "ended", 12)]
    decisions.append(_event(today, "3-2", "still-open", 12))
    replace(out, replacing, replaced=replaced, decisions=decisions, digest=_digest(out, replacing))
    letter = Correction(
        number="77/VP-TH", date=today, wrong="xã vùng cao", right="xã, phường vùng cao", directive="1-2"
    )
    correct(out, replacing, letter, digest=_digest(out, replacing))
    archive, _ = read_archive(out, today=today)
    oldest = next(one for one in reversed(archive.notices) if one.issuer == OFFICE and one.issued)
    withdraw(out, oldest.id, reason="Ban hành nhầm thẩm quyền", date=today, digest=_digest(out, oldest.id))


def _cite(out: Path) -> None:
    """One decree is cited by so many that it has a page."""
    for path in sorted(out.rglob("?-tb-vp.md"))[: MANY + 1]:
        text, closing = path.read_text(encoding="utf-8").rsplit("\n\n", 1)
        path.write_text(f"{text}\n{CITED}\n\n{closing}", encoding="utf-8")


def _review(out: Path, today: dt.date, *, skip: tuple[str, ...]) -> None:
    """A person has read every second notice through; of the others each fifth was read by a machine."""
    paths = [path for path in sorted(out.rglob("*.md")) if path.relative_to(out).as_posix()[:-3] not in skip]
    for at, path in enumerate(paths):
        if at % 2:
            _set(path, "reviewed", {"on": today, "by": CLERK})
        elif at % 5 == 0:
            _set(path, "ocr", True)


def _set(path: Path, key: str, value: object) -> None:
    path.write_text(with_field(path.read_text(encoding="utf-8"), key, value), encoding="utf-8")


def _digest(out: Path, notice: str) -> str:
    return stored_notice(out, notice).digest
