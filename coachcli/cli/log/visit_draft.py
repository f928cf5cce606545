"""A visit or a contact that is being logged, on disk after each answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from coachcli.cli.dialog import prompts
from coachcli.cli.dialog.sealed_input import save_draft
from coachcli.cli.log.meeting import Meeting
from coachcli.cli.program.caseload import caseload, checked
from coachcli.cli.program.context import Run
from coachcli.coaching.card.card import Card, print_card
from coachcli.store import reading
from coachcli.store.drafts import Draft
from coachcli.values.session import SealedStep, ShownStep
from coachcli.values.words import Owner, SessionState
from coachcli.vault import keys

if TYPE_CHECKING:
    from coachcli.vault.age import Recipients

FACTS = ("state", "cancelled_by", "kinds", "minutes", "focus", "asked_by")
"""The answers in the clear, as the card calls them."""


class ChooseAgain(prompts.Back):
    """The coach wants to go back to before the first question, to whom the entry is about.

    ``facts`` are those that were answered.
    """

    def __init__(self, facts: dict[str, object]) -> None:
        super().__init__()
        self.facts = facts


@dataclass
class TypedStep:
    """A next step typed in this run, by the uids of its copies, one for each of those whom it is
    for. The draft has those, sealed; the text is in memory alone."""

    name: str
    owner: Owner
    text: str
    uids: list[str]


class VisitDraft:
    """What is answered so far: the clear answers as a card, the sealed ones in the draft.

    With ``may_choose`` the way back leads to whom it is about, as long as nothing is sealed.
    ``ask_state`` asks what happened in another way than the usual one.
    """

    def __init__(
        self,
        run: Run,
        meeting: Meeting,
        card: Card,
        draft: Draft,
        *,
        may_choose: bool = False,
        ask_state: Callable[[VisitDraft], bool] | None = None,
    ) -> None:
        self.run = run
        self.meeting = meeting
        self.card = self.first_card = card
        self.draft = draft
        self.may_choose = may_choose
        self.ask_state = ask_state
        self.typed_steps: list[TypedStep] = []
        self.owners_told: set[Owner] = set()
        self.to: Recipients = keys.recipients(run.home.path)

    @property
    def has_text(self) -> bool:
        """Whether something was typed that is sealed."""
        return bool(self.draft.notes or self.draft.steps)

    @property
    def final_card(self) -> Card:
        """The card without answers that its state has no question for, which wait in memory."""
        card = self.card
        if card.state is not SessionState.HELD:
            card = replace(card, minutes=None)
        return card if card.state is SessionState.CANCELLED else replace(card, cancelled_by=None)

    @cached_property
    def open_steps(self) -> list[ShownStep]:
        """What is open with everybody it is about, by teacher and day to check, as it stood when
        this was first asked for."""
        with self.run.reading(storing=True) as db:
            steps = [step for step in reading.steps(db) if step.teacher in self.meeting.handles]
            if not steps:
                return []
            rows = checked(db, caseload(db, self.run.today, archived=True), steps)
        return sorted(rows, key=lambda row: (row.step.teacher, row.check or date.max))

    def put(self, **facts: object) -> bool:
        """Put an answer on the card; its question is answered then."""
        self.card = replace(self.card, **facts)  # type: ignore[arg-type]
        return True

    def save(self) -> None:
        """Put everything answered so far on disk. The card holds no text that is sealed."""
        self.draft.answers["card"] = print_card(self.final_card)
        save_draft(self.run, self.draft)

    def copies(self, step: TypedStep) -> list[SealedStep]:
        return [copy for copy in self.draft.steps if copy.uid in step.uids]

    def change_copies(self, step: TypedStep, change: Callable[[SealedStep], SealedStep]) -> None:
        """Put changed copies of a step in the place of those in the draft."""
        self.draft.steps = [
            change(copy) if copy.uid in step.uids else copy for copy in self.draft.steps
        ]

    def before_first(self) -> None:
        """The way back from the first question. Raises ChooseAgain where there is one."""
        if not self.may_choose:
            prompts.tell("This is the first question.")
        elif self.has_text:
            prompts.tell(f"What you typed stays with {self.meeting.names}.")
        else:
            answers = {name: getattr(self.card, name) for name in FACTS}
            raise ChooseAgain(
                {k: fact for k, fact in answers.items() if fact != getattr(self.first_card, k)}
            )
