"""A published id stays with its task, whatever is done to the text; what is not sure is said, never guessed."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ketluan.model.ledger import PublishedId
from ketluan.model.notice import Body
from ketluan.store.id_keeping import with_ids
from ketluan.store.identity import are_as_numbered
from ketluan.store.notice_body import read_body

DAY = dt.date(2025, 1, 8)
HEAD = "---\n---\n\nChủ tịch kết luận:\n\n"
BASE = """## 1. Giao Sở Y tế:

- Rà soát danh mục thuốc của các trạm y tế xã.
- Tổ chức hội thảo về chăm sóc sức khỏe trẻ em.
- Báo cáo kết quả với Ủy ban nhân dân tỉnh trước ngày 30/9/2025.

## 2. Giao Sở Nội vụ:

- Tham mưu sắp xếp lại các đơn vị sự nghiệp.
- Báo cáo kết quả với Ủy ban nhân dân tỉnh trước ngày 30/9/2025.
"""


def read(text: str, published: tuple[PublishedId, ...] = ()) -> Body:
    body, problems = read_body(HEAD[9:] + text, date=DAY, first_line=4, published=published)
    assert problems == ()
    return body


def ledger(body: Body, *, ended: str = "") -> tuple[PublishedId, ...]:
    return tuple(
        PublishedId(notice="a/b/2025/1", anchor=anchor, words=words, heading=heading, ended=anchor in ended.split())
        for anchor, words, heading in body.ids
    )


PUBLISHED = ledger(read(BASE))
RA_SOAT, HOI_THAO, BAO_CAO, THAM_MUU = (
    "- Rà soát danh mục thuốc của các trạm y tế xã.\n",
    "- Tổ chức hội thảo về chăm sóc sức khỏe trẻ em.\n",
    "- Báo cáo kết quả với Ủy ban nhân dân tỉnh trước ngày 30/9/2025.\n",
    "- Tham mưu sắp xếp lại các đơn vị sự nghiệp.\n",
)
NEW = "- Kiểm tra việc thu phí tại các chợ đầu mối.\n"


def edited(*changes: tuple[str, str]) -> str:
    text = BASE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def ids(body: Body) -> list[tuple[str, str]]:
    """Each directive's id with its first two words, in printed order."""
    return [(each.id, " ".join(each.text.split()[:2])) for each in body.directives]


def found(body: Body) -> list[str]:
    return [f"{each.kind} {each.id}" + (f" at {each.line}" if each.line else "") for each in body.findings]


def said(body: Body) -> list[str]:
    """What `check` stops at or remarks on, but for the ids that the ledger holds."""
    return [line for line in found(body) if not line.startswith("unheld")]


SAME = [
    ("1-1", "Rà soát"),
    ("1-2", "Tổ chức"),
    ("1-3", "Báo cáo"),
    ("2-1", "Tham mưu"),
    ("2-2", "Báo cáo"),
]


def test_what_did_not_change_keeps_its_ids_without_a_word() -> None:
    assert [entry.anchor for entry in PUBLISHED] == [anchor for anchor, _ in SAME]
    assert (ids(read(BASE, PUBLISHED)), found(read(BASE, PUBLISHED))) == (SAME, [])


