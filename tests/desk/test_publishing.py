"""Publishing from the desk: the real commands, a real folder, what they say, and the way back."""

from __future__ import annotations

import re
import socket
import struct
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from ketluan.desk.site_viewer import SiteViewer
from ketluan.publishing.site_address import keep_address
from tests.desk.desk_client import NOTICE, Client, copied_archive, running


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    with running(copied_archive(tmp_path_factory.mktemp("desk"))) as found:
        yield found


def test_a_site_is_published_looked_at_before_and_rolled_back(client: Client, tmp_path: Path) -> None:
    folder = tmp_path / "kho"
    assert client.post("/cong-bo/dua-len", {}).status == 409
    assert client.post("/cong-bo/noi", {"thu-muc": str(folder), "cach": "files"}).status == 303
    assert "Chưa công bố lần nào ở đây" in client.get("/cong-bo").shown
    assert client.post("/cong-bo/dua-len", {}).status == 303
    assert client.post("/cong-bo/dua-len", {}).status == 409, "one command at a time"
    client.desk.jobs.wait(120)
    assert "Đã công bố xong. Đã công bố bản số 1" in client.get("/cong-bo/viec").shown
    assert (folder / "index.html").is_file()
    seen = client.get("/cong-bo/xem")
    assert seen.status == 303
    assert _looked_at(seen.headers["location"], "index.html") == (folder / "index.html").read_bytes()
    assert "Không có thay đổi nào từ lần công bố trước" in client.get("/cong-bo/thay-doi").shown

    path = client.desk.notices / f"{NOTICE}.md"
    path.write_text(path.read_text(encoding="utf-8").replace("place: Kon Tum", "place: Pleiku"), encoding="utf-8")
    assert "Thông báo đã sửa: 1 Thông báo số 975/TB-VP" in client.get("/cong-bo/thay-doi").shown
    client.post("/cong-bo/thu", {})
    client.desk.jobs.wait(120)
    said = client.get("/cong-bo/viec").shown
    assert "Đã dựng thử xong." in said and "0 trang mới" in said and f"thong-bao/{NOTICE}/index.html" in said
    keep_address(folder, "http://kho.noibo.example/")
    client.post("/cong-bo/dua-len", {})
    client.desk.jobs.wait(120)
    assert "<loc>http://kho.noibo.example/index.html</loc>" in (folder / "sitemap.xml").read_text(encoding="utf-8")
    assert client.post("/cong-bo/quay-ve", {"ban-so": "x"}).status == 409
    client.post("/cong-bo/quay-ve", {"ban-so": "1"})
    client.desk.jobs.wait(120)
    assert "Đã quay về nội dung của bản số 1" in client.get("/cong-bo/viec").shown


def _looked_at(address: str, page: str, **headers: str) -> bytes:
    asked = urllib.request.Request(address + page, headers=headers)
    with urllib.request.urlopen(asked, timeout=30) as answer:
        content: bytes = answer.read()
    return content


def test_a_site_is_shown_on_a_port_of_its_own_and_to_this_machine_alone(client: Client, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "index.html").write_text("<p>trang</p>", encoding="utf-8")
    address = client.desk.viewer.address(tmp_path)
    assert address.startswith("http://127.0.0.1:") and address == client.desk.viewer.address(tmp_path)
    assert str(client.desk.keys.port) not in address
    assert _looked_at(address, "") == b"<p>trang</p>"
    for page, headers, status in (("", {"Host": "evil.example"}, 403), ("a/", {}, 404), ("../x", {}, 404)):
        with pytest.raises(urllib.error.HTTPError) as stop:
            _looked_at(address, page, **headers)
        assert stop.value.code == status
        stop.value.close()


