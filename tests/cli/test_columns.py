"""A text is held to one rule at every way in, however it comes."""

from __future__ import annotations

from pathlib import Path

import pytest
from driving import Coach

from coachcli.values import cycle, record, school
from coachcli.values.columns import Text
from coachcli.values.teacher import TEXTS

GOOD = "a" * 244 + "@x.example"
BAD = {
    "a;b@x.example": "That is not an email address. Type one like name@school.example",
    "a b@x.example": "That is not an email address.",
    "nobody": "That is not an email address.",
    f"a{GOOD}": "That is not an email address.",
}


def state(coach: Coach) -> bytes:
    return (coach.home / "coach.db").read_bytes()


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        *((("teacher", "add", "Zoe Ng", f"--{name}"), rule) for name, rule in TEXTS.items()),
        *((("teacher", "edit", "kofi", f"--{name}"), rule) for name, rule in TEXTS.items()),
        (("cycle", "start", "kofi", "--question"), cycle.QUESTION),
        (("cycle", "start", "kofi", "--question", "Why?", "--target"), cycle.TARGET),
        (("cycle", "start", "kofi", "--question", "Why?", "--look-fors"), cycle.LOOK_FORS),
        (("cycle", "edit", "tess", "--question"), cycle.QUESTION),
        (("cycle", "edit", "tess", "--target"), cycle.TARGET),
        (("cycle", "edit", "tess", "--look-fors"), cycle.LOOK_FORS),
        (("cycle", "evidence", "tess", "--met", "3/9", "--measure"), cycle.MEASURE),
        (("closure", "add", "2027-02-01"), school.CLOSURE_LABEL),
        (("commitment", "add", "every", "mon", "9:00-9:30", "--label"), school.MEETING_LABEL),
        (("ask", "add"), record.PROMPT),
        (("idea", "add", "--tag"), record.TAG),
    ],
)
def test_the_longest_text_is_taken_and_one_letter_more_refused(
    in_cycle: Coach, words: tuple[str, ...], rule: Text
) -> None:
    longest = GOOD if rule is TEXTS["email"] else "x" * rule.longest
    before = state(in_cycle)
    refused = in_cycle(*words, f"x{longest}", given="An idea.", code=1)
    assert refused.err.split(".")[0].split()[-1] in ("characters", "address", "tag"), refused.err
    assert state(in_cycle) == before
    in_cycle(*words, longest, given="An idea.")
    assert longest.encode() in state(in_cycle)


@pytest.fixture
def in_cycle(full: Coach) -> Coach:
    full("cycle", "start", "tess", "--question", "Who waits?")
    return full


@pytest.mark.parametrize("email", BAD)
def test_an_address_that_is_none_is_refused_by_every_command_and_named_by_its_line_in_a_file(
    full: Coach, tmp_path: Path, email: str
) -> None:
    before = state(full)
    for words in (("add", "Zoe Ng"), ("edit", "kofi")):
        assert full("teacher", *words, "--email", email, code=1).err.startswith(BAD[email][:28])
    file = tmp_path / "list.csv"
    file.write_text(f"name,email\nAna Lima,{GOOD}\nBeth Ng,{email}\nJoe Kim,joe@x.example\n")
    refused = full("teacher", "import", str(file), code=1, COLUMNS="200")
    assert refused.err == (
        "1 problem in the file; nothing was changed.\n"
        "Mend the file, or import the other rows with --skip-bad.\n"
    )
    (line,) = (line for line in refused.out.splitlines() if "Beth Ng" in line)
    assert BAD[email] in line
    assert line.split()[-1] == "3"
    assert state(full) == before
    said = full("teacher", "import", str(file), "--skip-bad").out
    assert said.endswith("Imported: 2 new. Left out: 1 problem.\n")
    assert full.json("teacher", "show", "ana")["email"] == GOOD