KEPT: dict[str, tuple[str, list[tuple[str, str]], list[str]]] = {
    "one inserted in front": (
        edited((RA_SOAT, NEW + RA_SOAT)),
        [("1-4", "Kiểm tra"), *SAME],
        ["unheld 1-4 at 8", "unheld 1-1 at 9", "unheld 1-2 at 10", "unheld 1-3 at 11"],
    ),
    "one added at the end of a section": (
        edited((BAO_CAO, BAO_CAO + NEW)),
        [*SAME[:3], ("1-4", "Kiểm tra"), *SAME[3:]],
        [],
    ),
    "two swapped": (
        edited((RA_SOAT + HOI_THAO, HOI_THAO + RA_SOAT)),
        [SAME[1], SAME[0], *SAME[2:]],
        ["unheld 1-2 at 8", "unheld 1-1 at 9"],
    ),
    "one moved to another section": (
        edited((RA_SOAT, ""), (THAM_MUU, THAM_MUU + RA_SOAT)),
        [*SAME[1:4], SAME[0], SAME[4]],
        ["unheld 1-2 at 8", "unheld 1-3 at 9", "unheld 1-1 at 14", "unheld 2-2 at 15"],
    ),
    "sections swapped and numbered anew": (
        BASE.split("\n## 2. ")[1].join(["## 1. ", "\n## 2. "]) + BASE.split("\n## 2. ")[0].removeprefix("## 1. "),
        [*SAME[3:], *SAME[:3]],
        ["unheld 2-1 at 8", "unheld 2-2 at 9", "unheld 1-1 at 13", "unheld 1-2 at 14", "unheld 1-3 at 15"],
    ),
    "a typo mended": (
        edited(("trạm y tế xã", "trạm y tê xã")),
        SAME,
        ["edited 1-1 at 8"],
    ),
    "a word mended in one that another was put in front of": (
        edited((HOI_THAO, NEW + HOI_THAO.replace("hội thảo", "hội thao"))),
        [SAME[0], ("1-4", "Kiểm tra"), *SAME[1:]],
        ["edited 1-2 at 10", "unheld 1-4 at 9", "unheld 1-2 at 10", "unheld 1-3 at 11"],
    ),
    "signs and capitals": (
        edited(("- Tổ chức hội thảo về", "- Tổ chức Hội thảo, về")),
        SAME,
        [],
    ),
    "a heading worded otherwise": (
        edited(("Giao Sở Y tế:", "Đối với Sở Y tế:")),
        SAME,
        [],
    ),
    "split, one half keeps the id": (
        edited((HOI_THAO, "- Tổ chức hội thảo.\n- Nội dung về chăm sóc sức khỏe trẻ em.\n  {: #1-2 }\n")),
        [SAME[0], ("1-4", "Tổ chức"), ("1-2", "Nội dung"), *SAME[2:]],
        ["edited 1-2 at 10", "unheld 1-4 at 9", "unheld 1-3 at 12"],
    ),
    "no directive any more by hand": (
        edited((HOI_THAO, HOI_THAO + "  {: .assessment }\n")),
        [SAME[0], *SAME[2:]],
        ["unheld 1-2 at 9", "unread 1-2 at 9", "unheld 1-3 at 11"],
    ),
    "one more directive by hand": (
        edited(("## 1.", "Sở Y tế đã có nhiều cố gắng.\n{: .directive }\n\n## 1.")),
        [("0-1", "Sở Y"), *SAME],
        [],
    ),
}


@pytest.mark.parametrize("edit", KEPT)
def test_an_edit_moves_nobody_s_id(edit: str) -> None:
    text, expected, findings = KEPT[edit]
    body = read(text, PUBLISHED)
    assert (ids(body), found(body)) == (expected, findings)
    for anchor, _ in SAME:
        assert body.html.count(f'id="{anchor}"') == 1


