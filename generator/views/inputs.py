"""What a page or an output is made from, so that a build knows whether to make it again."""

from __future__ import annotations

Inputs = tuple[object, ...]
"""What a page or an output is made from, besides what the shared key covers: short strings, numbers and days.

The shared key covers all settings files of the content, the hand-written pages, the templates, the program and the
day. So this is empty for whatever shows no error, and otherwise holds the fingerprints of the errors shown. If
anything is missing here, the file is not made again when that changes.
"""
