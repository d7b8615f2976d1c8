"""Where the files to take away stand in the site, and how they point to its pages."""

from __future__ import annotations

from posixpath import dirname

from ketluan.model.addresses import DATA
from ketluan.model.page import link

FOLDER = DATA
DIRECTIVES_JSON = f"{FOLDER}/directives.json"
AGENCIES_JSON = f"{FOLDER}/agencies.json"
NOTICES_JSON = f"{FOLDER}/notices.json"
CSV = f"{FOLDER}/chi-dao.csv"
XLSX = f"{FOLDER}/kho-ket-luan.xlsx"
ZIP = f"{FOLDER}/du-lieu.zip"
SQLITE = f"{FOLDER}/kho-ket-luan.db"
FEED = f"{FOLDER}/thong-bao-moi.xml"
CALENDAR = f"{FOLDER}/thoi-han.ics"
YEARS = f"{FOLDER}/cac-nam.json"
OPENSEARCH = "opensearch.xml"
SITEMAP = "sitemap.xml"


def year_path(year: str, path: str) -> str:
    """`du-lieu/chi-dao.csv` -> `du-lieu/nam/2014/chi-dao.csv`."""
    return f"{FOLDER}/nam/{year}/{member_name(path)}"


def member_name(path: str) -> str:
    """`du-lieu/chi-dao.csv` -> `chi-dao.csv`, as the file of a year is called in its packed file."""
    return path.removeprefix(f"{FOLDER}/")


def schema_path(path: str) -> str:
    """`du-lieu/notices.json` -> `du-lieu/notices.schema.json`."""
    return f"{path.removesuffix('.json')}.schema.json"


def feed_path(agency: str) -> str:
    return f"{FOLDER}/tin/{agency}.xml"


def calendar_path(agency: str) -> str:
    return f"{FOLDER}/lich/{agency}.ics"


def href(target: str, *, file: str, site_url: str | None) -> str:
    """The link from a file to a page or another file: absolute when it is known where the site is published."""
    if site_url is None:
        return link(dirname(file), target)
    return f"{site_url.rstrip('/')}/{link('', target)}"
