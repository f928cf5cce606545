"""Who wanted a session to happen, as the options of every way to log say it."""

from __future__ import annotations

from typing import Annotated

import typer

from coachcli.errors import UsageProblem
from coachcli.values.words import AskedBy

Invited = Annotated[bool, typer.Option("--invited", help="The teacher asked for it.")]
AskedByWord = Annotated[
    str,
    typer.Option("--asked-by", metavar="WHO", help="Who asked for it: teacher, coach or planned."),
]


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
