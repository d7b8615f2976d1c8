"""`check --keep-ids`: the ledger beside the notices, ids written into files, and what `check` compares with it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ketluan.cli.command import main
from ketluan.importing.importer import import_files
from ketluan.model.ledger import FOLDER, HEAD
from ketluan.model.problem import Refused
from ketluan.site.mkdocs_site import build_site
from ketluan.store import id_keeping
from ketluan.store.id_keeping import Kept, keep_ids
from ketluan.store.reader import read_archive
from tests.conftest import ROOT, TODAY
from tests.site.test_inventory import ISSUER, TASKS, at, write

LEDGER = f"{FOLDER}/{ISSUER}/2014.txt"
NEW = "Kiểm tra việc thu phí tại các chợ đầu mối."


@pytest.fixture
def notices(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two notices of three tasks, published."""
    monkeypatch.chdir(tmp_path)
    for number in (1, 2):
        write(tmp_path / "notices", f"{number}-tb-vp", tasks=tuple(f"{task[:-1]} số {number}." for task in TASKS))
    assert keep_ids(Path("notices"), today=TODAY) == Kept(published=8, new=8)
    return Path("notices")


def check(notices: Path) -> list[str]:
    return [problem.in_english() for problem in read_archive(notices, today=TODAY)[1]]


def lines(notices: Path, path: str = LEDGER) -> list[str]:
    return (notices / path).read_text(encoding="utf-8").splitlines()


def file(notices: Path, stem: str = "1-tb-vp") -> Path:
    return notices / ISSUER / f"2014/{stem}.md"


def change(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


def snapshot(notices: Path) -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in notices.rglob("*") if path.is_file()}


def test_the_ledger_has_a_line_for_each_id_with_its_task_s_words(notices: Path) -> None:
    assert lines(notices) == [
        HEAD.strip(),
        f"{ISSUER}/2014/1-tb-vp\t1/TB-VP · Kết luận số 1-tb-vp",
        f"{ISSUER}/2014/1-tb-vp#1-1\tRà soát danh mục thuốc của các trạm y tế số 1.\tGiao Sở Y tế:",
        f"{ISSUER}/2014/1-tb-vp#1-2\tTổ chức hội thảo về chăm sóc trẻ em số 1.\tGiao Sở Y tế:",
        f"{ISSUER}/2014/1-tb-vp#1-3\tBáo cáo kết quả trước ngày 30/9/2014 số 1.\tGiao Sở Y tế:",
        f"{ISSUER}/2014/2-tb-vp\t2/TB-VP · Kết luận số 2-tb-vp",
        f"{ISSUER}/2014/2-tb-vp#1-1\tRà soát danh mục thuốc của các trạm y tế số 2.\tGiao Sở Y tế:",
        f"{ISSUER}/2014/2-tb-vp#1-2\tTổ chức hội thảo về chăm sóc trẻ em số 2.\tGiao Sở Y tế:",
        f"{ISSUER}/2014/2-tb-vp#1-3\tBáo cáo kết quả trước ngày 30/9/2014 số 2.\tGiao Sở Y tế:",
    ]


def test_check_build_and_a_second_run_write_nothing_under_notices(notices: Path, tmp_path: Path) -> None:
    change(file(notices), ("- Rà soát", f"- {NEW}\n- Rà soát"))
    before = snapshot(notices)
    assert main(["--notices", str(notices), "check"]) == 0
    build_site(notices=notices, site=tmp_path / "site", today=TODAY)
    assert snapshot(notices) == before
    assert keep_ids(notices, today=TODAY) == Kept(published=9, new=1, files=1)
    before = snapshot(notices)
    assert keep_ids(notices, today=TODAY) == Kept(published=9)
    assert snapshot(notices) == before


