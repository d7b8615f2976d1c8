"""The pages made from an archive: golden pages, links, counts, long lists, hostile text."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
from collections import Counter
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from ketluan.exports import files
from ketluan.model.agency import Agency, Place, Register
from ketluan.model.archive import Archive
from ketluan.model.notice import Party
from ketluan.model.notice_counts import notice_counts
from ketluan.model.page import Page, link
from ketluan.model.problem import Problem
from ketluan.site import pages
from ketluan.site.pages import cited_documents
from ketluan.site.pages.agency_directory import places as places_of
from ketluan.site.pages.chairs import Chair
from ketluan.site.pages.search_examples import examples
from tests.conftest import ROOT
from tests.site.page_archive import ARCHIVE, EMPTY, HEALTH, HOME_AFFAIRS, LABOUR, MEMBERS, NOTICE, OFFICE, many

NO_COUNTS = notice_counts(EMPTY, ())
GOLDEN = Path(__file__).parent / "fixtures" / "pages"
REMARK = Problem("notices/kon-tum/x.md", 3, "topics should name at least one topic", remark=True)


def made(archive: Archive) -> dict[str, Page]:
    return {page.address: page for page in pages.every_page(archive, problems=[REMARK])}


PAGES = made(ARCHIVE)
BY_KIND = {page.kind: page for page in reversed(PAGES.values())}
CHOSEN = sorted({page.address for page in BY_KIND.values()} | {f"thong-bao/{NOTICE.id}", f"co-quan/{HEALTH}"})


def golden(address: str) -> Path:
    return GOLDEN / f"{address.replace('/', '_') or 'index'}.html"


@pytest.mark.parametrize("address", CHOSEN, ids=lambda address: address or "index")
def test_a_page_is_as_it_was_approved(address: str) -> None:
    page = PAGES[address]
    text = f"<!-- {page.title}\n{page.description}\n{page.head}\n-->\n{page.html}\n"
    if os.environ.get("KETLUAN_APPROVE"):
        golden(address).write_text(text, encoding="utf-8")
    assert text == golden(address).read_text(encoding="utf-8")


def test_every_template_of_a_page_has_an_approved_page() -> None:
    macros = {"parts", "tables", "facts", "directory", "search", "marks", "states", "validity"}
    templates = {path.name.removesuffix(".html.jinja") for path in (ROOT / "ketluan/site/templates").glob("*")}
    assert templates - macros == set(BY_KIND)


def targets(page: Page) -> list[str]:
    return [unescape(found) for found in re.findall(r'(?:href|action)="?([^"> ]+)', page.html + page.head)]


def arrived(page: Page, target: str) -> tuple[str, str]:
    """The file of the site and the anchor that a link leads to."""
    parts = urlsplit(target)
    if not parts.path:
        return f"{page.address}/index.html".lstrip("/"), parts.fragment
    return os.path.normpath(f"{page.address or '.'}/{unquote(parts.path)}"), unquote(parts.fragment)


@pytest.mark.parametrize("archive", [ARCHIVE, EMPTY, many(210)], ids=["small", "empty", "large"])
def test_every_link_leads_to_a_page_and_an_anchor_that_are_there(archive: Archive) -> None:
    pages = {f"{page.address}/index.html".lstrip("/"): page for page in made(archive).values()}
    others = {"tra-cuu/index.html", "huong-dan/index.html"} | {file.path for file in files(archive, site_url=None)}
    others |= {f"thong-bao/{notice.id}/{notice.published_original}" for notice in archive.notices}
    for page in pages.values():
        for target in targets(page):
            file, anchor = arrived(page, target)
            assert file in pages or file in others, f"{page.address} -> {target}"
            assert not anchor or f'id="{anchor}"' in pages[file].html, f"{page.address} -> {target}"


def test_no_address_is_made_twice() -> None:
    addresses = Counter(page.address for page in pages.every_page(many(210)))
    assert [address for address, number in addresses.items() if number > 1] == []


def test_no_page_of_a_large_archive_lists_more_than_about_a_hundred_rows() -> None:
    assert {
        page.address: page.html.count("<tr") for page in pages.every_page(many(330)) if page.html.count("<tr") > 125
    } == {}


def test_a_list_over_several_pages_loses_no_row() -> None:
    archive, found = many(330), Counter[str]()
    for page in made(archive).values():
        if page.address.startswith(f"co-quan/{LABOUR}/2025"):
            found.update(
                arrived(page, target)[0] + "#" + arrived(page, target)[1] for target in targets(page) if "#" in target
            )
    assert found == Counter(
        f"thong-bao/{assignment.notice.id}/index.html#{assignment.directive.id}"
        for assignment in archive.by_agency[LABOUR]["lead"]
    )


def test_a_page_holds_nothing_that_a_strict_policy_would_stop() -> None:
    for page in PAGES.values():
        html = page.html + page.head.replace('<script type="application/ld+json">', "<ld>")
        assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=|javascript:", html), page.address


def test_what_a_notice_says_is_shown_and_never_run() -> None:
    html = PAGES[f"thong-bao/{NOTICE.id}"].html
    assert "&lt;/script&gt;&lt;b&gt;vì trẻ em&lt;/b&gt;" in html
    assert "<b>vì trẻ em" not in "".join(page.html for page in PAGES.values())


def test_structured_data_is_json_whatever_the_title_says() -> None:
    head = PAGES[f"thong-bao/{NOTICE.id}"].head
    data = json.loads(head.removeprefix('<script type="application/ld+json">').removesuffix("</script>"))
    assert data["headline"] == NOTICE.title
    assert data["identifier"] == "975/TB-VP"
    assert data["about"]["startDate"] == "2014-07-08"
    assert head.count("</script>") == 1


def test_a_number_of_the_heat_table_leads_to_the_directives_it_counts() -> None:
    assert link("thong-ke", f"co-quan/{LABOUR}/2014") in targets(PAGES["thong-ke"])


def test_titles_tell_the_pages_apart() -> None:
    titles = Counter(page.title for page in PAGES.values())
    assert [title for title, number in titles.items() if number > 1] == []
    assert all(10 < len(page.description) <= 301 for page in PAGES.values())


def text_in(page: Page) -> str:
    return re.sub(r" (?=[,.;)])|(?<=\() ", "", " ".join(unescape(re.sub(r"<[^>]+>", " ", page.html)).split()))


def text_of(address: str) -> str:
    return text_in(PAGES[address])


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("", "5 chỉ đạo trong 3 thông báo kết luận; ngoài ra 1 thông báo đã thu hồi; thông báo mới nhất ngày"),
        ("nam/2015", "1 thông báo, 1 chỉ đạo, trong đó 0 có thời hạn; ngoài ra 1 thông báo đã thu hồi."),
        (f"co-quan/{HEALTH}", "Chủ trì 2 chỉ đạo, phối hợp 0, qua nhóm 1, giao cho cơ quan tiền thân 2."),
        (f"co-quan/{LABOUR}", "Chủ trì 2 chỉ đạo, phối hợp 0."),
        (f"co-quan/{HOME_AFFAIRS}", "Chủ trì 0 chỉ đạo, phối hợp 0, giao cho cơ quan tiền thân 2."),
        (f"co-quan/{OFFICE}/ban-hanh/2015", "1 thông báo, 1 chỉ đạo; ngoài ra 1 thông báo đã thu hồi."),
        ("van-ban-dan-chieu/34-2014-qd-ttg", "2 chỉ đạo trong 2 thông báo dẫn chiếu văn bản này."),
        ("van-ban-dan-chieu/nghi-dinh/2013", "1 văn bản, mỗi văn bản do một thông báo trong kho dẫn chiếu."),
        ("thong-ke", "đang thực hiện, trong hạn 1 đang thực hiện, quá hạn 1 hoàn thành (không đặt thời hạn) 0"),
        (
            "thong-ke/bao-cao",
            "đang thực hiện (không đặt thời hạn) 2 thực hiện định kỳ 1 Tổng 5 Tỷ lệ hoàn thành đúng hạn 0/2 = 0,0%",
        ),
        ("co-quan/chua-ro", "2 tên ghi trong thông báo nhưng chưa có trong danh mục."),
    ],
)
def test_counts_are_those_of_the_archive(address: str, said: str) -> None:
    assert said in text_of(address)


def test_the_page_of_a_closed_agency_leads_to_its_successors() -> None:
    page = PAGES[f"co-quan/{LABOUR}"]
    assert {link(page.address, f"co-quan/{id}") for id in (HEALTH, HOME_AFFAIRS)} <= set(targets(page))


def test_a_citation_that_one_notice_alone_can_answer_links_to_it_and_is_told_there() -> None:
    citing, cited = PAGES[f"thong-bao/{OFFICE}/2015/12-tb-vp"], PAGES[f"thong-bao/{NOTICE.id}"]
    assert link(citing.address, cited.address) in targets(citing)
    assert "Được dẫn chiếu bởi Thông báo số 12/TB-VP thực hiện thông báo này" in text_of(cited.address)


def test_a_document_that_few_notices_cite_stands_in_the_list_of_its_kind_and_year() -> None:
    citing = PAGES[f"thong-bao/{OFFICE}/2015/12-tb-vp"]
    target = "van-ban-dan-chieu/nghi-dinh/2013#12-2013-nd-cp"
    assert link(citing.address, target) in targets(citing)
    assert 'id="12-2013-nd-cp"' in PAGES["van-ban-dan-chieu/nghi-dinh/2013"].html
    assert "van-ban-dan-chieu/12-2013-nd-cp" not in PAGES
    assert link("van-ban-dan-chieu", "van-ban-dan-chieu/nghi-dinh/2013") in targets(PAGES["van-ban-dan-chieu"])


def test_where_few_notices_of_a_large_archive_cite_a_document_it_has_no_page_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cited_documents, "LARGE", 0)
    found = made(ARCHIVE)
    assert "van-ban-dan-chieu/34-2014-qd-ttg" not in found
    html = found["van-ban-dan-chieu/quyet-dinh/2014"].html
    assert html.count("<dt") == 1 and html.count("<dd") == 2


@pytest.mark.parametrize(
    ("rows", "lists"),
    [
        (120, [(None, 0)]),
        (121, [(0, 500)]),
        (600, [(0, 500), (500, 500)]),
        (601, [(at, 100) for at in range(0, 700, 100)]),
        (3001, [(at, 50) for at in range(0, 3050, 50)]),
    ],
)
def test_the_more_documents_of_a_kind_and_a_year_the_fewer_numbers_a_list_has(
    rows: int, lists: list[tuple[int | None, int]]
) -> None:
    one = cited_documents.DocumentSums(
        forms=(), number="", order="", directives=1, notices=1, days=(("", "", 1, 1, ()),), in_archive=()
    )
    documents = [(one._replace(number=f"{number}/QĐ-TTg"), f"{number}-qd-ttg") for number in range(1, rows + 1)]
    found = list(cited_documents._divided("Quyết định", "2014", documents))
    assert [(one.first, one.width) for one in found] == lists
    assert [one for each in found for one in each.documents] == [anchor for _, anchor in documents]
    assert len({one.address for one in found}) == len(found)


def test_a_withdrawn_notice_keeps_a_page_without_its_words() -> None:
    said = text_of(f"thong-bao/{OFFICE}/2015/1-tb-vp")
    assert "Thay bằng Thông báo số 12/TB-VP" in said
    assert "Sở Y tế thực hiện" not in said


def with_unlisted() -> dict[str, Page]:
    """The pages of an archive whose first directive is led by a name that the register does not hold."""
    task = replace(NOTICE.directives[0], lead=(Party(name="Phòng Kinh tế"),))
    notice = replace(NOTICE, body=replace(NOTICE.body, directives=(task, *NOTICE.directives[1:])))
    return made(replace(ARCHIVE, notices=(notice,), today=dt.date(2030, 1, 1)))


@pytest.mark.parametrize("address", ["", "thong-ke"])
def test_a_count_of_bodies_says_what_it_leaves_out(address: str) -> None:
    assert "không tính ở đây" not in text_of(address)
    page = with_unlisted()[address]
    assert "1 chỉ đạo giao cho tên chưa có trong danh mục không tính ở đây." in text_in(page)
    assert link(address, "co-quan/chua-ro") in targets(page)


def test_the_figures_say_how_much_of_the_archive_their_bodies_lead() -> None:
    said = text_in(with_unlisted()["thong-ke"])
    assert "3 cơ quan chủ trì nhiều chỉ đạo nhất, tổng cộng chủ trì 3 trong 4 chỉ đạo của kho" in said


@pytest.mark.parametrize("address", ["", "thoi-han"])
def test_no_deadline_ahead_still_leads_to_what_recurs(address: str) -> None:
    said = text_in(with_unlisted()[address])
    assert "Không có ngày đến hạn nào" in said
    assert "Ngoài ra có 1 chỉ đạo định kỳ" in said


def test_a_title_printed_without_a_capital_begins_with_one_in_lists_and_not_on_its_page() -> None:
    notice = replace(NOTICE, title="kết luận về trẻ em")
    pages = made(replace(ARCHIVE, notices=(notice,)))
    assert "Kết luận về trẻ em" in text_in(pages[""]) and "Kết luận về trẻ em" in text_in(pages["nam/2014"])
    assert "THÔNG BÁO kết luận về trẻ em" in text_in(pages[f"thong-bao/{notice.id}"])


def test_a_title_in_capitals_is_a_sentence_in_lists_and_stays_as_printed_on_its_page() -> None:
    notice = replace(NOTICE, title="KẾT LUẬN TẠI CUỘC HỌP BAN CHỈ ĐẠO VÌ TRẺ EM")
    pages = made(replace(ARCHIVE, notices=(notice,)))
    shown = "Kết luận tại cuộc họp Ban chỉ đạo vì trẻ em"
    assert shown in text_in(pages[""]) and shown in text_in(pages["nam/2014"])
    own = pages[f"thong-bao/{notice.id}"]
    assert notice.title in text_in(own)
    assert shown in own.title and shown in own.description


def test_a_long_list_of_chairs_begins_with_those_who_chaired_most() -> None:
    names = [f"Lê Văn {chr(ord('A') + place)}" for place in range(12)] + ["Lê Văn K"]
    notice = [
        replace(NOTICE, id=f"{NOTICE.id}-{place}", meeting=replace(NOTICE.meeting, chair=name))
        for place, name in enumerate(names)
    ]
    said = text_in(made(replace(ARCHIVE, notices=tuple(notice)))["nguoi-chu-tri"])
    assert "Chủ trì nhiều nhất Lê Văn K Phó Chủ tịch UBND tỉnh (tỉnh Kon Tum) 2 thông báo Theo tên" in said
    assert "Chủ trì nhiều nhất" not in text_of("nguoi-chu-tri")


def test_badges_of_a_list_of_bodies_are_explained_below_it() -> None:
    assert "nhóm cơ quan là tên gọi chung của nhiều cơ quan." in text_of("co-quan")
    assert "chờ xác nhận là mục của danh mục mà người quản lý kho chưa xác nhận." in text_of("co-quan")


def test_a_notice_of_a_party_committee_has_the_partys_head_and_nothing_of_the_states() -> None:
    head = "TỈNH ỦY KON TUM\nBAN TUYÊN GIÁO\nĐẢNG CỘNG SẢN VIỆT NAM\nSố 12-TB/BTG"
    notice = replace(NOTICE, head=head, number="12-TB/BTG")
    page = made(replace(ARCHIVE, notices=(notice,)))[f"thong-bao/{notice.id}"]
    assert "TỈNH ỦY KON TUM BAN TUYÊN GIÁO * Số 12-TB/BTG ĐẢNG CỘNG SẢN VIỆT NAM Kon Tum, ngày" in text_in(page)
    assert "<strong>BAN TUYÊN GIÁO</strong>" in page.html
    assert "CỘNG HÒA" not in page.html


def test_two_runs_make_the_same_pages() -> None:
    assert made(replace(ARCHIVE)) == made(ARCHIVE)


def with_health_closed() -> Archive:
    """The archive after one of the labour department's successors was itself renamed."""
    closed = replace(
        ARCHIVE.register.agencies[HEALTH],
        closed=dt.date(2025, 6, 30),
        reason="renamed",
        successors=("kon-tum/so-y-te-moi",),
    )
    renamed = Agency(id="kon-tum/so-y-te-moi", name="Sở Y tế mới", kind="department")
    agencies = {**ARCHIVE.register.agencies, HEALTH: closed, renamed.id: renamed}
    return replace(ARCHIVE, register=replace(ARCHIVE.register, agencies=agencies))


