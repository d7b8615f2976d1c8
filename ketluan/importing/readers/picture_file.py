"""The pages of a picture file (PNG, JPEG, TIFF), upright as its camera says, in eight bits on white paper.

Every way of storing dots that Pillow knows is read: 1 to 16 bits, palettes, four inks, transparency, and the pages of a
TIFF; what it does not know is refused with a sentence.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageOps, ImageSequence, TiffImagePlugin

from ketluan.importing.files.size_limits import MAX_PAGES
from ketluan.importing.readers.page_picture import GreyPicture, PagePicture, parted_ink
from ketluan.model.problem import Refused

_FORMATS = ("PNG", "JPEG", "TIFF")
_SHORT_SIDE = 595.0  # points of the short side of an A4 page
_DENSITIES = (1.39, 8.33)  # dots a point: 100 and 600 an inch
_DOTS = 200 / 72  # a point, when letters are recognised
_MOST_SEEN = 25_000_000
_MOST_DOTS = 80_000_000
_SUBFILE = 254  # the tag that says what a picture in a TIFF is for
_SMALLER_COPY = 1
_SIXTEEN_BITS = ("I;16", "I;16B", "I;16L", "I;16N")
_BROKEN = (
    "Ảnh bị hỏng, quá lớn hoặc được ghi theo cách không đọc được: hãy lưu lại thành PNG, JPEG hoặc PDF rồi nhập lại."
)
_TOO_MANY = "Tệp ảnh có hơn {most} trang, quá giới hạn."
_NO_PAGE = "Bản gốc không có trang {number}."


def page_total(data: bytes) -> int:
    """How many pages the file has; raises Refused when it is damaged."""
    with _pages(data) as pages:
        return sum(1 for _ in pages)


def page_image(data: bytes, number: int, width: int) -> bytes:
    """A page, from 1, as a PNG of at most so many dots across; raises Refused where there is none."""
    with _pages(data) as pages:
        for at, page in enumerate(pages, 1):
            if at == number:
                file = BytesIO()
                _plain(page, min(1.0, width / _upright_width(page))).save(file, "PNG", compress_level=2)
                return file.getvalue()
    raise Refused(_NO_PAGE.format(number=number))


def page_pictures(data: bytes) -> Iterator[PagePicture]:
    """The pages for the recognition of letters: as dense as an office's scans, red ink apart."""
    with _pages(data) as pages:
        for page in pages:
            density = min(max(min(page.size) / _SHORT_SIDE, _DENSITIES[0]), _DENSITIES[1])
            scale = min(_DOTS / density, (_MOST_SEEN / (page.width * page.height)) ** 0.5)
            plain = _plain(page, scale)
            grey = _grey(plain.convert("L"))
            yield parted_ink(grey, _grey(plain.getchannel("R")) if plain.mode == "RGB" else grey, density * scale)


def _grey(image: Image.Image) -> GreyPicture:
    return GreyPicture(image.width, image.height, image.tobytes())


@contextmanager
def _pages(data: bytes) -> Iterator[Iterator[Image.Image]]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Pillow finds odd about a file is no sentence for the clerk
            with Image.open(BytesIO(data), formats=_FORMATS) as image:
                yield _own_pages(image)
    except (OSError, ValueError, SyntaxError, KeyError, TypeError, EOFError, Image.DecompressionBombError) as error:
        raise Refused(_BROKEN) from error


def _own_pages(image: Image.Image) -> Iterator[Image.Image]:
    """Without the smaller copies of pages that a TIFF may hold; only a TIFF has several."""
    frames = ImageSequence.Iterator(image) if isinstance(image, TiffImagePlugin.TiffImageFile) else [image]
    for number, frame in enumerate(frames):
        if number == MAX_PAGES:
            raise Refused(_TOO_MANY.format(most=MAX_PAGES))
        if frame.width * frame.height > _MOST_DOTS:
            raise Refused(_BROKEN)
        if number == 0 or not _is_smaller_copy(frame):
            yield frame


def _is_smaller_copy(frame: Image.Image) -> bool:
    tags = getattr(frame, "tag_v2", {})
    return bool(int(tags.get(_SUBFILE, 0)) & _SMALLER_COPY)


def _upright_width(page: Image.Image) -> int:
    on_its_side = page.getexif().get(0x0112, 1) >= 5
    return max(1, page.height if on_its_side else page.width)


def _plain(page: Image.Image, scale: float) -> Image.Image:
    """The page in grey (L) or colours (RGB), `scale` times its size, turned as its camera says."""
    orientation = page.getexif()
    image = _on_paper(page)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    image = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0) if size != image.size else image
    image.getexif().update(orientation)
    return ImageOps.exif_transpose(image)


def _on_paper(page: Image.Image) -> Image.Image:
    if page.mode in _SIXTEEN_BITS or page.mode in ("I", "F"):
        return _eight_bits(page)
    if page.has_transparency_data:
        seen = page.convert("RGBA")
        paper = Image.new("RGBA", seen.size, "white")
        return Image.alpha_composite(paper, seen).convert("RGB")
    if page.mode == "1":
        return page.convert("L")
    return page if page.mode in ("L", "RGB") else page.convert("RGB")


def _eight_bits(page: Image.Image) -> Image.Image:
    """Whatever its range: the darkest dot as black, the brightest as white, as sixteen-bit scanners seldom use all."""
    deep = page.convert("F")
    low, high = map(float, deep.getextrema())  # type: ignore[arg-type]
    scale = 255.0 / max(high - low, 1.0)
    return deep.point(lambda value: value * scale - low * scale).convert("L")
