"""The drop folder: what is finished is taken, put away, and told about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from ketluan.importing.files.new_files import found_files
from ketluan.importing.importer import Outcome
from ketluan.importing.inbox import Inbox, watch_folder
from tests.importing.source_texts import FIXTURES

TODAY = dt.date(2026, 1, 15)


def watched(
    folder: Path, notices: Path, *, looks: int, between: Callable[[int], None] = lambda look: None
) -> list[Outcome]:
    """The outcomes of some looks at the folder; then Ctrl-C is pressed."""
    done = 0

    def pause(seconds: float) -> None:
        nonlocal done
        done += 1
        if done == looks:
            raise KeyboardInterrupt
        between(done)

    return list(watch_folder(folder, notices=notices, today=lambda: TODAY, pause=pause))


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_what_was_imported_goes_to_done_and_what_failed_to_failed_with_the_reason(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "xa.txt").write_bytes((FIXTURES / "xa.txt").read_bytes())
    (inbox / "rỗng.txt").write_bytes(b"")
    outcomes = watched(inbox, tmp_path / "kho", looks=2)
    assert [outcome.state for outcome in outcomes] == ["failed", "imported"]
    assert names(inbox) == ["done/xa.txt", "done/xa.txt.bao-cao.txt", "failed/rỗng.txt", "failed/rỗng.txt.ly-do.txt"]
    said = (inbox / "failed/rỗng.txt.ly-do.txt").read_text(encoding="utf-8")
    assert said == f"{inbox / 'rỗng.txt'}: KHÔNG nhập được\n  Lý do: Tệp rỗng, không có nội dung.\n"


def test_a_file_that_still_grows_waits(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    text = (FIXTURES / "xa.txt").read_bytes()
    (inbox / "xa.txt").write_bytes(text[:500])

    def grow(look: int) -> None:
        if look == 1:
            (inbox / "xa.txt").write_bytes(text)

    assert watched(inbox, tmp_path / "kho", looks=2, between=grow) == []
    assert [outcome.state for outcome in watched(inbox, tmp_path / "kho", looks=2)] == ["imported"]


def test_a_second_file_of_the_same_name_is_put_beside_the_first(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    for _ in range(2):
        inbox.mkdir(exist_ok=True)
        (inbox / "xa.txt").write_bytes((FIXTURES / "xa.txt").read_bytes())
        watched(inbox, tmp_path / "kho", looks=2)
    assert [name for name in names(inbox) if not name.endswith("bao-cao.txt")] == ["done/xa-2.txt", "done/xa.txt"]


def test_hidden_and_unfinished_files_are_left_alone(tmp_path: Path) -> None:
    for name in (".ẩn.txt", "~$khóa.docx", "tải.pdf.part"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    inbox = Inbox(tmp_path)
    assert (inbox.ready(), inbox.ready()) == ([], [])


def put(path: Path, name: str = "xa.txt") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((FIXTURES / name).read_bytes())
    return path


def test_folders_that_are_moved_in_are_read_and_put_away_as_they_were(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    put(inbox / "tháng 4/xa/xa.txt")
    put(inbox / "tháng 4/huyện.txt", "huyen-2012.txt")
    (inbox / "tháng 4/xa/rỗng.txt").write_bytes(b"")
    outcomes = watched(inbox, tmp_path / "kho", looks=2)
    assert sorted(outcome.state for outcome in outcomes) == ["failed", "imported", "imported"]
    assert names(inbox) == [
        "done/tháng 4/huyện.txt",
        "done/tháng 4/huyện.txt.bao-cao.txt",
        "done/tháng 4/xa/xa.txt",
        "done/tháng 4/xa/xa.txt.bao-cao.txt",
        "failed/tháng 4/xa/rỗng.txt",
        "failed/tháng 4/xa/rỗng.txt.ly-do.txt",
    ]
    assert not (inbox / "tháng 4").exists()


def test_a_folder_in_which_something_is_left_stays(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    put(inbox / "a/xa.txt")
    (inbox / "a/tải.pdf.part").write_bytes(b"x")
    watched(inbox, tmp_path / "kho", looks=2)
    assert [name for name in names(inbox) if not name.startswith("done")] == ["a/tải.pdf.part"]


def test_what_was_put_away_is_never_read_again(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    put(inbox / "xa.txt")
    (inbox / "rỗng.txt").write_bytes(b"")
    watched(inbox, tmp_path / "kho", looks=2)
    assert watched(inbox, tmp_path / "kho", looks=3) == []
    assert list(found_files([inbox])) == []
    assert list(found_files([tmp_path])) == [path for path in found_files([tmp_path]) if "inbox" not in path.parts]


def test_what_failed_is_read_again_when_it_is_given_itself(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    (tmp_path / "inbox").mkdir()
    (inbox / "rỗng.txt").write_bytes(b"")
    watched(inbox, tmp_path / "kho", looks=2)
    assert [path.name for path in found_files([inbox / "failed"])] == ["rỗng.txt"]


def test_a_folder_of_a_person_may_be_called_done(tmp_path: Path) -> None:
    put(tmp_path / "văn bản/done/xa.txt")
    assert [path.name for path in found_files([tmp_path])] == ["xa.txt"]
