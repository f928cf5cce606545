"""The floor of a search: open every sealed value of a home without a passphrase, and no more."""

import sqlite3
import sys

import pyrage  # type: ignore[import-untyped]

TABLES = ("note", "next_step", "cycle_note", "evidence", "other_time", "idea")

home = sys.argv[1]
with open(f"{home}/keys/identity.txt") as file:
    key = next(line for line in file.read().split() if line.startswith("AGE-SECRET-KEY-1"))
keys = [pyrage.x25519.Identity.from_str(key)]
with sqlite3.connect(f"file:{home}/coach.db?mode=ro", uri=True) as store:
    for table in TABLES:
        for (sealed,) in store.execute(f"SELECT sealed FROM {table} WHERE sealed IS NOT NULL"):
            pyrage.decrypt(sealed, keys)