def test_a_browser_that_goes_away_in_the_middle_of_a_file_is_no_error(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "dai.txt").write_bytes(b"x" * 20_000_000)
    viewer, before = SiteViewer(), set(threading.enumerate())
    _, _, port = viewer.address(tmp_path).rstrip("/").rpartition(":")
    with socket.create_connection(("127.0.0.1", int(port))) as browser:
        browser.sendall(f"GET /dai.txt HTTP/1.0\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
        assert browser.recv(12) == b"HTTP/1.0 200"
        browser.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    viewer.close()
    for thread in set(threading.enumerate()) - before:
        thread.join(60)
    assert capfd.readouterr().err == ""


def test_nothing_is_shown_before_there_is_a_site(client: Client, tmp_path: Path) -> None:
    client.post("/cong-bo/noi", {"thu-muc": str(tmp_path / "moi"), "cach": ""})
    answer = client.get("/cong-bo/xem")
    assert answer.status == 409 and "Chưa có trang nào để xem: hãy công bố hoặc dựng thử trước." in answer.shown


@pytest.mark.parametrize(
    ("folder", "method", "said"),
    [
        ("kho", "", "Hãy ghi đường dẫn đầy đủ của thư mục công bố."),
        ("", "", "Hãy ghi đường dẫn đầy đủ của thư mục công bố."),
        ("/", "", "Hãy ghi đường dẫn đầy đủ của thư mục công bố."),
        ("/srv/kho", "x", "Cách công bố không có trong danh sách."),
    ],
)
def test_a_place_that_is_none_is_refused(client: Client, folder: str, method: str, said: str) -> None:
    answer = client.post("/cong-bo/noi", {"thu-muc": folder, "cach": method})
    assert answer.status == 409 and said in answer.shown


@pytest.mark.parametrize(
    ("place", "said"),
    [("kho", "nằm trong thư mục thông báo"), (".", "chính là thư mục thông báo"), ("..", "chứa thư mục")],
)
def test_a_site_is_not_published_into_the_archive(client: Client, place: str, said: str) -> None:
    answer = client.post("/cong-bo/noi", {"thu-muc": str(client.desk.notices / place), "cach": ""})
    assert answer.status == 409 and said in answer.shown and "hãy chọn thư mục khác." in answer.shown


def test_an_archive_with_errors_says_so_before_and_after(client: Client, tmp_path: Path) -> None:
    path = client.desk.notices / f"{NOTICE}.md"
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace("issued: 2014-07-10", "issued: 2014-07-01"), encoding="utf-8")
    client.post("/cong-bo/noi", {"thu-muc": str(tmp_path / "kho"), "cach": ""})
    assert "Kho còn 1 lỗi nên chưa công bố được" in client.get("/cong-bo/thay-doi").shown
    client.post("/cong-bo/dua-len", {})
    client.desk.jobs.wait(120)
    assert "Chưa xong: công bố." in client.get("/cong-bo/viec").shown
    assert not (tmp_path / "kho").exists()
    path.write_text(good, encoding="utf-8")


def test_what_waits_is_said_before_the_button_with_the_counts_of_its_lists(tmp_path: Path) -> None:
    notices = copied_archive(tmp_path)
    path = notices / f"{NOTICE}.md"
    text = path.read_text(encoding="utf-8").replace("## 3. Giao Sở Y tế:", "## 3. Giao Sở Chuyển đổi:")
    path.write_text(text, encoding="utf-8")
    point = "points:\n  - {about: field, field: place, line: 1, words: Kon Tum, why: chữ mờ}\n"
    path.with_suffix(".nhap.yml").write_text(f"on: 2026-01-02\nsource: a.pdf\n{point}", encoding="utf-8")
    with running(notices) as client:
        client.post("/cong-bo/noi", {"thu-muc": str(tmp_path / "kho"), "cach": "files"})
        page = client.get("/cong-bo").text
        assert page.index("Trước khi công bố") < page.index('action="/cong-bo/dua-len"')
        said = dict(re.findall(r'<li><a href="([^"]+)">[^<]+</a>: <b>(\d+)</b>', page))
        item = r'<li class="kd-item[ "]'
        rows = {"/soat": r'name="chon"', "/hang-doi/chua-chac": item, "/hang-doi/ten": item}
        listed = {place: str(len(re.findall(row, client.get(place).text))) for place, row in rows.items()}
        assert {place: said[place] for place in rows} == listed and "0" not in listed.values()
        client.post("/soat/nhieu", {"chon": list(client.desk.shelf.archive.by_id), "dong-y": "1"})
        left = client.get("/cong-bo").text
        assert "/hang-doi/chua-chac" not in left and "chờ soát" not in left and 'href="/hang-doi/ten"' in left
