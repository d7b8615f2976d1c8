"""A text is written only over the file that was seen, and keeps the bytes of every line that is not changed."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketluan.model.problem import Refused
from ketluan.store.archive_lock import locked
from ketluan.store.file_changes import TextChange
from ketluan.store.kept_lines import with_kept_lines
from ketluan.store.stored_text import FileChanged, change_files, save_text, stored_text

OLD = "\ufeffmột\r\nhai\r\n" + unicodedata.normalize("NFD", "bốn") + "\nnăm"


def test_lines_that_are_not_changed_keep_their_bytes() -> None:
    new = with_kept_lines(OLD, "một\nHAI\nba\nbốn\nnăm")
    assert new == "\ufeffmột\r\nHAI\r\nba\r\n" + unicodedata.normalize("NFD", "bốn") + "\nnăm"


@given(st.lists(st.sampled_from(["a", "b", "", "ế"]), max_size=8), st.sampled_from(["\n", "\r\n", "\r"]))
def test_a_text_that_is_not_changed_is_the_same_byte_for_byte(lines: list[str], end: str) -> None:
    old = end.join(lines)
    assert with_kept_lines(old, "\n".join(lines)) == old


def test_a_changed_text_is_written_over_the_one_that_was_seen(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(OLD.encode())
    seen = stored_text(path)
    assert seen.text == "một\nhai\nbốn\nnăm"
    saved = save_text(tmp_path, seen, seen.text.replace("hai", "HAI"))
    assert path.read_bytes() == OLD.replace("hai", "HAI").encode() == saved.raw.encode()
    change_files(tmp_path, [TextChange(path, saved.raw, OLD)])
    assert path.read_bytes() == OLD.encode()


def test_a_text_that_changes_nothing_does_not_touch_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(OLD.encode())
    before = path.stat()
    seen = stored_text(path)
    save_text(tmp_path, seen, seen.text)
    after = path.stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)


def test_a_file_that_another_wrote_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("một\n", encoding="utf-8")
    seen = stored_text(path)
    path.write_text("khác\n", encoding="utf-8")
    with pytest.raises(FileChanged) as stop:
        save_text(tmp_path, seen, "hai\n")
    assert (stop.value.now.raw, stop.value.wanted) == ("khác\n", "hai\n")
    assert path.read_text(encoding="utf-8") == "khác\n"


def test_it_waits_for_the_lock_of_the_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_text("một\n", encoding="utf-8")
    seen = stored_text(path)
    monkeypatch.setattr("ketluan.store.stored_text.locked", lambda folder: locked(folder, seconds=0.0))
    with locked(tmp_path), pytest.raises(Refused):
        save_text(tmp_path, seen, "hai\n")
    assert path.read_text(encoding="utf-8") == "một\n"


def test_a_file_that_is_not_there_is_empty_and_is_made(tmp_path: Path) -> None:
    save_text(tmp_path, stored_text(tmp_path / "agencies.yml"), "places:\n")
    assert (tmp_path / "agencies.yml").read_text(encoding="utf-8") == "places:\n"
    (tmp_path / "b.md").write_bytes(b"\xff\xfe")
    with pytest.raises(Refused):
        stored_text(tmp_path / "b.md")
