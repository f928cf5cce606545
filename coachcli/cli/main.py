"""The program: root options, the menu, and errors as sentences with their exit codes."""

from __future__ import annotations

import os
import sys
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command as typer_command

from coachcli.cli.menu import BY_NAME, MENU, command_named
from coachcli.errors import CoachError

if TYPE_CHECKING:
    pass

INTERRUPTED = 130
FLAGS = ("--json", "--plain", "--debug")
WITH_VALUE = ("--today", "--home")


class Menu(TyperGroup):
    """The root group: knows every command by name and imports only the one that was typed."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(BY_NAME)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        entry = BY_NAME.get(cmd_name)
        if entry is None:
            return None
        from importlib import import_module

        module, attribute = entry.place.split(":")
        found = getattr(import_module(f"coachcli.cli.{module}"), attribute)
        if not isinstance(found, typer.Typer):
            app = typer.Typer(rich_markup_mode=None, add_completion=False)
            app.command(cmd_name)(found)
            found = app
        command = typer_command(found)
        command.name = cmd_name
        return command

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        # Typer suggests names by walking ``commands``, which stays empty here.
        if args and args[0] not in BY_NAME and not args[0].startswith("-"):
            from difflib import get_close_matches

            from coachcli.errors import UsageProblem

            near = get_close_matches(args[0], BY_NAME, 1, 0.6)
            raise UsageProblem(
                f"There is no command {args[0][:40]!r}.",
                f"Did you mean: coach {near[0]}" if near else "See them all with: coach --help",
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        for heading, entries in MENU.items():
            with formatter.section(heading):
                formatter.write_dl([(entry.name, entry.help) for entry in entries])


app = typer.Typer(
    cls=Menu,
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
    from coachcli.cli.run import Run

    ctx.obj = Run.start(json=json, today=today, home=home, plain=plain)
    if ctx.invoked_subcommand is None:
        from coachcli.cli.today import glance

        glance(ctx.obj)


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
    words = hoisted(sys.argv[1:])
    try:
        code = run(words)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough. Point stdout nowhere, so that leaving does not complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    sys.exit(code)


def run(words: list[str]) -> int:
    """Run one command; returns the exit code. Errors become sentences here and nowhere else."""
    try:
        code = typer_command(app).main(words, prog_name="coach", standalone_mode=False)
    except CoachError as error:
        return failed(words, error.code, error.message, error.hint, error.exit_code)
    except (typer.Abort, KeyboardInterrupt, EOFError):
        return failed(words, "interrupted", "Stopped.", "", INTERRUPTED)
    except typer.TyperException as error:
        hint = f"See how it is typed with: {path_of(error)} --help"
        return failed(words, "usage", error.format_message(), hint, error.exit_code)
    except BrokenPipeError:
        raise
    except Exception as error:
        if "--debug" in words:
            raise
        return failed(
            words,
            "unforeseen",
            f"Something unforeseen went wrong ({type(error).__name__}); nothing was changed.",
            "Type the command again with --debug to see where.",
            1,
        )
    if code == INTERRUPTED:
        return failed(words, "interrupted", "Stopped.", "", INTERRUPTED)
    return code if isinstance(code, int) else 0


def path_of(error: Any) -> str:
    """The command that a usage error belongs to, as it is typed."""
    ctx = getattr(error, "ctx", None)
    return ctx.command_path if ctx is not None else "coach"


def failed(words: list[str], code: str, message: str, hint: str, exit_code: int) -> int:
    if "--json" in words[: words.index("--") if "--" in words else None]:
        from coachcli.cli.run import today_in
        from coachcli.render import machine

        machine.failure(command_named(words), today_in(words), code, message, hint)
        return exit_code
    from coachcli.render.screen import safe

    sys.stderr.write(f"{safe(message)}\n")
    if hint:
        sys.stderr.write(f"{safe(hint)}\n")
    return exit_code
