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
    return _back_to_newest(home, home.history, home.redo, now, "undo")


def redo(home: Home, now: datetime) -> KeptState:
    """Bring back the change that ``undo`` took away last."""
    return _back_to_newest(home, home.redo, home.history, now, "redo")


def _back_to_newest(
    home: Home, folder: Path, keep_in: Path, now: datetime, command: str
) -> KeptState:
    with pen(home):
        states = history.kept_states(folder)
        if not states:
            raise CoachError(f"There is nothing to {command}.", code="nothing")
        swap(home, states[-1], keep_in, now)
        return states[-1]


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
