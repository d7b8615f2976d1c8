"""Whatever stands where an archive should: a sentence and an exit status, never a traceback."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from ketluan.cli.command import main
from ketluan.importing.importer import Outcome
from ketluan.importing.inbox import watch_folder
from ketluan.importing.report import report
from tests.cli.wrong_things import HEAD, WRONG, archive, text_with, write_sources
from tests.conftest import ROOT, TODAY

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes need rights on this system")

PROGRAM = str(ROOT / "build_archive.py")
BROKEN = ("Traceback", "lỗi của chính nó", "Exception ignored")
NOWHERE = ("no archive", "a file for an archive", "an archive that is a link to itself", "a cache that is a file")
# These stop a build before a page is made; so all others can stand in one archive, and their pages are made together.
PUBLIC = (
    "a name with an equals sign",
    "an equals sign for a value",
    "a body of stars",
    "a body of brackets",
    "a deep list",
    "days that no calendar has",
    "a table without end",
    "lines that part no paragraphs",
    "letters of every plane",
    "words without blanks",
    "a name of signs",
)


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What a command prints, run in this process."""
    with suppress(SystemExit):
        main([*words])
    printed = capsys.readouterr()
    return printed.out + printed.err


def ran(*words: str, cwd: Path, **variables: str) -> tuple[int, str]:
    """The status of a command run as a user runs it, and what it printed."""
    command = [sys.executable, PROGRAM, *words]
    environment = {**os.environ, **variables}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, timeout=120, check=False)
    return done.returncode, (done.stdout + done.stderr).decode("utf-8")


