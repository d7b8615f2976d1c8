"""The register: its rules, entries to add, and the one that is shipped."""

from __future__ import annotations

import datetime as dt
import textwrap
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from ketluan.model.agency import Agency, Register
from ketluan.model.archive import Archive
from ketluan.model.notice import Body, Directive, Notice, Party
from ketluan.model.problem import errors
from ketluan.store.register_entries import names_to_add, new_entry, with_entry
from ketluan.store.register_file import parse_register, read_register

ROOT = Path(__file__).parents[2]
REGISTERS = Path(__file__).parent / "fixtures/registers"


def problems(text: str) -> list[str]:
    return [str(problem) for problem in sorted(parse_register(text, "agencies.yml")[1])]


@pytest.mark.parametrize("file", sorted(REGISTERS.glob("*.txt")), ids=lambda file: file.stem)
def test_a_register_has_exactly_the_problems_beside_it(file: Path) -> None:
    text = file.with_suffix(".yml").read_text(encoding="utf-8")
    assert problems(text) == file.read_text(encoding="utf-8").splitlines()


def test_a_register_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert read_register(tmp_path / "agencies.yml") == (Register(), [])


@pytest.mark.parametrize("text", ["", "agencies:\n", "agencies: []\n", "places:\nagencies:\n"])
def test_a_register_without_entries_is_no_problem(text: str) -> None:
    assert parse_register(text, "agencies.yml") == (Register(), [])


def test_a_register_in_another_encoding_is_one_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("agencies.yml").write_bytes("places:\n".encode("utf-16"))
    found = [problem.in_english() for problem in read_register(Path("agencies.yml"))[1]]
    assert found == ["agencies.yml:1: file must be UTF-8 text; save it again with that encoding"]


def test_letters_in_pieces_and_windows_line_ends_do_not_matter() -> None:
    text = (REGISTERS / "small.yml").read_text(encoding="utf-8")
    changed = unicodedata.normalize("NFD", text).replace("\n", "\r\n")
    assert parse_register(changed, "agencies.yml") == parse_register(text, "agencies.yml")


def test_a_register_that_is_a_list_is_one_problem() -> None:
    sections = "places, topics, not_agencies, agencies"
    message = f"agencies.yml:1: danh mục cơ quan phải là bảng gồm {sections}, không phải một danh sách"
    assert problems("- id: a/b\n") == [message]


def test_an_entry_to_append_is_not_confirmed() -> None:
    assert new_entry("kon-tum/so-y-te", "Sở Y tế", aliases=["SYT"]) == (
        "  - id: kon-tum/so-y-te\n"
        "    name: Sở Y tế\n"
        "    kind: department\n"
        "    aliases:\n"
        "      - SYT\n"
        "    confirmed: false\n"
    )


def test_the_first_entry_brings_its_place_along() -> None:
    entry = new_entry("kon-tum/so-y-te", "Sở Y tế")
    text = with_entry("", entry, place="kon-tum", place_name="tỉnh Kon Tum")
    assert text == f"places:\n  kon-tum: tỉnh Kon Tum\nagencies:\n{entry}"
    register, _ = parse_register(text, "agencies.yml")
    assert register.agencies["kon-tum/so-y-te"] == Agency(
        id="kon-tum/so-y-te", name="Sở Y tế", kind="department", confirmed=False, line=4
    )


def test_a_further_entry_stands_at_the_end_and_leaves_the_rest_as_it_was() -> None:
    text = (REGISTERS / "small.yml").read_text(encoding="utf-8")
    entry = new_entry("kon-tum/so-tu-phap", "Sở Tư pháp")
    assert with_entry(text, entry, place="kon-tum", place_name="tỉnh Kon Tum") == text + entry


SUPPLEMENT = new_entry("kon-tum/so-tu-phap", "Sở Tư pháp")
PLACED = """\
# Danh mục
places: # địa bàn
  dong-thap: tỉnh Đồng Tháp
  # còn nữa
agencies:
- id: dong-thap/so-y-te
  name:   "Sở Y tế"  # như in
  kind: department
  aliases: [SYT,
    Y tế]
# Chủ đề của các thông báo
topics: [y tế,  giáo dục]
"""


