"""Pages written by hand without their title, which the frame prints: the table of contents stands below it."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

LAST = 0
"""After the title was taken over into the page's name and its table of contents, which have higher priorities."""


class TitleApart(Extension):
    """Takes the heading of level 1 that begins a page out of its text."""

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(_TakeTitle(md), "title_apart", LAST)


class _TakeTitle(Treeprocessor):
    def run(self, root: Element) -> None:
        if len(root) and root[0].tag == "h1":
            root.remove(root[0])