def assert_whole(text: str) -> None:
    assert not [mark for mark in BROKEN if mark in text], text[-2000:]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "thong-bao.txt"
    path.write_text(text_with("1. Giao Sở Y tế báo cáo trước ngày 20/3/2021."), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", WRONG)
def test_no_command_falls_over_one_wrong_thing(
    name: str, tmp_path: Path, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notices = archive(tmp_path / "notices")
    WRONG[name](notices)
    options = ("--notices", str(notices), "--site", str(tmp_path / "site"), "--today", "2026-01-15")
    for words in (
        ("check", "--verify"),
        ("check", "--names"),
        ("check", "--keep-ids"),
        ("show", "--json", "1/TB-VP"),
        ("import", str(source)),
    ):
        assert_whole(said(capsys, *options, *words))


@pytest.mark.parametrize("name", NOWHERE)
def test_no_command_falls_over_what_is_no_archive(name: str, tmp_path: Path, source: Path) -> None:
    notices = archive(tmp_path / "notices")
    WRONG[name](notices)
    options = ("--notices", str(notices), "--site", str(tmp_path / "site"))
    for words in ((), ("publish", "--to", str(tmp_path / "cong-bo")), ("import", str(source))):
        status, printed = ran(*options, *words, cwd=tmp_path)
        assert_whole(printed)
        assert status in (0, 1)
        assert printed.strip()


def test_every_command_over_a_folder_of_wrong_things(tmp_path: Path) -> None:
    notices, sources = archive(tmp_path / "notices"), tmp_path / "nguon"
    for spoil in (spoil for name, spoil in WRONG.items() if name not in NOWHERE):
        spoil_what_is_there(spoil, notices)
    write_sources(sources)
    (tmp_path / "cong-bo.releases").mkdir()
    (tmp_path / "cong-bo.releases" / "1").write_bytes(bytes(range(256)))
    options = ("--notices", str(notices), "--site", str(tmp_path / "site"))
    to = ("--to", str(tmp_path / "cong-bo"))
    for words in (
        (),
        ("build",),
        ("check",),
        ("check", "--names"),
        ("check", "--verify"),
        ("check", "--keep-ids", "--allow-removal"),
        ("show", "975/TB-VP"),
        ("show", str(notices / "kon-tum/van-phong-ubnd/2014/vong")),
        ("show", "--json", "khong/co"),
        ("import", "--dry-run", str(sources)),
        ("import", "--dry-run", "--json", "--issuer", "kon-tum/van-phong-ubnd", str(sources)),
        ("import", str(sources), str(sources / "tu-tro.txt"), str(sources / "khong-co.txt")),
        ("serve", "--address", "127.0.0.1:99999"),
        ("serve", "--address", "khong-co-may-nay.invalid:8000"),
        ("publish", *to),
        ("releases", *to),
        ("rollback", *to),
        ("verify", *to),
    ):
        status, printed = ran(*options, *words, cwd=tmp_path)
        assert_whole(printed)
        assert status in (0, 1, 2), (words, printed)


TERMINAL = "\x1b]0;tên\x07\x1b[2J\x9b31m"


def test_a_name_or_a_text_cannot_give_orders_to_the_terminal_or_pass_for_a_message(tmp_path: Path) -> None:
    notices = archive(tmp_path / "notices")
    year = notices / "kon-tum/van-phong-ubnd/2014"
    (year / f"{TERMINAL}.dat").write_bytes(b"")
    (year / "a\nagencies.yml:1: giả.dat").write_bytes(b"")
    (year / "1-tb-vp.md").write_text(f"{HEAD}<b {TERMINAL}>Giao Sở {TERMINAL} báo cáo.\n", encoding="utf-8")
    (tmp_path / f"{TERMINAL}.txt").write_text(text_with(f"1. Giao Sở Y tế {TERMINAL} báo cáo."), encoding="utf-8")
    for words in (("check",), ("show", "1/TB-VP"), ("import", "--dry-run", str(tmp_path / f"{TERMINAL}.txt"))):
        _, printed = ran("--notices", str(notices), *words, cwd=tmp_path)
        assert not {"\x1b", "\x07", "\x9b"} & {*printed}
        assert not [line for line in printed.splitlines() if line.startswith("agencies.yml:1: giả")]


def test_the_drop_folder_takes_wrong_things_and_says_why(tmp_path: Path) -> None:
    notices, folder = archive(tmp_path / "notices"), tmp_path / "vao"
    write_sources(folder)
    seen: list[Outcome] = []
    looks = iter(range(3))

    def pause(_: float) -> None:
        if next(looks, None) is None:
            raise KeyboardInterrupt

    seen += watch_folder(folder, notices=notices, today=lambda: TODAY, pause=pause)
    assert len(seen) > 15
    reports = [path.read_text(encoding="utf-8") for path in folder.rglob("*.txt") if ".ly-do" in path.name]
    assert len(reports) > 10
    assert any("\\xff" in text for text in reports) or any("\\xff" in report(outcome) for outcome in seen)


def spoil_what_is_there(spoil: object, notices: Path) -> None:
    """Some wrong things stand in each other's way; what can be there is."""
    try:
        spoil(notices)  # type: ignore[operator]
    except OSError:
        return


def test_pages_are_made_of_all_that_can_be_published(tmp_path: Path) -> None:
    notices = archive(tmp_path / "notices")
    for number, name in enumerate(PUBLIC):
        WRONG[name](notices)
        made = notices / "kon-tum/van-phong-ubnd/2014/1-tb-vp.md"
        if made.exists():
            text = made.read_text(encoding="utf-8").replace("number: 1/TB-VP", f"number: {number + 10}/TB-VP")
            made.with_name(f"{number + 10}-tb-vp.md").write_text(text, encoding="utf-8")
            made.unlink()
    status, printed = ran("--notices", str(notices), "--site", str(tmp_path / "site"), cwd=tmp_path)
    assert (status, "Đã dựng xong" in printed) == (0, True), printed[-3000:]
    assert_whole(printed)
    assert len(list((tmp_path / "site/thong-bao").rglob("index.html"))) == len(PUBLIC) + 1


ENCODINGS = [
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "cp1252"},
    {"PYTHONIOENCODING": "cp1258:strict"},
    {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"LC_ALL": "C", "LANG": "C"},
]


@pytest.mark.parametrize("variables", ENCODINGS, ids=lambda variables: " ".join(map("=".join, variables.items())))
def test_vietnamese_is_printed_whatever_the_system_proposes(
    variables: dict[str, str], tmp_path: Path, source: Path
) -> None:
    notices = archive(tmp_path / "kho")
    hidden = source.rename(tmp_path / "Thông báo số 12.txt")
    for words, wanted in (
        (("--help",), "Kho kết luận"),
        (("check",), "thông báo: 0 lỗi"),
        (("show", "975/TB-VP"), "Lê Thị Kim Đơn"),
        (("show", "không có"), "Không có thông báo 'không có'"),
        (("serve", "--address", "máy"), "không phải 'máy'"),
        (("import", "--dry-run", str(hidden)), "Thông báo số 12.txt"),
        (
            (
                "--site",
                str(tmp_path / "trang"),
            ),
            "Đã dựng xong trang tra cứu",
        ),
    ):
        _, printed = ran("--notices", str(notices), *words, cwd=tmp_path, **variables)
        assert_whole(printed)
        assert wanted in printed


@pytest.mark.parametrize("day", ["2026-13-01", "0000-01-01", "hôm nay", "", "99999-01-01", "2026-02-30", "-1"])
def test_a_wrong_day_is_one_sentence(day: str, tmp_path: Path) -> None:
    status, printed = ran(f"--today={day}", "check", cwd=tmp_path)
    assert status == 2
    assert f"phải là ngày dạng 2026-01-31, không phải '{day}'" in printed


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_pages_can_be_made_on_any_day(day: str, tmp_path: Path) -> None:
    options = ("--notices", str(archive(tmp_path / "notices")), "--site", str(tmp_path / "site"), "--today", day)
    status, printed = ran(*options, cwd=tmp_path)
    assert (status, "Đã dựng xong" in printed) == (0, True), printed


@pytest.mark.parametrize("site", ["/dev/full/site", "/proc/site"])
def test_a_site_where_nothing_can_be_written_is_one_sentence(site: str, tmp_path: Path) -> None:
    status, printed = ran("--notices", str(archive(tmp_path / "notices")), "--site", site, cwd=tmp_path)
    assert status == 1
    assert_whole(printed)
    assert f"Chưa dựng được trang tra cứu; {site} vẫn như trước" in printed


def test_a_full_disk_and_a_reader_that_goes_away_are_no_traceback(tmp_path: Path) -> None:
    """`check --names` has nothing to print here; a Python that keeps nothing back would write even that."""
    notices = str(archive(tmp_path / "notices"))
    environment = {**os.environ, "PYTHONUNBUFFERED": ""}
    for words, status in ((("--help",), 0), (("check",), 1), (("show", "975/TB-VP"), 1), (("check", "--names"), 0)):
        command = [sys.executable, PROGRAM, "--notices", notices, *words]
        with open("/dev/full", "wb") as full:
            done = subprocess.run(
                command, stdout=full, stderr=subprocess.PIPE, cwd=tmp_path, env=environment, check=False
            )
        assert_whole(done.stderr.decode())
        assert done.returncode == status, words
        read, write = os.pipe()
        os.close(read)
        done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, cwd=tmp_path, check=False)
        os.close(write)
        assert_whole(done.stderr.decode())


