"""``coach export``: all about one teacher, nothing about another, open or sealed."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pyrage  # type: ignore[import-untyped]
import pytest
from driving import PASSPHRASE, PROGRAM, Coach
from sealing_hands import by_hand
from typing_hands import Hands

from coachcli.store import models, models_school
from coachcli.values.words import SessionState

TEXTS = {
    "own note": "She said: the <b>groups</b> wait",
    "own hard": "# hard to begin",
    "reason": "The bus was late",
    "step": "Film five minutes\n\nand watch them",
    "reflection": "I saw it myself",
    "story": "They asked each other",
    "idea": "Cards on the door",
}
GROUP = {"group note": "Both were tired", "team story": "All of them", "team end": "We go on"}
OTHERS = {"other note": "KOFI-NOTE", "other step": "KOFI-STEP", "other story": "KOFI-STORY"}
FILES = ["README.md", "cycles.md", "ideas.md", "next-steps.md", "profile.md", "record.json"]
FILES += ["sessions.md"]


def filled(coach: Coach) -> Coach:
    """Something in every place, of tess alone, of tess and kofi, and of kofi alone."""
    coach("teacher", "away", "tess", "2026-12-01..2026-12-02")
    meeting = ["every", "wednesday", "13:00-13:30", "with", "tess,", "kofi"]
    coach("commitment", "add", *meeting, "--label", "Grade team")
    with by_hand(coach) as hand:
        own = hand.session("2026-11-10", "tess", notes=TEXTS["own note"], hard=TEXTS["own hard"])
        hand.session("2026-11-11", "tess", state=SessionState.NO_SHOW, reason=TEXTS["reason"])
        both = hand.session("2026-11-12", "tess", "kofi", notes=GROUP["group note"])
        hand.session("2026-11-13", "kofi", notes=OTHERS["other note"])
        hand.step("2026-11-10", "tess", TEXTS["step"], own)
        hand.step("2026-11-12", "kofi", OTHERS["other step"], both)
        cycle = hand.cycle("2026-09-01", "2026-10-30", "tess", reflection=TEXTS["reflection"])
        hand.evidence("2026-10-01", cycle, TEXTS["story"])
        team = hand.cycle("2026-09-02", "", "tess", "kofi", goes_on=GROUP["team end"])
        hand.evidence("2026-10-02", team, GROUP["team story"])
        hand.evidence("2026-10-03", team, OTHERS["other story"], "kofi")
        hand.idea("2026-10-04", TEXTS["idea"], "tess")
        hand.idea("2026-10-05", "KOFI-IDEA", "kofi", may_name=True)
    return coach


def run_in(folder: Path, coach: Coach, *words: str, code: int = 0, **env: str) -> str:
    """The program in a folder of its own, for what it writes where it is; what it says."""
    done = subprocess.run(
        [PROGRAM, *words],
        cwd=folder,
        env={**coach.environment(), **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def read_all(folder: Path) -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted(folder.iterdir()))


def test_the_folder_has_every_text_of_the_teacher_and_nothing_of_another(
    full: Coach, tmp_path: Path
) -> None:
    filled(full)
    said = " ".join(run_in(tmp_path, full, "export", "tess").split())
    folder = tmp_path / "export-tess-2026-11-23"
    assert sorted(path.name for path in folder.iterdir()) == FILES
    assert "3 texts are not in it: each is about a group" in said
    assert "It is not sealed." in said
    if sys.platform != "win32":
        assert folder.stat().st_mode & 0o777 == 0o700
        assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    data = json.loads((folder / "record.json").read_text("utf-8"))
    plain = json.dumps(data, ensure_ascii=False)
    written = read_all(folder)
    for text in TEXTS.values():
        assert json.dumps(text, ensure_ascii=False) in plain
    for text in [*OTHERS.values(), *GROUP.values(), "kofi", "Kofi", "KOFI"]:
        assert text not in written
    assert data["texts"] == {
        "opened": len(TEXTS),
        "missing": {"locked": 0, "left_out": 0, "group": len(GROUP)},
    }
    sessions = (folder / "sessions.md").read_text("utf-8")
    assert "## Thu 12 Nov 2026: held, with 1 other\n" in sessions
    assert "> *[This text is about a group, and was left out of this copy.]*" in sessions
    assert "> She said: the \\<b\\>groups\\</b\\> wait\n" in sessions
    assert "> \\# hard to begin\n" in sessions
    assert "- 1: Film five minutes\n\n  and watch them\n" in sessions
    assert "Grade team: every Wed 13:00-13:30, with 1 other" in written


def test_every_column_about_a_teacher_has_a_key(full: Coach, tmp_path: Path) -> None:
    filled(full)
    full("export", "tess", "--output", str(tmp_path / "out"))
    data = json.loads((tmp_path / "out" / "record.json").read_text())

    def columns(table: Any, *but: str) -> set[str]:
        return set(table.model_fields) - {*but}

    assert columns(models.Teacher, "id", "handle") <= set(data["teacher"])
    own = columns(models.Session, "end", "commitment_id")
    assert own <= set(data["sessions"][0])
    steps = columns(models.NextStep, "teacher_id", "session_id", "sealed")
    assert steps | {"session", "said"} == set(data["steps"][0])
    away = columns(models_school.Away, "id", "uid", "teacher_id")
    assert away == set(data["away"][0])
    free = columns(models_school.Window, "id", "teacher_id")
    assert free == set(data["teacher"]["free"][0])
    assert [each["phase"] for each in data["cycles"]] == ["closed", "learn"]
    assert [each["met"] for each in data["cycles"][1]["evidence"]] == [14]


def test_group_notes_come_with_an_option_and_without_the_steps_of_others(
    full: Coach, tmp_path: Path
) -> None:
    filled(full)
    full("export", "tess", "--with-group-notes", "--output", str(tmp_path / "out"))
    written = read_all(tmp_path / "out")
    for text in GROUP.values():
        assert text in written
    for text in [*OTHERS.values(), "kofi", "Kofi"]:
        assert text not in written


def test_what_was_said_in_a_group_stays_so_when_the_others_were_erased(
    full: Coach, tmp_path: Path
) -> None:
    filled(full)
    full("teacher", "erase", "kofi", "--confirm", "kofi")
    full("export", "tess", "--output", str(tmp_path / "out"))
    written = read_all(tmp_path / "out")
    for text in GROUP.values():
        assert text not in written
    assert json.loads((tmp_path / "out" / "record.json").read_text())["texts"]["missing"] == {
        "locked": 0,
        "left_out": 0,
        "group": 3,
    }


def test_locked_or_without_texts_it_says_in_the_files_what_is_missing(
    locked: Coach, secret: dict[str, Any], tmp_path: Path
) -> None:
    filled(locked)
    said = locked("export", "tess", "--output", str(tmp_path / "locked")).out
    assert "7 texts are not in it: each is sealed, and was not opened" in " ".join(said.split())
    words = ["export", "tess", "--without-texts", "--output", str(tmp_path / "without")]
    assert "was left out of this copy" in " ".join(locked(*words, **secret).out.split())
    for name, why in (("locked", "was not opened"), ("without", "was left out")):
        written = read_all(tmp_path / name)
        assert not [text for text in [*TEXTS.values(), *GROUP.values()] if text in written]
        readme = (tmp_path / name / "README.md").read_text()
        assert f"**7 texts are not in it: each is sealed, and {why}" in readme
        assert f"> *[This text is sealed, and {why}" in (tmp_path / name / "cycles.md").read_text()
    locked("export", "tess", "--output", str(tmp_path / "open"), **secret)
    assert TEXTS["idea"] in read_all(tmp_path / "open")
    wrong = tmp_path / "wrong"
    wrong.write_text("not the passphrase\n")
    env = {"COACH_PASSPHRASE_FILE": str(wrong)}
    locked("export", "tess", "--output", str(tmp_path / "never"), code=3, **env)
    assert not (tmp_path / "never").exists()


def test_in_a_terminal_the_passphrase_is_asked_for_after_what_can_be_refused(
    locked: Coach, tmp_path: Path
) -> None:
    filled(locked)
    out = tmp_path / "out"
    for bad in (str(tmp_path), str(tmp_path / "none" / "out"), str(locked.home / "out")):
        with Hands(locked, "export", "tess", "--output", bad) as hands:
            assert "Passphrase" not in hands.leaves(1)
    with Hands(locked, "export", "tess", "--output", str(out)) as hands:
        hands.answers("Passphrase: ", "wrong").answers("Passphrase: ", PASSPHRASE).leaves()
    assert TEXTS["reason"] in read_all(out)


def test_a_folder_is_replaced_only_when_it_is_an_export_and_only_when_told(
    full: Coach, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    full("export", "kofi", "--output", str(out))
    before = read_all(out)
    told = full("export", "tess", "--output", str(out), code=1).err
    assert "add --force to replace it" in told
    assert read_all(out) == before
    full("export", "tess", "--output", str(out), "--force")
    assert "Tess Oh" in read_all(out)
    (out / "mine.txt").write_text("mine")
    full("export", "kofi", "--output", str(out), "--force", code=1)
    assert (out / "mine.txt").read_text() == "mine"
    (tmp_path / "file").write_text("mine")
    full("export", "kofi", "--output", str(tmp_path / "file"), "--force", code=1)
    link = tmp_path / "link"
    link.symlink_to(full.home, target_is_directory=True)
    full("export", "kofi", "--output", str(link), "--force", code=1)
    full("export", "kofi", "--output", str(link / "out"), code=1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "home", "link", "out"]


KILLED = """\
import os, signal
real = os.fsync
def fsync(descriptor):
    real(descriptor)
    if {name!r} in os.readlink(f"/proc/self/fd/{{descriptor}}"):
        os.kill(os.getpid(), signal.SIGKILL)
