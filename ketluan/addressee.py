"""Who is told: bodies that lead, and bodies it is to be done together with."""

from __future__ import annotations

from dataclasses import dataclass

from ketluan.notice import Party


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Bodies told by a text; `ordered` when it says so in as many words (giao, yêu cầu, đề nghị ...)."""

    lead: tuple[Party, ...] = ()
    ordered: bool = False


def told_by_title(text: str) -> Told:
    return Told(lead=(Party(name=text, words=text),))


def told_by_text(text: str, *, under_heading: bool) -> Told:
    return Told()


def helpers(text: str, lead: tuple[Party, ...]) -> tuple[Party, ...]:
    return ()
