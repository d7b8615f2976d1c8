"""Facts beside directives, set into a notice's body."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ketluan.model.notice import Directive, Origin, Party
from ketluan.site.marginal_notes import annotated


def directive(id: str, *names: str, origin: Origin = "heading") -> Directive:
    lead = tuple(Party(name=name, id=f"kon-tum/{name}", origin=origin) for name in names)
    return Directive(id=id, section=id.partition("-")[0], marker="-", text="", lead=lead)


def marked(html: str, *directives: Directive) -> str:
    """With `[id:names]` for facts, `[names]` for a line under a heading and `<a>` for a link in it."""
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
        ('<p id="1-1">Làm</p>', [directive("1-1", "Y", origin="sentence")], '<p id="1-1">Làm[1-1:Y]</p>'),
        (
            '<h2 id="m">1. Giao Y:</h2><ul><li id="1-1">A</li><li id="1-2">B</li></ul>',
            [directive("1-1", "Y"), directive("1-2", "Y")],
            '<h2 id="m">1. Giao <a>Y</a>:</h2><ul><li id="1-1">A[1-1:]</li><li id="1-2">B[1-2:]</li></ul>',
        ),
        (
            "<h2>1. Giao ngành:</h2><p id='0'>-</p><p id=\"1-1\">A</p>",
            [directive("1-1", "Y")],
            "<h2>1. Giao ngành:</h2>[Y]<p id='0'>-</p><p id=\"1-1\">A[1-1:]</p>",
        ),
        (
            '<h2>1. Giao Y:</h2><p id="1-1">A</p><p id="1-2">B</p>',
            [directive("1-1", "Y"), directive("1-2", "Z", origin="inherited")],
            '<h2>1. Giao <a>Y</a>:</h2><p id="1-1">A[1-1:]</p><p id="1-2">B[1-2:Z]</p>',
        ),
        (
            '<ul><li id="1-1">A<br>\n<ul><li id="1-2">B</li></ul></li></ul>',
            [directive("1-1"), directive("1-2")],
            '<ul><li id="1-1">A<br>\n[1-1:]<ul><li id="1-2">B[1-2:]</li></ul></li></ul>',
        ),
        (
            '<h2>Giao <a href="#x">Y</a></h2><p id="1-1">A</p>',
            [directive("1-1", "Y")],
            '<h2>Giao <a href="#x">Y</a></h2>[Y]<p id="1-1">A[1-1:]</p>',
        ),
    ],
    ids=["none", "sentence", "heading", "under", "another", "nested", "linked"],
)
def test_facts_stand_at_the_end_of_the_words_they_belong_to(
    html: str, directives: list[Directive], expected: str
) -> None:
    assert marked(html, *directives) == expected


@given(
    st.lists(st.sampled_from(["<p>", "</p>", '<li id="1-1">', "</li>", "<ul>", "</ul>", "<h2>", "</h2>", "Y", "<br>"]))
)
def test_the_words_of_any_body_stay_as_they_are(pieces: list[str]) -> None:
    html = "".join(pieces)
    found = marked(html, directive("1-1", "Y"))
    for added in ("[1-1:Y]", "[1-1:]", "[Y]", "<a>", "</a>"):
        found = found.replace(added, "")
    assert found == html
