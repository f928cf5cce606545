"""The way through questions: on, and back again.

Going back asks one question before once more, with the earlier answer as its default, and after
that the ones behind it, with theirs. Where the answers are kept in a draft, it follows, so that
what was cut off goes on where the coach was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from coachcli.cli.dialog import prompts
from coachcli.values.frozen import dataclass

HINT = f"Enter takes what stands in brackets; {prompts.BACK} goes back to the question before."

ASKED, GIVEN = "asked", "given"
"""What is kept of a question: answered when it was asked, or by the command line."""


@dataclass(frozen=True)
class Question:
    """``name`` is what the draft calls it. ``ask`` says whether it is answered now; if not, it
    comes again, after whatever else has come up."""

    name: str
    ask: Callable[[], bool]


Questions = Callable[[], Iterable[Question]]
"""All questions as things stand, in order: an answer may bring others."""


def tell_first() -> None:
    prompts.tell("This is the first question.")


def walk(
    questions: Questions,
    answers: dict[str, str],
    save: Callable[[], None] = lambda: None,
    before_first: Callable[[], None] = tell_first,
) -> None:
    """Ask what was not asked yet, on and back, until nothing is left.

    ``answers`` says how each question was answered, and is saved after each. ``before_first`` is
    done for the way back from the first one.
    """
    while (question := next(iter(unasked(questions, answers)), None)) is not None:
        try:
            if question.ask():
                answers[question.name] = ASKED
                save()
        except prompts.Back:
            names = [one.name for one in questions()]
            before = names[: names.index(question.name)]
            # What the command line said is passed over.
            asked = [name for name in before if answers.get(name) == ASKED]
            if asked:
                del answers[asked[-1]]
                save()
            else:
                before_first()


def unasked(questions: Questions, answers: dict[str, str]) -> list[Question]:
    return [question for question in questions() if question.name not in answers]
