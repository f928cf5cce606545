"""Tables keep every character of a name and break between words."""

import pytest

from coachcli.render.screen import Screen, safe
from coachcli.render.tables import Column, draw, firm

NAMES = ["Dana Whitfield-Núñez", "[bold]Test[/] [ELL]", "山田 花子", "محمد علي", "Ana O'Connor"]


@pytest.mark.parametrize("width", [40, 72, 80, 120])
def test_no_name_is_broken_within_a_word_or_read_as_markup(
    width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    reason = "Due this week; last visit three working weeks ago, as agreed in September."
    columns = [*firm("No."), Column("Teacher"), *firm("When"), Column("Why")]
    rows = [(str(n), name, "Mon 23 Nov 11:00 P4", reason) for n, name in enumerate(NAMES)]
    draw(Screen(), columns, rows, title="A title [/] that is longer than all")
    said = capsys.readouterr().out
    for name in NAMES:
        for word in name.split():
            assert word in said
    assert "Mon 23 Nov 11:00 P4" in said
    assert "A title [/] that is longer than" in said


def test_what_could_steer_a_terminal_is_shown_as_a_mark_and_letters_stay() -> None:
    assert safe("a\x1b[31mb\x07\u202ec") == "a\ufffd[31mb\ufffd\ufffdc"
    assert safe("محمد\n山田\tÅse") == "محمد\n山田\tÅse"


def test_without_lines_a_text_that_wraps_still_leaves_a_gap(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    question = "aaaa bbbb cccc dddd eeee gggg hhhh iiii jjjj kkkk llll mmmm nnnn oooo pppp"
    for letters in range(30, 45):
        focus = "f" * letters
        draw(Screen(plain=True), [Column("What"), Column("Focus")], [(question, focus)])
        assert f" {focus}" in capsys.readouterr().out.splitlines()[1]
