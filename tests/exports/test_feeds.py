"""What a reader of feeds learns of a notice that was replaced, amended, corrected, or whose limit was extended."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from ketluan.exports import feeds
from ketluan.model.archive import Archive
from ketluan.model.follow_up import FollowUpEvent
from ketluan.model.notice import Correction, Notice, Related, RelatedKind
from tests.exports.export_archive import ARCHIVE, CHILDREN, EMPTY, REGISTER
from tests.exports.test_exports import ATOM, FEED, THEN, _files

OLD, HEALTH_FEED = "thong-bao/kon-tum/van-phong-ubnd/2014/975-tb-vp", "du-lieu/tin/kon-tum/so-y-te.xml"
LATER = replace(EMPTY, id="kon-tum/van-phong-ubnd/2015/1-tb-vp", number="1/TB-VP", issued=dt.date(2015, 2, 3))
LETTER = Correction(number="77/VP-TH", date=dt.date(2014, 10, 1), wrong="20/8", right="30/8")
EXTENDED = FollowUpEvent(
    directive="1-1", on=dt.date(2014, 8, 19), event="extension-granted", document="12/VP-TH", until="2014-12", number=1
)
BACK = FollowUpEvent(directive="1-1", on=dt.date(2014, 9, 1), event="taken-back", entry=1, number=2)


def tied(kind: RelatedKind) -> tuple[Notice, ...]:
    return replace(LATER, related=(Related(kind=kind, id=CHILDREN.id),)), CHILDREN


def entry(notices: tuple[Notice, ...], path: str) -> dict[str, str]:
    """What a feed says of the older notice."""
    archive = replace(ARCHIVE, notices=notices)
    feed = ET.fromstring(_files(archive)[path])
    (found,) = [one for one in feed.findall(f"{ATOM}entry") if one.findtext(f"{ATOM}id", "").endswith(OLD)]
    assert feed.findtext(f"{ATOM}updated") == max(one.findtext(f"{ATOM}updated", "") for one in feed if len(one))
    return {child.tag.removeprefix(ATOM): child.text or "" for child in found}


@pytest.mark.parametrize("path", [FEED, HEALTH_FEED])
@pytest.mark.parametrize(
    ("notices", "day", "said"),
    [
        ((CHILDREN,), "2014-07-10", "<ul>"),
        (tied("replaces"), "2015-02-03", "<p>Đã bị thay thế bởi Thông báo số 1/TB-VP ngày 03/02/2015.</p><ul>"),
        (tied("amends"), "2015-02-03", "<p>Được sửa đổi, bổ sung bởi Thông báo số 1/TB-VP ngày 03/02/2015.</p><ul>"),
        (tied("corrects"), "2015-02-03", "<p>Được đính chính bởi Thông báo số 1/TB-VP ngày 03/02/2015.</p><ul>"),
        (tied("cites"), "2014-07-10", "<ul>"),
        (
            (replace(CHILDREN, corrections=(LETTER,)),),
            "2014-10-01",
            "<p>Đính chính theo văn bản 77/VP-TH ngày 01/10/2014: “20/8” đúng là “30/8”.</p><ul>",
        ),
        ((replace(CHILDREN, follow_up=(EXTENDED,)),), "2014-08-19", "</a> (gia hạn đến tháng 12/2014)</li>"),
        ((replace(CHILDREN, follow_up=(EXTENDED, BACK)),), "2014-09-01", "20/8/2014.</a></li>"),
    ],
)
def test_an_entry_says_what_became_of_a_notice_and_is_updated_on_that_day(
    notices: tuple[Notice, ...], day: str, said: str, path: str
) -> None:
    found = entry(notices, path)
    assert found["updated"] == f"{day}T00:00:00+07:00"
    assert found["published"] == "2014-07-10T00:00:00+07:00"
    assert said in found["content"]


@pytest.mark.parametrize("path", [FEED, HEALTH_FEED])
def test_the_title_of_a_replaced_notice_says_by_which(path: str) -> None:
    end = " (đã bị thay thế bởi Thông báo số 1/TB-VP ngày 03/02/2015)"
    assert entry(tied("replaces"), path)["title"].endswith(end)
    assert not entry(tied("amends"), path)["title"].endswith(")")


def test_a_feed_holds_an_old_notice_that_was_replaced_lately(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "NEWEST", 2)
    between = replace(LATER, id="kon-tum/van-phong-ubnd/2014/2-tb-vp", number="2/TB-VP", issued=dt.date(2014, 12, 1))
    assert entry((tied("replaces")[0], between, CHILDREN), FEED)["updated"].startswith("2015-02-03")


def test_the_day_of_the_build_changes_no_feed() -> None:
    archive = Archive(tied("replaces"), REGISTER, THEN.today)
    other = replace(archive, today=archive.today + dt.timedelta(days=90))
    assert _files(archive)[FEED] == _files(other)[FEED]
