"""What became of notices and directives, as a reader sees it on a day, with the script and without."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from ketluan.model.follow_up import FollowUpEvent
from ketluan.model.notice import Correction
from ketluan.site.mkdocs_site import build_site
from ketluan.store.notice_edit import with_field
from ketluan.store.notice_life import amend, correct, record, replace, withdraw
from ketluan.store.stored_text import stored_notice
from tests.conftest import TODAY
from tests.site.test_inventory import ISSUER, write

FIRST, SECOND, THIRD, FOURTH, GONE = (f"{ISSUER}/2014/{number}-tb-vp" for number in (1, 2, 3, 4, 5))
TASKS = (
    "Rà soát danh mục thuốc trước ngày 15/02/2026.",
    "Tổ chức hội thảo trước ngày 30/3/2026.",
    "Lập đề án trước ngày 30/9/2014.",
    "Kiểm tra các trạm y tế.",
    "Sửa chữa trạm y tế trước ngày 30/9/2014.",
)
RECORD = (
    ("1-3", "2014-09-20", "reported", {}),
    ("1-3", "2014-09-25", "confirmed", {}),
    ("1-5", "2014-09-20", "extension-granted", {"document": "12/VP-TH", "until": "2026-02"}),
    ("1-4", "2014-09-20", "suspended", {}),
)
AGENCY, REPORT, FIGURES, DUE = "co-quan/kon-tum/so-y-te", "thong-ke/bao-cao", "thong-ke", "thoi-han"


def digest(notices: Path, notice: str) -> str:
    return stored_notice(notices, notice).digest


@pytest.fixture(scope="module")
def notices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One notice in force with a record, two that were replaced one after the other, one withdrawn."""
    folder = tmp_path_factory.mktemp("follow-up") / "notices"
    for number in (1, 2, 3, 4, 5):
        write(folder, f"{number}-tb-vp", tasks=TASKS)
    events = [
        FollowUpEvent(directive=task, on=dt.date.fromisoformat(on), event=kind, by="Lê Thị Hoa", **more)  # type: ignore[arg-type]
        for task, on, kind, more in RECORD
    ]
    record(folder, FOURTH, events, digest=digest(folder, FOURTH))
    day = dt.date(2014, 10, 1)
    decided = [
        FollowUpEvent(directive="1-1", on=day, event="carried-over", to=f"{THIRD}#1-1"),
        FollowUpEvent(directive="1-2", on=day, event="ended"),
    ]
    replace(folder, SECOND, replaced=FIRST, decisions=decided, digest=digest(folder, SECOND))
    replace(folder, THIRD, replaced=SECOND, digest=digest(folder, THIRD))
    amend(folder, FOURTH, amended=THIRD, digest=digest(folder, FOURTH))
    letter = Correction(number="77/VP-TH", date=day, wrong="30/3", right="31/3", directive="1-2")
    correct(folder, THIRD, letter, digest=digest(folder, THIRD))
    withdraw(folder, GONE, reason="ban hành nhầm", date=day, digest=digest(folder, GONE))
    path = folder / f"{FOURTH}.md"
    text = with_field(path.read_text(encoding="utf-8"), "reviewed", {"on": day, "by": "Lê Thị Hoa"})
    path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def built(notices: Path) -> Path:
    build_site(notices=notices, site=notices.parent / "site", today=TODAY)
    return notices.parent / "site"


@pytest.fixture
def opened(browser: Browser, built: Path, serve: Callable[[Path], str]) -> Iterator[Callable[..., Page]]:
    """Opens a page on a day, with the script or without."""
    address, contexts = serve(built), []

    def show(page: str, day: str = "2026-01-15", *, script: bool = True) -> Page:
        contexts.append(browser.new_context(java_script_enabled=script))
        tab = contexts[-1].new_page()
        if script:
            tab.clock.set_fixed_time(dt.datetime.fromisoformat(f"{day}T12:00:00"))
        tab.goto(f"{address}/{page}/index.html")
        return tab

    yield show
    for context in contexts:
        context.close()


def table(tab: Page, selector: str = ".kl-states") -> dict[str, str]:
    """What a reader sees of a table of states."""
    rows = [row for row in tab.locator(f"{selector} tr").all() if row.is_visible()]
    cells = [row.locator("th, td").all_inner_texts() for row in rows[1:]]
    return {name: number for name, number in cells}


