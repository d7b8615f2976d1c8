"""A notice's life and the follow-up of its tasks over HTTP: what is written, shown, refused and taken back."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import openpyxl
import pytest

from ketluan.model.archive import Archive
from ketluan.store.id_keeping import keep_ids
from ketluan.store.notice_edit import with_field
from tests.desk.desk_client import NOTICE, TODAY, Client, copied_archive, running
from tests.store.test_notice_edit import hunks
from tests.store.writing_actions import files

NEW = "kon-tum/van-phong-ubnd/2014/976-tb-vp"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    """An archive with a second notice, of the same tasks, a number later."""
    notices = copied_archive(tmp_path)
    text = (notices / f"{NOTICE}.md").read_text(encoding="utf-8")
    (notices / f"{NEW}.md").write_text(text.replace("975/TB", "976/TB"), encoding="utf-8")
    with running(notices) as found:
        yield found


def archive(client: Client) -> Archive:
    return client.desk.shelf.archive


def text(client: Client, notice: str = NEW) -> str:
    return (client.desk.notices / f"{notice}.md").read_text(encoding="utf-8")


def form(client: Client, notice: str = NEW, **values: str) -> dict[str, str]:
    return {"tb": notice, "ban": client.digest(notice), **values}


def test_a_notice_replaces_another_and_each_task_is_decided(client: Client) -> None:
    tasks = [task.id for task in archive(client).by_id[NOTICE].directives]
    asked = client.get(f"/vong-doi?{urlencode({'tb': NEW, 'thay': NOTICE})}")
    assert "Mỗi việc của thông báo đó" in asked.shown and f'name="viec-{tasks[0]}"' in asked.text
    sent = {f"viec-{task}": "ended" for task in tasks} | {f"viec-{tasks[0]}": f"sang {tasks[0]}"}
    some = client.post("/vong-doi/thay-the", form(client, thay=NOTICE, **{f"viec-{tasks[0]}": "ended"}))
    assert some.status == 409 and "Hãy quyết định từng việc" in some.shown
    before = text(client)
    assert client.post("/vong-doi/thay-the", form(client, thay=NOTICE, **sent)).status == 303
    assert hunks(before, text(client)) == [([], ["related:", "  - kind: replaces", f"    id: {NOTICE}"])]
    assert [notice.id for notice in archive(client).validity[NOTICE].replaced_by] == [NEW]
    events = {event.directive: event for event in archive(client).by_id[NOTICE].follow_up}
    assert set(events) == set(tasks) and events[tasks[0]].to == f"{NEW}#{tasks[0]}"
    assert {event.by for event in events.values()} == {"Nguyễn Thị Lan"}
    assert not any(each.notice.id == NOTICE for each in archive(client).counted)
    assert "Bị thay thế bởi: Thông báo số 976/TB-VP" in client.get(f"/vong-doi?{urlencode({'tb': NOTICE})}").shown
    page = client.get(f"/vong-doi?{urlencode({'tb': NEW})}").shown
    assert "Vừa ghi thay thế Thông báo số 975/TB-VP." in page and "Thay thế: Thông báo số 975/TB-VP" in page
    undone = client.post("/soat/hoan-tac", {"tb": NEW, "ve": f"/vong-doi?tb={NEW}"})
    assert (undone.status, undone.headers["location"]) == (303, f"/vong-doi?tb={NEW}")
    assert text(client) == before and not archive(client).by_id[NOTICE].follow_up


def test_a_notice_is_corrected_amended_and_withdrawn_and_each_is_taken_back(client: Client) -> None:
    before = text(client)
    values = {"so": "12/VP-TH", "ngay": "20/07/2014", "sai": "diều hành", "dung": "điều hành"}
    assert client.post("/vong-doi/dinh-chinh", form(client, **values)).status == 303
    assert "Đính chính theo 12/VP-TH ngày 20/07/2014" in client.get(f"/vong-doi?{urlencode({'tb': NEW})}").shown
    client.post("/soat/hoan-tac", {"tb": NEW})
    assert text(client) == before
    assert client.post("/vong-doi/sua-doi", form(client, khac=NOTICE)).status == 303
    assert [notice.id for notice in archive(client).validity[NOTICE].amended_by] == [NEW]
    client.post("/soat/hoan-tac", {"tb": NEW})
    unsure = client.post("/vong-doi/thu-hoi", form(client, **{"ly-do": "ban hành nhầm", "ngay": "01/08/2014"}))
    assert unsure.status == 409 and "hãy đánh dấu vào ô xác nhận" in unsure.shown
    client.post("/vong-doi/thu-hoi", form(client, **{"ly-do": "ban hành nhầm", "ngay": "01/08/2014", "chac": "1"}))
    assert archive(client).by_id[NEW].withdrawn is not None
    client.post("/soat/hoan-tac", {"tb": NEW})
    assert text(client) == before


def test_what_happens_to_a_task_is_added_to_its_record_and_its_state_follows(client: Client) -> None:
    task = archive(client).by_id[NEW].directives[0].id
    page = f"/theo-doi?{urlencode({'tb': NEW, 'viec': task})}"
    assert "Chưa ghi sự việc nào" in client.get(page).shown
    first = form(client, viec=task, **{"su-viec": "reported", "ngay": "01/08/2014", "van-ban": "5/BC-SLĐ"})
    assert client.post("/theo-doi", first).status == 303
    assert "đã báo cáo kết quả (văn bản 5/BC-SLĐ)" in client.get(page).shown
    record = (client.desk.notices / f"{NEW}.theo-doi.yml").read_text(encoding="utf-8")
    client.post("/theo-doi", form(client, viec=task, **{"su-viec": "confirmed"}))
    later = (client.desk.notices / f"{NEW}.theo-doi.yml").read_text(encoding="utf-8")
    assert later.startswith(record) and "by: Nguyễn Thị Lan" in later and "recorded: 2026-01-15" in later
    shown = client.get(page).shown
    assert "hoàn thành (không đặt thời hạn)" in shown and "ghi ngày 15/01/2026" in shown
    done = client.get("/theo-doi?trang-thai=done-without-limit").shown
    assert f"Thông báo số 976/TB-VP, {task}" in done


def test_an_event_is_confirmed_taken_back_and_shown_struck_through(client: Client) -> None:
    task = archive(client).by_id[NEW].directives[0].id
    sent = form(client, viec=task, **{"su-viec": "reported", "ngay": "01/08/2014", "van-ban": "5/BC-SLĐ"})
    said = client.get(client.post("/theo-doi", sent).headers["location"]).shown
    assert "Đã ghi: 01/08/2014: đã báo cáo kết quả (văn bản 5/BC-SLĐ). Trạng thái nay: đang thực hiện" in said
    assert client.post("/theo-doi", sent).headers["location"].endswith("moi=1")  # a second click records nothing
    client.who = "Trần Văn An"
    back = client.get(client.post("/theo-doi/rut", form(client, viec=task, so="1")).headers["location"])
    assert "Đã rút lại: 01/08/2014: đã báo cáo kết quả" in back.shown
    assert "<del>01/08/2014: đã báo cáo kết quả (văn bản 5/BC-SLĐ)</del>" in back.text
    assert "(Nguyễn Thị Lan ghi ngày 15/01/2026) (Trần Văn An rút lại ngày 15/01/2026)" in back.shown
    again = client.post("/theo-doi/rut", form(client, viec=task, so="1"))
    assert again.status == 409 and "đã được rút lại" in again.shown
    for page, leads_to in ((f"{client.origin}/theo-doi?tb=a", "/theo-doi?tb=a"), ("http://a.vn/theo-doi", "/")):
        again = client.post("/theo-doi/rut", form(client, viec=task, so="1"), referer=page)
        assert f'<a href="{leads_to}" data-return>Quay lại</a>' in again.text
    record = (client.desk.notices / f"{NEW}.theo-doi.yml").read_text(encoding="utf-8")
    assert record.count("- directive") == 2 and "event: taken-back" in record and "entry: 1" in record


def test_an_order_of_events_that_makes_no_sense_is_asked_about(client: Client) -> None:
    task = archive(client).by_id[NEW].directives[0].id
    sent = form(client, viec=task, **{"su-viec": "confirmed", "ngay": "02/08/2014"})
    asked = client.post("/theo-doi", sent)
    assert asked.status == 200 and "Thứ tự các sự việc chưa hợp lý" in asked.shown
    said = "“02/08/2014: đã xác nhận hoàn thành”: không có báo cáo nào đang chờ xác nhận"
    assert said in asked.shown and not (client.desk.notices / f"{NEW}.theo-doi.yml").exists()
    assert client.post("/theo-doi", {**sent, "dong-y": "1"}).status == 303
    assert [each.event for each in archive(client).by_id[NEW].follow_up] == ["confirmed"]


def test_every_table_of_states_sums_to_its_total(client: Client) -> None:
    page = client.get("/theo-doi?co-quan=kon-tum/so-y-te&trang-thai=tat-ca")
    table = page.text[page.text.index("<tbody>") : page.text.index("</tfoot>")]
    *numbers, total = (int(found) for found in re.findall(r'kl-number">(\d+)', table))
    assert sum(numbers) == total > 0


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"su-viec": "x"}, "Hãy chọn sự việc."),
        ({"su-viec": "reported", "ngay": "32/01/2025"}, "Ngày của sự việc phải là ngày có thật"),
        ({"su-viec": "reported", "ngay": "16/01/2026"}, "Ngày của sự việc không được sau hôm nay."),
        ({"su-viec": "reported", "van-ban": "năm"}, "Số văn bản phải như in trên văn bản"),
        ({"su-viec": "extension-granted", "den": "13/2026"}, "Sự việc “được gia hạn” cần ghi thêm: văn bản số."),
        ({"su-viec": "extension-asked", "den": "13/2026"}, "Thời hạn mới phải là ngày có thật"),
        ({"su-viec": "reported", "den": "06/2026"}, "Thời hạn mới chỉ ghi khi xin gia hạn hoặc được gia hạn."),
        ({"su-viec": "reported", "ngay": "09/07/2014"},
         "Ngày của sự việc không được trước ngày của thông báo (10/07/2014)."),
        ({"su-viec": "taken-back"}, "Hãy chọn sự việc."),
        ({"su-viec": "returned"}, "Sự việc “báo cáo bị trả lại” cần ghi thêm: ghi chú."),
    ],
)  # fmt: skip
def test_an_event_that_is_none_is_refused(client: Client, values: dict[str, str], said: str) -> None:
    task = archive(client).by_id[NEW].directives[0].id
    answer = client.post("/theo-doi", form(client, viec=task, **values))
    assert answer.status == 409 and said in answer.shown
    assert not (client.desk.notices / f"{NEW}.theo-doi.yml").exists()


def test_a_month_is_kept_as_a_month(client: Client) -> None:
    task = archive(client).by_id[NEW].directives[0].id
    values = {"su-viec": "extension-granted", "den": "6/2026", "van-ban": "7/VP-TH"}
    assert client.post("/theo-doi", form(client, viec=task, **values)).status == 303
    assert "until: 2026-06\n" in (client.desk.notices / f"{NEW}.theo-doi.yml").read_text(encoding="utf-8")


def test_a_notice_that_changed_meanwhile_takes_no_event(client: Client) -> None:
    task = archive(client).by_id[NEW].directives[0].id
    old = form(client, viec=task, **{"su-viec": "reported"})
    path = client.desk.notices / f"{NEW}.md"
    path.write_text(text(client).replace("976/TB", "977/TB"), encoding="utf-8")
    assert client.post("/theo-doi", old).status == 409
    assert not (client.desk.notices / f"{NEW}.theo-doi.yml").exists()


def test_a_notice_is_found_by_number_day_and_title(client: Client) -> None:
    for typed in ("976", "976/tb-vp", "10/07/2014", "tre em"):
        found = json.loads(client.get(f"/thong-bao/tim?{urlencode({'q': typed})}").text)
        assert NEW in [each["id"] for each in found], typed
    assert json.loads(client.get("/thong-bao/tim?q=").text) == []


def test_a_workbook_goes_out_and_comes_back_filled_in(client: Client, tmp_path: Path) -> None:
    answer = client.get("/theo-doi/tep?co-quan=kon-tum/so-y-te")
    assert answer.headers["content-disposition"] == 'attachment; filename="theo-doi-kon-tum-so-y-te.xlsx"'
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    row = next(row for row in sheet.iter_rows(min_row=2) if str(row[0].value).startswith(NEW))
    row[heads.index("Sự việc")].value = "đã báo cáo kết quả"
    row[heads.index("Ngày của sự việc")].value = "32/08/2014"
    wrong = client.upload("a.xlsx", saved(book), address="/theo-doi/nhan")
    assert "Chưa ghi gì: 1 chỗ cần sửa trong tệp." in wrong.shown and "32/08/2014" in wrong.shown
    assert not (client.desk.notices / f"{NEW}.theo-doi.yml").exists()
    row[heads.index("Ngày của sự việc")].value = "01/08/2014"
    done = client.upload("a.xlsx", saved(book), address="/theo-doi/nhan")
    assert "Đã ghi 1 sự việc của 1 thông báo." in done.shown
    assert "by: Nguyễn Thị Lan" in (client.desk.notices / f"{NEW}.theo-doi.yml").read_text(encoding="utf-8")
    again = client.upload("a.xlsx", saved(book), address="/theo-doi/nhan")
    assert "bỏ qua 1 sự việc đã ghi từ trước" in again.shown
    row[heads.index("Sự việc")].value = "báo cáo bị trả lại"
    row[heads.index("Ghi chú")].value = "thiếu số liệu"
    assert "chưa hợp lý" not in client.upload("a.xlsx", saved(book), address="/theo-doi/nhan").shown
    row[heads.index("Ghi chú")].value = "thiếu phụ lục"
    twice = client.upload("a.xlsx", saved(book), address="/theo-doi/nhan").shown
    assert "thứ tự các sự việc này chưa hợp lý" in twice and "không có báo cáo nào đang chờ xác nhận" in twice
    assert client.upload("a.xlsx", b"no workbook", address="/theo-doi/nhan").status == 409


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_notice_imported_by_mistake_leaves_with_what_lies_beside_it_and_comes_back(
    client: Client,
) -> None:
    notices = client.desk.notices
    original = notices / f"{NEW}.pdf"
    original.write_bytes(b"%PDF-1.4 mau")
    path = notices / f"{NEW}.md"
    path.write_text(with_field(text(client), "original", original.name), encoding="utf-8")
    (notices / f"{NEW}.nhap.yml").write_text("on: 2026-01-02\nsource: a.pdf\n", encoding="utf-8")
    before = files(notices)
    assert "Bỏ văn bản nhập nhầm" in client.get(f"/vong-doi?{urlencode({'tb': NEW})}").shown
    unsure = client.post("/vong-doi/bo", form(client))
    assert unsure.status == 409 and "hãy đánh dấu vào ô xác nhận" in unsure.shown
    answer = client.post("/vong-doi/bo", form(client, chac="1"))
    assert (answer.status, answer.headers["location"]) == (303, f"/soat?{urlencode({'bo': NEW})}")
    assert NEW not in archive(client).by_id and not [name for name in files(notices) if "976" in name]
    assert "Vừa bỏ Thông báo số 976/TB-VP khỏi kho." in client.get(f"/soat?{urlencode({'bo': NEW})}").shown
    assert client.post("/vong-doi/bo/hoan-tac", {"tb": NEW}).status == 303
    assert files(notices) == before and NEW in archive(client).by_id
    assert client.post("/vong-doi/bo/hoan-tac", {"tb": NEW}).status == 409


def test_what_was_published_or_is_named_by_another_stays(client: Client) -> None:
    client.post("/vong-doi/sua-doi", form(client, khac=NOTICE))
    named = client.post("/vong-doi/bo", form(client, NOTICE, chac="1"))
    assert named.status == 409 and "Thông báo số 976/TB-VP đang dẫn tới văn bản này" in named.shown
    keep_ids(client.desk.notices, today=TODAY)
    assert "Bỏ văn bản nhập nhầm" not in client.get(f"/vong-doi?{urlencode({'tb': NEW})}").shown
    published = client.post("/vong-doi/bo", form(client, chac="1"))
    assert published.status == 409 and "đã công bố thì không bỏ được" in published.shown
    assert NEW in archive(client).by_id


def test_a_notice_that_was_edited_meanwhile_is_not_taken_out(client: Client) -> None:
    old = form(client, chac="1")
    (client.desk.notices / f"{NEW}.md").write_text(text(client).replace("place: Kon Tum", "place: Pleiku"))
    assert client.post("/vong-doi/bo", old).status == 409 and NEW in archive(client).by_id
