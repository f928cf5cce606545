"""How each teacher stands in a report: with the question, by name alone, or only counted."""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.execute(
        "ALTER TABLE teacher ADD COLUMN in_reports VARCHAR DEFAULT 'question' NOT NULL"
        " CONSTRAINT teacher_in_reports CHECK (\"in_reports\" IN ('question', 'name', 'anonymous'))"
    )
