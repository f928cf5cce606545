"""How a command that cannot be done says so: what Typer says of a mistyped one in a coach's words,
and every error as a sentence, or as JSON."""

from __future__ import annotations

import re
import sys
from typing import Any

import typer

from coachcli.cli.program.menu import command_named, entries

LONGEST = 300
"""Characters of a mistyped command line that are said back."""

WORDING = {
    r"a valid int(?:eger)?(?: range)?\b": "a whole number",
    r"in the range (\d+)<=x<=(\d+)": r"between \1 and \2",
    r"Got unexpected extra arguments? ?(?:\(s\))? ?\((.*)\)": r"Nothing more is expected here: \1",
    r"Invalid value for '?([^':]*)'?:": r"\1:",
}
"""What Typer says of a mistyped command line, and how a coach would say it."""

TEXT_HINT = (
    "A text is asked for, or piped in: typed behind a command it stays in your shell's history."
)


def mistyped(error: typer.TyperException, json: bool) -> tuple[str, str]:
    """What is wrong with a command line, as a sentence, and where to look."""
    typed = path_of(error)
    hint = f"See how it is typed with: {typed} --help"
    sentence = error.format_message()
    if "\n\n" in sentence:  # a group without a command answers with its help
        return (f"A command is missing after: {typed}", hint) if json else (sentence, "")
    if "unexpected extra argument" in sentence:
        hint = f"Words that belong together go in quotes, like 'next tue'. {hint}"
        entry = entries().get(typed.removeprefix("coach "))
        if entry and entry.asks_for_text:
            return "Nothing more is expected here.", f"{TEXT_HINT} {hint}"
    for machine, human in WORDING.items():
        sentence = re.sub(machine, human, sentence)
    sentence = shortened(" ".join(sentence.split()))
    return (sentence if sentence.endswith((".", "?")) else f"{sentence}.", hint)


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."


def path_of(error: Any) -> str:
    """The command that a usage error belongs to, as it is typed."""
    ctx = getattr(error, "ctx", None)
    return ctx.command_path if ctx is not None else "coach"


def tell(words: list[str], code: str, message: str, hint: str) -> None:
    """Say an error on standard error, or print it as the one object of ``--json``."""
    if "--json" in words[: words.index("--") if "--" in words else None]:
        from coachcli.cli.program.context import today_in
        from coachcli.render import json_output

        json_output.failure(command_named(words), today_in(words), code, message, hint)
        sys.stdout.flush()
        return
    from coachcli.render.screen import fitted, safe

    # In a terminal no word is broken in two; elsewhere a sentence stays on its line.
    shown = fitted if sys.stderr.isatty() else str
    for text in filter(None, (message, hint)):
        sys.stderr.write(f"{shown(safe(text))}\n")
