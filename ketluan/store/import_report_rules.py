"""What `check` says about the reports of imports that lie in an archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ketluan.model.message import say
from ketluan.model.problem import Problem, shown_path
from ketluan.store.import_report_file import ENDING, parse_report
from ketluan.store.notice_rules import CheckedNotice
from ketluan.store.text_file import read_text

Known = Callable[[str, Callable[[], list[Problem]]], list[Problem]]
"""What is wrong with a text, from the last time where that was nothing (`BodyCache.problems`)."""


def report_problems(
    checked: Sequence[CheckedNotice], folder: Path, reports: Iterable[Path], known: Known
) -> Iterator[Problem]:
    """The report of an import is whole, and lies beside a notice that nobody has reviewed yet.

    All are remarks: the notice itself is whole, and the site does not show its report.
    """
    notices = {item.notice.id: item.notice for item in checked}
    for path in sorted(set(reports)):
        notice = notices.get(path.relative_to(folder).as_posix().removesuffix(ENDING))
        if notice is None:
            message = say("report of an import must lie beside its notice, which is not there or cannot be read")
            yield Problem(shown_path(path), 1, message, remark=True)
        elif notice.reviewed:
            message = say("report of an import must go once its notice is reviewed")
            yield Problem(shown_path(path), 1, message, remark=True)
        else:
            yield from (replace(problem, remark=True) for problem in _damage(path, known))


def _damage(path: Path, known: Known) -> list[Problem]:
    text, shown = read_text(path), shown_path(path)
    if isinstance(text, Problem):
        return [text]
    return known(f"{shown}\n{text}", lambda: parse_report(text, shown)[1])
