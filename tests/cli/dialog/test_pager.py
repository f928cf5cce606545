"""A long answer goes through ``less`` in a terminal, and nowhere else, and leaves nothing there."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from driving import Coach
from sealing_hands import by_hand
from typing_hands import Hands, plain, script, wait_until

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or which("less") is None, reason="needs a pseudo-terminal and less"
)

PROMPT = "Space goes on, b goes back, q leaves"


@pytest.fixture
def long(full: Coach) -> Coach:
    """More with Tess Oh than fits on a screen of 40 lines; with Otis Graham less."""
    with by_hand(full) as hand:
        for day in range(1, 26):
            hand.session(f"2026-10-{day:02}", "tess", notes=f"Wait time on day {day}.")
        hand.session("2026-10-01", "otis", notes="Wait time.")
    return full


@pytest.mark.parametrize("words", ["handover --all", "handover --all --format markdown"])
def test_the_caseload_for_the_next_coach_is_paged_as_it_would_be_printed(
    long: Coach, words: str
) -> None:
    with Hands(long, *words.split()) as hands:
        hands.sees(PROMPT)
        assert "Åse" not in plain(hands.seen)
        hands.child.send("G")
        hands.sees("Åse").child.send("q")
        hands.leaves()
    with Hands(long, *words.split(), "--no-pager") as hands:
        shown = hands.leaves()
    assert PROMPT not in shown
    assert "Åse" in shown


@pytest.mark.parametrize("words", ["notes tess", "search wait", "--plain notes tess"])
def test_pages_are_turned_and_left(long: Coach, words: str) -> None:
    with Hands(long, *words.split()) as hands:
        hands.sees(PROMPT)
        assert "day 1." not in plain(hands.seen)
        hands.child.send("   ")
        hands.sees("day 1.").child.send("q")
        hands.leaves()


@pytest.mark.parametrize(
    "words", ["notes tess --no-pager", "search wait --no-pager", "notes otis", "--json notes tess"]
)
def test_what_is_short_or_wanted_at_once_is_printed(long: Coach, words: str) -> None:
    with Hands(long, *words.split()) as hands:
        shown = hands.leaves()
    assert PROMPT not in shown
    assert "ait" in shown


@pytest.mark.parametrize("env", [{"PAGER": "cat"}, {"PAGER": ""}, {"TERM": "dumb"}])
def test_the_environment_can_turn_it_off(long: Coach, env: dict[str, Any]) -> None:
    with Hands(long, "notes", "tess", **env) as hands:
        assert PROMPT not in hands.leaves()


def test_without_a_terminal_everything_is_printed(long: Coach) -> None:
    out = long("notes", "tess", TERM="xterm", PAGER="less").out
    assert "day 25." in out
    assert "day 1." in out
    assert "\x1b" not in out


def test_ctrl_c_belongs_to_the_pager_and_a_pager_that_is_left_early_is_no_error(
    long: Coach,
) -> None:
    with Hands(long, "notes", "tess") as hands:
        hands.sees(PROMPT).child.sendcontrol("c")
        hands.child.send(" ")
        hands.sees("Wait time on").child.send("q")
        hands.leaves()


def test_no_other_pager_and_no_setting_for_less_gets_at_the_text(
    long: Coach, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    other = script(tmp_path / "other", f"cat > {kept}")
    env: dict[str, Any] = {
        "PAGER": other,
        "LESS": f"-o{kept}",
        "LESSOPEN": f"|-tee {kept} %s",
        "LESSHISTFILE": str(tmp_path / "searches"),
        "LESSSECURE_ALLOW": "all",
        "LESSKEYIN": str(tmp_path / "keys"),
        "EDITOR": other,
        "VISUAL": other,
    }
    (tmp_path / "keys").write_text(f"#env\nLESSHISTFILE={tmp_path / 'searches'}\nLESSSECURE=0\n")
    with Hands(long, "notes", "tess", **env) as hands:
        hands.sees(PROMPT).child.send("/Wait\r")
        hands.sees("Wait").child.send(f"s{kept}\r\r")
        hands.child.send(f"|ccat > {kept}\r\rv!cat > {kept}\r\r")
        hands.child.send("q")
        hands.child.send("q")
        hands.leaves()
    files = {path.name for path in tmp_path.rglob("*")} - {"other", "keys", "home"}
    assert not {"kept", "searches", ".lesshst"} & files


def test_what_less_is_started_with_holds_nothing_of_the_text(long: Coach) -> None:
    if sys.platform != "linux":
        pytest.skip("the process list is read from /proc")
    with Hands(long, "search", "wait") as hands:
        hands.sees(PROMPT)
        wait_until(lambda: children(hands.pid))
        for pid in children(hands.pid):
            seen = b"".join(
                (Path("/proc") / pid / name).read_bytes() for name in ("cmdline", "environ")
            )
            assert b"less" in seen
            assert b"LESSSECURE=1" in seen
            assert b"Wait time" not in seen
            opened = [os.readlink(link) for link in (Path("/proc") / pid / "fd").iterdir()]
            assert all(name.startswith(("/dev/", "pipe:")) for name in opened), opened
        hands.child.send("q")
        hands.leaves()


def children(pid: int) -> list[str]:
    return (Path("/proc") / str(pid) / "task" / str(pid) / "children").read_text().split()


def test_many_next_steps_begin_with_your_own_promises_and_go_page_by_page(full: Coach) -> None:
    with by_hand(full) as hand:
        for number in range(1, 60):
            hand.step("2026-11-02", "tess", f"Look at exit ticket {number}.")
    with Hands(full, "next-steps") as hands:
        hands.sees(PROMPT).child.send("q")
        hands.leaves()
    with Hands(full, "next-steps", "--no-pager") as hands:
        assert PROMPT not in hands.leaves()