def test_a_closed_agency_whose_successors_closed_too_leads_on_to_who_is_there_today() -> None:
    said = text_in(made(with_health_closed())[f"co-quan/{LABOUR}"])
    assert "Kết thúc hoạt động ngày 28/02/2025 (chia tách, nhiệm vụ chuyển cho nhiều cơ quan)." in said
    assert "Cơ quan kế thừa: Sở Nội vụ tỉnh Kon Tum, Sở Y tế tỉnh Kon Tum (kết thúc 30/06/2025)." in said
    assert "Hiện nay là: Sở Nội vụ tỉnh Kon Tum, Sở Y tế mới tỉnh Kon Tum." in said


def test_a_closed_agency_names_no_today_when_its_successors_are_there() -> None:
    assert "Hiện nay" not in text_of(f"co-quan/{LABOUR}")


def test_what_was_told_under_a_former_name_is_said_so_and_after_a_merger_is_not() -> None:
    renamed = made(with_health_closed())["co-quan/kon-tum/so-y-te-moi"]
    assert "Chủ trì, khi còn là Sở Y tế tỉnh Kon Tum" in text_in(renamed)
    assert "Chủ trì, giao cho tiền thân Sở Lao động" in text_in(renamed)


def test_who_only_helps_is_told_who_leads() -> None:
    assert "Phối hợp cơ quan chủ trì: Sở Y tế tỉnh Kon Tum" in text_of("co-quan/kon-tum/cong-an")


