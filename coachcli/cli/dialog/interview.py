"""One entry in the making, and the way through its questions: on, and back again.

Going back asks one question before once more, with the earlier answer as its default, and after
that the ones behind it, with theirs. The draft on disk follows, so that an entry cut off goes on
where the coach was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from coachcli.cli.dialog import prompts
from coachcli.cli.dialog.note_input import keep
from coachcli.cli.log.visit import Meeting
from coachcli.cli.program.caseload import caseload, checked
from coachcli.cli.program.context import Run
from coachcli.coaching.card.card import Card, print_card
from coachcli.store import reading
from coachcli.store.drafts import Draft, DraftStep
from coachcli.values.session import ShownStep
from coachcli.values.words import Owner, SessionState
from coachcli.vault import keys

if TYPE_CHECKING:
    from coachcli.vault.age import Recipients

HINT = f"Enter takes what stands in brackets; {prompts.BACK} goes back to the question before."

ASKED, GIVEN = "asked", "given"
"""What the draft says of a question: answered when it was asked, or by the command line."""

FACTS = ("state", "cancelled_by", "kinds", "minutes", "focus", "asked_by")
"""The answers in the clear, as the card calls them."""


class ChooseAgain(prompts.Back):
    """The coach wants to go back to before the first question, to whom the entry is about.

    ``kept`` are the facts that were answered.
    """

    def __init__(self, kept: dict[str, object]) -> None:
        super().__init__()
        self.kept = kept


@dataclass(frozen=True)
class Question:
    """``name`` is what the draft calls it. ``ask`` says whether it is answered now; if not, it
    comes again, after whatever else has come up."""

    name: str
    ask: Callable[[Interview], bool]


@dataclass
class TypedStep:
    """A next step typed in this run, with its copy for each of those whom it is for. The draft
    has those, sealed; the text is in memory alone."""

    name: str
    owner: Owner
    text: str
    copies: list[DraftStep] = field(default_factory=list)


class Interview:
    """One entry in the making: the clear answers as a card, the sealed ones in the draft.

    ``what`` is the draft it is kept in: that of visits, or ``contact``. With ``may_choose`` the way
    back leads to whom it is about, as long as nothing is sealed. ``ask_state`` asks what happened
    in another way than the usual one.
    """

    def __init__(
        self,
        run: Run,
        meeting: Meeting,
        card: Card,
        draft: Draft,
        what: str = "",
        *,
        may_choose: bool = False,
        ask_state: Callable[[Interview], bool] | None = None,
    ) -> None:
        self.now = run
        self.meeting = meeting
        self.card = self.first_card = card
        self.draft = draft
        self.what = what
        self.may_choose = may_choose
        self.ask_state = ask_state
        self.typed_steps: list[TypedStep] = []
        self.told_kept: set[Owner] = set()
        self.to: Recipients = keys.recipients(run.home.path)

    @property
    def has_text(self) -> bool:
        """Whether something was typed that is sealed."""
        return bool(self.draft.notes or self.draft.steps)

    @property
    def card_told(self) -> Card:
        """The card without answers that its state has no question for, which wait in memory."""
        card = self.card
        if card.state is not SessionState.HELD:
            card = replace(card, minutes=None)
        return card if card.state is SessionState.CANCELLED else replace(card, cancelled_by=None)

    @cached_property
    def open_steps(self) -> list[ShownStep]:
        """What is open with everybody it is about, by teacher and day to check, as it stood when
        this was first asked for."""
        there = {each.handle for each in self.meeting.teachers}
        with self.now.reading() as db:
            steps = [each for each in reading.steps(db) if each.teacher in there]
            found = checked(db, caseload(db, self.now.today, archived=True), steps) if steps else []
        return sorted(found, key=lambda each: (each.step.teacher, each.check or date.max))

    def save(self) -> None:
        """Put everything answered so far on disk. The card holds no text that is sealed."""
        self.draft.answers["card"] = print_card(self.card_told)
        keep(self.now, self.draft, self.what)

    @property
    def command(self) -> str:
        return f"log {self.what or 'session'}"

    def say(self, **facts: object) -> bool:
        """Put an answer on the card; it is answered then."""
        self.card = replace(self.card, **facts)  # type: ignore[arg-type]
        return True

    def asked(self, question: str) -> bool:
        return question in self.draft.answers

    def mark(self, question: str) -> None:
        self.draft.answers[question] = ASKED
        self.save()

    def unmark(self, question: str) -> None:
        del self.draft.answers[question]
        self.save()


Questions = Callable[[Interview], Iterable[Question]]
"""All questions as things stand, in order: an answer may bring others."""


def walk(at: Interview, questions: Questions) -> None:
    """Ask what was not asked yet, on and back, until nothing is left.

    Raises ChooseAgain for the way back from the first one, where there is one.
    """
    while (question := next(unasked(at, questions), None)) is not None:
        try:
            if question.ask(at):
                at.mark(question.name)
        except prompts.Back:
            go_back(at, question.name, [each.name for each in questions(at)])


def unasked(at: Interview, questions: Questions) -> Iterator[Question]:
    return (each for each in questions(at) if not at.asked(each.name))


def go_back(at: Interview, question: str, names: list[str]) -> None:
    """Take back the answer to the question before. What the command line said is passed over."""
    before = names[: names.index(question)]
    answered = [name for name in before if at.draft.answers.get(name) == ASKED]
    if answered:
        at.unmark(answered[-1])
    elif not at.may_choose:
        prompts.tell("This is the first question.")
    elif at.has_text:
        prompts.tell(f"What you typed stays with {at.meeting.names}.")
    else:
        first, run = at.first_card, at.card
        kept = {name: getattr(run, name) for name in FACTS}
        raise ChooseAgain({k: said for k, said in kept.items() if said != getattr(first, k)})


def tell_hint(at: Interview, questions: Questions) -> None:
    """Say how to go back, once, where there is a way back."""
    if at.may_choose or len(list(unasked(at, questions))) > 1:
        prompts.tell(HINT)
