"""Options that several commands have, in the same words everywhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated

import typer

from coachcli.errors import CoachError, UsageProblem
from coachcli.values.school import DateRange
from coachcli.values.words import AskedBy


def complete_teacher(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """Handles that begin with what was typed, with the names as help; without them where others
    see the screen as a habit. It must be instant and must never print anything else."""
    from coachcli.cli.program.context import home_folder
    from coachcli.store import reading
    from coachcli.store.home import Home

    home = Home(home_folder(ctx.find_root().params.get("home") or ""))
    try:
        with reading.reading(home) as db:
            known = reading.handles(db)
            if reading.has_setting(db, "discreet"):
                known = [(handle, "") for handle, _ in known]
    except (CoachError, reading.OlderStore, OSError):
        return []
    return [(handle, name) for handle, name in known if handle.startswith(incomplete.lower())]


Who = Annotated[
    str, typer.Argument(help="Handle or part of the name.", autocompletion=complete_teacher)
]
On = Annotated[str, typer.Option(metavar="DATE", help="The day; else today.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show, store nothing.")]
AskToOpen = Annotated[
    bool, typer.Option("--open", help="Ask for the passphrase where it is locked.")
]
FocusWord = Annotated[
    str | None,
    typer.Option(
        metavar="FOCUS",
        help="Classroom management, content planning, instruction or assessment.",
    ),
]
Since = Annotated[str, typer.Option(metavar="DATE", help="From this day on.")]
Until = Annotated[str, typer.Option(metavar="DATE", help="Up to this day, itself included.")]
Invited = Annotated[bool, typer.Option("--invited", help="The teacher asked for it.")]
AskedByWord = Annotated[
    str,
    typer.Option("--asked-by", metavar="WHO", help="Who asked for it: teacher, coach or planned."),
]

NONE = "none"
"""What empties an answer or an option, as it is said."""


def is_none(text: str) -> bool:
    """Whether a word is typed to empty what stands there."""
    return text.strip().casefold() in (NONE, "nothing", "-")


def past_day_or(text: str, today: date, otherwise: date) -> date:
    """The day that was typed; ``otherwise`` when none is. Raises CoachError for one to come."""
    from coachcli.dates import past_day

    return past_day(text, today) if text else otherwise


def days_chosen(since: str, until: str, today: date) -> tuple[date | None, date | None]:
    """The first and the last day that ``Since`` and ``Until`` name, each if it is typed."""
    from coachcli.dates import parse_past_day, say_day

    first = parse_past_day(since, today) if since else None
    last = parse_past_day(until, today) if until else None
    if first and last and last < first:
        raise UsageProblem(
            f"{say_day(last, today)} is before {say_day(first, today)}.",
            "Give the earlier day to --since and the later one to --until.",
        )
    return first, last


def past_days(since: str, until: str, today: date, usual: Callable[[date], date]) -> DateRange:
    """The days up to today that the two name. Without a first one it is what is ``usual`` for the
    last. Raises CoachError for one that is still to come, and when they are not ``in_order``."""
    from coachcli.dates import parse_past_day

    last = min(parse_past_day(until, today), today) if until else today
    first = past_day_or(since, today, usual(last))
    in_order(first, last)
    return DateRange(first, last)


def in_order(since: date, until: date) -> None:
    """Raise CoachError for two options that end before they begin."""
    if since > until:
        raise CoachError(
            f"{since.isoformat()} is after {until.isoformat()}.", "Type an earlier day for --since."
        )


def who_asked(word: str, *, invited: bool) -> AskedBy | None:
    """What the two options say together; None when they say nothing."""
    if not word:
        return AskedBy.TEACHER if invited else None
    # Completing a name comes by here too and must be instant.
    from coachcli.coaching.words import asked_by_named

    said = asked_by_named(word)
    if invited and said is not AskedBy.TEACHER:
        raise UsageProblem(
            "The two options differ on who asked for it.", "Leave --invited or --asked-by out."
        )
    return said
