"""What `check` says about the reports of imports that lie in an archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ketluan.model.message import say
from ketluan.model.problem import Problem, shown_path
from ketluan.store.import_report_file import report_path
from ketluan.store.notice_rules import CheckedNotice


def report_problems(checked: Sequence[CheckedNotice], folder: Path, reports: Iterable[Path]) -> Iterator[Problem]:
    """The report of an import lies beside a notice that nobody has reviewed yet."""
    notices = {report_path(folder, item.notice.id): item.notice for item in checked}
    there = set(reports)
    for path in sorted(there):
        if path not in notices:
            message = say("report of an import must lie beside its notice, which is not there or cannot be read")
            yield Problem(shown_path(path), 1, message, remark=True)
        elif notices[path].reviewed:
            message = say("report of an import must go once its notice is reviewed")
            yield Problem(shown_path(path), 1, message, remark=True)
