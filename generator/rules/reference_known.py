"""A reference in prose names something that exists.

Passes:

    Answers come within [[target:critical/response]]; see also [[NRC-1042]].

Fails:

    Answers come within [[target:critcal/response]].
"""

from collections.abc import Iterator, Mapping

from ..lint.public_texts import texts_with_references
from ..lint.rule import Rule
from ..markup.references import BLOCKS, References, find_references
from ..model.catalog import Catalog
from ..model.error import by_alias
from ..problems.problem import AnyProblem, FieldLocation, Position
from ..problems.suggest import nearest
from ..yaml_text.text import position

_TURNED_OFF: Mapping[str, str] = {
    "site:phone": "site.yml gives no phone; add one below 'contact', or leave the reference out",
    "page:api": "site.yml turns it off; set 'api' below 'outputs', or leave the reference out",
    "page:promises": "site.yml turns it off; set 'promises' below 'outputs', or leave the reference out",
    "page:feeds": "site.yml turns all of it off; set 'feeds' below 'outputs', or leave the reference out",
}
"""References to what some sites do not have, with the setting that adds it."""
_UNREADABLE = (
    "hand-written pages have no references, so readers would see the brackets; write the text itself, or a link such "
    "as […](faq/index.md)"
)


def _check(catalog: Catalog) -> Iterator[AnyProblem]:
    titles = {error.id: error.title for error in catalog.errors} | dict.fromkeys(catalog.unreadable, "")
    references = References(catalog.site_data, titles, {}, aliases=by_alias(catalog.errors))
    messages = f"{catalog.folder}/messages.yml"
    for text, file, path in texts_with_references(catalog):
        for reference in find_references(text):
            if not reference.kind and reference.target in BLOCKS:
                continue
            if references.resolve(reference) is None:
                written = f"{reference.kind}:{reference.target}" if reference.kind else reference.target
                location = FieldLocation(file, path, "value", reference.start)
                if (off := _TURNED_OFF.get(written)) is not None:
                    # The publisher's own phrases are shown only where the site has what they mention.
                    if file != messages:
                        yield RULE.problem(location, f"'[[{written}]]' refers to nothing: {off}")
                    continue
                hint = nearest(reference.target, references.known(reference.kind))
                hint = f"{reference.kind}:{hint}" if hint and reference.kind else hint
                yield RULE.problem(location, f"'[[{written}]]' refers to nothing", hint)
    for file, text in catalog.page_texts:
        for reference in find_references(text):
            # A page may have other things in such brackets, such as conditions of a shell script.
            if reference.kind.isalpha() or reference.target in BLOCKS or references.resolve(reference) is not None:
                place = Position(file, *position(text, reference.start))
                yield RULE.problem_at(place, _UNREADABLE)


RULE = Rule("reference-known", whole=_check)
