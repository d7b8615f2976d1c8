"""XML as feeds and the sitemap are written: indented, declared, without characters that XML forbids."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from ketluan.exports.labels import printable


def child(parent: ET.Element, name: str, text: str) -> ET.Element:
    """A new last child that holds a text."""
    element = ET.SubElement(parent, name)
    element.text = printable(text)
    return element


def xml_bytes(root: ET.Element) -> bytes:
    ET.indent(root, " ")
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"
