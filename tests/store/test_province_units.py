"""One province in the register, when it is asked for: what is there stays, what came together is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ketluan.model.agency import Register
from ketluan.model.problem import Refused, errors
from ketluan.store.province_units import Added, add_province, province_named, units
from ketluan.store.register_file import parse_register
from tests.conftest import ROOT

NAMES = {
    "tỉnh Quảng Ngãi": "tỉnh Quảng Ngãi",
    "quang ngai": "tỉnh Quảng Ngãi",
    " TINH QUANG  NGAI ": "tỉnh Quảng Ngãi",
    "Huế": "thành phố Huế",
    "thanh pho ho chi minh": "thành phố Hồ Chí Minh",
    "TP. Hồ Chí Minh": "thành phố Hồ Chí Minh",
    "tp hue": "thành phố Huế",
    "Đắk Lắk": "tỉnh Đắk Lắk",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_province_is_named_with_or_without_marks(name: str) -> None:
    assert province_named(name) == NAMES[name]


REFUSED = {
    "Kon Tum": "Kon Tum nay thuộc tỉnh Quảng Ngãi: hãy dùng tên này.",
    "tinh binh duong": "tinh binh duong nay thuộc thành phố Hồ Chí Minh: hãy dùng tên này.",
    "quang ngia": "Không có tỉnh, thành phố nào tên “quang ngia” (gần giống: tỉnh Quảng Ngãi, ",
    "Atlantis": "Không có tỉnh, thành phố nào tên “Atlantis”.",
    "": "Không có tỉnh, thành phố nào tên “”.",
}


@pytest.mark.parametrize("name", REFUSED)
def test_another_name_is_refused_with_what_was_meant(name: str) -> None:
    with pytest.raises(Refused) as refused:
        province_named(name)
    assert str(refused.value).startswith(REFUSED[name])


def read(folder: Path) -> Register:
    register, problems = parse_register((folder / "agencies.yml").read_text(encoding="utf-8"), "agencies.yml")
    assert errors(problems) == []
    return register


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Register:
    folder = tmp_path_factory.mktemp("kho")
    assert add_province(folder, "quang ngai") == Added("tỉnh Quảng Ngãi", 393, 406, 0)
    return read(folder)


def test_the_committee_departments_and_communes_are_there(fresh: Register) -> None:
    assert fresh.places["quang-ngai"] == "tỉnh Quảng Ngãi"
    assert fresh.agencies["quang-ngai/ubnd"].name == "UBND tỉnh"
    assert fresh.agencies["quang-ngai/van-phong-ubnd"].parent == "quang-ngai/ubnd"
    assert fresh.resolve("Sở Nông nghiệp và Môi trường", "quang-ngai") == "quang-ngai/so-nong-nghiep-va-moi-truong"
    assert not fresh.agencies["quang-ngai/thanh-tra"].confirmed
    assert fresh.resolve("UBND xã An Phú", "quang-ngai") == "quang-ngai/xa-an-phu/ubnd"
    assert fresh.resolve("UBND xã An Phú", "kon-tum") is None
    assert fresh.resolve("UBND đặc khu Lý Sơn", "quang-ngai") == "quang-ngai/dac-khu-ly-son/ubnd"


NAMESAKES = """places:
  a: tỉnh A
  a/huyen-b: huyện B
  a/huyen-c: huyện C
  a/huyen-b/xa-x: xã X
  a/huyen-c/xa-x: xã X
  a/huyen-b/xa-y: {name: xã Y, closed: 2025-06-30, source: s}
  a/xa-y: xã Y
agencies:
  - {id: a/huyen-b/xa-x/ubnd, name: UBND xã, kind: local government}
  - {id: a/huyen-c/xa-x/ubnd, name: UBND xã, kind: local government}
  - {id: a/huyen-b/xa-y/ubnd, name: UBND xã, kind: local government}
  - {id: a/xa-y/ubnd, name: UBND xã, kind: local government}
