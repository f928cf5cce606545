"""What a command loads before it answers: an import is most of the time that a coach waits."""

from dataclasses import replace

import pytest
from driving import Coach

HEAVY = {"sqlmodel", "sqlalchemy", "alembic", "keyring", "icalendar", "pydantic", "dateutil.rrule"}


def loaded(coach: Coach, *words: str, **env: str) -> set[str]:
    """The modules that one run imports."""
    watched = replace(coach, env={"PYTHONPROFILEIMPORTTIME": "1", **env})
    return {line.rpartition("|")[2].strip() for line in watched(*words).err.splitlines()}


@pytest.mark.parametrize(
    "words",
    [
        "",
        "due",
        "schedule show",
        "next-steps",
        "teacher list",
        "teacher show kofi",
        "--json due",
        "prep",
        "prep kofi",
        "idea list",
        "ask list",
        "time",
        "trust",
        "trust kofi",
        "chart coverage",
        "chart time",
        "handover --all",
        "teacher erase kofi --dry-run",
    ],
)
def test_a_reading_command_loads_nothing_that_only_writing_needs(full: Coach, words: str) -> None:
    modules = loaded(full, *words.split())
    assert "sqlite3" in modules
    assert not modules & HEAVY


def test_reading_what_was_said_loads_the_cipher_and_nothing_that_only_writing_needs(
    full: Coach,
) -> None:
    card = (
        "# Session\n\n- Teacher: tess\n- Date: 2026-11-23\n\n## Notes\nWait time\n\n"
        "## Next steps: coach\n- Wait\n"
    )
    full("log", "session", "--from", "-", given=card)
    export = f"export tess --output {full.home.parent / 'out'}"
    for words in ("next-steps tess", "prep tess", "notes tess", "search wait", export):
        modules = loaded(full, *words.split())
        assert "coachcli.vault.age" in modules
        assert not modules & HEAVY


def test_help_and_version_load_neither_the_store_nor_the_drawing(coach: Coach) -> None:
    for words in (["--version"], ["--help"], ["due", "--help"], ["schedule", "week", "--help"]):
        modules = loaded(coach, *words)
        assert "typer" in modules
        assert not {m for m in modules if m.split(".")[0] in HEAVY | {"rich"}}
    for word in ("--version", "--help"):
        assert "sqlite3" not in loaded(coach, word)


def test_a_name_is_completed_without_drawing_and_with_nothing_else_said(full: Coach) -> None:
    names = {"_COACH_COMPLETE": "complete_bash", "COMP_WORDS": "coach next-steps me"}
    asked = replace(full, env={**names, "COMP_CWORD": "2"})
    assert asked().out.splitlines() == ["mei-hoffmann", "mei-ohara"]
    modules = loaded(full, **asked.env)
    assert "sqlite3" in modules
    assert not {m for m in modules if m.split(".")[0] in HEAVY | {"rich"}}
    first = replace(full, env={**names, "COMP_WORDS": "coach sch", "COMP_CWORD": "1"})
    assert first().out.splitlines() == ["schedule"]
    nowhere = asked(COACH_HOME=str(full.home / "missing"))
    assert (nowhere.out.strip(), nowhere.err) == ("", "")


def test_json_is_written_without_the_drawing(full: Coach) -> None:
    for word in ("due", "prep"):
        assert not {m for m in loaded(full, "--json", word) if m.split(".")[0] == "rich"}
