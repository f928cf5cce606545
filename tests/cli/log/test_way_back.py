"""The way back in the questions: ``<`` asks the one before once more, and nothing typed is lost."""

from __future__ import annotations

from typing import Any

import pytest
from driving import Coach
from typing_hands import STOPS, Hands

from cli.log.test_questions import EMPTY, draft, facts, last, no_steps, no_texts

HINT = "Enter takes what stands in brackets; < goes back to the question before."


def test_each_question_can_be_gone_back_to_and_enter_keeps_every_answer(planned: Coach) -> None:
    with Hands(planned, "log", "session", "miriam") as hands:
        hands.sees(HINT).answers("held]:").answers("Kind:", "debrief").answers("[45]:", "50")
        hands.answers("Focus", "assessment").answers("[y/N, or coach]", "y")
        hands.sees("Notes").answers("> ", "<")
        hands.answers("[Y/n, or coach]", "<").answers("Focus (or none) [assessment]:", "<")
        hands.answers("Minutes [50]:", "<").answers("Kind [debrief]:", "<")
        hands.answers("What happened (held, cancelled or no-show) [held]:")
        hands.answers("Kind [debrief]:").answers("Minutes [50]:").answers("[assessment]:")
        hands.answers("[Y/n, or coach]")
        said = no_steps(no_texts(hands)).leaves()
    assert "held, debrief, 50 minutes." in said
    assert said.count(HINT) == 1
    card = planned.json("schedule", "show")["sessions"]
    assert [each["state"] for each in card if each["teachers"] == ["miriam"]] == ["held"]
    trust = planned.json("trust", "miriam")
    assert (trust["held"], trust["asked_by_teacher"]) == (2, 1)


def test_a_slip_is_put_right_and_what_enter_would_keep_can_be_emptied(planned: Coach) -> None:
    with Hands(planned, "log", "session", "miriam") as hands:
        hands.answers("held]:").answers("Kind:", "modeling").answers("Minutes", "500")
        hands.answers("Focus", "<").answers("[500]:", "<").answers("[modeling]:", "none")
        hands.answers("[500]:", "50").answers("Focus", "assessment").answers("for it?", "y")
        hands.sees("Notes").answers("> ", "<").answers("[Y/n, or coach]", "n")
        hands.sees("Notes").answers("> ", "<").answers("[y/N, or coach]", "<")
        hands.answers("Focus (or none) [assessment]:", "none").answers("for it?", "coach")
        hands.sees("Notes").answers("> ", "<").answers("[y/n, or COACH]")
        said = no_steps(no_texts(hands)).leaves()
    assert "Tue 24 Nov: held, 50 minutes." in said
    number = next(w for w in said.split("Session ")[-1].split())
    record = planned.json("log", "edit", number, "--focus", "assessment", "--yes")
    assert record["changes"] == [{"field": "focus", "old": None, "new": "assessment"}]


def test_what_the_command_line_said_is_passed_over_on_the_way_back(planned: Coach) -> None:
    words = ("--state", "held", "--kind", "debrief", "--focus", "assessment")
    with Hands(planned, "log", "session", "miriam", *words) as hands:
        hands.answers("Minutes [45]:", "<").sees("This is the first question.")
        hands.answers("Minutes", "30").answers("for it?", "<").answers("Minutes [30]:")
        hands.answers("for it?")
        assert "held, debrief, 30 minutes." in no_steps(no_texts(hands)).leaves()


