"""Facts beside directives, set into a notice's body."""

from __future__ import annotations

import re

import pytest

from ketluan.model.notice import Directive, Origin, Party
from ketluan.site.marginal_notes import annotated
from ketluan.store.notice_body import read_body


def directive(id: str, *names: str, origin: Origin = "heading") -> Directive:
    lead = tuple(Party(name=name, id=f"kon-tum/{name}", origin=origin) for name in names)
    return Directive(id=id, section=id.partition("-")[0], marker="-", text="", lead=lead)


def marked(html: str, *directives: Directive) -> str:
    """With `[id:names]` for facts, `[names]` for a line under a heading and `<a>` for a link in it; the slots are
    written short: `{1}` and `{/1}` around a heading's words, `{_1}` under it, `{1-1}` for facts."""
    html = re.sub(r"\{(\d+)\}", r"<!--heading:\1-->", re.sub(r"\{/\d+\}", "<!--/heading-->", html))
    html = re.sub(r"\{(\d+-\d+)\}", r"<!--facts:\1-->", re.sub(r"\{_(\d+)\}", r"<!--under:\1-->", html))
    return annotated(
        html,
        directives,
        facts=lambda task, lead: f"[{task.id}:{','.join(party.name for party in lead)}]",
        heading_lead=lambda lead: f"[{','.join(party.name for party in lead)}]",
        opening_link=lambda party: "<a>",
    )


@pytest.mark.parametrize(
    ("html", "directives", "expected"),
    [
        ("<p>Mở đầu</p>", [], "<p>Mở đầu</p>"),
        ("<p>Làm{1-1}</p>", [directive("1-1", "Y", origin="sentence")], "<p>Làm[1-1:Y]</p>"),
        (
            "<h2>{1}1. Giao Y:{/1}</h2>{_1}<ul><li>A{1-1}</li><li>B{1-2}</li></ul>",
            [directive("1-1", "Y"), directive("1-2", "Y")],
            "<h2>1. Giao <a>Y</a>:</h2><ul><li>A[1-1:]</li><li>B[1-2:]</li></ul>",
        ),
        (
            "<h2>{1}1. Giao ngành:{/1}</h2>{_1}<p>-</p><p>A{1-1}</p>",
            [directive("1-1", "Y")],
            "<h2>1. Giao ngành:</h2>[Y]<p>-</p><p>A[1-1:]</p>",
        ),
        (
            "<h2>{1}1. Giao Y:{/1}</h2>{_1}<p>A{1-1}</p><p>B{1-2}</p>",
            [directive("1-1", "Y"), directive("1-2", "Z", origin="inherited")],
            "<h2>1. Giao <a>Y</a>:</h2><p>A[1-1:]</p><p>B[1-2:Z]</p>",
        ),
        (
            "<h2>{1}I. Y{/1}</h2>{_1}<h3>{2}1. Z{/2}</h3>{_2}<p>A{1-1}</p>",
            [directive("1-1", "Y")],
            "<h2>I. Y</h2><h3>1. Z</h3>[Y]<p>A[1-1:]</p>",
        ),
        (
            "<h2>{1}Giao X, Y{/1}</h2>{_1}<p>A{1-1}</p>",
            [directive("1-1", "Y", "X")],
            "<h2>Giao X, Y</h2>[Y,X]<p>A[1-1:]</p>",
        ),
        (
            '<h2>{1}Giao <a href="#x">Y</a>{/1}</h2>{_1}<p>A{1-1}</p>',
            [directive("1-1", "Y")],
            '<h2>Giao <a href="#x">Y</a></h2>[Y]<p>A[1-1:]</p>',
        ),
        (
            "<h2>{1}Y &amp; Z{/1}{1-0}</h2>{_1}<p>A{1-1}</p>",
            [directive("1-0", "Q", origin="sentence"), directive("1-1", "Y & Z")],
            "<h2><a>Y &amp; Z</a>[1-0:Q]</h2><p>A[1-1:]</p>",
        ),
    ],
    ids=["none", "sentence", "heading", "under", "another", "nearest", "apart", "linked", "task"],
)
def test_facts_stand_at_the_end_of_the_words_they_belong_to(
    html: str, directives: list[Directive], expected: str
) -> None:
    assert marked(html, *directives) == expected


def test_what_a_notice_prints_fills_no_slot() -> None:
    body, _ = read_body("## 1. Giao <!--facts:1-1--> Sở Y tế\n\n- Làm <!--under:1--> ngay.", date=None)
    html = annotated(
        body.html, body.directives, facts=lambda *_: "[F]", heading_lead=lambda _: "[H]", opening_link=lambda _: "<a>"
    )
    assert html.count("[F]") == len(body.directives) == 1
    assert "&lt;!--facts:1-1--&gt;" in html and "&lt;!--under:1--&gt;" in html
    assert "<!--" not in html
