import datetime as dt
import re
from unittest.mock import patch
from xml.etree.ElementTree import tostring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ketluan.markdown import body_parser
from ketluan.model.agency import Agency, Register
from ketluan.model.notice import Body
from ketluan.store.notice_body import _to_html, read_body, resolve_body

DAY = dt.date(2025, 1, 8)
PREAMBLE = "Ngày 03/01/2025, Chủ tịch UBND tỉnh họp. Chủ tịch UBND tỉnh kết luận:\n\n"


def read(text: str) -> Body:
    return read_body(text, date=DAY)[0]


def problems(text: str) -> list[tuple[int, str]]:
    return sorted((each.line, each.message.english) for each in read_body(text, date=DAY, first_line=10)[1])


def test_a_directive_gets_its_id_and_a_slot_for_facts() -> None:
    html = read(PREAMBLE + "## 1. Sở Y tế\n\n- Tổ chức khám bệnh.\n").html
    assert '<h2 id="muc-1"><!--heading:1-->1. Sở Y tế<!--/heading--></h2><!--under:1-->' in html
    assert '<li id="1-1" class="directive">Tổ chức khám bệnh.<!--facts:1-1-->' in html


def test_printed_numbers_stay_as_printed() -> None:
    html = read(PREAMBLE + "5\\. Giao Sở Y tế rà soát.\n\n- một\n\n7\\. Giao Sở Nội vụ rà soát.\n").html
    assert "5. Giao Sở Y tế" in html and "7. Giao Sở Nội vụ" in html and "<ol" not in html


def test_the_facts_stand_before_bullets_of_the_directive() -> None:
    html = read(PREAMBLE + "- Giao Sở Y tế rà soát danh mục.\n  - Phần một.\n").html
    assert html.index("<!--facts:0-1-->") < html.index("Phần một")


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java\x01script:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "![x](data:text/html;base64,xx)",
        "![x](https://host/x.png)",
        "![x](http:host/x.png)",
        "![x](//host/x.png)",
        "![x](///host/x.png)",
        r"![x](/\host/x.png)",
        r"![x](\\\\host/x.png)",
        "<javascript:alert(1)>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "## Tiêu đề {: onclick=alert(1) }",
        '- a\n  {: onclick="alert(1)" style=x .directive }',
    ],
)
def test_html_is_shown_and_never_runs(hostile: str) -> None:
    html = read(PREAMBLE + hostile).html
    tags = re.findall(r"<[^>]*>", html)
    assert not [tag for tag in tags if re.search(r"script|img|onclick|style|javascript:|data:", tag, re.IGNORECASE)], (
        html
    )


def test_links_of_the_web_and_mail_work() -> None:
    html = read(
        "Xem [trang](https://a.vn/b?c=1&d=2), [thư](mailto:a@b.vn), <http://c.vn> và [mục](../x/index.html#1-1)."
    ).html
    assert re.findall('href="([^"]*)"', html) == [
        "https://a.vn/b?c=1&amp;d=2",
        "mailto:a@b.vn",
        "http://c.vn",
        "../x/index.html#1-1",
    ]


def test_attributes_that_are_not_allowed_are_dropped_and_reported() -> None:
    assert problems(
        PREAMBLE
        + '## 1. A {: onclick="x" leed="a/b" }\n\n- một\n'
        + '  {: due="2025-02-30" recurring="quaterly" lead="Sở Y tế" .big #a/b }\n\n{: .directive }\n'
    ) == [
        (
            12,
            "attribute must be one of lead, coordinate, due, recurring, .directive, .assessment, #id, "
            "not 'leed'; nearest is 'lead'",
        ),
        (12, "attribute must be one of lead, coordinate, due, recurring, .directive, .assessment, #id, not 'onclick'"),
        (15, "class must be one of .directive, .assessment, not '.big'"),
        (15, "due must be a date such as 2014-12-31, not '2025-02-30'"),
        (15, "id must be letters, digits, '.', '-' and '~', not 'a/b'"),
        (15, "lead must be ids of the register apart by blanks, not 'Sở'"),
        (
            15,
            "recurring must be one of daily, weekly, monthly, quarterly, half-yearly, yearly, not 'quaterly'"
            "; nearest is 'quarterly'",
        ),
        (17, "{: } must stand at the end of a heading or on the line under a paragraph or item"),
    ]


def test_an_id_given_twice_is_reported() -> None:
    assert problems("- a\n  {: #x .directive }\n- b\n  {: #x .directive }\n") == [
        (12, "id must be given once in a notice, not 'x' again")
    ]


def test_an_id_kept_by_hand_is_given_to_no_other() -> None:
    ids = [d.id for d in read(PREAMBLE + "## 1. Sở Y tế\n\n- một\n\n- hai\n\n- ba\n  {: #1-2 }\n").directives]
    assert ids == ["1-1", "1-2b", "1-2"]


def test_sections_with_the_same_chain_are_told_apart() -> None:
    body = read(PREAMBLE + "## Về y tế\n\n1\\. Giao Sở Y tế rà soát.\n\n## Về nội vụ\n\n1\\. Giao Sở Nội vụ rà soát.\n")
    assert [(d.id, d.section) for d in body.directives] == [("1-1", "1"), ("1~2-1", "1")]


