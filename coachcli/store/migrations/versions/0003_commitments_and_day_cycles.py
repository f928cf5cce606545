"""Recurring meetings, days of a day cycle in windows and periods, and preferred windows."""

from alembic import op

revision = "0003"
down_revision = "0002"

STEPS = (
    """
    CREATE TABLE commitment (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        uid VARCHAR NOT NULL,
        label VARCHAR NOT NULL,
        rule VARCHAR NOT NULL,
        first DATE NOT NULL,
        last DATE,
        period VARCHAR NOT NULL,
        start TIME,
        "end" TIME,
        counts_as_visit BOOLEAN NOT NULL,
        CONSTRAINT commitment_rule CHECK (rule LIKE 'FREQ=%'),
        CONSTRAINT commitment_days CHECK (first <= last),
        CONSTRAINT commitment_time CHECK ((period <> '' AND start IS NULL AND "end" IS NULL) OR (period = '' AND start IS NOT NULL AND "end" IS NOT NULL AND start < "end")),
        CONSTRAINT commitment_counts CHECK (counts_as_visit IN (0, 1)),
        UNIQUE (uid)
    )
    """,
    """
    CREATE TABLE commitment_teacher (
        commitment_id INTEGER NOT NULL,
        teacher_id INTEGER NOT NULL,
        PRIMARY KEY (commitment_id, teacher_id),
        FOREIGN KEY(commitment_id) REFERENCES commitment (id),
        FOREIGN KEY(teacher_id) REFERENCES teacher (id)
    )
    """,
    """
    CREATE TABLE commitment_skip (
        commitment_id INTEGER NOT NULL,
        day DATE NOT NULL,
        PRIMARY KEY (commitment_id, day),
        FOREIGN KEY(commitment_id) REFERENCES commitment (id)
    )
    """,
    "ALTER TABLE session ADD COLUMN commitment_id INTEGER REFERENCES commitment (id)",
    """
    ALTER TABLE session ADD COLUMN occurrence DATE
        CONSTRAINT session_occurrence CHECK ((commitment_id IS NULL) = (occurrence IS NULL))
    """,
    "CREATE UNIQUE INDEX session_commitment ON session (commitment_id, occurrence)"
    " WHERE commitment_id IS NOT NULL",
    """
    ALTER TABLE closure ADD COLUMN in_session BOOLEAN DEFAULT 0 NOT NULL
        CONSTRAINT closure_in_session CHECK (in_session IN (0, 1))
    """,
    """
    CREATE TABLE new_window (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        teacher_id INTEGER NOT NULL,
        day VARCHAR NOT NULL,
        period VARCHAR NOT NULL,
        start TIME,
        "end" TIME,
        preferred BOOLEAN NOT NULL,
        CONSTRAINT window_day CHECK (length(day) BETWEEN 1 AND 12),
        CONSTRAINT window_preferred CHECK (preferred IN (0, 1)),
        CONSTRAINT window_time CHECK ((period <> '' AND start IS NULL AND "end" IS NULL) OR (period = '' AND start IS NOT NULL AND "end" IS NOT NULL AND start < "end")),
        FOREIGN KEY(teacher_id) REFERENCES teacher (id)
    )
    """,
    'INSERT INTO new_window SELECT id, teacher_id, day, period, start, "end", 0 FROM "window"',
    'DROP TABLE "window"',
    'ALTER TABLE new_window RENAME TO "window"',
    'CREATE INDEX ix_window_teacher_id ON "window" (teacher_id)',
    """
    CREATE TABLE new_period (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        day VARCHAR NOT NULL,
        name VARCHAR NOT NULL,
        start TIME NOT NULL,
        "end" TIME NOT NULL,
        CONSTRAINT period_day CHECK (length(day) BETWEEN 1 AND 12),
        CONSTRAINT period_name CHECK (name <> ''),
        CONSTRAINT period_time CHECK (start < "end"),
        UNIQUE (day, name)
    )
    """,
    'INSERT INTO new_period SELECT id, day, name, start, "end" FROM period',
    "DROP TABLE period",
    "ALTER TABLE new_period RENAME TO period",
)


def upgrade() -> None:
    for step in STEPS:
        op.execute(step)
