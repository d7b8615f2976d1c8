"""What the guide says is what the program does: every command runs, every table agrees with the schema."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import markdown
import pytest

from ketluan.cli import command
from ketluan.cli.command import main
from ketluan.model.version import VERSION
from ketluan.site.edition import FAILED
from ketluan.store import archive_format
from ketluan.store.header import key_table
from ketluan.store.register_file import ENTRY, KINDS, REASONS
from ketluan.text.slug import slug
from tests.conftest import ROOT

GUIDE = ROOT / "docs" / "huong-dan"
PAGES = sorted(GUIDE.rglob("*.md"))
TEXTS = {page.parent.relative_to(GUIDE).as_posix(): page.read_text(encoding="utf-8") for page in PAGES}
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
IMPORTED = ROOT / "tests/cli/fixtures/guide"
LONGEST = 280
"""Seconds before a command is given up; it ends by itself on the busiest machine."""


def _fences(text: str, language: str) -> list[str]:
    return [body for kind, body in FENCE.findall(text) if kind == language]


COMMANDS = list(
    dict.fromkeys(line for text in TEXTS.values() for block in _fences(text, "console") for line in block.splitlines())
)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A copy of everything the commands need, with a file waiting in its inbox."""
    for name in ("ketluan", "notices", "docs"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("build_archive.py", "mkdocs.yml"):
        shutil.copy(ROOT / name, tmp_path)
    shutil.copytree(IMPORTED, tmp_path / "inbox")
    return tmp_path


def _started(command: str, office: Path, environment: Mapping[str, str] = os.environ) -> subprocess.Popen[str]:
    program, *arguments = shlex.split(command)
    assert program == "python"
    environment = {**environment, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, *arguments], cwd=office, env=environment, stdout=pipe, stderr=subprocess.STDOUT, text=True
    )


def _lasting(command: str) -> bool:
    return command.endswith(" serve") or " --watch " in command


def _corrected(office: Path) -> None:
    """One word more in a notice: without a change the next publication is no other release."""
    notice = office / "notices/kon-tum/van-phong-ubnd/2014/975-tb-vp.md"
    notice.write_text(notice.read_text(encoding="utf-8").replace("./.", " ngay./."), encoding="utf-8")


def _needed_before(command: str) -> list[str]:
    """What must have been published: a release, and for going back two."""
    publish = next(each for each in COMMANDS if " publish " in each)
    return [publish] * sum(f" {word} " in command for word in ("releases", "verify", "rollback", "rollback"))


@pytest.mark.parametrize("command", [command for command in COMMANDS if not _lasting(command)])
def test_every_command_of_the_guide_runs(command: str, office: Path) -> None:
    for earlier in _needed_before(command):
        with _started(earlier, office) as process:
            process.communicate(timeout=LONGEST)
        _corrected(office)
    with _started(command, office) as process:
        output, _ = process.communicate(timeout=LONGEST)
    assert process.returncode == 0, output


INTERRUPTIBLE = (
    "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); "
    "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
)
"""Whoever starts these tests in the background has them ignore Ctrl+C, and what they start too."""


@pytest.mark.skipif(sys.platform == "win32", reason="this system sends no such signal to one program")
def test_the_preview_of_the_guide_follows_a_change_and_is_stopped_by_ctrl_c(office: Path) -> None:
    (command,) = (command for command in COMMANDS if command.endswith(" serve"))
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    notice = "kon-tum/van-phong-ubnd/2014/975-tb-vp"
    interruptible = f"python -c {shlex.quote(INTERRUPTIBLE)} {command.removeprefix('python ')}"
    with _started(f"{interruptible} --address 127.0.0.1:{port}", office) as process:
        try:
            assert _waited(lambda: _page(port, "index.html") is not None)
            with (office / f"notices/{notice}.md").open("a", encoding="utf-8") as file:
                file.write("\nThêm một đoạn.\n")
            assert _waited(lambda: "Thêm một đoạn." in (_page(port, f"thong-bao/{notice}/index.html") or ""))
            process.send_signal(signal.SIGINT)
            output, _ = process.communicate(timeout=LONGEST)
        finally:
            process.kill()
    assert (process.returncode, "Traceback" in output) == (0, False), output


