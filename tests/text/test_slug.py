"""Names in addresses: never empty where they name a folder, never a device of Windows."""

from __future__ import annotations

import pytest

from ketluan.text.slug import folder_name, is_device, slug


@pytest.mark.parametrize(
    ("text", "name"),
    [
        *(("975/TB-VP", "975-tb-vp"), ("Sở Y tế", "so-y-te"), ("Côn", "con-0"), ("NUL", "nul-0"), ("Com 1", "com-1")),
        *(("COM1", "com1-0"), ("lpt9", "lpt9-0"), ("Aux", "aux-0"), ("<>", "khong-ten"), ("", "khong-ten")),
    ],
)
def test_a_folder_has_a_name_that_every_system_takes(text: str, name: str) -> None:
    assert folder_name(text) == name
    assert not is_device(name)


@pytest.mark.parametrize(
    "name", ["con", "CON", "aux.pdf", "nul.tar.gz", "com1", "LPT9.txt", "com²", "prn .txt", "conin$"]
)
def test_windows_keeps_these_for_itself(name: str) -> None:
    assert is_device(name)


@pytest.mark.parametrize(
    "name", ["cong-an", "console", "auxiliary", "com10", "lpt", "a.con", "nulo.pdf", slug("Côn Đảo")]
)
def test_windows_lets_us_have_these(name: str) -> None:
    assert not is_device(name)
