"""Anything at all, given to what reads: an answer or a sentence, never a traceback, never a hang.

The parsers are called as the commands call them; then whole command lines are drawn from the menu,
with values that fit, values that cannot be and options of theirs, and carried out.
"""

from __future__ import annotations

import shutil
import signal
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from driving import Coach
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from marked import CARD

from coachcli.coaching.card.reading import parse_card
from coachcli.coaching.people.names import check_handle, check_name, find, make_handles
from coachcli.coaching.times.recurring import parse_recurring
from coachcli.coaching.times.windows import parse_days, parse_labels, parse_windows
from coachcli.dates import parse_day, parse_duration, parse_minutes, parse_range, parse_time
from coachcli.errors import CoachError
from coachcli.importing.bell import read_bell
from coachcli.importing.caseload import read_caseload
from coachcli.importing.log import read_log
from coachcli.importing.log_rows import LogContext
from soak.cases import BELLS, files, placed
from soak.known import Fault, judged, name_of
from soak.lines import command_lines, one_word_replaced, surrogates
from soak.machine import Stage
from soak.rounds import PARTS, SOAK, Count, draw, part_of, rounds
from soak.server import Server

CarriedOut = Callable[[Sequence[str], bytes], tuple[int, Fault | None]]

TODAY = date(2026, 11, 23)
SECONDS = 20
DATA = BELLS.parent

FUZZ = settings(
    max_examples=rounds(40, 4000),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)

WORDS = st.sampled_from(
    [
        *("2026-11-25", "tue", "next", "last", "in", "2", "weeks", "days", "ago", "mon..fri", ".."),
        *("9:05", "9.05pm", "1h30", "40m", "15", "min", "every", "first", "monday", "9:00-9:45"),
        *("until", "with", "A", "B", "P2", "30/2", "31.12.", "24/11/26", "noon", "today", "since"),
    ]
)
TEXT = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=8).map(" ".join))
PARSERS: dict[str, Callable[[str], object]] = {
    "day": lambda text: parse_day(text, TODAY),
    "range": lambda text: parse_range(text, TODAY),
    "time": parse_time,
    "minutes": parse_minutes,
    "duration": parse_duration,
    "recurring": lambda text: parse_recurring(text, TODAY),
    "windows": lambda text: parse_windows(text),
    "labels": parse_labels,
    "days": lambda text: parse_days(text, "AB"),
    "name": check_name,
    "handle": check_handle,
    "handles": lambda text: make_handles([text, text], ["ana"], [text, ""]),
    "teacher": lambda text: find(text, ()),
}