def _page(port: int, path: str) -> str | None:
    """None while nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    with contextlib.suppress(OSError), contextlib.closing(connection):
        connection.request("GET", f"/{path}")
        answer = connection.getresponse()
        return answer.read().decode() if answer.status == 200 else None
    return None


def test_the_watched_folder_of_the_guide_is_imported_and_tidied(office: Path) -> None:
    (command,) = (command for command in COMMANDS if " --watch " in command)
    report = office / "inbox" / "done" / "thong-bao-45.txt.bao-cao.txt"
    with _started(command, office) as process:
        try:
            assert _waited(report.exists)
        finally:
            process.terminate()
    assert (office / "notices/kon-tum/van-phong-ubnd/2015/45-tb-vp.md").exists()


def _waited(done: Callable[[], bool]) -> bool:
    for _ in range(240):
        if done():
            return True
        time.sleep(0.25)
    return False


def test_the_report_in_the_guide_is_the_one_that_is_printed(office: Path) -> None:
    report, _ = _fences(TEXTS["them-thong-bao"], "text")
    with _started("python build_archive.py import --dry-run inbox", office) as process:
        output, _ = process.communicate(timeout=LONGEST)
    assert [line for line in report.splitlines() if line not in output.splitlines()] == []


def test_the_table_of_keys_is_the_schema() -> None:
    assert key_table() in TEXTS["them-thong-bao"]


def test_the_table_of_the_register_is_the_schema() -> None:
    rows = (
        f"| `{key.name}` | {'có' if key.needed else 'không'} | {key.form.shape} | {key.meaning} |\n" for key in ENTRY
    )
    assert "| Khóa | Bắt buộc | Dạng | Ý nghĩa |\n|---|---|---|---|\n" + "".join(rows) in TEXTS["danh-muc-co-quan"]


@pytest.mark.parametrize("values", [KINDS, REASONS], ids=["kinds", "reasons"])
def test_every_kind_and_reason_of_the_register_is_explained_in_order(values: tuple[str, ...]) -> None:
    named = re.findall(r"^\| `([a-z ]+)` \|", TEXTS["danh-muc-co-quan"], re.M)
    assert [name for name in named if name in values and name not in {key.name for key in ENTRY}] == list(values)


def test_the_notice_written_by_hand_is_read_without_a_problem(office: Path) -> None:
    (example,) = (block for block in _fences(TEXTS["them-thong-bao"], "markdown") if block.startswith("---"))
    place = re.search(r"`(notices/\S+\.md)`", TEXTS["them-thong-bao"])
    assert place is not None
    (office / place[1]).write_text(example, encoding="utf-8")
    with _started(f"python build_archive.py show {place[1]}", office) as process:
        output, _ = process.communicate(timeout=LONGEST)
    assert process.returncode == 0, output
    assert "chủ trì: Sở Y tế [kon-tum/so-y-te] (từ đề mục" in output
    assert "phối hợp: Công an tỉnh [kon-tum/cong-an-tinh]" in output
    assert output.count("thời hạn: ") == 2
    assert place[1] not in output.rpartition("#2-1")[2]


def test_the_line_of_error_in_the_guide_is_the_one_that_is_printed(office: Path) -> None:
    (example,) = (block for block in _fences(TEXTS["them-thong-bao"], "markdown") if block.startswith("---"))
    _, message = _fences(TEXTS["them-thong-bao"], "text")
    wrong = example.replace("issued: 2014-07-25", "issued: 2014-02-30")
    (office / message.partition(":")[0]).write_text(wrong, encoding="utf-8")
    with _started("python build_archive.py check", office) as process:
        output, _ = process.communicate(timeout=LONGEST)
    assert process.returncode == 1
    assert message in output


def test_attributes_written_by_hand_are_understood(office: Path) -> None:
    (example,) = _fences(TEXTS["sua-nhan-dang"], "markdown")
    notice = office / "notices/kon-tum/van-phong-ubnd/2014/975-tb-vp.md"
    header = notice.read_text(encoding="utf-8").split("---\n")[1]
    notice.write_text(f"---\n{header}---\n\n{example}", encoding="utf-8")
    with _started("python build_archive.py show 975/TB-VP", office) as process:
        output, _ = process.communicate(timeout=LONGEST)
    first, second = output.split("\n\n#")[1:]
    assert "[kon-tum/so-y-te] (ghi bằng tay)" in first and "[kon-tum/so-y-te] (ghi bằng tay)" in second
    assert first.count("phối hợp: ") == 2 and "thời hạn: 31/12/2014 (ghi bằng tay" in first
    assert "thời hạn: hằng quý (ghi bằng tay" in second


@pytest.mark.parametrize(
    ("server", "language"), [("nginx", "nginx"), ("apache", "apache"), ("caddy", "caddy"), ("iis", "xml")]
)
def test_the_settings_of_the_guide_are_those_that_are_printed(
    server: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["server-config", server]) == 0
    assert _fences(TEXTS["cong-bo"], language) == [capsys.readouterr().out]


def test_the_codes_with_which_commands_end_are_those_of_the_guide(
    office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(_: object) -> None:
        raise KeyboardInterrupt

    def faulty(_: object) -> None:
        raise ZeroDivisionError

    notices = ("--notices", str(office / "notices"))
    ends = [main([*notices, "check"]), main(["--notices", str(office / "none"), "check"])]
    with pytest.raises(SystemExit) as wrong:
        main(["check", "--unknown"])
    ends.append(int(str(wrong.value.code)))
    for instead in (faulty, stopped):
        monkeypatch.setattr(command, "_check", instead)
        ends.append(main([*notices, "check"]))
    said = capsys.readouterr().err
    (log,) = re.findall(r"Hãy gửi tệp (\S+) cho người bảo trì", said)
    Path(log).unlink()
    part = TEXTS["cong-bo"].partition("{: #ma-ket-thuc }")[2]
    assert ends == [int(code) for code in re.findall(r"^\| (\d+) \|", part, re.M)]


def test_every_block_of_the_shell_for_the_administrator_is_one_that_a_test_runs() -> None:
    """Those of backup below, those of the bundle in tests/bundle; Windows' own cannot be run here."""
    blocks = [block.splitlines()[0].split()[:2] for block in _fences(TEXTS["cong-bo"], "sh")]
    assert blocks == [["make", "bundle"], ["tar", "xzf"], ["make", "bundle-windows"]]
    assert len(_fences(TEXTS["cong-bo"], "bat")) == 1


