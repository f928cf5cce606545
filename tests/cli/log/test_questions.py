"""Logging a visit by hand, in a real pseudo-terminal."""

from __future__ import annotations

import json
import resource
from typing import Any

import pytest
from driving import PROGRAM, Coach
from typing_hands import STOPS, Hands

EMPTY = ("Notes", "What works", "What is hard", "To ask next time")


def facts(hands: Hands) -> Hands:
    """Enter on every question in the clear."""
    hands.answers("What happened").answers("Kind:").answers("Minutes").answers("Focus")
    return hands.answers("ask for it?")


def no_texts(hands: Hands) -> Hands:
    for question in EMPTY:
        hands.sees(f"{question} (an empty line goes on):").answers("> ")
    return hands


def no_steps(hands: Hands) -> Hands:
    return hands.answers("Next step for").answers("Next step for you")


def last(coach: Coach, teacher: str) -> Any:
    """What is noted with a teacher, newest first."""
    return coach.json("notes", teacher)["sessions"][0]


def draft(coach: Coach) -> Any:
    return json.loads((coach.home / "draft.json").read_bytes())


def test_enter_alone_logs_the_session_that_was_planned_last(planned: Coach) -> None:
    with Hands(planned, "log", "session") as hands:
        hands.answers("This one? [Y/n]")
        said = no_steps(no_texts(facts(hands))).leaves()
    assert "Session 21 with Miriam Stern, Tue 24 Nov: held, 45 minutes." in said
    assert not (planned.home / "draft.json").exists()
    assert planned.due("miriam")["last_visit"] == "2026-11-24"


def test_who_says_no_names_a_teacher_and_a_wrong_name_is_explained(planned: Coach) -> None:
    with Hands(planned, "log", "session", "--on", "mon") as hands:
        hands.answers("This one?", "perhaps").sees("type y for yes or n for no")
        hands.answers("This one?", "no")
        hands.answers("Which teacher", "zzz").sees("zzz")
        hands.answers("Which teacher", "kofi")
        said = no_steps(no_texts(facts(hands))).leaves()
    assert "with Kofi Asante, Mon 23 Nov: held, 45 minutes." in said


@pytest.mark.parametrize(
    ("reply", "logged"),
    [("y", "Session 21 with Miriam Stern, Tue 24 Nov"), ("n", "with Miriam Stern, Thu 3 Dec")],
)
def test_a_named_teachers_earlier_visit_is_offered_before_its_day_is_taken(
    planned: Coach, reply: str, logged: str
) -> None:
    planned.today = "2026-12-03"
    with Hands(planned, "log", "session", "miriam") as hands:
        hands.answers("Session 21 with Miriam Stern, planned Tue 24 Nov", reply)
        assert logged in no_steps(no_texts(facts(hands))).leaves()


def test_a_visit_before_its_planned_day_says_which_day_it_takes(planned: Coach) -> None:
    planned.today = "2026-11-23"
    with Hands(planned, "log", "session", "miriam") as hands:
        hands.sees("planned Tue 24 Nov").sees("logged as of today")
        assert "Mon 23 Nov: held" in no_steps(no_texts(facts(hands))).leaves()
    week = planned.json("schedule", "show")["sessions"]
    (held,) = [each for each in week if each["teachers"] == ["miriam"]]
    assert (held["date"], held["start"], held["end"]) == ("2026-11-23", None, None)


def test_what_an_option_says_is_not_asked(planned: Coach) -> None:
    words = "--on mon --at 9:05 --state held --kind observation --minutes 30 --focus assessment"
    with Hands(planned, "log", "session", "kofi", *words.split(), "--invited") as hands:
        said = no_steps(no_texts(hands)).leaves()
    assert "What happened" not in said
    assert "ask for it" not in said
    assert "with Kofi Asante, Mon 23 Nov: held, observation, 30 minutes." in said


@pytest.mark.parametrize("state", ["no-show", "cancelled"])
def test_a_session_that_did_not_happen_is_logged_with_its_sealed_reason(
    planned: Coach, state: str
) -> None:
    with Hands(planned, "log", "session", "miriam") as hands:
        hands.answers("What happened", state)
        if state == "cancelled":
            hands.answers("Who called it off", "nobody").sees("nobody")
            hands.answers("Who called it off", "teacher")
        hands.sees("Why").answers("> ", "Reading [groups] moved").answers("> ")
        said = hands.leaves()
    assert f"Tue 24 Nov: {state}. Notes sealed." in said
    assert last(planned, "miriam")["reason"] == "Reading [groups] moved"
    assert planned.due("miriam")["last_visit"] == "2026-10-15"