@pytest.mark.parametrize("address", [AGENCY, REPORT, FIGURES, DUE])
def test_states_are_counted_for_the_reader_s_day_and_sum_to_their_total(
    opened: Callable[..., Page], address: str
) -> None:
    for day, ahead, over in (("2026-01-15", 5, 2), ("2026-02-20", 3, 4), ("2026-03-01", 2, 5), ("2026-04-01", 0, 7)):
        found = table(opened(address, day))
        assert (found["đang thực hiện, trong hạn"], found["đang thực hiện, quá hạn"]) == (str(ahead), str(over)), day
        assert found["Tổng"] == "10" and "đang thực hiện, có thời hạn" not in found
        assert sum(int(number) for name, number in found.items() if name[0].islower()) == 10
        rate = f"1/{1 + over} = {100 / (1 + over):.1f}%".replace(".", ",")
        assert found["Tỷ lệ hoàn thành đúng hạn"] == rate


def test_without_a_script_a_page_that_holds_no_day_says_what_is_open_with_a_limit(opened: Callable[..., Page]) -> None:
    for address in (AGENCY, REPORT):
        found = table(opened(address, script=False))
        assert found["đang thực hiện, có thời hạn"] == "7" and found["Tổng"] == "10"
        assert not {"đang thực hiện, quá hạn", "Tỷ lệ hoàn thành đúng hạn"} & set(found)
    for address in (FIGURES, DUE):
        found = table(opened(address, script=False))
        assert (found["đang thực hiện, trong hạn"], found["đang thực hiện, quá hạn"]) == ("5", "2")


def test_every_row_and_column_of_the_report_sums_to_its_total(opened: Callable[..., Page]) -> None:
    tab = opened(REPORT, "2026-02-20")
    years = tab.locator(".kl-state-matrix").first
    rows = [
        [int(text) for text in row.locator("td:visible").all_inner_texts()[:-1]]
        for row in years.locator("tbody tr, tfoot tr").all()
    ]
    assert all(sum(row[:-1]) == row[-1] for row in rows) and len(rows) == 2
    assert [sum(column) for column in zip(*rows[:-1], strict=True)] == rows[-1]


def test_a_replaced_notice_names_its_successor_and_the_one_in_force(opened: Callable[..., Page]) -> None:
    banner = opened(f"thong-bao/{FIRST}").locator(".kl-life")
    assert banner.count() == 1
    assert banner.inner_text().split("\n\n") == [
        "Thông báo này đã bị thay thế bởi Thông báo số 2/TB-VP ngày 10/07/2014. Văn bản đang có hiệu lực: "
        "Thông báo số 3/TB-VP ngày 10/07/2014.",
        "1 chỉ đạo đã chuyển sang văn bản thay thế. 1 chỉ đạo kết thúc. 3 chỉ đạo chưa có người quyết định chuyển tiếp "
        "hay kết thúc.",
    ]
    assert banner.locator("button").count() == 0
    assert "Văn bản đang có hiệu lực" not in opened(f"thong-bao/{SECOND}").locator(".kl-life").inner_text()


def test_a_task_that_was_carried_over_leads_to_the_one_that_took_it_without_naming_its_address(
    opened: Callable[..., Page],
) -> None:
    tab = opened(f"thong-bao/{FIRST}")
    record = tab.locator(".kl-record").filter(has_text="chuyển sang văn bản thay thế")
    assert record.get_by_role("link", name="Xem chỉ đạo nhận việc").count() == 1
    assert "-tb-vp" not in record.inner_text()


def test_a_replaced_notice_that_is_offered_for_its_number_is_called_so(opened: Callable[..., Page]) -> None:
    tab = opened("tra-cuu")
    tab.locator("input[name=q]").fill("1/TB-VP")
    expect(tab.locator("[data-part=notes] p").filter(has_text="Mở Thông báo số 1/TB-VP")).to_contain_text(
        "đã bị thay thế"
    )


@pytest.mark.parametrize("typed", ["5/TB-VP", "05 tb vp"])
def test_a_search_for_a_withdrawn_number_leads_to_what_remains_of_it(opened: Callable[..., Page], typed: str) -> None:
    tab = opened("tra-cuu")
    tab.locator("input[name=q]").fill(typed)
    note = tab.locator("[data-part=notes] p", has_text="đã thu hồi")
    expect(note).to_have_text("Thông báo số 5/TB-VP ngày 10/07/2014, Văn phòng UBND tỉnh Kon Tum: đã thu hồi.")
    expect(tab.locator("[role=option]", has_text="5/TB-VP")).to_contain_text("đã thu hồi")
    expect(tab.locator("[data-part=help]")).not_to_contain_text("Không có văn bản số")
    note.locator("a").click()
    expect(tab.locator("h1")).to_contain_text("đã được thu hồi")


