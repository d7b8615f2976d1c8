import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketluan.text.citations import find_citations
from ketluan.text.number import Number

NUMBERS = st.builds(
    "{}{}{}{}".format,
    st.integers(1, 99999),
    st.sampled_from(["", "/2014", "/1998"]),
    st.sampled_from(["/QĐ", "/TB", "/NQ", "/TTLT", "/KH"]),
    st.sampled_from(["-TTg", "-UBND", "-VP", "-BKHCN-BNV", "-UBND.VX3"]),
)


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("975/TB - VP", "975/TB-VP"),
        ("11 /TB-UBND", "11/TB-UBND"),
        ("34/2014/QĐ-TTg", "34/2014/QĐ-TTg"),
        ("18-NQ/TW", "18-NQ/TW"),
        ("30c/NQ-CP", "30c/NQ-CP"),
        ("39/2012/QH13", "39/2012/QH13"),
        ("136/Q\u0110 – UBND", "136/QĐ-UBND"),
        ("136/Q\u00d0-UBND", "136/QĐ-UBND"),
        ("112/TB-UBND.VX3", "112/TB-UBND.VX3"),
        ("45-TB/VPTU", "45-TB/VPTU"),
    ],
)
def test_a_number_is_printed_without_blanks(printed: str, plain: str) -> None:
    assert str(Number.parse(printed)) == plain


@pytest.mark.parametrize("text", ["", "24/24", "30/6", "TB-VP", "6/2014", "a/b", "12/qđ", "số 12/TB-VP"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^must be a document number such as 975/TB-VP, not "):
        Number.parse(text)


def test_padding_does_not_count() -> None:
    assert Number.parse("09/TB-VPCP") == Number.parse("9/TB-VPCP")
    assert len({Number.parse("09/TB-VPCP"), Number.parse("9/TB-VPCP")}) == 1
    assert str(Number.parse("09/TB-VPCP")) == "09/TB-VPCP"


def test_numbers_sort_by_year_then_by_their_order() -> None:
    printed = ["100/2013/NĐ-CP", "20/2014/NĐ-CP", "3/2014/NĐ-CP", "99/TB-VP"]
    assert [str(number) for number in sorted(map(Number.parse, printed))] == [
        "99/TB-VP",
        "100/2013/NĐ-CP",
        "3/2014/NĐ-CP",
        "20/2014/NĐ-CP",
    ]


def test_a_number_has_a_slug() -> None:
    assert Number.parse("975/TB - VP").slug == "975-tb-vp"


@given(NUMBERS)
def test_a_number_survives_printing(printed: str) -> None:
    assert str(Number.parse(printed)) == printed


@given(NUMBERS)
def test_a_number_is_found_in_a_sentence(printed: str) -> None:
    assert find_citations(f"theo Quyết định số {printed} ngày 01/02/2014 của UBND tỉnh") == (printed,)
