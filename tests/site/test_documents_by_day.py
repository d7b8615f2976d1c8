"""Documents of several years that bear one number are told apart by the day that is printed behind it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from ketluan.model.archive import Archive
from ketluan.model.notice import Body, Directive, Notice
from ketluan.site import pages
from tests.site.page_archive import NEXT, OFFICE, REGISTER, TODAY

SHARED = "van-ban-dan-chieu/186-qd-ttg"


def citing(place: int, printed: str) -> Notice:
    """A notice of that place in the archive whose one directive cites a decision with what is printed behind it."""
    task = Directive(id="0-1", section="0", marker="", text=f"Thực hiện Quyết định số 186/QĐ-TTg{printed}.",
                     citations=("186/QĐ-TTg",))  # fmt: skip
    html = f'<p class="directive" id="0-1">{task.text}<!--facts:0-1--></p>'
    return replace(
        NEXT,
        id=f"{OFFICE}/2024/{place}-tb-vp",
        number=f"{place}/TB-VP",
        issued=dt.date(2024, 1, 28 - place),
        related=(),
        aliases=(),
        body=Body(html=html, toc=(), directives=(task,), blocks=()),
    )


def made(*printed: str) -> dict[str, str]:
    notices = tuple(citing(place, words) for place, words in enumerate(printed, start=1))
    archive = Archive(notices=notices, register=REGISTER, today=TODAY)
    return {page.address: page.html for page in pages.every_page(archive)}


def said(html: str) -> str:
    return " ".join(re.sub("<[^>]*>", " ", html).split())


FIRST, SECOND = " ngày 5/3/2020", " ngày 11/4/2023"


@pytest.mark.parametrize(
    ("printed", "headings"),
    [
        ((FIRST, FIRST), []),
        (("", ""), []),
        (
            (FIRST, SECOND),
            [
                ("ngay-2023-04-11", "Văn bản ngày 11/04/2023: 1 chỉ đạo trong 1 thông báo"),
                ("ngay-2020-03-05", "Văn bản ngày 05/03/2020: 1 chỉ đạo trong 1 thông báo"),
            ],
        ),
        (
            (FIRST, SECOND, " ngày 05 tháng 3 năm 2020", " năm 2020", ""),
            [
                ("ngay-2023-04-11", "Văn bản ngày 11/04/2023: 1 chỉ đạo trong 1 thông báo"),
                ("ngay-2020-03-05", "Văn bản ngày 05/03/2020: 3 chỉ đạo trong 3 thông báo"),
                ("khong-in-ngay", "Chỗ dẫn chiếu không in ngày: 1 chỉ đạo trong 1 thông báo"),
            ],
        ),
    ],
)
def test_what_cites_a_number_stands_under_the_day_that_it_prints(
    printed: tuple[str, ...], headings: list[tuple[str, str]]
) -> None:
    html = made(*printed)[SHARED]
    assert re.findall('<h2 id="([^"]*)">([^<]*)</h2>', html) == headings
    assert ("văn bản khác ngày mang số này" in html) is (len(headings) > 1)


def test_a_citation_leads_to_the_day_that_it_prints() -> None:
    found = made(FIRST, SECOND, "")
    targets = [
        set(re.findall('186-qd-ttg/index.html(#[^>"]*)?[">]', found[f"thong-bao/{OFFICE}/2024/{place}-tb-vp"]))
        for place in (1, 2, 3)
    ]
    assert targets == [{"#ngay-2020-03-05"}, {"#ngay-2023-04-11"}, {"#khong-in-ngay"}]


def test_two_notices_that_cite_different_documents_make_none_that_two_cite() -> None:
    overview = made(FIRST, SECOND)["van-ban-dan-chieu"]
    assert "Văn bản do từ 2 thông báo trở lên dẫn chiếu" not in overview
    assert "Số ký hiệu trùng nhau giữa nhiều văn bản Mỗi văn bản do một thông báo dẫn chiếu: 186/QĐ-TTg ." in said(
        overview
    )
    shared = said(made(FIRST, SECOND, FIRST)["van-ban-dan-chieu"])
    assert "186/QĐ-TTg ngày 05/03/2020 2 chỉ đạo 2 thông báo" in shared
    assert "11/04/2023" not in shared and "khác ngày" not in shared


@pytest.mark.parametrize(
    ("printed", "address", "heading", "entry"),
    [
        (" ngày 23/5/2016", "quyet-dinh/2016", "Quyết định năm 2016", "186/QĐ-TTg ngày 23/05/2016"),
        (" năm 2016", "quyet-dinh/2016", "Quyết định năm 2016", "186/QĐ-TTg năm 2016"),
        ("", "quyet-dinh/khong-ro", "Quyết định không in năm", "186/QĐ-TTg"),
    ],
)
def test_a_list_is_of_the_year_of_the_document_and_never_of_who_cites_it(
    printed: str, address: str, heading: str, entry: str
) -> None:
    html = made(printed)[f"van-ban-dan-chieu/{address}"]
    assert f"<h1>{heading} được dẫn chiếu</h1>" in html
    assert f'<dt id="186-qd-ttg">{entry}\n' in html
