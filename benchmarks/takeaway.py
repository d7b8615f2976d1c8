"""Processor time, memory and size of every kind of file to take away, for an archive of invented notices; and what the
files of the largest year cost when one of its notices has changed.

python benchmarks/takeaway.py [DIRECTIVES]     (default: 30000)
"""

from __future__ import annotations

import datetime as dt
import resource
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from ketluan import exports
from ketluan.exports.kept_parts import Make, PartKeeping
from ketluan.exports.year_files import year_files
from ketluan.model.agency import Agency, Register
from ketluan.model.archive import Archive, month_of
from ketluan.model.notice import Body, Deadline, Directive, Meeting, Notice, Party

EACH = 15
AGENCIES = 200
TEXT = (
    "Chủ trì, phối hợp với các cơ quan, đơn vị liên quan rà soát, đánh giá kết quả thực hiện nhiệm vụ đã được giao; "
    "tham mưu Ủy ban nhân dân tỉnh chấn chỉnh các tồn tại, hạn chế và đề xuất giải pháp quản lý trong thời gian tới, "
    "báo cáo kết quả về Văn phòng để tổng hợp, lần thứ"
)


def invented(directives: int) -> Archive:
    """Notices of 15 directives each, one in five with a date, one in twenty recurring, to 200 agencies."""
    agencies = [Agency(id=f"tinh/so-{at}", name=f"Sở thứ {at}", kind="department") for at in range(AGENCIES)]
    agencies.append(Agency(id="tinh/van-phong", name="Văn phòng UBND", kind="issuer"))
    notices = [_notice(number) for number in range(directives // EACH)]
    notices.sort(key=lambda notice: (notice.issued or dt.date.min, notice.id), reverse=True)
    register = Register({agency.id: agency for agency in agencies}, {"tinh": "tỉnh"})
    return Archive(tuple(notices), register, dt.date(2026, 1, 15))


def _notice(number: int) -> Notice:
    day = dt.date(2010, 1, 1) + dt.timedelta(days=number % 5000)
    directives = tuple(_directive(number * EACH + at, day) for at in range(1, EACH + 1))
    return Notice(
        id=f"tinh/van-phong/{day.year}/{number}-tb-vp",
        path="",
        issuer="tinh/van-phong",
        title="Kết luận tại cuộc họp giao ban",
        number=f"{number}/TB-VP",
        issued=day,
        meeting=Meeting(date=day, chair="Nguyễn Văn A"),
        body=Body(html="", toc=(), directives=directives, blocks=()),
    )


def _directive(at: int, day: dt.date) -> Directive:
    deadline = Deadline(phrase="trước ngày", date=day + dt.timedelta(days=30)) if at % 5 == 0 else None
    recurring = Deadline(phrase="hằng quý", recurring="quarterly") if at % 20 == 1 else None
    lead, helper = (Party(name=f"Sở thứ {n % AGENCIES}", id=f"tinh/so-{n % AGENCIES}") for n in (at, at * 7 + 1))
    return Directive(
        id=f"1-{at % EACH + 1}",
        section="1",
        marker="-",
        text=f"{TEXT} {at}.",
        headings=(f"1. Giao Sở thứ {at % AGENCIES}:",),
        lead=(lead,),
        coordinate=(helper,) if at % 3 == 0 else (),
        deadlines=tuple(limit for limit in (deadline or recurring,) if limit),
        citations=(f"{at % 90}/QĐ-TTg",) if at % 4 == 0 else (),
    )


def main(directives: int) -> None:
    """Print a line a kind of file."""
    archive = invented(directives)
    assert len(archive.assignments) == directives // EACH * EACH and archive.by_agency
    spent: dict[str, float] = defaultdict(float)
    size, number = Counter[str](), Counter[str]()
    base, began = _peak(), time.process_time()
    for asset in exports.files(archive, site_url=None):
        now = time.process_time()
        kind = asset.path if asset.path.count("/") == 1 else f"{asset.path.rsplit('/', 2)[0]}/*"
        spent[kind] += now - began
        size[kind] += len(asset.content)
        number[kind] += 1
        began = now
    for kind, seconds in spent.items():
        print(f"{kind:32} {number[kind]:4} file(s) {size[kind] / 1e6:8.2f} MB {seconds:7.2f} s")
    print(
        f"{len(archive.assignments)} directives: {sum(spent.values()):.1f} s, peak {_peak()} MB, "
        f"archive alone {base} MB"
    )
    _print_changed_year(archive)


class _Kept(PartKeeping):
    """Keeps every part that was made."""

    def part(self, of: str, make: Make) -> bytes:
        kept = self.derived(_parts)
        if of not in kept:
            kept[of] = make(self, of)
        return kept[of]


def _parts(_: Archive) -> dict[str, bytes]:
    return {}


def _print_changed_year(archive: Archive) -> None:
    kept = _Kept(archive.notices, archive.register, archive.today)
    year = max(kept.by_year, key=lambda name: len(kept.by_year[name]))
    list(year_files(kept, year))
    changed = kept.by_year[year][0]
    for of in (changed.id, month_of(changed)):
        kept.derived(_parts).pop(of)
    began = time.process_time()
    size = sum(len(asset.content) for asset in year_files(kept, year))
    print(
        f"one notice of {len(kept.by_year[year])} changed, {kept.directive_counts[year]} directives: "
        f"{time.process_time() - began:.2f} s for {size / 1e6:.1f} MB"
    )


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30_000)
