"""``undo`` and ``redo``: the store changes places with a state from the history."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from coachcli.errors import CoachError, StoreUnusable
from coachcli.store import history, stores
from coachcli.store.history import KeptState
from coachcli.store.home import Home
from coachcli.store.pen import pen
from coachcli.store.refusals import sentences_for_disk


def undo(home: Home, now: datetime) -> KeptState:
    """Go back to the state before the last change, which ``redo`` can bring back."""
    with pen(home):
        past = history.kept_states(home.history)
        if not past:
            raise CoachError("There is nothing to undo.", code="nothing")
        swap(home, past[-1], home.redo, now)
        return past[-1]


def redo(home: Home, now: datetime) -> KeptState:
    """Bring back the change that ``undo`` took away last."""
    with pen(home):
        undone = history.kept_states(home.redo)
        if not undone:
            raise CoachError("There is nothing to redo.", code="nothing")
        swap(home, undone[-1], home.history, now)
        return undone[-1]


def swap(home: Home, state: KeptState, keep_in: Path, now: datetime) -> None:
    """Make ``state`` the store and keep the present one in ``keep_in``.

    A state of an earlier version of coach is brought to this one. Raises StoreUnusable, with
    nothing changed, when it is damaged.
    """
    with sentences_for_disk(home.path):
        spare = stores.fresh(home)
        try:
            stores.copy(state.path, spare)
            stores.prepare(spare)
        except StoreUnusable as error:
            if error.code in ("damaged", "foreign"):
                raise _unusable(state) from None
            raise
        stores.never_reuse_ids(home.store, spare)
        history.begin_swap(home, state, keep_in, now)
        stores.put_in_place(spare, home.store)


def _unusable(state: KeptState) -> StoreUnusable:
    return StoreUnusable(
        f"The state kept in {state.path} is damaged; nothing was changed.",
        "An earlier one in the same folder may be whole: coach restore FILE brings one back.",
        code="damaged",
    )