def test_ids_that_the_numbering_would_move_are_written_into_the_file(notices: Path, tmp_path: Path) -> None:
    change(file(notices), ("- Rà soát", f"- {NEW}\n- Rà soát"))
    assert check(notices) == [
        f"{file(notices)}:13: note: ids are held by the ledger alone, and check --keep-ids writes them into the file: "
        "1-4, 1-1, 1-2, 1-3"
    ]
    keep_ids(notices, today=TODAY)
    assert check(notices) == []
    body = file(notices).read_text(encoding="utf-8").split("tế:\n\n")[1]
    assert [line for line in body.splitlines() if "{:" in line] == [f"  {{: #1-{number} }}" for number in (4, 1, 2, 3)]
    shutil.rmtree(notices / FOLDER)
    archive, _ = read_archive(notices, today=TODAY)
    assert [task.id for task in archive.by_id[f"{ISSUER}/2014/1-tb-vp"].directives] == ["1-4", "1-1", "1-2", "1-3"]
    build_site(notices=notices, site=tmp_path / "site", today=TODAY)
    page = (tmp_path / "site" / at("1-tb-vp") / "index.html").read_text(encoding="utf-8")
    assert 'id="1-1"' in page and "Rà soát" in page.split('id="1-1"')[1][:400]


def test_an_id_without_its_task_is_an_error_until_somebody_says_that_the_task_was_taken_out(
    notices: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(file(notices), ("- Tổ chức hội thảo về chăm sóc trẻ em số 1.\n", ""))
    said = (
        f"{file(notices)}:1: id must stay with its task, but '1-2' was published for “Tổ chức hội thảo về chăm sóc trẻ "
        "em số 1.” and no task surely is that one now; if a task here is it, write {: #1-2 } under it; if it was taken "
        "out, run check --keep-ids --allow-removal, then build or publish with --allow-removal"
    )
    assert said in check(notices)
    before = snapshot(notices)
    assert main(["--notices", str(notices), "check", "--keep-ids"]) == 1
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "Chưa ghi địa chỉ nào: hãy sửa các lỗi trên trước.",
        "2 thông báo: 1 lỗi, 1 ghi chú.",
    ]
    assert snapshot(notices) == before
    assert main(["--notices", str(notices), "check", "--keep-ids", "--allow-removal"]) == 0
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "Sổ địa chỉ có 7 địa chỉ, 0 địa chỉ mới, 1 địa chỉ thôi dùng; đã ghi mã vào 1 tệp thông báo.",
        "2 thông báo: 0 lỗi, 0 ghi chú.",
    ]
    assert lines(notices)[3].endswith("\tTổ chức hội thảo về chăm sóc trẻ em số 1.\tGiao Sở Y tế:\tended")
    change(file(notices), ("  {: #1-3 }\n", f"  {{: #1-3 }}\n- {NEW}\n"))
    keep_ids(notices, today=TODAY)
    assert f"{ISSUER}/2014/1-tb-vp#1-4\t{NEW}\tGiao Sở Y tế:" in lines(notices)


def test_an_id_on_another_task_is_an_error_that_nothing_but_the_file_mends(notices: Path) -> None:
    change(file(notices), ("- Tổ chức hội thảo về chăm sóc trẻ em số 1.\n", f"- {NEW}\n  {{: #1-2 }}\n"))
    said = (
        f"{file(notices)}:14: id must stay with its task, but '1-2' was published for “Tổ chức hội thảo về chăm sóc "
        f"trẻ em số 1.”; take {{: #1-2 }} away, or, if this is that task in other words, write its words into the line "
        f"of {ISSUER}/2014/1-tb-vp#1-2 in {LEDGER}"
    )
    assert check(notices) == [said]
    stopped = keep_ids(notices, today=TODAY, allow_removal=True).stopped_by
    assert [problem.in_english() for problem in stopped] == [said]
    change(notices / LEDGER, ("Tổ chức hội thảo về chăm sóc trẻ em số 1.", NEW))
    assert check(notices) == []


def test_an_edited_typo_is_a_remark_and_its_words_are_taken_over(notices: Path) -> None:
    change(file(notices), ("danh mục thuốc", "danh muc thuốc"))
    assert check(notices) == [
        f"{file(notices)}:13: note: words of '1-1' were published as “Rà soát danh mục thuốc của các trạm y tế số 1.”; "
        "check --keep-ids takes these"
    ]
    keep_ids(notices, today=TODAY)
    assert "Rà soát danh muc thuốc" in lines(notices)[2]
    assert check(notices) == []