def test_notes_gone_back_from_are_kept_sealed_and_added_to_or_typed_anew(planned: Coach) -> None:
    with Hands(planned, "log", "session", "miriam") as hands:
        facts(hands).sees("Notes (an").answers("> ", "First").answers("> ", "  a < b").answers("> ")
        hands.sees("What works (an").answers("> ", "Typed in the wrong place").answers("> ", "<")
        before = len(hands.seen)
        hands.sees("Notes: what you typed is kept, sealed. Add to it (<< throws it away):")
        hands.answers("> ", "Last").answers("> ")
        hands.sees("What works: what you typed is kept").answers("> ", "<<")
        hands.answers("Throw away what you typed there? [y/N]:").sees("What works: what you typed")
        hands.answers("> ", "<<").answers("Throw away what you typed there?", "y")
        hands.sees("What works (an empty line goes on):").answers("> ", "<<")
        hands.sees("What works (an empty line goes on):").answers("> ", "The wall").answers("> ")
        assert "First" not in hands.seen[before:]
        assert "wrong place" not in hands.seen[before:]
        for question in EMPTY[2:]:
            hands.sees(question).answers("> ")
        no_steps(hands).leaves()
    noted = last(planned, "miriam")
    assert (noted["notes"], noted["works"]) == ("First\n  a < b\nLast", "The wall")


def test_a_lone_bracket_in_the_midst_of_a_paste_is_text(planned: Coach) -> None:
    with Hands(planned, "log", "session", "miriam", TERM="dumb") as hands:
        facts(hands).sees("Notes").sees("> ")
        hands.child.send("One\r<\rTwo\r\r")
        for question in EMPTY[1:]:
            hands.sees(question).answers("> ")
        no_steps(hands).leaves()
    assert last(planned, "miriam")["notes"] == "One\n<\nTwo"


def test_the_steps_are_gone_back_through_one_question_at_a_time(planned: Coach) -> None:
    with Hands(planned, "log", "session", "miriam") as hands:
        no_texts(facts(hands))
        hands.answers("for Miriam Stern (Enter: none):", "First step").answers("visit]:", "tue")
        hands.answers("for Miriam Stern (Enter: none):", "Secnod").answers("visit]:")
        hands.answers("for Miriam Stern (Enter: none):")
        hands.answers("for you (Enter: none):", "<").answers("Stern (Enter: none):", "<")
        hands.answers("Check on it [next visit]:", "<")
        before = len(hands.seen)
        hands.answers("Stern (Enter: as typed; << takes it out):", "Second")
        hands.answers("Check on it [next visit]:", "<").answers("as typed; << takes it out):")
        hands.answers("visit]:", "fri").answers("Stern (Enter: none):", "<")
        hands.answers("Check on it [2026-11-27]:", "<").answers("as typed;", "<")
        hands.answers("Check on it [2026-11-24]:", "<").answers("as typed;")
        hands.answers("[2026-11-24]:", "next visit")
        hands.answers("as typed;").answers("[2026-11-27]:")
        hands.answers("Stern (Enter: none):").answers("for you (Enter: none):", "Mine")
        hands.answers("visit]:", "<").answers("as typed;", "<<")
        hands.answers("Take that step out? [y/N]:").answers("as typed;", "<<")
        hands.answers("Take that step out? [y/N]:", "y").answers("for you (Enter: none):", "<<")
        hands.sees("No step stands here yet.").answers("for you (Enter: none):")
        assert "First step" not in hands.seen[before:]
        assert "Next steps sealed: 1, 2." in hands.leaves()
    steps = planned.json("next-steps", "miriam")["steps"]
    kept = {each["text"]: each["check_on"] for each in steps}
    assert set(kept) == {"First step", "Second"}
    assert (kept["Second"], kept["First step"] == "2026-11-24") == ("2026-11-27", False)


def test_a_step_of_a_group_can_be_given_to_others_on_the_way_back(planned: Coach) -> None:
    with Hands(planned, "log", "session", "kofi", "tess", "lydia") as hands:
        no_texts(facts(hands))
        hands.answers("Next step for", "Ours").answers("lydia or all) [all]:", "tess, kofi")
        hands.answers("Check on it", "<").answers("[kofi, tess]:", ",").sees("Somebody has to")
        hands.answers("[kofi, tess]:", "miriam").sees("No teacher fits")
        hands.answers("[kofi, tess]:", "lydia, tess").answers("Check on it", "fri")
        hands.answers("Next step for", "<").answers("[2026-11-27]", "<").answers("[tess, lydia]")
        hands.answers("[2026-11-27]").answers("Next step for").answers("Next step for you")
        hands.leaves()
    steps = planned.json("next-steps")["steps"]
    found = {each["teacher"]: (each["text"], each["check_on"]) for each in steps}
    assert found == dict.fromkeys(("lydia", "tess"), ("Ours", "2026-11-27"))


