"""The questions about steps: which open ones are done now, and what is next, on both sides.

A new step is sealed before more is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from uuid import uuid4

from coachcli import dates
from coachcli.cli.dialog import prompts
from coachcli.cli.dialog.interview import ASKED, GIVEN, Question
from coachcli.cli.dialog.prompts import answer
from coachcli.cli.dialog.sealed_input import ANEW
from coachcli.cli.log.visit_draft import TypedStep, VisitDraft
from coachcli.cli.program.caseload import closed_on
from coachcli.cli.program.context import Run
from coachcli.cli.program.options import NONE, is_none
from coachcli.cli.program.people import people
from coachcli.coaching.steps import parse_check_day
from coachcli.coaching.texts import check_text
from coachcli.errors import CoachError
from coachcli.render.steps import draw_rows
from coachcli.store import reading
from coachcli.values.session import SealedStep, ShownStep
from coachcli.values.teacher import Teacher
from coachcli.values.words import Owner
from coachcli.vault import sealing

DONE = "done"
"""What the draft calls the question which open steps are done."""

TICKED = "ticked"
"""What the draft calls its answer: numbers, with spaces between them."""


def done_question(visit: VisitDraft) -> Iterator[Question]:
    """Which open steps are done now, where there is something that can be done."""
    if visit.draft.answers.get(DONE) != GIVEN and visit.open_steps:
        yield Question(DONE, partial(ask_done, visit))


def ask_done(visit: VisitDraft) -> bool:
    show_open(visit)
    known = [str(row.step.id) for row in visit.open_steps]
    before = visit.draft.answers.get(TICKED, "")
    enter = f"or {NONE}" if before else "Enter: none"
    prompt = f"Which are done now (by number, as in {' '.join(known[:2])}; {enter})"
    visit.draft.answers[TICKED] = answer(
        prompt, before, partial(parse_numbers, known=known), back=True
    )
    return True


def show_open(visit: VisitDraft) -> None:
    """The open steps, on stderr as the question is. While locked their texts are left out."""
    run = visit.run
    names = {teacher.handle: teacher.name for teacher in visit.meeting.teachers}
    steps, is_locked = with_texts(run, visit.open_steps)
    rows = [replace(row, name=names[row.step.teacher]) for row in steps]
    prompts.tell(f"Open next steps with {visit.meeting.names}:")
    draw_rows(run.screen.aside, rows, run.today, named=len(names) > 1)
    if is_locked:
        prompts.tell("To see what they say here: coach unlock")


def with_texts(run: Run, steps: Sequence[ShownStep]) -> tuple[Sequence[ShownStep], bool]:
    """The steps with what they say, as far as nobody has to be asked, and whether it is locked.

    What cannot be opened is left out: nothing keeps a visit from being logged.
    """
    if run.is_discreet:
        return steps, False
    from coachcli.cli.dialog.opener import Opener

    opener = Opener.for_look(run, ask=False)
    shown = []
    for row in steps:
        with suppress(CoachError):
            row = replace(row, text=opener(row.step))
        shown.append(row)
    return shown, opener.is_locked


def parse_numbers(text: str, known: Sequence[str]) -> str:
    """The numbers typed, once each. Raises CoachError for one that is not there; what is no
    number is not repeated, for it may be half of a note."""
    if is_none(text):
        return ""
    words = text.replace(",", " ").split()
    for word in words:
        if word not in known:
            what = f"{word[:6]} is none of these steps." if word.isdecimal() else "Type numbers."
            raise CoachError(
                what, f"Those shown are {', '.join(known)}; Enter or {NONE} is for none."
            )
    return " ".join(dict.fromkeys(words))


def steps_done(visit: VisitDraft) -> list[int]:
    """The steps that are done now. One that was closed meanwhile elsewhere stays as it is."""
    if not list(done_question(visit)):
        return []
    with visit.run.reading(storing=True) as db:
        still = {step.id for step in reading.steps(db)}
    numbers = [int(word) for word in visit.draft.answers.get(TICKED, "").split()]
    for number in numbers:
        if number not in still:
            prompts.tell(f"Step {number} was closed meanwhile, and stays as it is.")
    return [number for number in numbers if number in still]


def step_questions(visit: VisitDraft, owner: Owner) -> Iterator[Question]:
    """What was asked about each step of one side that was typed so far, and what is still to come.

    Of those typed before the entry was cut off nothing is known but that they are there.
    """
    for step in visit.typed_steps:
        if step.owner is owner:
            yield Question(f"text {step.name}", partial(ask_text_again, visit, step))
            if len(visit.meeting.teachers) > 1:
                yield Question(f"whom {step.name}", partial(ask_whom, visit, step))
            yield Question(f"check {step.name}", partial(ask_check, visit, step))
    yield Question(f"steps {owner}", partial(ask_one_more, visit, owner))


def ask_one_more(visit: VisitDraft, owner: Owner) -> bool:
    """One step more; none when there is nothing more to agree."""
    tell_kept(visit, owner)
    text = ask_step(visit, owner, f"Next step for {whose(visit, owner)} (Enter: none)", a_text)
    if not text:
        return True
    uids = add_copies(visit, owner, text, visit.meeting.teachers)
    step = TypedStep(uuid4().hex, owner, text, uids)
    visit.typed_steps.append(step)
    visit.draft.answers[f"text {step.name}"] = ASKED
    visit.save()
    return False


def tell_kept(visit: VisitDraft, owner: Owner) -> None:
    """Say, once, how many steps there are from before the entry was cut off."""
    typed = {uid for step in visit.typed_steps for uid in step.uids}
    kept = sum(copy.owner is owner and copy.uid not in typed for copy in visit.draft.steps)
    if kept and owner not in visit.owners_told:
        prompts.tell(f"Next steps for {whose(visit, owner)} kept so far, sealed: {kept}.")
    visit.owners_told.add(owner)


def ask_text_again(visit: VisitDraft, step: TypedStep) -> bool:
    """The text of a step that was typed. It is not shown: it is to be sealed."""
    prompt = f"Next step for {whose(visit, step.owner)} (Enter: as typed; {ANEW} takes it out)"
    text = ask_step(visit, step.owner, prompt, check_text)
    if text == ANEW:
        if prompts.yes("Take that step out?", default=False):
            visit.typed_steps.remove(step)
            remove_copies(visit, step.uids)
            visit.save()
        return False
    if text:
        step.text = text
        visit.change_copies(
            step, lambda copy: replace(copy, sealed=sealing.seal(text, copy.uid, visit.to))
        )
    return True


def ask_whom(visit: VisitDraft, step: TypedStep) -> bool:
    """Of a step in a group: whom it is for. Who is left out loses their copy, and who is named
    again gets a new one."""
    group = visit.meeting.teachers
    copies = {copy.teacher: copy.uid for copy in visit.copies(step)}
    so_far = [teacher for teacher in group if teacher.handle in copies]
    default = "all" if so_far == list(group) else ", ".join(who.short for who in so_far)
    wanted = answer(
        f"For whom ({visit.meeting.short} or all)",
        default,
        lambda text: so_far if text == default else some_of(visit, text),
        back=True,
    )
    handles = {teacher.handle for teacher in wanted}
    remove_copies(visit, [uid for handle, uid in copies.items() if handle not in handles])
    new = [teacher for teacher in wanted if teacher.handle not in copies]
    kept = [uid for handle, uid in copies.items() if handle in handles]
    step.uids = kept + add_copies(visit, step.owner, step.text, new)
    return True


def ask_check(visit: VisitDraft, step: TypedStep) -> bool:
    run = visit.run
    before = visit.copies(step)[0].check_on
    default = before.isoformat() if before else "next visit"
    check = answer("Check on it", default, lambda text: parse_check_day(text, run.today), back=True)
    if check is not None:
        prompts.tell(f"That is {say_check(run, check)}.")
    visit.change_copies(step, lambda copy: replace(copy, check_on=check))
    return True


def say_check(run: Run, day: date) -> str:
    """The day with what closes it, which is when nobody is there to check anything with."""
    with run.reading(storing=True) as db:
        closed = closed_on(db, day)
    return dates.say_day(day, run.today) + (f", closed: {closed}" if closed else "")


def ask_step(visit: VisitDraft, owner: Owner, question: str, read: Callable[[str], str]) -> str:
    """What is typed; half of it, if it was cut off, is kept as one step more."""
    try:
        return answer(question, "", read, back=True)
    except KeyboardInterrupt:
        with suppress(CoachError):
            if (half := a_text(prompts.half_typed())) and half != prompts.BACK:
                add_copies(visit, owner, half, visit.meeting.teachers)
        raise


def a_text(typed: str) -> str:
    text = check_text(typed)
    if text == ANEW:
        raise CoachError("No step stands here yet.", f"{prompts.BACK} goes back to the one before.")
    return text


def add_copies(
    visit: VisitDraft, owner: Owner, text: str, teachers: Sequence[Teacher]
) -> list[str]:
    """Put the step for each of the teachers on disk at once; returns the uids of these copies."""
    uids = []
    for teacher in teachers:
        uid = uuid4().hex
        sealed = sealing.seal(text, uid, visit.to)
        visit.draft.steps.append(SealedStep(uid, teacher.handle, owner, sealed))
        uids.append(uid)
    visit.save()
    return uids


def remove_copies(visit: VisitDraft, uids: Sequence[str]) -> None:
    visit.draft.steps = [copy for copy in visit.draft.steps if copy.uid not in uids]


def whose(visit: VisitDraft, owner: Owner) -> str:
    return "you" if owner is Owner.COACH else visit.meeting.names


def some_of(visit: VisitDraft, text: str) -> Sequence[Teacher]:
    group = visit.meeting.teachers
    if text.strip().casefold() == "all":
        return group
    with visit.run.reading(storing=True) as db:
        known = people(db, group)
    teachers = tuple(dict.fromkeys(known.find(word) for word in text.split(",") if word.strip()))
    if not teachers:
        raise CoachError("Somebody has to take it.", "Name one of them, or type: all")
    return teachers
