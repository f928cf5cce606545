"""Whatever counts as a visit moves the week in which the next is due; nothing else does."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from driving import Coach
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coachcli.coaching.words import label
from coachcli.values.words import Kind

VISITS = tuple(kind for kind in Kind if kind is not Kind.CONTACT)


def due(coach: Coach, who: str = "tess") -> tuple[str, str]:
    """The last visit and the week in which the next is due."""
    row = coach.due(who)
    return row["last_visit"], row["due_week"]


def log(coach: Coach, *lines: str, who: str = "tess") -> Any:
    card = "".join(f"- {line}\n" for line in (f"Teacher: {who}", "Date: 2026-11-23", *lines))
    return coach.json("log", "session", "--from", "-", given=card)


BEFORE = ("2026-11-05", "2026-11-23")
AFTER = ("2026-11-23", "2026-12-14")


@pytest.mark.parametrize("kind", [*VISITS, None])
def test_a_session_of_each_kind_and_of_none_moves_the_due_week(
    full: Coach, kind: Kind | None
) -> None:
    assert due(full) == BEFORE
    log(full, *[f"Kind: {label(kind)}"] if kind else [])
    assert due(full) == AFTER
    full("undo")
    assert due(full) == BEFORE


@pytest.mark.parametrize(
    "lines",
    [
        ("Kind: contact",),
        *(("State: no-show", f"Kind: {label(kind)}") for kind in VISITS),
        *(
            ("State: cancelled", "Cancelled by: school", f"Kind: {label(kind)}")
            for kind in VISITS[:3]
        ),
    ],
)
def test_a_contact_and_what_was_not_held_move_nothing(full: Coach, lines: tuple[str, ...]) -> None:
    log(full, *lines)
    assert due(full) == BEFORE


def test_log_contact_and_log_other_move_nothing(full: Coach) -> None:
    everybody = full.json("due")["teachers"]
    full("log", "contact", "tess", "kofi", given="A word in the corridor")
    full("log", "other", "workshop", "--minutes", "60", given="")
    assert full.json("due")["teachers"] == everybody


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.sets(st.sampled_from(Kind), min_size=1, max_size=4))
def test_several_kinds_count_when_one_of_them_does(full: Coach, kinds: set[Kind]) -> None:
    log(full, f"Kind: {', '.join(map(label, sorted(kinds)))}")
    assert due(full) == (BEFORE if kinds == {Kind.CONTACT} else AFTER)
    full("undo")
    assert due(full) == BEFORE


def test_editing_the_kind_moves_it_there_and_back(full: Coach) -> None:
    number = str(log(full, "Kind: contact")["id"])
    for kind, expected in itertools.islice(
        itertools.cycle((("debrief", AFTER), ("contact", BEFORE), ("none", AFTER))), 4
    ):
        full("log", "edit", number, "--kind", kind, "--yes")
        assert due(full) == expected, kind


@pytest.mark.parametrize("counts", [True, False])
def test_a_recurring_meeting_moves_it_only_where_the_coach_says_so(
    full: Coach, counts: bool
) -> None:
    words = ["every mon 11:45-12:15 with tess, kofi", *["--counts"] * counts]
    full("commitment", "add", *words)
    full("schedule", "week", "--week", "2026-11-23")
    before = due(full, "kofi")
    log(full, "Kind: team meeting", who="kofi, tess")
    assert (due(full, "kofi") != before) is counts


def test_an_imported_log_moves_it_by_the_same_rule(full: Coach, tmp_path: Any) -> None:
    path = tmp_path / "log.csv"
    path.write_text("Date,Teacher,What,Min\n2026-11-23,Tess Oh,email,5\n")
    full("import", "log", str(path), "--yes")
    assert due(full) == BEFORE
    path.write_text("Date,Teacher,What,Min\n2026-11-23,Tess Oh,Debrief,30\n")
    full("import", "log", str(path), "--yes")
    assert due(full) == AFTER
