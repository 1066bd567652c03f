"""Decides whether a folder may be used for the site: publishing replaces all that is in it, so it must not hold work.

The project's own `site/` is always the site's. Any other folder must be new, empty, or already a site.
"""

from __future__ import annotations

import os

from ..machine.program import templates_folder
from ..machine.request import BuildRequest
from .tree import aside_of, stage_of

SIGNS = ("index.html", "404.html")
"""What every built site has."""


def why_not_here(request: BuildRequest) -> str | None:
    """Return why the site must not be put where the request wants it; None if it may be."""
    site = request.site.resolve()
    for folder in (request.project, request.content, templates_folder(request.project), request.cache):
        if folder.resolve().is_relative_to(site):
            return f"{request.site} holds what the site is made from; name another folder with --site"
    for folder in (request.content, templates_folder(request.project)):
        if site.is_relative_to(folder.resolve()):
            return f"{request.site} is inside what the site is made from; name another folder with --site"
        if request.cache.resolve().is_relative_to(folder.resolve()):
            return f"{request.cache} is inside what the site is made from; name another folder with --cache"
    if (obstacle := _obstacle(request)) is not None:
        return obstacle
    if request.site == request.project / "site" or not site.is_dir() or not any(site.iterdir()):
        return None
    if all((site / sign).is_file() for sign in SIGNS):
        return None
    return f"{request.site} has files that are not a site, and a build replaces them; name a new or empty folder"


def _obstacle(request: BuildRequest) -> str | None:
    """Return what blocks the folders that a build makes or swaps: a file, or a link, which would be replaced."""
    if request.site.is_symlink():
        return f"{request.site} is a link, and a build replaces the folder; delete it, or name another with --site"
    for path in (stage_of(request.site), aside_of(request.site)):
        if path.is_symlink() or (os.path.lexists(path) and not path.is_dir()):
            return f"{path} is in the way: a build makes a folder of that name beside the site; delete it"
    for path, option in ((request.site, "--site"), (request.cache, "--cache")):
        there = next(one for one in (path, *path.parents) if os.path.lexists(one))
        if not there.is_dir():
            return f"{there} is not a folder; delete it, or name another with {option}"
    return None