def test_a_renamed_file_keeps_its_addresses_by_an_alias(notices: Path) -> None:
    old, new = file(notices), file(notices, "101-tb-vp")
    old.rename(new)
    change(new, ("number: 1/", "number: 101/"))
    assert check(notices) == [
        f"notices/{LEDGER}:2: address must stay, but '{ISSUER}/2014/1-tb-vp' was published and no notice has it now; "
        f"its text stands in {new}: write there aliases: [{ISSUER}/2014/1-tb-vp]"
    ]
    change(new, ("meeting: null", f"meeting: null\naliases: [{ISSUER}/2014/1-tb-vp]"))
    change(new, ("- Rà soát", f"- {NEW}\n- Rà soát"))
    assert [line for line in check(notices) if "note:" not in line] == []
    assert keep_ids(notices, today=TODAY) == Kept(published=13, new=5, files=1)
    assert [line.partition("\t")[0].partition("2014/")[2] for line in lines(notices)[1:]] == [
        *("1-tb-vp", "1-tb-vp#1-1", "1-tb-vp#1-2", "1-tb-vp#1-3"),
        *("2-tb-vp", "2-tb-vp#1-1", "2-tb-vp#1-2", "2-tb-vp#1-3"),
        *("101-tb-vp", "101-tb-vp#1-1", "101-tb-vp#1-2", "101-tb-vp#1-3", "101-tb-vp#1-4"),
    ]
    change(new, (f"aliases: [{ISSUER}/2014/1-tb-vp]\n", ""))
    assert [line.partition(": address must stay")[0] for line in check(notices)] == [f"notices/{LEDGER}:2"]


def test_an_old_address_that_is_given_to_another_notice_is_an_error(notices: Path) -> None:
    old, new, alias = file(notices), file(notices, "101-tb-vp"), f"meeting: null\naliases: [{ISSUER}/2014/1-tb-vp]"
    old.rename(new)
    change(new, ("number: 1/", "number: 101/"), ("meeting: null", alias))
    keep_ids(notices, today=TODAY)
    assert check(notices) == []
    change(new, (alias, "meeting: null"))
    change(file(notices, "2-tb-vp"), ("meeting: null", alias))
    wrong = [line for line in check(notices) if "note:" not in line]
    assert sorted(line.partition(", but ")[0].rpartition("/")[2] for line in wrong) == [
        "2-tb-vp.md:1: id must stay with its task" if at else "2-tb-vp.md:1: address must stay with its notice"
        for at in range(4)
    ]


def test_files_whose_names_were_exchanged_are_errors(notices: Path) -> None:
    one, two = file(notices).read_bytes(), file(notices, "2-tb-vp").read_bytes()
    file(notices).write_bytes(two)
    file(notices, "2-tb-vp").write_bytes(one)
    wrong = [line for line in check(notices) if "note:" not in line]
    assert sum("address must stay with its notice" in line for line in wrong) == 2
    assert keep_ids(notices, today=TODAY, allow_removal=True).stopped_by


def test_another_notice_at_a_published_address_is_an_error(notices: Path) -> None:
    file(notices).unlink()
    write(notices, "1-tb-vp", tasks=(NEW,))
    change(file(notices), ("number: 1/TB-VP", "number: null"), ("Kết luận số 1-tb-vp", "Giao ban quý về nông thôn mới"))
    wrong = [line for line in check(notices) if "note:" not in line]
    assert [line for line in wrong if "address must stay with its notice" in line] == [
        f"{file(notices)}:1: address must stay with its notice, but '{ISSUER}/2014/1-tb-vp' was published for “1/TB-VP "
        "· Kết luận số 1-tb-vp”; give this one another, or, if it is that notice, write its number and title "
        f"into notices/{LEDGER}:2"
    ]