def test_a_month_of_deadlines_is_one_click_from_the_list_of_years() -> None:
    assert "2014/index.html#thang-2014-10" in targets(PAGES["thoi-han"])


def test_the_search_for_an_agencys_directives_names_its_groups_and_predecessors() -> None:
    (target,) = (
        found for found in targets(PAGES[f"co-quan/{HEALTH}"]) if "vai-tro=tat-ca" in found and "sap-xep" not in found
    )
    assert parse_qs(urlsplit(target).query)["co-quan"] == [HEALTH, LABOUR, MEMBERS]


def test_places_stand_in_the_order_of_their_own_names() -> None:
    places = {"a": "thành phố Hồ Chí Minh", "b": "tỉnh Lào Cai", "c": "thị trấn An Khê", "trung-uong": "Trung ương"}
    agencies = {f"{place}/ubnd": Agency(id=f"{place}/ubnd", name="UBND", kind="issuer") for place in places}
    archive = Archive(notices=(), register=Register(agencies=agencies, places=places), today=EMPTY.today)
    assert [place.id for place in places_of(archive)] == ["trung-uong", "c", "a", "b"]


def test_a_place_that_is_no_more_says_what_it_went_into() -> None:
    past = Place(
        id="kon-tum", name="tỉnh Kon Tum", closed=dt.date(2025, 6, 30), successors=("dong-thap/huyen-hong-ngu",)
    )
    archive = replace(ARCHIVE, register=replace(ARCHIVE.register, territory={"kon-tum": past}))
    said = text_in(made(archive)["co-quan/danh-sach/kon-tum"])
    assert "Đơn vị hành chính này kết thúc ngày 30/06/2025; nay thuộc huyện Hồng Ngự." in said


