"""Lets a browser search the archive from its address bar."""

from __future__ import annotations

from html import escape

from ketluan.page import Asset
from ketluan.views import addresses


def opensearch(site_name: str, site_url: str) -> Asset:
    """`opensearch.xml` after the OpenSearch 1.1 description format; its templates must hold the whole address."""
    base = escape(site_url.rstrip("/"))
    name = escape(site_name)
    text = f"""<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>{name[:16]}</ShortName>
<Description>Tra cứu chỉ đạo trong {name}</Description>
<InputEncoding>UTF-8</InputEncoding>
<Language>vi</Language>
<Image width="32" height="32" type="image/svg+xml">{base}/assets/favicon.svg</Image>
<Url type="text/html" template="{base}/{addresses.SEARCH}/index.html?q={{searchTerms}}"/>
</OpenSearchDescription>
"""
    return Asset(path="opensearch.xml", content=text.encode())