def test_lines_are_those_of_the_file() -> None:
    body, _ = read_body(
        PREAMBLE + "## 1. Sở Y tế\n\n- một\n- hai\n  nối dòng\n\n2\\. Giao Sở Nội vụ rà soát.\n",
        date=DAY,
        first_line=20,
    )
    assert [d.line for d in body.directives] == [24, 25, 28]


def test_line_ends_marks_and_letters_of_other_systems_are_read_alike() -> None:
    text = PREAMBLE + "1\\. Giao Sở Y tế chủ trì.\n"
    import unicodedata

    assert read("\ufeff" + unicodedata.normalize("NFD", text).replace("\n", "\r\n")) == read(text)


def test_an_empty_body_is_an_empty_body() -> None:
    assert read("") == Body(html="", toc=(), directives=(), blocks=())


def test_the_register_is_asked_without_reading_again() -> None:
    class CheckedNotice(Register):
        def resolve(self, printed: str, jurisdiction: str) -> str | None:
            return f"{jurisdiction}/so-y-te" if printed == "Sở Y tế" else None

    register = CheckedNotice(agencies={"a/b": Agency(id="a/b", name="Trạm Y tế", kind="department")})
    body = resolve_body(
        read(PREAMBLE + '1\\. Giao Sở Y tế rà soát.\n\n2\\. Giao Sở Lạ rà soát.\n\n- x\n  {: lead="a/b" }\n'),
        register,
        "kon-tum",
    )
    assert [[(party.id, party.name) for party in d.lead] for d in body.directives] == [
        [("kon-tum/so-y-te", "Sở Y tế")],
        [(None, "Sở Lạ")],
        [("a/b", "Trạm Y tế")],
    ]


LINES = st.lists(
    st.sampled_from(
        [
            "## I. ĐÁNH GIÁ CHUNG",
            "## II. NHIỆM VỤ",
            "### 1. Sở Y tế",
            "2\\. Giao Sở Nội vụ chủ trì, phối hợp với Công an tỉnh:",
            "- Rà soát *toàn bộ* danh mục.",
            "  - báo cáo trước ngày 5/6",
            "a) UBND các xã: thực hiện",
            "  {: .directive }",
            "",
            "đoạn văn nối tiếp",
            "+ mục cộng",
            "| a | b |",
            "|---|---|",
            "---",
            "## Phụ lục",
            "kết luận như sau:",
            "**đậm** \\* sao",
        ]
    ),
    max_size=30,
).map("\n".join)


def words(text: str) -> list[str]:
    plain = re.sub(r"\{:[^{}]*\}|\|[-|]+\||^\s*---\s*$", " ", text, flags=re.MULTILINE)
    return re.findall(r"\w+", plain)


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_every_word_stands_in_exactly_one_block(text: str) -> None:
    body = read(text)
    assert [word for block in body.blocks for word in words(block.text)] == words(text)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="#-*+ \n\\[](){}:.|<>&`_=1aĐ", max_size=80))
def test_no_text_breaks_the_reading(text: str) -> None:
    body = read(text)
    assert sum(block.role == "directive" for block in body.blocks) == len(body.directives)


ALONE_OR_NOT = st.lists(
    st.tuples(
        st.sampled_from(["", "- ", "-  ", "-", "* ", "  - ", "  ", "## ", "> "]),
        st.text(alphabet="#-*+\\[](){:}.|<>&`_=1aĐ \u00a0", max_size=6),
        st.sampled_from(["\n", "\n\n", " \n", "\n  {: .directive }\n"]),
    ),
    max_size=12,
).map(lambda lines: "".join(map("".join, lines)))


@settings(max_examples=300, deadline=None)
@given(ALONE_OR_NOT)
def test_what_is_read_at_once_is_read_as_the_parser_reads_it(text: str) -> None:
    nothing = re.compile(r"(?!)")
    with patch.multiple(body_parser, _ALONE=nothing, _BULLET=nothing):
        parsed = read_body(text, date=DAY)
    assert read_body(text, date=DAY) == parsed


@settings(deadline=None)
@given(ALONE_OR_NOT)
def test_html_is_written_as_the_standard_library_writes_it(text: str) -> None:
    root = body_parser.parse_body(text, 1).root
    assert f"<div>{_to_html(root)}</div>" == tostring(root, encoding="unicode", method="html")


@settings(deadline=None)
@given(st.integers(0, 5), st.text(alphabet="abcđê ", max_size=8))
def test_correcting_a_word_changes_no_id(item: int, correction: str) -> None:
    items = [
        "Rà soát hồ sơ dự án một.",
        "Báo cáo kết quả hai.",
        "Hướng dẫn các xã ba.",
        "Đôn đốc bốn.",
        "Phối hợp với Sở Y tế năm.",
        "Lập kế hoạch sáu.",
    ]
    changed = [
        text.replace("hồ sơ", correction) if at == item else text + (f" {correction}" if at == item else "")
        for at, text in enumerate(items)
    ]
    head = PREAMBLE + "## 1. Sở Nội vụ\n\n"
    ids = [d.id for d in read(head + "\n\n".join(f"- {text}" for text in items)).directives]
    assert [d.id for d in read(head + "\n\n".join(f"- {text}" for text in changed)).directives] == ids