SAID: dict[str, tuple[str, list[str]]] = {
    "one deleted": (edited((HOI_THAO, "")), ["gone 1-2"]),
    "one replaced by another": (edited((HOI_THAO, NEW)), ["gone 1-2"]),
    "one worded anew, more than a mistake": (
        edited((HOI_THAO, "- Tổ chức hội nghị, tập huấn về chăm sóc người cao tuổi.\n")),
        ["gone 1-2 at 9"],
    ),
    "two joined": (
        edited((RA_SOAT + HOI_THAO, RA_SOAT[:-2] + "; " + HOI_THAO[2:].lower())),
        ["gone 1-1 at 8", "gone 1-2 at 8"],
    ),
    "two joined, one kept": (
        edited((RA_SOAT + HOI_THAO, RA_SOAT[:-2] + "; " + HOI_THAO[2:].lower() + "  {: #1-1 }\n")),
        ["edited 1-1 at 8", "gone 1-2"],
    ),
    "split, and nobody said which": (
        edited((HOI_THAO, "- Tổ chức hội thảo.\n- Nội dung về chăm sóc sức khỏe trẻ em.\n")),
        ["gone 1-2 at 10"],
    ),
    "an id given to another task": (edited((HOI_THAO, HOI_THAO + "  {: #1-1 }\n")), ["taken 1-1 at 9", "gone 1-2"]),
    "an id given to a new task": (edited((HOI_THAO, NEW + "  {: #1-2 }\n")), ["taken 1-2 at 9"]),
    "ids exchanged": (
        edited((RA_SOAT + HOI_THAO, RA_SOAT + "  {: #1-2 }\n" + HOI_THAO + "  {: #1-1 }\n")),
        ["taken 1-2 at 8", "taken 1-1 at 10"],
    ),
    "one of two that read the same": (
        edited((BAO_CAO, ""), (BAO_CAO, "")),
        ["gone 1-3", "gone 2-2"],
    ),
}


@pytest.mark.parametrize("edit", SAID)
def test_what_would_lose_an_id_is_said_and_its_id_given_to_nobody(edit: str) -> None:
    text, expected = SAID[edit]
    body = read(text, PUBLISHED)
    assert said(body) == expected
    published = {entry.anchor: entry.words for entry in PUBLISHED}
    for anchor, words, _ in body.ids:
        lost = f"taken {anchor} at" in " ".join(expected) or f"edited {anchor} at" in " ".join(expected)
        assert lost or published.get(anchor, words) == words


ALIKE = (
    "- Kiểm tra việc thu phí tại các chợ trên địa bàn xã Đăk Hà.\n",
    "- Kiểm tra việc thu phí tại các chợ trên địa bàn xã Sa Thầy.\n",
    "- Kiểm tra việc thu phí tại các bến xe trên địa bàn xã Đăk Hà.\n",
)
BUSES = "- Kiểm tra việc thu phí tại các {} trên địa bàn xã Đăk Hà.\n"
AMONG_LIKES: dict[str, tuple[str, list[str]]] = {
    "ids exchanged": (
        f"{ALIKE[0]}  {{: #1-2 }}\n{ALIKE[1]}  {{: #1-1 }}\n{ALIKE[2]}",
        ["taken 1-2 at 8", "taken 1-1 at 10"],
    ),
    "ids exchanged and a word mended": (
        f"{ALIKE[0].replace('việc', 'viec')}  {{: #1-2 }}\n{ALIKE[1]}  {{: #1-1 }}\n{ALIKE[2]}",
        ["taken 1-2 at 8", "taken 1-1 at 10"],
    ),
    "the first deleted, a word of the next mended": (
        ALIKE[1].replace("phí", "phi") + ALIKE[2],
        ["edited 1-2 at 8", "gone 1-1"],
    ),
    "one deleted, the next one changed into something between": (
        ALIKE[0] + BUSES.format("chợ và bến xe"),
        ["gone 1-2 at 9", "gone 1-3 at 9"],
    ),
    "two that may be one": (
        ALIKE[0] + ALIKE[1] + BUSES.format("bãi xe") + BUSES.format("nhà xe"),
        ["gone 1-3 at 10"],
    ),
    "two that may be one, elsewhere": (
        ALIKE[0] + ALIKE[1] + NEW + BUSES.format("bãi xe") + BUSES.format("nhà xe"),
        ["gone 1-3 at 11"],
    ),
}


@pytest.mark.parametrize("edit", AMONG_LIKES)
def test_tasks_that_are_alike_are_not_taken_for_each_other(edit: str) -> None:
    text, expected = AMONG_LIKES[edit]
    published = ledger(read("## 1. Giao Sở Y tế:\n\n" + "".join(ALIKE)))
    assert said(read("## 1. Giao Sở Y tế:\n\n" + text, published)) == expected


