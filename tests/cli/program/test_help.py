"""Help, the menu that it is read from, and the words that this program does not use."""

import ast
import re
from pathlib import Path

import pytest
from driving import Coach
from views import SEPARATOR, in_pipe

from coachcli.cli.program.main import function_of
from coachcli.cli.program.menu import BY_NAME, TODAY, entries

ROOT = Path(__file__).parents[3]
STEMS = (
    r"\bevaluat",
    r"\bscor(?:e|ing)",
    r"\b(?:re-?)?rat(?:ed|ings?)\b",
    r"complian",
    r"\bdefici",
)
"""How words that judge a teacher begin; the whole ones:"""
NEVER = ("evaluation", "score", "rating", "compliance", "low performer", "deficit")


ASIDE = ("program.context:run_of", "program.options:complete_teacher")
"""Functions that are given Typer's context and are no commands."""


def test_the_menu_says_what_the_commands_say() -> None:
    for typed, entry in entries().items():
        assert bool(entry.place) != bool(entry.commands), typed
        if entry.place:
            said = " ".join(str(function_of(entry).__doc__).split())
            assert said.startswith(entry.help.rstrip(".")), typed


def test_no_command_is_missing_from_the_menu() -> None:
    """A function that is given Typer's context is a command."""
    commands = set()
    for path in (ROOT / "coachcli" / "cli").rglob("*.py"):
        module = ".".join(path.relative_to(ROOT / "coachcli" / "cli").with_suffix("").parts)
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and [a.arg for a in node.args.args][:1] == ["ctx"]:
                commands.add(f"{module}:{node.name}")
    in_menu = {entry.place for entry in (*entries().values(), TODAY) if entry.place}
    assert commands - {"program.main:coach", *ASIDE} == in_menu


def helps(tmp_path: Path, columns: int) -> dict[str, str]:
    """What each command says with ``--help``, by how it is typed."""
    coach = Coach(tmp_path / "home", env={"COLUMNS": str(columns)})
    typed = ["", *entries()]
    said = in_pipe(coach, [[*each.split(), "--help"] for each in typed], columns)
    return dict(zip(typed, said.split(SEPARATOR)[:-1], strict=True))


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
