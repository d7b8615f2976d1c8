"""Files packed as one, the same bytes for the same contents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The first that the format can say: files of a site have no day of their own."""
LEVEL = 6
"""How hard files are packed."""


def zip_bytes(contents: Mapping[str, bytes]) -> bytes:
    """Of contents under their names."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as file:
        for name, content in contents.items():
            info = zipfile.ZipInfo(name, FIRST_DAY)
            info.create_system = 3
            info.external_attr = 0o644 << 16
            file.writestr(info, content, zipfile.ZIP_DEFLATED, LEVEL)
    return packed.getvalue()
