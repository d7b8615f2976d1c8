"""Numbers that keys keep, in groups that a record and the one after it share until one of them changes."""

from __future__ import annotations

from ketluan.site.key_numbers import KeyNumbers


def test_a_key_keeps_its_number_and_another_gets_the_next() -> None:
    numbers = KeyNumbers[str]()
    assert [numbers.number(*item) for item in (("a", 1), ("a", 2), ("b", 1), ("a", 1))] == [0, 1, 2, 0]
    assert (numbers.get("b", 1), numbers.get("b", 2), numbers.get("c", 1)) == (2, None, None)


def test_what_a_copy_changes_stays_its_own() -> None:
    before = KeyNumbers({"a": {1: 0}, "b": {1: 1}}, 2)
    now = before.copy()
    now.own("a")
    now.number("a", 2)
    now.number("b", 2)
    assert before.groups == {"a": {1: 0}, "b": {1: 1}}
    assert now.groups == {"a": {1: 0, 2: 2}, "b": {1: 1, 2: 3}} and now.changed == {"a", "b"}


def test_a_group_of_which_nothing_is_kept_can_come_back() -> None:
    before = KeyNumbers({"a": {1: 0}, "b": {1: 1}}, 2)
    now = before.copy()
    now.own("a")
    now.keep({1})
    assert now.groups == {"b": {1: 1}} and before.groups["a"] == {1: 0}
    assert now.number("a", 1) == 2
