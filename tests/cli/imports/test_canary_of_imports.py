"""What a log says is found nowhere but in the file that it came from, whatever becomes of it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from driving import Coach
from typing_hands import Hands

from cli.test_canary import SHARED, Search

OWN = os.getpid()
COLUMNS = ("Notes", "What works", "What is hard", "Questions", "Reason", "Next step", "Coach step")
SAID = {name: f"canary-{name.lower().replace(' ', '-')}-wombat-{OWN}" for name in COLUMNS}
HEAD = ["Date", "Teacher", "What", "Min", "Done", *COLUMNS]


def row(*start: str) -> str:
    return ",".join([*start, *SAID.values()]) + "\n"


GOOD = (
    row("2026-11-20", "miriam", "Debrief", "45", "")
    + row("2026-11-20", "kofi; ines", "no show", "", "done")
    + row("2026-11-20", "", "Covering", "45", "")
)
BAD = "".join(
    row(*start)
    for start in (
        ("2026-02-31", "miriam", "Debrief", "45", ""),
        ("2026-11-20", "nobody", "Juggling", "soon", "perhaps"),
        ("2026-11-20", "", "", "45", ""),
        ("2036-11-20", "mei", "Debrief", "45", ""),
        ("2026-11-20", "miriam", "Debrief", "45", "", "one cell too many"),
        ("2026-11-20", "miriam", "Debrief"),
    )
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder outside the home and the temporary folder, where the log lies in the clear."""
    folder = tmp_path / "source"
    folder.mkdir()
    for name, text in {"good": GOOD, "bad": GOOD + BAD}.items():
        (folder / f"{name}.csv").write_text(",".join(HEAD) + "\n" + text)
    (folder / "headless.csv").write_text(GOOD)
    (folder / "open.csv").write_text(",".join(HEAD) + "\n" + GOOD + f'2026-11-20,"{SAID["Notes"]}')
    (folder / "control.csv").write_text(
        ",".join(HEAD) + "\n" + GOOD.replace("canary", "\x1bcanary")
    )
    return folder


@pytest.fixture
def search(sealed: Coach, tmp_path: Path) -> Search:
    temp = tmp_path / "temp"
    temp.mkdir()
    sealed.env["TMPDIR"] = str(temp)
    return Search(sealed.home, temp, frozenset(SHARED.rglob("*")), tuple(SAID.values()))


pytestmark = pytest.mark.skipif(not Path("/proc/self").exists(), reason="reads /proc")


def test_an_import_shows_and_keeps_no_text_in_the_clear(
    sealed: Coach, search: Search, secret: dict[str, Any], source: Path
) -> None:
    for words, code in (
        (["good.csv", "--dry-run", "--all"], 0),
        (["bad.csv", "--dry-run"], 0),
        (["bad.csv", "--yes"], 1),
        (["headless.csv", "--yes"], 1),
        (["headless.csv", "--yes", "--column", "date=When"], 1),
        (["open.csv", "--yes"], 1),
        (["control.csv", "--yes"], 1),
        (["good.csv", "--yes", "--column", "teacher=Whom"], 1),
        (["good.csv"], 1),
        (["bad.csv", "--skip-bad", "--yes"], 0),
        (["bad.csv", "--skip-bad", "--yes"], 0),
    ):
        name, *options = words
        for more in (["--debug"], ["--json", "--debug"]):
            answer = sealed(*more, "import", "log", str(source / name), *options, code=code)
            assert not search.in_bytes((answer.out + answer.err).encode()), words
        search.everywhere()
    for words in (["undo"], ["redo"], ["check"]):
        sealed(*words, **secret)
        search.everywhere()
    shown = sealed("notes", "miriam", **secret).out + sealed("notes", "kofi", **secret).out
    shown += sealed("next-steps", "--all", **secret).out
    assert sorted(search.in_bytes(shown.encode())) == sorted(SAID.values())
    assert search.in_bytes((source / "bad-skipped.csv").read_bytes())


def test_an_import_that_is_killed_or_stopped_leaves_nothing_readable(
    sealed: Coach, search: Search, source: Path
) -> None:
    lines = [f"2026-{m:02}-{d:02},miriam,Debrief,30,," for m in range(1, 11) for d in range(1, 29)]
    texts = ",".join(SAID.values())
    long = source / "long.csv"
    long.write_text(",".join(HEAD) + "\n" + "".join(f"{line}{texts}\n" for line in lines))
    before = (sealed.home / "coach.db").read_bytes()
    for stop in ("kill", "interrupts"):
        with Hands(sealed, "--debug", "import", "log", str(long)) as hands:
            hands.sees("Import 280 sessions").types("y").sees("Sealing 500")
            search.everywhere()
            getattr(hands, stop)()
            assert not search.in_bytes(hands.seen.encode())
        search.everywhere()
        assert (sealed.home / "coach.db").read_bytes() == before
