"""Nobody but the desk's own pages, in the browser that opened it, is answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ketluan.desk.access import POLICY, REFUSED
from ketluan.desk.application import addresses_that_write
from tests.desk.desk_client import Client, copied_archive, running


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    with running(copied_archive(tmp_path_factory.mktemp("desk"))) as found:
        yield found


def test_the_address_of_a_start_opens_the_desk_and_becomes_a_cookie(client: Client) -> None:
    opened = Client(client.desk, cookie=False).get(f"/vao?khoa={client.desk.keys.entry}")
    assert (opened.status, opened.headers["location"]) == (303, "/")
    cookie = opened.headers["set-cookie"]
    assert cookie.startswith(f"{client.desk.keys.cookie}={client.desk.keys.entry};")
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie


@pytest.mark.parametrize("query", ["", "khoa=", "khoa=x", "khoa=x&khoa=y", "khoa=%00"])
def test_a_wrong_key_opens_nothing(client: Client, query: str) -> None:
    answer = Client(client.desk, cookie=False).get(f"/vao?{query}")
    assert (answer.status, answer.text) == (403, REFUSED)


@pytest.mark.parametrize("address", ["/", "/soat", "/tep/desk.js", "/ban-goc?tb=a", "/co-quan/tim?q=so"])
def test_nothing_is_shown_without_the_cookie(client: Client, address: str) -> None:
    assert Client(client.desk, cookie=False).get(address).status == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": "evil.example:80"},
        {"host": "127.0.0.1"},
        {"host": ""},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
    ids=str,
)
def test_a_page_from_elsewhere_is_not_answered(client: Client, headers: dict[str, str]) -> None:
    assert client.get("/soat", **headers).status == 403
    assert client.post("/toi-la", {"ten": "A"}, **headers).status == 403


@pytest.mark.parametrize("address", addresses_that_write())
def test_every_form_and_file_needs_the_key_of_this_start(client: Client, address: str) -> None:
    assert client.post(address, {"khoa": ""}).status == 403
    assert client.post(address, {"khoa": "x"}, **{"x-khoa": "x"}).status == 403
    assert client.post(address, {}, origin="").status == 403
    assert Client(client.desk, cookie=False).post(address, {}).status == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE"])
def test_other_methods_are_not_answered(client: Client, method: str) -> None:
    assert client._ask(method, "/", None, {}).status == 403


def test_every_answer_has_the_policy_and_no_page_has_anything_inline(client: Client) -> None:
    for address in ("/", "/soat", "/soat?tb=kon-tum/van-phong-ubnd/2014/975-tb-vp&sua=d42", "/toi-la", "/khong-co"):
        answer = client.get(address)
        assert answer.headers["content-security-policy"] == POLICY
        assert "unsafe" not in POLICY
        assert not re.search(r"<script(?![^>]* src=)|\son\w+=|\sstyle=", answer.text)


@pytest.mark.parametrize("name", ["../access.py", "..%2faccess.py", "ketluan.js", ""])
def test_only_the_desks_own_files_are_given(client: Client, name: str) -> None:
    assert client.get(f"/tep/{name}").status == 404


def test_the_name_is_asked_once_and_leads_on(client: Client) -> None:
    stranger = Client(client.desk, who="")
    asked = stranger.get("/soat?tb=a")
    assert (asked.status, asked.headers["location"]) == (303, "/toi-la?ve=/soat%3Ftb%3Da")
    kept = stranger.post("/toi-la", {"ten": "  Trần   Bình ", "ve": "/soat"})
    assert (kept.status, kept.headers["location"]) == (303, "/soat")
    assert kept.headers["set-cookie"].startswith("nguoi-soat=Tr%E1%BA%A7n%20B%C3%ACnh;")


@pytest.mark.parametrize("address", ["https://evil.example", "//evil.example", "/\\evil.example", ""])
def test_the_way_back_stays_in_the_desk(client: Client, address: str) -> None:
    assert client.post("/toi-la", {"ten": "A", "ve": address}).headers["location"] == "/"


def test_a_file_of_any_name_is_kept_inside_the_inbox(client: Client, tmp_path: Path) -> None:
    before = sorted(path for path in client.desk.notices.rglob("*") if path.is_file())
    for name in ("../../../../x.md", "..\\..\\x.md", "/etc/passwd", "con.txt", "a\x00b.txt", "", "." * 300):
        assert client.upload(name, b"xin chao").status == 200
    assert sorted(path for path in client.desk.notices.rglob("*") if path.is_file()) == before
