"""A notice that is withdrawn leaves issuer, number, address, day and reason: nothing else, in no file of ours."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ketluan.cli.command import main
from ketluan.publishing.release_store import MANIFEST
from ketluan.store.follow_up_file import ENDING
from ketluan.store.notice_life import withdraw
from ketluan.store.stored_text import stored_notice
from tests.site.test_inventory import ISSUER, TASKS, write

NOTICE = f"{ISSUER}/2014/7-tb-vp"
WORDS = (
    *("Tàu hỏa bay", "Hồ sen tím", "Nguyễn Mây Trắng", "Phòng gương", "Trưởng ban Mưa", "Bác Gió Lành", "Sở Nắng"),
    *("chuồn chuồn", "cào cào", "châu chấu", "Kết luận số 7-tb-vp", "4321/QĐ-UBND", "2014-07-01", "01/07/2014"),
)
KEYS = f"""meeting:
  {{name: {WORDS[0]}, date: 2014-07-01, place: {WORDS[3]}, chair: {WORDS[2]}, chair_position: Chủ tịch}}
signer: {WORDS[5]}
signer_position: [{WORDS[4]}]
recipients: [{WORDS[1]}]
related: [{{kind: cites, number: 4321/QĐ-UBND}}]
"""
BODY = (
    f"{WORDS[6]} nuôi {WORDS[7]} trước ngày 30/9/2014.",
    f"Công an tỉnh xem xét <b>{WORDS[8]}</b> theo Quyết định 4321/QĐ-UBND.",
)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two notices, one of them followed up, published in two releases."""
    monkeypatch.chdir(tmp_path)
    write(Path("notices"), "1-tb-vp", tasks=TASKS)
    path = write(Path("notices"), "7-tb-vp", tasks=BODY, keys=KEYS, original=b"%PDF-1.4 " + WORDS[9].encode())
    path.write_text(path.read_text(encoding="utf-8").replace("meeting: null\n", ""), encoding="utf-8")
    record = f"- {{directive: 1-1, on: 2014-08-01, event: reported, note: {WORDS[9]}}}\n"
    (Path("notices") / f"{NOTICE}{ENDING}").write_text(record, encoding="utf-8")
    for turn in range(2):
        with Path("notices/agencies.yml").open("a", encoding="utf-8") as register:
            register.write(f"# {turn}\n")
        assert main(["--today", "2026-01-15", "publish", "--to", "web"]) == 0
    assert main(["--today", "2026-01-15", "check"]) == 0
    return tmp_path


def contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file outside of notices/ with its name, archives looked into."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).as_posix()
        if not path.is_file() or inside.startswith("notices/"):
            continue
        yield inside, path.read_bytes()
        if path.suffix in (".zip", ".xlsx"):
            with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
                yield from ((f"{inside}/{name}", archive.read(name)) for name in archive.namelist())


def found(folder: Path) -> dict[str, list[str]]:
    """By word the files that hold it, as text or as JSON without letters."""
    forms = {word: (word.encode(), json.dumps(word)[1:-1].encode(), word.casefold().encode()) for word in WORDS}
    texts = list(contents(folder))
    return {
        word: [name for name, content in texts if any(form in content or form in name.encode() for form in forms[word])]
        for word in WORDS
    }


def test_no_word_of_a_withdrawn_notice_stays_in_site_data_caches_and_kept_releases(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = found(office)
    assert [word for word in WORDS if not before[word]] == []  # each of them was published
    digest = stored_notice(Path("notices"), NOTICE).digest
    withdraw(Path("notices"), NOTICE, reason="ban hành nhầm", date=dt.date(2026, 1, 10), digest=digest)
    assert {
        word: names for word, names in found(office).items() if any("/.cache/" in f"/{name}" for name in names)
    } == {}
    assert main(["--today", "2026-01-15", "check"]) == 0
    assert main(["--today", "2026-01-15", "publish", "--to", "web"]) == 0
    assert {word: names for word, names in found(office).items() if names} == {}
    assert WORDS[7] in (Path("notices") / f"{NOTICE}.md").read_text(encoding="utf-8")
    capsys.readouterr()
    assert main(["releases", "--to", "web"]) == 0
    assert f"còn giữ nguồn: {NOTICE})" in capsys.readouterr().out


def test_what_remains_is_issuer_number_address_day_and_reason(office: Path) -> None:
    text = (Path("notices") / f"{NOTICE}.md").read_text(encoding="utf-8")
    status = "status: {state: withdrawn, reason: ban hành nhầm, date: 2026-01-10}\n---\n\n"
    (Path("notices") / f"{NOTICE}.md").write_text(text.replace("---\n\n", status, 1), encoding="utf-8")
    assert main(["--today", "2026-01-15", "build"]) == 0  # as somebody withdraws it in an editor
    page = (office / f"site/thong-bao/{NOTICE}/index.html").read_text(encoding="utf-8")
    words = " ".join(re.sub(r"<[^>]+>", " ", page.partition("<article")[2].partition("</article>")[0]).split())
    for remains in ("Thông báo số 7/TB-VP đã được thu hồi", "Văn phòng UBND tỉnh Kon Tum", "10/07/2014", "10/01/2026",
                    "ban hành nhầm"):  # fmt: skip
        assert remains in words
    assert {word: names for word, names in found(office / "site").items() if names} == {}
    assert {word: names for word, names in found(office / ".cache").items() if names} == {}


def test_the_manifests_of_kept_releases_say_what_they_lost(office: Path) -> None:
    digest = stored_notice(Path("notices"), NOTICE).digest
    withdraw(Path("notices"), NOTICE, reason="ban hành nhầm", date=dt.date(2026, 1, 10), digest=digest)
    assert main(["--today", "2026-01-15", "publish", "--to", "web"]) == 0
    manifests = {
        path.parent.name: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted((office / "web.releases").glob(f"*/{MANIFEST}"))
    }
    assert {number: (value["lost"], bool(value["files"])) for number, value in manifests.items()} == {
        "000001": ({NOTICE: 3}, False),
        "000002": ({NOTICE: 3}, False),
        "000003": ({}, True),
    }


def test_nobody_is_led_to_a_withdrawn_notice_as_the_one_before_or_behind(office: Path) -> None:
    write(Path("notices"), "9-tb-vp", tasks=TASKS)
    digest = stored_notice(Path("notices"), NOTICE).digest
    withdraw(Path("notices"), NOTICE, reason="ban hành nhầm", date=dt.date(2026, 1, 10), digest=digest)
    assert main(["--today", "2026-01-15", "build"]) == 0
    pages = [
        (office / f"site/thong-bao/{ISSUER}/2014/{stem}-tb-vp/index.html").read_text(encoding="utf-8")
        for stem in (1, 9)
    ]
    around = [re.findall(r"<nav class=kl-around.*?</nav>", page, re.DOTALL)[0] for page in pages]
    assert all("7-tb-vp" not in each for each in around)
    assert "9-tb-vp" in around[0] and "1-tb-vp" in around[1]