ONE = "- Kiểm tra, đôn đốc việc thu phí, lệ phí và quản lý biên lai tại các chợ đầu mối trên địa bàn xã {} trong năm.\n"


def test_a_mended_copy_of_one_task_is_not_taken_for_another() -> None:
    published = ledger(read("## 1. Giao Sở Y tế:\n\n" + ONE.format("Hà") + ONE.format("Tô") + NEW))
    text = ONE.format("Tô").replace("biên lai", "biênn lai") + ONE.format("Tô") + NEW
    assert said(read("## 1. Giao Sở Y tế:\n\n" + text, published)) == ["gone 1-1 at 8"]


def test_of_two_mended_texts_in_a_section_none_is_taken_when_both_may_be_it() -> None:
    published = ledger(read("## 1. Giao Sở Y tế:\n\n" + ONE.format("Hà")))
    text = NEW + ONE.format("Hà").replace("biên lai", "biênn lai") + ONE.format("Tô").replace("đôn", "đônn")
    assert said(read("## 1. Giao Sở Y tế:\n\n" + text, published)) == ["gone 1-1 at 9"]
    text = NEW + ONE.format("Hà").replace("biên lai", "biênn lai")
    assert said(read("## 1. Giao Sở Y tế:\n\n" + text, published)) == ["edited 1-1 at 9"]


def test_one_wrong_word_of_a_short_task_is_a_mistake_that_was_mended() -> None:
    published = ledger(read("## 1. Giao Sở Y tế:\n\n- Rà soát quỹ đất.\n"))
    assert said(read("## 1. Giao Sở Y tế:\n\n- Rà soát quỹ đấtt.\n", published)) == ["edited 1-1 at 8"]


def test_twins_under_headings_that_all_read_otherwise_are_nobody_s() -> None:
    text = edited(("Giao Sở Y tế:", "Về lĩnh vực thứ nhất:"), ("Giao Sở Nội vụ:", "Về lĩnh vực thứ hai:"))
    assert said(read(text, PUBLISHED)) == ["gone 1-3 at 10", "gone 2-2 at 10"]


def test_of_twins_in_one_section_the_number_decides() -> None:
    published = ledger(read("## 1. Giao Sở Y tế:\n\n" + BAO_CAO + RA_SOAT + BAO_CAO))
    body = read("## 1. Giao Sở Y tế:\n\n" + NEW + RA_SOAT + BAO_CAO, published)
    assert (ids(body), found(body)) == (
        [("1-4", "Kiểm tra"), ("1-2", "Rà soát"), ("1-3", "Báo cáo")],
        ["gone 1-1", "unheld 1-4 at 8"],
    )


def test_twins_under_headings_of_one_name_are_told_apart_by_the_headings_above() -> None:
    parts = [
        "## I. {}\n\n### 1. Giao Sở Y tế:\n\n- Báo cáo kết quả.\n\n",
        "## II. {}\n\n### 1. Giao Sở Y tế:\n\n- Báo cáo kết quả.\n\n",
    ]
    published = ledger(read(parts[0].format("Về nông thôn") + parts[1].format("Về đô thị")))
    assert [(each.anchor, each.heading) for each in published] == [
        ("I.1-1", "Giao Sở Y tế: ‹ Về nông thôn"),
        ("II.1-1", "Giao Sở Y tế: ‹ Về đô thị"),
    ]
    swapped = read(parts[0].format("Về đô thị") + parts[1].format("Về nông thôn"), published)
    assert [each.id for each in swapped.directives] == ["II.1-1", "I.1-1"]
    worded = read(parts[0].format("Lĩnh vực nông thôn") + parts[1].format("Về đô thị"), published)
    assert ([each.id for each in worded.directives], found(worded)) == (["I.1-1", "II.1-1"], [])
    both = read(parts[0].format("Lĩnh vực nông thôn") + parts[1].format("Lĩnh vực đô thị"), published)
    assert said(both) == ["gone I.1-1 at 10", "gone II.1-1 at 10"]