def test_an_entry_stands_in_its_section_wherever_that_is_and_the_rest_stays() -> None:
    assert with_entry(PLACED, SUPPLEMENT, place="kon-tum", place_name="tỉnh Kon Tum") == PLACED.replace(
        "Đồng Tháp\n", "Đồng Tháp\n  kon-tum: tỉnh Kon Tum\n"
    ).replace("Y tế]\n", f"Y tế]\n{textwrap.dedent(SUPPLEMENT)}")


REGISTER_FORMS = {
    "only comments": ("# chưa có gì\n", []),
    "no end of line": ("agencies:\n  - {id: kon-tum/a, name: A, kind: issuer}\nplaces:", ["kon-tum/a"]),
    "nothing, said": ("places: ~ # chưa có\nagencies: null\ntopics: []\n", []),
    "on one line": (
        "places: {dong-thap: tỉnh Đồng Tháp}\nagencies: [{id: dong-thap/a, name: A, kind: issuer}]\n",
        None,
    ),
    "spread brackets": ("agencies: [\n  {id: kon-tum/a, name: A, kind: issuer}\n]\nplaces: {\n}\n", ["kon-tum/a"]),
    "a text of several lines last": (
        "agencies:\n  - id: kon-tum/a\n    kind: issuer\n    name: |\n      A\n\n\n# hết\nplaces:\n",
        ["kon-tum/a"],
    ),
    "lines of Windows": ("places:\r\nagencies:\r\n  - id: kon-tum/a\r\n    name: A\r\n    kind: issuer\r\n", None),
}


@pytest.mark.parametrize("form", REGISTER_FORMS)
def test_an_entry_can_be_added_to_a_register_of_any_form(form: str) -> None:
    text, ids = REGISTER_FORMS[form]
    before, _ = parse_register(text, "agencies.yml")
    added = with_entry(text, SUPPLEMENT, place="kon-tum", place_name="tỉnh Kon Tum")
    after, found = parse_register(added, "agencies.yml")
    assert errors(found) == []
    assert ids is None or list(before.agencies) == ids
    assert list(after.agencies) == [*before.agencies, "kon-tum/so-tu-phap"]
    assert dict(after.places) == {**before.places, "kon-tum": "tỉnh Kon Tum"}


@pytest.mark.parametrize("text", ["- a\n", "places: [\n", "chữ\n"])
def test_a_register_that_cannot_be_read_is_left_alone(text: str) -> None:
    assert with_entry(text, SUPPLEMENT, place="kon-tum", place_name="tỉnh Kon Tum") == text


@pytest.mark.parametrize("name", ["tỉnh X: y", "tỉnh # X", "[tỉnh", "'tỉnh", "tỉnh\nX", "null", "{{ tỉnh }}"])
def test_a_place_keeps_its_name_whatever_signs_it_holds(name: str) -> None:
    register, problems = parse_register(with_entry("", new_entry("x/so", "Sở"), place="x", place_name=name), "")
    assert (register.places, [problem for problem in problems if not problem.remark]) == (
        {"x": " ".join(name.split())},
        [],
    )


def test_an_entry_follows_a_register_whose_list_is_written_as_empty() -> None:
    entry = new_entry("kon-tum/so-tu-phap", "Sở Tư pháp")
    text = with_entry("places: {}\nagencies: []\n", entry, place="kon-tum", place_name="tỉnh Kon Tum")
    assert text == f"places:\n  kon-tum: tỉnh Kon Tum\nagencies:\n{entry}"


def archive(*names: str) -> Archive:
    register, _ = parse_register((REGISTERS / "small.yml").read_text(encoding="utf-8"), "agencies.yml")
    tasks = tuple(
        Directive(id=f"{place}-1", section=str(place), marker="-", text="x", lead=(Party(name=name),))
        for place, name in enumerate(names, 1)
    )
    body = Body(html="", toc=(), directives=tasks, blocks=())
    notice = Notice(
        id="kon-tum/van-phong-ubnd/2014/a", path="a.md", issuer="kon-tum/van-phong-ubnd", title="T", body=body
    )
    return Archive((notice,), register, dt.date(2026, 1, 1))


