"""The hand-written pages as both engines render them: read once, from the bytes that were checked."""

from __future__ import annotations

from dataclasses import replace

from ...lint.suppressions import without_suppressions
from ...markup.hand_written import HandWrittenPage, parse_page, site_pages, with_addresses
from .prepared import Prepared


def hand_written_pages(prepared: Prepared) -> dict[str, HandWrittenPage]:
    """Return the pages by their files below pages/, without suppressions, and with links to the site's own pages."""
    publication, content = prepared.publication, prepared.snapshot.content
    addresses = site_pages(publication.site_data, (error.id for error in publication.errors))
    pages = {}
    for name, text in content.page_texts:
        page, _ = parse_page(text, name)
        if page is not None:
            file = name.removeprefix(f"{content.root.name}/pages/")
            pages[file] = replace(page, body=with_addresses(without_suppressions(page.body), file, addresses))
    return pages
