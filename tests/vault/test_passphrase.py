from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from coachcli.errors import CoachError, UsageProblem
from coachcli.vault import passphrase

from .conftest import everything_said

SECRET = "hunter2hunter2"


def command(program: str) -> str:
    return shlex.join([sys.executable, "-c", program])


def test_without_either_variable_there_is_no_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    assert passphrase.from_environment() is None
    monkeypatch.setenv(passphrase.FILE, "")
    assert passphrase.from_environment() is None


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"one two three", "one two three"),
        (b"one two\n", "one two"),
        (b"one two\r\nthe rest\n", "one two"),
        (b" spaces stay \n\n", " spaces stay "),
        (b"\xef\xbb\xbfwith a mark\n", "with a mark"),
        ("cafe\u0301\u2028x\n".encode(), "caf\u00e9\u2028x"),
    ],
)
def test_the_first_line_of_the_file_is_the_passphrase(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, expected: str
) -> None:
    (tmp_path / "pass").write_bytes(content)
    monkeypatch.setenv(passphrase.FILE, str(tmp_path / "pass"))
    assert passphrase.from_environment() == expected


def test_the_first_line_a_command_prints_is_the_passphrase(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(passphrase.COMMAND, command("print('one two'); print('three')"))
    assert passphrase.from_environment() == "one two"


def test_a_command_cannot_read_what_is_piped_into_coach(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(passphrase.COMMAND, command("import sys; print(len(sys.stdin.read()))"))
    assert passphrase.from_environment() == "0"


def test_a_command_is_no_shell_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = command("import sys; print(sys.argv[1:])")
    monkeypatch.setenv(passphrase.COMMAND, f"{program} '$HOME' ; touch {tmp_path / 'made'}")
    assert "$HOME" in (passphrase.from_environment() or "")
    assert not (tmp_path / "made").exists()


def test_a_file_that_cannot_be_read_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (tmp_path / "missing", tmp_path):
        monkeypatch.setenv(passphrase.FILE, str(path))
        with pytest.raises(CoachError, match="cannot be read") as caught:
            passphrase.from_environment()
        assert caught.value.hint


@pytest.mark.parametrize("content", [b"", b"\n" + SECRET.encode(), SECRET.encode() + b"\xff\n"])
def test_a_file_that_does_not_begin_with_a_passphrase_is_never_quoted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    (tmp_path / "pass").write_bytes(content)
    monkeypatch.setenv(passphrase.FILE, str(tmp_path / "pass"))
    with pytest.raises(CoachError, match="does not begin with a passphrase") as caught:
        passphrase.from_environment()
    assert SECRET not in everything_said(caught.value)


@pytest.mark.parametrize(
    "given",
    [
        command(f"import sys; print('{SECRET}'); sys.exit('{SECRET}')"),
        command("raise SystemExit(3)"),
        command("pass"),
        "/no/such/program",
        "'unclosed " + SECRET,
        "   ",
    ],
)
def test_a_command_that_fails_is_a_sentence_without_what_it_printed(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], given: str
) -> None:
    monkeypatch.setenv(passphrase.COMMAND, given)
    with pytest.raises(CoachError) as caught:
        passphrase.from_environment()
    assert caught.value.hint
    assert SECRET not in everything_said(caught.value)
    assert capfd.readouterr() == ("", "")


def test_a_command_that_hangs_is_stopped_and_what_it_printed_is_not_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hanging = f"import time; print('{SECRET}', flush=True); time.sleep(600)"
    monkeypatch.setattr(passphrase, "_TIMEOUT", 1)
    monkeypatch.setenv(passphrase.COMMAND, command(hanging))
    with pytest.raises(CoachError, match="within 1 seconds") as caught:
        passphrase.from_environment()
    assert SECRET not in str(caught.value) + repr(caught.value)
    assert getattr(caught.value.__context__, "output", None) is None


def test_both_variables_at_once_are_a_usage_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(passphrase.FILE, str(tmp_path / "pass"))
    monkeypatch.setenv(passphrase.COMMAND, command("print('x')"))
    with pytest.raises(UsageProblem) as caught:
        passphrase.from_environment()
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    "chosen", ["", "        ", "seven77", "tab\tinside it", "line\nbreak it", "lone\udcffsurrogate"]
)
def test_a_new_passphrase_that_will_not_do_is_refused_without_quoting_it(chosen: str) -> None:
    with pytest.raises(CoachError) as caught:
        passphrase.check_new(chosen)
    assert caught.value.hint
    assert not chosen.strip() or repr(chosen)[1:-1] not in everything_said(caught.value)


@pytest.mark.parametrize("chosen", ["eight888", "a few words", "água à beça", "密码密码密码密码"])
def test_a_new_passphrase_of_eight_characters_in_any_script_will_do(chosen: str) -> None:
    passphrase.check_new(chosen)


def test_an_accent_typed_as_two_characters_counts_once() -> None:
    with pytest.raises(CoachError, match="at least 8"):
        passphrase.check_new("e\u0301" * 7)
