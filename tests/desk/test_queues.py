"""The queues over HTTP: an unknown name is answered once for all its places; a body is confirmed, added, taken back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlencode

import pytest

from ketluan.desk.register_writing import open_register
from ketluan.desk.waiting_lists import unregistered_names
from ketluan.model.problem import errors
from tests.desk.desk_client import NOTICE, Client, copied_archive, running
from tests.store.test_notice_edit import hunks

NAME = "Sở Chuyển đổi"
CHOSEN = f"kon-tum|{NAME}"


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


def form(client: Client, **values: str | Sequence[str]) -> dict[str, str | Sequence[str]]:
    return {"ban": open_register(client.desk).digest, **values}


def body(name: str, **more: str) -> dict[str, str]:
    """A row of the form of new bodies."""
    return {"ten": name, "noi": "kon-tum", "loai": "department", "in": "", "in-noi": "", **more}


def unknown(client: Client) -> list[str]:
    return [each.name for each in unregistered_names(client.desk.shelf.archive)]


def leads(client: Client) -> list[str | None]:
    found = client.desk.shelf.archive.by_id[NOTICE].directives
    return [party.id for task in found for party in task.lead if task.section in ("3", "4")]


def test_a_name_that_is_a_body_is_known_in_all_its_places_at_once(client: Client) -> None:
    before = register_text(client)
    page = client.get("/hang-doi/ten").shown
    assert f"{NAME} in trong thông báo của tỉnh Kon Tum, 2 chỗ" in page
    answer = client.post("/hang-doi/ten/la", form(client, chon=CHOSEN, agency="kon-tum/so-y-te"))
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
    answer = client.post("/co-quan/moi", form(client, **body(NAME), ve="/soat"))
    assert (answer.status, answer.headers["location"]) == (303, "/soat")
    assert leads(client) == ["kon-tum/so-chuyen-doi"] * 2
    assert len(hunks(before, register_text(client))) == 1
    assert "confirmed" not in register_text(client).split("so-chuyen-doi")[1]


def test_a_body_that_a_notice_names_by_hand_is_not_taken_back(client: Client) -> None:
    client.post("/co-quan/moi", form(client, **body("Cục Thống kê")))
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


SEVERAL = ("Sở Chế biến tỉnh", "Sở Chế biến", "Kho bạc Nhà nước tỉnh")


@pytest.fixture
def many(client: Client) -> Client:
    """The same with names that share an answer."""
    path = client.desk.notices / f"{NOTICE}.md"
    tasks = "".join(f"- {name} báo cáo trước ngày 30/8/2014.\n" for name in SEVERAL)
    text = path.read_text(encoding="utf-8").replace("## 4. Giao", f"{tasks}\n## 4. Giao", 1)
    path.write_text(text, encoding="utf-8")
    assert set(SEVERAL) < set(unknown(client))
    return client


def test_several_names_get_one_answer_that_is_taken_back_at_once(many: Client) -> None:
    before = register_text(many)
    chosen = [f"kon-tum|{name}" for name in SEVERAL]
    for address, more in (("la", {"agency": "kon-tum/so-y-te"}), ("khong", {})):
        assert many.post(f"/hang-doi/ten/{address}", form(many, chon=chosen, **more)).status == 303
        assert not set(SEVERAL) & set(unknown(many))
        assert "Vừa" in many.get("/hang-doi/ten").shown and "3" in many.get("/hang-doi/ten").shown
        assert many.post("/hang-doi/hoan-tac", {}).status == 303
        assert register_text(many) == before


def test_several_new_bodies_are_entered_together_each_without_its_place(many: Client) -> None:
    before = register_text(many)
    page = many.post("/hang-doi/ten/moi", form(many, chon=[f"kon-tum|{name}" for name in SEVERAL])).text
    names = re.findall(r'name="ten" required value="([^"]*)"', page)
    kinds = re.findall(r'<option value="([^"]*)" selected>', page)
    assert names == ["Sở Chế biến", "Sở Chế biến", "Kho bạc Nhà nước"]
    assert kinds == ["kon-tum", "department"] * 2 + ["kon-tum", "central branch"]
    rows = {"ten": names, "noi": kinds[::2], "loai": kinds[1::2], "in": SEVERAL, "in-noi": ["kon-tum"] * 3}
    assert many.post("/co-quan/moi", form(many, **rows, ve="/hang-doi/ten")).status == 303
    assert not set(SEVERAL) & set(unknown(many))
    assert "Vừa thêm 2 cơ quan" in many.get("/hang-doi/ten").shown
    assert len(hunks(before, register_text(many))) == 1
    assert many.post("/hang-doi/hoan-tac", {}).status == 303
    assert register_text(many) == before


def test_a_new_body_is_meant_by_the_name_it_was_met_under(client: Client) -> None:
    rows = body("Sở Khoa học", **{"in": NAME, "in-noi": "kon-tum"})
    assert client.post("/co-quan/moi", form(client, **rows)).status == 303
    assert leads(client) == ["kon-tum/so-khoa-hoc"] * 2


def test_names_stand_together_by_what_is_likely_of_them(many: Client) -> None:
    page = many.get("/hang-doi/ten").shown
    assert page.index("Cơ quan chuyên môn") < page.index("Sở Chế biến tỉnh in trong")
    assert page.index("Cơ quan ngành dọc của trung ương") < page.index("Kho bạc Nhà nước tỉnh in trong")
    assert "tỉnh tỉnh" not in page


def test_a_body_is_entered_from_a_field_that_does_not_find_it(client: Client) -> None:
    asked = {"ten": "Trung tâm Khuyến công tỉnh Kon Tum", "noi": "kon-tum"}
    shown = client.get(f"/co-quan/moi/trong-o?{urlencode(asked)}").text
    assert 'value="Trung tâm Khuyến công"' in shown and "<html" not in shown
    assert 'name="in" value=""' in shown  # what was typed is no name that was printed
    answer = client.post("/co-quan/moi/trong-o", body("Trung tâm Khuyến công"))
    said = {"id": "kon-tum/trung-tam-khuyen-cong", "name": "Trung tâm Khuyến công tỉnh Kon Tum"}
    assert (answer.status, json.loads(answer.text)) == (200, said)
    again = client.post("/co-quan/moi/trong-o", body("Trung tâm Khuyến công"))
    assert again.status == 409 and "danh mục cơ quan sẽ có lỗi" in json.loads(again.text)["loi"]
    central = client.post("/co-quan/moi/trong-o", body("Tổng cục Mẫu vật", noi="trung-uong"))
    assert json.loads(central.text)["id"].startswith("trung-uong/")


def test_a_name_that_is_no_body_asks_no_more(client: Client) -> None:
    assert NAME in unknown(client)
    client.post("/hang-doi/ten/khong", form(client, chon=CHOSEN))
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
        assert again.post("/hang-doi/ten/khong", form(again, chon=CHOSEN)).status == 303
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
    old = form(client, chon=CHOSEN, agency="kon-tum/so-y-te")
    client.get("/hang-doi/ten")
    by_hand = register_text(client) + "# sửa bằng tay\n"
    (client.desk.notices / "agencies.yml").write_text(by_hand, encoding="utf-8")
    answer = client.post("/hang-doi/ten/la", old)
    assert answer.status == 409 and "Tệp đã được sửa ở nơi khác" in answer.shown and "# sửa bằng tay" in answer.shown
    assert register_text(client) == by_hand


@pytest.mark.parametrize(
    ("address", "values", "said"),
    [
        ("/hang-doi/ten/la", {"chon": CHOSEN, "agency": "kon-tum/x"}, "Hãy chọn một cơ quan trong danh sách."),
        ("/hang-doi/ten/la", {"chon": "kon-tum| ", "agency": "kon-tum/so-y-te"}, "Chưa chọn tên nào."),
        ("/hang-doi/ten/moi", {}, "Chưa chọn tên nào."),
        ("/co-quan/moi", body(NAME, noi="x"), f"Hãy chọn địa bàn của {NAME}."),
        ("/co-quan/moi", body(NAME, loai="x"), f"Hãy chọn loại của {NAME}."),
        ("/co-quan/moi", body(" "), "Hãy ghi tên cơ quan."),
        ("/co-quan/moi", {}, "Hãy ghi tên cơ quan."),
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
    for typed in ("75/TB", "10/TB", "975/VP", "7/TB-VP", "9"):
        found = "Thông báo số 975/TB-VP" in client.get(f"/soat?{urlencode({'tim': typed})}").shown
        assert found == (typed == "9"), typed
    for typed in ("975/tb", "tb-vp", "7/2014", "07/2014 tre em", "10/7/2014"):
        assert "Thông báo số 975/TB-VP" in client.get(f"/soat?{urlencode({'tim': typed})}").shown, typed
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
