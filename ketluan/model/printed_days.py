"""The days printed behind the documents that a notice cites."""

from __future__ import annotations

from ketluan.model.kept_notice import kept_fact
from ketluan.model.notice import Notice
from ketluan.text.citations import cited_days


@kept_fact
def printed_days(notice: Notice) -> tuple[tuple[tuple[str, str], ...], ...]:
    """For each of its directives the numbers cited, in capitals, behind which a day or a year is printed, and that."""
    texts = (" ; ".join([task.text, *(text for _, text in task.columns)]) for task in notice.directives)
    return tuple(tuple((number.upper(), day) for number, day in cited_days(text).items()) for text in texts)
