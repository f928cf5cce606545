"""What happens to a planned week: a snow day, a swap, a session called off, and why it is so."""

from typing import Any

import pytest
from driving import TUESDAY, Coach

THURSDAY = "2026-11-26"


def planned(coach: Coach) -> dict[str, Any]:
    week = coach.json("schedule", "show")
    return {s["teachers"][0]: s for s in week["sessions"] if s["state"] == "planned"}


def test_a_snow_day_calls_sessions_off_and_plans_the_rest_again(full: Coach) -> None:
    full("schedule", "week")
    before = planned(full)
    tuesday = {h for h, s in before.items() if s["date"] == TUESDAY}
    assert tuesday
    answer = full("closure", "add", "today", "Snow", today=TUESDAY)
    assert "Cancelled by the school" in answer.out
    week = full.json("schedule", "show", today=TUESDAY)
    called_off = [s for s in week["sessions"] if s["state"] == "cancelled"]
    assert {s["teachers"][0] for s in called_off} == tuesday
    assert all(s["date"] == TUESDAY for s in called_off)
    assert not [s for s in week["sessions"] if s["date"] == TUESDAY and s["state"] == "planned"]
    full("undo")
    assert planned(full) == before


def test_who_gives_way_to_somebody_who_waits_longer_is_named_with_the_reason(coach: Coach) -> None:
    for name, last, free in (
        ("Ana Weiss", "2026-10-19", "Tue 8:50-9:35; Thu 8:50-9:35"),
        ("Bo Lind", "2026-11-02", "Thu 8:50-9:35"),
    ):
        coach("teacher", "add", name, "--last-visit", last, "--free", free)
    coach("schedule", "week")
    assert {handle: each["date"] for handle, each in planned(coach).items()} == {
        "ana": TUESDAY,
        "bo": THURSDAY,
    }
    said = coach("closure", "add", "today", "Snow", today=TUESDAY).out
    assert "Planned: Ana Weiss, Thu 26 Nov 08:50." in said
    assert " ".join(said.split()).count("Not met now. Bo Lind can only meet Thu 08:50") == 1
    assert "Not placed" not in said
    assert list(planned(coach)) == ["ana"]


def test_a_closure_of_the_coach_says_so_and_a_later_week_is_mended_too(full: Coach) -> None:
    full("schedule", "week", "--week", "2026-11-30")
    said = full("closure", "add", "2026-11-30..2026-12-04", "Training", "--by", "coach").out
    assert said.count("Cancelled by the coach") == 5
    assert full.json("due")["teachers"]


def test_a_closure_without_planned_sessions_only_closes(full: Coach) -> None:
    assert full.json("closure", "add", "2027-03-15..2027-03-19", "Spring")["changes"] == []


def test_two_sessions_change_places_and_are_pinned(full: Coach) -> None:
    full("schedule", "week")
    before = planned(full)
    first, second = list(before)[:2]
    full("schedule", "swap", first, second)
    after = planned(full)
    for mine, theirs in ((first, second), (second, first)):
        assert after[mine]["date"] == before[theirs]["date"]
        assert after[mine]["start"] == before[theirs]["start"]
        assert after[mine]["pinned"]
    full("undo")
    assert planned(full) == before


def test_a_swap_that_cannot_be_is_refused_and_changes_nothing(full: Coach) -> None:
    full("schedule", "week")
    before = planned(full)
    first = next(iter(before))
    assert "one session, not two" in full("schedule", "swap", first, first, code=2).err
    full("schedule", "swap", first, "9999", code=1)
    full("schedule", "swap", first, "nobody-of-this-name", code=1)
    assert planned(full) == before


def test_a_session_called_off_names_who_could_come_and_that_can_be_typed(full: Coach) -> None:
    full("schedule", "week")
    offered = []
    for handle, session in planned(full).items():
        said = full.json("schedule", "cancel", handle, "--by", "teacher")
        if said["instead"]:
            offered.append(said["instead"][0])
            command = said["message"].partition("Type: coach ")[2].split()
            full(*command)
            there = planned(full)[said["instead"][0]]
            assert (there["date"], there["start"]) == (session["date"], session["start"])
            assert there["pinned"]
        full("undo")
        if said["instead"]:
            full("undo")
    assert offered


def test_a_move_onto_a_taken_place_is_refused_and_says_what_is_free(full: Coach) -> None:
    full("schedule", "week")
    before = planned(full)
    first, second = list(before)[:2]
    where = before[second]
    answer = full("schedule", "move", first, "--on", where["date"], "--at", where["start"], code=1)
    assert "is taken" in answer.err
    assert "Free for" in answer.err or "Choose another time" in answer.err
    assert planned(full) == before


def test_why_says_the_reason_and_what_each_other_slot_would_cost(full: Coach) -> None:
    full("schedule", "week")
    handles = [each["teacher"] for each in full.json("due")["teachers"]]
    codes = set()
    for handle in handles:
        data = full.json("schedule", "why", handle)
        codes.add(data["reason"]["code"])
        assert data["reason"]["text"].endswith(".")
        assert {"date", "start", "slot", "taken", "taken_by", "displaced", "moved"} >= {
            key for option in data["options"] for key in option
        }
    assert "due" in codes
    assert "not_due" in codes


@pytest.mark.parametrize("columns", ["80", "40"])
def test_why_fits_the_terminal(full: Coach, columns: str) -> None:
    full.env["COLUMNS"] = columns
    for handle in ("ines", "tess"):
        lines = full("schedule", "why", handle).out.splitlines()
        assert all(len(line.rstrip()) <= int(columns) for line in lines)


def test_why_for_nobody_or_a_week_that_is_over_is_refused(full: Coach) -> None:
    assert full("schedule", "why", "nobody-of-this-name", code=1).err
    assert "is over" in full("schedule", "why", "ines", "--week", "2026-11-02", code=1).err


def test_one_visit_more_is_offered_when_it_reaches_somebody_and_never_taken(full: Coach) -> None:
    said = full("schedule", "week", "--capacity", "4").out
    assert len(planned(full)) == 4
    offer = " ".join(said.split()).partition("One extra visit would reach ")[2]
    name, _, rest = offer.partition(": coach ")
    full(*rest.split()[:6])
    assert len(planned(full)) == 5
    names = {row["name"]: row["teacher"] for row in full.json("due")["teachers"]}
    assert names[name] in planned(full)
    assert "One extra visit" not in full("schedule", "week").out


def test_a_place_outside_the_noted_free_times_is_said_to_be_and_taken_all_the_same(
    full: Coach,
) -> None:
    full("teacher", "add", "Uma Vale", "--free", "Tue P2")
    full("teacher", "add", "Vic Winter")
    outside = "Uma Vale is not noted as free then."
    assert outside not in full("schedule", "add", "uma", "--on", "2026-12-01", "--at", "P2").out
    moved = full("schedule", "move", "uma", "--on", "2026-12-03", "--at", "P2").out
    assert outside in " ".join(moved.split())
    assert outside not in full("schedule", "move", "uma", "--on", "2026-12-01", "--at", "P2").out
    full("schedule", "add", "vic", "--on", "2026-12-03", "--at", "P3")
    swapped = " ".join(full("schedule", "swap", "uma", "vic").out.split())
    assert swapped.endswith(f"Both are pinned. {outside}")
    both = full("schedule", "add", "uma", "vic", "--on", "2026-12-10", "--at", "P2").out
    assert outside in " ".join(both.split())
