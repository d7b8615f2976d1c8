"""The pages of an original as pictures and as lines with their places, read in the import's child process."""

from __future__ import annotations

import struct
import threading
from pathlib import Path

import pytest

from ketluan.importing.sandbox import allowance, page_count_within, page_lines_within, page_picture_within, read_source
from ketluan.model.problem import Refused
from tests.importing.source_files import line_at, pdf, written

PAGES = [line_at(780, "Số: 12/TB-VP") + line_at(421, "Sở Y tế rà soát"), line_at(100, "Nơi nhận:")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return written(tmp_path, "a.pdf", pdf(PAGES))


def test_every_page_is_counted_and_its_lines_have_places(path: Path) -> None:
    assert page_count_within(path, allowance(30)) == 2
    lines = page_lines_within(path, allowance(30))
    assert [(line.page, line.text) for line in lines] == [
        (1, "Số: 12/TB-VP"),
        (1, "Sở Y tế rà soát"),
        (2, "Nơi nhận:"),
    ]
    left, top, right, bottom = lines[1].box
    assert 0.09 < left < 0.12 < right < 1 and 0.46 < top < bottom < 0.52
    assert lines[0].box[1] < 0.1 and lines[2].box[1] > 0.85


def test_a_page_is_a_png_of_the_width_that_is_asked_for(path: Path) -> None:
    png = page_picture_within(path, 1, 600, allowance(30))
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    assert (width, abs(height - 849) <= 1) == (600, True)
    with pytest.raises(Refused, match="Bản gốc không có trang 3"):
        page_picture_within(path, 3, 600, allowance(30))


def test_a_file_of_another_kind_has_no_pages(tmp_path: Path) -> None:
    path = written(tmp_path, "a.txt", "Sở Y tế rà soát.\n".encode())
    assert page_count_within(path, allowance(30)) == 0
    assert page_lines_within(path, allowance(30)) == ()


def test_a_page_is_drawn_while_another_file_is_read(path: Path) -> None:
    """Whoever finds no child that waits starts another."""
    done: list[object] = []
    threads = [
        threading.Thread(target=lambda: done.append(read_source(path).text)),
        threading.Thread(target=lambda: done.append(page_count_within(path, allowance(30)))),
        threading.Thread(target=lambda: done.append(page_lines_within(path, allowance(30)))),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(done) == 3
