"""A change of the register is one hunk, is read as it was meant, and leaves comments and all other entries alone."""

from __future__ import annotations

import pytest

from ketluan.model.problem import Refused, errors
from ketluan.store.register_edit import with_alias, with_confirmed, with_not_agency, with_value, without_entry
from ketluan.store.register_file import parse_register
from tests.conftest import ROOT
from tests.store.test_notice_edit import hunks

TEXT = """places:
  kon-tum: tỉnh Kon Tum
agencies:
  # các sở
  - id: kon-tum/so-y-te
    name: Sở Y tế
    kind: department
    aliases:
      - Sở Y Tế KT
    confirmed: false  # còn chờ
  - id: kon-tum/so-noi-vu
    name: Sở Nội vụ
    kind: department
    aliases: [SNV]
  - {id: kon-tum/cong-an, name: Công an tỉnh, kind: department, confirmed: false}
  - id: kon-tum/thanh-tra
    name: Thanh tra tỉnh
    kind: department
not_agencies:
  - các đơn vị
"""


@pytest.mark.parametrize(
    ("agency", "expected"),
    [
        ("so-y-te", [([], ["      - 'Cơ quan: mới'"])]),
        ("so-noi-vu", [(["    aliases: [SNV]"], ['    aliases: ["SNV", "Cơ quan: mới"]'])]),
        ("thanh-tra", [([], ["    aliases:", "      - 'Cơ quan: mới'"])]),
        (
            "cong-an",
            [
                (
                    ["  - {id: kon-tum/cong-an, name: Công an tỉnh, kind: department, confirmed: false}"],
                    [
                        "  - {id: kon-tum/cong-an, name: Công an tỉnh, kind: department, confirmed: false, "
                        'aliases: ["Cơ quan: mới"]}'
                    ],
                )
            ],
        ),
    ],
)
def test_another_way_to_write_a_name_is_one_hunk(agency: str, expected: object) -> None:
    new = with_alias(TEXT, f"kon-tum/{agency}", "Cơ quan: mới")
    assert hunks(TEXT, new) == expected
    register, problems = parse_register(new, "")
    assert not errors(problems) and "Cơ quan: mới" in register.agencies[f"kon-tum/{agency}"].aliases
    assert with_alias(new, f"kon-tum/{agency}", "Cơ quan: mới") == new


@pytest.mark.parametrize(
    ("agency", "expected"),
    [
        ("so-y-te", [(["    name: Sở Y tế"], ["    name: 'Sở: Y'"])]),
        (
            "cong-an",
            [
                (
                    ["  - {id: kon-tum/cong-an, name: Công an tỉnh, kind: department, confirmed: false}"],
                    ['  - {id: kon-tum/cong-an, name: "Sở: Y", kind: department, confirmed: false}'],
                )
            ],
        ),
    ],
)
def test_a_name_is_put_right(agency: str, expected: object) -> None:
    new = with_value(TEXT, f"kon-tum/{agency}", "name", "Sở: Y")
    assert hunks(TEXT, new) == expected
    assert parse_register(new, "")[0].agencies[f"kon-tum/{agency}"].name == "Sở: Y"
    assert with_value(new, f"kon-tum/{agency}", "name", "Sở: Y") == new
    with pytest.raises(Refused, match="không có khóa short"):
        with_value(TEXT, f"kon-tum/{agency}", "short", "A")


@pytest.mark.parametrize("agency", ["so-y-te", "cong-an"])
def test_a_body_is_confirmed(agency: str) -> None:
    new = with_confirmed(TEXT, f"kon-tum/{agency}")
    assert len(hunks(TEXT, new)) == 1
    register, problems = parse_register(new, "")
    assert not errors(problems) and register.agencies[f"kon-tum/{agency}"].confirmed
    assert with_confirmed(new, "kon-tum/so-noi-vu") == new


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("not_agencies:\n  - các đơn vị\n", "")])
def test_a_name_that_is_no_body_is_one_item(text: str) -> None:
    new = with_not_agency(text, "- đồng chí")
    assert len(hunks(text, new)) == 1
    register, problems = parse_register(new, "")
    assert not errors(problems) and "- đồng chí" in register.not_agencies
    assert with_not_agency(new, "- đồng chí") == new


def test_a_body_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refused, match=r"Danh mục cơ quan không có 'kon-tum/x'\."):
        with_alias(TEXT, "kon-tum/x", "A")


def test_every_entry_of_the_real_register_takes_an_alias() -> None:
    text = (ROOT / "notices" / "agencies.yml").read_text(encoding="utf-8")
    register, _ = parse_register(text, "")
    for agency in list(register.agencies)[::40]:
        new, _ = parse_register(with_alias(text, agency, "Tên Khác Hẳn"), "")
        assert [each.id for each in new.agencies.values() if "Tên Khác Hẳn" in each.aliases] == [agency]


@pytest.mark.parametrize("agency", ["so-y-te", "so-noi-vu", "cong-an", "thanh-tra"])
def test_a_body_is_taken_out_and_nothing_else(agency: str) -> None:
    new = without_entry(TEXT, f"kon-tum/{agency}")
    (removed,) = hunks(TEXT, new)
    assert removed[1] == [] and f"kon-tum/{agency}" in removed[0][0]
    assert set(parse_register(TEXT, "a")[0].agencies) - set(parse_register(new, "a")[0].agencies) == {
        f"kon-tum/{agency}"
    }


def test_the_last_body_leaves_an_empty_list() -> None:
    text = "places:\n  a: tỉnh A\nagencies:\n  - id: a/b\n    name: B\n    kind: department\n"
    assert without_entry(text, "a/b") == "places:\n  a: tỉnh A\nagencies: []\n"
    with pytest.raises(Refused):
        without_entry("agencies: [{id: a/b, name: B, kind: department}]\n", "a/b")
    with pytest.raises(Refused):
        without_entry(text, "a/c")
