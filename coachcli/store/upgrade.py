"""Make a store, or bring one to this version: always on a copy, put in place at once."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime

from coachcli.store import identity, stores
from coachcli.store.home import Home
from coachcli.store.pen import pen
from coachcli.store.refusals import sentences_for_disk


def create(home: Home) -> None:
    """Make an empty store. The home folder exists; a store that is there already is kept."""
    with pen(home):
        create_holding_pen(home)


def create_holding_pen(home: Home) -> None:
    with sentences_for_disk(home.path):
        if not home.exists:
            spare = stores.fresh(home)
            stores.migrate(spare)
            stores.put_in_place(spare, home.store)


def upgrade(home: Home, now: datetime) -> None:
    """Bring an older store to ``identity.HEAD``; the earlier file stays in the history folder.

    It stands apart from what ``undo`` takes back, which reaches past it. Raises StoreUnusable and
    leaves the store as it was when a migration fails or its result does not check out.
    """
    with pen(home), sentences_for_disk(home.path):
        with closing(sqlite3.connect(stores.read_only(home.store), uri=True)) as db:
            found = identity.revision(db)
        if found == identity.HEAD:
            return
        spare = stores.fresh(home)
        stores.copy(home.store, spare)
        stores.migrate(spare)
        earlier = f"before-upgrade-{found}-{now:%Y%m%dT%H%M%SZ}.db"
        stores.keep(home.store, home.history / earlier)
        stores.put_in_place(spare, home.store)
