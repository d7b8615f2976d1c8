"""One desk: the archive it writes to, what it keeps while it runs, and what a page is asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ketluan.desk.access import Keys
from ketluan.desk.inbox_items import InboxItems
from ketluan.desk.original_views import Originals
from ketluan.desk.publishing_jobs import PublishingJobs
from ketluan.desk.shelf import Shelf
from ketluan.desk.site_viewer import SiteViewer
from ketluan.desk.writing import Writer
from ketluan.store.archive_lock import mend
from ketluan.store.withdrawn_words import DESK


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """`cache` is a folder that may be deleted at any time; `unforeseen` makes a sentence of an error of our own."""

    notices: Path
    cache: Path
    today: Callable[[], dt.date]
    keys: Keys
    shelf: Shelf
    originals: Originals
    writer: Writer
    inbox: InboxItems
    jobs: PublishingJobs
    viewer: SiteViewer
    unforeseen: Callable[[Exception], str]


def open_desk(notices: Path, *, keys: Keys, day: dt.date | None, unforeseen: Callable[[Exception], str]) -> Desk:
    """A desk for an archive, which may still be empty; `day` stands for today where it is given."""

    mend(notices, drafts=True)

    def today() -> dt.date:
        return day or dt.date.today()

    cache = notices.absolute().parent / ".cache" / DESK
    shelf = Shelf(notices, today)
    originals = Originals(notices, cache)

    def begin_reading(notice_id: str) -> None:
        """Its original is read while the clerk still looks at the inbox: reading a scan takes a while."""
        if notice := shelf.archive.by_id.get(notice_id):
            originals.begin(notice)

    return Desk(
        notices=notices,
        cache=cache,
        today=today,
        keys=keys,
        shelf=shelf,
        originals=originals,
        writer=Writer(notices, shelf, originals),
        inbox=InboxItems(cache / "hop-nhan", notices, today, unforeseen, begin_reading),
        jobs=PublishingJobs(cache, notices, day.isoformat() if day else ""),
        viewer=SiteViewer(),
        unforeseen=unforeseen,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a page or an action is asked for: `who` sits at the desk, `came_from` is the page of the desk that led here,
    `query` and `form` by name."""

    path: str
    who: str = ""
    came_from: str = ""
    query: Mapping[str, Sequence[str]] = field(default_factory=dict)
    form: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def one(self, name: str) -> str:
        """The first value of a name in the form, else in the address; empty when there is none."""
        for source in (self.form, self.query):
            if values := source.get(name):
                return values[0]
        return ""
