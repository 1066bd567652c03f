"""What a page or an output is made from, by which a build knows whether it has to be made again."""

from __future__ import annotations

Inputs = tuple[object, ...]
"""What a page or an output is made from, besides what the shared key covers: short strings, numbers and days.

The shared key covers all settings files of the content, the hand-written pages, the templates, the program and the
day. So this is empty for whatever shows no error, and names the errors that are shown by their fingerprints otherwise;
what is missing here is not made again when it changes.
"""
