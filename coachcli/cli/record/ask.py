"""``coach ask``: the open questions that a prep card offers."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from coachcli.cli.program.context import Run, run_of
from coachcli.coaching.prep.questions import OWN_FROM, bank, check_question, numbered
from coachcli.coaching.words import focus_named, label, letters, phase_named
from coachcli.errors import CoachError, UsageProblem
from coachcli.store import reading
from coachcli.values.prep import OpenQuestion
from coachcli.values.record import Prompt
from coachcli.values.words import Focus, Phase

ANY = "any"
PHASES_HINT = "Choose identify, learn, improve or any."

Number = Annotated[int, typer.Argument(help="The number that ask list shows.")]
PhaseWord = Annotated[
    str, typer.Option(metavar="PHASE", help="Identify, learn or improve; or any.")
]
FocusWord = Annotated[
    str,
    typer.Option(
        metavar="FOCUS",
        help="Classroom management, content planning, instruction or assessment; or any.",
    ),
]


def list_questions(ctx: typer.Context, phase: PhaseWord = "", focus: FocusWord = "") -> None:
    """Show the questions, all or those that suit a phase or a focus."""
    from coachcli.render.ideas import draw_questions

    run = run_of(ctx)
    in_phase, on_focus = phase_meant(phase, None), focus_meant(focus, None)
    with run.reading() as db:
        questions = [
            question
            for question in bank(reading.prompts(db))
            if question.suits(in_phase or question.phase, on_focus or question.focus)
        ]
    run.answer("ask list", {"questions": questions}, lambda: draw_questions(run.screen, questions))


def add(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(help="The question; asked for when it is left out.")] = "",
    phase: PhaseWord = "",
    focus: FocusWord = "",
) -> None:
    """Add a question of your own. It is not sealed: write nothing confidential into it."""
    run = run_of(ctx)
    suits = phase_meant(phase, None), focus_meant(focus, None)
    question = ask_wording(run, text)
    with run.reading(whole=True) as db:
        refuse_twice(question, bank(reading.prompts(db)))

    from coachcli.store.writing import change, ideas

    with change(run.home, "ask add", run.now) as writer:
        number = OWN_FROM + ideas.add_question(writer, question, *suits)
    shown = question_shown(run, number)
    run.done("ask add", f"Question {number} is in the bank: {shown.text}", id=number)


def edit(
    ctx: typer.Context,
    number: Number,
    text: Annotated[str, typer.Argument(help="The new wording.")] = "",
    phase: PhaseWord = "",
    focus: FocusWord = "",
) -> None:
    """Reword a question, or change what it suits. The wording is asked for when nothing is said."""
    run = run_of(ctx)
    with run.reading(whole=True) as db:
        questions = bank(reading.prompts(db))
    before = numbered(number, questions)
    after = replace(
        before, phase=phase_meant(phase, before.phase), focus=focus_meant(focus, before.focus)
    )
    if text or not (phase or focus):
        after = replace(after, text=ask_wording(run, text, question_shown(run, number).text))
    if after == before:
        raise UsageProblem("There is nothing to change.", "Say what, for example: --phase learn")
    if after.text != before.text:
        refuse_twice(after.text, questions)
    store(run, "ask edit", after)
    shown = question_shown(run, number)
    run.done("ask edit", f"Question {number} is now: {in_words(shown)}", id=number)


def off(ctx: typer.Context, number: Number) -> None:
    """Offer a question no more. It stays in the list."""
    turn(run_of(ctx), number, on=False)


def on(ctx: typer.Context, number: Number) -> None:
    """Offer a question again."""
    turn(run_of(ctx), number, on=True)


def turn(run: Run, number: int, *, on: bool) -> None:
    with run.reading(whole=True) as db:
        question = numbered(number, bank(reading.prompts(db)))
    command, word = ("ask on", "on") if on else ("ask off", "off")
    if question.is_on is not on:
        store(run, command, replace(question, is_on=on))
    shown = question_shown(run, number)
    run.done(command, f"Question {number} is {word}: {shown.text}", id=number, on=on)


def question_shown(run: Run, number: int) -> OpenQuestion:
    """A question as the screen may show it."""
    with run.reading() as db:
        return numbered(number, bank(reading.prompts(db)))


def store(run: Run, command: str, wanted: OpenQuestion) -> None:
    from coachcli.store.writing import change, ideas

    row = Prompt(
        id=0 if wanted.key else wanted.number - OWN_FROM,
        text=wanted.text,
        phase=wanted.phase,
        focus=wanted.focus,
        is_on=wanted.is_on,
        built_in=wanted.key,
    )
    with change(run.home, command, run.now) as writer:
        ideas.change_question(writer, row)


def ask_wording(run: Run, text: str, before: str = "") -> str:
    """The wording as given, else typed, else all of standard input."""
    if not text and run.terminal:
        from coachcli.cli.dialog import prompts

        if before:
            prompts.tell(before)
        return prompts.answer("The question", None, check_question)
    if not text:
        from coachcli.cli.dialog.sealed_input import piped

        text = piped()
    return check_question(text)


def phase_meant(word: str, otherwise: Phase | None) -> Phase | None:
    """The phase that was typed; ``any`` is None, and nothing leaves it as it is."""
    if not word or letters(word) == ANY:
        return None if word else otherwise
    try:
        phase = phase_named(word)
    except CoachError as error:
        raise CoachError(error.message, PHASES_HINT, code=error.code) from None
    if phase is Phase.CLOSED:
        raise CoachError("A closed cycle needs no question.", PHASES_HINT)
    return phase


def focus_meant(word: str, otherwise: Focus | None) -> Focus | None:
    """The focus that was typed, in the same way."""
    if not word or letters(word) == ANY:
        return None if word else otherwise
    return focus_named(word)


def refuse_twice(text: str, questions: tuple[OpenQuestion, ...]) -> None:
    for question in questions:
        if letters(question.text) == letters(text):
            raise CoachError(
                f"Question {question.number} says that already.",
                "See them with: coach ask list"
                if question.is_on
                else f"Offer it again with: coach ask on {question.number}",
                code="exists",
            )


def in_words(question: OpenQuestion) -> str:
    """The question with what it suits."""
    fits = ", ".join(label(word) for word in (question.phase, question.focus) if word)
    return f"{question.text} (for {fits or 'any visit'})"
