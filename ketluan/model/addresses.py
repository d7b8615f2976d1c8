"""Where everything stands in the site: built only from facts that do not change."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from ketluan.model.archive import Assignment
from ketluan.model.notice import Notice
from ketluan.text.slug import folder_name

HOME = ""
SEARCH = "tra-cuu"
NOTICES = "thong-bao"
AGENCIES = "co-quan"
PLACES = "co-quan/danh-sach"
UNKNOWN = "co-quan/chua-ro"
UNCONFIRMED = "co-quan/cho-xac-nhan"
REMARKS = "du-lieu/kiem-tra"
QUESTIONS = "du-lieu/chua-chac"
UNREAD = "du-lieu/chua-doc"
YEARS = "nam"
CHAIRS = "nguoi-chu-tri"
TOPICS = "chu-de"
CITED = "van-ban-dan-chieu"
DEADLINES = "thoi-han"
RECURRING = "thoi-han/dinh-ky"
FIGURES = "thong-ke"
REPORT = "thong-ke/bao-cao"
DATA = "du-lieu"
GUIDE = "huong-dan"


def notice(notice: Notice) -> str:
    """`thong-bao/kon-tum/van-phong-ubnd/2014/975-tb-vp`."""
    return f"{NOTICES}/{notice.id}"


def directive(assignment: Assignment) -> str:
    """The notice's page with the directive's anchor."""
    return f"{notice(assignment.notice)}#{assignment.directive.id}"


def original(notice: Notice) -> str:
    """The original file, published in the folder of the notice's page."""
    return f"{NOTICES}/{notice.id}/{notice.published_original or ''}"


def agency(agency_id: str, *, year: str | None = None) -> str:
    """The page of a body, or of what it was told in one year."""
    return f"{AGENCIES}/{agency_id}/{year}" if year else f"{AGENCIES}/{agency_id}"


def issued(agency_id: str, year: str) -> str:
    """What a body issued in one year."""
    return f"{AGENCIES}/{agency_id}/ban-hanh/{year}"


def place(jurisdiction: str) -> str:
    return f"{PLACES}/{jurisdiction}"


def year(name: str) -> str:
    return f"{YEARS}/{name}"


def chair(jurisdiction: str, name: str) -> str:
    """Who chaired; two provinces may each have somebody of that name."""
    return f"{CHAIRS}/{jurisdiction}/{folder_name(name)}"


def topic(name: str) -> str:
    return f"{TOPICS}/{folder_name(name)}"


def cited(number: str) -> str:
    return f"{CITED}/{folder_name(number)}"


def cited_list(kind: str, year_name: str, first: int | None = None) -> str:
    """The documents of a kind and a year that few notices cite, from a number on where there are many; each has its
    slug as its anchor."""
    whole = f"{CITED}/{folder_name(kind)}/{year_name}"
    return whole if first is None else f"{whole}/tu-{first}"


def deadlines(year_name: str) -> str:
    return f"{DEADLINES}/{year_name}"


def list_entries(address: str) -> str:
    """The file of what stands in all pages of a long list."""
    return f"{address}/danh-sach.js"


def search(**terms: str | Sequence[str]) -> str:
    """The search page with its state: `q`, `co-quan` (written `co_quan`), ...; a list gives its key several times."""
    return f"{SEARCH}?{urlencode({key.replace('_', '-'): value for key, value in terms.items()}, doseq=True)}"