TRIED = {
    "make site": "by everyone who installs it, and by the run of these tests",
    "source .venv/bin/activate": "below",
    "systemctl enable ketluan.timer": "tests/publishing/test_schedule.py",
    "systemd-analyze verify": "tests/publishing/test_schedule.py",
    "./kho check": "tests/bundle",
    "kho.cmd --version": "Chưa chạy thử trên Windows",
    "systemctl start ketluan.timer": "by hand, on Debian 12",
    "journalctl --unit ketluan.service": "by hand, on Debian 12",
    "crontab -e": "by hand, on Debian 12, `crontab` with a file",
    'schtasks /create /tn "Kho ket luan" /xml lich\\ketluan.xml': "chưa chạy thử trên Windows",
    "nginx -t": "tests/publishing/test_servers.py",
    "caddy validate": "tests/publishing/test_servers.py",
    "systemctl reload": "chưa thử",
}
"""Commands inside sentences of the administrator's pages: where they are tried, or how the guide says they are not."""
PROGRAMS = re.compile(
    r"(?:make|source|systemctl|systemd-analyze|journalctl|crontab|schtasks|nginx|caddy|\./kho|kho\.cmd|py) "
)


def test_every_command_inside_a_sentence_for_the_administrator_is_tried_or_said_to_be_untried() -> None:
    found = {}
    for page in ("cong-bo", "nang-cap"):
        for part in FENCE.sub("", TEXTS[page]).split("\n\n"):
            found |= {code: part for code in re.findall(r"`([^`]+)`", part) if PROGRAMS.match(code)}
    assert set(found) == set(TRIED)
    untried = {code: said for code, said in TRIED.items() if said.lower().startswith("chưa")}
    assert [code for code, said in untried.items() if f"**{said}" not in found[code]] == []


@pytest.mark.skipif(sys.platform == "win32", reason="this system has no such shell")
def test_the_environment_that_make_lays_is_entered_as_the_guide_says() -> None:
    line = "source .venv/bin/activate && python build_archive.py --version"
    done = subprocess.run(["bash", "-c", line], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, f"Kho kết luận {VERSION}\n"), done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="this system has no tar")