def test_an_id_by_hand_on_a_twin_is_taken() -> None:
    moved = edited(
        (BAO_CAO, BAO_CAO + "  {: #2-2 }\n"), ("- Tham mưu sắp xếp lại các đơn vị sự nghiệp.\n" + BAO_CAO, "")
    )
    assert found(read(moved, PUBLISHED))[0] == "taken 2-2 at 10"
    assert found(read(moved, ledger(read(BASE), ended="2-1 2-2")))[0] == "taken 2-2 at 10"


def test_tasks_that_read_the_same_are_told_apart_by_their_heading() -> None:
    swapped, _, _ = KEPT["sections swapped and numbered anew"]
    assert [(each.id, each.headings[-1]) for each in read(swapped, PUBLISHED).directives if each.text[:3] == "Báo"] == [
        ("2-2", "1. Giao Sở Nội vụ:"),
        ("1-3", "2. Giao Sở Y tế:"),
    ]


def test_an_id_that_ended_is_nobody_s_but_its_own_task_s() -> None:
    gone = ledger(read(BASE), ended="1-3")
    new = edited((BAO_CAO, NEW))
    assert ("1-4", "Kiểm tra") in ids(read(new, gone))
    assert ("1-4", "Báo cáo") in ids(read(BASE, gone))
    assert found(read(edited((BAO_CAO, NEW + "  {: #1-3 }\n")), gone)) == ["taken 1-3 at 10"]
    mended = edited((BAO_CAO, BAO_CAO.replace("kết quả", "kết qua") + "  {: #1-3 }\n"))
    assert found(read(mended, gone)) == ["taken 1-3 at 10"]
    back = read(edited((BAO_CAO, BAO_CAO + "  {: #1-3 }\n")), gone)
    assert (ids(back), found(back)) == (SAME, [])


def test_the_words_of_the_ledger_can_be_mended_by_hand_where_a_task_is_the_same_in_other_words() -> None:
    text = edited((HOI_THAO, NEW + "  {: #1-2 }\n"))
    mended = tuple(replace(each, words=NEW[2:].strip()) if each.anchor == "1-2" else each for each in PUBLISHED)
    assert found(read(text, mended)) == []


def test_a_version_that_sees_one_directive_more_or_less_moves_nobody_s_id(monkeypatch: pytest.MonkeyPatch) -> None:
    from ketluan.understanding import block_roles, directive
    from ketluan.understanding.addressees import Addressees

    real = directive.ruling
    unread = block_roles.BlockRuling("unread", block_roles.NOT_SAID, certain=False)

    def blind(context: block_roles.BlockContext, addressed: Addressees) -> block_roles.BlockRuling:
        return unread if "hội thảo" in context.block.text else real(context, addressed)

    monkeypatch.setattr(directive, "ruling", blind)
    fewer = read(BASE)
    assert [anchor for anchor, _ in ids(fewer)] == ["1-1", "1-2", "2-1", "2-2"]
    after = read(BASE, PUBLISHED)
    assert ids(after) == [SAME[0], *SAME[2:]]
    assert '<li id="1-2">Tổ chức hội thảo' in after.html
    assert found(after) == ["unheld 1-2 at 9", "unread 1-2 at 9", "unheld 1-3 at 10"]
    published = ledger(fewer)
    monkeypatch.undo()
    more = read(BASE, published)
    assert ids(more) == [("1-1", "Rà soát"), ("1-3", "Tổ chức"), ("1-2", "Báo cáo"), *SAME[3:]]


