"""Releases as an administrator sees them: published, verified, broken, rolled back, withdrawn from."""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import os
import re
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from getpass import getuser
from pathlib import Path

import pytest

from ketluan.cli.command import main
from ketluan.model.ledger import FOLDER as LEDGER
from ketluan.model.problem import Refused
from ketluan.publishing import publisher, release_files, release_store
from ketluan.publishing.manifest import Manifest, manifest_text, parse_manifest
from ketluan.publishing.publisher import Method, placed, publish, rollback
from ketluan.publishing.release_store import kept_release, kept_releases, release_folder, site_folder, store_of
from ketluan.publishing.site_address import VARIABLE
from ketluan.publishing.verification import discrepancies
from ketluan.site.edition import NOT_SINCE, SCRIPT, Edition
from ketluan.site.inventory import FILE as INVENTORY
from ketluan.store.process_lock import process_lock
from ketluan.store.reader import read_archive
from tests.conftest import ROOT, TODAY

YEAR = "kon-tum/van-phong-ubnd/2014"
NOTICE = f"{YEAR}/975-tb-vp"
PAGE = f"thong-bao/{NOTICE}/index.html"
Run = Callable[..., int]


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder with notices/, where `kho` and `chung` are published."""
    shutil.copytree(ROOT / "notices", tmp_path / "notices")
    return tmp_path


@pytest.fixture
def run(office: Path) -> Run:
    """The command line over that archive."""

    def command(name: str, *words: str, to: str = "kho") -> int:
        given = ["--notices", str(office / "notices"), "--today", TODAY.isoformat()]
        return main([*given, name, "--to", str(office / to), *words])

    return command


def written(texts: dict[str, str], *, day: str = "2026-01-15", withdrawn: tuple[str, ...] = ()) -> publisher.Build:
    """A build that writes these files."""

    def build(*, notices: Path, site: Path, last: Path | None) -> Edition:
        for path, text in texts.items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_text(text, encoding="utf-8")
        return Edition(day=day, version="1", notices=1, directives=0, withdrawn=withdrawn)

    return build


def put(office: Path, build: publisher.Build, *, day: int = 1, method: Method | None = None, keep: int = 3) -> Manifest:
    now = dt.datetime(2026, 1, day, tzinfo=dt.UTC)
    return publish(office / "kho", notices=office / "notices", method=method, keep=keep, now=now, build=build)


def back(office: Path, build: publisher.Build, *, to: int | None = None, day: int = 9) -> Manifest:
    archive, _ = read_archive(office / "notices", today=TODAY)
    now = dt.datetime(2026, 1, day, tzinfo=dt.UTC)
    return rollback(office / "kho", notices=office / "notices", archive=archive, to=to, keep=3, now=now, build=build)


def site_text(office: Path, path: str = "index.html") -> str:
    return (office / "kho" / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("method", ["link", "files"])
def test_publish_break_verify_and_roll_back(
    method: str, office: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("publish", "--method", method) == 0
    first = {path: (office / "kho" / path).read_bytes() for path in release_files.paths_under(office / "kho")}
    notice = office / "notices" / f"{NOTICE}.md"
    notice.write_text(
        notice.read_text(encoding="utf-8").replace("chủ trì", "chủ  trì") + "\nThêm một đoạn.\n", encoding="utf-8"
    )
    assert run("publish") == 0
    assert run("verify") == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"Đã công bố bản số 1 tại {office / 'kho'}: 2 thông báo, {len(first)} tệp."
    assert said[-1].startswith(f"Bản số 2 tại {office / 'kho'} nguyên vẹn: 2 thông báo, ")

    (office / "kho/index.html").write_text("broken", encoding="utf-8")
    (office / "kho/404.html").unlink()
    (office / "kho/lạ.txt").touch()
    assert run("verify") == 1
    assert capsys.readouterr().out.splitlines() == [
        "thiếu: 404.html",
        "khác: index.html",
        "thừa: lạ.txt",
        f"Bản số 2 tại {office / 'kho'} không còn nguyên: 3 chỗ sai.",
    ]
    (office / "kho/lạ.txt").unlink()
    assert run("rollback") == 0
    assert capsys.readouterr().out == "Đã quay về nội dung của bản số 1; bản đang dùng nay là số 3.\n"
    now = {path: (office / "kho" / path).read_bytes() for path in first}
    assert [path for path in first if first[path] != now[path]] == [SCRIPT]
    assert run("verify") == 0
    assert run("releases") == 0
    *_, older, last = capsys.readouterr().out.splitlines()
    assert last.endswith("(nội dung của bản 1)")
    assert re.match(r"  bản số 2, \d\d:\d\d ngày \d\d/\d\d/\d{4}, phiên bản ", older)
    assert (office / "kho").is_symlink() == (method == "link")


def test_what_is_published_stands_in_the_ledger(office: Path, run: Run) -> None:
    assert run("publish") == 0
    ledger = "".join(path.read_text(encoding="utf-8") for path in (office / "notices" / LEDGER).rglob("*.txt"))
    assert f"{NOTICE}#1-1\t" in ledger


def test_no_file_of_a_site_holds_the_number_of_its_release(office: Path, run: Run) -> None:
    assert run("publish") == 0
    texts = [path.read_bytes() for path in (office / "kho/").rglob("*.html")]
    assert texts and not any(b"000001/site" in text for text in texts)


def test_a_rollback_takes_back_neither_a_withdrawal_nor_its_words(
    office: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("publish") == 0
    assert "trẻ em nghiện ma túy" in site_text(office, PAGE)
    notice = office / "notices" / f"{NOTICE}.md"
    text = notice.read_text(encoding="utf-8")
    status = "status: {state: withdrawn, date: 2026-01-10, reason: ban hành nhầm}"
    notice.write_text(text.replace("topics:", f"{status}\ntopics:", 1), encoding="utf-8")
    assert run("publish") == 0
    store = store_of(office / "kho")
    assert [each.release for each in kept_releases(store) if not each.files] == [1]
    assert not site_folder(store, 1).exists()
    capsys.readouterr()
    assert run("releases") == 0
    assert "đã bỏ trang vì có thông báo bị thu hồi, còn giữ nguồn" in capsys.readouterr().out
    assert run("rollback") == 0
    assert (office / "kho" / PAGE).exists()
    everything = b"".join(path.read_bytes() for path in store.rglob("*") if path.is_file())
    assert "trẻ em nghiện ma túy".encode() not in everything
    assert run("verify") == 0


def test_the_releases_that_are_kept_are_the_newest_and_numbers_only_grow(office: Path) -> None:
    for turn in range(1, 6):
        put(office, written({"index.html": f"turn {turn}"}), keep=2)
    assert [each.release for each in kept_releases(store_of(office / "kho"))] == [4, 5]
    assert site_text(office) == "turn 5"


def test_rolling_back_twice_goes_back_twice(office: Path) -> None:
    for turn in range(1, 4):
        put(office, written({"index.html": f"turn {turn}"}))
    assert (back(office, written({})).release, site_text(office)) == (4, "turn 2")
    put(office, written({"index.html": "turn 5"}))
    assert (back(office, written({}), to=4).origin, site_text(office)) == (2, "turn 2")


def changed(office: Path, words: str) -> None:
    with (office / "notices" / f"{NOTICE}.md").open("a", encoding="utf-8") as file:
        file.write(f"\n{words}\n")


def test_no_night_undoes_a_rollback_until_the_notices_change_or_somebody_publishes(
    office: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("publish", "--nightly") == 0
    changed(office, "Một đoạn hỏng.")
    assert run("publish", "--nightly") == 0
    capsys.readouterr()
    assert run("rollback") == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        f"Công bố hằng đêm tạm dừng cho tới khi {office / 'notices'} thay đổi hoặc có người công bố bằng tay."
    ]
    day = f"{dt.date.today():%d/%m/%Y}"
    assert f'Đã quay về nội dung này ngày {day}.", ' in site_text(office, SCRIPT)
    assert NOT_SINCE in site_text(office, SCRIPT)
    for _ in range(2):
        assert run("publish", "--nightly") == 1
        assert capsys.readouterr().err == (
            "Đêm nay không công bố: bản số 3 đang dùng là nội dung của bản số 1 được đưa trở lại, và "
            f"{office / 'notices'} từ đó chưa thay đổi. "
            "Hãy sửa thông báo, hoặc công bố bằng tay (publish, không có --nightly).\n"
        )
    assert "Một đoạn hỏng." not in site_text(office, PAGE)
    changed(office, "Đã sửa.")
    assert run("publish", "--nightly") == 0
    assert run("rollback") == run("publish") == run("publish", "--nightly") == 0
    assert "Đã sửa." in site_text(office, PAGE) and NOT_SINCE not in site_text(office, SCRIPT)


def test_going_on_to_what_the_notices_are_now_holds_no_night_back(office: Path, run: Run) -> None:
    assert run("publish", "--nightly") == 0
    changed(office, "Thêm.")
    assert run("publish") == run("rollback") == 0
    assert run("publish", "--nightly") == 1
    assert run("rollback", "--release", "2") == run("publish", "--nightly") == 0


def test_days_on_which_nothing_changes_cost_no_release_that_one_can_go_back_to(office: Path, run: Run) -> None:
    def published(day: str) -> list[int]:
        words = ["publish", "--to", str(office / "kho"), "--keep", "2"]
        assert main(["--notices", str(office / "notices"), "--today", day, *words]) == 0
        return [each.release for each in kept_releases(store_of(office / "kho"))]

    assert published("2026-01-15") == [1]
    changed(office, "Thêm.")
    assert [published(day) for day in ("2026-01-16", "2026-01-16", "2026-06-30")] == [[1, 2], [1, 3], [1, 4]]
    assert "Dựng ngày 30/06/2026 " in site_text(office, SCRIPT)
    (office / "kho/index.html").touch()
    assert (run("rollback"), "Thêm." in site_text(office, PAGE)) == (0, False)


@pytest.mark.parametrize(
    ("path", "day", "kept"),
    [
        ("index.html", 1, [1, 2]),
        ("index.html", 2, [2]),
        ("thong-ke/bao-cao/index.html", 2, [2]),
        ("huong-dan/index.html", 2, [1, 2]),
    ],
)
def test_a_release_is_the_same_when_only_what_says_the_day_differs(
    path: str, day: int, kept: list[int], office: Path
) -> None:
    put(office, written({path: "1"}, day="2026-01-01"))
    put(office, written({path: "2"}, day=f"2026-01-{day:02}"))
    assert [each.release for each in kept_releases(store_of(office / "kho"))] == kept


def test_where_no_older_release_is_kept_the_newer_ones_are_named(office: Path) -> None:
    for turn in range(1, 4):
        put(office, written({"index.html": f"turn {turn}"}))
    back(office, written({}), to=1)
    said = (
        "Không còn giữ bản nào cũ hơn; đang giữ: 2, 3, 4. "
        "Muốn dùng nội dung khác thì thêm --release 2 hoặc --release 3."
    )
    with pytest.raises(Refused, match=f"^{re.escape(said)}$"):
        back(office, written({}))


def test_a_release_that_is_gone_is_named(office: Path) -> None:
    put(office, written({"index.html": "turn 1"}))
    with pytest.raises(Refused, match=r"^Không còn giữ bản nào cũ hơn; đang giữ: 1\.$"):
        back(office, written({}))
    with pytest.raises(Refused, match=r"^Không còn giữ bản số 7; đang giữ: 1\.$"):
        back(office, written({}), to=7)


def test_a_kept_file_that_is_no_longer_what_it_was_is_built_again(office: Path) -> None:
    put(office, written({"index.html": "turn 1"}))
    put(office, written({"index.html": "turn 2"}))
    (site_folder(store_of(office / "kho"), 1) / "index.html").write_text("broken", encoding="utf-8")
    assert back(office, written({"index.html": "built again"})).origin == 1
    assert site_text(office) == "built again"


OLD, NEW = "tra-cuu/du-lieu/2025-0123456789ab.js", "tra-cuu/du-lieu/2025-ba9876543210.js"


@pytest.mark.parametrize("method", ["link", "files"])
@pytest.mark.parametrize(
    ("old", "new"), [(OLD, NEW), ("assets/a.min-0123456789ab.css", "assets/a.min-ba9876543210.css")]
)
def test_assets_named_by_their_digest_stay_fourteen_days(office: Path, method: Method, old: str, new: str) -> None:
    put(office, written({"index.html": "old", old: "old"}), day=1, method=method)
    seen = []
    for day in (2, 15, 16):
        put(office, written({"index.html": "new", new: "new"}), day=day)
        seen.append((office / "kho" / old).exists())
        assert discrepancies(office / "kho", _in_place(office)) == []
    assert seen == [True, True, False]


def test_no_old_asset_stays_when_a_notice_was_withdrawn(office: Path) -> None:
    put(office, written({"index.html": "old", OLD: "old"}))
    put(office, written({"index.html": "new", NEW: "new"}, withdrawn=(NOTICE,)))
    assert not (office / "kho" / OLD).exists()


def _in_place(office: Path) -> Manifest:
    found = placed(office / "kho")
    assert found is not None
    return found


def test_a_build_that_fails_leaves_what_is_in_place(office: Path) -> None:
    put(office, written({"index.html": "turn 1"}))

    def failing(*, notices: Path, site: Path, last: Path | None) -> Edition:
        site.mkdir()
        raise Refused("Kho còn 1 lỗi cần sửa.")

    with pytest.raises(Refused, match=r"^Kho còn 1 lỗi cần sửa\.$"):
        put(office, failing)
    assert site_text(office) == "turn 1"
    assert [path.name for path in store_of(office / "kho").iterdir()] == ["000001"]


def test_an_address_that_is_published_goes_only_when_it_is_allowed(
    office: Path, run: Run, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    assert run("publish") == 0
    (office / "notices" / f"{NOTICE}.md").unlink()
    assert run("publish") == 1
    assert capsys.readouterr().err == f"Chưa dựng được trang tra cứu; {office / 'kho'} vẫn như trước.\n"
    assert any("địa chỉ phải giữ, nhưng" in message for message in caplog.messages)
    assert (office / "kho" / PAGE).exists()
    build = ["--notices", str(office / "notices"), "--site", str(office / "site"), "build", "--allow-removal"]
    assert main(build) == 1
    assert run("publish", "--allow-removal") == 0
    assert not (office / "kho" / PAGE).exists()
    assert main(build) == 0


@pytest.mark.parametrize("method", ["link", "files"])
def test_a_folder_with_other_things_is_refused(method: Method, office: Path) -> None:
    (office / "kho").mkdir()
    (office / "kho/hop-dong.docx").touch()
    with pytest.raises(Refused) as stop:
        put(office, written({"index.html": "new"}), method=method)
    said = f"{office / 'kho'} có thứ không phải trang tra cứu nên không bị thay; hãy chọn thư mục trống."
    assert str(stop.value) == said
    assert [path.name for path in (office / "kho").iterdir()] == ["hop-dong.docx"]


def test_a_real_folder_with_a_site_is_no_link_and_the_advice_for_it_works(office: Path) -> None:
    (office / "kho").mkdir()
    (office / "kho" / INVENTORY).touch()
    with pytest.raises(Refused) as stop:
        put(office, written({"index.html": "new"}))
    assert str(stop.value) == (
        f"{office / 'kho'} là thư mục thật, có thể đang có người mở, nên không đổi thành liên kết. "
        "Hãy chọn tên khác, hoặc thêm --method files để thay từng tệp."
    )
    put(office, written({"index.html": "new"}), method="files")
    assert site_text(office) == "new"


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("notices", "chính là thư mục thông báo, nên"),
        ("notices/kho", "nằm trong thư mục thông báo, nên"),
        ("lien-ket/kho", "nằm trong thư mục thông báo, nên"),
        (".", "chứa thư mục thông báo, nên"),
        (".cache", "chính là thư mục .cache của kho, nên"),
        (".cache/a/b", "nằm trong thư mục .cache của kho, nên"),
        (str(ROOT / "docs/huong-dan"), "nằm trong thư mục docs của chương trình, nên"),
        (str(ROOT), "chứa thư mục docs của chương trình, nên"),
    ],
)
def test_a_site_is_published_neither_in_what_it_is_made_of_nor_around_it(
    to: str, said: str, office: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    (office / "lien-ket").symlink_to("notices")
    for words in (["publish"], ["nightly", "cron"]):
        assert main(["--notices", str(office / "notices"), *words, "--to", str(office / to)]) == 1
        folder = Path(os.path.abspath(office / to))
        assert capsys.readouterr().err == (f"{folder} {said} không công bố vào đó được; hãy chọn thư mục khác.\n")


def test_the_notices_behind_a_link_are_no_place_to_publish_either(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (office / "lien-ket").symlink_to("notices")
    assert main(["--notices", str(office / "lien-ket"), "publish", "--to", str(office / "notices/kho")]) == 1
    assert "nằm trong thư mục thông báo" in capsys.readouterr().err


def test_a_file_is_no_folder_to_publish_at(office: Path, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "kho").write_text("x", encoding="utf-8")
    assert run("publish") == run("publish", "--method", "files") == 1
    said = f"{office / 'kho'} là tệp, không phải thư mục; hãy nêu tên một thư mục sau --to.\n"
    assert capsys.readouterr().err == said * 2


def test_where_nothing_may_be_written_the_right_and_its_place_are_named_and_reading_goes_on(
    office: Path, run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(office, written({"index.html": "1"}))

    def refused(path: Path) -> AbstractContextManager[bool]:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(release_store, "process_lock", refused)
    assert run("verify") == run("releases") == 0
    capsys.readouterr()
    assert run("publish") == run("rollback") == 1
    said = (
        f"Không ghi được vào {store_of(office / 'kho')} (không có quyền đọc hoặc ghi): muốn công bố tại "
        f"{office / 'kho'}, tài khoản {getuser()} phải có quyền ghi vào đó. "
        "Hãy xin quyền ấy, hoặc nêu thư mục khác sau --to.\n"
    )
    assert capsys.readouterr().err == said * 2


def test_a_link_that_may_not_be_made_for_want_of_a_right_is_not_put_down_to_the_system(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "symlink_to", refused)
    with pytest.raises(Refused, match=f"^Không ghi được vào {office} "):
        put(office, lambda **_: pytest.fail("it was built"))


def test_a_folder_of_files_that_may_not_be_written_is_named_before_anything_is_built(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(office, written({"index.html": "1"}), method="files")
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != office / "kho")
    with pytest.raises(Refused, match=f"^Không ghi được vào {office / 'kho'} "):
        put(office, lambda **_: pytest.fail("it was built"))


def test_where_no_link_can_be_made_it_is_said_before_anything_is_built(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows without the right to it, and on disks that know no links."""

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "symlink_to", refused)
    with pytest.raises(Refused) as stop:
        put(office, lambda **_: pytest.fail("it was built"))
    assert str(stop.value) == (
        f"Hệ thống không cho tạo liên kết tại {office / 'kho'}. Hãy thêm --method files để thay từng tệp."
    )
    put(office, written({"index.html": "new"}), method="files")
    assert (site_text(office), (office / "kho").is_symlink()) == ("new", False)


