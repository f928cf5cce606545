"""``coach export``: everything about one teacher, for that teacher or for the next coach."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coachcli.cli.program.context import Run, run_of
from coachcli.cli.program.options import complete_teacher
from coachcli.cli.program.people import people
from coachcli.store import reading

if TYPE_CHECKING:
    from coachcli.coaching.record.record import Read, Record, Sources
    from coachcli.values.teacher import Teacher
    from coachcli.vault.others import Keys

HINT = "Name another place with --output."


def export(
    ctx: typer.Context,
    teacher: Annotated[str, typer.Argument(help="Of whom.", autocompletion=complete_teacher)],
    output: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The folder to make; with --to the file.")
    ] = None,
    to: Annotated[
        str,
        typer.Option(metavar="KEY", help="Seal it for this age public key, or file of keys."),
    ] = "",
    without_texts: Annotated[
        bool, typer.Option("--without-texts", help="Leave out all that is sealed.")
    ] = False,
    with_group_notes: Annotated[
        bool, typer.Option("--with-group-notes", help="With what was said in groups.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace what was written there.")] = False,
) -> None:
    """Write everything about one teacher into a folder of Markdown and JSON.

    Other teachers are not in it. Needs the passphrase for what was said; where it is locked and
    nobody can be asked, the files say what is missing.
    """
    # Completing a name comes by here too and must be instant, so the rest is imported late.
    from coachcli.coaching.record.record import record_of

    run = run_of(ctx)
    keys = recipients(to)
    with run.reading() as db:
        shown = people(db).find(teacher)
    who = run.stored(shown)
    with run.reading(whole=True) as db:
        sources = sources_of(db, who)
    target = place(run, who, output, sealed=bool(keys), force=force)
    read = reader(run, without_texts=without_texts, with_groups=with_group_notes)
    record = record_of(sources, run.today, read)
    contents = files_of(record)
    if keys:
        write_sealed(run, target, contents, keys)
    else:
        from coachcli.cli.dialog.files import write_folder
        from coachcli.store.pen import clear_copy

        with clear_copy(run.home, target):
            write_folder(target, contents)
    done(run, shown, target, record, keys)


def recipients(word: str) -> Keys:
    """The public keys that ``--to`` gives, before anything else is looked at."""
    if not word:
        return ()
    # Only a sealed copy needs the cipher this early.
    from coachcli.vault.others import public_keys

    return public_keys(word)


def sources_of(db: reading.Connection, who: Teacher) -> Sources:
    """What the store has of a teacher, still sealed."""
    from coachcli.coaching.record.record import Sources
    from coachcli.render.calendar import said_time
    from coachcli.store.erased_teachers import once_groups
    from coachcli.store.reading.ideas import ideas_of

    groups, teams = once_groups(db)
    meetings = [each for each in reading.commitments(db) if who.handle in each.teachers]
    cycles = [each for each in reading.cycles(db) if who.handle in each.teachers]
    return Sources(
        teacher=who,
        away=[each for each in reading.absences(db) if each.teacher == who.handle],
        meetings=meetings,
        when={each.id: said_time(each) for each in meetings},
        sessions=reading.sessions(db, teacher=who.handle),
        notes=reading.notes(db, who.handle),
        steps=reading.steps(db, teacher=who.handle, closed=True),
        cycles=cycles,
        cycle_notes={each.id: reading.cycle_notes(db, each.id) for each in cycles},
        evidence={each.id: reading.evidence(db, each.id) for each in cycles},
        ideas=ideas_of(db, who.id),
        groups=groups,
        teams=teams,
    )


def place(run: Run, who: Teacher, output: Path | None, *, sealed: bool, force: bool) -> Path:
    """Where it goes. Raises CoachError for a place that it may not go to."""
    from coachcli.cli.dialog.files import may_write, may_write_folder
    from coachcli.coaching.record.pages import NAMES

    usual = f"export-{who.handle}-{run.today.isoformat()}"
    # Made whole, so that a name like ``.`` has a folder above it.
    target = (output or Path(f"{usual}.zip.age" if sealed else usual)).absolute()
    if sealed:
        may_write(run, target, force=force)
    else:
        may_write_folder(run, target, force=force, ours=NAMES)
    return target


def reader(run: Run, *, without_texts: bool, with_groups: bool) -> Read:
    """What opens the texts, or says why not. The key is looked for when the first one comes."""
    from coachcli.cli.dialog.opener import Opener, key_if_asked
    from coachcli.coaching.record.record import Missing, Text

    opener = Opener(run, key_if_asked, unseen=True)

    def read(part: str, uid: str, sealed: bytes, of_group: bool) -> Text:
        if of_group and not with_groups:
            return Text(part, None, Missing.GROUP)
        if without_texts:
            return Text(part, None, Missing.LEFT_OUT)
        text = opener.unsealed(uid, sealed)
        return Text(part, text, Missing.LOCKED if text is None else None)

    return read


def files_of(record: Record) -> dict[str, bytes]:
    """The contents of each file by its name: pages to be read, and one of JSON."""
    import json

    from coachcli.coaching.record.pages import DATA, pages_of
    from coachcli.render.json_output import plain

    data = json.dumps(plain(record), ensure_ascii=False, indent=1) + "\n"
    return {name: text.encode() for name, text in {**pages_of(record), DATA: data}.items()}


def write_sealed(run: Run, target: Path, contents: dict[str, bytes], keys: Keys) -> None:
    """One zip file, made in memory and sealed before it reaches the disk."""
    from coachcli.files import write_private
    from coachcli.store.refusals import sentences_for_disk
    from coachcli.vault.others import seal_for

    folder = target.name.removesuffix(".age").removesuffix(".zip")
    packed = zipped({f"{folder}/{name}": text for name, text in contents.items()}, run.today)
    with sentences_for_disk(target.parent, HINT):
        write_private(target, seal_for(packed, keys))


def zipped(contents: dict[str, bytes], on: date) -> bytes:
    # Only a sealed copy needs it.
    import io
    import zipfile

    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name, (on.year, on.month, on.day, 0, 0, 0))
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def done(run: Run, who: Teacher, target: Path, record: Record, keys: Keys) -> None:
    from coachcli.coaching.record.pages import NAMES, WHY
    from coachcli.coaching.record.record import Missing
    from coachcli.dates import counted

    # Without another name its file has the handle in it.
    usual = f"export-{record.teacher.handle}-"
    place = str(target).replace(usual, f"export-{who.name}-") if who.is_veiled else str(target)
    sentences = [f"The record of {who.name} is in {place}."]
    for why in Missing:
        if count := record.missing(why):
            verb = "is not in it: it is" if count == 1 else "are not in it: each is"
            sentences.append(f"{counted(count, 'text')} {verb} {WHY[why]}.")
    if count := record.missing(Missing.GROUP):
        what = "it" if count == 1 else "them"
        sentences.append(f"Read {what} first, then decide: --with-group-notes puts {what} in.")
    if keys:
        holders = "the holder of that key" if len(keys) == 1 else "the holders of those keys"
        sentences.append(f"Only {holders} can open it, with age --decrypt. You cannot.")
    else:
        sentences.append("It is not sealed.")
    run.done(
        "export",
        " ".join(sentences),
        teacher=record.teacher.handle,
        written=str(target),
        sealed_for=list(keys),
        files=list(NAMES),
        texts=record.texts,
    )
