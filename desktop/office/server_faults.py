"""The texts for what the server of the organisation does not do, and what goes wrong on the way. No Qt."""

from typing import TYPE_CHECKING

from db.wire import faults
from db.wire import refusals as wire
from domain.login import Ended
from reports.words.refusals import NOTHING, Refusals, Sentence, said
from resources import VERSION
from resources.i18n import Words
from resources.msgids import _

if TYPE_CHECKING:
    from db.wire.faults import NoAuthority
    from db.wire.refusals import LoggedOut, OtherVersion, TooMany

_TYPED = _("What you are typing stays in its field; everything saved before is safe.")
_NOT_SENT = _("Nothing was sent to it.")
_TELL = _("Try again; if it happens once more, tell the administrator of the server.")
_SOON = _("Try again in a minute.")


def refusals() -> Refusals:
    """Return the texts for what only a server refuses."""
    return {
        faults.Unanswered: said(
            _("There is no connection to the server."),
            _("Check the network; once the server answers, repeat the last action."),
            _TYPED,
        ),
        faults.MayBeDone: said(
            _("No answer has come from the server yet; it may have been done."),
            _("Once the server answers, look first; repeat it only if it was not done."),
            _TYPED,
        ),
        faults.NameUnknown: said(
            _("There is no server of this name in the network."),
            _("Check the address, or ask the administrator."),
            _NOT_SENT,
        ),
        faults.NobodyListens: said(
            _("Nothing answers at this port: the server is not running, or it has another port."),
            _("Check the port, or ask the administrator."),
            _NOT_SENT,
        ),
        faults.NoRoute: said(
            _("No network leads from this computer to the server."),
            _("Check the cable or Wi-Fi, and the VPN if you work outside the office."),
            _NOT_SENT,
        ),
        faults.NotEncrypted: said(
            _("No encrypted connection to the server could be made."),
            _("Tell the administrator: TLS 1.2 or 1.3 is needed, and no certificate of this computer."),
            _("Nothing was changed on the server."),
        ),
        faults.NotInTime: said(
            _("The server did not answer in time."),
            _("Check the address and the network, then log in again."),
            _("Nothing was changed on the server."),
        ),
        faults.NotTrusted: said(
            _("This computer does not trust the certificate of the server."),
            _("Ask the administrator. If the organisation has a certificate authority, choose its file."),
            _NOT_SENT,
        ),
        faults.NotInDate: said(
            _("The certificate of the server has expired or is not valid yet."),
            _("Check date and time of this computer; if they are right, tell the administrator."),
            _NOT_SENT,
        ),
        faults.OfAnotherName: said(
            _("The certificate of the server is for another address than the one you typed."),
            _("Type the address exactly as the administrator gave it: by name or by number."),
            _NOT_SENT,
        ),
        faults.NotTheService: said(
            _("What answers at this address is not a Merilo server."),
            _("Check the address and the port, or ask the administrator."),
        ),
        faults.NoAuthority: _no_authority,
        wire.NotServed: said(_("The server did not do this."), _TELL),
        wire.Malformed: said(_("The server did not understand the program."), _TELL),
        wire.TooLarge: said(_("This is more than the server takes at once."), _("Do it in parts.")),
        wire.NotAllowed: said(
            _("This account has no right to do this."), _("Ask the administrator of the server.")
        ),
        wire.NeedsFile: said(
            _("This is done in a file only, not over the server."),
            _("Whoever assesses logs in at the server; its administrator makes the copies."),
        ),
        wire.NotSentYet: said(
            _("Not everything that you see in this sheet is on the server yet."),
            _("Decide first about what the server did not take; then submit the sheet."),
        ),
        wire.OutOfReach: said(
            _("This is not there, or this account has no right to see it."),
            _("Ask HR who works with it."),
        ),
        wire.AnothersName: said(
            _("On the server people work only in their own name."), _("Let this person log in.")
        ),
        wire.NeedsNumber: said(_("The server needs a number for what was done, and got none."), _TELL),
        wire.AnotherAct: said(_("The server got the number of another act with this one."), _TELL),
        wire.AnswerErased: said(
            _("This was done before; since then the data of a person was erased."),
            _("Look at it once more before you repeat it."),
        ),
        wire.WrongLogin: said(
            _("Wrong name or password."), _("Check the keyboard layout and Caps Lock."), ""
        ),
        wire.Locked: said(
            _("The account is locked: too many wrong passwords."),
            _("The administrator of the server unlocks it."),
            "",
        ),
        wire.LoggedOut: _logged_out,
        wire.ChangeFirst: said(
            _("The first password has to be changed before work."), _("Set a password of your own."), ""
        ),
        wire.SamePassword: said(
            _("This is the present password."), _("Choose another one."), _("The present password stays.")
        ),
        wire.NameInPassword: said(
            _("The password contains the name of the account."),
            _("Choose one without it."),
            _("The present password stays."),
        ),
        wire.PasswordTooLong: said(
            _("The password is too long: at most {most} characters."),
            _("Choose a shorter one."),
            _("The present password stays."),
        ),
        wire.OtherVersion: _other_version,
        wire.TooMany: _too_many,
        wire.Fault: said(
            _("Something went wrong on the server because of an error in the program (number {number})."),
            _("Try again; if it happens once more, tell the administrator of the server this number."),
        ),
        wire.NoDatabase: said(_("The database of the server cannot be reached."), _SOON, _TYPED),
        wire.Stopping: said(_("The server is being restarted."), _SOON, _TYPED),
    }


def _no_authority(error: "NoAuthority", words: Words) -> Sentence:
    _ = words.gettext
    name = error.path.name if error.path is not None else ""
    return Sentence(
        _("No certificate can be read from “{name}”.").format(name=name),
        _(NOTHING),
        _("Choose the file of the certificate authority that the administrator gave you (PEM)."),
    )


def _logged_out(error: "LoggedOut", words: Words) -> Sentence:
    _ = words.gettext
    if error.why is Ended.CLOSED:
        return Sentence(_("The account is closed."), _(_TYPED), _("Ask the administrator of the server."))
    if error.why is Ended.RIGHTS:
        return Sentence(_("The rights of the account were changed."), _(_TYPED), _("Log in again."))
    return Sentence(_("The session on the server has ended."), _(_TYPED), _("Log in again."))


def _other_version(error: "OtherVersion", words: Words) -> Sentence:
    _ = words.gettext
    return Sentence(
        _("The server works with version {version} of Merilo, this program is {own}.").format(
            version=error.version, own=VERSION
        ),
        _(NOTHING),
        _("Install version {version}.").format(version=error.version),
    )


def _too_many(error: "TooMany", words: Words) -> Sentence:
    what = words.gettext("The server is asked too often.")
    todo = words.ngettext("Try again in {n} second.", "Try again in {n} seconds.", error.seconds)
    return Sentence(what, words.gettext(NOTHING), todo.format(n=error.seconds))
