"""Undo, redo and what the history keeps."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from stopping import stopped_at_each_step

from coachcli.errors import CoachError, StoreUnusable
from coachcli.store import history, pen, reading, stores
from coachcli.store.history import KeptState
from coachcli.store.home import Home
from coachcli.store.undo_redo import redo, undo
from coachcli.store.writing import change, sessions, teachers
from coachcli.values.session import SealedStep
from coachcli.values.teacher import TeacherDetails
from coachcli.values.words import Owner

from .homes import NOW, add, ask, copied, everything, handles, is_sound, tell


def labels(folder: Path) -> list[str]:
    return [entry.label for entry in history.kept_states(folder)]


class Changing(RuleBasedStateMachine):
    """The store against two lists of states, with a clock that runs both ways."""

    template: Home

    @initialize()
    def begin(self) -> None:
        self.folder = TemporaryDirectory()
        self.home = copied(self.template, Path(self.folder.name) / "home")
        self.past: list[list[str]] = []
        self.present: list[str] = []
        self.undone: list[list[str]] = []
        self.names: Iterator[int] = iter(range(1000))
        self.set_aside = 0

    def teardown(self) -> None:
        self.folder.cleanup()

    @rule(hours=st.integers(-1000, 1000))
    def change_something(self, hours: int) -> None:
        name = f"t{next(self.names):03}"
        add(self.home, name, NOW + timedelta(hours=hours))
        self.past.append(self.present)
        self.present = [*self.present, name]
        self.set_aside += len(self.undone)
        self.undone = []

    @rule()
    def change_nothing(self) -> None:
        with change(self.home, "nothing", NOW):
            pass

    @rule()
    def fail(self) -> None:
        with pytest.raises(ZeroDivisionError):
            self.add_and_fail()

    def add_and_fail(self) -> None:
        with change(self.home, "failing", NOW) as db:
            teachers.add(db, TeacherDetails("zoe", "Zoe", NOW.date()))
            raise ZeroDivisionError

    @rule()
    def undo(self) -> None:
        if not self.past:
            with pytest.raises(CoachError, match="nothing to undo"):
                undo(self.home, NOW)
            return
        undo(self.home, NOW)
        self.undone.append(self.present)
        self.present = self.past.pop()

    @rule()
    def redo(self) -> None:
        if not self.undone:
            with pytest.raises(CoachError, match="nothing to redo"):
                redo(self.home, NOW)
            return
        redo(self.home, NOW)
        self.past.append(self.present)
        self.present = self.undone.pop()

    @invariant()
    def the_store_is_as_the_lists_say(self) -> None:
        if hasattr(self, "home"):
            assert handles(self.home) == self.present
            assert len(history.kept_states(self.home.history)) == len(self.past)
            assert len(history.kept_states(self.home.redo)) == len(self.undone)
            assert len(history.asides(self.home)) == self.set_aside
            known = r"lock|coach\.db"
            assert not [path for path in self.home.path.glob("coach.db?*") if path.name != known]
            assert not list(self.home.path.rglob("*.pending"))


def test_any_sequence_of_changes_undo_and_redo_is_like_two_lists_of_states(empty: Home) -> None:
    Changing.template = empty
    run_state_machine_as_test(
        Changing, settings=settings(max_examples=25, stateful_step_count=25, deadline=None)
    )


def test_a_new_change_sets_aside_what_could_be_done_again_and_loses_none_of_it(home: Home) -> None:
    undo(home, NOW)
    add(home, "cai")
    with pytest.raises(CoachError, match="nothing to redo"):
        redo(home, NOW)
    ((_, aside),) = history.asides(home)
    assert ask(aside, "SELECT handle FROM teacher ORDER BY 1") == [("ana",), ("ben",)]


def test_two_undone_states_set_aside_in_one_second_do_not_replace_each_other(home: Home) -> None:
    for name in ("ben", "ben"):
        undo(home, NOW)
        add(home, name)
    assert len(history.asides(home)) == 2


def test_undo_says_what_it_took_back_and_when(home: Home) -> None:
    entry = undo(home, NOW + timedelta(days=1))
    assert (entry.said, entry.at) == ("add ben", NOW)
    assert redo(home, NOW + timedelta(days=2)).said == "add ben"
    assert undo(home, NOW).at == NOW + timedelta(days=2)


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("teacher add", "teacher add"),
        ("Schedule  Week!", "schedule week"),
        ("../../etc", "etc"),
        ("été 木", "t"),
        ("木", "change"),
        ("x" * 39 + " y", "x" * 39),
    ],
)
def test_any_label_becomes_a_file_name(fresh: Home, label: str, said: str) -> None:
    with change(fresh, label, NOW) as db:
        teachers.add(db, TeacherDetails("ana", "Ana", NOW.date()))
    assert undo(fresh, NOW).said == said


def test_a_step_number_never_comes_back_for_another_step(home: Home) -> None:
    def new_step(uid: str) -> int:
        with change(home, "step add", NOW) as db:
            step = SealedStep(uid, "ana", Owner.TEACHER, b"sealed")
            return sessions.add_step(db, step, NOW.date(), None)

    first = new_step("a")
    undo(home, NOW)
    second = new_step("b")
    undo(home, NOW)
    undo(home, NOW)
    assert [first, second, new_step("c")] == [first, first + 1, first + 2]


def test_a_damaged_state_is_refused_and_the_present_stays(home: Home) -> None:
    newest = history.kept_states(home.history)[-1].path
    newest.write_bytes(newest.read_bytes()[:5000])
    before = everything(home.path)
    with pytest.raises(StoreUnusable, match="is damaged; nothing was changed"):
        undo(home, NOW)
    assert everything(home.path) == before
    assert handles(home) == ["ana", "ben"]


def test_a_state_garbled_in_the_middle_is_refused(home: Home) -> None:
    newest = history.kept_states(home.history)[-1].path
    data = bytearray(newest.read_bytes())
    data[4096:8192] = os.urandom(4096)
    newest.write_bytes(bytes(data))
    with pytest.raises(StoreUnusable):
        undo(home, NOW)
    assert handles(home) == ["ana", "ben"]


def test_a_copy_differs_from_its_store_only_in_counters(home: Home) -> None:
    tell(home.store, "DELETE FROM teacher WHERE handle = 'ana'")
    add(home, "cai")
    stores.copy(home.store, home.spare)
    assert history.is_same(home.spare, home.store)


def test_a_pending_state_whose_change_did_not_happen_is_dropped(home: Home) -> None:
    before = labels(home.history)
    history.begin(home, "cut off", NOW)
    add(home, "cai")
    assert labels(home.history) == [*before, "add-cai"]


def test_a_pending_state_whose_change_happened_is_kept(home: Home) -> None:
    history.begin(home, "cut off", NOW)
    tell(home.store, "UPDATE teacher SET name = 'Someone' WHERE handle = 'ana'")
    assert undo(home, NOW).said == "cut off"
    assert ask(home.store, "SELECT name FROM teacher WHERE handle = 'ana'") == [("Ana",)]


def test_half_a_copy_left_by_a_kill_never_becomes_a_state_to_go_back_to(home: Home) -> None:
    half = home.history / f"{history.name_for(home.history, 'half', NOW)}.pending.part"
    half.write_bytes(home.store.read_bytes()[:9000])
    assert undo(home, NOW).said == "add ben"
    assert not half.exists()


@pytest.mark.parametrize("act", [undo, redo], ids=["undo", "redo"])
def test_undo_and_redo_stopped_at_any_step_have_happened_once_or_not_at_all(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, act: Any
) -> None:
    undo(home, NOW)
    states: list[list[str]] = [[], ["ana"], ["ana", "ben"]]

    def look(stopped: Home) -> None:
        with pen.pen(stopped):
            pass
        at = states.index(handles(stopped))
        assert len(history.kept_states(stopped.history)) == at
        assert len(history.kept_states(stopped.redo)) == 2 - at
        for _ in range(2 - at):
            redo(stopped, NOW)
        assert handles(stopped) == ["ana", "ben"]
        undo(stopped, NOW)
        undo(stopped, NOW)
        assert handles(stopped) == []
        assert is_sound(stopped)

    steps = stopped_at_each_step(
        monkeypatch,
        lambda step: copied(home, tmp_path / f"copy-{step}"),
        lambda copy: act(copy, NOW),
        look,
    )
    assert steps >= 6


def test_a_change_stopped_at_any_step_has_happened_with_its_entry_or_not_at_all(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    undo(home, NOW)

    def look(stopped: Home) -> None:
        with pen.pen(stopped):
            pass
        happened = handles(stopped) == ["ana", "cai"]
        assert happened or handles(stopped) == ["ana"]
        assert labels(stopped.history) == ["add-ana", *["add-cai"] * happened]
        assert labels(stopped.redo) == ["add-ben"] * (not happened)

    steps = stopped_at_each_step(
        monkeypatch,
        lambda step: copied(home, tmp_path / f"copy-{step}"),
        lambda copy: add(copy, "cai"),
        look,
    )
    assert steps >= 4


def states_at(times: list[datetime]) -> list[KeptState]:
    return [KeptState(Path(f"{i}"), i, at, "x") for i, at in enumerate(times, 1)]


HOURS = st.integers(0, 24 * 3650)
MOMENTS = st.lists(HOURS.map(lambda hours: NOW - timedelta(hours=hours)), max_size=200)


@given(MOMENTS)
def test_the_newest_thirty_are_always_kept_whatever_the_clock_said(times: list[datetime]) -> None:
    past = states_at(times)
    assert set(past[-history.KEEP_NEWEST :]) <= history.worth_keeping(past)


@given(MOMENTS)
def test_thinning_again_removes_nothing_more(times: list[datetime]) -> None:
    past = states_at(sorted(times))
    kept = history.worth_keeping(past)
    assert history.worth_keeping([entry for entry in past if entry in kept]) == kept


def test_ten_years_of_ten_changes_a_day_keep_days_then_weeks_then_months() -> None:
    first = datetime(2016, 1, 1, 8, tzinfo=UTC)
    times = [first + timedelta(days=day, hours=hour) for day in range(3650) for hour in range(10)]
    past = states_at(times)
    kept = history.worth_keeping(past)
    assert len(kept) <= 30 + 15 + 8 + 120
    ages = sorted((past[-1].at - entry.at).days for entry in kept)
    assert set(range(14)) <= set(ages)
    assert all(b - a <= 31 for a, b in pairwise(ages))


def test_a_long_life_leaves_a_bounded_history(fresh: Home) -> None:
    for number in range(40):
        add(fresh, f"t{number:02}", NOW + timedelta(minutes=number))
    assert len(history.kept_states(fresh.history)) == 30
    for _ in range(30):
        undo(fresh, NOW)
    assert len(handles(fresh)) == 10
    with pytest.raises(CoachError, match="nothing to undo"):
        undo(fresh, NOW)
    assert len(history.kept_states(fresh.redo)) == 30


def test_a_clock_going_backwards_does_not_change_the_order(fresh: Home) -> None:
    for days, name in ((0, "ana"), (-400, "ben"), (300, "cai"), (-1, "dee")):
        add(fresh, name, NOW + timedelta(days=days))
    for left in (["ana", "ben", "cai"], ["ana", "ben"], ["ana"], []):
        undo(fresh, NOW)
        assert handles(fresh) == left


def test_reading_never_writes_into_the_history(home: Home) -> None:
    before = everything(home.path)
    with reading.reading(home) as db:
        reading.teachers(db)
    assert everything(home.path) == before
