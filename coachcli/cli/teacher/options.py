"""What is typed about a teacher, as options."""

from __future__ import annotations

from typing import Annotated

import typer

from coachcli.cli.program.completion import complete_teacher
from coachcli.values.teacher import EVERY
from coachcli.values.words import InReports

Who = Annotated[
    str, typer.Argument(help="Handle or part of the name.", autocompletion=complete_teacher)
]
Text = Annotated[str | None, typer.Option(metavar="TEXT")]
Every = Annotated[
    int | None,
    typer.Option(
        metavar="N", min=EVERY.least, max=EVERY.most, help="One visit in every N working weeks."
    ),
]
MaxGap = Annotated[
    int | None,
    typer.Option(metavar="N", min=1, max=52, help="The wait that must not happen; else 2 x every."),
]
Free = Annotated[
    str | None, typer.Option(metavar="TEXT", help="Free times: 'Tue P2; Thu 10:15-11:00'.")
]
Prefer = Annotated[
    str | None, typer.Option(metavar="TEXT", help="Free times rather taken: 'Tue P2'.")
]
Standing = Annotated[
    InReports | None,
    typer.Option(
        metavar="HOW", help="In a report by question, by name, or only counted: anonymous."
    ),
]