@pytest.mark.parametrize(
    ("positions", "place", "said"),
    [
        (("Phó Chủ tịch UBND tỉnh",), "tỉnh Kon Tum", ("Phó Chủ tịch UBND tỉnh (tỉnh Kon Tum)",)),
        (
            ("Chủ tịch UBND tỉnh Kon Tum", "Phó Chủ tịch"),
            "tỉnh Kon Tum",
            ("Chủ tịch UBND tỉnh Kon Tum", "Phó Chủ tịch"),
        ),
        (("Phó Thủ tướng Chính phủ",), "Trung ương", ("Phó Thủ tướng Chính phủ",)),
        ((), "huyện Hồng Ngự", ("Huyện Hồng Ngự",)),
    ],
)
def test_the_office_of_a_chair_tells_the_place_once(
    positions: tuple[str, ...], place: str, said: tuple[str, ...]
) -> None:
    chair = Chair(address="", name="A", place=place, positions=positions, notices=(NOTICE,), counts=NO_COUNTS)
    assert chair.offices == said


@pytest.mark.parametrize(
    ("years", "said"),
    [(("2015", "2013", "khong-ro"), "2013–2015"), (("2014", "khong-ro"), "2014"), (("khong-ro",), "Không rõ năm")],
)
def test_the_years_in_which_somebody_chaired_are_those_that_are_known(years: tuple[str, ...], said: str) -> None:
    notices = tuple(replace(NOTICE, id=f"kon-tum/van-phong-ubnd/{year}/1-tb-vp") for year in years)
    assert Chair(address="", name="A", place="", positions=(), notices=notices, counts=NO_COUNTS).span == said


def test_examples_are_a_topic_a_body_and_a_number_and_each_is_there() -> None:
    assert examples(ARCHIVE) == ["tre em", "Sở Lao động - Thương binh và Xã hội", "12/TB-VP"]
    assert examples(EMPTY) == []


def test_without_topics_the_example_is_what_titles_and_directives_say() -> None:
    named = replace(NOTICE, topics=(), title="Kết luận của đồng chí Lê Thị Kim Đơn về hội thảo sức khỏe")
    assert examples(replace(ARCHIVE, notices=(named,)))[0] == "suc khoe"
