"""The proof at every save: no word of a body goes without a person who has seen it, and the original has its say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ketluan.desk.original_views import Originals
from ketluan.desk.shelf import Shelf
from ketluan.desk.word_proof import WordChange
from ketluan.desk.writing import Change, NeedsConfirming, Words, Writer
from ketluan.importing.proof import Difference
from ketluan.model.notice import Notice
from ketluan.model.problem import Refused
from ketluan.store.id_keeping import keep_ids
from ketluan.store.stored_text import FileChanged
from tests.desk.desk_client import NOTICE, TODAY, copied_archive


class Printed(Originals):
    """Originals that all print the same: what a notice file lacks of it is lost."""

    words = "Tổ chức hội thảo về công tác chăm sóc sức khỏe"

    def differences(self, notice: Notice, text: str) -> tuple[Difference, ...]:
        return () if self.words in text else (Difference("lost", ("hội", "thảo"), 7),)


@pytest.fixture
def writer(tmp_path: Path) -> Writer:
    notices = copied_archive(tmp_path)
    return Writer(notices, Shelf(notices, lambda: TODAY), Printed(notices, tmp_path / "cache"))


def change(apply: Callable[[str], str], words: Words = "same", *, confirmed: bool = False) -> Change:
    return Change(what="thử", before="", after="", apply=apply, words=words, confirmed=confirmed)


def written(writer: Writer, wanted: Change) -> str:
    return writer.write(NOTICE, writer.open(NOTICE).digest, wanted).stored.text


def without(words: str) -> Callable[[str], str]:
    return lambda text: text.replace(words, "", 1)


@pytest.mark.parametrize("words", ["same", "moved"])
def test_a_change_that_is_not_one_of_words_loses_none(writer: Writer, words: Words) -> None:
    before = writer.open(NOTICE)
    with pytest.raises(Refused) as stop:
        written(writer, change(without("Tham dự "), words, confirmed=True))
    assert str(stop.value) == "Không ghi: thay đổi này sẽ làm mất hoặc thừa chữ (“tham dự” thành “”)."
    assert writer.open(NOTICE) == before


def test_words_in_another_order_are_no_loss_unless_the_original_says_so(writer: Writer) -> None:
    swapped = change(lambda text: text.replace("Tham dự", "dự Tham"), "moved")
    assert "dự Tham" in written(writer, swapped)
    torn = lambda text: text.replace("hội thảo về", "về hội thảo")  # noqa: E731
    with pytest.raises(NeedsConfirming) as stop:
        written(writer, change(torn, "moved"))
    assert stop.value.against == ("dòng 7: mất 2 chữ: “hội thảo”",)
    assert "về hội thảo" in written(writer, change(torn, "moved", confirmed=True))


def test_other_words_are_written_when_a_person_has_seen_them(writer: Writer) -> None:
    mended = without("Tham dự ")
    with pytest.raises(NeedsConfirming) as stop:
        written(writer, change(mended, "other"))
    assert stop.value.changes == (WordChange("tham dự", ""),) and stop.value.against == ()
    assert "Tham dự" not in written(writer, change(mended, "other", confirmed=True))


def test_a_change_that_makes_an_error_is_not_written(writer: Writer) -> None:
    with pytest.raises(Refused, match=r"^Không ghi được vì thông báo sẽ có lỗi: .*issuer"):
        written(writer, change(lambda text: text.replace("issuer: kon-tum/", "issuer: kon-tumm/")))
    with pytest.raises(Refused, match="Phần đầu của thông báo này không đọc được"):
        written(writer, change(_fail))


def _fail(text: str) -> str:
    raise ValueError("front matter cannot be read")


def test_a_text_that_nobody_was_shown_is_not_changed(writer: Writer) -> None:
    with pytest.raises(FileChanged):
        writer.write(NOTICE, "0" * 64, change(without("Tham dự "), "other", confirmed=True))


def test_a_task_keeps_the_id_it_was_published_under(writer: Writer) -> None:
    assert not keep_ids(writer.notices, today=TODAY).stopped_by
    text = writer.open(NOTICE).text
    first = next(line for line in text.split("\n") if line.startswith("- Tiếp thu"))
    rest = next(line for line in text.split("\n") if line.startswith("- Rà soát, đánh giá"))
    moved = change(lambda old: old.replace(f"{first}\n{rest}", f"{rest}\n{first}"), "moved")
    new = written(writer, moved)
    assert f"{rest}\n  {{: #1-2 }}\n{first}\n  {{: #1-1 }}" in new