def test_what_is_backed_up_as_the_guide_says_comes_back_whole(office: Path) -> None:
    for block in _fences(TEXTS["nang-cap"], "sh"):
        subprocess.run(["sh", "-ec", block], cwd=office, check=True)
    with _started("python build_archive.py --notices khoi-phuc/notices check --verify", office) as process:
        output, _ = process.communicate(timeout=LONGEST)
    assert process.returncode == 0, output
    folders = (office / "notices", office / "khoi-phuc/notices")
    first, again = ({path.relative_to(folder) for path in folder.rglob("*")} for folder in folders)
    assert first == again


def test_an_archive_of_a_later_format_is_refused_in_the_words_of_the_guide(office: Path) -> None:
    (said,) = _fences(TEXTS["nang-cap"], "text")
    (office / "notices" / archive_format.FILE).write_text(f"{archive_format.FORMAT + 1}\n", encoding="utf-8")
    with _started("python build_archive.py check", office) as process:
        output, _ = process.communicate(timeout=LONGEST)
    assert process.returncode == 1 and said.strip() in output


def test_the_line_that_tells_of_a_failed_night_is_the_one_of_the_guide() -> None:
    (said,) = re.findall(r"hiện dòng “(.+?)”", TEXTS["cong-bo"])
    assert FAILED.startswith(said)


def test_the_settings_for_iis_reach_the_site(office: Path) -> None:
    (settings,) = _fences(TEXTS["cong-bo"], "xml")
    (office / "docs" / "web.config").write_text(settings, encoding="utf-8")
    with _started("python build_archive.py build", office) as process:
        process.communicate(timeout=LONGEST)
    assert (office / "site" / "web.config").read_text(encoding="utf-8") == settings


def test_a_site_that_knows_its_address_lists_every_page_but_tombstones(office: Path) -> None:
    environment = {**os.environ, "KETLUAN_SITE_URL": "http://kho.noibo.example/"}
    with _started("python build_archive.py build", office, environment) as process:
        process.communicate(timeout=LONGEST)
    listed = [str(entry[0].text) for entry in ET.parse(office / "site" / "sitemap.xml").getroot()]
    built = [path.relative_to(office / "site").as_posix() for path in (office / "site").rglob("index.html")]
    written = [address for address in built if address.startswith("huong-dan/")]
    assert sorted(listed) == sorted(
        f"http://kho.noibo.example/{address}" for address in built if address not in written
    )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_links_pictures_and_anchors_of_the_guide_exist(page: Path) -> None:
    html = _html(page)
    for target in re.findall(r'(?:href|src)="([^"]+)"', html):
        path, _, anchor = unquote(target).partition("#")
        if (page.parent / path).resolve().is_relative_to(GUIDE):
            linked = page.parent / path if path else page
            assert linked.exists(), target
            assert not anchor or f'id="{anchor}"' in _html(linked), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_headings_of_the_guide_have_readable_anchors(page: Path) -> None:
    for anchor, text in re.findall(r'<h[2-4] id="([^"]+)">(.*?)</h', _html(page)):
        assert anchor == slug(re.sub("<.*?>", "", text)), text


def _html(page: Path) -> str:
    text = page.read_text(encoding="utf-8").split("---\n", 2)[2]
    return markdown.markdown(text, extensions=["attr_list", "tables", "toc", "fenced_code"])


def test_who_keeps_the_archive_is_called_by_one_name() -> None:
    """`người quản lý kho` on every page, in every message and in the guide."""
    others = re.compile(r"(?:người|cán bộ) (?:phụ trách|giữ|trông|quản trị|lưu trữ|coi) kho|Người phụ trách ", re.I)
    files = [*GUIDE.rglob("*.md"), *(ROOT / "docs/assets").rglob("*.js"), *(ROOT / "ketluan").rglob("*.py")]
    files += [*(ROOT / "ketluan").rglob("*.jinja"), *(ROOT / "ketluan").rglob("messages.json")]
    found = [(path.name, word) for path in files for word in others.findall(path.read_text(encoding="utf-8"))]
    assert found == []


def test_every_picture_says_what_it_shows() -> None:
    for text in TEXTS.values():
        assert all(len(words) > 30 for words in re.findall(r"!\[(.*?)\]", text))
