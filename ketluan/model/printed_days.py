"""The days printed behind the documents that a notice cites."""

from __future__ import annotations

from collections.abc import Iterator

from ketluan.model.kept_notice import kept_fact
from ketluan.model.notice import Notice
from ketluan.text.citations import cited_days


@kept_fact
def printed_days(notice: Notice) -> str:
    """A line for each number cited behind which a day or a year is printed: the place of the directive, the number in
    capitals, and the day, with tabs between them."""
    texts = (" ; ".join([task.text, *(text for _, text in task.columns)]) for task in notice.directives)
    found = ((at, number.upper(), day) for at, text in enumerate(texts) for number, day in cited_days(text).items())
    return "\n".join(f"{at}\t{number}\t{day}" for at, number, day in found)


def days_behind(notice: Notice, at: int) -> Iterator[tuple[str, str]]:
    """The numbers that the `at`-th directive cites with a day, in capitals, and that."""
    for line in printed_days(notice).splitlines():
        place, number, day = line.split("\t")
        if place == str(at):
            yield number, day
