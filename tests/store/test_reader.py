"""Reading a whole archive: what is taken in its stride, what is found across notices, what is kept for next time."""

from __future__ import annotations

import datetime as dt
import os
import pickle
import shutil
import sqlite3
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketluan.model.archive import Archive
from ketluan.model.problem import errors
from ketluan.store import reader, reading_cache
from ketluan.store.reader import read_archive, read_notice
from ketluan.store.register_file import read_register

FIXTURES = Path(__file__).parent / "fixtures"
ROOT = Path(__file__).parents[2]
TODAY = dt.date(2026, 1, 15)
SEED = "kon-tum/van-phong-ubnd/2014/975-tb-vp"
REGISTER, _ = read_register(ROOT / "notices/agencies.yml")
TEXT = (ROOT / f"notices/{SEED}.md").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive with one notice, the working folder beside it."""
    shutil.copytree(FIXTURES / "notices/dates-to-come/notices", tmp_path / "notices")
    monkeypatch.chdir(tmp_path)
    return Path("notices")


def read(folder: Path) -> tuple[Archive, list[str]]:
    archive, problems = read_archive(folder, today=TODAY)
    return archive, [str(problem) for problem in problems]


CASES = sorted((FIXTURES / "notices").glob("*/problems.txt"))


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.parent.name)
def test_an_archive_has_exactly_the_problems_beside_it(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(file.parent, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    assert read(Path("notices"))[1] == file.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    "changed",
    [
        TEXT.replace("\n", "\r\n"),
        "\ufeff" + TEXT,
        unicodedata.normalize("NFD", TEXT),
        "\ufeff" + unicodedata.normalize("NFD", TEXT).replace("\n", "\r\n"),
    ],
    ids=["windows line ends", "byte order mark", "letters in pieces", "all of them"],
)
def test_the_way_a_file_was_saved_does_not_matter(changed: str) -> None:
    plain = read_notice(TEXT, path="a.md", notice_id=SEED, register=REGISTER)
    assert read_notice(changed, path="a.md", notice_id=SEED, register=REGISTER) == plain


def test_the_two_seeds_are_read_without_error() -> None:
    archive, problems = read_archive(ROOT / "notices", today=TODAY)
    assert errors(problems) == []
    assert {"975/TB-VP", None} <= {notice.number for notice in archive.notices}


def test_a_secret_notice_is_not_taken_in() -> None:
    text = TEXT.replace("head: |-\n", "head: |-\n  MẬT\n")
    notice, problems = read_notice(text, path="a.md", notice_id=SEED, register=REGISTER)
    message = "notice must not be a state secret, but it carries the stamp 'MẬT': 'MẬT'; take it off this network"
    assert (notice, [(problem.line, problem.message.english) for problem in problems]) == (None, [(3, message)])


def test_a_file_in_another_encoding_is_one_problem(folder: Path) -> None:
    (folder / "kon-tum/van-phong-ubnd/2031/b.md").write_bytes("---\ntitle: Kết luận\n".encode("utf-16"))
    message = "notices/kon-tum/van-phong-ubnd/2031/b.md:1: tệp phải là văn bản UTF-8; hãy lưu lại theo bảng mã đó"
    assert message in read(folder)[1]


def test_a_body_of_five_megabytes_is_refused_unread(folder: Path) -> None:
    (folder / "kon-tum/van-phong-ubnd/2031/b.md").write_bytes(b"x" * 5_000_000)
    message = "notices/kon-tum/van-phong-ubnd/2031/b.md:1: tệp chỉ được lớn tối đa 2.000.000 byte, không phải 5.000.000"
    assert message in read(folder)[1]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on this system")
def test_what_lies_behind_a_link_is_not_read(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/x.md").write_text(TEXT, encoding="utf-8")
    os.symlink(tmp_path / "elsewhere", folder / "kon-tum/van-phong-ubnd/2030")
    os.symlink(tmp_path / "elsewhere/x.md", folder / "kon-tum/van-phong-ubnd/2031/x.md")
    archive, problems = read(folder)
    assert [notice.id for notice in archive.notices] == ["kon-tum/van-phong-ubnd/2031/a"]
    assert [problem for problem in problems if "liên kết" in problem] == [
        "notices/kon-tum/van-phong-ubnd/2030:1: tệp phải nằm trong kho, không nằm sau một liên kết",
        "notices/kon-tum/van-phong-ubnd/2031/x.md:1: tệp phải nằm trong kho, không nằm sau một liên kết",
    ]


def test_an_archive_that_does_not_exist_yet_is_empty(tmp_path: Path) -> None:
    archive, problems = read_archive(tmp_path / "notices", today=TODAY)
    assert (archive.notices, problems) == ((), [])


def test_notices_come_newest_first_and_those_without_a_date_last(folder: Path) -> None:
    text = (folder / "kon-tum/van-phong-ubnd/2031/a.md").read_text(encoding="utf-8")
    for year, stem, issued in (("2014", "x", "2014-01-02"), ("2014", "y", "2014-03-02"), ("khong-ro", "z", "null")):
        file = folder / f"kon-tum/van-phong-ubnd/{year}/{stem}.md"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text.replace("2031-07-10", issued), encoding="utf-8")
    assert [notice.id.rsplit("/", 1)[1] for notice in read(folder)[0].notices] == ["a", "y", "x", "z"]


def store(folder: Path) -> Path:
    return folder.absolute().parent / ".cache/understood.sqlite"


def test_a_body_is_understood_once_and_resolved_every_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = read(folder)
    monkeypatch.setattr(reader, "read_body", None)
    assert read(folder) == before
    register = folder / "agencies.yml"
    register.write_text(
        register.read_text(encoding="utf-8").replace("kon-tum/so-y-te", "kon-tum/syt"), encoding="utf-8"
    )
    lead = read(folder)[0].notices[0].directives[0].lead
    assert [(party.name, party.id) for party in lead] == [("Sở Y tế", "kon-tum/syt")]


@pytest.mark.parametrize("damage", [b"", b"not a database" * 1000], ids=["empty", "garbage"])
def test_a_damaged_store_is_made_anew(folder: Path, damage: bytes) -> None:
    before = read(folder)
    store(folder).write_bytes(damage)
    assert read(folder) == before
    assert store(folder).read_bytes().startswith(b"SQLite format 3")


class Harm:
    """An object that creates a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (str(self.path),)


