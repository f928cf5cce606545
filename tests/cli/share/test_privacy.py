"""``coach privacy``: the agreement on a screen, in a file and as data, with or without a home."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from driving import Coach

from cli.program.test_imports import HEAVY, loaded
from coachcli.sharing.agreement import agreement
from coachcli.sharing.agreement_file import Form, written
from coachcli.sharing.wording import Language


@pytest.fixture
def nobody(tmp_path: Path) -> Coach:
    """A coach who has not begun: there is no home."""
    return Coach(tmp_path / "home")


def one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("columns", [80, 40])
def test_it_is_shown_before_anything_is_made_and_fits(
    nobody: Coach, language: Language, columns: int
) -> None:
    said = nobody("privacy", "--language", language, COLUMNS=str(columns))
    assert said.err == ""
    assert max(map(len, said.out.splitlines())) <= columns
    told = agreement(language)
    whole = one_line(said.out)
    for section in told.sections:
        for text in (section.title, *section.text, *(f"- {p.text}" for p in section.points)):
            assert text in whole
    assert not nobody.home.exists()


def test_it_is_english_unless_spanish_is_asked_for_and_plain_changes_no_word(
    nobody: Coach,
) -> None:
    assert nobody("privacy").out.startswith("What the coach writes down, and who can read it\n")
    assert nobody("--plain", "privacy").out == nobody("privacy").out
    assert nobody("privacy", "--language", "es").out.startswith("Qué se anota")
    assert "'en', 'es'" in nobody("privacy", "--language", "fr", code=2).err


def test_it_says_the_same_with_a_home_and_reads_nothing_of_it(full: Coach, nobody: Coach) -> None:
    (full.home / "coach.db").write_bytes(b"not a store")
    assert full("privacy").out == nobody("privacy").out


def test_as_data_it_has_fixed_keys_and_the_same_text(nobody: Coach) -> None:
    frame = json.loads(nobody("--json", "privacy", "--language", "es").out)
    assert list(frame) == ["schema", "command", "today", "data"]
    assert frame["command"] == "privacy"
    data = frame["data"]
    assert list(data) == ["language", "title", "lead", "smallest_group", "sections"]
    told = agreement(Language.SPANISH)
    assert (data["language"], data["title"], data["smallest_group"]) == ("es", told.title, 3)
    assert data["lead"] == list(told.lead)
    assert [each["section"] for each in data["sections"]] == [
        "sealed",
        "private",
        "shared",
        "never",
        "readers",
        "protects",
        "limits",
        "law",
    ]
    for shown, section in zip(data["sections"], told.sections, strict=True):
        assert list(shown) == ["section", "title", "text", "points"]
        points = [{"point": point.point, "text": point.text} for point in section.points]
        assert (shown["title"], shown["points"]) == (section.title, points)
        assert shown["text"] == list(section.text)


@pytest.mark.parametrize(("name", "form"), [("for all.html", Form.HTML), ("p.MD", Form.MARKDOWN)])
def test_a_file_is_written_whole_and_never_replaced_unasked(
    nobody: Coach, tmp_path: Path, name: str, form: Form
) -> None:
    target = tmp_path / name
    words = ("privacy", "--output", str(target))
    assert one_line(nobody(*words).out) == one_line(f"Written to {target}.")
    assert target.read_text("utf-8") == written(agreement(Language.ENGLISH), form)
    target.write_text("mine")
    error = nobody("--json", *words, "--language", "es", code=1).error
    assert error["code"] == "exists"
    assert target.read_text() == "mine"
    data = nobody.json(*words, "--language", "es", "--force")
    assert data["file"] == str(target)
    assert target.read_text("utf-8") == written(agreement(Language.SPANISH), form)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_file_that_cannot_be_written_is_a_sentence_and_leaves_nothing(
    nobody: Coach, tmp_path: Path
) -> None:
    for name in ("privacy.pdf", "privacy", ".html"):
        error = nobody("--json", "privacy", "--output", str(tmp_path / name), code=2).error
        assert error["code"] == "usage"
        assert "privacy.html" in error["hint"]
    missing = str(tmp_path / "none" / "p.html")
    assert "There is no folder" in nobody("privacy", "--output", missing, code=1).err
    long = str(tmp_path / f"{'p' * 300}.html")
    assert nobody("--json", "privacy", "--output", long, code=1).error["code"] == "unwritable"
    (tmp_path / "folder.md").mkdir()
    nobody("privacy", "--output", str(tmp_path / "folder.md"), "--force", code=1)
    assert [path.name for path in tmp_path.iterdir()] == ["folder.md"]


def test_it_loads_no_key_no_store_and_only_the_language_asked_for(nobody: Coach) -> None:
    modules = loaded(nobody, "privacy")
    assert "coachcli.sharing.english" in modules
    unwanted = {"coachcli.sharing.spanish", "coachcli.store.writing", "pyrage"}
    assert not modules & (HEAVY | unwanted)
    assert not [name for name in modules if name.startswith("coachcli.vault")]
    assert not {m for m in loaded(nobody, "--json", "privacy") if m.split(".")[0] == "rich"}
