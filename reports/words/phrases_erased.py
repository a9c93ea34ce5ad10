"""What stands where something about a person was who has been erased: it is not missing, it is gone."""

from resources.i18n import Words


def erased(words: Words) -> str:
    """Return the sentence in place of what was known about the person."""
    return words.gettext("Erased together with the personal data.")


def conclusion(words: Words) -> str:
    """Return the sentence in place of the conclusion; nobody can tell any more whether there was one."""
    return words.gettext("A conclusion, if there was one, was erased together with the personal data.")


def brief(words: Words) -> str:
    """Return the word in place of a fact, an outcome or requirements, in a table."""
    return words.pgettext("with the person", "erased")