os.fsync = fsync
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the names of open files come from /proc")
@pytest.mark.parametrize(
    ("words", "name", "said"),
    [
        (("export", "tess", "--output"), "cycles.md", TEXTS["story"]),
        (("handover", "tess", "--output"), ".given.", "How do groups set goals?"),
        (("handover", "--all", "--with-steps", "tess", "--output"), ".given.", "Film five minutes"),
    ],
    ids=["export", "handover", "caseload"],
)
def test_a_real_kill_leaves_nothing_in_the_clear_once_any_command_was_typed(
    full: Coach, tmp_path: Path, words: tuple[str, ...], name: str, said: str
) -> None:
    filled(full)
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "sitecustomize.py").write_text(KILLED.format(name=name))
    out = tmp_path / "out"
    out.mkdir()
    target = str(out / "given")
    full(*words, target, code=-9, PYTHONPATH=f"{broken}{os.pathsep}")
    assert said in "".join(p.read_text("utf-8") for p in out.rglob("*") if p.is_file())
    full("due")
    assert not list(out.iterdir())
    full(*words, target)
    assert [path.name for path in out.iterdir()] == ["given"]


@pytest.mark.parametrize(
    "name",
    ["Ana [ELL] *Lima*", "<script>alert(1)</script>", "# Heading", "../../etc O'Neil", "王芳"],
)
def test_any_name_is_a_name_in_the_files_and_never_a_place(
    coach: Coach, tmp_path: Path, name: str
) -> None:
    coach("teacher", "add", name, "--question", "- who | [waits](x)?", "--handle", "ana")
    coach("export", "ana", "--output", str(tmp_path / "out"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "out"]
    written = (tmp_path / "out" / "profile.md").read_text("utf-8")
    assert "<script" not in written.replace("\\<", "")
    assert written.count("\n# ") == 0
    assert "- Inquiry question: \\- who \\| \\[waits\\](x)?" in written
    data = json.loads((tmp_path / "out" / "record.json").read_text("utf-8"))
    assert data["teacher"]["name"] == name


class Other:
    """Somebody with an age key pair of their own."""

    def __init__(self, folder: Path) -> None:
        self.identity = pyrage.x25519.Identity.generate()
        self.public = str(self.identity.to_public())
        self.file = folder / "public.txt"
        self.file.write_text(f"# of the next coach\n\n{self.public}\n")
        self.private = folder / "private.txt"
        self.private.write_text(f"# public key: {self.public}\n{self.identity}\n")

    def opens(self, sealed: Path) -> dict[str, str]:
        data = pyrage.decrypt(sealed.read_bytes(), [self.identity])
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return {name: packed.read(name).decode() for name in packed.namelist()}


@pytest.fixture
def other(tmp_path: Path) -> Other:
    folder = tmp_path / "other"
    folder.mkdir()
    return Other(folder)


def test_a_sealed_export_opens_for_the_other_key_alone_and_is_never_in_the_clear(
    full: Coach, other: Other, tmp_path: Path
) -> None:
    filled(full)
    temp = tmp_path / "temp"
    temp.mkdir()
    known = {*Path(tempfile.gettempdir()).iterdir()}
    for word in (other.public, str(other.file)):
        answer = full("--json", "export", "tess", "--to", word, "--force",
                      "--output", str(tmp_path / "for.age"), TMPDIR=str(temp))  # fmt: skip
        assert answer.data["sealed_for"] == [other.public]
    inside = other.opens(tmp_path / "for.age")
    assert sorted(inside) == [f"for/{name}" for name in FILES]
    assert json.loads(inside["for/record.json"])["texts"]["opened"] == len(TEXTS)
    if sys.platform != "win32":
        assert (tmp_path / "for.age").stat().st_mode & 0o777 == 0o600
    sealed = (tmp_path / "for.age").read_bytes()
    assert b"Film five" not in sealed
    assert b"record.json" not in sealed
    ours = pyrage.x25519.Identity.from_str(
        (full.home / "keys" / "identity.txt").read_text().strip()
    )
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(sealed, [ours])
    assert sorted(p.name for p in tmp_path.iterdir()) == ["for.age", "home", "other", "temp"]
    assert list(temp.iterdir()) == []
    assert not [p for p in {*Path(tempfile.gettempdir()).iterdir()} - known if "export" in p.name]
    here = tmp_path / "temp"
    run_in(here, full, "export", "tess", "--to", other.public)
    assert [path.name for path in here.iterdir()] == ["export-tess-2026-11-23.zip.age"]
    run_in(here, full, "export", "tess", "--to", other.public, code=1)


@pytest.mark.skipif(shutil.which("age") is None, reason="age is not installed here")
def test_the_age_tool_opens_a_sealed_export(full: Coach, other: Other, tmp_path: Path) -> None:
    full("export", "tess", "--to", other.public, "--output", str(tmp_path / "for.age"))
    words = ["age", "--decrypt", "--identity", str(other.private), str(tmp_path / "for.age")]
    opened = subprocess.run(words, capture_output=True, check=True).stdout
    assert zipfile.is_zipfile(io.BytesIO(opened))


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("age1qqqq", "public_key"),
        ("{public}x", "public_key"),
        ("ssh-ed25519 AAAAC3Nz", "public_key"),
        ("nowhere.txt", "public_key"),
        ("{empty}", "public_key"),
        ("{folder}", "public_key"),
        ("{binary}", "public_key"),
        ("{second}", "public_key"),
        ("{private}", "private_key"),
        ("{identity}", "private_key"),
        ("x" * 5000, "public_key"),
    ],
)
def test_what_is_no_public_key_is_refused_first_and_never_repeated(
    full: Coach, other: Other, tmp_path: Path, word: str, code: str
) -> None:
    empty, binary, second = (tmp_path / name for name in ("empty", "binary", "second"))
    empty.write_text("# nothing\n")
    binary.write_bytes(os.urandom(300))
    second.write_text(f"{other.public}\n{other.public[:-1]}\n")
    given = word.format(
        public=other.public,
        empty=empty,
        folder=tmp_path,
        binary=binary,
        second=second,
        private=other.private,
        identity=other.identity,
    )
    answer = full("--json", "export", "tess", "--to", given, "--output", "x.age", code=1)
    assert answer.error["code"] == code
    assert str(other.identity) not in answer.out + answer.err
    if word == "{second}":
        assert answer.error["message"].startswith("Line 2 ")