def test_closed_streams_are_no_traceback(tmp_path: Path) -> None:
    notices = archive(tmp_path / "notices")
    line = f"{sys.executable} {PROGRAM} --notices {notices} check >&- 2>{tmp_path}/loi"
    subprocess.run(["sh", "-c", line], cwd=tmp_path, check=False)
    assert_whole((tmp_path / "loi").read_text(encoding="utf-8"))


STOPPED = [
    ((), ".cache"),
    (("import", "nguon"), ".cache"),
    (("import", "--watch", "vao"), "vao"),
    (("serve", "--address", "127.0.0.1:0"), ".cache"),
]


@pytest.mark.parametrize(("words", "sign"), STOPPED, ids=["build", "import", "watch", "serve"])
def test_stopping_a_command_is_a_sentence(words: tuple[str, ...], sign: str, tmp_path: Path) -> None:
    archive(tmp_path / "notices")
    write_sources(tmp_path / "nguon")
    command = [sys.executable, PROGRAM, *words]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    ) as running:
        wait_for(running, tmp_path / sign)
        os.killpg(running.pid, signal.SIGINT)
        printed, _ = running.communicate(timeout=60)
    assert_whole(printed.decode("utf-8"))


def wait_for(running: subprocess.Popen[bytes], sign: Path) -> None:
    """Until the command is at work, and has made a folder."""
    while not sign.exists() and running.poll() is None:
        time.sleep(0.01)


