import datetime as dt

from ketluan.text.dates import end_of_month, end_of_quarter, printed_date, quarter_number


def test_a_date_is_printed_with_two_digits_for_day_and_month() -> None:
    assert printed_date(dt.date(2025, 2, 8)) == "08/02/2025"
    assert printed_date(None) == ""


def test_ends_of_periods() -> None:
    assert end_of_month(2024, 2) == dt.date(2024, 2, 29)
    assert end_of_quarter(2025, quarter_number("IV")) == dt.date(2025, 12, 31)
    assert quarter_number("2") == 2
