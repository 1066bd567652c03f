"""`corrigenda redact` replaces words that were published, lists the correction, and `diff` accepts it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
import yaml

from tests.project import Project
from tests.running import Ran, commit, corrigenda

NAME = "roadmap/remote-control/NRC-1042.yml"
WHY = ("--because", "A customer was named.")
NOTE = '    note: "The driver fix needs a signed build, which takes longer than 12.5 can wait."\n'
Cli = Callable[..., Ran]


@pytest.fixture
def cli(committed: Project) -> Cli:
    """Return the command line, in a folder whose content is committed to git."""
    return lambda *arguments: corrigenda(committed.folder, *arguments)


def text_of(project: Project) -> str:
    """Return the error's file."""
    return (project.content / NAME).read_bytes().decode("utf-8")


def test_words_are_replaced_in_every_public_text_and_the_correction_is_listed(cli: Cli, committed: Project) -> None:
    before = text_of(committed)
    ran = cli("redact", "NRC-1042", "adapter", "--with", "card", *WHY)
    listed = "  - {date: 2026-11-25, texts: [title, summary, workaround], reason: A customer was named.}\n"
    assert (ran.code, ran.err) == (0, "")
    expected = before.replace("adapter goes", "card goes").replace("network adapter", "network card")
    expected = expected.replace("related:", f"redactions:\n{listed}related:")
    assert text_of(committed) == expected
    assert "older adapters failed" in expected
    assert committed.problems() == []


def test_a_reason_in_the_history_is_corrected_and_the_diff_neither_fails_nor_shows_it(cli: Cli) -> None:
    assert cli("redact", "NRC-1042", "a signed build", "--with", "more work", *WHY).code == 0
    ran = cli("diff")
    assert ran == Ran(
        0,
        "What the public would see change from HEAD:\n\n"
        "Wording corrected after publication (the old words are not shown) (1)\n"
        "  NRC-1042  step-4: 2026-11-25 A customer was named.\n",
        "",
    )
    assert "signed" not in cli("diff", "--format", "json").out


def test_two_corrections_are_listed_in_order(cli: Cli, committed: Project) -> None:
    cli("redact", "NRC-1042", "a signed build", "--with", "more work", *WHY)
    cli("redact", "NRC-1042", "Laptops", "--with", "Computers", "--because", "It was not clear.")
    listed = yaml.safe_load(text_of(committed))["redactions"]
    assert [(one["texts"], one["reason"]) for one in listed] == [
        (["step-4"], "A customer was named."),
        (["summary"], "It was not clear."),
    ]
    committed.build()
    page = committed.page("corrections/nrc-1042/")
    assert page.count("Wording corrected on") == 2
    assert page.index("A customer was named.") < page.index("It was not clear.")
    public = json.loads((committed.site / "api/v1/errors/nrc-1042.json").read_bytes())
    assert public["redactions"][1] == {"date": "2026-11-25", "texts": ["summary"], "reason": "It was not clear."}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('status: planned\n    release: "12.6"', 'status: planned\n    release: "12.7"'),
        (NOTE, ""),
        ("2026-10-11", "2026-10-12"),
        ("step-4", "step-3"),
    ],
    ids=["another release", "no reason", "another day", "another step"],
)
def test_a_redaction_excuses_words_only(cli: Cli, committed: Project, old: str, new: str) -> None:
    cli("redact", "NRC-1042", "a signed build", "--with", "more work", *WHY)
    committed.replace(NAME, old.replace("a signed build", "more work"), new)
    ran = cli("diff")
    assert ran.code == 1
    assert "Histories rewritten" in ran.out


def test_a_list_of_corrections_is_append_only(cli: Cli, committed: Project) -> None:
    cli("redact", "NRC-1042", "a signed build", "--with", "more work", *WHY)
    commit(committed.folder)
    committed.replace(NAME, "A customer was named.", "It was not clear.")
    ran = cli("diff")
    assert ran.code == 1
    assert "  NRC-1042  redactions\n" in ran.out


