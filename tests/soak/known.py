"""Faults that the long runs have found and that are not mended yet.

Each is counted and told, and none hides another: what is not here fails the run. Whoever mends one
takes its line away; a line that nothing fits any more does no harm and should go too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from soak.rounds import Count

Fault = tuple[str, str, str]

KNOWN: dict[str, tuple[str, str, str]] = {
    "an unfinished file beside its place was left": ("left over", "", r"(\.new|\.coach-new.*)$"),
    "a demo that was cut off stands in its own way": ("no way on", "^demo", "that is not a demo"),
    "what a demo is made from was left": ("left over", "^demo", "temp/"),
    "this machine was too busy to open a key": ("cannot be looked at", "", "much faster computer"),
    "it was said that nothing was changed": ("changed, though it says not", "", ""),
    "a disk that fails was unforeseen": ("something unforeseen", "^lock", ""),
    "a lost recovery key was whole by check": ("whole by check, and", "recovery.age", ""),
    "undo led to a damaged state": ("undone to something wrong", "history/", ""),
    "damage was shown that only check tells": ("shown wrong, and told", " in coach.db", ""),
    "damage was shown that nothing tells": ("shown wrong, and whole", " in coach.db", ""),
    "a changed schema was whole by check": ("refused, but whole", " in coach.db", ""),
    "a damaged value was unforeseen": ("unforeseen", " in coach.db", "UnicodeDecode"),
}
"""By what is wrong: patterns of the kind, the case and what was seen."""


def judged(faults: Iterable[Fault], count: Count, what: str) -> None:
    """Tell ``what`` was done and which faults were seen. Fails for one that nobody knows of."""
    known, new = Counter[str](), []
    for fault in faults:
        wrong = name_of(fault)
        if wrong is None:
            new.append(" | ".join(fault))
        else:
            known[wrong] += 1
    told = [f"{number} times {wrong}" for wrong, number in known.items()]
    if new:
        told.append(f"{len(new)} unknown faults")
    count(f"{what}: {'; '.join(told) or 'no faults'}")
    assert not new, "\n".join(["faults that nobody knows of:", *new])


def name_of(fault: Fault) -> str | None:
    """Which known fault it is, if it is one."""
    for wrong, patterns in KNOWN.items():
        if all(re.search(*each) for each in zip(patterns, fault, strict=True)):
            return wrong
    return None