def test_another_state_asks_its_own_questions_and_loses_no_text(planned: Coach) -> None:
    with Hands(planned, "log", "session", "miriam") as hands:
        facts(hands).sees("Notes").answers("> ", "Typed too early").answers("> ", "<")
        for question in ("for it?", "Focus", "Minutes [45]", "Kind"):
            hands.answers(question, "<")
        hands.answers("What happened", "cancelled").sees("stays with it, sealed.")
        hands.answers("Who called it off", "school").sees("Why").answers("> ", "<")
        hands.answers("school) [school]:", "<").answers("[cancelled]:", "held")
        hands.answers("Kind").answers("Minutes [45]:", "<").answers("Kind", "<")
        hands.answers("[held]:", "no-show").sees("Why").answers("> ", "Field trip").answers("> ")
        assert "Tue 24 Nov: no-show. Notes sealed." in hands.leaves()
    noted = last(planned, "miriam")
    assert (noted["notes"], noted["reason"]) == ("Typed too early", "Field trip")


@pytest.mark.parametrize("stop", STOPS)
def test_an_entry_cut_off_on_the_way_back_goes_on_there_with_its_answers(
    planned: Coach, stop: str
) -> None:
    with Hands(planned, "log", "session", "miriam") as hands:
        hands.answers("held]:").answers("Kind:", "debrief").answers("[45]:", "50")
        hands.answers("Focus", "assessment").answers("for it?", "y")
        hands.sees("Notes").answers("> ", "Said").answers("> ", "<")
        hands.answers("for it?", "<").answers("[assessment]:", "<").sees("Minutes [50]:")
        STOPS[stop](hands)
    with Hands(planned, "log", "session") as hands:
        hands.answers("Go on with it?").sees(HINT).answers("Minutes [50]:", "<")
        hands.answers("Kind [debrief]:").answers("Minutes [50]:").answers("[assessment]:")
        hands.answers("[Y/n, or coach]").sees("Notes: what you typed is kept")
        hands.goes_on(4)
        assert "held, debrief, 50 minutes. Notes sealed." in no_steps(hands).leaves()
    assert last(planned, "miriam")["notes"] == "Said"


def test_ctrl_c_behind_a_lone_bracket_keeps_no_text_of_it(planned: Coach) -> None:
    with Hands(planned, "log", "session", "miriam") as hands:
        facts(hands).sees("Notes").sees("> ").begins("<").interrupts().leaves(130)
    assert draft(planned)["notes"] == []
    with Hands(planned, "log", "session") as hands:
        hands.answers("Go on with it?")
        no_texts(hands).sees("Next step for Miriam").begins("<").interrupts().leaves(130)
    assert draft(planned)["steps"] == []


def test_the_first_question_leads_back_to_whom_it_is_about(planned: Coach) -> None:
    with Hands(planned, "log", "session") as hands:
        hands.answers("Session 21 with Miriam Stern", "n")
        hands.answers("Which teacher", ",").sees("Nobody is named")
        hands.answers("Which teacher", "<").answers("Session 21 with Miriam Stern", "n")
        hands.answers("Which teacher", "tess").answers("Tess Oh", "<")
        hands.answers("Session 21 with Miriam Stern", "n").answers("Which teacher", "kofi")
        hands.answers("[held]:").answers("Kind", "modeling").answers("Minutes", "20")
        hands.answers("Focus", "<").answers("[20]:", "<").answers("[modeling]:", "<")
        hands.answers("[held]:", "<").answers("Which teacher (several with commas) [kofi]:", "otis")
        hands.answers("[held]:").answers("Kind [modeling]:").answers("Minutes [20]:")
        hands.answers("Focus").answers("for it?")
        said = no_steps(no_texts(hands)).leaves()
    assert "with Otis Graham, Tue 24 Nov: held, modeling, 20 minutes." in said
    assert said.count(HINT) == 1
    with Hands(planned, "log", "session") as hands:
        hands.answers("This one?").answers("[held]:", "no-show").sees("Why").answers("> ", "Away")
        hands.answers("> ", "<").answers("[no-show]:", "<").sees("stays with Miriam Stern.")
        hands.answers("[no-show]:").answers("> ")
        assert "with Miriam Stern, Tue 24 Nov: no-show" in hands.leaves()


