"""Cycles and their evidence, other time, ideas, open questions, spellings."""

from alembic import op

revision = "0004"
down_revision = "0003"

STEPS = (
    """
    CREATE TABLE cycle (
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
        CONSTRAINT cycle_question CHECK (length(question) BETWEEN 1 AND 1000),
        CONSTRAINT cycle_weeks CHECK (weeks BETWEEN 1 AND 40),
        CONSTRAINT cycle_every CHECK ("every" BETWEEN 1 AND 12),
        CONSTRAINT cycle_closed CHECK ((phase = 'closed') = (closed_on IS NOT NULL)),
        CONSTRAINT cycle_days CHECK (started_on <= closed_on),
        CONSTRAINT cycle_project CHECK (project IN (0, 1)),
        UNIQUE (uid)
    )
    """,
    """
    CREATE TABLE cycle_teacher (
        cycle_id INTEGER NOT NULL,
        teacher_id INTEGER NOT NULL,
        PRIMARY KEY (cycle_id, teacher_id),
        FOREIGN KEY(cycle_id) REFERENCES cycle (id),
        FOREIGN KEY(teacher_id) REFERENCES teacher (id)
    )
    """,
    "CREATE INDEX ix_cycle_teacher_teacher_id ON cycle_teacher (teacher_id)",
    """
    CREATE TABLE cycle_phase (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        cycle_id INTEGER NOT NULL,
        phase VARCHAR NOT NULL,
        began_on DATE NOT NULL,
        CONSTRAINT cycle_phase_phase CHECK ("phase" IN ('identify', 'learn', 'improve', 'closed')),
        FOREIGN KEY(cycle_id) REFERENCES cycle (id)
    )
    """,
    "CREATE INDEX ix_cycle_phase_cycle_id ON cycle_phase (cycle_id)",
    """
    CREATE TABLE cycle_wording (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        cycle_id INTEGER NOT NULL,
        question VARCHAR NOT NULL,
        until DATE NOT NULL,
        CONSTRAINT cycle_wording_question CHECK (question <> ''),
        FOREIGN KEY(cycle_id) REFERENCES cycle (id)
    )
    """,
    "CREATE INDEX ix_cycle_wording_cycle_id ON cycle_wording (cycle_id)",
    """
    CREATE TABLE cycle_note (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        uid VARCHAR NOT NULL,
        cycle_id INTEGER NOT NULL,
        part VARCHAR NOT NULL,
        sealed BLOB NOT NULL,
        CONSTRAINT cycle_note_part CHECK ("part" IN ('reflection', 'goes_on')),
        CONSTRAINT cycle_note_sealed CHECK (typeof(sealed) = 'blob' AND length(sealed) > 0),
        UNIQUE (uid),
        FOREIGN KEY(cycle_id) REFERENCES cycle (id)
    )
    """,
    "CREATE INDEX ix_cycle_note_cycle_id ON cycle_note (cycle_id)",
    """
    CREATE TABLE evidence (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        uid VARCHAR NOT NULL,
        cycle_id INTEGER NOT NULL,
        teacher_id INTEGER,
        taken_on DATE NOT NULL,
        measure VARCHAR NOT NULL,
        met INTEGER NOT NULL,
        total INTEGER NOT NULL,
        sealed BLOB,
        shareable BOOLEAN NOT NULL,
        CONSTRAINT evidence_measure CHECK (length(measure) BETWEEN 1 AND 200),
        CONSTRAINT evidence_total CHECK (total BETWEEN 1 AND 10000),
        CONSTRAINT evidence_met CHECK (met BETWEEN 0 AND total),
        CONSTRAINT evidence_sealed CHECK (sealed IS NULL OR (typeof(sealed) = 'blob' AND length(sealed) > 0)),
        CONSTRAINT evidence_shareable CHECK (shareable IN (0, 1)),
        UNIQUE (uid),
        FOREIGN KEY(cycle_id) REFERENCES cycle (id),
        FOREIGN KEY(teacher_id) REFERENCES teacher (id)
    )
    """,
    "CREATE INDEX ix_evidence_cycle_id ON evidence (cycle_id)",
    """
    CREATE TABLE other_time (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        uid VARCHAR NOT NULL,
        spent_on DATE NOT NULL,
        work VARCHAR NOT NULL,
        minutes INTEGER NOT NULL,
        sealed BLOB,
        CONSTRAINT other_time_work CHECK ("work" IN ('workshop', 'learning_community', 'data_work', 'planning_resources', 'student_group', 'covering', 'duty', 'own_learning')),
        CONSTRAINT other_time_minutes CHECK (minutes BETWEEN 1 AND 600),
        CONSTRAINT other_time_sealed CHECK (sealed IS NULL OR (typeof(sealed) = 'blob' AND length(sealed) > 0)),
        UNIQUE (uid)
    )
    """,
    "CREATE INDEX ix_other_time_spent_on ON other_time (spent_on)",
    """
    CREATE TABLE idea (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        uid VARCHAR NOT NULL,
        teacher_id INTEGER,
        may_name BOOLEAN NOT NULL,
        focus VARCHAR,
        sealed BLOB NOT NULL,
        added_on DATE NOT NULL,
        CONSTRAINT idea_focus CHECK ("focus" IN ('classroom_management', 'content_planning', 'instruction', 'assessment')),
        CONSTRAINT idea_may_name CHECK (may_name IN (0, 1)),
        CONSTRAINT idea_leave CHECK (teacher_id IS NOT NULL OR may_name = 0),
        CONSTRAINT idea_sealed CHECK (typeof(sealed) = 'blob' AND length(sealed) > 0),
        UNIQUE (uid),
        FOREIGN KEY(teacher_id) REFERENCES teacher (id)
    )
    """,
    "CREATE INDEX ix_idea_teacher_id ON idea (teacher_id)",
    """
    CREATE TABLE idea_tag (
        idea_id INTEGER NOT NULL,
        tag VARCHAR NOT NULL,
        PRIMARY KEY (idea_id, tag),
        CONSTRAINT idea_tag_tag CHECK (length(tag) BETWEEN 1 AND 40),
        FOREIGN KEY(idea_id) REFERENCES idea (id)
    )
    """,
    """
    CREATE TABLE prompt (
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        text VARCHAR NOT NULL,
        phase VARCHAR,
        focus VARCHAR,
        is_on BOOLEAN NOT NULL,
        built_in VARCHAR NOT NULL,
        CONSTRAINT prompt_phase CHECK ("phase" IN ('identify', 'learn', 'improve', 'closed')),
        CONSTRAINT prompt_focus CHECK ("focus" IN ('classroom_management', 'content_planning', 'instruction', 'assessment')),
        CONSTRAINT prompt_text CHECK (length(text) BETWEEN 1 AND 300),
        CONSTRAINT prompt_is_on CHECK (is_on IN (0, 1))
    )
    """,
    "CREATE UNIQUE INDEX prompt_built_in ON prompt (built_in) WHERE built_in <> ''",
    """
    CREATE TABLE spelling (
        word VARCHAR NOT NULL,
        meaning VARCHAR NOT NULL,
        PRIMARY KEY (word),
        CONSTRAINT spelling_word CHECK (length(word) BETWEEN 1 AND 80),
        CONSTRAINT spelling_meaning CHECK ("meaning" IN ('initial_meeting', 'observation', 'debrief', 'co_planning', 'modeling', 'co_teaching', 'student_work', 'resources', 'role_play', 'peer_visit', 'team_meeting', 'contact', 'workshop', 'learning_community', 'data_work', 'planning_resources', 'student_group', 'covering', 'duty', 'own_learning'))
    )
    """,
)


def upgrade() -> None:
    for step in STEPS:
        op.execute(step)