def test_a_notice_without_tasks_is_known_by_its_title(notices: Path) -> None:
    path = write(notices, "3-tb-vp", tasks=())
    change(path, ("number: 3/TB-VP", "number: null"), ("Kết luận số 3-tb-vp", "Họp giao ban về công tác nông thôn mới"))
    keep_ids(notices, today=TODAY)
    change(path, ("về công tác nông thôn mới", "về công tác nông thôn mới quý I"))
    assert check(notices) == []
    change(path, ("Họp giao ban về công tác nông thôn mới quý I", "Kiểm tra các hồ chứa trước mùa mưa"))
    assert [line.partition(", but ")[0] for line in check(notices)] == [f"{path}:1: address must stay with its notice"]


def test_a_deleted_notice_is_an_error_until_it_is_allowed_and_its_address_is_never_given_again(notices: Path) -> None:
    text = file(notices).read_bytes()
    file(notices).unlink()
    assert check(notices) == [
        f"notices/{LEDGER}:2: address must stay, but '{ISSUER}/2014/1-tb-vp' was published and no notice has it now; "
        "write it into the aliases of the notice that took its place, or bring the file back (to take a notice off, "
        "withdraw it; else run check --keep-ids --allow-removal, then build or publish with --allow-removal)"
    ]
    assert keep_ids(notices, today=TODAY, allow_removal=True) == Kept(published=4, ended=4)
    assert check(notices) == []
    assert all(line.endswith("\tended") for line in lines(notices)[1:5])
    file(notices).write_bytes(text.replace("Kết luận số 1-tb-vp".encode(), "Việc khác hẳn".encode()))
    change(file(notices), ("number: 1/TB-VP", "number: null"))
    assert any("address must stay with its notice" in line for line in check(notices))


def test_a_whole_folder_that_is_gone_is_an_error_of_check(notices: Path) -> None:
    shutil.rmtree(notices / "kon-tum")
    assert sum("address must stay" in line for line in check(notices)) == 2


def test_a_withdrawn_notice_keeps_its_ids_and_nobody_asks_for_its_tasks(notices: Path) -> None:
    change(
        file(notices),
        ("meeting: null", "meeting: null\nstatus: {state: withdrawn, reason: Nhầm, date: 2014-08-01}"),
        ("- Rà soát danh mục thuốc của các trạm y tế số 1.\n", ""),
    )
    assert check(notices) == []
    before = lines(notices)
    keep_ids(notices, today=TODAY)
    assert lines(notices) == before


@pytest.mark.parametrize("number", ["number: 1/TB-VP", "number: null"])
def test_a_notice_withdrawn_before_it_was_published_was_never_known_by_other_words(number: str, notices: Path) -> None:
    (notices / LEDGER).unlink()
    status = "status: {state: withdrawn, reason: Nhầm, date: 2014-08-01}\n"
    title = "title: Kết luận tại cuộc họp về an toàn hồ chứa nước trước mùa mưa bão"
    change(file(notices), ("number: 1/TB-VP", number), ("title: Kết luận số 1-tb-vp", f"{status}{title}"))
    keep_ids(notices, today=TODAY)
    assert check(notices) == []
    change(file(notices), (status, ""))
    assert check(notices) == []


