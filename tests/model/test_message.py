"""Messages: every sentence of the code has its Vietnamese, with the same values in it, and no other stands there."""

from __future__ import annotations

import ast
import pickle
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import ketluan
from ketluan.model.message import Message, catalogue, either, in_english, say, thousands
from ketluan.store.yaml_nodes import SYNTAX

SOURCES = sorted(Path(ketluan.__file__).parent.rglob("*.py"))


def fields(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def said() -> Iterator[str]:
    """What the code hands to `say`: as it stands there, or the constants of a name used in its place."""
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = {
            target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name) and isinstance(node.value.value, str)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say" and node.args:
                argument = node.args[0]
                if isinstance(argument, ast.Constant):
                    yield str(argument.value)
                elif isinstance(argument, ast.Name) and argument.id in constants:
                    yield constants[argument.id]


ASKED_BY_NAME = {*SYNTAX, "attribute", "class", "parent of {id}", "member of {id}", "successor of {id}"}
"""Sentences that the code puts together or takes from a table."""


def test_the_catalogue_holds_the_sentences_of_the_code_and_no_others() -> None:
    assert {*said(), *ASKED_BY_NAME} == set(catalogue())


@pytest.mark.parametrize("sentence", [each for each in catalogue() if each not in SYNTAX])
def test_both_languages_name_the_same_values(sentence: str) -> None:
    assert fields(sentence) == fields(catalogue()[sentence])


def test_a_message_inside_another_is_in_its_language() -> None:
    message = say(
        "{name} must be {wanted}, not {shown}", name="kind", wanted=say("64 digits 0-9a-f"), shown=say("a list")
    )
    assert message == "kind phải là 64 chữ số 0-9a-f, không phải một danh sách"
    assert message.english == "kind must be 64 digits 0-9a-f, not a list"
    longer = message + say("; nearest is '{value}'", value="x")
    assert (str(longer), longer.english) == (f"{message}; gần nhất là 'x'", f"{message.english}; nearest is 'x'")


def test_words_numbers_and_other_text() -> None:
    assert (str(either(["2014", "khong-ro"])), either(["2014", "khong-ro"]).english) == (
        "2014 hoặc khong-ro",
        "2014 or khong-ro",
    )
    assert (str(thousands(50_000)), thousands(50_000).english) == ("50.000", "50,000")
    assert in_english("chữ") == "chữ"


def test_other_processes_get_both_languages() -> None:
    sent = pickle.loads(pickle.dumps(say("nothing")))
    assert (type(sent), str(sent), sent.english) == (Message, "để trống", "nothing")
