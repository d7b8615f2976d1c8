"""Where a notice goes: its address under notices/, and the name its original is kept under."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from ketluan.model.notice import UNKNOWN_YEAR, FrontMatter, years_of
from ketluan.model.problem import Refused
from ketluan.store.file_ending import ending
from ketluan.text.slug import slug


def address_of(issuer: str, front: FrontMatter) -> str:
    """`<issuer>/<year>/<stem>`: the year of issue, printed without its day too, else of the meeting; the number's slug,
    else the meeting's day."""
    met = front.meeting.date
    stem = slug(front.number) if front.number else f"hop-{met}" if met else "khong-so"
    return f"{issuer}/{next(years_of(front), UNKNOWN_YEAR)}/{stem}"


def free_address(address: str, is_taken: Callable[[str], bool]) -> str:
    """The address, or the first of `<address>-2`, `<address>-3` that is not taken."""
    numbered = (address if count == 1 else f"{address}-{count}" for count in range(1, 100_000))
    return next(each for each in numbered if not is_taken(each))


def original_name(address: str, content: bytes) -> str:
    """The notice's stem with the ending that the bytes have, whatever the source is called; `.txt` for every text.

    Raises Refused for bytes that can hold no notice.
    """
    if found := ending(BytesIO(content)):
        return f"{address.rsplit('/', 1)[1]}{found}"
    raise Refused("Bản gốc không phải PDF, ảnh (PNG, JPEG, TIFF), Word, RTF hay văn bản thuần.")
