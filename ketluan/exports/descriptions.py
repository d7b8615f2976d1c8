"""What each file holds and what it is good for, in Vietnamese, with the number of its rows."""

from __future__ import annotations

from dataclasses import dataclass

from ketluan.exports import file_addresses
from ketluan.exports.feeds import NEWEST
from ketluan.exports.listed_bodies import listed_bodies
from ketluan.exports.tables import TABLES, has_whole_files
from ketluan.model.agency_counts import body_sums
from ketluan.model.archive import Archive
from ketluan.model.display_names import full_name
from ketluan.model.year_sums import has_limits

ASKED_BY = {"Atom": "phần mềm đọc tin", "iCalendar": "Outlook, Thunderbird hoặc điện thoại"}
"""What asks for a file again and again, by its format: readers need its address rather than the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A file as a page presents it; `rows` counts what `unit` names, None where that
    depends on the day; `schema` is the path of its JSON Schema."""

    path: str
    title: str
    description: str
    format: str
    rows: int | None
    unit: str
    schema: str | None = None

    @property
    def asked_by(self) -> str | None:
        """The programs to which a reader gives its address."""
        return ASKED_BY.get(self.format)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearDescription:
    """The files of a year: how much they hold, and each with its format."""

    name: str
    notices: int
    directives: int
    files: tuple[tuple[str, str], ...]


def year_descriptions(archive: Archive) -> tuple[YearDescription, ...]:
    """The newest year first."""
    counts = archive.directive_counts
    plain = (
        ("CSV", file_addresses.CSV),
        ("JSON chỉ đạo", file_addresses.DIRECTIVES_JSON),
        ("JSON thông báo", file_addresses.NOTICES_JSON),
    )
    packed = (("ZIP (CSV, JSON)", file_addresses.ZIP),)
    kinds = (("XLSX", file_addresses.XLSX), *(plain if has_whole_files(archive) else packed))
    return tuple(
        YearDescription(
            name=year,
            notices=len(notices),
            directives=counts.get(year, 0),
            files=tuple((format, file_addresses.year_path(year, path)) for format, path in kinds),
        )
        for year, notices in archive.by_year.items()
    )


def descriptions(archive: Archive, *, site_url: str | None = None) -> tuple[Description, ...]:
    """The files of the whole archive, most used first."""
    found = [*_spreadsheets(archive), *_subscriptions(archive), *_json(archive)]
    if site_url:
        found.append(
            Description(
                path=file_addresses.SITEMAP,
                title="Sơ đồ trang",
                description="Địa chỉ của mọi trang, dành cho máy tìm kiếm của cơ quan.",
                format="XML",
                rows=len(archive.published),
                unit="thông báo",
            )
        )
    return tuple(found)


def agency_files(archive: Archive, agency: str) -> tuple[Description, ...]:
    """The feed and the calendar of one agency; none when nothing was told to it."""
    sums = archive.derived(body_sums).get(agency)
    if not sums:
        return ()
    name = full_name(archive.register, agency)
    feed = Description(
        path=file_addresses.feed_path(agency),
        title="Tin mới",
        description=f"Các thông báo mới hoặc mới thay đổi có giao việc cho {name}.",
        format="Atom",
        rows=min(NEWEST, sum(of_year.notices for _, of_year in sums.years)),
        unit="thông báo",
    )
    if not any(of_year.in_calendar for _, of_year in sums.years):
        return (feed,)
    calendar = Description(
        path=file_addresses.calendar_path(agency),
        title="Lịch thời hạn",
        description=f"Thời hạn của các việc giao cho {name}.",
        format="iCalendar",
        rows=None,
        unit="thời hạn",
    )
    return (feed, calendar)


def _spreadsheets(archive: Archive) -> tuple[Description, ...]:
    return (*(_whole_tables(archive) if has_whole_files(archive) else _table_listings(archive)), _database(archive))


def _whole_tables(archive: Archive) -> tuple[Description, ...]:
    sheets = ", ".join(table.title.lower() for table in TABLES)
    return (
        Description(
            path=file_addresses.XLSX,
            title="Toàn bộ kho, mở bằng Excel",
            description=f"Mỗi bảng một trang tính ({sheets}); có sẵn bộ lọc, ngày là kiểu ngày.",
            format="XLSX",
            rows=archive.directive_count,
            unit="chỉ đạo",
        ),
        Description(
            path=file_addresses.CSV,
            title="Các chỉ đạo, mỗi chỉ đạo một dòng",
            description="Bảng chữ thuần, mở được bằng Excel, LibreOffice và mọi phần mềm thống kê, đủ dấu tiếng Việt. "
            "Ô bắt đầu bằng dấu =, +, - hoặc @ có thêm dấu nháy đơn để bảng tính không coi là công thức.",
            format="CSV",
            rows=archive.directive_count,
            unit="chỉ đạo",
        ),
    )


