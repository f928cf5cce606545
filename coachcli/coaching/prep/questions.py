"""Open questions to ask: those that come with the program, what the coach made of them, and three
of them for a visit.

They ask about what is there, what the teacher sees and what comes next. None of them has a right
answer, and none says how anybody did.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from zlib import crc32

from coachcli.errors import CoachError
from coachcli.values.prep import OpenQuestion
from coachcli.values.record import Prompt
from coachcli.values.words import Focus, Phase

OWN_FROM = 100
"""The number of a coach's own question is this and the number of its row. The built-in ones have
the numbers below, by their place, so a new one goes to the end and none is ever taken out."""

AT_A_TIME = 3
LOOKED_BACK = 64
"""Of at least so many earlier visits the questions bear on those of today, and of all of them for
the first twice as many visits: some ten years with one teacher."""


_BY_SUIT: dict[Phase | Focus | None, dict[str, str]] = {
    None: {
        "begin": "What is on your mind as we begin?",
        "glad": "What are you glad about in this class these days?",
        "and-else": "And what else?",
        "from-me": "What would help most from me between now and our next visit?",
        "takeaway": "What of this talk do you want to take with you?",
    },
    Phase.IDENTIFY: {
        "love-to-see": "What would you love to see your students do by the end of term?",
        "went-well": "Tell me about a moment this week that went the way you wanted.",
        "wonder": "What do you find yourself wondering about on the way home?",
        "students-say": "What would your students say they enjoy most here?",
        "strengths": "Which of your strengths would you like to build on?",
        "matters": "What about this question matters most to you?",
        "would-know": "How would you know that it has become the way you want it?",
    },
    Phase.LEARN: {
        "try-first": "What would you like to try first, and what draws you to it?",
        "picture-it": "Picture it in your room: what are the students doing?",
        "before": "When did something like this go well for you before?",
        "look-together": "What shall we look for together while you try it?",
        "your-own": "How would you make this idea your own?",
        "easy": "What would make it easy to try this in the coming week?",
        "my-part": "What would you like me to do while you try it?",
    },
    Phase.IMPROVE: {
        "doing-now": "What do you see students doing now that is new?",
        "surprise": "What surprised you?",
        "changed": "What did you change as you went, and what told you to?",
        "keep": "What do you want to keep just as it is?",
        "small-step": "What is the next small step from here?",
        "learned": "What have you learned about your students, and about yourself?",
        "carry-on": "What will carry on without me, and what will help it to?",
    },
    Focus.CLASSROOM_MANAGEMENT: {
        "routines": "Which routines run by themselves, and how did you get there?",
        "first-minutes": "How do you want the first five minutes to feel?",
        "each-other": "What do your students do to look after each other?",
        "decide": "Where do students decide for themselves, and where could they?",
    },
    Focus.CONTENT_PLANNING: {
        "heart": "What is the heart of this unit for you?",
        "build-on": "What do your students know already that this can build on?",
        "order": "How did you decide what comes first?",
        "show-it": "Where in the plan will students show what they understand?",
    },
    Focus.INSTRUCTION: {
        "talking": "Who does the talking when the lesson is at its best?",
        "longest": "Which question made your students think the longest?",
        "silence": "What happens in the silence after you ask?",
        "step-in": "How do you decide when to step in and when to wait?",
    },
    Focus.ASSESSMENT: {
        "got-it": "How do students show you that they have got it?",
        "comment": "Which of your comments did students do something with?",
        "they-know": "How do your students know where they are?",
        "this-work": "What does this piece of work say that the student can do?",
    },
}
"""Each question by its key, below the phase or focus that it suits; below None what suits any."""

_TOLD = [(key, suits, text) for suits, some in _BY_SUIT.items() for key, text in some.items()]

BUILT_IN = tuple(
    OpenQuestion(
        number,
        text,
        suits if isinstance(suits, Phase) else None,
        suits if isinstance(suits, Focus) else None,
        key,
    )
    for number, (key, suits, text) in enumerate(_TOLD, 1)
)


def bank(stored: Sequence[Prompt]) -> tuple[OpenQuestion, ...]:
    """Every question, on or off: the built-in ones as the coach changed them, then the own ones."""
    changed = {each.built_in: each for each in stored if each.built_in}
    return (
        *(_changed(each, changed.get(each.key)) for each in BUILT_IN),
        *(
            OpenQuestion(OWN_FROM + each.id, each.text, each.phase, each.focus, "", each.is_on)
            for each in stored
            if not each.built_in
        ),
    )


def _changed(question: OpenQuestion, by: Prompt | None) -> OpenQuestion:
    if by is None:
        return question
    return OpenQuestion(question.number, by.text, by.phase, by.focus, question.key, by.is_on)


def numbered(number: int, questions: Iterable[OpenQuestion]) -> OpenQuestion:
    """The question of that number. Raises CoachError when there is none."""
    for question in questions:
        if question.number == number:
            return question
    raise CoachError(
        f"There is no question {number}.", "See the numbers with: coach ask list", code="unknown"
    )


def three(
    questions: Iterable[OpenQuestion],
    phase: Phase | None,
    focus: Focus | None,
    teacher: str,
    days: Sequence[date],
) -> tuple[OpenQuestion, ...]:
    """The questions for the last of ``days``, which are those of the visits so far and today.

    They stay the same all day. Those of the day before it in ``days`` do not come again while there
    are enough others, but for one visit in ``LOOKED_BACK`` once there are twice as many.
    """
    fitting = [each for each in questions if each.is_on and each.suits(phase, focus)]
    chosen: list[OpenQuestion] = []
    # A beginning that moved on with each day would change what was chosen on the day before.
    begin = max(0, (len(days) - 1) // LOOKED_BACK - 1) * LOOKED_BACK
    for day in days[begin:]:
        mixed = _mixed(fitting, f"{teacher} {day}")
        chosen = sorted(mixed, key=chosen.__contains__)[:AT_A_TIME]
    return tuple(chosen)


def _mixed(questions: Sequence[OpenQuestion], by: str) -> list[OpenQuestion]:
    """An order that looks like none and is the same on every computer."""
    seed = crc32(by.encode())
    return sorted(questions, key=lambda each: crc32(b"%d" % (seed * each.number)))


def check_question(text: str) -> str:
    """A question on one line. Raises CoachError for one that is empty or too long."""
    from coachcli.coaching.texts import one_line  # only typing a question needs it
    from coachcli.values.record import PROMPT

    line = one_line(text, PROMPT)
    if not any(char.isalnum() for char in line):
        raise CoachError("There is no question.", "Type one, like: What did you notice?")
    return line