def test_a_row_of_a_table_keeps_its_id() -> None:
    head = "## Phụ lục\n\n| TT | Nhiệm vụ | Cơ quan chủ trì | Thời hạn |\n|---|---|---|---|\n"
    rows = [
        "| 1 | Rà soát quy hoạch các khu dân cư | Sở Xây dựng | Quý III/2025 |\n",
        "| 2 | Báo cáo định kỳ hằng tháng | Sở Nội vụ | Hằng tháng |\n",
        "| 3 | Báo cáo định kỳ hằng tháng | Sở Y tế | Hằng tháng |\n",
    ]
    published = ledger(read(head + "".join(rows)))
    assert [entry.anchor for entry in published] == ["PL1-1", "PL1-2", "PL1-3"]
    fewer = read(head + rows[0] + rows[2].replace("| 3", "| 2"), published)
    leads = [(each.id, each.lead[0].name) for each in fewer.directives]
    assert leads == [("PL1-1", "Sở Xây dựng"), ("PL1-3", "Sở Y tế")]
    assert found(fewer) == ["gone PL1-2", "unheld PL1-3 at 11"]
    written = with_ids(HEAD + head + rows[0] + rows[2], {11: "PL1-3"})
    assert written.endswith("| Hằng tháng {: #PL1-3 } |\n")
    assert [each.id for each in read(written[len(HEAD) :]).directives] == ["PL1-1", "PL1-3"]


@pytest.mark.parametrize("anchor", ["muc-1", "de-muc-2", "phu-luc", "noi-nhan", "ban-goc", "lien-quan", "kl-home-q"])
def test_an_id_that_the_page_gives_itself_is_no_task_s(anchor: str) -> None:
    _, problems = read_body(HEAD[9:] + edited((HOI_THAO, f"{HOI_THAO}  {{: #{anchor} }}\n")), date=DAY)
    assert [problem.message.english for problem in problems] == [
        f"id must be none that the page gives itself, not '{anchor}'"
    ]


def test_a_heading_takes_no_id_that_another_has() -> None:
    text = edited(("## 1. Giao Sở Y tế:", "## 1. Giao Sở Y tế: {: #muc-2 }"))
    _, problems = read_body(HEAD[9:] + text, date=DAY, first_line=4)
    messages = [f"{problem.line}: {problem.message.english}" for problem in problems]
    assert messages == ["6: id must be free, not 'muc-2' (another heading has it)"]


LONG = " ".join(["Ủy ban nhân dân các xã"] * 12)


def test_long_tasks_that_begin_and_end_alike_are_told_apart() -> None:
    one, two = (f"- {LONG} {word} {LONG} báo cáo trước ngày 30/9.\n" for word in ("Đăk Hà", "Sa Thầy"))
    published = ledger(read("## 1. Giao Sở Y tế:\n\n" + one + two))
    swapped = read("## 1. Giao Sở Y tế:\n\n" + two + one, published)
    assert [each.id for each in swapped.directives] == ["1-2", "1-1"]
    headings = [
        f"## {number}. Giao {LONG} {word}:\n\n- Báo cáo.\n\n" for number, word in ((1, "Đăk Hà"), (2, "Sa Thầy"))
    ]
    published = ledger(read("".join(headings)))
    swapped = read("".join([headings[1].replace("2.", "1."), headings[0].replace("1.", "2.")]), published)
    assert [each.id for each in swapped.directives] == ["2-1", "1-1"]


