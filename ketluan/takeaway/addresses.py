"""Where the files to take away stand in the site, and how they point to its pages."""

from __future__ import annotations

from posixpath import dirname

from ketluan.archive import Told
from ketluan.page import link

FOLDER = "du-lieu"
DIRECTIVES_JSON = f"{FOLDER}/directives.json"
AGENCIES_JSON = f"{FOLDER}/agencies.json"
NOTICES_JSON = f"{FOLDER}/notices.json"
CSV = f"{FOLDER}/chi-dao.csv"
XLSX = f"{FOLDER}/kho-ket-luan.xlsx"
SQLITE = f"{FOLDER}/kho-ket-luan.db"
FEED = f"{FOLDER}/thong-bao-moi.xml"
CALENDAR = f"{FOLDER}/thoi-han.ics"
OPENSEARCH = "opensearch.xml"
SITEMAP = "sitemap.xml"


def schema_path(path: str) -> str:
    """`du-lieu/notices.json` -> `du-lieu/notices.schema.json`."""
    return f"{path.removesuffix('.json')}.schema.json"


def feed_path(agency: str) -> str:
    """The Atom feed of one agency."""
    return f"{FOLDER}/tin/{agency}.xml"


def calendar_path(agency: str) -> str:
    """The calendar of one agency."""
    return f"{FOLDER}/lich/{agency}.ics"


def notice_page(notice: str) -> str:
    """The address of a notice's page, by the notice's id."""
    return f"thong-bao/{notice}"


def agency_page(agency: str) -> str:
    """The address of an agency's page."""
    return f"co-quan/{agency}"


def permalink(told: Told) -> str:
    """The address of a directive on its notice's page."""
    return f"{notice_page(told.notice.id)}#{told.directive.id}"


def href(target: str, *, file: str, site_url: str | None) -> str:
    """The link from a file to a page or another file: absolute when it is known where the site is published."""
    if site_url is None:
        return link(dirname(file), target)
    return f"{site_url.rstrip('/')}/{link('', target)}"
