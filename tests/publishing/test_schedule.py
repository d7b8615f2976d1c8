"""The schedules that are printed: each runs what it says, a failed night leaves yesterday's site and is seen."""

from __future__ import annotations

import datetime as dt
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Page

from ketluan.cli.command import main
from ketluan.site.edition import FAILED
from tests.conftest import ROOT

NAMES = {"systemd": ["ketluan.service", "ketluan.timer"], "cron": ["ketluan.cron"], "windows": ["ketluan.xml"]}
TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
TASK_ELEMENTS = """
Task RegistrationInfo Description Triggers CalendarTrigger StartBoundary Enabled ScheduleByDay DaysInterval Settings
MultipleInstancesPolicy StartWhenAvailable ExecutionTimeLimit Actions Exec Command Arguments WorkingDirectory
""".split()
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="this system has no cron and no systemd")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder whose name holds what schedulers would misread."""
    folder = tmp_path / "kho 100% $HOME"
    shutil.copytree(ROOT / "notices", folder / "notices")
    return folder


def made(office: Path, scheduler: str, *words: str) -> dict[str, bytes]:
    out = office / "lich"
    given = ["nightly", scheduler, "--to", str(office / "cong bo/kho"), "--out", str(out), *words]
    assert main(["--notices", str(office / "notices"), *given]) == 0
    return {path.name: path.read_bytes() for path in sorted(out.iterdir())}


def ran(command: str | list[str]) -> subprocess.CompletedProcess[bytes]:
    """As a scheduler runs it: with almost nothing in its environment."""
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}
    return subprocess.run(
        command, shell=isinstance(command, str), cwd="/", env=environment, capture_output=True, check=False
    )


def cron_command(line: str) -> str:
    """What cron hands to the shell."""
    return re.sub(r"\\%", "%", line.split(" ", 5)[5])


def unit_words(service: str) -> list[str]:
    """What systemd starts."""
    (command,) = re.findall(r"^ExecStart=(.*)$", service, re.MULTILINE)
    return [word.replace("%%", "%").replace("$$", "$") for word in shlex.split(command)]


@on_posix
def test_the_line_of_cron_publishes_and_what_it_says_is_utf_8(office: Path) -> None:
    line = made(office, "cron", "--at", "02:05")["ketluan.cron"].decode()
    assert line.startswith("5 2 * * * (cd ")
    done = ran(cron_command(line))
    log = (office / "cong bo/kho.hang-dem.log").read_bytes().decode()
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b""), log
    first, *_, last = log.splitlines()
    assert re.fullmatch(r"Công bố hằng đêm, \d\d/\d\d/\d{4} \d\d:\d\d\.", first)
    assert last.startswith(f"Đã công bố bản số 1 tại {office / 'cong bo/kho'}: 2 thông báo, ")
    assert (office / "cong bo/kho/index.html").exists()


@on_posix
def test_a_night_that_cannot_begin_says_so_in_the_log(office: Path) -> None:
    command = cron_command(made(office, "cron")["ketluan.cron"].decode())
    done = ran(command.replace(f"cd {ROOT} ", "cd /khong-co "))
    log = (office / "cong bo/kho.hang-dem.log").read_text(encoding="utf-8")
    assert (done.returncode != 0, done.stdout, done.stderr) == (True, b"", b"")
    assert "/khong-co" in log


@on_posix
def test_the_service_publishes(office: Path) -> None:
    files = made(office, "systemd")
    done = ran(unit_words(files["ketluan.service"].decode()))
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode().splitlines()[-1].startswith("Đã công bố bản số 1 tại ")
    assert "OnCalendar=*-*-* 01:30:00\nPersistent=true\n" in files["ketluan.timer"].decode()


@on_posix
@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="this system has no systemd")
def test_systemd_finds_no_fault(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KETLUAN_SITE_URL", "http://kho.example/a%20b/")
    made(office, "systemd")
    files = [str(office / "lich" / name) for name in NAMES["systemd"]]
    done = subprocess.run(["systemd-analyze", "verify", *files], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert b"\nEnvironment=KETLUAN_SITE_URL=http://kho.example/a%%20b/\n" in Path(files[0]).read_bytes()


@on_posix
@pytest.mark.skipif(not shutil.which("systemctl"), reason="this system has no systemd")
def test_systemd_takes_the_timer_up(office: Path, tmp_path: Path) -> None:
    """In a tree of its own: `systemctl start` needs a system that systemd runs."""
    made(office, "systemd")
    units = tmp_path / "root/etc/systemd/system"
    shutil.copytree(office / "lich", units)
    command = ["systemctl", f"--root={tmp_path / 'root'}", "enable", "ketluan.timer"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (units / "timers.target.wants/ketluan.timer").is_symlink()


def test_the_task_for_windows_is_xml_of_a_short_list_of_elements(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = made(office, "windows")["ketluan.xml"]
    assert content.decode("utf-16").startswith('<?xml version="1.0" encoding="UTF-16"?>')
    root = ET.fromstring(content)
    assert {element.tag.removeprefix(TASK) for element in root.iter()} == set(TASK_ELEMENTS)
    line = root.findtext(f".//{TASK}Arguments")
    to, notices = office / "cong bo/kho", office / "notices"
    program = f"{sys.executable} {ROOT / 'build_archive.py'}"
    assert line == (
        f'/d /s /c "{program} --notices "{notices}" publish --nightly --to "{to}" >> "{to}.hang-dem.log" 2>&1"'
    )
    capsys.readouterr()
    assert main(["nightly", "windows", "--to", "kho"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith('<?xml version="1.0" encoding="UTF-8"?>')
    ET.fromstring(printed.encode())


@pytest.mark.parametrize("at", ["25:00", "1h", ""])
def test_an_hour_that_is_none_is_one_sentence(at: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["nightly", "cron", "--to", "kho", "--at", at])
    assert stop.value.code == 2
    assert f"phải là giờ dạng 01:30, không phải '{at}'" in capsys.readouterr().err


def test_a_schedule_over_no_archive_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["--notices", str(tmp_path / "notices"), "nightly", "cron", "--to", str(tmp_path / "kho")]
    assert main(command) == 1
    (tmp_path / "notices").mkdir()
    assert main(command) == 0
    assert capsys.readouterr().err.splitlines() == [
        f"Không có thư mục thông báo {tmp_path / 'notices'}.",
        f"Đêm đầu tiên sẽ tạo {tmp_path / 'kho'} và {tmp_path / 'kho.releases'}.",
    ]
    (tmp_path / "kho").mkdir()
    assert (main(command), capsys.readouterr().err) == (0, "")


@on_posix
def test_a_failed_night_leaves_yesterdays_site_and_the_foot_of_every_page_says_so(office: Path, tab: Page) -> None:
    command = cron_command(made(office, "cron")["ketluan.cron"].decode())
    assert ran(command).returncode == 0
    before = (office / "cong bo/kho/index.html").read_bytes()
    notice = next((office / "notices").rglob("20*/*.md"))
    notice.write_text(notice.read_text(encoding="utf-8").replace("issued:", "isued:"), encoding="utf-8")
    assert ran(command).returncode == 1
    assert (office / "cong bo/kho/index.html").read_bytes() == before
    log = (office / "cong bo/kho.hang-dem.log").read_text(encoding="utf-8")
    assert "isued" in log and log.count("Công bố hằng đêm, ") == 2 and "Traceback" not in log

    today = dt.datetime.combine(dt.date.today(), dt.time())
    seen = {}
    for hours in (1, 35, 37, 24 * 30):
        tab.clock.set_fixed_time(today + dt.timedelta(hours=hours))
        tab.goto((office / "cong bo/kho/co-quan/index.html").as_uri())
        seen[hours] = FAILED in tab.locator("[data-edition]").inner_text()
    assert seen == {1: False, 35: False, 37: True, 24 * 30: True}


def test_a_site_that_is_built_by_hand_never_says_that_a_night_failed(site: Path, tab: Page) -> None:
    tab.clock.set_fixed_time(dt.datetime(2099, 1, 1))
    tab.goto((site / "index.html").as_uri())
    assert FAILED not in tab.locator("[data-edition]").inner_text()


@pytest.mark.parametrize(
    ("words", "nightly"),
    [
        (["publish", "publish --nightly"], [False, True]),
        (["publish --nightly", "publish", "publish --no-nightly", "publish"], [True, True, False, False]),
    ],
)
def test_a_site_stays_nightly_until_it_is_said_otherwise(words: list[str], nightly: list[bool], tmp_path: Path) -> None:
    shutil.copytree(ROOT / "notices", tmp_path / "notices")
    seen = []
    for each in words:
        command = ["--notices", str(tmp_path / "notices"), *each.split(), "--to", str(tmp_path / "kho")]
        assert main(command) == 0
        seen.append(FAILED in (tmp_path / "kho/assets/edition.js").read_text(encoding="utf-8"))
    assert seen == nightly
