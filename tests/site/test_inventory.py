"""No address goes in silence: what the last site held is compared with what the new one would hold."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ketluan.cli.command import main
from ketluan.exports.packed_file import packed, zip_bytes
from ketluan.model.problem import Refused
from ketluan.site import mkdocs_site as mkdocs_site
from ketluan.site.inventory import FILE, Inventory, Removal, parse_inventory, read_inventory, written
from ketluan.site.mkdocs_site import build_site
from tests.conftest import ROOT, TODAY

ISSUER = "kon-tum/van-phong-ubnd"
TASKS = (
    "Rà soát danh mục thuốc của các trạm y tế.",
    "Tổ chức hội thảo về chăm sóc trẻ em.",
    "Báo cáo kết quả trước ngày 30/9/2014.",
)
REGISTER = """places:
  kon-tum: {name: tỉnh Kon Tum}
agencies:
  - {id: kon-tum/van-phong-ubnd, name: Văn phòng UBND tỉnh, kind: issuer}
  - {id: kon-tum/so-y-te, name: Sở Y tế, kind: department}
"""


def write(
    notices: Path,
    stem: str,
    *,
    tasks: tuple[str, ...] = TASKS,
    keys: str = "",
    original: bytes = b"",
    issued: str = "2014-07-10",
) -> Path:
    """A notice of so many bullets in the notices' folder of 2014."""
    folder = notices / ISSUER / "2014"
    folder.mkdir(parents=True, exist_ok=True)
    (notices / "agencies.yml").write_text(REGISTER, encoding="utf-8")
    if original:
        (folder / f"{stem}.pdf").write_bytes(original)
        keys += f"original: {stem}.pdf\nsha256: {hashlib.sha256(original).hexdigest()}\n"
    number = f"{re.sub(r'[^0-9]', '', stem)}/TB-VP"
    head = f"number: {number}\nissued: {issued}\nissuer: {ISSUER}\ntitle: Kết luận số {stem}\nmeeting: null\n{keys}"
    body = "".join(f"- {task}\n" for task in tasks)
    path = folder / f"{stem}.md"
    path.write_text(f"---\n{head}---\n\nChủ tịch kết luận:\n\n## 1. Giao Sở Y tế:\n\n{body}", encoding="utf-8")
    return path


@pytest.fixture
def notices(tmp_path: Path) -> Path:
    folder = tmp_path / "notices"
    for number in range(1, 13):
        write(folder, f"{number}-tb-vp", original=b"%PDF-" + bytes([number]) if number < 3 else b"")
    return folder


def build(notices: Path, *, allow_removal: bool = False) -> Removal:
    return build_site(notices=notices, site=notices.parent / "site", today=TODAY, allow_removal=allow_removal).removal


def at(stem: str) -> str:
    return f"thong-bao/{ISSUER}/2014/{stem}"


AGAIN = (
    "Hãy xem lại thư mục thông báo, hoặc giữ địa chỉ cũ bằng aliases và {: #mã }. Nếu đúng là muốn bỏ, "
    "hãy chạy lại với --allow-removal (chạy mkdocs thì đặt KETLUAN_ALLOW_REMOVAL=1)."
)


def refusal(notices: Path, caplog: pytest.LogCaptureFixture) -> list[str]:
    """The lines between the first and the advice; the old site stands as it did."""
    site = notices.parent / "site"
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*")}
    caplog.clear()
    with pytest.raises(Refused):
        build(notices)
    assert {path: path.stat().st_mtime_ns for path in site.rglob("*")} == before
    lines = caplog.messages[-1].splitlines()
    assert (lines[0], lines[-1]) == (f"Trang mới sẽ mất địa chỉ mà {site} đang có:", AGAIN)
    return lines[1:-1]