"""


def test_of_communes_of_one_name_the_one_inside_or_of_today_is_meant_else_none() -> None:
    register, _ = parse_register(NAMESAKES, "")
    assert register.resolve("UBND xã X", "a") is None
    assert register.resolve("UBND xã X", "a/huyen-b") == "a/huyen-b/xa-x/ubnd"
    assert register.resolve("UBND xã Y", "a") == "a/xa-y/ubnd"
    assert register.resolve("UBND xã Y", "a/huyen-b") == "a/huyen-b/xa-y/ubnd"


def test_places_of_the_same_letters_stay_apart(fresh: Register) -> None:
    assert {fresh.places[f"quang-ngai/xa-son-ha{end}"] for end in ("", "-2")} == {"xã Sơn Hà", "xã Sơn Hạ"}


def test_what_they_came_from_is_told(fresh: Register) -> None:
    assert fresh.territory["kon-tum"].successors == ("quang-ngai",)
    assert fresh.agencies["kon-tum/ubnd"].successors == ("quang-ngai/ubnd",)
    district = fresh.territory["kon-tum/huyen-dak-ha"]
    assert str(district.closed) == "2025-06-30" and "quang-ngai/xa-dak-ha" in district.successors
    assert fresh.agencies["kon-tum/huyen-dak-ha/ubnd"].reason == "devolved"
    split = fresh.agencies["quang-ngai/huyen-tra-bong/xa-tra-bui/ubnd"]
    assert split.reason == "split" and len(split.successors) == 2
    assert fresh.territory["quang-ngai/huyen-ly-son"].successors == ("quang-ngai/dac-khu-ly-son",)
    assert "kon-tum/ubnd" in fresh.predecessors["quang-ngai/ubnd"]


def test_every_commune_of_today_came_from_somewhere() -> None:
    for province, parts in units()["provinces"].items():
        went = {
            at for old in parts["old"].values() for places in old.values() for each in places.values() for at in each
        }
        assert went == set(range(len(parts["communes"]))), province


@pytest.mark.parametrize("province", list(units()["provinces"])[::6])
def test_a_province_is_added_to_an_empty_register_without_a_problem(tmp_path: Path, province: str) -> None:
    added = add_province(tmp_path, province)
    assert added.places > 50 and len(read(tmp_path).agencies) == added.agencies


def test_what_the_register_holds_stays_byte_for_byte(tmp_path: Path) -> None:
    shutil.copy(ROOT / "notices/agencies.yml", tmp_path)
    before = (tmp_path / "agencies.yml").read_text(encoding="utf-8")
    known = set(read(tmp_path).agencies)
    added = add_province(tmp_path, "Quảng Ngãi")
    after = (tmp_path / "agencies.yml").read_text(encoding="utf-8")
    kept = iter(after.splitlines())
    assert all(line in kept for line in before.splitlines())
    assert added.kept > 30 and known < set(read(tmp_path).agencies)


def test_adding_it_again_changes_nothing(tmp_path: Path) -> None:
    add_province(tmp_path, "Huế")
    before = (tmp_path / "agencies.yml").read_bytes()
    again = add_province(tmp_path, "Huế")
    assert (again.places, again.agencies) == (0, 0) and again.kept > 300
    assert (tmp_path / "agencies.yml").read_bytes() == before


def test_the_source_and_its_licence_stand_beside_what_was_added(tmp_path: Path) -> None:
    add_province(tmp_path, "Huế")
    text = (tmp_path / "agencies.yml").read_text(encoding="utf-8")
    note = "  # Theo dữ liệu vietnamadminunits 1.0.4, https://pypi.org/project/vietnamadminunits/ (MIT, Copyright"
    assert text.count(note) == 2


@pytest.mark.parametrize("text", ["- 1\n", "places: [\n", "places: {a: tỉnh A}\nagencies:\n  - {id: a/b, name: c}\n"])
def test_a_register_that_is_wrong_is_left_alone(tmp_path: Path, text: str) -> None:
    (tmp_path / "agencies.yml").write_text(text, encoding="utf-8")
    with pytest.raises(Refused, match=r"^Danh mục cơ quan đang có lỗi ở dòng"):
        add_province(tmp_path, "Huế")
    assert (tmp_path / "agencies.yml").read_text(encoding="utf-8") == text
