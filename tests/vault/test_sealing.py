from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from coachcli.errors import StoreUnusable
from coachcli.vault import age, keys
from coachcli.vault.sealing import Recipients, seal, unseal

from .conftest import everything_said

MAIN, RECOVERY, STRANGER = age.generate(), age.generate(), age.generate()
BOTH = Recipients(MAIN.public, RECOVERY.public)
SECRET = "she cried after the observation"
SEALED = seal(SECRET, "u", BOTH)

any_text = st.text(alphabet=st.characters(codec=None))
patient = settings(deadline=None)


@patient
@given(text=any_text, uid=st.text())
@example(text="two\nlines\r\nand \0 and [/bold] and 🙂 and e\u0301", uid="a")
@example(text="a lone surrogate: \udcff", uid="a")
def test_what_was_sealed_is_what_is_unsealed(text: str, uid: str) -> None:
    assert unseal(seal(text, uid, BOTH), uid, MAIN) == text


@patient
@given(text=any_text)
def test_the_recovery_key_opens_what_was_sealed(text: str) -> None:
    assert unseal(seal(text, "u", BOTH), "u", RECOVERY) == text


@patient
@given(uid=st.text(), other=st.text())
def test_a_value_moved_to_another_record_is_refused(uid: str, other: str) -> None:
    assume(uid != other)
    with pytest.raises(StoreUnusable) as caught:
        unseal(seal(SECRET, uid, BOTH), other, MAIN)
    assert SECRET not in everything_said(caught.value)


@settings(deadline=None, max_examples=300)
@given(data=st.data())
def test_a_value_with_any_byte_altered_is_refused(data: st.DataObject) -> None:
    blob = bytearray(SEALED)
    place = data.draw(st.integers(0, len(blob) - 1))
    blob[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(StoreUnusable):
        unseal(bytes(blob), "u", MAIN)


@patient
@given(data=st.data(), extra=st.binary(max_size=3))
def test_a_value_cut_short_or_made_longer_is_refused(data: st.DataObject, extra: bytes) -> None:
    cut = SEALED[: data.draw(st.integers(0, len(SEALED)))] + extra
    assume(cut != SEALED)
    with pytest.raises(StoreUnusable):
        unseal(cut, "u", MAIN)


def test_another_key_opens_nothing_and_the_sentence_names_the_record() -> None:
    with pytest.raises(StoreUnusable, match="record 7f3a") as caught:
        unseal(seal(SECRET, "7f3a", BOTH), "7f3a", STRANGER)
    assert caught.value.exit_code == 4
    assert SECRET not in everything_said(caught.value)


@pytest.mark.parametrize(
    "content", [SECRET, json.dumps(SECRET), json.dumps({"uid": "u", "text": [SECRET]}), "[]"]
)
def test_a_sealed_value_of_another_shape_is_refused_without_quoting_it(content: str) -> None:
    with pytest.raises(StoreUnusable) as caught:
        unseal(age.encrypt(content.encode(), BOTH), "u", MAIN)
    assert SECRET not in everything_said(caught.value)


def test_a_sealed_value_shows_neither_its_text_nor_its_record() -> None:
    blob = seal(SECRET, "record-7f3a", BOTH)
    assert SECRET.encode() not in blob
    assert b"record-7f3a" not in blob


def test_an_identity_shows_only_its_public_half() -> None:
    shown = f"{MAIN} {MAIN!r} {[MAIN]} {vars(BOTH)}"
    assert MAIN.public in shown
    assert "SECRET" not in shown


@pytest.mark.skipif(shutil.which("age") is None, reason="the age tool is not installed")
def test_the_age_tool_opens_what_we_sealed_and_seals_what_we_open(home: Path) -> None:
    recipients, identity = keys.recipients(home), keys.open_without(home)
    folder = home / keys.FOLDER
    opened = subprocess.run(
        ["age", "--decrypt", "--identity", str(folder / keys.PLAIN)],
        input=seal("olá\n", "u", recipients),
        capture_output=True,
        check=True,
    )
    assert json.loads(opened.stdout) == {"uid": "u", "text": "olá\n"}
    sealed = subprocess.run(
        ["age", "--encrypt", "--recipients-file", str(folder / keys.RECIPIENTS)],
        input=opened.stdout,
        capture_output=True,
        check=True,
    )
    assert unseal(sealed.stdout, "u", identity) == "olá\n"