BROKEN: dict[str, tuple[str, str]] = {
    "a mark of a merge": ("<<<<<<< HEAD\n", "line must be an id, a tab and the words of its task, not '<<<<<<< HEAD'"),
    "no tab": (f"{ISSUER}/2014/1-tb-vp#1-9 Việc\n", "line must be an id, a tab and the words of its task, not"),
    "an id twice": (f"{ISSUER}/2014/1-tb-vp#1-1\tViệc khác\n", f"id must be given once in the ledger, not '{ISSUER}"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_ledger_is_an_error_and_is_not_written_over(kind: str, notices: Path) -> None:
    line, message = BROKEN[kind]
    with (notices / LEDGER).open("a", encoding="utf-8") as opened:
        opened.write(line)
    wrong = [said for said in check(notices) if "note:" not in said]
    assert [said for said in wrong if said.startswith(f"notices/{LEDGER}:10: {message}")]
    before = snapshot(notices)
    assert keep_ids(notices, today=TODAY, allow_removal=True).stopped_by
    assert snapshot(notices) == before


def test_lines_of_two_branches_come_together_in_any_order(notices: Path) -> None:
    head, *rest = lines(notices)
    (notices / LEDGER).write_text("\n".join([head, *reversed(rest), rest[0], ""]), encoding="utf-8")
    assert check(notices) == []
    keep_ids(notices, today=TODAY)
    assert lines(notices) == [head, *rest]


def test_nothing_is_written_while_check_has_errors(notices: Path) -> None:
    write(notices, "3-tb-vp")
    change(file(notices, "2-tb-vp"), ("issued: 2014-07-10", "issued: 2014-13-10"))
    before = snapshot(notices)
    assert keep_ids(notices, today=TODAY, allow_removal=True).stopped_by
    assert snapshot(notices) == before


def test_a_file_that_is_changed_meanwhile_is_left_alone(notices: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(file(notices), ("- Rà soát", f"- {NEW}\n- Rà soát"))
    real = id_keeping.read_archive

    def slow(folder: Path, *, today: object) -> object:
        found = real(folder, today=TODAY)
        change(file(notices), ("- Rà soát", "- Rà soát kỹ"))
        return found

    monkeypatch.setattr(id_keeping, "read_archive", slow)
    with pytest.raises(Refused, match="vừa bị sửa trong khi ghi địa chỉ; hãy chạy lại"):
        keep_ids(notices, today=TODAY)
    assert "{:" not in file(notices).read_text(encoding="utf-8")


def test_a_run_that_was_stopped_between_two_files_is_finished_by_the_next(
    notices: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for stem in ("1-tb-vp", "2-tb-vp"):
        change(file(notices, stem), ("- Rà soát", f"- {NEW}\n- Rà soát"))
    real = id_keeping.replace_text
    written: list[Path] = []

    def stopping(path: Path, text: str) -> None:
        if written:
            raise KeyboardInterrupt
        real(path, text)
        written.append(path)

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(id_keeping, "replace_text", stopping)
        keep_ids(notices, today=TODAY)
    assert keep_ids(notices, today=TODAY) == Kept(published=10, new=2, files=1)
    for name, tasks in ((each.id, each.directives) for each in read_archive(notices, today=TODAY)[0].notices):
        assert [task.id for task in tasks] == ["1-4", "1-1", "1-2", "1-3"], name


def test_an_import_takes_no_address_that_was_another_s_and_a_lost_notice_comes_back_to_its_own(tmp_path: Path) -> None:
    notices, source = tmp_path / "notices", tmp_path / "van-ban.txt"
    shutil.copytree(ROOT / "notices", notices)
    text = "UBND TỈNH KON TUM\nVĂN PHÒNG\nSố: 12/TB-VP\nKon Tum, ngày 5 tháng 3 năm 2015\n\nTHÔNG BÁO\n{}\n\n"
    text += (
        "Chủ tịch kết luận:\n1. Giao Sở Y tế rà soát danh mục thuốc.\n2. Giao Sở Nội vụ tham mưu sắp xếp các đơn vị.\n"
    )
    text += "Văn phòng thông báo để các đơn vị thực hiện./.\n"

    def imported(title: str) -> Path | None:
        source.write_text(text.format(title), encoding="utf-8")
        outcome = next(iter(import_files([source], notices=notices, issuer=ISSUER, today=TODAY)))
        assert outcome.state == "imported", outcome.reason
        return outcome.written

    first = imported("Kết luận họp về y tế")
    assert first == notices / ISSUER / "2015/12-tb-vp.md"
    keep_ids(notices, today=TODAY)
    first.unlink()
    first.with_suffix(".txt").unlink()
    assert imported("Kết luận họp về y tế") == first
    assert [line for line in check(notices) if "note:" not in line] == []
    first.unlink()
    first.with_suffix(".txt").unlink()
    assert imported("Một cuộc họp khác hẳn về giao thông") == notices / ISSUER / "2015/12-tb-vp-2.md"
