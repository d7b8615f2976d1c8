"""Home, years, months, chairs, topics, agencies, figures and data count the same notices and directives."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace

import pytest

from ketluan import exports
from ketluan.model.archive import Archive
from ketluan.model.follow_up import FollowUpEvent
from ketluan.model.notice import Related
from ketluan.site import pages
from tests.site.page_archive import NEXT, NOTICE, OFFICE, REGISTER, TODAY

LEFT_OPEN = FollowUpEvent(directive="1-2", on=dt.date(2014, 9, 1), event="still-open", number=1)
OLD = replace(NOTICE, id=f"{OFFICE}/2014/9-tb-vp", number="9/TB-VP", original=None, follow_up=(LEFT_OPEN,))
NEW = replace(NEXT, id=f"{OFFICE}/2014/10-tb-vp", number="10/TB-VP", issued=dt.date(2014, 9, 1), aliases=(),
              related=(Related(kind="replaces", id=OLD.id),))  # fmt: skip
OTHER = replace(NEW, id=f"{OFFICE}/2014/8-tb-vp", number="8/TB-VP", issued=dt.date(2014, 7, 1), related=())
ARCHIVE = Archive(notices=(NEW, OLD, OTHER), register=REGISTER, today=TODAY)
"""Of one year, chair, topic and issuer: two in force with a directive each, one replaced, of whose four one is open."""
SAID = "3 chỉ đạo (kể cả 1 chỉ đạo còn mở của thông báo đã bị thay thế)"
BESIDES = "ngoài ra 1 thông báo đã bị thay thế"


def words(html: str) -> str:
    """What a page says, without the blanks that tags leave."""
    said = " ".join(re.sub("<[^>]*>", " ", html).split())
    return re.sub(r" (?=[,;.)])|(?<=\() ", "", said)


PAGES = {page.address: words(page.html) for page in pages.every_page(ARCHIVE)}
FILES = {asset.path: asset.content for asset in exports.files(ARCHIVE, site_url=None)}


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", f"{SAID} trong 2 thông báo kết luận; {BESIDES}; thông báo mới nhất"),
        ("nam/2014", f"2 thông báo, {SAID}, trong đó 1 có thời hạn; {BESIDES}."),
        ("nam", "Năm 2014 2 (+1 đã bị thay thế) 3 1"),
        ("nguoi-chu-tri/kon-tum/le-thi-kim-don", f"2 thông báo, {SAID}; {BESIDES}."),
        ("nguoi-chu-tri", f"2014 2 +1, {BESIDES} thông báo 3 chỉ đạo"),
        ("chu-de/tre-em", f"2 thông báo, {SAID}; {BESIDES}."),
        ("chu-de", f"trẻ em 2 +1, {BESIDES}"),
        (f"co-quan/{OFFICE}", f"2 thông báo; {BESIDES}: năm 2014 (2 +1, {BESIDES})."),
        (f"co-quan/{OFFICE}/ban-hanh/2014", f"2 thông báo, {SAID}; {BESIDES}."),
        ("thong-ke", f"trong {SAID} của kho"),
        ("thong-ke", f"Tính trên toàn kho, 2 thông báo; {BESIDES};"),
        ("thong-ke", "2014 0 0 0 0 0 0 1 0 1 0 0 0 2"),
        ("thong-ke/bao-cao", f"{SAID} của 2 thông báo còn hiệu lực trong kho; {BESIDES}."),
        ("thoi-han", f"{SAID} của 2 thông báo còn hiệu lực."),
    ],
)
def test_a_page_counts_what_is_in_force_and_says_what_it_leaves_out(address: str, said: str) -> None:
    assert said in PAGES[address]


def test_months_with_a_replaced_notice_count_it_apart() -> None:
    between = replace(OTHER, id=f"{OFFICE}/2014/7-tb-vp", number="7/TB-VP", issued=dt.date(2014, 8, 1))
    archive = replace(ARCHIVE, notices=(NEW, between, OLD, OTHER))
    year = next(words(page.html) for page in pages.every_page(archive) if page.address == "nam/2014")
    assert f"Tháng 9/2014 1 Tháng 8/2014 1 Tháng 7/2014 1 +1, {BESIDES}" in year


def test_the_data_holds_the_same_counts() -> None:
    rows = json.loads(FILES["du-lieu/directives.json"])
    notices = json.loads(FILES["du-lieu/notices.json"])
    assert sum(1 for row in rows if row["state"] != "replaced") == 3 == len(ARCHIVE.counted)
    assert len(notices) - len({row["notice"] for row in rows if row["replaced"]}) == 2
