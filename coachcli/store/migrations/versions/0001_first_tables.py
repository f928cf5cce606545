"""The first tables.

A revision is frozen once released: what the tables are today stands in ``store/models.py``, and a
test holds the two together.
"""

from alembic import op

revision = "0001"
down_revision = None

TABLES = (
    """
    CREATE TABLE setting (
        "key" VARCHAR NOT NULL,
        value VARCHAR NOT NULL,
        PRIMARY KEY ("key")
    )
    """,
    """
    CREATE TABLE teacher (
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
        CONSTRAINT teacher_support CHECK ("support" IN ('core', 'side')),
        CONSTRAINT teacher_focus CHECK ("focus" IN ('classroom_management', 'content_planning', 'instruction', 'assessment')),
        CONSTRAINT teacher_every CHECK ("every" BETWEEN 1 AND 12),
        CONSTRAINT teacher_max_gap CHECK ("max_gap" >= "every"),
        CONSTRAINT teacher_name CHECK (length(name) BETWEEN 1 AND 120),
        CONSTRAINT teacher_handle CHECK (handle GLOB '[a-z0-9]*' AND handle NOT GLOB '*[^a-z0-9-]*'),
        UNIQUE (uid),
        UNIQUE (handle)
    )
    """,
    """
    CREATE TABLE window (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        teacher_id INTEGER NOT NULL,
        day VARCHAR NOT NULL,
        period VARCHAR NOT NULL,
        start TIME,
        "end" TIME,
        CONSTRAINT window_day CHECK ("day" IN ('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')),
        CONSTRAINT window_time CHECK ((period <> '' AND start IS NULL AND "end" IS NULL) OR (period = '' AND start IS NOT NULL AND "end" IS NOT NULL AND start < "end")),
        FOREIGN KEY(teacher_id) REFERENCES teacher (id)
    )
    """,
    """
    CREATE TABLE period (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        day VARCHAR NOT NULL,
        name VARCHAR NOT NULL,
        start TIME NOT NULL,
        "end" TIME NOT NULL,
        CONSTRAINT period_day CHECK ("day" IN ('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')),
        CONSTRAINT period_name CHECK (name <> ''),
        CONSTRAINT period_time CHECK (start < "end"),
        UNIQUE (day, name)
    )
    """,
    """
    CREATE TABLE closure (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        uid VARCHAR NOT NULL,
        first DATE NOT NULL,
        last DATE NOT NULL,
        label VARCHAR NOT NULL,
        CONSTRAINT closure_days CHECK (first <= last),
        UNIQUE (uid)
    )
    """,
    """
    CREATE TABLE away (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        uid VARCHAR NOT NULL,
        teacher_id INTEGER NOT NULL,
        first DATE NOT NULL,
        last DATE,
        CONSTRAINT away_days CHECK (first <= last),
        UNIQUE (uid),
        FOREIGN KEY(teacher_id) REFERENCES teacher (id)
    )
    """,
    """
    CREATE TABLE session (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        uid VARCHAR NOT NULL,
        date DATE NOT NULL,
        start TIME,
        "end" TIME,
        state VARCHAR NOT NULL,
        focus VARCHAR,
        minutes INTEGER,
        asked_by VARCHAR NOT NULL,
        counts_as_visit BOOLEAN NOT NULL,
        pinned BOOLEAN NOT NULL,
        slot VARCHAR NOT NULL,
        cancelled_by VARCHAR,
        CONSTRAINT session_state CHECK ("state" IN ('planned', 'held', 'cancelled', 'no_show')),
        CONSTRAINT session_focus CHECK ("focus" IN ('classroom_management', 'content_planning', 'instruction', 'assessment')),
        CONSTRAINT session_asked_by CHECK ("asked_by" IN ('teacher', 'coach', 'planned')),
        CONSTRAINT session_party CHECK ("cancelled_by" IN ('teacher', 'coach', 'school')),
        CONSTRAINT session_both_times CHECK ((start IS NULL) = ("end" IS NULL)),
        CONSTRAINT session_time CHECK (start < "end"),
        CONSTRAINT session_minutes CHECK (minutes BETWEEN 1 AND 600),
        CONSTRAINT session_minutes_held CHECK (minutes IS NULL OR state = 'held'),
        CONSTRAINT session_by CHECK ((cancelled_by IS NOT NULL) = (state = 'cancelled')),
        CONSTRAINT session_counts CHECK (counts_as_visit IN (0, 1)),
        CONSTRAINT session_pinned CHECK (pinned IN (0, 1)),
        UNIQUE (uid)
    )
    """,
    """
    CREATE TABLE session_kind (
        session_id INTEGER NOT NULL,
        kind VARCHAR NOT NULL,
        PRIMARY KEY (session_id, kind),
        CONSTRAINT session_kind_kind CHECK ("kind" IN ('initial_meeting', 'observation', 'debrief', 'co_planning', 'modeling', 'co_teaching', 'student_work', 'resources', 'role_play', 'peer_visit', 'team_meeting', 'contact')),
        FOREIGN KEY(session_id) REFERENCES session (id)
    )
    """,
    """
    CREATE TABLE attendance (
        session_id INTEGER NOT NULL,
        teacher_id INTEGER NOT NULL,
        PRIMARY KEY (session_id, teacher_id),
        FOREIGN KEY(session_id) REFERENCES session (id),
        FOREIGN KEY(teacher_id) REFERENCES teacher (id)
    )
    """,
    """
    CREATE TABLE note (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        uid VARCHAR NOT NULL,
        session_id INTEGER NOT NULL,
        part VARCHAR NOT NULL,
        sealed BLOB NOT NULL,
        CONSTRAINT note_part CHECK ("part" IN ('notes', 'works', 'hard', 'ask_next', 'reason')),
        CONSTRAINT note_sealed CHECK (typeof(sealed) = 'blob' AND length(sealed) > 0),
        UNIQUE (uid),
        FOREIGN KEY(session_id) REFERENCES session (id)
    )
    """,
    """
    CREATE TABLE next_step (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        uid VARCHAR NOT NULL,
        teacher_id INTEGER NOT NULL,
        session_id INTEGER,
        owner VARCHAR NOT NULL,
        sealed BLOB NOT NULL,
        agreed_on DATE NOT NULL,
        check_on DATE,
        state VARCHAR NOT NULL,
        closed_on DATE,
        CONSTRAINT next_step_owner CHECK ("owner" IN ('teacher', 'coach')),
        CONSTRAINT next_step_state CHECK ("state" IN ('open', 'done', 'dropped')),
        CONSTRAINT next_step_closed CHECK ((state = 'open') = (closed_on IS NULL)),
        CONSTRAINT next_step_sealed CHECK (typeof(sealed) = 'blob' AND length(sealed) > 0),
        UNIQUE (uid),
        FOREIGN KEY(teacher_id) REFERENCES teacher (id),
        FOREIGN KEY(session_id) REFERENCES session (id)
    )
    """,
)

INDEXES = (
    "CREATE UNIQUE INDEX teacher_email ON teacher (email) WHERE email <> ''",
    "CREATE INDEX ix_window_teacher_id ON window (teacher_id)",
    "CREATE INDEX ix_away_teacher_id ON away (teacher_id)",
    "CREATE INDEX ix_session_date ON session (date)",
    "CREATE INDEX ix_attendance_teacher_id ON attendance (teacher_id)",
    "CREATE INDEX ix_note_session_id ON note (session_id)",
    "CREATE INDEX ix_next_step_session_id ON next_step (session_id)",
    "CREATE INDEX ix_next_step_teacher_id ON next_step (teacher_id)",
)


def upgrade() -> None:
    for statement in (*TABLES, *INDEXES):
        op.execute(statement)
