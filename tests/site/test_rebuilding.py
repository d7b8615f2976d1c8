"""A site that takes its unchanged pages from the last one is the site that a fresh build makes, byte for byte."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from benchmarks.search.values import archive as invented
from ketluan import exports
from ketluan.exports import month_data, tables
from ketluan.exports.month_data import month_part
from ketluan.model.agency import Agency
from ketluan.model.archive import Archive
from ketluan.model.follow_up import FollowUpEvent
from ketluan.model.page import Asset, Page
from ketluan.model.problem import Problem, Refused
from ketluan.publishing.release_files import digests_under
from ketluan.site import build_record, search_parts
from ketluan.site.build_record import RECORD, BuildRecord, read_record, write_record
from ketluan.site.mkdocs_site import build_site
from ketluan.site.pages import RULES, cited_documents, page_recipes
from ketluan.site.rebuilding import Rebuilding, path_of
from ketluan.site.recipe import Recipe
from ketluan.site.site_placement import room_for
from ketluan.site.traced_archive import Answers
from ketluan.store.notice_life import amend, record, withdraw
from ketluan.store.notice_life import replace as replace_notice
from ketluan.store.stored_text import stored_notice
from tests.conftest import TODAY
from tests.site.page_archive import ARCHIVE, NOTICE
from tests.site.test_inventory import ISSUER, REGISTER, TASKS, write

KINDS = ("home", "notice", "agency", "year", "chair", "topic", "cited", "deadlines", "figures", "data", "unknown")


class Templates(dict[str, str]):
    """A digest for every kind of page; those named have another."""

    def __missing__(self, kind: str) -> str:
        return "as it was"


def content(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def build(archive: Archive, site: Path, before: BuildRecord, **others: object) -> tuple[set[str], BuildRecord]:
    """The addresses of the pages made anew, written as files, and the record of this build."""
    answers = Answers(archive, RULES, {"templates": Templates(), "frame": "frame", **others})
    rebuilding = Rebuilding(before, answers, last=site)
    pages = [page for recipe in page_recipes(archive) for page in rebuilding.pages(recipe)]
    for page in pages:
        if not page.kept:
            _written(site / path_of(page), page, rebuilding)
    return {page.address for page in pages if not page.kept}, rebuilding.finished()


def _written(target: Path, page: Page, rebuilding: Rebuilding) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(str(page).encode())
    rebuilding.written(path_of(page), target.read_bytes(), target)


@pytest.fixture
def built(tmp_path: Path) -> tuple[Path, BuildRecord]:
    made, record = build(ARCHIVE, tmp_path, BuildRecord())
    assert len(made) == len(record.files)
    return tmp_path, record


def test_where_nothing_has_changed_nothing_is_made(built: tuple[Path, BuildRecord]) -> None:
    assert build(ARCHIVE, *built)[0] == set()


def _another_day(archive: Archive) -> Archive:
    return replace(archive, today=archive.today + dt.timedelta(days=1))


def _a_remark(archive: Archive) -> Archive:
    return replace(archive, remarks=(Problem("notices/a.md", 1, "remark", remark=True),))


def _another_body(archive: Archive) -> Archive:
    new = Agency(id="trung-uong/bo-moi", name="Bộ Mới", kind="department")
    register = replace(archive.register, agencies={**archive.register.agencies, new.id: new})
    return replace(archive, register=register)


def _another_recipient(archive: Archive) -> Archive:
    changed = replace(NOTICE, recipients=(*NOTICE.recipients, "Báo Kon Tum"))
    return replace(archive, notices=tuple(changed if one is NOTICE else one for one in archive.notices))


@pytest.mark.parametrize(
    ("change", "made"),
    [
        (_another_day, {"", "thoi-han", "thong-ke"}),
        (_a_remark, {"co-quan/chua-ro", "du-lieu/kiem-tra"}),
        (_another_body, {"co-quan", "co-quan/danh-sach/trung-uong", "co-quan/trung-uong/bo-moi", "du-lieu"}),
        (_another_recipient, {f"thong-bao/{NOTICE.id}"}),
    ],
)
def test_a_change_makes_anew_what_it_touches_and_nothing_else(
    change: Callable[[Archive], Archive], made: set[str], built: tuple[Path, BuildRecord]
) -> None:
    assert build(change(ARCHIVE), *built)[0] == made


@pytest.mark.parametrize("kind", ["notice", "agency", "topic"])
def test_a_changed_template_makes_its_own_pages_anew(kind: str, built: tuple[Path, BuildRecord]) -> None:
    site, record = built
    made, now = build(ARCHIVE, site, record, templates=Templates({kind: "another"}))
    assert made == set()  # it is asked for, and comes out as it was
    number = now.queries.get(("templates", "item"), kind)
    asked = {path for path, one in now.files.items() if number in one.asked}
    assert asked == {path for path, one in now.files.items() if one.kind == kind}


def test_another_frame_makes_every_page_anew(built: tuple[Path, BuildRecord]) -> None:
    assert len(build(ARCHIVE, *built, frame="another")[0]) == len(built[1].files)


def test_a_page_whose_bytes_are_no_longer_those_that_were_written_is_made_anew(
    built: tuple[Path, BuildRecord],
) -> None:
    (built[0] / "thong-ke/index.html").write_bytes(b"something else")
    assert build(ARCHIVE, *built)[0] == {"thong-ke"}


def _search(archive: Archive, site: Path, before: BuildRecord) -> tuple[list[str], BuildRecord]:
    """The keys of the search's files made anew, and the record of this build."""
    rebuilding, made = Rebuilding(before, Answers(archive, RULES, {"frame": "frame"}), last=site), []
    for key in archive.derived(search_parts.search_parts):
        for file in rebuilding.files(Recipe(search_parts.part_file, key)):
            if isinstance(file, Asset):
                room_for(site / file.path).write_bytes(file.content)
                rebuilding.written(file.path, file.content, site / file.path)
                made.append(key)
    return made, rebuilding.finished()


