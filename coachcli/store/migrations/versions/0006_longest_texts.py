"""Every text that a coach can fill has a longest length in the table too.

No way in has ever taken a longer one. Should a row have one all the same, it is cut there: the row
is worth more than its end, and the earlier file is kept.
"""

from alembic import op

revision = "0006"
down_revision = "0005"

TABLES = {
    "teacher": """
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        uid VARCHAR NOT NULL,
        handle VARCHAR NOT NULL,
        name VARCHAR NOT NULL,
        support VARCHAR NOT NULL,
        every INTEGER NOT NULL,
        max_gap INTEGER,
        since DATE NOT NULL,
        email VARCHAR NOT NULL,
        subject VARCHAR NOT NULL,
        grade VARCHAR NOT NULL,
        room VARCHAR NOT NULL,
        question VARCHAR NOT NULL,
        focus VARCHAR,
        archived_on DATE,
        in_reports VARCHAR DEFAULT 'question' NOT NULL,
        CONSTRAINT teacher_support CHECK ("support" IN ('core', 'side')),
        CONSTRAINT teacher_focus CHECK ("focus" IN ('classroom_management', 'content_planning', 'instruction', 'assessment')),
        CONSTRAINT teacher_in_reports CHECK ("in_reports" IN ('question', 'name', 'anonymous')),
        CONSTRAINT teacher_name CHECK (length("name") BETWEEN 1 AND 120),
        CONSTRAINT teacher_every CHECK ("every" BETWEEN 1 AND 12),
        CONSTRAINT teacher_email CHECK (length("email") BETWEEN 0 AND 254),
        CONSTRAINT teacher_subject CHECK (length("subject") BETWEEN 0 AND 120),
        CONSTRAINT teacher_grade CHECK (length("grade") BETWEEN 0 AND 120),
        CONSTRAINT teacher_room CHECK (length("room") BETWEEN 0 AND 120),
        CONSTRAINT teacher_question CHECK (length("question") BETWEEN 0 AND 1000),
        CONSTRAINT teacher_max_gap CHECK ("max_gap" >= "every"),
        CONSTRAINT teacher_handle CHECK (handle GLOB '[a-z0-9]*' AND handle NOT GLOB '*[^a-z0-9-]*'),
        UNIQUE (uid),
        UNIQUE (handle)
    """,
    "window": """
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        teacher_id INTEGER NOT NULL,
        day VARCHAR NOT NULL,
        period VARCHAR NOT NULL,
        start TIME,
        "end" TIME,
        preferred BOOLEAN NOT NULL,
        CONSTRAINT window_day CHECK (length("day") BETWEEN 1 AND 12),
        CONSTRAINT window_preferred CHECK (preferred IN (0, 1)),
        CONSTRAINT window_time CHECK ((length("period") BETWEEN 1 AND 20 AND start IS NULL AND "end" IS NULL) OR (period = '' AND start IS NOT NULL AND "end" IS NOT NULL AND start < "end")),
        FOREIGN KEY(teacher_id) REFERENCES teacher (id)
    """,
    "period": """
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        day VARCHAR NOT NULL,
        name VARCHAR NOT NULL,
        start TIME NOT NULL,
        "end" TIME NOT NULL,
        CONSTRAINT period_day CHECK (length("day") BETWEEN 1 AND 12),
        CONSTRAINT period_name CHECK (length("name") BETWEEN 1 AND 20),
        CONSTRAINT period_time CHECK (start < "end"),
        UNIQUE (day, name)
    """,
    "closure": """
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        uid VARCHAR NOT NULL,
        first DATE NOT NULL,
        last DATE NOT NULL,
        label VARCHAR NOT NULL,
        in_session BOOLEAN DEFAULT 0 NOT NULL,
        CONSTRAINT closure_label CHECK (length("label") BETWEEN 0 AND 120),
        CONSTRAINT closure_days CHECK (first <= last),
        CONSTRAINT closure_in_session CHECK (in_session IN (0, 1)),
        UNIQUE (uid)
    """,
    "commitment": """
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
        CONSTRAINT commitment_label CHECK (length("label") BETWEEN 0 AND 60),
        CONSTRAINT commitment_rule CHECK (rule LIKE 'FREQ=%'),
        CONSTRAINT commitment_days CHECK (first <= last),
        CONSTRAINT commitment_time CHECK ((length("period") BETWEEN 1 AND 20 AND start IS NULL AND "end" IS NULL) OR (period = '' AND start IS NOT NULL AND "end" IS NOT NULL AND start < "end")),
        CONSTRAINT commitment_counts CHECK (counts_as_visit IN (0, 1)),
        UNIQUE (uid)
    """,
    "cycle": """
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        uid VARCHAR NOT NULL,
        question VARCHAR NOT NULL,
        focus VARCHAR,
        target VARCHAR NOT NULL,
        look_fors VARCHAR NOT NULL,
        started_on DATE NOT NULL,
        weeks INTEGER NOT NULL,
        every INTEGER,
        phase VARCHAR NOT NULL,
        closed_on DATE,
        project BOOLEAN NOT NULL,
        CONSTRAINT cycle_focus CHECK ("focus" IN ('classroom_management', 'content_planning', 'instruction', 'assessment')),
        CONSTRAINT cycle_phase CHECK ("phase" IN ('identify', 'learn', 'improve', 'closed')),
        CONSTRAINT cycle_question CHECK (length("question") BETWEEN 1 AND 1000),
        CONSTRAINT cycle_target CHECK (length("target") BETWEEN 0 AND 500),
        CONSTRAINT cycle_look_fors CHECK (length("look_fors") BETWEEN 0 AND 500),
        CONSTRAINT cycle_weeks CHECK ("weeks" BETWEEN 1 AND 40),
        CONSTRAINT cycle_every CHECK ("every" BETWEEN 1 AND 12),
        CONSTRAINT cycle_closed CHECK ((phase = 'closed') = (closed_on IS NOT NULL)),
        CONSTRAINT cycle_days CHECK (started_on <= closed_on),
        CONSTRAINT cycle_project CHECK (project IN (0, 1)),
        UNIQUE (uid)
    """,
    "cycle_wording": """
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        cycle_id INTEGER NOT NULL,
        question VARCHAR NOT NULL,
        until DATE NOT NULL,
        CONSTRAINT cycle_wording_question CHECK (length("question") BETWEEN 1 AND 1000),
        FOREIGN KEY(cycle_id) REFERENCES cycle (id)
    """,
}