def _table_listings(archive: Archive) -> tuple[Description, ...]:
    return (
        Description(
            path=file_addresses.XLSX,
            title="Danh mục cơ quan và các năm, mở bằng Excel",
            description="Danh mục cơ quan, việc kế thừa và danh sách tệp của từng năm.",
            format="XLSX",
            rows=len(archive.register.agencies),
            unit="cơ quan",
        ),
        Description(
            path=file_addresses.CSV,
            title="Danh sách tệp CSV của từng năm",
            description="Mỗi năm một dòng: bao nhiêu thông báo, chỉ đạo, và tệp nén có bảng CSV của năm đó ở đâu.",
            format="CSV",
            rows=len(archive.by_year),
            unit="năm",
        ),
    )


def _database(archive: Archive) -> Description:
    indexed = ", tìm được toàn văn, có dấu lẫn không dấu" if has_whole_files(archive) else ""
    return Description(
        path=file_addresses.SQLITE,
        title="Cơ sở dữ liệu, toàn bộ kho",
        description=f"Dành cho người làm phần mềm: một tệp SQLite{indexed}. Mở bằng Datasette hoặc DB Browser.",
        format="SQLite",
        rows=archive.directive_count,
        unit="chỉ đạo",
    )


def _subscriptions(archive: Archive) -> tuple[Description, ...]:
    shown, published = min(NEWEST, len(archive.published)), len(archive.published)
    feed = Description(
        path=file_addresses.FEED,
        title="Tin thông báo mới",
        description=f"{shown} thông báo mới hoặc mới thay đổi trong tổng số {published}. "
        "Trang của mỗi cơ quan có tin riêng.",
        format="Atom",
        rows=shown,
        unit="thông báo",
    )
    if not has_limits(archive):
        return (feed,)
    calendar = Description(
        path=file_addresses.CALENDAR,
        title="Lịch thời hạn",
        description="Thời hạn sắp tới, của mười hai tháng qua và định kỳ. "
        "Việc định kỳ không ghi ngày thì đặt vào ngày cuối kỳ. Trang của mỗi cơ quan có lịch riêng.",
        format="iCalendar",
        rows=None,
        unit="thời hạn",
    )
    return (feed, calendar)


def _json(archive: Archive) -> tuple[Description, ...]:
    bodies = _array(
        file_addresses.AGENCIES_JSON,
        "Cơ quan, cả tên chưa có trong danh mục",
        len(listed_bodies(archive)),
        "cơ quan",
    )
    years = Description(
        path=file_addresses.YEARS,
        title="Danh sách các năm, dành cho phần mềm",
        description="Mỗi năm có bao nhiêu thông báo, chỉ đạo, và tệp của năm đó ở đâu.",
        format="JSON",
        rows=len(archive.by_year),
        unit="năm",
    )
    return (*_records(archive), bodies, years)


def _records(archive: Archive) -> tuple[Description, ...]:
    kinds = (
        (file_addresses.DIRECTIVES_JSON, "Các chỉ đạo", archive.directive_count, "chỉ đạo"),
        (file_addresses.NOTICES_JSON, "Các thông báo", len(archive.notices), "thông báo"),
    )
    if has_whole_files(archive):
        return tuple(_array(*kind) for kind in kinds)
    return tuple(_listing(archive, path, title) for path, title, _, _ in kinds)


def _array(path: str, title: str, rows: int, unit: str) -> Description:
    return Description(
        path=path,
        title=f"{title}, dành cho phần mềm",
        description="Một mảng JSON, mỗi bản ghi một dòng; kèm lược đồ JSON Schema giải thích từng trường.",
        format="JSON",
        rows=rows,
        unit=unit,
        schema=file_addresses.schema_path(path),
    )


def _listing(archive: Archive, path: str, title: str) -> Description:
    return Description(
        path=path,
        title=f"{title}: danh sách tệp JSON của từng năm",
        description="Tệp của mỗi năm là một mảng JSON trong tệp nén; kèm lược đồ JSON Schema giải thích từng trường.",
        format="JSON",
        rows=len(archive.by_year),
        unit="năm",
        schema=file_addresses.schema_path(path),
    )
