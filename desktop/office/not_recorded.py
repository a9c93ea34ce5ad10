"""The sentence that an export was made but the journal does not tell of it. No Qt."""

from resources.i18n import Words


def not_recorded(error: Exception, words: Words) -> str:
    """Return that the documents are there, that the journal does not tell of them, and why."""
    from desktop.office.sentences import sentence  # the help of a command must not wait for its texts

    fact = words.gettext("The documents are saved, but the journal does not record that they were exported.")
    return f"{fact} {sentence(error, words).what}"