def test_unknown_names_are_entries_ready_to_paste() -> None:
    assert names_to_add(archive("Sở Y tê", "Sở Y tê", "UBND các huyện", "Công ty A")) == (
        "  # 1 chỉ đạo, trước hết kon-tum/van-phong-ubnd/2014/a#4-1\n"
        "  - id: kon-tum/cong-ty-a\n"
        "    name: Công ty A\n"
        "    kind: company\n"
        "    confirmed: false\n"
        "  # 2 chỉ đạo, trước hết kon-tum/van-phong-ubnd/2014/a#1-1; gần giống: kon-tum/so-y-te\n"
        "  - id: kon-tum/so-y-te-2\n"
        "    name: Sở Y tê\n"
        "    kind: department\n"
        "    confirmed: false\n"
        "  # 1 chỉ đạo, trước hết kon-tum/van-phong-ubnd/2014/a#3-1\n"
        "  - id: kon-tum/ubnd-cac-huyen\n"
        "    name: UBND các huyện\n"
        "    kind: group\n"
        "    confirmed: false\n"
    )


def test_what_is_proposed_can_be_pasted_as_it_is() -> None:
    text = (REGISTERS / "small.yml").read_text(encoding="utf-8") + names_to_add(archive("Sở Y tê", "12", "Công ty A"))
    assert errors(parse_register(text, "agencies.yml")[1]) == []


def test_a_name_with_another_place_is_proposed_there() -> None:
    added = names_to_add(archive("Sở Nội vụ tỉnh Lào Cai"))
    assert "  - id: kon-tum/so-noi-vu-tinh-lao-cai\n" in added
    asked = archive("Sở Nội vụ tỉnh Lào Cai")
    register = replace(asked.register, places={**asked.register.places, "lao-cai": "tỉnh Lào Cai"})
    assert "  - id: lao-cai/so-noi-vu-tinh-lao-cai\n" in names_to_add(replace(asked, register=register))


def test_nothing_is_proposed_when_every_name_is_known() -> None:
    assert names_to_add(archive()) == ""


def test_the_shipped_register_has_no_error() -> None:
    register, found = read_register(ROOT / "notices/agencies.yml")
    assert errors(found) == []
    assert len(register.agencies) > 200


SHIPPED = read_register(ROOT / "notices/agencies.yml")[0]


def test_the_department_of_labour_was_divided_among_three() -> None:
    department = SHIPPED.agencies["kon-tum/so-lao-dong-thuong-binh-va-xa-hoi"]
    assert (department.closed, department.reason) == (dt.date(2025, 2, 28), "split")
    assert department.successors == ("kon-tum/so-noi-vu", "kon-tum/so-y-te", "kon-tum/so-giao-duc-va-dao-tao")


def test_whoever_looks_for_today_s_department_is_shown_its_predecessors_of_both_provinces() -> None:
    assert SHIPPED.predecessors["quang-ngai/so-noi-vu"] == (
        "kon-tum/so-noi-vu",
        "quang-ngai/so-lao-dong-thuong-binh-va-xa-hoi",
        "kon-tum/so-lao-dong-thuong-binh-va-xa-hoi",
    )


def test_districts_ended_with_june_2025() -> None:
    districts = [place for place in SHIPPED.territory.values() if "/huyen-" in place.id and place.id.count("/") == 1]
    assert districts and {place.closed for place in districts} == {dt.date(2025, 6, 30)}


def test_there_are_34_provinces_left_of_63() -> None:
    provinces = [place for place in SHIPPED.territory.values() if "/" not in place.id and place.id != "thua-thien-hue"]
    assert (len(provinces), sum(place.closed is None for place in provinces)) == (63, 34)


def test_a_commune_is_reached_through_the_group_of_its_district() -> None:
    commune = "dong-thap/huyen-hong-ngu/xa-long-thuan/ubnd"
    assert SHIPPED.groups_of[commune] == ("dong-thap/huyen-hong-ngu/ubnd-cac-xa-thi-tran",)