LONGEST = {
    "teacher": {"email": 254, "subject": 120, "grade": 120, "room": 120, "question": 1000},
    "window": {"period": 20},
    "period": {"name": 20},
    "closure": {"label": 120},
    "commitment": {"label": 60, "period": 20},
    "cycle": {"target": 500, "look_fors": 500},
    "cycle_wording": {"question": 1000},
}

INDEXES = (
    "CREATE UNIQUE INDEX teacher_email ON teacher (email) WHERE email <> ''",
    'CREATE INDEX ix_window_teacher_id ON "window" (teacher_id)',
    "CREATE INDEX ix_cycle_wording_cycle_id ON cycle_wording (cycle_id)",
)


def upgrade() -> None:
    for table, columns in TABLES.items():
        rebuild(table, columns)
    for index in INDEXES:
        op.execute(index)


def rebuild(table: str, columns: str) -> None:
    """Make the table anew with all its rows, and with the number that its next row gets."""
    cut = ", ".join(f"{name} = substr({name}, 1, {most})" for name, most in LONGEST[table].items())
    for step in (
        f'UPDATE "{table}" SET {cut}',
        f"CREATE TABLE new_table ({columns})",
        f'INSERT INTO new_table SELECT * FROM "{table}"',
        "DELETE FROM sqlite_sequence WHERE name = 'new_table'",
        f"INSERT INTO sqlite_sequence SELECT 'new_table', seq FROM sqlite_sequence"
        f" WHERE name = '{table}'",
        f'DROP TABLE "{table}"',
        f'ALTER TABLE new_table RENAME TO "{table}"',
    ):
        op.execute(step)