def test_notes_of_many_lines_and_steps_of_both_sides_are_kept_as_typed(planned: Coach) -> None:
    lines = ["She said [ELL] & [/] “wait”", "  indented ünïcödé 山田 😀", "-", "`a` <b> \\n %s"]
    with Hands(planned, "log", "session", "miriam") as hands:
        facts(hands).sees("Notes")
        for line in lines:
            hands.answers("> ", line)
        hands.answers("> ")
        for question in EMPTY[1:]:
            hands.sees(question).answers("> ", f"{question}!").answers("> ")
        hands.answers("Next step for Miriam", "Try [wait] time")
        hands.answers("Check on it [next visit]", "32 nov").sees("There is no day")
        hands.answers("Check on it", "2026-11-01").sees("cannot be over already")
        hands.answers("Check on it", "next fri").sees("That is Fri 4 Dec.")
        hands.answers("Next step for Miriam", "And another").answers("Check on it")
        hands.answers("Next step for Miriam")
        hands.answers("Next step for you", "Send the clip 🎬").answers("Check on it", "in 2 weeks")
        said = hands.answers("Next step for you").leaves()
    assert "Notes sealed. Next steps sealed: 1, 2, 3." in said
    noted = last(planned, "miriam")
    assert noted["notes"] == "\n".join(lines)
    assert (noted["works"], noted["hard"]) == ("What works!", "What is hard!")
    assert noted["ask_next"] == "To ask next time!"
    steps = {each["text"]: each for each in planned.json("next-steps", "miriam")["steps"]}
    assert steps["Try [wait] time"]["check_on"] == "2026-12-04"
    assert steps["Send the clip 🎬"]["owner"] == "coach"
    assert steps["Send the clip 🎬"]["check_on"] == "2026-12-08"
    assert steps["And another"]["owner"] == "teacher"


def test_ten_thousand_characters_on_one_line_arrive_whole(planned: Coach) -> None:
    line = "".join(f"word{number:05d} " for number in range(1000)).strip()
    with Hands(planned, "log", "session", "miriam", TERM="xterm-256color") as hands:
        facts(hands).sees("Notes").answers("> ", line).answers("> ")
        hands.goes_on(3)
        no_steps(hands).leaves()
    assert last(planned, "miriam")["notes"] == line


@pytest.mark.parametrize("term", ["dumb", "xterm-256color"])
def test_a_paste_with_empty_lines_stays_one_note(planned: Coach, term: str) -> None:
    """A terminal that brackets a paste hands it over at once; another one types it very fast."""
    pasted = "First thought\r\rSecond thought\r\r\rThird\r"
    bracketed = f"\x1b[200~{pasted}\x1b[201~" if term != "dumb" else pasted
    with Hands(planned, "log", "session", "miriam", TERM=term) as hands:
        facts(hands).sees("Notes").sees("> ")
        hands.child.send(f"{bracketed}\r")
        hands.types()
        hands.sees("What works").answers("> ").sees("What is hard").answers("> ")
        hands.sees("To ask").answers("> ")
        no_steps(hands).leaves()
    assert last(planned, "miriam")["notes"] == "First thought\n\nSecond thought\n\n\nThird"


def test_a_line_can_be_mended_with_the_arrow_keys_and_is_not_remembered(planned: Coach) -> None:
    with Hands(planned, "log", "session", "miriam", TERM="xterm-256color") as hands:
        facts(hands).sees("Notes")
        hands.answers("> ", "ime\x1b[D\x1b[D\x1b[Dt").answers("> ")
        hands.sees("What works").answers("> ", "\x1b[A").sees("What is hard").answers("> ")
        hands.sees("To ask").answers("> ")
        no_steps(hands).leaves()
    noted = last(planned, "miriam")
    assert noted["notes"] == "time"
    assert "works" not in noted


def test_typing_ahead_loses_nothing(planned: Coach) -> None:
    with Hands(planned, "log", "session", "miriam") as hands:
        hands.sees("What happened")
        for text in ("", "debrief", "20", "", "", "typed ahead"):
            hands.types(text)
        hands.sees("typed ahead").sees("> ").types().sees("What works")
        for question in ("> ", "What is hard", "To ask next time"):
            hands.answers(question) if question == "> " else hands.sees(question).answers("> ")
        said = no_steps(hands).leaves()
    assert "held, debrief, 20 minutes. Notes sealed." in said
    assert last(planned, "miriam")["notes"] == "typed ahead"