WHERE: dict[str, tuple[str, int, str]] = {
    "an item": ("- Việc một.\n- Việc hai.\n", 1, "- Việc một.\n  {: #x }\n- Việc hai.\n"),
    "the last item without a line end": ("- Việc một.", 1, "- Việc một.\n  {: #x }\n"),
    "an item of two lines": ("- Việc\n  một.\n", 1, "- Việc\n  một.\n  {: #x }\n"),
    "an item under an item": ("- Gồm:\n  - Việc một.\n", 2, "- Gồm:\n  - Việc một.\n    {: #x }\n"),
    "a numbered paragraph": ("1\\. Việc một.\n", 1, "1\\. Việc một.\n{: #x }\n"),
    "a heading": ("## 1. Việc một\n", 1, "## 1. Việc một {: #x }\n"),
    "a heading that ends in signs": ("## 1. Việc một ##\n", 1, "## 1. Việc một ##\n{: #x }\n"),
    "a heading with attributes": ('## 1. Việc {: lead="a/b" }\n', 1, '## 1. Việc {: lead="a/b" #x }\n'),
    "an item with attributes": ("- Việc một.\n  {: .directive }\n", 1, "- Việc một.\n  {: .directive #x }\n"),
    "a row": ("| A | B |\n|---|---|\n| a | b |\n", 3, "| A | B |\n|---|---|\n| a | b {: #x } |\n"),
    "a row with attributes": (
        "| A | B |\n|---|---|\n| a | b {: .directive } |\n",
        3,
        "| A | B |\n|---|---|\n| a | b {: .directive #x } |\n",
    ),
    "a row whose last cell is merged": ("| A | B |\n|---|---|\n| a ||\n", 3, "| A | B |\n|---|---|\n| a |{: #x }|\n"),
    "a word in braces": ("- Việc {: một.\n", 1, "- Việc {: một.\n  {: #x }\n"),
}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("where", WHERE)
def test_an_id_is_written_where_the_format_has_it_and_nothing_else_changes(where: str, end: str) -> None:
    text, line, expected = WHERE[where]
    written = with_ids((HEAD + text).replace("\n", end), {line + 5: "x"})
    assert written == (HEAD + expected).replace("\n", end)


# --- whatever is done to the text -------------------------------------------------------------------------------------

WORDS = "rà soát báo cáo quy hoạch đất đai y tế xã huyện tỉnh trường học cầu đường vốn".split()
texts = st.lists(st.sampled_from(WORDS), min_size=3, max_size=9).map(lambda words: "Kiểm tra " + " ".join(words))


@dataclass
class Task:
    """One task of the model: who it is, what it says now, the id written under it."""

    who: int
    text: str
    hand: str = ""
    assessment: bool = False


@dataclass
class Model:
    """A notice as its editors know it, and what was published of it."""

    sections: list[list[Task]] = field(default_factory=lambda: [[], [], []])
    born: int = 0
    published: tuple[PublishedId, ...] = ()
    owner: dict[str, tuple[int, str]] = field(default_factory=dict)

    def born_as(self, text: str) -> Task:
        self.born += 1
        return Task(self.born, text)

    def written(self) -> tuple[str, dict[int, Task]]:
        lines, tasks = HEAD[9:].split("\n")[:-1], {}
        for number, section in enumerate(self.sections, 1):
            lines += ["", f"## {number}. Giao Sở {'ABC'[number - 1]}:", ""]
            for task in section:
                tasks[len(lines) + 1] = task
                said = (f"#{task.hand}" if task.hand else "") + (" .assessment" if task.assessment else "")
                lines += [f"- {task.text}.", *([f"  {{: {said} }}"] if said.strip() else [])]
        return "\n".join(lines) + "\n", tasks


EDITS = "insert delete swap move typo reword replace copy split join hand steal role".split()


