"""One change to the store: alone, kept in the history first, all of it or nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from typing import Any, TypeVar
from uuid import uuid4

from sqlalchemy import Engine, event
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, SQLModel, create_engine, delete, select

from coachcli.errors import CoachError
from coachcli.store import history, models
from coachcli.store.home import Home
from coachcli.store.pen import pen
from coachcli.store.reading import reading
from coachcli.store.refusals import no_such_number, sentence_for

Writer = Session
"""A change that has begun: what the functions of this package write to."""

Row = TypeVar("Row", bound=SQLModel)


@contextmanager
def change(home: Home, label: str, now: datetime) -> Iterator[Session]:
    """Hold the pen, keep the present state for ``undo``, and commit what the body does.

    An error in the body rolls everything back and leaves no trace in the history, and so does a
    body that changed nothing. ``label`` is what ``undo`` says it took back.
    """
    with reading(home):
        pass
    with pen(home):
        history.begin(home, label, now)
        with sentences(home), connected(home) as connection, Session(_engine_on(connection)) as db:
            yield db
            db.commit()


@contextmanager
def connected(home: Home) -> Iterator[sqlite3.Connection]:
    """The store opened for writing, as careful as SQLite can be made."""
    uri = f"{home.store.absolute().as_uri()}?mode=rw"
    with closing(sqlite3.connect(uri, uri=True, isolation_level=None, timeout=5)) as db:
        for pragma in (
            "foreign_keys=ON",
            "journal_mode=DELETE",
            "synchronous=EXTRA",
            "secure_delete=ON",
            "temp_store=MEMORY",
        ):
            db.execute(f"PRAGMA {pragma}")
        yield db


def _engine_on(connection: sqlite3.Connection) -> Engine:
    """SQLModel on this one connection. Parameters stay out of every message it may raise."""
    engine = create_engine(
        "sqlite://", creator=lambda: connection, poolclass=StaticPool, hide_parameters=True
    )
    event.listen(engine, "begin", lambda opened: opened.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


@contextmanager
def sentences(home: Home) -> Iterator[None]:
    """Turn SQLite's refusals into sentences, without what was about to be written."""
    try:
        yield
    except IntegrityError:
        raise CoachError(
            "The store refused this: it breaks one of its rules. Nothing was changed.",
            "Look at what is there first, for example with: coach teacher list",
            code="refused",
        ) from None
    except OverflowError:
        raise no_such_number() from None
    except (DatabaseError, sqlite3.DatabaseError) as error:
        said = sentence_for(getattr(error, "orig", error), home.path)
        if said is None:
            raise
        raise said from None


def new_uid() -> str:
    """A random name for a row, the same in every copy of the store."""
    return uuid4().hex


def id_of(db: Session, handle: str) -> int:
    """The id of the teacher with a handle."""
    teacher_id = db.exec(select(models.Teacher.id).where(models.Teacher.handle == handle)).first()
    if teacher_id is None:
        raise CoachError(f"There is no teacher {handle} any more.", code="unknown")
    return teacher_id


def row_from(value: object, table: type[Row], **more: object) -> Row:
    """A new row with what the value says in the columns of the table, and with ``more``. Where it
    says nothing (None), the column has its default; the number is the store's to give."""
    names = table.model_fields.keys() - {"id", *more}
    fields = {name: getattr(value, name, None) for name in names}
    return table(**more, **{name: said for name, said in fields.items() if said is not None})


def row_with(
    db: Session, table: type[Row], key: object, sentence: str, hint: str = "", code: str = "unknown"
) -> Row:
    """The row with a key. Raises CoachError with the sentence when there is none."""
    row = db.get(table, key)
    if row is None:
        raise CoachError(sentence, hint, code=code)
    return row


def number_of(db: Session, row: Any) -> int:
    """Store a new row; its number."""
    db.add(row)
    db.flush()
    return known_id(row.id)


def remove_rows(db: Session, column: Any, value: object) -> None:
    """Remove the rows of a table that have a value in one of its columns."""
    db.exec(delete(column.class_).where(column == value))


def known_id(id: int | None) -> int:
    """The id of a row that has been flushed."""
    if id is None:
        raise AssertionError("a flushed row has an id")
    return id
