"""What was sealed is written in the clear and whole, or nothing of it is left in the clear."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from stopping import stopped_at_each_step

from coachcli.files import replace_folder, write_private
from coachcli.store import pen, reading
from coachcli.store.home import Home
from coachcli.store.pen import clear_copy

from .homes import copied, handles

SAID = b"He waits for them"
OLD = b"Given away last year"


def put_folder(target: Path, content: bytes) -> None:
    replace_folder(target, {"sessions.md": content, "cycles.md": content})


def everything_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("before", [None, OLD], ids=["new", "replaced"])
@pytest.mark.parametrize("put", [put_folder, write_private], ids=["folder", "file"])
def test_wherever_it_stops_the_next_look_leaves_all_of_it_or_nothing_beside_the_place(
    two: Home,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    put: Callable[[Path, bytes], None],
    before: bytes | None,
) -> None:
    lay_about = []

    def prepare(step: int) -> tuple[Home, Path]:
        target = tmp_path / str(step) / "out" / "given"
        target.parent.mkdir(parents=True)
        if before is not None:
            put(target, before)
        return copied(two, tmp_path / str(step) / "home"), target

    def act(given: tuple[Home, Path]) -> None:
        home, target = given
        with clear_copy(home, target):
            put(target, SAID)

    def look(given: tuple[Home, Path]) -> None:
        home, target = given
        lay_about.append(any(path.name.startswith(".") for path in target.parent.iterdir()))
        assert handles(home) == ["ana", "ben"]
        assert not home.clear_copy.exists()
        assert {path.name for path in target.parent.iterdir()} <= {"given"}
        found = set(everything_in(target.parent).values())
        assert found in (set(), {SAID}) if before is None else found in ({before}, {SAID})

    assert stopped_at_each_step(monkeypatch, prepare, act, look) >= 6
    assert any(lay_about)
    assert not lay_about[-1]


def test_what_cannot_be_cleared_yet_stops_nobody_and_is_tried_again(
    home: Home, tmp_path: Path
) -> None:
    """A folder stands where a hidden file should be, as a stand-in for one that is protected."""
    target = tmp_path / "out" / "given"
    odd = target.with_name(".given.coach-new") / "folder"
    odd.mkdir(parents=True)
    home.clear_copy.write_text(json.dumps(str(target)))
    assert handles(home) == ["ana", "ben"]
    assert home.clear_copy.exists()
    odd.rmdir()
    assert handles(home) == ["ana", "ben"]
    assert not list(target.parent.iterdir())
    assert not home.clear_copy.exists()


@pytest.mark.parametrize("content", [b"", b"{", b"7", b'"/nowhere/there/at-all"'])
def test_a_note_that_says_no_place_is_thrown_away(home: Home, content: bytes) -> None:
    home.clear_copy.write_bytes(content)
    with reading.reading(home):
        assert not home.clear_copy.exists()


def test_it_is_cleared_by_the_code_that_ends_every_change(home: Home, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pen, "clear_given", lambda home: 1 / 0)
        with pytest.raises(ZeroDivisionError), clear_copy(home, tmp_path / "given"):
            pass
