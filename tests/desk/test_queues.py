"""The queues over HTTP: an unknown name is answered once for all its places; a body is confirmed, added, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from ketluan.desk.register_writing import open_register
from ketluan.desk.waiting_lists import unregistered_names
from ketluan.model.problem import errors
from tests.desk.desk_client import NOTICE, Client, copied_archive, running
from tests.store.test_notice_edit import hunks

NAME = "Sở Chuyển đổi"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    """An archive with a name that nobody knows, in two places, and a body that waits to be confirmed."""
    notices = copied_archive(tmp_path)
    path = notices / f"{NOTICE}.md"
    text = path.read_text(encoding="utf-8")
    text = text.replace("## 3. Giao Sở Y tế:", f"## 3. Giao {NAME}:").replace(
        "## 4. Giao Công an tỉnh:", f"## 4. Giao {NAME}:"
    )
    path.write_text(text, encoding="utf-8")
    register = notices / "agencies.yml"
    entry = "  - id: kon-tum/trung-tam-moi\n    name: Trung tâm Mới\n    kind: department\n    confirmed: false\n"
    register.write_text(register.read_text(encoding="utf-8").rstrip("\n") + "\n" + entry, encoding="utf-8")
    with running(notices) as found:
        yield found


def register_text(client: Client) -> str:
    return (client.desk.notices / "agencies.yml").read_text(encoding="utf-8")


def form(client: Client, **values: str) -> dict[str, str]:
    return {"ban": open_register(client.desk).digest, **values}


def unknown(client: Client) -> list[str]:
    return [each.name for each in unregistered_names(client.desk.shelf.archive)]


def leads(client: Client) -> list[str | None]:
    found = client.desk.shelf.archive.by_id[NOTICE].directives
    return [party.id for task in found for party in task.lead if task.section in ("3", "4")]


def test_a_name_that_is_a_body_is_known_in_all_its_places_at_once(client: Client) -> None:
    before = register_text(client)
    page = client.get("/hang-doi/ten").shown
    assert f"{NAME} tỉnh Kon Tum · 2 chỗ" in page
    answer = client.post("/hang-doi/ten/la", form(client, ten=NAME, agency="kon-tum/so-y-te", ve="/hang-doi/ten"))
    assert (answer.status, answer.headers["location"]) == (303, "/hang-doi/ten")
    assert leads(client) == ["kon-tum/so-y-te"] * 2
    assert len(hunks(before, register_text(client))) == 1
    assert f"Vừa thêm một cách gọi : “{NAME}” là Sở Y tế" in client.get("/hang-doi/ten").shown
    assert client.post("/hang-doi/hoan-tac", {}).status == 303
    assert register_text(client) == before


def test_a_name_that_is_a_new_body_takes_three_fields(client: Client) -> None:
    before = register_text(client)
    page = client.get(f"/co-quan/moi?{urlencode({'ten': NAME, 'noi': 'kon-tum'})}")
    assert f'value="{NAME}"' in page.text and '<option value="kon-tum" selected>' in page.text
    answer = client.post("/co-quan/moi", form(client, ten=NAME, noi="kon-tum", loai="department", ve="/soat"))
    assert (answer.status, answer.headers["location"]) == (303, "/soat")
    assert leads(client) == ["kon-tum/so-chuyen-doi"] * 2
    assert len(hunks(before, register_text(client))) == 1
    assert "confirmed" not in register_text(client).split("so-chuyen-doi")[1]


def test_a_body_that_a_notice_names_by_hand_is_not_taken_back(client: Client) -> None:
    client.post("/co-quan/moi", form(client, ten="Cục Thống kê", noi="kon-tum", loai="department"))
    path = client.desk.notices / f"{NOTICE}.md"
    before = register_text(client)
    lines = path.read_text(encoding="utf-8").splitlines()
    task = next(each.line for each in client.desk.shelf.archive.by_id[NOTICE].directives)
    lines.insert(task, '{: lead="kon-tum/cuc-thong-ke" }')
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    answer = client.post("/hang-doi/hoan-tac", {})
    assert answer.status == 409
    assert "Không hoàn tác được: Thông báo số 975/TB-VP đang ghi Cục Thống kê." in answer.shown
    assert register_text(client) == before


def test_a_name_that_is_no_body_asks_no_more(client: Client) -> None:
    assert NAME in unknown(client)
    client.post("/hang-doi/ten/khong", form(client, ten=NAME))
    assert NAME not in unknown(client)


PAGES = [
    "/",
    "/nhan/bang",
    "/hang-doi",
    "/hang-doi/ten",
    "/hang-doi/xac-nhan",
    "/soat",
    "/theo-doi",
    "/cong-bo",
]


def test_every_page_of_a_desk_that_was_opened_again_answers_after_a_change_of_the_register(client: Client) -> None:
    assert client.get("/hang-doi").status == 200  # what was read is kept now
    with running(client.desk.notices) as again:
        assert NAME in unknown(again)
        assert again.post("/hang-doi/ten/khong", form(again, ten=NAME)).status == 303
        assert {page: again.get(page).status for page in PAGES} == dict.fromkeys(PAGES, 200)
        assert again.page().status == 200
        assert NAME not in unknown(again)


def test_a_body_is_confirmed(client: Client) -> None:
    assert "Trung tâm Mới" in client.get("/hang-doi/xac-nhan").shown
    before = register_text(client)
    client.post(
        "/hang-doi/xac-nhan", form(client, agency="kon-tum/trung-tam-moi", ten="Trung tâm Mới", loai="department")
    )
    assert register_text(client) == before.replace(
        "Mới\n    kind: department\n    confirmed: false\n", "Mới\n    kind: department\n"
    )
    assert client.desk.shelf.archive.register.agencies["kon-tum/trung-tam-moi"].confirmed


def test_a_register_that_changed_meanwhile_is_not_overwritten(client: Client) -> None:
    old = form(client, ten=NAME, agency="kon-tum/so-y-te")
    client.get("/hang-doi/ten")
    by_hand = register_text(client) + "# sửa bằng tay\n"
    (client.desk.notices / "agencies.yml").write_text(by_hand, encoding="utf-8")
    answer = client.post("/hang-doi/ten/la", old)
    assert answer.status == 409 and "Tệp đã được sửa ở nơi khác" in answer.shown and "# sửa bằng tay" in answer.shown
    assert register_text(client) == by_hand


@pytest.mark.parametrize(
    ("address", "values", "said"),
    [
        ("/hang-doi/ten/la", {"ten": NAME, "agency": "kon-tum/x"}, "Hãy chọn một cơ quan trong danh sách."),
        ("/hang-doi/ten/la", {"ten": " ", "agency": "kon-tum/so-y-te"}, "Hãy ghi tên cơ quan."),
        ("/co-quan/moi", {"ten": NAME, "noi": "x", "loai": "group"}, "Hãy chọn địa bàn của cơ quan."),
        ("/co-quan/moi", {"ten": NAME, "noi": "kon-tum", "loai": "x"}, "Hãy chọn loại cơ quan."),
        ("/hang-doi/xac-nhan", {"agency": "kon-tum/x", "ten": "A", "loai": "x"}, "Hãy chọn loại cơ quan."),
        (
            "/hang-doi/xac-nhan",
            {"agency": "kon-tum/x", "ten": "A", "loai": "group"},
            "Danh mục cơ quan không có 'kon-tum/x'.",
        ),
        ("/hang-doi/hoan-tac", {}, "Không còn thay đổi nào của bàn này để hoàn tác"),
    ],
)
def test_what_cannot_be_written_is_refused(client: Client, address: str, values: dict[str, str], said: str) -> None:
    before = register_text(client)
    answer = client.post(address, form(client, **values))
    assert answer.status == 409 and said in answer.shown
    assert register_text(client) == before


def test_what_the_check_says_leads_to_its_place(client: Client) -> None:
    path = client.desk.notices / f"{NOTICE}.md"
    path.write_text(path.read_text(encoding="utf-8").replace("2014-07-10", "2014-07-01"), encoding="utf-8")
    assert len(errors(client.desk.shelf.checked()[1])) == 1
    page = client.get("/hang-doi/kiem-tra")
    assert f'href="/soat?tb={NOTICE}#phan-dau"'.replace("/kon", "/kon") in page.text.replace("%2F", "/")
    overview = client.get("/hang-doi").shown
    assert "Lỗi khi kiểm tra 1" in overview and "Cơ quan chờ xác nhận" in overview
    assert client.get("/hang-doi/chua-chac").status == 200


def test_what_is_known_is_shown_before_all_is_checked(client: Client) -> None:
    client.desk.shelf.checked()
    assert "data-later" not in client.get("/hang-doi/kiem-tra").text
    path = client.desk.notices / f"{NOTICE}.md"
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace("issued: 2014-07-10", "issued: 2014-07-01"), encoding="utf-8")
    page = client.get("/hang-doi/kiem-tra")
    assert 'data-later="/hang-doi/kiem-tra/ca-kho"' in page.text and "Đang kiểm tra cả kho" in page.shown
    assert "Thông báo số 975/TB-VP" in client.get("/hang-doi/kiem-tra/ca-kho").shown
    path.write_text(good, encoding="utf-8")


def test_a_notice_is_found_by_number_day_or_title_whether_read_through_or_not(client: Client) -> None:
    for typed in ("975", "10/07/2014", "ket luan chu tich"):
        assert "Thông báo số 975/TB-VP" in client.get(f"/soat?{urlencode({'tim': typed})}").shown
    assert "Không có văn bản nào khớp “zzz”" in client.get("/soat?tim=zzz").shown


def test_a_body_is_put_right_when_it_is_confirmed(client: Client) -> None:
    values = {"agency": "kon-tum/trung-tam-moi", "ten": "Trung tâm Giống", "loai": "company"}
    assert client.post("/hang-doi/xac-nhan", form(client, **values)).status == 303
    found = client.desk.shelf.archive.register.agencies["kon-tum/trung-tam-moi"]
    assert (found.name, found.kind, found.confirmed) == ("Trung tâm Giống", "company", True)


def test_a_body_that_no_notice_uses_is_taken_out_of_the_queue(client: Client) -> None:
    before = register_text(client)
    assert "Không có thông báo nào dùng: bỏ khỏi danh mục Trung tâm Mới" in client.get("/hang-doi/xac-nhan").shown
    assert client.post("/hang-doi/xac-nhan/bo", form(client, agency="kon-tum/trung-tam-moi")).status == 303
    assert "kon-tum/trung-tam-moi" not in register_text(client)
    assert client.post("/hang-doi/hoan-tac", {}).status == 303
    assert register_text(client) == before
    used = client.post("/hang-doi/xac-nhan/bo", form(client, agency="kon-tum/so-y-te"))
    assert used.status == 409 and "Chỉ bỏ được cơ quan chờ xác nhận mà không thông báo nào dùng đến." in used.shown
    assert register_text(client) == before
