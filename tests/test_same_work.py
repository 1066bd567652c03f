"""What the benchmark says of a rival's pages: which of our words they hold in our order, and in how many bytes."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from bench.projects import REPOSITORY, make_projects, own_jobs, rival_jobs
from bench.same_work import article_words, compare_sites, error_names, shared_words

OURS = "<body><nav>M</nav><article><h1>A&amp;B fails</h1><p>Close <b>it</b>.</p><script>x()</script></article></body>"


def test_words_are_those_of_the_article() -> None:
    assert article_words(OURS) == ["A&B", "fails", "Close", "it", "."]


def test_words_are_those_of_the_body_without_an_article() -> None:
    assert article_words("<head><title>No</title></head><body><p>One</p><p>two</p></body>") == ["One", "two"]


@pytest.mark.parametrize(
    ("theirs", "share"),
    [("a b c d", 1.0), ("a b x c d", 1.0), ("a b d", 0.75), ("c d a b", 0.5), ("", 0.0)],
    ids=["same", "a word more", "a word less", "another order", "nothing"],
)
def test_share_counts_words_in_order(theirs: str, share: float) -> None:
    assert shared_words(["a", "b", "c", "d"], theirs.split()) == share


def test_bare_hugo_is_seen_to_do_less(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "PYTHONPATH", str(REPOSITORY))
    made = make_projects(5, tmp_path)
    jobs = {job.name: job for job in (*own_jobs(made), *rival_jobs(made))}
    for name in ("lean cold", "bare hugo"):
        jobs[name].prepare()
        subprocess.run(jobs[name].command, cwd=jobs[name].folder, check=True, capture_output=True)
    names = error_names(made.lean / "content")
    own = compare_sites(made.lean / "site", made.lean / "site", names)
    assert (own.words, own.least, own.size, own.pages) == (1.0, 1.0, 1.0, 5)
    bare = compare_sites(made.lean / "site", made.bare / "public", names)
    assert 0 < bare.least <= bare.words < 1
    assert bare.size < 1