def test_ctrl_d_ends_the_notes_and_stops_at_any_other_question(planned: Coach) -> None:
    with Hands(planned, "log", "session", "miriam") as hands:
        facts(hands).sees("Notes").answers("> ", "said").sees("> ").ends_input()
        hands.sees("What works").answers("> ").answers("> ").answers("> ")
        said = hands.sees("Next step for").ends_input().leaves(130)
    assert said.endswith("What you answered is kept. Go on with: coach log session Stopped.")


def test_a_control_character_leaves_out_the_line_and_says_so(planned: Coach) -> None:
    with Hands(planned, "log", "session", "miriam") as hands:
        facts(hands).sees("Notes").answers("> ", "kept").answers("> ", "bad\x16\x07one")
        hands.sees("That line was left out.").answers("> ")
        hands.goes_on(3)
        no_steps(hands).leaves()
    assert last(planned, "miriam")["notes"] == "kept"


def test_forty_columns_are_enough(planned: Coach) -> None:
    with Hands(planned, "log", "session", columns=40) as hands:
        hands.answers("[Y/n]").sees("Enter takes what stands in brackets; <\r\ngoes back to the")
        hands.answers("What happened (held, cancelled or\r\nno-show) [held]: ")
        hands.answers("Kind", "<").answers("[held]: ").answers("Kind").answers("Minutes")
        hands.answers("Focus").answers("ask for it?").answers("> ", "x" * 90).answers("> ")
        hands.answers("> ").answers("> ").answers("> ").answers("Next step").answers("Next step")
        said = hands.leaves()
    assert "Miriam Stern, Tue 24 Nov: held" in said
    assert last(planned, "miriam")["notes"] == "x" * 90


def test_only_data_goes_to_stdout(planned: Coach) -> None:
    """The questions are asked on stderr, with line editing, though stdout is a file."""
    out = planned.home.parent / "out"
    shell = f"{PROGRAM} --json log session miriam > {out}"
    with Hands(planned, "-c", shell, program="/bin/sh") as hands:
        no_steps(no_texts(facts(hands))).leaves()
    assert json.loads(out.read_text())["data"]["teachers"] == ["miriam"]


@pytest.mark.parametrize("stop", STOPS)
def test_an_entry_cut_off_at_every_question_goes_on_there_and_loses_nothing(
    sealed: Coach, secret: dict[str, Any], stop: str
) -> None:
    hands = Hands(sealed, "log", "session")

    def again(question: str, *, offered: bool = True) -> None:
        """Stop, and come back to the same question. No passphrase is asked."""
        nonlocal hands
        STOPS[stop](hands)
        assert "Passphrase" not in hands.seen
        hands = Hands(sealed, "log", "session")
        if offered:
            hands.answers("Not finished yet: Miriam Stern, Tue 24 Nov. Go on with it?")
        hands.sees(question)

    hands.sees("This one?")
    again("This one?", offered=False)
    hands.types().sees("What happened")
    again("This one?", offered=False)
    assert not (sealed.home / "draft.json").exists()
    hands.types().answers("What happened", "held")
    for question, typed in (
        ("Kind:", "debrief, observation"),
        ("Minutes", "50"),
        ("Focus", "assessment"),
        ("ask for it?", "y"),
    ):
        hands.sees(question)
        again(question)
        hands.types(typed)
    for question in EMPTY:
        hands.sees(f"{question} (an")
        again(f"{question} (an empty line goes on):")
        hands.answers("> ", f"{question} [1]").sees("> ")
        again(f"{question}: what you typed is kept, sealed. Add to it (<< throws it away):")
        hands.answers("> ", f"{question} 2").answers("> ")
    for question, whose in (("Next step for Miriam Stern", "her"), ("Next step for you", "me")):
        hands.sees(question)
        again(question)
        hands.types(f"1 {whose}").sees("Check on it")
        again("sealed: 1.")
        hands.sees(question).types(f"2 {whose}").answers("Check on it", "2026-12-01")
        hands.sees(question)
        again("sealed: 2.")
        hands.answers(question)
    said = hands.leaves()
    assert "Session 21 with Miriam Stern" in said
    assert "held, debrief, observation, 50 minutes. Notes sealed. Next steps sealed" in said
    assert not (sealed.home / "draft.json").exists()
    noted = sealed.json("notes", "miriam", **secret)["sessions"]
    assert len(noted) == 1
    texts = [noted[0][part] for part in ("notes", "works", "hard", "ask_next")]
    assert texts == [f"{question} [1]\n{question} 2" for question in EMPTY]
    steps = sealed.json("next-steps", "miriam", **secret)["steps"]
    on_day = [(step["text"], step["owner"], step["check_on"] == "2026-12-01") for step in steps]
    assert sorted(on_day) == [
        ("1 her", "teacher", False),
        ("1 me", "coach", False),
        ("2 her", "teacher", True),
        ("2 me", "coach", True),
    ]


