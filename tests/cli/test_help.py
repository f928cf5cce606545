"""Help, the menu that it is read from, and the words that this program does not use."""

import json
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from driving import Coach
from typer import Typer

from coachcli.cli.menu import BY_NAME, GROUPS

ROOT = Path(__file__).parents[2]
STEMS = (
    r"\bevaluat",
    r"\bscor(?:e|ing)",
    r"\b(?:re-?)?rat(?:ed|ings?)\b",
    r"complian",
    r"\bdefici",
)
"""How words that judge a teacher begin; the whole ones:"""
NEVER = ("evaluation", "score", "rating", "compliance", "low performer", "deficit")


def found(name: str) -> object:
    module, attribute = BY_NAME[name].place.split(":")
    return getattr(import_module(f"coachcli.cli.{module}"), attribute)


def commands() -> list[list[str]]:
    """Every command as it is typed."""
    typed = []
    for name in BY_NAME:
        typed.append([name])
        app = found(name)
        if isinstance(app, Typer):
            typed += [[name, str(command.name)] for command in app.registered_commands]
    return typed


def test_the_menu_says_what_the_modules_say() -> None:
    for name, entry in BY_NAME.items():
        thing = found(name)
        if isinstance(thing, Typer):
            assert thing.registered_callback is not None
            thing = thing.registered_callback.callback
        said = " ".join((getattr(thing, "__doc__", None) or "").split())
        assert said.startswith(entry.help.rstrip(".")), name
    assert {name for name in BY_NAME if isinstance(found(name), Typer)} == GROUPS


def test_no_module_of_commands_is_missing_from_the_menu() -> None:
    apps = set()
    for path in (ROOT / "coachcli" / "cli").glob("*.py"):
        for name, thing in vars(import_module(f"coachcli.cli.{path.stem}")).items():
            if isinstance(thing, Typer):
                apps.add(f"{path.stem}:{name}")
    in_menu = {entry.place for entry in BY_NAME.values() if ":" in entry.place}
    assert apps - {"main:app"} <= in_menu


def helps(tmp_path: Path, columns: int) -> dict[str, str]:
    """What each command says with ``--help``, all asked for in one process to be quick."""
    script = (
        "import contextlib, io, json, sys\n"
        "from coachcli.cli.main import run\n"
        "said = {}\n"
        "for typed in json.loads(sys.argv[1]):\n"
        "    with contextlib.redirect_stdout(io.StringIO()) as out:\n"
        "        assert run([*typed, '--help']) == 0\n"
        "    said[' '.join(typed)] = out.getvalue()\n"
        "print(json.dumps(said))\n"
    )
    coach = Coach(tmp_path / "home", env={"COLUMNS": str(columns)})
    done = subprocess.run(
        [sys.executable, "-c", script, json.dumps([[], *commands()])],
        env=coach.environment(),
        capture_output=True,
        check=True,
    )
    return dict(json.loads(done.stdout))


@pytest.mark.parametrize("columns", [40, 80])
def test_every_command_explains_itself_in_a_sentence_at_any_width(
    columns: int, tmp_path: Path
) -> None:
    said = helps(tmp_path, columns)
    assert len(said) > 40
    for typed, text in said.items():
        usage, about, *_ = text.split("\n\n")
        assert " ".join(usage.split()).startswith(f"Usage: coach {typed}".rstrip())
        assert re.match(r"\s+[A-Z][^.]+\w", about), typed
        assert max(map(len, text.splitlines())) <= columns, typed
        assert not any(word in text.lower() for word in NEVER)
    for name, entry in BY_NAME.items():
        assert f"\n  {name} " in said[""]
        assert entry.help.endswith(".")
    assert not list(tmp_path.iterdir())


def test_help_and_version_make_no_home(tmp_path: Path) -> None:
    coach = Coach(tmp_path / "home")
    assert re.fullmatch(r"coach \d+\.\d+\.\d+\n", coach("--version").out)
    assert coach("schedule", "week", "--help").out.startswith("Usage: coach schedule week")
    assert not list(tmp_path.iterdir())


def test_nobody_is_judged_anywhere() -> None:
    texts = [
        *(ROOT / "coachcli").rglob("*.py"),
        *(ROOT / "docs").rglob("*.md"),
        *ROOT.glob("*.md"),
    ]
    assert len(texts) > 50
    said = re.compile("|".join([*(rf"\b{word}s?\b" for word in NEVER), *STEMS]), re.IGNORECASE)
    for path in texts:
        match = said.search(path.read_text("utf-8"))
        assert match is None, f"{path} says {match[0]!r}"