def test_what_somebody_put_into_the_store_is_never_run(folder: Path, tmp_path: Path) -> None:
    before = read(folder)
    with sqlite3.connect(store(folder)) as found:
        value = pickle.dumps(Harm(tmp_path / "harm"))
        digest = __import__("hashlib").sha256(value).hexdigest()
        found.execute("UPDATE entry SET value = ?, digest = ?", (value, digest))
    found.close()
    assert read(folder) == before
    assert not (tmp_path / "harm").exists()


def test_a_changed_byte_in_the_store_is_noticed(folder: Path) -> None:
    before = read(folder)
    with sqlite3.connect(store(folder)) as found:
        for name, value in found.execute("SELECT name, value FROM entry").fetchall():
            changed = value.replace("hội thảo".encode(), "hội nghị".encode())
            assert changed != value
            found.execute("UPDATE entry SET value = ? WHERE name = ?", (changed, name))
    found.close()
    assert read(folder) == before


def test_what_nobody_asks_for_any_more_is_dropped(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_cache, "SPARE", 3)
    read(folder)
    with sqlite3.connect(store(folder)) as found:
        found.executemany("INSERT INTO entry VALUES (?, '', x'00', '')", [(str(number),) for number in range(10)])
    found.close()
    read(folder)
    with sqlite3.connect(store(folder)) as found:
        assert found.execute("SELECT count(*) FROM entry").fetchone() == (1,)
    found.close()


@given(st.text() | st.text(st.sampled_from("-: \n\t[]{}#&*!|>'\"%@`a0é"), max_size=80))
def test_whatever_stands_in_the_front_matter_is_read_or_refused(text: str) -> None:
    notice, problems = read_notice(f"---\n{text}\n---\n{text}", path="a.md", notice_id="a/b/2014/c", register=REGISTER)
    assert notice is None and problems


@given(st.text(st.sampled_from("-: \n\t[]{}#&*!|>'\"%a0é.)(IV1"), max_size=120))
def test_whatever_stands_in_the_body_is_read(text: str) -> None:
    head = TEXT[: TEXT.index("\nNgày")]
    notice, _ = read_notice(f"{head}\nx{text}", path="a.md", notice_id=SEED, register=REGISTER)
    assert notice is not None


def test_a_store_that_cannot_be_written_is_done_without(folder: Path) -> None:
    (folder.absolute().parent / ".cache").write_text("a file where the folder should be", encoding="utf-8")
    assert [notice.id for notice in read(folder)[0].notices] == ["kon-tum/van-phong-ubnd/2031/a"]


@pytest.mark.parametrize("damage", [("\n  - id", "\n - id"), ("agencies:", "agencies:\n\t"), ("name:", "name: a: b:")])
def test_one_slip_in_the_register_is_one_problem(folder: Path, damage: tuple[str, str]) -> None:
    register = folder / "agencies.yml"
    register.write_text(register.read_text(encoding="utf-8").replace(*damage, 1), encoding="utf-8")
    _, problems = read_archive(folder, today=TODAY)
    assert [problem.path for problem in errors(problems)] == ["notices/agencies.yml"]