def edit(model: Model, what: str, one: int, other: int, text: str) -> None:
    places = [(section, at) for section in model.sections for at in range(len(section))]
    target = model.sections[other % 3]
    if what == "insert" or not places:
        target.insert(one % (len(target) + 1), model.born_as(text))
        return
    section, at = places[one % len(places)]
    others, where = places[other % len(places)]
    task, words = section[at], section[at].text.split()
    if what == "delete":
        del section[at]
    elif what == "swap":
        section[at], others[where] = others[where], section[at]
    elif what == "move":
        del section[at]
        target.insert(other % (len(target) + 1), task)
    elif what == "typo":
        task.text = " ".join([*words[:-1], words[-1] + "h"])
    elif what == "reword":
        task.text = " ".join(words[: other % len(words)] + text.split()[2:])
    elif what == "replace":
        section[at] = model.born_as(text)
        section[at].hand = task.hand
    elif what == "copy":
        target.insert(other % (len(target) + 1), replace(task, who=model.born_as("").who))
    elif what == "split" and len(words) > 4:
        task.text = " ".join(words[: len(words) // 2])
        section.insert(at + 1, model.born_as(" ".join(words[len(words) // 2 :])))
    elif what == "join" and at + 1 < len(section):
        task.text += ", " + section.pop(at + 1).text
    elif what == "hand":
        task.hand = task.hand or f"{other % 3 + 1}-{one % 5 + 1}"
    elif what == "steal":
        task.hand, others[where].hand = others[where].hand, task.hand
    elif what == "role":
        task.assessment = not task.assessment


def checked(model: Model) -> None:
    """Each published id stands on its task, or a finding names it; none stands twice."""
    text, tasks = model.written()
    body, problems = read_body(text, date=DAY, published=model.published)
    plain = read_body(text, date=DAY)
    if are_as_numbered(plain[0].ids, model.published):
        assert plain == (body, problems)
    assert (body, problems) == read_body(text, date=DAY, published=model.published)
    if problems:
        return
    named = {finding.id for finding in body.findings if finding.kind in ("gone", "taken", "edited")}
    anchors = re.findall(r'<li id="([^"]+)"', body.html)
    assert len(set(anchors)) == len(anchors)
    standing = {anchor: words for anchor, words, _ in body.ids}
    whose = _whose(body, tasks, text)
    for entry in model.published:
        if entry.anchor in named:
            continue
        if entry.ended and entry.anchor not in standing:
            continue
        (who, words), (owner, published) = whose[entry.anchor], model.owner[entry.anchor]
        assert who == owner or re.findall(r"\w+", words) == re.findall(r"\w+", published), entry


def _whose(body: Body, tasks: dict[int, Task], text: str) -> dict[str, tuple[int, str]]:
    lines = text.split("\n")
    by_text: dict[str, list[Task]] = {}
    for task in tasks.values():
        by_text.setdefault(task.text, []).append(task)
    order = iter(re.findall(r'<li(?: id="([^"]+)")?(?: class="directive")?>([^<]*)', body.html))
    found: dict[str, tuple[int, str]] = {}
    for (anchor, said), (line, task) in zip(order, sorted(tasks.items()), strict=True):
        assert said == f"{task.text}." and lines[line - 1] == f"- {said}"
        if anchor:
            found[anchor] = (task.who, task.text)
    return found


def publish(model: Model, *, allow: bool) -> None:
    """What `check --keep-ids` does, in the model."""
    text, tasks = model.written()
    body, problems = read_body(text, date=DAY, published=model.published)
    kinds = {finding.kind for finding in body.findings}
    if problems or "taken" in kinds or ("gone" in kinds and not allow):
        return
    unheld = {finding.line: finding.id for finding in body.findings if finding.kind == "unheld"}
    for line, anchor in unheld.items():
        tasks[line].hand = anchor
    alone, _ = read_body(model.written()[0], date=DAY)
    assert alone.html == body.html
    now = ledger(body)
    ended = tuple(replace(entry, ended=True) for entry in model.published if entry.anchor not in dict(_pairs(body)))
    fresh = {entry.anchor for entry in now} - {entry.anchor for entry in model.published}
    assert not fresh & {entry.anchor for entry in model.published}
    model.published = (*now, *ended)
    model.owner |= _whose(body, tasks, text)


def _pairs(body: Body) -> list[tuple[str, str]]:
    return [(anchor, words) for anchor, words, _ in body.ids]


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(texts, min_size=2, max_size=6),
    st.lists(
        st.tuples(st.sampled_from(EDITS), st.integers(0, 50), st.integers(0, 50), texts, st.integers(0, 5)),
        min_size=1,
        max_size=14,
    ),
)
def test_after_any_edits_every_published_id_is_its_task_s_or_is_spoken_of(
    first: list[str], edits: list[tuple[str, int, int, str, int]]
) -> None:
    model = Model()
    for at, text in enumerate(first):
        model.sections[at % 3].append(model.born_as(text))
    publish(model, allow=False)
    for what, one, other, text, then in edits:
        edit(model, what, one, other, text)
        checked(model)
        if then >= 4:
            publish(model, allow=then == 5)
            checked(model)
