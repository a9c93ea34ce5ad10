"""Which sheets are drafts: few of very many, so they are found by the index on them."""

from sqlalchemy import Select, literal_column
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import col

from db import models


def draft_ids() -> Select[*tuple[int]]:
    """Select the ids of all sheets that are drafts.

    By the condition ``state = ?`` alone SQLite would walk through every sheet of an assessor or of a cycle:
    it uses the index on drafts only for the words of the index.
    """
    sheet = aliased(models.Sheet, name="drafted")
    return select_columns(col(sheet.id)).where(literal_column("drafted.state = 'draft'"))
