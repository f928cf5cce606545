"""Many processes over one store: each change is acknowledged and there, or refused and not."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from driving import PROGRAM, Coach
from typing_hands import Hands

from coachcli.store import history, reading
from coachcli.store.home import Home
from soak.machine import Stage
from soak.rounds import Count, rounds

HOLDER = """
import sys, time
from pathlib import Path
from coachcli.store.home import Home
from coachcli.store.pen import pen
with pen(Home(Path(sys.argv[1]))):
    print("held", flush=True)
    time.sleep(600)
"""
"""Somebody who holds the pen and does not put it down."""


@pytest.fixture
def coach(homes: Stage, desks: Path) -> Coach:
    shutil.copytree(homes.folder / "open" / "home", desks / "home")
    return Coach(desks / "home")


def handles(coach: Coach) -> set[str]:
    with reading.reading(Home(coach.home)) as db:
        return {handle for handle, _ in reading.handles(db)}


def in_order(coach: Coach) -> bool:
    """The store is whole and nothing is left lying about after the next change."""
    coach("check")
    coach("discreet", "off")
    names = {path.name for path in coach.home.rglob("*")}
    odd = (".new", ".part", ".pending", ".db-journal")
    return not [name for name in names if name.endswith(odd)]


def test_many_at_once_over_one_store(coach: Coach, count: Count) -> None:
    """A third of them looks. Who waits too long is refused, and nothing of it is stored."""
    many = rounds(20, 200)
    waiting = []
    for number in range(many):
        added = ["teacher", "add", f"Person {number}", "--handle", f"many-{number}"]
        started = subprocess.Popen(
            [str(PROGRAM), "--json", *(["due"] if number % 3 == 2 else added)],
            env=coach.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        waiting.append((number, started))
    ends = Counter[str]()
    acknowledged = set()
    for number, started in waiting:
        out, err = started.communicate(timeout=600)
        assert "Traceback" not in err, err
        assert "unforeseen" not in out, out
        looked = number % 3 == 2
        if started.returncode == 0:
            ends["looked" if looked else "stored"] += 1
            if not looked:
                acknowledged.add(f"many-{number}")
        else:
            assert '"busy"' in out, out
            ends["look refused" if looked else "refused: another one writes"] += 1
    there = {handle for handle in handles(coach) if handle.startswith("many-")}
    assert there == acknowledged
    past = history.kept_states(Home(coach.home).history)
    assert len({entry.number for entry in past}) == len(past)
    assert in_order(coach)
    count(f"{many} processes: " + ", ".join(f"{ends[end]} {end}" for end in sorted(ends)))


@pytest.mark.skipif(sys.platform == "win32", reason="stops a process with a signal")
def test_one_that_holds_the_pen_is_stopped_and_then_killed(coach: Coach, count: Count) -> None:
    """While it is stopped nobody writes, everybody looks; once it is killed everybody writes."""
    times = rounds(1, 20)
    for number in range(times):
        holder = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(coach.home)], stdout=subprocess.PIPE, text=True
        )
        with holder:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "held\n"
            holder.send_signal(signal.SIGSTOP)
            coach("due")
            begun = time.monotonic()
            refused = coach("teacher", "add", f"Late {number}", code=1)
            assert "still writing" in refused.err
            assert time.monotonic() - begun < 60
            holder.kill()
        coach("teacher", "add", f"Late {number}")
        assert in_order(coach)
    count(f"{times} times: looked while it was stopped, wrote once it was killed")


@pytest.mark.skipif(sys.platform == "win32", reason="stops a process with a signal")
def test_a_visit_that_is_being_typed_is_stopped_and_then_killed(coach: Coach, count: Count) -> None:
    """Its window keeps the draft, but not the store; once it is killed another one goes on."""
    for _ in range(rounds(1, 5)):
        with Hands(coach, "log", "contact", "hqben") as hands:
            hands.answers("> ", "Some words").sees("> ")
            os.kill(hands.pid, signal.SIGSTOP)
            coach("teacher", "away", "hqben", "2026-12-01")
            with Hands(coach, "log", "contact", "hqben") as second:
                second.sees("another window")
            coach("undo")
            hands.kill()
        with Hands(coach, "log", "contact", "hqben") as again:
            again.sees("Go on with it?")
    assert in_order(coach)
    count(f"{rounds(1, 5)} times")