def test_an_amended_and_corrected_notice_says_by_what_and_where(opened: Callable[..., Page]) -> None:
    tab = opened(f"thong-bao/{THIRD}")
    said = tab.locator(".kl-life").all_inner_texts()
    assert said[0] == "Đã được sửa đổi, bổ sung bởi Thông báo số 4/TB-VP ngày 10/07/2014."
    assert "“30/3” đúng là “31/3”, theo văn bản 77/VP-TH ngày 01/10/2014 (chỉ đạo 1-2)." in said[1]
    place = tab.locator('[id="1-2"] .kl-correction')
    assert place.inner_text() == "Đính chính: “30/3” đúng là “31/3”, theo văn bản 77/VP-TH ngày 01/10/2014"
    tab.emulate_media(media="print")
    assert place.is_visible()


def test_a_directive_shows_its_record_and_the_limit_that_was_granted(opened: Callable[..., Page]) -> None:
    tab = opened(f"thong-bao/{FOURTH}", script=False)
    task = tab.locator('[id="1-5"]').inner_text()
    assert "Thời hạn: tháng 02/2026 (gia hạn từ 30/09/2014)" in task
    assert "Thực hiện: đang thực hiện\xa0" in task.replace(" 20/09", "\xa020/09")
    assert "20/09/2014: được gia hạn đến tháng 02/2026 (văn bản 12/VP-TH)" in task
    assert "hoàn thành đúng hạn, 20/09/2014" in tab.locator('[id="1-3"]').inner_text()
    assert "Lê Thị Hoa" not in tab.content()


def test_the_days_that_are_left_are_those_of_the_limit_in_force(opened: Callable[..., Page]) -> None:
    task = opened(f"thong-bao/{FOURTH}", "2026-02-20").locator('[id="1-5"] [data-due]')
    assert task.inner_text() == "Thời hạn: tháng 02/2026 (gia hạn từ 30/09/2014) còn 8 ngày"


@pytest.mark.parametrize(
    ("notice", "limits"),
    [
        (
            FOURTH,
            [
                "15/02/2026: Sở Y tế",
                "tháng 02/2026 (gia hạn từ 30/09/2014): Sở Y tế",
                "30/03/2026: Sở Y tế",
                "30/09/2014: Sở Y tế (hoàn thành đúng hạn, 20/09/2014)",
            ],
        ),
        (
            FIRST,
            [
                "30/09/2014: Sở Y tế (thông báo đã bị thay thế)",
                "30/09/2014: Sở Y tế (thông báo đã bị thay thế)",
                "15/02/2026: Sở Y tế (chuyển sang văn bản thay thế)",
                "30/03/2026: Sở Y tế (kết thúc cùng văn bản bị thay thế)",
            ],
        ),
    ],
)
def test_the_summary_of_a_notice_has_the_limits_in_force_and_says_which_are_over(
    opened: Callable[..., Page], notice: str, limits: list[str]
) -> None:
    summary = opened(f"thong-bao/{notice}").locator(".kl-summary div", has_text="Thời hạn")
    assert summary.locator("li").all_inner_texts() == limits


def test_a_notice_says_how_many_days_are_left_or_over_for_what_is_not_done(opened: Callable[..., Page]) -> None:
    def days(notice: str, day: str) -> list[str]:
        return opened(f"thong-bao/{notice}", day).locator(".kl-facts [data-relative]").all_inner_texts()

    assert days(FOURTH, "2026-02-20") == ["đã qua 5 ngày", "còn 38 ngày", "còn 8 ngày"]
    assert days(FOURTH, "2026-03-30") == ["đã qua 43 ngày", "hôm nay", "đã qua 30 ngày"]
    assert days(FIRST, "2026-02-20") == []


def test_lists_of_limits_leave_out_what_is_done_and_go_by_the_granted_limit(opened: Callable[..., Page]) -> None:
    tab = opened(DUE, "2026-02-20")
    ahead = tab.locator("[data-deadlines] tbody tr:visible").all_inner_texts()
    assert len(ahead) == 3 and sum("tháng 02/2026" in row for row in ahead) == 1
    assert any("hạn đầu 30/09/2014" in row for row in ahead)
    assert not any("Lập đề án" in row and "4/TB-VP" in row for row in ahead)


