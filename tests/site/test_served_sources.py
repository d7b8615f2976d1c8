"""Scripts and styles as browsers get them do what their sources say, with nothing for readers of the sources."""

from __future__ import annotations

import json
import os
import subprocess

import pytest
from playwright.sync_api import Page

from ketluan.site.served_sources import served_source
from tests.conftest import ROOT, program

SCRIPTS = sorted((ROOT / "docs/assets").rglob("*.js"))
STYLES = sorted((ROOT / "docs/assets").rglob("*.css"))
HARD = r"""
/** One. */
const one = /** @type {number} */ (1); /** two
lines */ const two = `a
  b // c = ${ one /** deep */ + `d = ${ one } {` } \${ e = f }`.length;

  // whole
  const address = "http://a//b = c"; /** end */
  const quotes = [/["'`] = [/"]/g, / "/, one / two / 3, one + +two, one - -two, '/* " */'];
  for (const each of [...quotes]) if (each in window || typeof each === "string") void each;
"""
UNKNOWN = "if (one) / = /.test(two);"


def served(path: str, text: str) -> str:
    return served_source(path, text.encode()).decode()


def printed(*scripts: str) -> list[str]:
    """As the compiler writes each, whatever its comments and blanks."""
    done = subprocess.run(
        [program("node"), str(ROOT / "tests/site/js/printed.js")],
        env={**os.environ, "NODE_PATH": str(ROOT / "node_modules")},
        input=json.dumps(scripts), capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    found: list[str] = json.loads(done.stdout)
    return found


def test_scripts_are_the_same_to_a_compiler() -> None:
    sources = [path.read_text(encoding="utf-8") for path in SCRIPTS]
    lean = [served("a.js", source) for source in sources]
    for path, source, other in zip(SCRIPTS, printed(*sources), printed(*lean), strict=True):
        assert source == other, path.name
    assert not [path.name for path, text in zip(SCRIPTS, lean, strict=True) if "/**" in text or "\n " in text]


def test_what_looks_like_a_comment_or_a_blank_stays_where_it_says_something() -> None:
    source, other = printed(HARD, served("a.js", HARD))
    assert source == other
    assert len(served("a.js", HARD)) < 0.8 * len(HARD)


def test_the_compiler_tells_what_would_be_lost() -> None:
    source, other = printed(UNKNOWN, served("a.js", UNKNOWN))
    assert source.replace("/ = /", "/=/") == other != source


def test_styles_are_the_same_to_a_browser(tab: Page) -> None:
    rules = """texts => texts.map((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      return [...sheet.cssRules].map(rule => rule.cssText);
    })"""
    sources = [path.read_text(encoding="utf-8") for path in STYLES]
    lean = [served("a.css", source) for source in sources]
    assert tab.evaluate(rules, lean) == tab.evaluate(rules, sources)
    assert not [path.name for path, text in zip(STYLES, lean, strict=True) if "/*" in text or "\n " in text]


@pytest.mark.parametrize("path", ["a.svg", "a.png", "a.json"])
def test_what_is_neither_stays_as_it_is(path: str) -> None:
    assert served(path, HARD) == HARD
