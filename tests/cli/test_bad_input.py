"""Whatever is typed, given or piped: a sentence, a hint, the right code, and nothing changed."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from driving import PROGRAM, Coach

from coachcli.cli.program.menu import entries

MEGABYTES = b"never ending text \xc3\xa9\n" * 500_000


def state(home: Path) -> dict[str, str]:
    """Every file of a home folder with a hash of what is in it."""
    return {
        str(path.relative_to(home)): sha256(path.read_bytes()).hexdigest()
        for path in home.rglob("*")
        if path.is_file() and path.name != "lock"
    }


@pytest.fixture
def steady(full: Coach) -> Iterator[Coach]:
    """A full home that must be the same to the byte afterwards."""
    before = state(full.home)
    yield full
    assert state(full.home) == before


def refused(coach: Coach, *words: str, code: int, given: bytes = b"") -> str:
    """Run what must fail; returns the sentence, after its form was checked."""
    answer = coach(*words, given=given, code=code)
    assert answer.out == ""
    said = answer.err.splitlines()
    assert len(said) == 2, answer.err
    sentence, hint = said
    assert sentence.endswith((".", "?")), sentence
    assert hint
    assert "unforeseen" not in sentence
    assert max(map(len, said)) < 400
    return sentence


def test_what_is_mistyped_is_answered_with_how_it_is_typed(steady: Coach) -> None:
    for typed, why in (
        ("dew", "There is no command 'dew'."),
        ("due extra", "Nothing more is expected here: extra."),
        ("due --fast", "No such option: --fast."),
        ("schedule wek", "No such command 'wek'. Did you mean 'week'?"),
        ("schedule week --capacity many", "--capacity: 'many' is not a whole number."),
        ("schedule cancel kofi", "Missing option '--by'. Choose from: teacher, coach, school."),
        ("teacher add X --every 99", "--every: 99 is not between 1 and 12."),
        ("teacher add X --support some", "--support: 'some' is not one of 'core', 'side'."),
        ("teacher add", "Missing argument 'name'."),
        ("step done one", "number: 'one' is not a whole number."),
        ("--today", "Option '--today' requires an argument."),
        (f"due {'x' * 5000}", "Nothing more is expected here: xxx"),
    ):
        assert refused(steady, *typed.split(), code=2).startswith(why)


def test_what_cannot_be_is_answered_with_why(steady: Coach) -> None:
    for words, why in (
        (("teacher", "show", "nobody"), 'No teacher fits "nobody".'),
        (("teacher", "show", "mei"), '"mei" could be mei-hoffmann'),
        (("teacher", "show", ""), "No teacher was named."),
        (("--today", "2026-02-30", "due"), 'There is no day "2026-02-30".'),
        (("--today", "9999-12-31", "schedule", "week"), '"9999-12-31" is not a day'),
        (("schedule", "show", "--week", "someday"), '"someday" is not a day.'),
        (("teacher", "add", "A\x07B"), 'The name "A'),
        (("teacher", "add", "  "), "The name is empty."),
        (("teacher", "add", "A B", "--room", "x" * 500), "The room is longer than 120"),
        (("teacher", "add", "A B", "--email", "a b"), "That is not an email address."),
        (("teacher", "add", "A B", "--since", "2027-01-01"), "Fri 1 Jan 2027 is still to come."),
        (("teacher", "edit", "kofi", "--free", "Tue P9"), '"Tue P9": There is no period "P9".'),
        (("teacher", "away", "kofi", "2026-12-02..2026-12-01"), '"2026-12-02..2026-12-01" ends'),
        (("closure", "add", "2026-12-01..", "x"), "A closure needs a last day."),
        (("closure", "add", "2026-11-26..2026-11-27"), "These days are closed already"),
        (("closure", "remove", "99", "--yes"), "There is no closure 99."),
        (("step", "done", "99"), "There is no step 99."),
        (("log", "session", "--from", "missing.md"), "The card cannot be read: No such file"),
        (("teacher", "import", "missing.csv"), "The file missing.csv cannot be read: No such"),
        (("teacher", "import", "."), "The file . cannot be read: Is a directory."),
        (("unlock", "--for", "ever"), '"ever" is not a length of time.'),
    ):
        assert refused(steady, *words, code=1).startswith(why), words


def test_no_short_text_may_turn_the_text_around_it(full: Coach) -> None:
    full("cycle", "start", "kofi", "--question", "Who waits?")
    before = state(full.home)
    for mark in "\u202a\u202e\u2066\u2069":
        text = f"a{mark}b"
        for words in (
            ("cycle", "evidence", "kofi", "--met", "3/9", "--measure", text),
            ("cycle", "start", "tess", "--question", text),
            ("cycle", "edit", "kofi", "--target", text),
            ("cycle", "edit", "kofi", "--look-fors", text),
            ("teacher", "edit", "kofi", "--question", text),
            ("teacher", "edit", "kofi", "--subject", text),
            ("teacher", "edit", "kofi", "--name", text),
            ("closure", "add", "2027-02-01", text),
            ("commitment", "add", "every", "monday", "9:00-9:30", "--label", text),
            ("ask", "add", text),
            ("idea", "add", "--tag", text),
        ):
            assert "turns text around" in refused(full, *words, code=1), words
    assert state(full.home) == before


def test_a_file_that_is_not_what_it_should_be_is_refused_whole(
    steady: Coach, tmp_path: Path
) -> None:
    file = tmp_path / "given"
    for content, card, table in (
        (MEGABYTES, "The card is larger than a million bytes.", "The file is larger than"),
        (bytes(range(256)) * 40, "The card is not UTF-8 text.", "This is not a text file."),
        (b"PK\x03\x04\x00\x00", "Line 1 has a control character", "This is a workbook"),
        (b'name\n"Ana', "Line 1 is not one of those", "Line 2: a quotation mark opens"),
        (b"one,two\n1,2\n", "Line 1 is not one of those", "The first line of the file does"),
        (b"", "The card has no teacher.", "The file is empty."),
    ):
        file.write_bytes(content)
        for words, why in (
            (("log", "session", "--from", str(file)), card),
            (("teacher", "import", str(file)), table),
            (("period", "import", str(file)), table),
        ):
            assert refused(steady, *words, code=1).startswith(why), (words, content[:20])


def test_what_is_piped_in_is_refused_whole_too(steady: Coach) -> None:
    for given, why in (
        (MEGABYTES, "That is more than a million bytes of text."),
        (b"caf\xe9", "The text is not UTF-8."),
        (b"a\x00b", "There is a control character in that."),
        (b"\x1b[31mred", "There is a control character in that."),
    ):
        assert refused(steady, "step", "add", "kofi", code=1, given=given) == why
    assert refused(steady, "step", "add", "kofi", code=2, given=b" \n").startswith(
        "There is no text for the step"
    )
    assert refused(steady, "log", "session", "--from", "-", code=1, given=MEGABYTES) == (
        "The card is larger than a million bytes."
    )


@pytest.mark.skipif(os.name == "nt", reason="uses a shell's pipes")
def test_a_reader_that_leaves_early_or_a_stream_that_is_closed_is_no_accident(
    steady: Coach,
) -> None:
    for line, code, error in (
        ("due | head -1", 0, ""),
        ("--json teacher list | true", 0, ""),
        ("--help | true", 0, ""),
        ("teacher show nobody 2>&1 | true", 1, ""),
        ("due >&-", 0, ""),
        ("dew 2>&-", 2, ""),
        ("step add kofi <&-", 2, "There is no text"),
        ("due >/dev/full", 1, "The answer could not be written: No space left on device."),
    ):
        done = subprocess.run(
            ["bash", "-c", f"set -o pipefail; '{PROGRAM}' {line}"],
            env=steady.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr[: len(error)]) == (code, error), line
        assert len(done.stderr.splitlines()) <= 2


def test_an_old_terminal_gets_question_marks_and_scripts_get_every_name(steady: Coach) -> None:
    old = replace(steady, env={"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"})
    assert "?se Bj?rnstad" in old("due").out
    names = [row["name"] for row in old.json("due")["teachers"]]
    assert "山田 花子" in names


def test_a_home_that_cannot_be_one_is_named_and_nothing_is_made(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine")
    coach = Coach(tmp_path / "home")
    assert refused(coach, "due", code=1) == f"There is no caseload in {coach.home} yet."
    assert refused(coach, "teacher", "add", "A B", code=1).startswith("There is no caseload in")
    for home in (file, file / "below"):
        for words in (("due",), ("teacher", "add", "Ana Lima"), ("init", "--no-passphrase")):
            sentence = refused(coach, "--home", str(home), *words, code=1)
            assert str(home) in sentence
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert file.read_text() == "mine"


def test_a_place_that_cannot_be_is_named(steady: Coach) -> None:
    for words in (
        ("--home", "~nosuchuser/x", "due"),
        ("teacher", "import", "~nosuchuser/x"),
        ("log", "session", "--from", "~nosuchuser/x"),
    ):
        assert "the home folder ~nosuchuser" in steady(*words, code=1).err
    assert "There is no file" in steady("restore", "y" * 300, code=1).err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write")
def test_a_home_that_may_not_be_written_is_still_read(full: Coach) -> None:
    full.home.chmod(0o500)
    try:
        assert len(full.json("due")["teachers"]) == 18
        assert "cannot be written" in refused(full, "teacher", "add", "A B", code=1)
    finally:
        full.home.chmod(0o700)


def test_a_day_of_work_leaves_nothing_outside_the_home(full: Coach, tmp_path: Path) -> None:
    outside = tmp_path / "tmp"
    outside.mkdir()
    day = replace(full, env={"TMPDIR": str(outside), "HOME": str(outside)})
    day("schedule", "week")
    card = day("log", "session", "--template").out
    day("log", "session", "--from", "-", given=card)
    day("next-steps")
    day("undo")
    assert list(outside.iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "tmp"]


def test_words_that_belong_together_are_said_to_need_quotes(steady: Coach) -> None:
    said = steady("teacher", "add", "Ana", "Lima", code=2).err
    assert "Words that belong together go in quotes, like 'next tue'." in said
    said = steady("log", "contact", "tess", "--on", "last", "sun", code=1).err
    assert "a day of several words goes in quotes, like 'last tue'" in said
    said = steady("log", "contact", "tess", "she asked for the clip", code=1).err
    assert "what was said is asked for." in said


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ahead", "coach schedule ahead"),
        ("contact", "coach log contact"),
        ("next", "coach next-steps"),
        ("shedule", "coach schedule"),
        ("phase", "coach cycle phase"),
    ],
)
def test_a_command_inside_a_group_is_named_when_it_is_typed_alone(
    steady: Coach, typed: str, meant: str
) -> None:
    said = steady(typed, code=2).err
    assert said.splitlines()[1] == f"Did you mean: {meant}"
    steady(*meant.split()[1:], "--help")


def test_a_word_that_many_groups_have_leads_to_the_list(steady: Coach) -> None:
    assert steady("list", code=2).err.splitlines()[1] == "See them all with: coach --help"


TYPED = {
    "step add": "kofi",
    "idea add": "",
    "cycle evidence": "1 --met 1/2",
    "log edit": "1 --add notes",
    "log edit-other": "1 --note",
}
"""What is typed behind these; behind the others a number."""


@pytest.mark.parametrize("command", [c for c, entry in entries().items() if entry.asks_for_text])
def test_a_text_typed_behind_a_command_is_not_repeated(steady: Coach, command: str) -> None:
    words = [*command.split(), *TYPED.get(command, "1").split(), "She cried today"]
    for options in ([], ["--json"]):
        run = steady(*options, *words, code=2)
        said = " ".join((run.out + run.err).split())
        assert "A text is asked for, or piped in" in said
        assert "cried" not in said


@pytest.mark.parametrize(
    "words",
    [
        ("handover", "--all", "--output", "{}"),
        ("report", "--output", "{}/r.html"),
        ("report", "--output", "{}/tables"),
        ("chart", "time", "--svg", "{}/time.svg"),
        ("privacy", "--output", "{}/privacy.md"),
        ("export", "tess", "--output", "{}/tess"),
    ],
)
def test_nothing_is_written_into_the_home_folder_even_with_force(
    full: Coach, words: tuple[str, ...]
) -> None:
    place = full.home / "coach.db" if words[0] == "handover" else full.home
    before = {path: path.read_bytes() for path in full.home.rglob("*") if path.is_file()}
    told = [word.format(place) for word in words]
    error = full("--json", *told, "--force", code=1).error
    assert error["code"] == "inside"
    after = {path: path.read_bytes() for path in full.home.rglob("*") if path.is_file()}
    assert after == before