def test_of_a_year_in_several_files_one_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_parts, "PART", 50)
    archive = invented(60, seed=1)
    made, record = _search(archive, tmp_path, BuildRecord())
    assert made[:5] == ["2025-5", "2025-4", "2025-3", "2025-2", "2025-1"]
    newest = archive.notices[0]
    changed = replace(newest, number="999/TB-VP")
    assert _search(replace(archive, notices=(changed, *archive.notices[1:])), tmp_path, record)[0] == ["2025-5"]


def test_files_that_were_copied_are_looked_into_once(
    built: tuple[Path, BuildRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, record = built
    for path in site.rglob("*.html"):
        os.utime(path, (1, 1))
    made, now = build(ARCHIVE, site, record)
    assert made == set()
    monkeypatch.setattr(build_record, "digest_of", lambda _: "")
    assert build(ARCHIVE, site, now)[0] == set()


def test_a_record_is_read_as_it_was_written(built: tuple[Path, BuildRecord], tmp_path: Path) -> None:
    write_record(tmp_path, "1", BuildRecord(), built[1])
    assert read_record(tmp_path, "1") == built[1]
    assert read_record(tmp_path, "2") == BuildRecord()
    changed = build(_another_day(ARCHIVE), *built)[1]
    write_record(tmp_path, "1", read_record(tmp_path, "1"), changed)
    assert read_record(tmp_path, "1") == changed


def test_a_record_that_is_cut_is_none(built: tuple[Path, BuildRecord], tmp_path: Path) -> None:
    write_record(tmp_path, "1", BuildRecord(), built[1])
    whole = (tmp_path / RECORD).read_bytes()
    for cut in (0, 20, len(whole) // 2):
        (tmp_path / RECORD).write_bytes(whole[:cut])
        assert read_record(tmp_path, "1") == BuildRecord()


class Changing(RuleBasedStateMachine):
    """Notices and the register change at random; each time one site is built on the last, another from nothing."""

    @initialize()
    def archive(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.notices, self.site = self.folder / "notices", self.folder / "site"
        self.aliases, self.today = set[int](), TODAY
        for number in range(1, 4):
            write(self.notices, f"{number}-tb-vp")

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def _path(self, number: int) -> Path:
        return self.notices / ISSUER / "2014" / f"{number}-tb-vp.md"

    @rule(number=st.integers(1, 6), tasks=st.lists(st.sampled_from(TASKS), min_size=1, max_size=3))
    def add_or_edit(self, number: int, tasks: list[str]) -> None:
        if number not in self.aliases:
            tasks = [*tasks, f"Thực hiện Quyết định {number % 2}/2013/QĐ-TTg."]
            write(self.notices, f"{number}-tb-vp", tasks=tuple(tasks))

    @rule(number=st.integers(1, 6))
    def remove(self, number: int) -> None:
        self._path(number).unlink(missing_ok=True)

    @rule(number=st.integers(1, 6))
    def withdraw(self, number: int) -> None:
        status = "status: {state: withdrawn, date: 2026-01-10, reason: ban hành nhầm}\n"
        if number not in self.aliases:
            write(self.notices, f"{number}-tb-vp", keys=status)

    @rule(number=st.integers(1, 3))
    def rename(self, number: int) -> None:
        if self._path(number).exists():
            self.aliases.add(number)
            alias = f"aliases: [{ISSUER}/2014/{number}-tb-vp]\n"
            self._path(number).unlink()
            write(self.notices, f"{number}-moi-tb-vp", keys=alias)

    @rule(name=st.sampled_from(["Sở Y tế", "Sở Y tế và Dân số", "Sở Nội vụ"]))
    def change_the_register(self, name: str) -> None:
        (self.notices / "agencies.yml").write_text(REGISTER.replace("Sở Y tế", name), encoding="utf-8")

    @rule(days=st.integers(-800, 4000))
    def another_day(self, days: int) -> None:
        self.today = TODAY + dt.timedelta(days=days)

    @rule()
    def a_build_that_fails(self) -> None:
        broken = self.notices / ISSUER / "2014" / "9-tb-vp.md"
        write(self.notices, "9-tb-vp", tasks=("Báo cáo việc khác.",))
        whole = broken.read_text(encoding="utf-8")
        broken.write_text(whole.replace("issuer:", "isuer:"), encoding="utf-8")
        with pytest.raises(Refused):
            build_site(notices=self.notices, site=self.site, today=self.today, allow_removal=True)
        broken.write_text(whole, encoding="utf-8")

    @invariant()
    def the_site_is_that_of_a_fresh_build(self) -> None:
        fresh = self.folder / "fresh"
        shutil.copytree(self.notices, fresh / "notices")
        build_site(notices=fresh / "notices", site=fresh / "site", today=self.today)
        build_site(notices=self.notices, site=self.site, today=self.today, allow_removal=True)
        assert content(self.site) == content(fresh / "site")
        shutil.rmtree(fresh)


Changing.TestCase.settings = settings(
    max_examples=3, stateful_step_count=4, deadline=None, suppress_health_check=list(HealthCheck)
)
test_changes_at_random_give_the_site_of_a_fresh_build = Changing.TestCase


def test_what_another_register_answers_is_on_the_site_of_a_fresh_build(tmp_path: Path) -> None:
    notices, site = tmp_path / "notices", tmp_path / "site"
    tasks = ("Sở Y tế báo cáo.", "Trung tâm Kiểm soát bệnh tật tỉnh phối hợp với Đài Phát thanh tỉnh rà soát.")
    write(notices, "1-tb-vp", tasks=tasks)
    write(notices, "2-tb-vp", tasks=("Các sở: Y tế, Dân số và Gia đình báo cáo.", *TASKS))
    body = "  - {{id: kon-tum/{}, name: {}, kind: {}}}\n".format
    center = body("cdc", "Trung tâm Kiểm soát bệnh tật tỉnh", "department")
    registers = (
        REGISTER,
        REGISTER.replace("Sở Y tế, kind: department", "Sở Y tế, kind: department, confirmed: false"),
        REGISTER + center,
        REGISTER + center + body("so-dan-so", "Sở Dân số và Gia đình", "department"),
        REGISTER + body("dai", "Đài Phát thanh tỉnh", "department") + "not_agencies: [Trung tâm Kiểm soát bệnh tật]\n",
        REGISTER + body("nhom", "Các sở", "group").replace("group}", "group, members: [kon-tum/so-y-te]}"),
        REGISTER.replace("Sở Y tế", "Sở Nội vụ"),
        REGISTER.replace("tỉnh Kon Tum", "tỉnh Quảng Ngãi"),
        REGISTER,
    )
    for number, register in enumerate(registers):
        (notices / "agencies.yml").write_text(register, encoding="utf-8")
        build_site(notices=notices, site=site, today=TODAY, allow_removal=True)
        fresh = tmp_path / f"fresh-{number}"
        shutil.copytree(notices, fresh / "notices")
        build_site(notices=fresh / "notices", site=fresh / "site", today=TODAY)
        assert content(site) == content(fresh / "site"), register


@pytest.mark.parametrize("large", [7, 8, 9, 10])
def test_an_archive_that_becomes_large_has_the_pages_of_a_first_build(
    large: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cited_documents, "LARGE", large)
    monkeypatch.setattr(cited_documents, "MANY", 4)
    notices, site, fresh = tmp_path / "notices", tmp_path / "site", tmp_path / "fresh"
    cited = "Thực hiện Quyết định {}/2013/QĐ-TTg."
    for number in range(1, 6):
        write(notices, f"{number}-tb-vp", tasks=("Báo cáo.", cited.format(1), cited.format(2 + number % 2)))
        build_site(notices=notices, site=site, today=TODAY, allow_removal=True)
    page = "van-ban-dan-chieu/2-2013-qd-ttg/index.html"
    assert not (site / page).exists()
    shutil.copytree(notices, fresh / "notices")
    build_site(notices=fresh / "notices", site=fresh / "site", today=TODAY)
    assert content(site) == content(fresh / "site")


def test_of_a_large_archive_the_months_of_changed_notices_are_packed_anew_and_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "WHOLE", 4)
    packed: list[str] = []

    def noted(archive: Archive, month: str) -> bytes:
        packed.append(month)
        return month_part(archive, month)

    monkeypatch.setattr(month_data, "month_part", noted)
    notices, site, fresh = tmp_path / "notices", tmp_path / "site", tmp_path / "fresh"
    for number in range(1, 9):
        write(notices, f"{number}-tb-vp", issued=f"2014-0{number // 2 + 1}-10")
    build_site(notices=notices, site=site, today=TODAY)
    assert packed == ["2014 2014-05", "2014 2014-04", "2014 2014-03", "2014 2014-02", "2014 2014-01"]
    replaces = "related: [{kind: replaces, number: 6/TB-VP}]\n"
    changes: list[tuple[Callable[[], object], list[str]]] = [
        (lambda: write(notices, "3-tb-vp", issued="2014-02-10", tasks=TASKS[:1]), ["2014-02"]),
        (lambda: write(notices, "9-tb-vp", issued="2014-04-02"), ["2014-04"]),
        (lambda: write(notices, "2-tb-vp", issued="2014-04-01"), ["2014-04", "2014-02"]),
        ((notices / ISSUER / "2014" / "5-tb-vp.md").unlink, ["2014-03"]),
        (lambda: write(notices, "10-tb-vp", issued="2014-06-10", keys=replaces), ["2014-06", "2014-04"]),
    ]
    for change, months in changes:
        change()
        packed.clear()
        build_site(notices=notices, site=site, today=TODAY, allow_removal=True)
        assert packed == [f"2014 {month}" for month in months]
        shutil.copytree(notices, fresh / "notices")
        build_site(notices=fresh / "notices", site=fresh / "site", today=TODAY)
        assert content(site) == content(fresh / "site")
        shutil.rmtree(fresh)


def test_nothing_is_copied_from_a_database_that_is_not_the_one_that_was_written(tmp_path: Path) -> None:
    notices, site, fresh = tmp_path / "notices", tmp_path / "site", tmp_path / "fresh"
    for number in range(1, 4):
        write(notices, f"{number}-tb-vp")
    build_site(notices=notices, site=site, today=TODAY)
    with closing(sqlite3.connect(site / exports.SQLITE)) as database, database:
        database.execute("UPDATE directive SET text = 'something else'")
    write(notices, "2-tb-vp", tasks=TASKS[:1])
    build_site(notices=notices, site=site, today=TODAY, allow_removal=True)
    shutil.copytree(notices, fresh / "notices")
    build_site(notices=fresh / "notices", site=fresh / "site", today=TODAY)
    assert content(site) == content(fresh / "site")


def test_an_unchanged_page_is_the_same_file_and_a_changed_one_is_new(tmp_path: Path) -> None:
    notices, site, again = tmp_path / "notices", tmp_path / "site", tmp_path / "again"
    for number in (1, 2):
        write(notices, f"{number}-tb-vp")
    build_site(notices=notices, site=site, today=TODAY)
    write(notices, "2-tb-vp", tasks=("Báo cáo việc khác.",))
    build_site(notices=notices, site=again, today=TODAY, last=site, allow_removal=True)
    same = [os.path.samefile(each / "index.html", _at(again, site, each) / "index.html") for each in _pages(site)]
    assert same == [True, False]


def _pages(site: Path) -> list[Path]:
    return [site / "thong-bao" / ISSUER / "2014" / f"{number}-tb-vp" for number in (1, 2)]


def _at(again: Path, site: Path, folder: Path) -> Path:
    return again / folder.relative_to(site)


def test_what_becomes_of_notices_makes_the_pages_of_a_first_build(tmp_path: Path) -> None:
    notices, first = tmp_path / "notices", tmp_path / "first" / "notices"
    for number in (1, 2, 3):
        write(notices, f"{number}-tb-vp")
    old, new, third = (f"{ISSUER}/2014/{number}-tb-vp" for number in (1, 2, 3))
    day = dt.date(2014, 8, 1)

    def digest(notice: str) -> str:
        return stored_notice(notices, notice).digest

    build_site(notices=notices, site=tmp_path / "site", today=TODAY)
    for change in (
        lambda: record(notices, old, [FollowUpEvent(directive="1-3", on=day, event="confirmed")], digest=digest(old)),
        lambda: replace_notice(notices, new, replaced=old, digest=digest(new)),
        lambda: amend(notices, third, amended=new, digest=digest(third)),
        lambda: withdraw(notices, third, reason="nhầm", date=day, digest=digest(third)),
    ):
        change()
        build_site(notices=notices, site=tmp_path / "site", today=TODAY)
        shutil.rmtree(first.parent, ignore_errors=True)
        shutil.copytree(notices, first)
        build_site(notices=first, site=first.parent / "site", today=TODAY)
        assert digests_under(tmp_path / "site") == digests_under(first.parent / "site")
