"""What several tests of papers and files share."""

import pytest

from db.framework import catalogue
from domain.framework.edition import Edition


@pytest.fixture(scope="session")
def shipped() -> Edition:
    """The model that ships."""
    return catalogue.shipped_edition()