@contextmanager
def in_time() -> Iterator[None]:
    """Fails when what is read takes so long that a coach would take it for hanging."""

    def late(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"no answer within {SECONDS} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(SECONDS)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("kind", PARSERS)
def test_any_text(kind: str, count: Count) -> None:
    tried = Counter[str]()

    @FUZZ
    @given(TEXT)
    def anything(text: str) -> None:
        with in_time():
            try:
                PARSERS[kind](text)
                tried["read"] += 1
            except CoachError:
                tried["refused"] += 1

    anything()
    count(f"{tried.total()} texts, {tried['refused']} refused")


def altered(sample: bytes) -> st.SearchStrategy[bytes]:
    """A good file with pieces taken out, put in twice or replaced by anything."""
    piece = st.tuples(
        st.integers(0, len(sample)), st.integers(0, 40), st.one_of(st.binary(max_size=30), CELLS)
    )

    def apply(pieces: list[tuple[int, int, bytes]]) -> bytes:
        data = sample
        for at, length, new in pieces:
            data = data[:at] + new + data[at + length :]
        return data

    return st.lists(piece, min_size=1, max_size=6).map(apply)


CELLS = st.sampled_from(
    [
        *(b",", b";", b"\t", b'"', b'""', b"\n", b"\r", b"\r\n", b"\xef\xbb\xbf", b"\xff\xfe"),
        *(b"=1+1", b"1e400", b"31/02/2026", b"99999999999", b"##", b"- ", b"## Notes", b"\x00"),
        *(b"Date", b"name,name", b"2026-11-25", b"x" * 3000, "\u202e".encode(), b"\\", b"%s"),
    ]
)
FILES: dict[str, tuple[bytes, Callable[[bytes], object]]] = {
    "card": (CARD.encode(), lambda data: parse_card(data.decode("utf-8", "replace"), TODAY)),
    "caseload": (
        (DATA / "caseload.csv").read_bytes(),
        lambda data: read_caseload(data, TODAY, ["P1"]),
    ),
    "semicolons": (
        (DATA / "caseload-semicolon.csv").read_bytes(),
        lambda data: read_caseload(data, TODAY),
    ),
    "log": (
        (DATA / "coaching-log.csv").read_bytes(),
        lambda data: read_log(data, LogContext((), {}, TODAY), {}),
    ),
    "bells": (BELLS.read_bytes(), lambda data: read_bell(data, ["A", "B"])),
}


@pytest.mark.parametrize("kind", FILES)
def test_any_file(kind: str, count: Count) -> None:
    sample, read = FILES[kind]
    read(sample)
    tried = Counter[str]()

    @FUZZ
    @given(st.one_of(altered(sample), st.binary(max_size=300)))
    def anything(data: bytes) -> None:
        with in_time():
            try:
                read(data)
                tried["read"] += 1
            except CoachError:
                tried["refused"] += 1

    anything()
    count(f"{tried.total()} files, {tried['refused']} refused")


@pytest.fixture
def carried_out(homes: Stage, desks: Path) -> Iterator[CarriedOut]:
    """Carry out a command line in a copy of a home, and say what of it is a fault."""
    servers = [Server()]
    source = homes.folder / "open" / "home"
    backup = homes.folder / "beside" / "BACKUP"

    def run(words: Sequence[str], given: bytes) -> tuple[int, Fault | None]:
        folder = desks / "line"
        folder.mkdir()
        shutil.copytree(source, folder / "home")
        shutil.copyfile(backup, folder / "BACKUP")
        files(folder)
        coach = Coach(folder / "home", env={"HOME": str(folder), "TMPDIR": str(folder)})
        typed = surrogates(placed(words, folder))
        code, raised, said = servers[-1].run(coach, *typed, given=given)
        if code == -1:
            servers[-1].end()
            servers.append(Server())
        shutil.rmtree(folder)
        return code, about(words, given, code, raised, said)

    yield run
    servers[-1].end()


def test_any_command_line(carried_out: CarriedOut, count: Count) -> None:
    tried, known = Counter[str](), list[Fault]()

    @settings(FUZZ, max_examples=rounds(60, 6000))
    @given(command_lines(), st.one_of(st.binary(max_size=60), st.just(CARD.encode())))
    def anything(words: list[str], given: bytes) -> None:
        code, fault = carried_out(words, given)
        tried["done" if code == 0 else "refused"] += 1
        if fault is not None:
            known.append(fault)
            assert name_of(fault), fault

    anything()
    judged(known, count, f"{tried.total()} command lines, {tried['refused']} refused")


@pytest.mark.parametrize("part", PARTS)
def test_each_word_replaced_by_what_can_hardly_be_meant(
    part: int, carried_out: CarriedOut, count: Count
) -> None:
    lines = one_word_replaced()
    chosen = part_of(draw().sample(lines, rounds(60, len(lines))) if SOAK < 1 else lines, part)
    answers = [carried_out(words, CARD.encode()) for words in chosen]
    refused = sum(code != 0 for code, _ in answers)
    faults = [fault for _, fault in answers if fault is not None]
    judged(faults, count, f"{len(chosen)} command lines, {refused} refused")


def about(words: Sequence[str], given: bytes, code: Any, raised: str, said: str) -> Fault | None:
    typed = f"{[*words]!r} given {given!r}"
    if raised:
        return "unforeseen", typed, raised
    if code not in (0, 1, 2, 3, 4):
        return "an exit code of its own", typed, str(code)
    if code and not said.strip():
        return "no sentence", typed, str(code)
    return None