def test_without_a_redaction_a_rewritten_reason_still_fails(cli: Cli, committed: Project) -> None:
    committed.replace(NAME, "a signed build", "more work")
    assert cli("diff").code == 1


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        (lambda text: text.replace("\n", "\r\n"), None),
        (lambda text: "\ufeff" + text, None),
        (lambda text: text.replace(NOTE, f"{NOTE.rstrip()}   # from the lab\n"), "# from the lab"),
        (lambda text: text.replace(NOTE, "    note: |\n      It needs a signed\n      build.\n"), "2026-11-05"),
        (lambda text: text.replace(NOTE, "    note: >-\n      It needs a signed\n      build.\n  # why\n"), "# why"),
        (lambda text: text.partition("related:")[0].rstrip("\n"), None),
        (lambda text: text.partition("related:")[0] + "# the end\n", "# the end"),
        (
            lambda text: (
                text.partition("history:")[0]
                + "history: [{date: 2026-08-14, status: registered, note: It was a signed build.}]  # short\n"
            ),
            "# short",
        ),
    ],
    ids=["crlf", "bom", "comment", "block", "folded", "no last line end", "comment at the end", "on one line"],
)
def test_the_rest_of_the_file_stays(
    cli: Cli, committed: Project, change: Callable[[str], str], kept: str | None
) -> None:
    before = change(text_of(committed))
    (committed.content / NAME).write_bytes(before.encode())
    ran = cli("redact", "NRC-1042", "signed build", "--with", "new one", "--because", "It named a customer.")
    assert (ran.code, ran.err) == (0, "")
    after = text_of(committed)
    assert "signed" not in after
    assert kept is None or kept in after
    assert after.startswith("\ufeff") is before.startswith("\ufeff")
    assert after.count("\r") == (after.count("\n") if "\r" in before else 0)
    values, old = yaml.safe_load(after), yaml.safe_load(before)
    assert [step["date"] for step in values["history"]] == [step["date"] for step in old["history"]]
    assert len(values["redactions"]) == 1
    assert set(values) == {*old, "redactions"}


def test_what_is_put_instead_is_one_line(cli: Cli, committed: Project) -> None:
    assert cli("redact", "NRC-1042", "signed", "--with", "tested\nand\tapproved", *WHY).code == 0
    assert "tested and approved build" in text_of(committed)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("NRC-1042", "nobody", "--with", "x", *WHY), "'nobody' is in none of its public texts"),
        (("NRC-1042", "jh", "--with", "x", *WHY), "'jh' is in none of its public texts"),
        (("NRC-1042", "2026-08-14", "--with", "x", *WHY), "'2026-08-14' is in none of its public texts"),
        (("NRC-1042", "aptop", "--with", "x", *WHY), "'aptop' is in none of its public texts"),
        (("NRC-1042", " ", "--with", "x", *WHY), "say which words are to go"),
        (
            ("NRC-1042", "Laptops", "--with", "x", "--because", "Laptops were named."),
            "--because would publish 'Laptops' again; leave it out",
        ),
        (
            ("NRC-1042", "Laptops", "--with", "the Laptops", *WHY),
            "--with would publish 'Laptops' again; leave it out",
        ),
    ],
)
def test_what_cannot_be_redacted_says_why(
    cli: Cli, committed: Project, arguments: tuple[str, ...], reason: str
) -> None:
    before = text_of(committed)
    assert cli("redact", *arguments) == Ran(2, "", f"error: NRC-1042 stays as it is: {reason}\n")
    assert text_of(committed) == before


def test_a_reason_must_be_given_and_may_not_be_private(cli: Cli, committed: Project) -> None:
    assert cli("redact", "NRC-1042", "Laptops", "--with", "x").code == 2
    ran = cli("redact", "NRC-1042", "Laptops", "--with", "PCs", "--because", "See NS-204113.")
    assert ran.code == 1
    assert "(private-text)" in ran.err
    assert "Laptops" in text_of(committed)


# Releases and answers


def test_a_reason_and_notes_of_a_release_are_corrected_and_the_diff_knows(cli: Cli, committed: Project) -> None:
    committed.replace(
        "products.yml",
        "A hot fix for Hosts that could not be reached after an update.",
        "|\n          A hot fix for ACME's\n          Hosts.\n\n          It came after an update.",
    )
    commit(committed.folder)
    before = (committed.content / "products.yml").read_text(encoding="utf-8")
    assert cli("redact", "remote-control/12.6", "video driver", "--with", "driver", *WHY).code == 0
    assert cli("redact", "remote-control/12.4.1", "ACME's Hosts", "--with", "some Hosts", *WHY).code == 0
    expected = before.replace("new video driver", "new driver").replace("ACME's\n          Hosts", "some Hosts")
    listed = "\n        redactions:\n          - {date: 2026-11-25, texts: [%s], reason: A customer was named.}"
    for version, texts in (("12.4.1", "notes"), ("12.6", "step-2")):
        at = expected.index("\n      - version:", expected.index(f'version: "{version}"'))
        expected = expected[:at] + listed % texts + expected[at:]
    assert (committed.content / "products.yml").read_text(encoding="utf-8") == expected
    assert committed.problems() == []
    assert cli("diff") == Ran(
        0,
        "What the public would see change from HEAD:\n\n"
        "Wording corrected after publication (the old words are not shown) (2)\n"
        "  remote-control 12.4.1  notes: 2026-11-25 A customer was named.\n"
        "  remote-control 12.6  step-2: 2026-11-25 A customer was named.\n",
        "",
    )
    committed.build()
    assert "Wording corrected on" in committed.page("corrections/release/remote-control-12.6/")
    assert "A customer was named." in committed.page("corrections/release/remote-control-12.6/")
    public = json.loads((committed.site / "api/v1/products.json").read_bytes())
    found = {one["version"]: one["redactions"] for one in public["products"][0]["releases"] if one["redactions"]}
    assert found == {
        "12.4.1": [{"date": "2026-11-25", "texts": ["notes"], "reason": "A customer was named."}],
        "12.6": [{"date": "2026-11-25", "texts": ["step-2"], "reason": "A customer was named."}],
    }


