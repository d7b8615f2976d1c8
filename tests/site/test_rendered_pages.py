"""A site that takes its unchanged pages from the last one is the site that a fresh build makes, byte for byte."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from ketluan.model.page import Page
from ketluan.site.mkdocs_site import build_site
from ketluan.site.rendered_pages import RECORD, RenderedPage, Rendering, read_record, write_record
from tests.conftest import TODAY
from tests.site.test_inventory import ISSUER, REGISTER, TASKS, write

PAGE = Page(address="nam/2014", title="Năm 2014", description="Các thông báo", content="<h1>Năm 2014</h1>")


def content(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def taken(site: Path, page: Page, *, frame: str = "frame", html: bytes = b"whole page") -> dict[str, Path]:
    """What is taken of one page that was rendered as `html` in the frame `frame`."""
    first = Rendering(frame="frame", before={})
    first.rendered(PAGE, b"whole page")
    (site / PAGE.address).mkdir(parents=True)
    (site / PAGE.address / "index.html").write_bytes(html)
    return Rendering(frame=frame, before=first.now).taken([page], site)


def test_a_page_that_nothing_has_changed_is_taken(tmp_path: Path) -> None:
    assert list(taken(tmp_path, PAGE)) == [PAGE.source]


@pytest.mark.parametrize(
    "change",
    [{"content": "<h1>2014</h1>"}, {"heading": "<h1>2014</h1>"}, {"title": "2014"}, {"head": "<meta>"}, {"kind": "x"}],
)
def test_a_page_of_which_anything_has_changed_is_rendered(change: dict[str, str], tmp_path: Path) -> None:
    values = {
        name: getattr(PAGE, name) for name in ("address", "title", "description", "content", "heading", "head", "kind")
    }
    assert taken(tmp_path, Page(**{**values, **change})) == {}


def test_a_new_frame_renders_every_page(tmp_path: Path) -> None:
    assert taken(tmp_path, PAGE, frame="another frame") == {}


def test_a_page_whose_bytes_are_no_longer_those_that_were_written_is_rendered(tmp_path: Path) -> None:
    assert taken(tmp_path, PAGE, html=b"whole pagf") == {}


def test_a_record_that_is_cut_is_none(tmp_path: Path) -> None:
    digest = hashlib.sha256(b"").hexdigest()
    pages = {"nam/2014": RenderedPage(made_of=digest, bytes=digest), "": RenderedPage(made_of=digest, bytes=digest)}
    write_record(tmp_path, pages)
    assert read_record(tmp_path) == pages
    text = (tmp_path / RECORD).read_text(encoding="utf-8")
    for cut in (0, 20, len(text) - 8):
        (tmp_path / RECORD).write_text(text[:cut], encoding="utf-8")
        assert read_record(tmp_path) == {}


class Changing(RuleBasedStateMachine):
    """Notices and the register change at random; each time one site is built on the last, another from nothing."""

    @initialize()
    def archive(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.notices, self.site = self.folder / "notices", self.folder / "site"
        self.aliases = 0
        for number in range(1, 4):
            write(self.notices, f"{number}-tb-vp")

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def _path(self, number: int) -> Path:
        return self.notices / ISSUER / "2014" / f"{number}-tb-vp.md"

    @rule(number=st.integers(1, 6), tasks=st.lists(st.sampled_from(TASKS), min_size=1, max_size=3))
    def add_or_edit(self, number: int, tasks: list[str]) -> None:
        write(self.notices, f"{number}-tb-vp", tasks=(*tasks, f"Thực hiện Quyết định {number % 2}/2013/QĐ-TTg."))

    @rule(number=st.integers(1, 6))
    def remove(self, number: int) -> None:
        self._path(number).unlink(missing_ok=True)

    @rule(number=st.integers(1, 6))
    def withdraw(self, number: int) -> None:
        status = "status: {state: withdrawn, date: 2026-01-10, reason: ban hành nhầm}\n"
        write(self.notices, f"{number}-tb-vp", keys=status)

    @rule(number=st.integers(1, 3))
    def rename(self, number: int) -> None:
        if self._path(number).exists():
            self.aliases += 1
            alias = f"aliases: [{ISSUER}/2014/{number}-tb-vp]\n"
            self._path(number).unlink()
            write(self.notices, f"{number}-moi-{self.aliases}-tb-vp", keys=alias)

    @rule(name=st.sampled_from(["Sở Y tế", "Sở Y tế và Dân số", "Sở Nội vụ"]))
    def change_the_register(self, name: str) -> None:
        (self.notices / "agencies.yml").write_text(REGISTER.replace("Sở Y tế", name), encoding="utf-8")

    @invariant()
    def the_site_is_that_of_a_fresh_build(self) -> None:
        fresh = self.folder / "fresh"
        shutil.copytree(self.notices, fresh / "notices")
        build_site(notices=fresh / "notices", site=fresh / "site", today=TODAY)
        build_site(notices=self.notices, site=self.site, today=TODAY, allow_removal=True)
        assert content(self.site) == content(fresh / "site")
        shutil.rmtree(fresh)


Changing.TestCase.settings = settings(
    max_examples=3, stateful_step_count=4, deadline=None, suppress_health_check=list(HealthCheck)
)
test_changes_at_random_give_the_site_of_a_fresh_build = Changing.TestCase


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
