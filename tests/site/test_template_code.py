"""Templates print what they would print if Jinja compiled them by itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from markupsafe import Markup, escape

from ketluan.site.template_code import CompiledTemplates, TemplateEnvironment, printed

MACROS = """\
{% macro named(text, class='plain') %}<i class="{{ class }}">{{ text }}</i>{% endmacro %}
{% macro framed(label) %}<p title="{{ label }}">{{ caller() }}</p>{% endmacro %}
{% macro pair(one, other) %}{{ one }}-{{ other }}{% endmacro %}
"""
TEMPLATES = {
    "a value": "{{ text }} {{ number }} {{ day }} {{ html }} {{ none }}",
    "an attribute": "{{ day.year }} {{ day.isoformat() }} {{ (text | upper).title() }}",
    "a key": "{{ words['one'] }} {{ words.get('two', '>') }}",
    "macros": "{% import 'imported' as macros %}{{ macros.named(text) }}{{ macros.named(html, class=text) }}",
    "a macro with a body": "{% import 'imported' as m %}{% call m.framed(text) %}{{ text }}{{ html }}{% endcall %}",
    "a loop": "{% for each in words %}{{ loop.index }}{{ each }}{% if not loop.last %}, {% endif %}{% endfor %}",
    "values apart": "{% import 'imported' as macros %}{{ macros.pair(*['<', html]) }}{{ macros.pair(**pair) }}",
    "a block that is set": "{% set block %}<b>{{ text }}</b>{% endset %}{{ block }}{{ block | length }}",
    "what is joined": "{{ [text, html] | join(', ') }}{{ text ~ html }}",
}
VALUES: dict[str, Any] = {
    "text": """Sở "A" & 'B' <script>""",
    "number": 1200,
    "day": date(2025, 3, 1),
    "html": Markup("<b>&amp;</b>"),
    "none": None,
    "words": {"one": "<1>", "two": "2"},
    "pair": {"one": "&", "other": Markup("<br>")},
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_prints_what_jinja_prints(name: str) -> None:
    loader = DictLoader({"imported": MACROS, **TEMPLATES})
    ours, theirs = (make(loader=loader, autoescape=True) for make in (TemplateEnvironment, Environment))
    assert ours.get_template(name).render(VALUES) == theirs.get_template(name).render(VALUES)


@pytest.mark.parametrize("text", ["", "giao Sở Y tế", "&amp;", "<a href='#'>\"</a>", "a\x00\u2028𝐀"])
def test_prints_the_letters_that_escape_gives(text: str) -> None:
    assert printed(text) == escape(text)


@pytest.mark.parametrize("source", ["{{ missing }}", "{{ day.missing }}", "{{ missing.year }}", "{{ missing() }}"])
def test_what_nobody_gave_is_an_error(source: str) -> None:
    environment = TemplateEnvironment(autoescape=True, undefined=StrictUndefined)
    with pytest.raises((UndefinedError, AttributeError)):
        environment.from_string(source).render(VALUES)


@pytest.mark.parametrize("call", ["named()", "pair(1)", "named(1, 2, 3)", "named(1, other=2)"])
def test_a_macro_takes_what_it_names(call: str) -> None:
    environment = TemplateEnvironment(
        autoescape=True, undefined=StrictUndefined, loader=DictLoader({"imported": MACROS})
    )
    with pytest.raises((UndefinedError, TypeError)):
        environment.from_string(f"{{% import 'imported' as macros %}}{{{{ macros.{call} }}}}").render()


def test_templates_are_compiled_once_and_where_nothing_can_be_written_each_time(tmp_path: Path) -> None:
    taken = tmp_path / "a-file"
    taken.write_text("")
    for folder in (tmp_path / "new", taken / "below"):
        compiled = CompiledTemplates(folder)
        environments = [TemplateEnvironment(loader=DictLoader({"one": "{{ 1 }}"})) for _ in range(2)]
        for environment in environments:
            environment.bytecode_cache = compiled
            assert environment.get_template("one").render() == "1"
    assert len([*(tmp_path / "new").iterdir()]) == 1
