"""Open steps of whoever was erased by an earlier release are nobody's, as erasures leave them now.

Also those that were done when they were erased and have been opened again since.
"""

from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # their party keeps a word for a name, in the language of the plan, and nothing that leads to anybody
    op.execute(
        """
        UPDATE ownership SET answer = 'declined', answered_how = 'left', answered_by = '', answered_at = NULL
        WHERE answered_how <> 'left'
        AND party_id IN (
            SELECT id FROM party WHERE sort = 'person' AND name IN ('Ehemals beteiligt', 'Formerly involved')
            AND member_id IS NULL AND guest_id IS NULL AND email IS NULL
        )
        AND step_id NOT IN (SELECT step_id FROM completion)
        """
    )
