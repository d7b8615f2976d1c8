import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketluan.text.dates import end_of_month, end_of_quarter, printed_date, quarter_number, read_date, working_days_after


@given(st.dates(dt.date(1950, 1, 1), dt.date(2099, 12, 31)))
def test_a_printed_date_is_read_back(date: dt.date) -> None:
    assert read_date(printed_date(date)) == date
    assert read_date(f"Kon Tum, ngày {date.day:02} tháng {date.month} năm {date.year}") == date


@pytest.mark.parametrize("text", ["", "ngày tháng 6 năm 2026", "30/6", "31/02/2025", "1.479 tỷ", "12/2025"])
def test_what_is_no_full_date_is_none(text: str) -> None:
    assert read_date(text) is None


def test_ends_of_periods() -> None:
    assert end_of_month(2024, 2) == dt.date(2024, 2, 29)
    assert end_of_quarter(2025, quarter_number("IV")) == dt.date(2025, 12, 31)
    assert quarter_number("2") == 2


def test_working_days_skip_the_weekend() -> None:
    assert working_days_after(dt.date(2025, 3, 7), 1) == dt.date(2025, 3, 10)
    assert working_days_after(dt.date(2025, 3, 10), 10) == dt.date(2025, 3, 24)
