"""Anchors that the site's pages use themselves, so that no id of the publisher's may be one.

tests/test_anchors.py finds them in built pages and in the scripts, and compares.
"""

from __future__ import annotations

from collections.abc import Mapping

PAGE_ANCHORS: Mapping[str, tuple[str, ...]] = {
    "faq": ("content",),
    "severity": ("content", "criteria", "hours", "matrix", "special-days", "terms", "versions"),
}
"""For each page on which ids of the publisher are anchors, those that it has itself."""

SCRIPT_NAMES = (
    *("activeElement", "addEventListener", "alert", "applyFocusVisiblePolyfill", "baseURI", "body", "clearTimeout"),
    *("component", "createElement", "createEvent", "createNodeIterator", "createRange", "createTextNode", "crypto"),
    *("dispatchEvent", "document", "documentElement", "execCommand", "exports", "forms", "getComputedStyle"),
    *("getElementById", "getSelection", "head", "implementation", "importScripts", "keyboard", "location", "lunr"),
    *("module", "pageXOffset", "pageYOffset", "postMessage", "print", "progress", "queryCommandSupported"),
    *("querySelector", "querySelectorAll", "removeEventListener", "require", "screen", "scrollTo", "scrollX"),
    *("scrollY", "setTimeout", "tablet", "target", "title", "viewport", "visibilityState", "window"),
)
"""What scripts of the site and of the theme ask the window or the document for, where an element of that id may be
found in its place (DOM clobbering)."""