def test_ctrl_c_in_the_midst_of_a_line_keeps_the_line(planned: Coach) -> None:
    with Hands(planned, "log", "session", "miriam") as hands:
        facts(hands).sees("Notes").answers("> ", "One").sees("> ").begins("half a thou")
        said = hands.interrupts().leaves(130)
    assert "What you answered is kept." in said
    with Hands(planned, "log", "session") as hands:
        hands.answers("Go on with it?").sees("Notes: what you typed is kept").answers("> ")
        hands.goes_on(3)
        hands.sees("Next step for Miriam").begins("half a st").interrupts().leaves(130)
    with Hands(planned, "log", "session") as hands:
        hands.answers("Go on with it?").sees("kept so far, sealed: 1.")
        no_steps(hands).leaves()
    assert last(planned, "miriam")["notes"] == "One\nhalf a thou"
    assert planned.json("next-steps", "miriam")["steps"][0]["text"] == "half a st"


def test_an_unfinished_entry_is_kept_or_thrown_away_as_asked(planned: Coach) -> None:
    with Hands(planned, "log", "session", "miriam") as hands:
        hands.answers("What happened").sees("Kind:").interrupts().leaves(130)
    before = (planned.home / "draft.json").read_bytes()
    with Hands(planned, "log", "session") as hands:
        hands.answers("Go on with it? [Y/n]", "n").answers("Throw it away? [y/N]")
        assert "It is kept as it is." in hands.leaves(1)
    assert (planned.home / "draft.json").read_bytes() == before
    with Hands(planned, "log", "session") as hands:
        hands.answers("Go on with it?", "n").answers("Throw it away?", "y")
        hands.sees("This one?")
        assert not (planned.home / "draft.json").exists()


@pytest.mark.parametrize("said", ["notes", "steps", "nothing"])
def test_an_entry_that_was_stored_just_before_a_kill_is_not_stored_twice(
    planned: Coach, said: str
) -> None:
    saved = planned.home / "draft.json"
    with Hands(planned, "log", "session", "miriam", "--state", "held") as hands:
        hands.answers("Kind:").answers("Minutes").answers("Focus").answers("ask for it?")
        hands.sees("Notes").answers("> ", "Noted" if said == "notes" else "")
        if said == "notes":
            hands.answers("> ")
        hands.goes_on(3)
        if said == "steps":
            hands.answers("Next step for Miriam", "Agreed").answers("Check on it")
        hands.answers("Next step for Miriam").sees("Next step for you")
        kept = json.loads(saved.read_bytes())
        hands.types().leaves()
    saved.write_text(json.dumps({**kept, "storing": True}))
    with Hands(planned, "log", "session") as hands:
        hands.sees("This one?").interrupts()
        assert "Not finished" not in hands.leaves(130)
    assert not saved.exists()
    week = planned.json("schedule", "show")["sessions"]
    held = [each for each in week if each["teachers"] == ["miriam"] and each["state"] == "held"]
    assert len(held) == 1


def test_an_entry_that_was_cut_off_just_before_it_was_stored_goes_on(planned: Coach) -> None:
    saved = planned.home / "draft.json"
    with Hands(planned, "log", "session", "miriam", "--state", "no-show") as hands:
        hands.sees("Why").answers("> ", "Field trip").sees("> ").kill()
    saved.write_text(json.dumps({**draft(planned), "storing": True}))
    with Hands(planned, "log", "session") as hands:
        hands.answers("Go on with it?").sees("Add to it").answers("> ").leaves()
    assert last(planned, "miriam")["reason"] == "Field trip"


