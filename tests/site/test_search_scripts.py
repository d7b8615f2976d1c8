"""The browser's scripts: their own tests, and their types."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.search.values import archive as invented
from ketluan.site import search_data, search_parts
from ketluan.site.pages.search_page import HELP, SCRIPTS, TABLE
from ketluan.site.search_data import initials
from tests.conftest import ROOT, program


def _run(command: list[str | Path]) -> None:
    scripts = {"SITE_DATA": search_data.site_script(), "TABLE_DATA": search_data.table_script()}
    data = {name: script.decode().partition("(")[2].removesuffix(");\n") for name, script in scripts.items()}
    environment = {**os.environ, **data}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    _, failure, why = done.stdout.partition("\nnot ok ")
    assert done.returncode == 0, (failure + why[:2000] or done.stdout[-4000:]) + done.stderr[-1000:]


def test_queries_find_what_they_should() -> None:
    _run([program("node"), "--test", *sorted((ROOT / "tests/site/js").glob("*.test.js"))])


def test_the_scripts_have_the_types_they_say() -> None:
    compiler = ROOT / "node_modules/.bin/tsc"
    assert compiler.exists(), "the TypeScript compiler is missing: run `npm ci`"
    _run([compiler, "--project", "tsconfig.json"])


def test_the_page_loads_every_script_there_is() -> None:
    notice = {path.stem for path in (ROOT / "docs/assets/search").glob("*.js")}
    assert sorted(notice | {"folding-data", "site-data", "table-data"}) == sorted((*SCRIPTS, *TABLE, *HELP))


def test_a_large_year_is_cut_into_files_of_whole_notices_the_newest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_parts, "PART", 50)
    archive = invented(60, seed=1)
    files = [asset for asset in search_data.search_files(archive) if "muc-luc" not in asset.path]
    data = [json.loads(asset.content.decode().removeprefix("Years.year(").removesuffix(");\n")) for asset in files]
    keys = [year["key"] for year in data]
    assert keys[:6] == ["2025-5", "2025-4", "2025-3", "2025-2", "2025-1", "2024-3"]
    assert [notice[0] for year in data for notice in year["notices"]] == [notice.id for notice in archive.published]
    assert max(len(year["context"]) for year in data) < 80


def test_an_id_is_said_where_the_one_before_does_not_tell_it() -> None:
    archive = invented(1, seed=1)
    (newest,) = [asset for asset in search_data.search_files(archive) if "muc-luc" not in asset.path]
    data = json.loads(newest.content.decode().removeprefix("Years.year(").removesuffix(");\n"))
    ids = [assignment.directive.id for assignment in archive.assignments]
    firsts = [id_ if id_.endswith("-1") else "" for id_ in ids]
    assert (data["anchors"].split("\n"), "" in firsts) == (firsts, True)


def test_a_new_notice_changes_only_the_newest_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_parts, "PART", 50)
    archive = invented(60, seed=1)
    before = {asset.path for asset in search_data.search_files(replace(archive, notices=archive.notices[1:]))}
    after = {asset.path for asset in search_data.search_files(archive)}
    changed = sorted(Path(path).name.rsplit("-", 1)[0] for path in after - before)
    assert changed == ["2025-5", "muc-luc"]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Sở Lao động - Thương binh và Xã hội", "SLĐTBXH"),
        ("Sở Y tế", "SYT"),
        ("UBND các huyện, thành phố", "UHTP"),
        ("QISC", ""),
    ],
)
def test_an_agencys_initials_stand_for_it(name: str, short: str) -> None:
    assert initials(name) == short