def test_who_reads_files_that_were_put_in_place_needs_nothing_of_the_releases_beside_them(office: Path) -> None:
    put(office, written({"index.html": "new", "nam/index.html": "2014"}), method="files")
    files = [path for path in (office / "kho").rglob("*") if not path.is_dir()]
    assert len(files) == 2
    assert [path for path in files if path.is_symlink() or path.stat().st_nlink > 1] == []


@pytest.mark.parametrize("method", ["link", "files"])
def test_releases_that_were_lost_cost_the_older_contents_and_nothing_else(
    method: Method, office: Path, run: Run
) -> None:
    words = ("publish", "--method", method, "--site-url", "http://noibo.example/", "--nightly")
    assert run(*words) == 0
    before = {path: (office / "kho" / path).read_bytes() for path in release_files.paths_under(office / "kho")}
    shutil.rmtree(store_of(office / "kho"))
    assert (office / "kho/index.html").exists() == (method == "files")
    assert run("verify") == run("rollback") == 1
    assert run(*words) == run("verify") == 0
    assert {path: (office / "kho" / path).read_bytes() for path in before} == before
    assert run("rollback") == 1


def test_files_are_put_in_place_assets_first_and_entry_pages_last(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {path: "x" for path in ("index.html", "404.html", "nam/index.html", "assets/a.js", "du-lieu/a.csv")}
    order: list[str] = []
    real = os.replace
    monkeypatch.setattr(os, "replace", lambda a, b: (order.append(str(b)), real(a, b))[1])
    put(office, written(texts), method="files")
    placed_order = [Path(path).relative_to(office / "kho").as_posix() for path in order if "/kho/" in path]
    assert placed_order == ["assets/a.js", "du-lieu/a.csv", "nam/index.html", "404.html", "index.html"]


def test_files_that_no_release_names_any_more_go_and_those_of_others_stay(office: Path) -> None:
    put(office, written({"index.html": "1", "nam/2014/index.html": "1"}), method="files")
    (office / "kho/ghi-chu.txt").touch()
    put(office, written({"index.html": "2"}))
    assert sorted(path.name for path in (office / "kho").iterdir()) == ["ghi-chu.txt", "index.html"]


def test_a_file_that_is_open_elsewhere_is_named_and_the_next_command_goes_on(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(office, written({"index.html": "1", "nam/index.html": "1"}), method="files")
    monkeypatch.setattr(release_files, "PAUSES", (0.0, 0.0))
    real = os.replace

    def held_open(source: str, target: Path) -> None:
        if Path(target).parts[-2:] == ("nam", "index.html"):
            raise PermissionError(13, "in use")
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", held_open)
        with pytest.raises(Refused) as stop:
            put(office, written({"index.html": "2", "nam/index.html": "2"}))
    assert str(stop.value) == (
        "Bản số 2 chưa vào chỗ xong: chương trình khác đang giữ nam/index.html. "
        "Hãy đóng chương trình đó rồi chạy lại; lệnh sau sẽ làm tiếp."
    )
    assert site_text(office) == "1"
    found = publisher.finished(office / "kho")
    assert found is not None and found.release == 2
    assert (site_text(office), site_text(office, "nam/index.html")) == ("2", "2")
    assert discrepancies(office / "kho", found) == []


def test_an_original_is_compared_with_the_digest_in_its_notice(office: Path) -> None:
    address = f"thong-bao/{NOTICE}/975-tb-vp.pdf"
    manifest = put(office, written({"index.html": "1", address: "scan"}))
    stated = hashlib.sha256(b"another scan").hexdigest()
    edition = Edition(day="2026-01-15", version="1", notices=1, directives=0, originals={address: stated})
    wrong = Manifest(
        release=1, origin=1, made=manifest.made, edition=edition, files=manifest.files, sources=manifest.sources
    )
    assert [str(each) for each in discrepancies(office / "kho", wrong)] == [
        f"bản gốc sai: {address} (không đúng mã băm ghi trong thông báo)"
    ]


def test_two_commands_at_once_do_not_meet(office: Path) -> None:
    put(office, written({"index.html": "1"}))
    with process_lock(store_of(office / "kho") / "lock") as taken, pytest.raises(Refused, match="Một lệnh khác đang"):
        assert taken
        put(office, written({"index.html": "2"}))


def test_what_a_killed_command_left_is_no_release(office: Path) -> None:
    put(office, written({"index.html": "1"}))
    (release_folder(store_of(office / "kho"), 2) / "site").mkdir(parents=True)
    assert kept_release(store_of(office / "kho"), 2) is None
    assert put(office, written({"index.html": "3"})).release == 2


@pytest.mark.parametrize("cut", [0, 10, 300])
def test_a_manifest_that_is_cut_is_none(cut: int, office: Path) -> None:
    manifest = put(office, written({"index.html": "1"}))
    text = manifest_text(manifest)
    assert parse_manifest(text) == manifest
    assert parse_manifest(text[:cut]) is None
    assert parse_manifest(text.replace(manifest.archive_digest, "0" * 64)) is None
    assert parse_manifest(text.replace('"count": 1', '"count": 2')) is None


@pytest.mark.parametrize("command", ["releases", "verify", "rollback"])
def test_where_nothing_was_published_is_one_sentence(
    command: str, office: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(command) == 1
    assert capsys.readouterr().err == f"Chưa công bố bản nào tại {office / 'kho'}.\n"
    assert [path.name for path in office.iterdir() if path.name != ".cache"] == ["notices"]


def test_an_address_that_was_said_once_is_that_of_every_later_release(
    office: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("publish", "--site-url", "http://noibo.example:8080/kho") == 0
    assert run("publish") == 0
    assert "<loc>http://noibo.example:8080/kho/index.html</loc>" in site_text(office, "sitemap.xml")
    assert 'href="/kho/nam/index.html"' in site_text(office, "404.html")
    capsys.readouterr()
    assert main(["server-config", "nginx", "--to", str(office / "kho")]) == 0
    settings = capsys.readouterr().out
    assert all(part in settings for part in ("listen 8080;", "server_name noibo.example;", "location /kho/ {"))
    (office / "notices" / f"{NOTICE}.md").write_text("---\n---\n", encoding="utf-8")
    assert run("publish", "--site-url", "") == 1
    assert (store_of(office / "kho") / "dia-chi.txt").read_text() == "http://noibo.example:8080/kho/\n"


def test_an_address_in_the_environment_comes_before_the_one_that_was_said(
    office: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("publish", "--site-url", "http://noibo.example/") == 0
    monkeypatch.setenv(VARIABLE, "http://khac.example/")
    assert run("publish") == 0
    assert "<loc>http://khac.example/index.html</loc>" in site_text(office, "sitemap.xml")


def test_an_address_is_forgotten_when_an_empty_one_is_published(office: Path, run: Run) -> None:
    assert run("publish", "--site-url", "http://noibo.example/") == 0
    assert run("publish", "--site-url", "") == 0
    assert run("publish") == 0
    assert not (office / "kho/sitemap.xml").exists()


@pytest.mark.parametrize(
    "address",
    ["noibo.example", "ftp://noibo.example/", "http://", "http://a b/", "http://a/?b", "http://a:b/", "http://a/{b}/"],
)
def test_what_is_no_address_of_a_site_is_refused(
    address: str, office: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        run("publish", "--site-url", address)
    assert f"phải có dạng http://kho.noibo.example/, không phải '{address}'" in capsys.readouterr().err
