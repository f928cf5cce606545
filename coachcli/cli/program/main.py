"""The program: root options, the menu, and errors as sentences with their exit codes."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Mapping, Sequence
from functools import cached_property
from importlib import import_module
from inspect import get_annotations
from io import TextIOWrapper
from shutil import get_terminal_size
from typing import Annotated, Any, TextIO

import typer
from typer.core import TyperGroup
from typer.main import get_command as typer_command

from coachcli.cli.program.menu import BY_NAME, MENU, TODAY, Entry, entries
from coachcli.errors import CoachError, UsageProblem

INTERRUPTED = 130
SHORTEST = 3
"""Letters that a word needs to be taken for the beginning of a command."""

MOST_MEANT = 3
"""At most so many commands are named that somebody may have meant."""

LOOK: dict[str, Any] = {"rich_markup_mode": None, "add_completion": False}
"""How Typer shows a command."""

FLAGS = ("--json", "--plain", "--discreet", "--no-discreet", "--debug")
WITH_VALUE = ("--today", "--home")


class Group(TyperGroup):
    """A group that knows its commands by name and imports only the one that was typed."""

    sections: Mapping[str, Sequence[Entry]] = MENU

    @cached_property
    def entries(self) -> dict[str, Entry]:
        return {each.name: each for section in self.sections.values() for each in section}

    def list_commands(self, ctx: Any) -> list[str]:
        return list(self.entries)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        entry = self.entries.get(cmd_name)
        return None if entry is None else command_of(entry)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        word = args[0]
        if word not in self.entries and not word.startswith("-"):
            if ctx.parent is None:
                raise no_command(word)
            # Typer suggests a name from these.
            self.commands = {name: command_of(each) for name, each in self.entries.items()}
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        for heading, section in self.sections.items():
            with formatter.section(heading):
                formatter.write_dl([(entry.name, entry.help) for entry in section])


def command_of(entry: Entry) -> Any:
    """The command or the group that an entry of the menu names."""
    if entry.commands:
        app = typer.Typer(cls=Group, help=entry.help, no_args_is_help=True, **LOOK)
        app.callback()(lambda: None)
        group: Any = typer_command(app)
        group.name, group.sections = entry.name, {"Commands": entry.commands}
        return group
    app = typer.Typer(**LOOK)
    app.command(entry.name)(function_of(entry))
    return typer_command(app)


def function_of(entry: Entry) -> Any:
    """The function of a command, its annotations made objects once: Typer would read those in
    words four times."""
    module, name = entry.place.split(":")
    function = getattr(import_module(f"coachcli.cli.{module}"), name)
    function.__annotations__ = get_annotations(function, eval_str=True)
    return function


def no_command(word: str) -> CoachError:
    """What is said of a first word that is no command."""
    meant = commands_like(word)
    return UsageProblem(
        f"There is no command {word[:40]!r}.",
        f"Did you mean: {', or '.join(f'coach {each}' for each in meant)}"
        if meant
        else "See them all with: coach --help",
    )


def commands_like(word: str) -> list[str]:
    """The commands that a mistyped first word may mean: those of that name inside a group, as
    ``ahead`` is in ``schedule``; else those that begin so; else one spelled nearly so."""
    from difflib import get_close_matches

    inside = sorted(typed for typed in entries() if typed.endswith(f" {word}"))
    if 0 < len(inside) <= MOST_MEANT:
        return inside
    begun = [name for name in BY_NAME if name.startswith(word)]
    if begun and len(word) >= SHORTEST:
        return begun[:MOST_MEANT]
    return get_close_matches(word, BY_NAME, 1, 0.6)


app = typer.Typer(
    cls=Group,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    pretty_exceptions_show_locals=False,
    invoke_without_command=True,
    context_settings={
        "help_option_names": ["--help", "-h"],
        "terminal_width": min(80, get_terminal_size().columns),
    },
)


@app.callback()
def coach(
    ctx: typer.Context,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    today: Annotated[
        str, typer.Option(metavar="DATE", envvar="COACH_TODAY", help="Act as if it were DATE.")
    ] = "",
    home: Annotated[
        str, typer.Option(metavar="DIR", envvar="COACH_HOME", help="Use this home folder.")
    ] = "",
    plain: Annotated[bool, typer.Option("--plain", help="No colour and no box drawing.")] = False,
    discreet: Annotated[
        bool, typer.Option("--discreet", help="For a screen that others see: initials for names.")
    ] = False,
    not_discreet: Annotated[
        bool, typer.Option("--no-discreet", help="Show all, whatever the habit is.")
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show where an unforeseen error came from.")
    ] = False,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """A companion for one instructional coach: who is due, a planned week, sealed notes.

    Without a command: today at a glance.
    """
    if version:
        from coachcli import __version__

        typer.echo(f"coach {__version__}")
        raise typer.Exit
    from coachcli.cli.program.context import Run

    wanted = True if discreet else False if not_discreet else None
    ctx.obj = Run.start(json=json, today=today, home=home, plain=plain, discreet=wanted)
    if ctx.invoked_subcommand is None:
        function_of(TODAY)(ctx)


def hoisted(words: list[str]) -> list[str]:
    """The words with the root options in front, so that ``coach due --json`` works too.

    Nothing after ``--`` moves.
    """
    front: list[str] = []
    rest: list[str] = []
    coming = iter(words)
    for word in coming:
        if word == "--":
            rest += [word, *coming]
        elif word in FLAGS or word.startswith(tuple(f"{name}=" for name in WITH_VALUE)):
            front.append(word)
        elif word in WITH_VALUE:
            front.append(word)
            front += [value for value in [next(coming, None)] if value is not None]
        else:
            rest.append(word)
    return front + rest


def main() -> None:
    """Run the command line and leave with its exit code."""
    stand_in_for_streams()
    words = hoisted(sys.argv[1:])
    try:
        code = run(words)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough.
        point_nowhere(sys.stdout)
        code = 0
    except OSError as error:
        point_nowhere(sys.stdout)
        sys.stderr.write(f"The answer could not be written: {error.strerror}.\n")
        code = 1
    sys.exit(code)


def point_nowhere(stream: TextIO) -> None:
    """Let what is still to be written go nowhere, so that leaving does not complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def stand_in_for_streams() -> None:
    """Nothing for a stream that was closed; a question mark for what an old encoding cannot say."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def run(words: list[str]) -> int:
    """Run one command; returns the exit code. Errors become sentences here and nowhere else."""
    coach.__annotations__ = get_annotations(coach, eval_str=True)
    try:
        code = typer_command(app).main(words, prog_name="coach", standalone_mode=False)
    except CoachError as error:
        return failed(words, error.code, error.message, error.hint, error.exit_code)
    except (typer.Abort, KeyboardInterrupt, EOFError):
        return failed(words, "interrupted", "Stopped.", "", INTERRUPTED)
    except typer.TyperException as error:
        # Only what goes wrong needs the words for it.
        from coachcli.cli.program.failure import mistyped

        message, hint = mistyped(error, "--json" in words)
        return failed(words, "usage", message, hint, error.exit_code)
    except BrokenPipeError:
        raise
    except SystemExit as leaving:
        # Typer and Rich leave with code 1 when the reader has seen enough; that is no error.
        if isinstance(leaving.__context__, BrokenPipeError):
            raise BrokenPipeError from None
        raise
    except Exception as error:
        if "--debug" in words:
            raise
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            raise
        return failed(
            words,
            "unforeseen",
            f"Something unforeseen went wrong ({type(error).__name__}).",
            "See how things stand with: coach. The same command with --debug shows where.",
            1,
        )
    if code == INTERRUPTED:
        return failed(words, "interrupted", "Stopped.", "", INTERRUPTED)
    return code if isinstance(code, int) else 0


def failed(words: list[str], code: str, message: str, hint: str, exit_code: int) -> int:
    """Say what went wrong, to whoever still listens; returns ``exit_code``."""
    from coachcli.cli.program.failure import tell

    try:
        tell(words, code, message, hint)
    except BrokenPipeError:
        point_nowhere(sys.stdout)
        point_nowhere(sys.stderr)
    return exit_code