def test_an_answer_is_corrected_and_says_when(cli: Cli, committed: Project) -> None:
    ran = cli("redact", "faq/why-register", "Illegal copies", "--with", "Some copies", *WHY)
    assert (ran.code, ran.err) == (0, "")
    faq = yaml.safe_load((committed.content / "faq.yml").read_bytes())
    question = next(one for one in faq["questions"] if one["id"] == "why-register")
    assert str(faq["changed"]) == str(question["changed"]) == "2026-11-25"
    assert question["redactions"][0]["texts"] == ["answer"]
    assert committed.problems() == []
    ran = cli("diff")
    assert (ran.code, "Illegal" in ran.out) == (0, False)
    assert "  why-register  answer: 2026-11-25 A customer was named.\n" in ran.out
    committed.build()
    page = committed.page("faq/")
    assert page.index('id="why-register"') < page.index("Wording corrected on") < page.index('id="after-reporting"')
    public = json.loads((committed.site / "api/v1/faq.json").read_bytes())
    assert [len(one["redactions"]) for one in public["questions"]].count(1) == 1


def test_a_redaction_of_a_release_excuses_words_only(cli: Cli, committed: Project) -> None:
    cli("redact", "remote-control/12.6", "video driver", "--with", "driver", *WHY)
    committed.replace("products.yml", "window: 2027-02-16", "window: 2027-02-17")
    ran = cli("diff")
    assert (ran.code, "Histories rewritten" in ran.out) == (1, True)


def test_what_was_listed_about_a_release_stays_listed(cli: Cli, committed: Project) -> None:
    cli("redact", "remote-control/12.6", "video driver", "--with", "driver", *WHY)
    commit(committed.folder)
    committed.replace("products.yml", "A customer was named.", "It was not clear.")
    ran = cli("diff")
    assert (ran.code, "  remote-control 12.6  redactions\n" in ran.out) == (1, True)


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
@pytest.mark.parametrize(
    ("subject", "words", "file"),
    [("remote-control/12.6", "video driver", "products.yml"), ("faq/why-register", "Illegal copies", "faq.yml")],
)
def test_the_rest_of_a_settings_file_stays(
    cli: Cli, committed: Project, subject: str, words: str, file: str, ending: str
) -> None:
    path = committed.content / file
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", ending.encode()))
    ran = cli("redact", subject, words, "--with", "something", *WHY)
    assert (ran.code, ran.err) == (0, "")
    after = path.read_bytes().decode("utf-8")
    assert after.startswith("\ufeff")
    assert "\n" not in after.replace(ending, "")
    assert committed.problems() == []


@pytest.mark.parametrize(
    ("subject", "message"),
    [
        ("vision/9.99", "there is no release or question 'vision/9.99'; did you mean 'vision/9.9'?"),
        ("faq/why-regster", "there is no release or question 'faq/why-regster'; did you mean 'faq/why-register'?"),
        ("a/b/c", "there is no release or question 'a/b/c'; write PRODUCT/VERSION, or faq/QUESTION"),
    ],
)
def test_what_is_not_there_is_not_redacted(cli: Cli, subject: str, message: str) -> None:
    ran = cli("redact", subject, "x", "--with", "y", *WHY)
    assert (ran.code, ran.err.splitlines()[-1]) == (2, f"Error: {message}")


def test_a_release_on_one_line_is_left_alone(cli: Cli, committed: Project) -> None:
    text = (committed.content / "products.yml").read_text(encoding="utf-8")
    start = text.index('      - version: "12.6"')
    line = (
        '      - {version: "12.6", notes: For ACME., history: [{date: 2026-08-03, status: planned, window: 2027-Q1}]}'
    )
    end = text.index("\n      - version:", start)
    committed.write("products.yml", f"{text[:start]}{line}{text[end:]}")
    ran = cli("redact", "remote-control/12.6", "ACME", "--with", "all", *WHY)
    message = "error: remote-control/12.6 stays as it is: it is written in an unusual way; correct it by hand\n"
    assert (ran.code, ran.err) == (2, message)
