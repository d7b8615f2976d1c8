"""What views hand over to be published: pages and files, known by their address in the site."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ketluan.model.notice import TocItem

NO_HTML = Markup()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the site. `address` has no slashes at its ends; "" is home. `heading` ends with the page's title, the
    frame sets the table of contents behind it, and `content` is the rest; both are finished.

    `head` is extra HTML for <head> (JSON-LD, feeds); `kind` names the template the styles may rely on. What is no
    `Markup` is text, and is escaped wherever it is printed. One that is `kept` stands finished in the last site: of it
    nothing but address and kind is known.
    """

    address: str
    title: str
    description: str
    content: Markup
    heading: Markup = NO_HTML
    toc: tuple[TocItem, ...] = ()
    head: Markup = NO_HTML
    kind: str = "list"
    kept: bool = False

    @property
    def html(self) -> Markup:
        return self.heading + self.content

    @property
    def source(self) -> str:
        """The Markdown file MkDocs is told of."""
        return f"{self.address}/index.md".lstrip("/")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A generated file that is no page: data to take away, search shards, feeds."""

    path: str
    content: bytes


def link(here: str, target: str) -> str:
    """The relative link from the page at one address to another page (`a/b`, `a/b#anchor`, `a/b?q=x`) or file.

    Addresses of pages get `/index.html`, so that a site opened as a folder works like one on a server; a target
    whose last part has a dot is a file and stays as it is.
    """
    path = target.partition("#")[0].partition("?")[0]
    rest = target[len(path) :]
    path = path.strip("/")
    if path.rfind(".") <= path.rfind("/"):
        path = f"{path}/index.html".lstrip("/")
    if not path.startswith(here.partition("/")[0]):
        return f"{'../' * (here.count('/') + 1)}{path}{rest}"
    return _relative(path.split("/"), here.split("/") if here else []) + rest


def _relative(path: list[str], here: list[str]) -> str:
    """As `posixpath.relpath`, which asks for the working folder each time: a large site has millions of links."""
    common = 0
    for one, other in zip(path, here, strict=False):
        if one != other:
            break
        common += 1
    return "../" * (len(here) - common) + "/".join(path[common:])
