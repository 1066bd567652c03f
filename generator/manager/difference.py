"""Finds what would change for the public between two states of the content, for the review of a pull request.

Private fields are not compared: a review is about what is published.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from ..model.error import KnownError, Step
from ..model.products import ReleaseKind, ReleaseState, ReleaseStep
from ..model.redaction import Redaction
from ..model.site_data import SiteData

BROKEN = ("lost-error", "rewritten-history", "ids")
"""Kinds of change that must never happen to anything public."""
_REDACTED = "…"
_AnyStep = TypeVar("_AnyStep", Step, ReleaseStep)


@dataclass(frozen=True, slots=True)
class Edition:
    """A state of the content, as far as the public sees it."""

    site_data: SiteData
    errors: Mapping[str, KnownError]


@dataclass(frozen=True, slots=True)
class Difference:
    """A change: its kind, what it is about, and both sides (None where there is none).

    Kinds: new-error, lost-error, step, rewritten-history, redaction, text, release, target, question, ids, setting.
    What a redaction took away is never a side.
    """

    kind: str
    subject: str
    field: str
    before: str | None
    after: str | None


def differences(old: Edition, new: Edition) -> Iterator[Difference]:
    """Yield every public change: errors ordered by id, then releases, the matrix, questions, settings."""
    for name, error in new.errors.items():
        before = old.errors.get(name)
        if before is None:
            yield Difference("new-error", name, "title", None, error.title)
        else:
            yield from _of_error(before, error)
    for name, error in old.errors.items():
        if name not in new.errors:
            yield Difference("lost-error", name, "title", error.title, None)
    yield from _of_releases(old.site_data, new.site_data)
    yield from _of_matrix(old.site_data, new.site_data)
    yield from _of_questions(old.site_data, new.site_data)
    yield from _of_settings(old.site_data, new.site_data)


def _of_error(old: KnownError, new: KnownError) -> Iterator[Difference]:
    yield from _redactions(new.id, old.redactions, new.redactions)
    redacted = _redacted(old.redactions, new.redactions)
    was, now = _without_notes(old.history, redacted), _without_notes(new.history, redacted)
    kept = len(was)
    if now[:kept] != was:
        yield Difference("rewritten-history", new.id, "history", _steps(was), _steps(now))
    else:
        for at, step in enumerate(new.history[kept:], start=kept):
            yield Difference("step", new.id, "history", _step(new.history[at - 1]), _step(step))
    texts: tuple[tuple[str, str | None, str | None], ...] = (
        ("title", old.title, new.title),
        ("product", old.product, new.product),
        ("severity", old.level, new.level),
        ("affects", old.affects.text if old.affects else None, new.affects.text if new.affects else None),
        ("also_in", _also_in(old), _also_in(new)),
        ("summary", old.summary, new.summary),
        ("workaround", old.workaround, new.workaround),
        ("platforms", ", ".join(old.platforms) or None, ", ".join(new.platforms) or None),
        ("aliases", ", ".join(old.aliases) or None, ", ".join(new.aliases) or None),
        ("security", "true" if old.security else None, "true" if new.security else None),
        ("links", _links(old), _links(new)),
        ("related", ", ".join(old.related) or None, ", ".join(new.related) or None),
        ("questions", ", ".join(old.questions) or None, ", ".join(new.questions) or None),
    )
    for field, before, after in texts:
        before = _without_words(before, after, hidden=field in redacted)
        if before != after:
            yield Difference("text", new.id, field, before, after)


def _redactions(subject: str, old: tuple[Redaction, ...], new: tuple[Redaction, ...]) -> Iterator[Difference]:
    """Yield the corrections of wording that are new, or that what was corrected before is not listed any more."""
    if new[: len(old)] != old:
        sides = ("; ".join(f"{one.date} {one.reason}" for one in each) or None for each in (old, new))
        yield Difference("rewritten-history", subject, "redactions", *sides)
    for one in new[len(old) :]:
        yield Difference("redaction", subject, ", ".join(one.texts), None, f"{one.date} {one.reason}")


def _redacted(old: tuple[Redaction, ...], new: tuple[Redaction, ...]) -> Collection[str]:
    return {text for one in new[len(old) :] for text in one.texts}


def _without_words(before: str | None, after: str | None, *, hidden: bool) -> str | None:
    """Return what a text was before; if its words were taken away, they are those of now."""
    if not hidden or before is None:
        return before
    return after if after is not None else _REDACTED


def _without_notes(history: tuple[_AnyStep, ...], redacted: Collection[str]) -> tuple[_AnyStep, ...]:
    """Return a history in which the notes of redacted steps are all alike."""
    return tuple(
        step._replace(note=_REDACTED) if step.note and f"step-{number}" in redacted else step
        for number, step in enumerate(history, start=1)
    )


def _links(error: KnownError) -> str | None:
    return "; ".join(" ".join(link) for link in error.links) or None


def _of_releases(old: SiteData, new: SiteData) -> Iterator[Difference]:
    before = {release.key: release for release in old.releases}
    after = {release.key: release for release in new.releases}
    for key in dict.fromkeys([*before, *after]):
        subject, one, other = f"{key[0]} {key[1]}", before.get(key), after.get(key)
        said, says = one.redactions if one else (), other.redactions if other else ()
        yield from _redactions(subject, said, says)
        redacted = _redacted(said, says)
        was = _without_notes(one.history, redacted) if one else ()
        now = _without_notes(other.history, redacted) if other else ()
        if now[: len(was)] != was:
            # Promises for a release are in the errors' ledgers, and change with it.
            yield Difference("rewritten-history", subject, "history", _plans(was), _plans(now))
        else:
            history = other.history if other else ()
            for at, step in enumerate(history[len(was) :], start=len(was)):
                yield Difference("release", subject, "plan", _plan(history[at - 1]) if at else None, _plan(step))
        if other is not None:
            # An unknown release is treated as a regular one without notes.
            kind, notes = (one.kind, one.notes) if one else (ReleaseKind.REGULAR, None)
            if kind is not other.kind:
                yield Difference("release", subject, "kind", kind.value, other.kind.value)
            notes = _without_words(notes, other.notes, hidden="notes" in redacted)
            if notes != other.notes:
                yield Difference("release", subject, "notes", notes, other.notes)
            if one is not None and one.branch != other.branch:
                yield Difference("release", subject, "branch", one.branch, other.branch)
    ends, now_ends = _support_ends(old), _support_ends(new)
    for subject in dict.fromkeys([*ends, *now_ends]):
        sides = ends.get(subject), now_ends.get(subject)
        if sides[0] != sides[1]:
            yield Difference("release", subject, "end_of_support", *sides)


def _support_ends(site_data: SiteData) -> dict[str, str | None]:
    """Return the last days of support of branches, and of releases that do not have that of their branch."""
    ends: dict[str, str | None] = {}
    for product in site_data.products:
        of_branches = {branch.id: branch.end_of_support for branch in product.branches}
        ends |= {f"{product.id} branch {name}": _text(day) for name, day in of_branches.items()}
        for release in product.releases:
            if release.end_of_support != of_branches.get(release.branch or ""):
                ends[f"{release.product} {release.version}"] = _text(release.end_of_support)
    return ends


def _of_matrix(old: SiteData, new: SiteData) -> Iterator[Difference]:
    for level in new.severity.levels:
        known = old.levels_by_id.get(level.id)
        before = {name: target.text for name, target in known.targets} if known else {}
        after = {name: target.text for name, target in level.targets}
        for name in dict.fromkeys([*before, *after]):
            if before.get(name) != after.get(name):
                yield Difference("target", level.id, name, before.get(name), after.get(name))
        if known and known.release_plan.words != level.release_plan.words:
            yield Difference("target", level.id, "release plan", known.release_plan.words, level.release_plan.words)


def _of_questions(old: SiteData, new: SiteData) -> Iterator[Difference]:
    before = {question.id: question for question in old.faq.questions}
    after = {question.id: question for question in new.faq.questions}
    for name in dict.fromkeys([*before, *after]):
        one, other = before.get(name), after.get(name)
        if one is None or other is None:
            before_and_after = (one.question if one else None, other.question if other else None)
            yield Difference("question", name, "question", *before_and_after)
            continue
        yield from _redactions(name, one.redactions, other.redactions)
        redacted = _redacted(one.redactions, other.redactions)
        for field in ("question", "answer", "short"):
            after_it = getattr(other, field)
            before_it = _without_words(getattr(one, field), after_it, hidden=field in redacted)
            if before_it != after_it:
                yield Difference("question", name, field, before_it, after_it)


def _of_settings(old: SiteData, new: SiteData) -> Iterator[Difference]:
    if old.site.tag_authority != new.site.tag_authority:
        yield Difference("ids", "site", "tag_authority", old.site.tag_authority, new.site.tag_authority)
    for field in ("name", "description", "url", "locale", "sample_data", "sample_notice"):
        before, after = getattr(old.site, field), getattr(new.site, field)
        if before != after:
            yield Difference("setting", "site", field, _text(before), _text(after))
    for field in ("form", "phone", "phone_label"):
        before, after = getattr(old.site.contact, field), getattr(new.site.contact, field)
        if before != after:
            yield Difference("setting", "contact", field, _text(before), _text(after))


def _plans(history: tuple[ReleaseStep, ...]) -> str | None:
    return "; ".join(f"{step.date} {_plan(step)}" for step in history) or None


def _plan(step: ReleaseStep) -> str:
    """Return what a step says about its release: when it is planned for or came out, and the reason."""
    when = f" {step.window.text}" if step.window else f" {step.date}" if step.state is ReleaseState.RELEASED else ""
    return f"{step.state.value}{when}{f' ({step.note})' if step.note else ''}"


def _also_in(error: KnownError) -> str | None:
    said = (f"{other.product} {other.affects.text if other.affects else ''}".rstrip() for other in error.also_in)
    return ", ".join(said) or None


def _steps(history: tuple[Step, ...]) -> str:
    return "; ".join(map(_step, history))


def _step(step: Step) -> str:
    target = step.plan or step.duplicate_of
    return f"{step.date} {step.status}{f' {target}' if target else ''}{f' ({step.note})' if step.note else ''}"


def _text(value: object) -> str | None:
    return None if value is None else str(value)