def test_a_contact_leads_back_to_whom_it_was_with(full: Coach) -> None:
    with Hands(full, "log", "contact") as hands:
        hands.answers("Which teacher", "kofi").sees(HINT).answers("> ", "<")
        hands.answers("Which teacher (several with commas) [kofi]:", "lydia")
        hands.answers("> ", "In the corridor").answers("> ", "<").sees("stays with Lydia Okafor.")
        hands.answers("> ")
        said = hands.leaves()
    assert "with Lydia Okafor, Mon 23 Nov: held, contact" in said
    assert said.count(HINT) == 1
    with Hands(full, "log", "contact", "tess") as hands:
        hands.answers("> ", "<").sees("This is the first question.").answers("> ")
        assert HINT not in hands.leaves()


def test_a_sitting_of_a_week_goes_back_within_each_session(planned: Coach) -> None:
    planned.today = "2026-11-30"
    with Hands(planned, "log", "week") as hands:
        hands.sees(HINT).sees("1 of 5").answers("later or stop) [held]:").answers("Kind", "<")
        hands.answers("later or stop) [held]:", "<").sees("This is the first question.")
        hands.answers("later or stop) [held]:", "no-show").sees("Why").answers("> ", "<")
        hands.answers("later or stop) [no-show]:").answers("> ")
        hands.sees("2 of 5").answers("What happened").answers("Kind", "debrief")
        hands.answers("Minutes", "<").answers("Kind", "<").answers("[held]:", "later")
        hands.sees("3 of 5").answers("What happened", "stop")
        said = hands.leaves()
    assert "Logged: 1 no-show." in said
    assert said.count(HINT) == 1
    assert not (planned.home / "draft.json").exists()


@pytest.mark.parametrize("word", ["later", "stop"])
def test_a_session_of_a_sitting_that_is_left_with_a_text_waits_with_it(
    planned: Coach, word: str
) -> None:
    planned.today = "2026-11-30"
    with Hands(planned, "log", "week") as hands:
        hands.sees("1 of 5").answers("What happened", "no-show").sees("Why").answers("> ", "Trip")
        hands.answers("> ", "<").answers("later or stop) [no-show]:", word)
        said = hands.sees("What you typed of it is kept.").leaves()
    assert "2 of 5" not in said
    with Hands(planned, "log", "week") as hands:
        hands.answers("Go on with it?").answers("[no-show]:").sees("Why: what you typed is kept")
        hands.answers("> ").sees("no-show. Notes sealed.").sees("1 of 4").interrupts()


def test_the_end_of_a_cycle_goes_back_to_its_first_text(
    locked: Coach, secret: dict[str, Any]
) -> None:
    locked("cycle", "start", "tess", "--question", "Who speaks?")
    with Hands(locked, "cycle", "close", "tess") as hands:
        hands.sees("What Tess Oh says about it (an empty line goes on):").answers("> ", "<")
        hands.answers("> ", "I wait now").answers("> ")
        hands.sees("What goes on (an empty line goes on; < goes back):").answers("> ", "Cards")
        hands.answers("> ", "<").answers("waits, sealed. Use it? [Y/n]:")
        hands.answers("waits, sealed. Use it? [Y/n]:", "<").answers("Use it? [Y/n]:", "n")
        hands.answers("Throw it away?", "y").sees("says about it").answers("> ", "I wait, always")
        hands.answers("> ").answers("Use it? [Y/n]:")
        assert "closed. Reflection sealed." in hands.leaves()
    shown = locked.json("cycle", "show", "tess", **secret)
    assert shown["said"] == {"reflection": "I wait, always", "goes_on": "Cards"}
    assert not list(locked.home.glob("draft*.json"))
