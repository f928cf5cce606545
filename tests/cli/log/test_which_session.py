"""Which planned session a teacher's name means, and that the answer says whose it was."""

from __future__ import annotations

import pytest
from driving import Coach


@pytest.fixture
def team(full: Coach) -> Coach:
    """Tess has a visit on Wednesday and, the day before, a recurring meeting with two others."""
    full("commitment", "add", "every tuesday 11:00-11:45 with tess, jurgen, ines")
    full("schedule", "week")
    full("schedule", "move", "tess", "--on", "wed", "--at", "P5")
    return full


def test_a_name_means_the_visit_and_not_the_team_meeting_before_it(team: Coach) -> None:
    cancelled = team("schedule", "cancel", "tess", "--by", "teacher").out
    assert "with Tess Oh, Wed 25 Nov 12:20, is cancelled by the teacher." in " ".join(
        cancelled.split()
    )
    states = {
        tuple(each["teachers"]): each["state"] for each in team.json("schedule", "show")["sessions"]
    }
    assert states[("ines", "jurgen", "tess")] == "planned"
    assert states[("tess",)] == "cancelled"


def test_a_name_means_the_team_meeting_when_nothing_else_is_planned(team: Coach) -> None:
    team("schedule", "cancel", "tess", "--by", "teacher")
    said = " ".join(team("schedule", "cancel", "tess", "--by", "coach").out.split())
    assert "with Inés Quiroga, Jürgen Weiß, Tess Oh, Tue 24 Nov 11:00, is cancelled" in said


def test_each_change_by_hand_names_whose_session_it_was(team: Coach) -> None:
    pinned = team("schedule", "pin", "tess").out
    assert "with Tess Oh is pinned." in pinned
    swapped = " ".join(team("schedule", "swap", "tess", "otis").out.split())
    assert "with Tess Oh is now" in swapped
    assert "with Otis Graham is now" in swapped
