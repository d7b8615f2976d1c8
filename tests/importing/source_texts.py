"""Source texts for the tests of the import: the fixtures, and ways to damage them as extraction does."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

FIXTURES = Path(__file__).parent / "fixtures" / "intake"
SOURCES = sorted(FIXTURES.glob("*.txt"))
TEXTS = [path.read_text(encoding="utf-8") for path in SOURCES]

_STRAY = st.sampled_from(
    [
        "", "2", "- 3 -", "-----", "*", "|", "\x0c", "\t", "a) ", "1. ", "II. ", "- ", "+ ", "PHỤ LỤC",
        "THÔNG BÁO", "Nơi nhận:", "./.", "Số:", "TM. ỦY BAN NHÂN DÂN", "Nguyễn Văn A", "Ngày 5/3/2024, ",
        "**đậm**", "*", "<b>", "{: .x }", "| a | b |", "ngày tháng năm", "PAGE  3", "đ) ", "#", "> ", "`",
        "[x](y)", "\\", "_", "1.1.", "Kính gửi:", "CỘNG HÒA XÃ HỘI",
    ]
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A fixture whose lines were dropped, doubled, swapped, cut, glued, or have stray text put before or after."""
    lines = draw(st.sampled_from(TEXTS)).split("\n")
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(lines) - 1))
        lines = _MUTATIONS[draw(st.integers(0, len(_MUTATIONS) - 1))](lines, at, draw(_STRAY), draw(st.integers(0, 60)))
    return "\n".join(lines)


def _dropped(lines: list[str], at: int, stray: str, cut: int) -> list[str]:
    return lines[:at] + lines[at + 1 :] if len(lines) > 1 else lines


def _doubled(lines: list[str], at: int, stray: str, cut: int) -> list[str]:
    return [*lines[: at + 1], *lines[at:]]


def _swapped(lines: list[str], at: int, stray: str, cut: int) -> list[str]:
    return [*lines[:at], *lines[at : at + 2][::-1], *lines[at + 2 :]]


def _cut(lines: list[str], at: int, stray: str, cut: int) -> list[str]:
    return [*lines[:at], lines[at][:cut], lines[at][cut:], *lines[at + 1 :]]


def _glued(lines: list[str], at: int, stray: str, cut: int) -> list[str]:
    return [*lines[:at], " ".join(lines[at : at + 2]), *lines[at + 2 :]]


def _before(lines: list[str], at: int, stray: str, cut: int) -> list[str]:
    return [*lines[:at], stray + lines[at], *lines[at + 1 :]]


def _after(lines: list[str], at: int, stray: str, cut: int) -> list[str]:
    return [*lines[:at], lines[at] + stray, *lines[at + 1 :]]


def _between(lines: list[str], at: int, stray: str, cut: int) -> list[str]:
    return [*lines[:at], stray, *lines[at:]]


_MUTATIONS = [_dropped, _doubled, _swapped, _cut, _glued, _before, _after, _between]
