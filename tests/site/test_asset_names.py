"""Every file that a page loads carries the digest of its bytes in its name; who changes one changes its name."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from ketluan.site.asset_names import DIGEST_NAMED, asset_names, digest_name
from ketluan.site.edition import SCRIPT
from ketluan.site.frame import frame_digest
from tests.conftest import ROOT
from tests.site.test_site import LOST

LOADED = re.compile(r"""<(?:script|link|img)\b[^>]*?\b(?:src|href)="([^"#?]+\.(?!html|xml|json)\w+)["?]""")


def _loaded(site: Path) -> set[str]:
    found = set()
    for page in site.rglob("*.html"):
        for target in LOADED.findall(page.read_text(encoding="utf-8")):
            root = LOST.get(page.name)
            path = (page.parent / target).resolve() if root is None else site / target.removeprefix(root)
            found.add(path.relative_to(site).as_posix())
    return found


def test_every_file_that_a_page_loads_carries_the_digest_of_its_bytes(site: Path) -> None:
    loaded = _loaded(site.resolve())
    assert {path.rpartition(".")[2] for path in loaded} == {"css", "js", "svg", "png"}
    assert SCRIPT in loaded  # day, version and number of notices, which every night changes
    for path in sorted(loaded - {SCRIPT}):
        digest = re.search(r"-([0-9a-f]{12})\.\w+$", path)
        assert digest, path
        assert hashlib.sha256((site / path).read_bytes()).hexdigest().startswith(digest[1]), path


def test_no_asset_is_published_under_a_second_name(site: Path) -> None:
    assets = [path.relative_to(site).as_posix() for path in (site / "assets").rglob("*") if path.is_file()]
    assert [path for path in assets if not DIGEST_NAMED.search(path)] == [SCRIPT]


def test_no_style_asks_for_a_file_by_its_name(site: Path) -> None:
    styles = sorted(site.rglob("*.css"))
    assert styles
    assert [path.name for path in styles if re.search(rb"url\((?![\"']?data:)", path.read_bytes())] == []


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("assets/a.css", "assets/a-{}.css"),
        ("assets/a.min.css", "assets/a.min-{}.css"),
        ("huong-dan/hinh/a.PNG", "huong-dan/hinh/a-{}.PNG"),
        ("favicon.ico", None),
        ("robots.txt", None),
        ("web.config", None),
        ("a.svg", None),
        ("huong-dan/index.md", None),
        ("assets/.a.css", None),
    ],
)
def test_a_name_follows_from_the_bytes(path: str, name: str | None, tmp_path: Path) -> None:
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    seen = set()
    for content in (b"one", b"two"):
        (tmp_path / path).write_bytes(content)
        names = asset_names(tmp_path, [], lambda _, given: given)
        digest = hashlib.sha256(content).hexdigest()[:12]
        assert names == ({path: name.format(digest)} if name else {})
        seen.update(names.values())
    assert len(seen) == (2 if name else 0)


def test_ours_is_taken_before_the_themes(tmp_path: Path) -> None:
    for folder, text in (("docs/assets", "ours"), ("theme/assets", "theirs")):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "a.css").write_text(text, encoding="utf-8")
    names = asset_names(tmp_path / "docs", [str(tmp_path / "theme")], lambda _, given: given)
    assert names == {"assets/a.css": digest_name("assets/a.css", b"ours")}


def test_a_changed_asset_makes_every_page_anew_and_a_changed_picture_none() -> None:
    def frame(names: dict[str, str]) -> str:
        return frame_digest(ROOT / "mkdocs.yml", None, names)

    assert frame({"assets/a.css": "assets/a-1.css"}) != frame({"assets/a.css": "assets/a-2.css"})
    assert frame({"hinh/a.png": "hinh/a-1.png"}) == frame({"hinh/a.png": "hinh/a-2.png"})
