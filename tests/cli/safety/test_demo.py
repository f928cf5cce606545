"""``coach demo``: every look has something to show, and nothing that is not a demo is replaced."""

from __future__ import annotations

from pathlib import Path

import pytest
from driving import TUESDAY, Coach


@pytest.fixture
def demo(coach: Coach, tmp_path: Path) -> Coach:
    coach("demo", str(tmp_path / "demo"), today=TUESDAY)
    return Coach(tmp_path / "demo", TUESDAY)


def test_every_look_has_something_to_show(demo: Coach) -> None:
    running = demo.json("cycle", "list")["cycles"]
    assert {each["phase"] for each in running} == {"learn", "improve"}
    assert len(demo.json("cycle", "list", "--all")["cycles"]) == len(running) + 1
    ideas = demo.json("idea", "list")["ideas"]
    assert [each["teacher"] for each in ideas] == [None, None, "imani"]
    month = demo.json("time")["periods"][1]
    assert {each["work"] for each in month["other"]} >= {"covering", "workshop", "data_work"}
    assert month["contacts"]["times"] == 3
    trust = demo.json("trust")["teachers"]
    assert sum(each["contacts_by_teacher"] for each in trust) == 2
    assert len(demo.json("commitment", "list")["commitments"]) == 2
    card = demo("prep", "amara").out
    for part in ("Open steps", "What students did", "Ideas that fit", "Imani Brooks is at work"):
        assert part in card
    assert demo("check").out.startswith("The store is whole.")


def test_its_week_fits_and_nobody_is_late(demo: Coach) -> None:
    week = demo.json("schedule", "show")
    assert week["load"]["fits"]
    assert {each["state"] for each in demo.json("due")["teachers"]} <= {"planned", "ok"}


@pytest.mark.parametrize("today", ["2026-11-22", "2026-11-28", "2027-01-01", "2028-02-29"])
def test_it_can_be_made_on_any_day(coach: Coach, tmp_path: Path, today: str) -> None:
    for _ in range(2):
        coach("demo", str(tmp_path / "demo"), today=today)
    assert Coach(tmp_path / "demo", today)("check").out.startswith("The store is whole.")


def test_a_folder_that_is_no_demo_is_left_as_it_was(full: Coach) -> None:
    before = (full.home / "coach.db").read_bytes()
    assert "is not a demo" in full("demo", str(full.home), code=1).err
    assert (full.home / "coach.db").read_bytes() == before
