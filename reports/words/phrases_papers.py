"""Refusals of documents and of their requisites."""

from domain.errors import NoLogo
from reports.words.refusals import IN_FIELD, Refusals, said
from resources.msgids import _

REFUSALS: Refusals = {
    NoLogo: said(
        _("This file is not a picture that can be printed, or it is larger than 8 MB."),
        _("Choose a PNG or JPEG picture. The logo stays as it was."),
        IN_FIELD,
    ),
}
