"""What a stopped program or a failing disk has left, and what of it is a fault."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from driving import Answer

from soak.cases import Case
from soak.machine import Desk, Stage, State, names, same_each_time, state, typed_texts

Fault = tuple[str, str, str]
"""Its kind, the case, and what was seen."""

ON_PURPOSE = re.compile(r"home/(draft|keys-unused-)")
"""A text that waits, and keys that nothing was sealed to: they are kept as they are."""

AGAIN = ("init", "demo")
"""What makes a home step by step: typed again, it must end."""


@dataclass(frozen=True)
class Whole:
    """A case as it is without any trouble: the states before and after, and between where several
    changes are made; what lies there; what says that it is done; its calls to the disk."""

    case: Case
    states: tuple[State, ...]
    names: frozenset[str]
    done: str
    calls: tuple[str, ...]
    seconds: float


def whole(stage: Stage, case: Case, folder: Path) -> Whole:
    desk = stage.desk(case, folder)
    log = folder / "log"
    before, there = state(desk), names(desk)
    begun = time.monotonic()
    answer = desk.run(log=str(log))
    seconds = time.monotonic() - begun
    assert answer.code == 0, (str(case), answer.out, answer.err)
    assert next_command(desk) == ""
    after = state(desk)
    calls = log.read_text().splitlines() if log.exists() else []
    between = tuple(undone_once(desk)) if case.words[:2] == ("log", "week") else ()
    found = Whole(
        case,
        (before, *between, after),
        frozenset(there | names(desk)),
        last_line(answer, desk),
        tuple(same_each_time(call, folder) for call in calls),
        seconds,
    )
    shutil.rmtree(folder)
    return found


def last_line(answer: Answer, desk: Desk) -> str:
    """What a command says in the end, when all is done."""
    lines = answer.out.replace(str(desk.folder), "FOLDER").split("\n")
    return next((line for line in reversed(lines) if line.strip()), "")


def undone_once(desk: Desk) -> Iterator[State]:
    """The state before the last of several changes, as far as rows and history tell it."""
    desk.coach("undo")
    one = state(desk)
    desk.coach("redo")
    yield State(one.rows, one.past, (), one.keys, one.unlocked, one.given)


def next_command(desk: Desk) -> str:
    """What ``check`` and the next writing command say against it; nothing if all is well."""
    if not desk.home.path.exists() or desk.case.words[0] in AGAIN:
        return ""
    # It may be locked with another passphrase by now.
    env = {k: v for k, v in desk.coach.env.items() if k != "COACH_PASSPHRASE_FILE"}
    for words in (["check"], ["discreet", "off"]):
        code, raised, told = desk.server.run(replace(desk.coach, env=env), *words)
        if code or raised:
            return f"{words[0]}: {code} {raised} {told.strip()[:200]}"
    return ""


def faults(desk: Desk, whole: Whole, answer: Answer, *, stopped: bool) -> Iterator[Fault]:
    """What is wrong after a case was stopped, or after its disk failed."""
    case = str(whole.case)
    before, after = whole.states[0], whole.states[-1]
    if not stopped:
        yield from untrue(case, answer)
    if desk.case.words[0] == "demo" or not desk.home.exists:
        again = desk.run()
        if again.code:
            yield "no way on", case, again.err.strip()[:200]
            return
        now = state(desk)
        if now.differs(after) and {*now.differs(after)} - {"keys"}:
            yield "not the same when typed again", case, ", ".join(now.differs(after))
    elif desk.case.words[0] != "init":
        if said := next_command(desk):
            yield "the next command fails", case, said
            return
        now = state(desk)
        if now not in whole.states:
            yield "half a change", case, f"{now.differs(before)}, {now.differs(after)}"
        acknowledged = bool(whole.done) and last_line(answer, desk) == whole.done
        if now != after and acknowledged:
            yield "an acknowledged change lost", case, whole.done
        if not stopped and not answer.code and now != after:
            yield "done, it says, and it is not", case, answer.out.strip()[:60]
        if not stopped and "othing was changed" in answer.err and now == after != before:
            yield "changed, though it says not", case, answer.err.strip()[:100]
        yield from lost_texts(desk)
    left = {name for name in names(desk) - whole.names if not ON_PURPOSE.match(name)}
    for name in sorted(left):
        yield "left over", case, name


def untrue(case: str, answer: Answer) -> Iterator[Fault]:
    if "Traceback" in answer.err:
        yield "a traceback", case, answer.err.strip()[-300:]
    elif "nforeseen" in answer.err:
        yield "something unforeseen", case, answer.err.strip()[:200]
    elif answer.code and not answer.err.strip():
        yield "no sentence", case, str(answer.code)


def lost_texts(desk: Desk) -> Iterator[Fault]:
    """Lines that were typed and taken, and are neither stored nor waiting."""
    if desk.case.words[0] != "log" or not (desk.folder / "taken").exists():
        return
    found = typed_texts(desk)
    for line in (desk.folder / "taken").read_text().splitlines():
        if line.endswith((" words", "Snow")) and line not in found:
            yield "a typed line lost", str(desk.case), line


def tried(stage: Stage, whole: Whole, folder: Path, **disk: str) -> list[Fault]:
    """The case once more, on a disk that behaves as ``disk`` says, and what is wrong then."""
    desk = stage.desk(whole.case, folder)
    try:
        answer = desk.run(**disk)
        stopped = disk.get("how") in ("stop", "torn") or "micros" in disk
        return list(faults(desk, whole, answer, stopped=stopped))
    except Exception as error:  # what is looked at is in no state to be looked at
        return [("cannot be looked at", str(whole.case), f"{type(error).__name__}: {error}"[:300])]
    finally:
        with suppress(OSError):
            shutil.rmtree(folder)
