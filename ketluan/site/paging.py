"""Long lists over several pages: never more than about 100 rows on one, nothing cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Generic, TypeVar

ROWS = 100
FEW = 10
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Generic[Row]):
    """One page of a list: its rows, its place among the others (from 1) and the addresses of all."""

    rows: Sequence[Row]
    number: int
    total: int
    addresses: tuple[str, ...]

    @property
    def address(self) -> str:
        return self.addresses[self.number - 1]

    @property
    def suffix(self) -> str:
        """What the title adds, so that no two tabs are called the same."""
        return f" (trang {self.number}/{len(self.addresses)})" if len(self.addresses) > 1 else ""

    @property
    def span(self) -> tuple[int, int]:
        """The first and last row shown, counted from 1."""
        first = (self.number - 1) * ROWS + 1
        return first, first + len(self.rows) - 1


def parts(address: str, rows: Sequence[Row]) -> Iterator[Part[Row]]:
    """The rows in pages: the first at the address itself, then `trang-2`, ...; one page when there are none.

    A last page of a few rows is joined to the one before.
    """
    pages = max(1, ceil((len(rows) - FEW) / ROWS))
    addresses = (address, *(f"{address}/trang-{number}" for number in range(2, pages + 1)))
    for number in range(1, pages + 1):
        end = number * ROWS if number < pages else len(rows)
        yield Part(rows=rows[(number - 1) * ROWS : end], number=number, total=len(rows), addresses=addresses)