def test_an_unfinished_entry_goes_on_the_next_day_and_with_somebody_archived(
    planned: Coach,
) -> None:
    with Hands(planned, "log", "session", "miriam") as hands:
        facts(hands).sees("Notes").answers("> ", "Yesterday").sees("> ").kill()
    planned("teacher", "archive", "miriam", "--yes")
    with Hands(planned, "log", "session", COACH_TODAY="2026-11-25") as hands:
        hands.answers("Not finished yet: Miriam Stern, Tue 24 Nov.").sees("Add to it")
        hands.goes_on(4)
        assert "Tue 24 Nov: held" in no_steps(hands).leaves()
    assert last(planned, "miriam")["notes"] == "Yesterday"


def test_a_draft_that_cannot_be_read_is_left_where_it_is(planned: Coach) -> None:
    (planned.home / "draft.json").write_text('{"uid": "x"}')
    with Hands(planned, "log", "session") as hands:
        assert "cannot be read. Move it somewhere safe" in hands.leaves(1)
    assert (planned.home / "draft.json").exists()


def test_two_windows_do_not_write_over_each_other(planned: Coach) -> None:
    with Hands(planned, "log", "session", "miriam") as hands:
        hands.answers("What happened").sees("Kind:")
        with Hands(planned, "log", "session", "kofi") as second:
            assert "A visit is being logged already" in second.leaves(1)
        hands.types().answers("Minutes").answers("Focus").answers("ask for it?")
        no_steps(no_texts(hands)).leaves()


def test_when_the_disk_takes_nothing_more_the_answer_waits(planned: Coach) -> None:
    """A limit on the size of files stands in for a disk that is full."""
    no_cache: dict[str, Any] = {"PYTHONDONTWRITEBYTECODE": "1"}  # half of one would stay
    with Hands(planned, "log", "session", "miriam", **no_cache) as hands:
        facts(hands).sees("Notes").sees("> ")
        resource.prlimit(hands.pid, resource.RLIMIT_FSIZE, (10, resource.RLIM_INFINITY))
        hands.types("Said on a full disk").sees("What you typed is not on disk yet.")
        hands.answers("press Enter").sees("not on disk yet").sees("press Enter")
        resource.prlimit(hands.pid, resource.RLIMIT_FSIZE, (2**30, resource.RLIM_INFINITY))
        hands.types().answers("> ")
        hands.goes_on(3)
        no_steps(hands).leaves()
    assert last(planned, "miriam")["notes"] == "Said on a full disk"


def test_a_future_visit_is_refused_before_anything_is_asked(planned: Coach) -> None:
    with Hands(planned, "log", "session", "miriam", "--on", "2026-11-30") as hands:
        assert "still to come" in hands.leaves(1)


def test_a_planned_session_is_logged_by_the_number_on_the_screen(planned: Coach) -> None:
    ids = {each["teachers"][0]: each["id"] for each in planned.json("schedule", "show")["sessions"]}
    with Hands(planned, "log", "session", str(ids["otis"])) as hands:
        hands.sees(f"Session {ids['otis']} with Otis Graham").interrupts()
    template = planned("log", "session", str(ids["tess"]), "--template").out
    assert template.startswith("# Session with Tess Oh\n")
    planned("log", "session", "--from", "-", given=template)
    again = planned("log", "session", str(ids["tess"]), "--template", code=1).err
    assert f"Session {ids['tess']} is not waiting to be logged: it is held." in again
    assert f"coach log edit {ids['tess']}" in again
    assert "There is no session 999." in planned("log", "session", "999", "--template", code=1).err


def test_the_only_other_visit_that_waits_is_offered_by_its_name(full: Coach) -> None:
    full("schedule", "add", "otis", "--on", "mon", "--at", "P3")
    full("schedule", "add", "tess", "--on", "mon", "--at", "P4")
    with Hands(full, "log", "session") as hands:
        hands.answers("with Tess Oh, planned Mon 23 Nov 10:45. This one? [Y/n]:", "n")
        hands.answers("Which teacher (several with commas) [Otis Graham]:")
        hands.sees("with Otis Graham, planned Mon 23 Nov").sees("What happened").interrupts()


def test_a_check_on_a_closed_day_says_what_closes_it(planned: Coach) -> None:
    with Hands(planned, "log", "session", "tess", "--kind", "debrief", "--minutes", "30") as hands:
        hands.answers("This one?").answers("held]:").answers("Focus").answers("ask for it?")
        hands.goes_on(4)
        hands.answers("Next step for Tess Oh", "Try it").answers("Check on it", "fri")
        hands.sees("That is Fri 27 Nov, closed: Thanksgiving recess.").interrupts()