def test_a_build_that_would_drop_addresses_says_which_and_leaves_the_old_site(
    notices: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(notices) == Removal()
    assert build(notices) == Removal(published=12)
    (notices / ISSUER / "2014/12-tb-vp.md").unlink()
    assert refusal(notices, caplog) == [f"- 1 trên 12 thông báo: {at('12-tb-vp')}"]

    (notices / ISSUER / "2014/11-tb-vp.md").unlink()
    write(notices, "1-tb-vp", tasks=TASKS[:2])
    write(notices, "3-tb-vp", tasks=("Việc mới thêm vào đầu mục.", *TASKS))
    assert refusal(notices, caplog) == [
        f"- 2 trên 12 thông báo (hơn một phần mười): {at('11-tb-vp')}, {at('12-tb-vp')}",
        f"- 1 bản gốc: {at('1-tb-vp')}/1-tb-vp.pdf",
        f"- 1 chỉ đạo: {at('1-tb-vp')}#1-3",
        f"- 3 chỉ đạo có địa chỉ sẽ dẫn tới việc khác: {at('3-tb-vp')}#1-1, {at('3-tb-vp')}#1-2, {at('3-tb-vp')}#1-3",
    ]
    assert main(["--notices", str(notices), "--site", str(notices.parent / "site"), "build", "--allow-removal"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[:2] == [
        "Đã bỏ những địa chỉ mà trang cũ có:",
        f"- 2 trên 12 thông báo (hơn một phần mười): {at('11-tb-vp')}, {at('12-tb-vp')}",
    ]
    assert build(notices) == Removal(published=10)


def test_plain_mkdocs_refuses_too_and_takes_its_leave_from_the_environment(notices: Path) -> None:
    site = notices.parent / "site"

    def plain(allowed: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": "", "KETLUAN_NOTICES": str(notices), "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"}
        words = [sys.executable, "-m", "mkdocs", "build", "-d", str(site)]
        return subprocess.run(
            words,
            cwd=ROOT,
            env=environment | {"KETLUAN_ALLOW_REMOVAL": allowed},
            capture_output=True,
            text=True,
            check=False,
        )

    assert plain("").returncode == 0
    (notices / ISSUER / "2014/12-tb-vp.md").unlink()
    refused = plain("0")
    assert (refused.returncode, "Traceback" in refused.stderr) == (1, False)
    assert f"- 1 trên 12 thông báo: {at('12-tb-vp')}" in refused.stderr
    assert plain("1").returncode == 0
    assert not (site / at("12-tb-vp")).exists()


def test_a_folder_that_is_empty_where_the_last_site_had_notices_stops_a_build(
    notices: Path, caplog: pytest.LogCaptureFixture
) -> None:
    build(notices)
    shutil.rmtree(notices / "kon-tum")
    with pytest.raises(Refused):
        build(notices, allow_removal=True)
    site = notices.parent / "site"
    assert f"Kho không có thông báo nào, mà {site} đang có; nếu đúng ý, hãy xóa {site} trước." in caplog.messages


def test_a_preview_may_drop_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KETLUAN_ALLOW_REMOVAL", "0")
    mkdocs_site.on_startup("build", dirty=False)
    assert os.environ["KETLUAN_ALLOW_REMOVAL"] == "0"
    mkdocs_site.on_startup("serve", dirty=False)
    assert os.environ["KETLUAN_ALLOW_REMOVAL"] == "1"


def test_an_old_site_without_an_inventory_is_walked(notices: Path, caplog: pytest.LogCaptureFixture) -> None:
    build(notices)
    site = notices.parent / "site"
    kept = read_inventory(site)
    assert (len(kept.notices), len(kept.originals), len(kept.directives())) == (12, 2, 36)
    (site / FILE).unlink()
    walked = read_inventory(site)
    assert (walked.notices, walked.originals, walked.anchors) == (kept.notices, kept.originals, kept.anchors)
    assert walked.pages >= kept.pages
    (notices / ISSUER / "2014/2-tb-vp.md").unlink()
    assert refusal(notices, caplog) == [f"- 1 trên 12 thông báo: {at('2-tb-vp')}"]


INVENTORY = Inventory(
    notices=frozenset({"thong-bao/a/b/2014/1"}),
    originals=frozenset({"thong-bao/a/b/2014/1/1.pdf"}),
    anchors={"thong-bao/a/b/2014/1": "1-1=0123456789ab"},
    pages=frozenset({"", "nam/2014"}),
)


def test_an_inventory_is_written_and_read() -> None:
    assert written(INVENTORY).decode().splitlines()[-1] == "end\t5"
    assert parse_inventory(written(INVENTORY).decode()) == INVENTORY


@pytest.mark.parametrize(
    "text", ["", "end", "notice\ta\nend\t2\n", "notice\ta\n", "thing\ta\nend\t1\n", "notice\nend\t1\n", "\x00\x01"]
)
def test_an_inventory_that_is_not_whole_is_not_believed(text: str, tmp_path: Path) -> None:
    assert parse_inventory(text) is None
    (tmp_path / "thong-bao/a/b/2014/1").mkdir(parents=True)
    (tmp_path / "thong-bao/a/b/2014/1/index.html").touch()
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    assert read_inventory(tmp_path) == Inventory(notices=frozenset({"thong-bao/a/b/2014/1"}))


@pytest.mark.parametrize("data", ["", "{}", "[1]", '[{"id": 1}]', '[{"id": "a", "text": null}]'])
def test_data_that_is_not_ours_lists_no_directives(data: str, tmp_path: Path) -> None:
    (tmp_path / "du-lieu").mkdir()
    (tmp_path / "du-lieu/directives.json").write_text(data, encoding="utf-8")
    assert read_inventory(tmp_path).anchors == {}
    (tmp_path / "du-lieu/directives.json").write_text(json.dumps([{"id": "a#1", "text": "b"}]), encoding="utf-8")
    assert list(read_inventory(tmp_path).directives()) == ["thong-bao/a#1"]


@pytest.mark.parametrize("large", [False, True])
def test_data_of_years_lists_the_directives_of_a_large_archive(tmp_path: Path, large: bool) -> None:
    for year, text in (("2014", "a"), ("2015", "b")):
        path = tmp_path / "du-lieu/nam" / year / "directives.json"
        path.parent.mkdir(parents=True)
        content = json.dumps([{"id": f"{text}#1", "text": text}]).encode()
        path.write_bytes(b'{"zip": "du-lieu.zip", "file": "directives.json"}' if large else content)
        if large:
            path.with_name("du-lieu.zip").write_bytes(zip_bytes({"directives.json": [packed([content])]}))
    (tmp_path / "du-lieu/directives.json").write_text('{"whole": "kho-ket-luan.db", "years": []}', encoding="utf-8")
    assert sorted(read_inventory(tmp_path).directives()) == ["thong-bao/a#1", "thong-bao/b#1"]


WITHDRAWN = "status: {state: withdrawn, reason: Ban hành nhầm, date: 2014-08-01}\n"


def test_what_keeps_its_addresses_is_no_removal(notices: Path) -> None:
    build(notices)
    folder = notices / ISSUER / "2014"
    write(notices, "1-tb-vp", original=b"%PDF-\x01", keys=WITHDRAWN)
    (folder / "2-tb-vp.md").unlink()
    (folder / "2-tb-vp.pdf").unlink()
    write(notices, "102-tb-vp", original=b"%PDF-\x02", keys=f"aliases: [{ISSUER}/2014/2-tb-vp]\n")
    write(notices, "3-tb-vp", tasks=(TASKS[0].replace("thuốc", "thuoc"), *TASKS[1:], "Việc thứ tư của mục này."))
    assert not build(notices).breaks_addresses
    site = notices.parent / "site"
    assert (site / at("2-tb-vp") / "2-tb-vp.pdf").read_bytes() == b"%PDF-\x02"
    assert (site / at("102-tb-vp") / "102-tb-vp.pdf").read_bytes() == b"%PDF-\x02"
    assert not (site / at("1-tb-vp") / "1-tb-vp.pdf").exists()
    write(notices, "102-tb-vp", original=b"%PDF-\x02")
    assert build(notices, allow_removal=True).notices == (at("2-tb-vp"),)


def test_pages_made_from_others_may_go_and_are_counted(notices: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(notices, "9-tb-vp", tasks=("Hoàn thành việc rà soát trước ngày 30/9/2016.", *TASKS))
    build(notices)
    write(notices, "9-tb-vp", tasks=("Hoàn thành việc rà soát trước ngày 30/9/2014.", *TASKS))
    assert main(["--notices", str(notices), "--site", str(notices.parent / "site")]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "Trang cũ có 1 trang tổng hợp mà trang mới không còn."


def test_many_addresses_are_named_up_to_a_limit() -> None:
    named = tuple(f"thong-bao/a/b/2014/{number}" for number in range(13))
    lines = str(Removal(published=200, notices=named)).splitlines()
    assert lines == [f"- 13 trên 200 thông báo: {', '.join(named[:10])}, và 3 địa chỉ khác"]
    assert "(hơn một phần mười)" in str(Removal(published=129, notices=named))
    assert "(hơn một phần mười)" not in str(Removal(published=130, notices=named))


def test_words_that_stood_twice_in_a_notice_are_no_sign_that_one_moved(notices: Path) -> None:
    write(notices, "5-tb-vp", tasks=(TASKS[0], TASKS[0], TASKS[1]))
    build(notices)
    write(notices, "5-tb-vp", tasks=(TASKS[0], "Rà soát danh mục vật tư.", TASKS[1]))
    assert build(notices) == Removal(published=12)


def test_the_day_decides_nothing_about_addresses(notices: Path) -> None:
    build(notices)
    later = build_site(notices=notices, site=notices.parent / "site", today=dt.date(2030, 1, 1))
    assert not later.removal.breaks_addresses