def test_marks_stand_on_rows_and_a_search_can_ask_for_them(opened: Callable[..., Page]) -> None:
    rows = opened(AGENCY).locator(".kl-tasks tbody tr").all_inner_texts()
    by_number = {number: [row for row in rows if f"{number}/TB-VP" in row] for number in (1, 2, 3, 4)}
    assert all("đã bị thay thế" in row for number in (1, 2) for row in by_number[number])
    assert all("chưa soát" in row for row in by_number[3]) and not any("chưa soát" in row for row in by_number[4])
    tab = opened("tra-cuu")
    tab.goto(tab.url + "?van-ban=x")
    tab.locator('[data-search-state="done"]').wait_for()
    results = tab.locator("[data-directive]")
    assert results.count() == 10 and tab.locator(".ks-result .kl-replaced").count() == 10
    legend = tab.locator("fieldset", has_text="Tình trạng văn bản")
    assert legend.locator("label").all_inner_texts() == ["đã bị thay thế (10)", "chưa soát (15)", "đã soát (5)"]
    assert "Tình trạng văn bản: đã bị thay thế" in tab.locator(".ks-chip").first.inner_text()


OVER = "đang thực hiện, quá hạn"


def searched(tab: Page, query: str) -> Page:
    tab.goto(f"{tab.url.split('?')[0]}?{query}")
    tab.locator('[data-search-state="done"]').wait_for()
    return tab


def test_a_search_finds_as_much_in_each_state_as_the_page_of_a_body_has(opened: Callable[..., Page]) -> None:
    for day in ("2026-01-15", "2026-02-20", "2026-04-01"):
        counted = {name: number for name, number in table(opened(AGENCY, day)).items() if name[0].islower()}
        tab = searched(opened("tra-cuu", day), "co-quan=kon-tum/so-y-te")
        choices = tab.locator("[data-facet=states] label").all_inner_texts()
        offered = {name: number.rstrip(")") for name, number in (choice.rsplit(" (", 1) for choice in choices)}
        assert offered.pop("thuộc thông báo đã bị thay thế") == "10"
        assert offered == {name: number for name, number in counted.items() if number != "0"}
        tab.get_by_role("checkbox", name=OVER).check()
        expect(tab.locator("[data-part=status]")).to_contain_text(f"{counted[OVER]} chỉ đạo")
        expect(tab).to_have_url(re.compile(r"\?co-quan=kon-tum/so-y-te&tinh-trang=dang-thuc-hien-qua-han$"))


def test_a_result_says_where_its_directive_stands_on_the_reader_s_day(opened: Callable[..., Page]) -> None:
    tab = searched(opened("tra-cuu", "2026-02-20"), "q=tr%C6%B0%E1%BB%9Bc+ng%C3%A0y&van-ban=r")
    facts = {
        one.get_attribute("data-directive"): [
            " ".join(fact.split()) for fact in one.locator("dl > div").all_inner_texts()
        ]
        for one in tab.locator("[data-directive]").all()
    }
    assert {anchor: said[1:] for anchor, said in facts.items()} == {
        f"{FOURTH}#1-1": ["Thời hạn 15/02/2026, quá hạn, đã qua 5 ngày"],
        f"{FOURTH}#1-2": ["Thời hạn 30/03/2026, còn 38 ngày"],
        f"{FOURTH}#1-3": ["Thời hạn 30/09/2014", "Thực hiện hoàn thành đúng hạn, 20/09/2014"],
        f"{FOURTH}#1-5": [
            "Thời hạn tháng 02/2026, được gia hạn, hạn đầu 30/09/2014, còn 8 ngày",
            "Thực hiện đang thực hiện",
        ],
    }


def test_the_table_of_results_has_the_states_of_the_reader_s_day(opened: Callable[..., Page]) -> None:
    tab = searched(opened("tra-cuu", "2026-02-20"), "tinh-trang=dang-thuc-hien-qua-han&tinh-trang=tam-dung")
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Tải CSV").click()
    rows = list(csv.DictReader(Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()))
    assert sorted(row["Tình trạng thực hiện"] for row in rows) == ["tạm dừng", *[OVER] * 4]
