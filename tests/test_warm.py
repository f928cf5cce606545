"""A warm start changes nothing but the time that it takes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
import warm
from driving import PROGRAM, Coach, usual

pytestmark = pytest.mark.skipif(warm.cold(), reason="every run starts from nothing")

TELLS = """\
import json, os, sys
ours = [name for name in sys.modules if name.startswith(("coachcli", "warm", "driving", "pytest"))]
known = dict(argv=sys.argv, env=dict(os.environ), folder=os.getcwd(), given=sys.stdin.read())
print(json.dumps({**known, "ours": ours, "path": sys.path, "name": __name__}))
print(len(os.listdir("/proc/self/fd")) if os.path.exists("/proc/self/fd") else "", file=sys.stderr)
sys.exit(7)
"""


def test_what_a_program_is_given_is_the_same_as_from_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "tells"
    script.write_text(TELLS, "utf-8")
    monkeypatch.chdir(tmp_path)
    env = {**usual(), "ONLY_HERE": "yes"}
    words, given = [str(script), "one", "two words", "dreißig"], ("so " * 50_000).encode()
    quick = warm.run(words, given, env, usual())
    slow = subprocess.run(
        [sys.executable, *words], input=given, capture_output=True, env=env, check=False
    )
    assert json.loads(quick.stdout) == json.loads(slow.stdout)
    assert json.loads(quick.stdout)["ours"] == []
    assert (quick.stderr, quick.returncode) == (slow.stderr, slow.returncode)
    assert quick.returncode == 7


def test_what_the_program_answers_is_the_same_as_from_nothing(
    full: Coach, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = (["due"], ["due", "--json"], ["step", "done", "9"], ["nonsense"], ["due", "--help"])
    for words in (*lines, ["step", "add", "tess"]):
        quick = full.run(*words, given="Wait longer")
        with monkeypatch.context() as patch:
            patch.setenv("COACH_COLD", "1")
            slow = full.run(*words, given="Wait longer")
        assert quick == slow or words[0] == "step", words
        assert (quick.code, quick.err) == (slow.code, slow.err), words


def test_a_program_that_reads_nothing_and_one_that_breaks_are_like_any_other(
    tmp_path: Path,
) -> None:
    script = tmp_path / "breaks"
    script.write_text("raise ValueError('broken')", "utf-8")
    done = warm.run([str(script)], b"x" * 200_000, usual(), usual())
    assert done.returncode == 1
    assert done.stderr.endswith(b"ValueError: broken\n")
    again = warm.run([str(PROGRAM), "--version"], b"", usual(), usual())
    assert again.returncode == 0
    assert again.stdout.startswith(b"coach ")
