"""What one build was made of: the day, the version, how much it holds; one small file tells it to every page's foot."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ketluan.model import addresses
from ketluan.model.archive import Archive
from ketluan.model.page import Asset
from ketluan.model.version import VERSION
from ketluan.model.year_sums import archive_counts, counted_directives
from ketluan.site.phrases import apart, count
from ketluan.text.dates import printed_date

SCRIPT = "assets/edition.js"
FAILED = "Lần dựng hằng đêm sau ngày đó không thành: trang có thể thiếu thông báo mới; hãy báo người quản lý kho."
NOT_SINCE = "Từ ngày đó chưa công bố lại: trang có thể thiếu thông báo mới; hãy báo người quản lý kho."
_BACK = " Đã quay về nội dung này ngày "
_CALL = ("Edition.show(", ");\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """`notices` are those in force; `originals`: by address the digest that the notice states; `withdrawn`: every id of
    withdrawn notices, sorted; `nightly`: a schedule builds it anew every night, so that an old day means that something
    has failed."""

    day: str
    version: str
    notices: int
    directives: int
    originals: Mapping[str, str] = field(default_factory=dict)
    withdrawn: tuple[str, ...] = ()
    nightly: bool = False


def edition_of(archive: Archive, originals: Iterable[str], *, nightly: bool = False) -> Edition:
    """`originals` are the addresses of the files that are published with their notices."""
    return Edition(
        day=archive.today.isoformat(),
        version=VERSION,
        notices=archive_counts(archive).in_force,
        directives=counted_directives(archive),
        originals=dict(_stated(archive, originals)),
        withdrawn=tuple(sorted(name for one in archive.notices if one.withdrawn for name in (one.id, *one.aliases))),
        nightly=nightly,
    )


def _stated(archive: Archive, originals: Iterable[str]) -> Iterator[tuple[str, str]]:
    digests = {name: notice.sha256 for notice in archive.notices for name in (notice.id, *notice.aliases)}
    for address in originals:
        if digest := digests.get(address.removeprefix(f"{addresses.NOTICES}/").rpartition("/")[0]):
            yield address, digest


def edition_script(archive: Archive, *, nightly: bool = False) -> Asset:
    """The sentence at the foot; in no page, so that a new day changes one file.

    Of a site that is built every night the script also has the day, and what is said when that lies too far back: the
    reader's browser notices it even where the machine that builds is off.
    """
    day, counts = printed_date(archive.today), archive_counts(archive)
    besides = f" (ngoài ra {apart(counts)})" if apart(counts) else ""
    said = [f"Dựng ngày {day} từ {count(counts.in_force)} thông báo{besides}, bằng phiên bản {VERSION}."]
    said += [archive.today.isoformat(), FAILED] if nightly else []
    return Asset(path=SCRIPT, content=_script(said).encode())


def rolled_back_script(script: str, day: dt.date, *, nightly: bool) -> str:
    """That of a release which was put in place again on a `day`: its foot says so, and of a site that is published
    every night when no other release has followed."""
    sentence = str(json.loads(f"[{script.removeprefix(_CALL[0]).removesuffix(_CALL[1])}]")[0])
    said = [f"{sentence.partition(_BACK)[0]}{_BACK}{printed_date(day)}."]
    return _script([*said, *([day.isoformat(), NOT_SINCE] if nightly else [])])


def _script(said: Iterable[str]) -> str:
    return json.dumps(list(said), ensure_ascii=False)[1:-1].join(_CALL)
