"""The capacity of single weeks."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute(
        """
        CREATE TABLE week_capacity (
            week DATE NOT NULL,
            visits INTEGER NOT NULL,
            PRIMARY KEY (week),
            CONSTRAINT week_capacity_visits CHECK (visits BETWEEN 0 AND 60)
        )
        """
    )
