"""Whether a folder may be given up for the site: a publication replaces all that is in it, so it must hold no work.

The project's own `site/` is always the site's. Any other folder must be new, empty, or a site already.
"""

from __future__ import annotations

from generator.edges.program import templates_folder
from generator.edges.request import BuildRequest

SIGNS = ("index.html", "404.html")
"""What every built site has."""


def why_not_here(request: BuildRequest) -> str | None:
    """Say why the site must not be put where the request wants it; None if it may be."""
    site = request.site.resolve()
    for folder in (request.project, request.content, templates_folder(request.project), request.cache):
        if folder.resolve().is_relative_to(site):
            return f"{request.site} holds what the site is made from; name another folder with --site"
    for folder in (request.content, templates_folder(request.project)):
        if site.is_relative_to(folder.resolve()):
            return f"{request.site} is inside of what the site is made from; name another folder with --site"
    if request.site == request.project / "site" or not site.is_dir() or not any(site.iterdir()):
        return None
    if all((site / sign).is_file() for sign in SIGNS):
        return None
    return f"{request.site} has files that are no site, and a build replaces them; name a new or empty folder"
