"""What only a published site can have, because it names the site's address: sitemap and OpenSearch description."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

from ketluan.exports.file_addresses import OPENSEARCH, SITEMAP, href
from ketluan.exports.xml_file import child, xml_bytes
from ketluan.model import addresses
from ketluan.model.archive import Archive
from ketluan.model.page import Asset

SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
MOST = 50_000  # addresses that the protocol allows in one sitemap


def sitemap_files(archive: Archive, pages: Iterable[str], *, site_url: str) -> Iterator[Asset]:
    """The sitemap of the pages that are not tombstones; an index and several sitemaps where one cannot hold them."""
    dates = {addresses.notice(notice): notice.date for notice in archive.published}
    gone = {addresses.notice(notice) for notice in archive.notices if notice.withdrawn}
    entries = [(href(page, file="", site_url=site_url), dates.get(page)) for page in sorted({*pages} - gone)]
    parts = [entries[at : at + MOST] for at in range(0, len(entries), MOST)]
    names = [SITEMAP] if len(parts) <= 1 else [f"sitemap-{at}.xml" for at in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=False):
        rows = ((address, date.isoformat() if date else None) for address, date in part)
        yield Asset(path=name, content=_listing("urlset", "url", rows))
    if len(parts) > 1:
        listed = ((href(name, file="", site_url=site_url), None) for name in names)
        yield Asset(path=SITEMAP, content=_listing("sitemapindex", "sitemap", listed))


def _listing(root_name: str, entry_name: str, rows: Iterable[tuple[str, str | None]]) -> bytes:
    root = ET.Element(root_name, {"xmlns": SITEMAPS})
    for address, changed in rows:
        entry = ET.SubElement(root, entry_name)
        child(entry, "loc", address)
        if changed:
            child(entry, "lastmod", changed)
    return xml_bytes(root)


def opensearch_file(*, site_url: str) -> Asset:
    """The description by which a browser's address bar learns to search the archive."""
    root = ET.Element("OpenSearchDescription", {"xmlns": "http://a9.com/-/spec/opensearch/1.1/"})
    for name, text in (
        ("ShortName", "Kho kết luận"),
        ("Description", "Tra cứu chỉ đạo trong các thông báo kết luận"),
        ("InputEncoding", "UTF-8"),
        ("Language", "vi"),
    ):
        child(root, name, text)
    template = f"{href('tra-cuu', file='', site_url=site_url)}?q={{searchTerms}}"
    ET.SubElement(root, "Url", {"type": "text/html", "template": template})
    return Asset(path=OPENSEARCH, content=xml_bytes(root))
