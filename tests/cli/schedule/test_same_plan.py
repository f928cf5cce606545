"""The plan depends on what is known alone: not on the locale, nor on the order in which it came."""

from __future__ import annotations

import csv
import io
import random
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from conftest import OWN
from driving import Coach

PLANS = (("schedule", "week", "--dry-run"), ("schedule", "ahead", "--weeks", "8"))


def plans(coach: Coach, **env: Any) -> list[str]:
    return [coach("--json", *words, **env).out for words in PLANS]


LOCALES = ("C", "C.UTF-8", "POSIX", "tr_TR.UTF-8", "de_DE.ISO-8859-1", "ar_EG.UTF-8", "none such")
"""Those that a system does not have are names that a coach's settings may have all the same."""


def test_the_locale_changes_no_byte_of_a_plan(full: Coach) -> None:
    usual = plans(full)
    assert "tess" in usual[0]
    ways = cycle([("LC_ALL", "LANG"), ("LANG",), ("LC_COLLATE", "LC_TIME")])
    for name, variables in zip(LOCALES, ways, strict=False):
        env = {"PYTHONUTF8": "", "LANG": "", **dict.fromkeys(variables, name)}
        assert plans(full, **env) == usual, (variables, name)


@pytest.mark.parametrize("seed", range(2))
def test_the_order_of_the_imported_rows_changes_no_byte_of_a_plan(
    full: Coach, tmp_path: Path, seed: int
) -> None:
    usual = plans(full)
    mixed = Coach(tmp_path / "mixed")
    mixed("init", "--no-passphrase")
    for command, name in (("teacher", "caseload.csv"), ("period", "bell-schedule.csv")):
        head, *rows = csv.reader((OWN / name).read_text(encoding="utf-8").splitlines())
        random.Random(seed).shuffle(rows)
        text = io.StringIO()
        csv.writer(text).writerows([head, *rows])
        path = tmp_path / name
        path.write_text(text.getvalue(), encoding="utf-8")
        mixed(command, "import", str(path))
    mixed("closure", "add", "2026-11-26..2026-11-27", "Thanksgiving recess")
    assert plans(mixed) == usual
