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
    cut = min((at for at in (target.find("#"), target.find("?")) if at >= 0), default=len(target))
    path, rest = target[:cut].strip("/"), target[cut:]
    if "." not in path.rsplit("/", 1)[-1]:
        path = f"{path}/index.html".lstrip("/")
    return _relative(path.split("/"), here.split("/") if here else []) + rest


def _relative(path: list[str], here: list[str]) -> str:
    """As `posixpath.relpath`, which asks for the working folder each time: a large site has millions of links."""
    same = next((at for at, (one, two) in enumerate(zip(path, here, strict=False)) if one != two), None)
    common = min(len(path), len(here)) if same is None else same
    return "/".join([".."] * (len(here) - common) + path[common:])
