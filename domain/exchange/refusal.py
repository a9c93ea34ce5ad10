"""Why a packet is not taken: one kind of refusal, with the reason and the facts for its sentence."""

from datetime import date
from enum import StrEnum

from domain.errors import Refused


class Why(StrEnum):
    """The reason; ``desktop.office.exchange.phrases_exchange`` turns it into a sentence for people."""

    BIG = "big"  # the file, or what it inflates to
    NO_PACKET = "no_packet"
    NO_KEY = "no_key"  # it is no pairing file
    DAMAGED = "damaged"  # cut off, changed, or not made by this program
    NEWER = "newer"  # only a later program reads it
    FOR_ANOTHER = "for_another"  # it was made for somebody else's key
    UNKNOWN_SIGNER = "unknown_signer"  # ``facts`` are the key
    OTHER_KIND = "other_kind"
    OTHER_ORGANISATION = "other_organisation"
    OLDER = "older"  # a later packet of the sender's was taken before
    OTHER_CONTENT = "other_content"  # the same identity was taken before with other content
    NO_CASE = "no_case"
    DECIDED = "decided"  # the case takes no more sheets
    ERASED = "erased"  # the person was erased here
    NOT_INVITED = "not_invited"  # the assessor was withdrawn, or never invited
    SECOND_SHEET = "second_sheet"
    SUBMITTED_HERE = "submitted_here"  # the own sheet, which was taken along here once before
    BEGUN = "begun"  # marks of the assessor are in a sheet of this file
    WRONG_SHARE = "wrong_share"
    FALSE_SHARE = "false_share"  # not the one that was dealt under this number
    NOT_KEEPER = "not_keeper"  # only the second named person gives the share of another
    NOT_MISSING = "not_missing"  # the share of somebody whose sheet is in
    INCOMPLETE = "incomplete"  # a sheet without some of the case's items
    OUT_OF_MODEL = "out_of_model"  # an item or level that the case's edition does not have
    NO_MODEL = "no_model"  # the edition is not in this file, or not published with these targets
    CHANGED = "changed"  # the sheet was changed while the packet was made
    NOT_SAME = "not_same"  # an edition whose hashes do not come out here


class NotAccepted(Refused):
    """A packet is refused and nothing was written; ``facts`` are what the sentence names, never a name."""

    def __init__(self, why: Why, facts: str = "") -> None:
        super().__init__(why.value)
        self.why, self.facts = why, facts


class SharesMissing(Refused):
    """Sealed sheets stay closed until every share of the case's key is in; ``n`` are missing."""

    def __init__(self, n: int) -> None:
        super().__init__(n)
        self.n = n


class NoKeys(Refused):
    """Nobody can be invited by packet whose key is not known; ``names`` are those people."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(len(names))
        self.names = names


class TakenAlong(Refused):
    """Nobody is invited by packet who took the own sheet along; ``names`` are those people."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(len(names))
        self.names = names


class Invited(Refused):
    """The assessor was invited by packet, so the own sheet does not go along from here as well."""


class AlreadySealed(Refused):
    """A sealed sheet has come back, so the key of the case stays as it was dealt."""


class TooManySeats(Refused):
    """More assessors of one case are to be invited than its key can have shares; ``n`` are."""

    def __init__(self, n: int) -> None:
        super().__init__(n)
        self.n = n


class DecidedElsewhere(Refused):
    """The case came in a packet: its result and its decision are made in the file of ``who``."""

    def __init__(self, who: str) -> None:
        super().__init__()
        self.who = who


class SubmittedThere(Refused):
    """The assessor handed the own sheet in in the other file, which takes nothing more of it."""


class SealedHere(Refused):
    """The assessor's sealed sheet came in on the day ``on`` and is closed: nothing is entered beside it."""

    def __init__(self, on: date) -> None:
        super().__init__(on.isoformat())
        self.on = on


class Away(Refused):
    """The assessor took the own sheet along on the day ``on``, and it is not back."""

    def __init__(self, on: date) -> None:
        super().__init__(on.isoformat())
        self.on = on