@pytest.mark.skipif(sys.platform != "linux", reason="this system does not list a process's children")
def test_stopping_a_command_that_works_with_many_processes_ends_them_all(tmp_path: Path) -> None:
    notices = archive(tmp_path / "notices")
    for number in range(200, 300):
        body = f"- Giao Sở Y tế báo cáo lần {number}.\n"
        text = HEAD.replace("number: 1/TB-VP", f"number: {number}/TB-VP") + body
        (notices / f"kon-tum/van-phong-ubnd/2014/{number}-tb-vp.md").write_text(text, encoding="utf-8")
    command = [sys.executable, PROGRAM, "check"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    ) as running:
        children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
        while not children.read_text(encoding="utf-8") and running.poll() is None:
            time.sleep(0.01)
        os.killpg(running.pid, signal.SIGINT)
        printed, _ = running.communicate(timeout=60)
    assert printed.decode("utf-8") == "Đã dừng theo yêu cầu.\n"
    with pytest.raises(ProcessLookupError):
        for _ in range(1000):
            os.killpg(running.pid, 0)
            time.sleep(0.01)


def test_stopping_while_the_program_is_loaded_is_silent(tmp_path: Path) -> None:
    stopping = (
        "import runpy, sys\n"
        "class Stop:\n"
        "    def find_spec(self, name, *rest):\n"
        "        if name == 'ketluan.site': raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Stop())\n"
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        f"runpy.run_path({PROGRAM!r}, run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", stopping], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def test_what_nobody_foresaw_is_a_sentence_and_a_file_for_the_maintainer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("hỏng\ngiữa chừng")

    monkeypatch.setattr("ketluan.cli.command.read_held", broken)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert main(["--notices", str(tmp_path), "check"]) == 70
    [log] = tmp_path.glob("ketluan-*.log")
    assert capsys.readouterr().err == (
        f"Chương trình gặp lỗi của chính nó (ValueError: hỏng). Hãy gửi tệp {log} cho người bảo trì.\n"
    )
    assert "Traceback" in log.read_text(encoding="utf-8")


def test_without_its_packages_the_program_says_how_to_install_them(tmp_path: Path) -> None:
    shutil.copy(PROGRAM, tmp_path)
    (tmp_path / "ketluan").symlink_to(ROOT / "ketluan")
    done = subprocess.run(
        [sys.executable, "-S", "build_archive.py", "check"], cwd=tmp_path, capture_output=True, check=False
    )
    printed = done.stderr.decode("utf-8")
    assert_whole(printed)
    assert printed.startswith("Chưa cài đủ các gói mà chương trình cần (thiếu ")
    assert done.returncode == 1


@pytest.mark.parametrize("variable", ["KETLUAN_TODAY", "KETLUAN_NOTICES"])
def test_mkdocs_is_told_in_a_sentence_what_a_variable_should_be(variable: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(tmp_path / "site")],
        cwd=ROOT,
        env={**os.environ, variable: "hôm nay", "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert_whole(done.stderr.decode("utf-8"))
    assert "hôm nay" in done.stderr.decode("utf-8")
