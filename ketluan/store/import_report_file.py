"""Reads, writes and removes `<stem>.nhap.yml`: the report of a notice's import, beside the notice until it is reviewed.

Writing and removing belong under the archive's lock.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import get_args

from ketluan.model.import_report import ImportReport, SimilarNotice, Subject, UnsurePoint, count_sentence
from ketluan.model.message import Message, say
from ketluan.model.problem import Problem, shown_path
from ketluan.store.front_matter import dump
from ketluan.store.schema_types import DATE, ID, TEXT, Form, Key, listed, one_of, record
from ketluan.store.text_file import read_text
from ketluan.store.whole_files import replace_text
from ketluan.store.yaml_nodes import Node, Report, parse_yaml

ENDING = ".nhap.yml"
HEADING = "# Báo cáo nhập, để người soát xem lại; tệp này tự mất khi thông báo được soát.\n# {counted}\n"


def _number(pattern: str, convert: Callable[[str], float], wanted: Message) -> Form:
    def read(node: Node, name: str, report: Report) -> float | None:
        if isinstance(node.value, str) and re.fullmatch(pattern, node.value):
            return convert(node.value)
        report(node.line, say("{name} must be {wanted}, not {shown}", name=name, wanted=wanted, shown=node.shown))
        return None

    return Form(read, {"type": "number"}, "số")


_COUNT = _number(r"[1-9]\d{0,6}", int, say("a number from 1"))
_PART = _number(r"[01](?:\.\d+)?", float, say("a number from 0 to 1"))
_POINT = record(
    (
        Key("about", one_of(*get_args(Subject)), "điều chưa chắc", needed=True),
        Key("why", TEXT, "vì sao", needed=True),
        Key("words", TEXT, "chữ đã đọc"),
        Key("field", TEXT, "khóa ở phần đầu tệp"),
        Key("directive", TEXT, "mã của chỉ đạo"),
        Key("line", _COUNT, "dòng của tệp thông báo"),
        Key("source_line", _COUNT, "dòng của bản gốc"),
        Key("page", _COUNT, "trang của bản gốc"),
        Key("box", listed(_PART), "chỗ trên trang: trái, trên, phải, dưới"),
    ),
    lambda **values: UnsurePoint(**{name: value for name, value in values.items() if value is not None}),
)
_SIMILAR = record((Key("id", ID, "mã", needed=True), Key("why", TEXT, "vì sao", needed=True)), SimilarNotice)
KEYS = (
    Key("on", DATE, "ngày nhập", needed=True),
    Key("source", TEXT, "tên tệp được nhập", needed=True),
    Key("points", listed(_POINT), "những điều chưa chắc"),
    Key("remarks", listed(TEXT), "ghi chú"),
    Key("similar", listed(_SIMILAR), "thông báo có thể trùng"),
)
_REPORT = record(KEYS, lambda **values: ImportReport(**{key: value for key, value in values.items() if value}))


def report_path(notices: Path, notice_id: str) -> Path:
    """Where the report of a notice's import stands: `a/b/2014/975` -> `a/b/2014/975.nhap.yml`."""
    return notices / f"{notice_id}{ENDING}"


def parse_report(text: str, path: str) -> tuple[ImportReport | None, list[Problem]]:
    """The report and what is wrong with it; None when it cannot be read."""
    problems: list[Problem] = []

    def report(line: int, message: Message) -> None:
        problems.append(Problem(path, line, message))

    node = parse_yaml(text, report)
    found = _REPORT.read(node, "", report) if node else None
    return (found if isinstance(found, ImportReport) else None), problems


def report_text(report: ImportReport) -> str:
    """The file: its first lines say what it is and count what is unsure."""
    values = {key.name: getattr(report, key.name) for key in KEYS}
    points = [_written(point) for point in report.points]
    kept = {name: value for name, value in (values | {"points": points}).items() if value}
    return HEADING.format(counted=count_sentence(report.points)) + dump(kept)


def _written(point: UnsurePoint) -> dict[str, object]:
    values = {key.name: getattr(point, key.name) for key in _POINT.keys}
    return {name: value for name, value in values.items() if value not in (None, "", ())}


def read_report(notices: Path, notice_id: str) -> ImportReport | None:
    """The report kept for a notice; None when there is none or it cannot be read (`check` says why)."""
    path = report_path(notices, notice_id)
    text = read_text(path) if path.is_file() else ""
    return parse_report(text, shown_path(path))[0] if isinstance(text, str) and text else None


def write_report(notices: Path, notice_id: str, report: ImportReport) -> None:
    """Keeps the report, whole or not at all; whoever calls holds the archive's lock."""
    replace_text(report_path(notices, notice_id), report_text(report))


def remove_report(notices: Path, notice_id: str) -> None:
    """Removes the report, where there is one; whoever calls holds the archive's lock."""
    report_path(notices, notice_id).unlink(missing_ok=True)
