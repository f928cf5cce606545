"""The folder ``keys/`` of a home: who can open what was sealed there.

``recipients.txt``  the two public keys, in the clear: sealing needs no passphrase.
``identity.age``    the private key, encrypted with the passphrase; or else
``identity.txt``    the private key in the clear, when the coach chose to have no passphrase.
``recovery.age``    the private key again, sealed to the recovery key.

All are ordinary age files, so that any age tool opens a sealed text without this program.

A change writes the new identity file and then removes the other one. A kill between the two leaves
both, and then ``identity.age`` wins: of two ways in, the one that asks for a passphrase. That is
the new passphrase if the coach was setting one, the old one if the coach was dropping it. The next
change removes the leftover.

A new passphrase does not make a new key: an old copy of ``identity.age``, in a backup for instance,
still opens with the passphrase of its time.
"""

from __future__ import annotations

from pathlib import Path

from coachcli import files
from coachcli.errors import CoachError, Locked, StoreUnusable
from coachcli.vault import age
from coachcli.vault.age import Identity, Recipients
from coachcli.vault.passphrase import check_new, is_typable, normalised

FOLDER = "keys"
PROTECTED, PLAIN = "identity.age", "identity.txt"
RECOVERY, RECIPIENTS = "recovery.age", "recipients.txt"

_RESTORE = "coach recovery opens the notes with the recovery key; coach restore brings back a copy."


class WrongPassphrase(Locked):
    """The passphrase is not the one that protects these keys. Asking again is the remedy."""

    code = "wrong_passphrase"


def create(home: Path, passphrase: str | None) -> str:
    """Make the keys of ``home`` and return the recovery key, which is stored nowhere.

    The whole folder appears in one step. CoachError when there are keys already, or when
    ``check_new`` refuses the passphrase. Takes one to two seconds with a passphrase.
    """
    folder = home / FOLDER
    if folder.is_dir() and any(folder.iterdir()):
        raise CoachError(
            "This folder already has keys.",
            "coach passphrase changes the passphrase; coach path prints the folder.",
            code="keys_exist",
        )
    identity, recovery = age.generate(), age.generate()
    name, content = protected(identity, passphrase)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    files.write_folder(
        folder,
        {
            name: content,
            RECOVERY: age.encrypt_to(_as_text(identity), recovery),
            RECIPIENTS: _public_lines(identity, recovery),
        },
    )
    return recovery.secret()


def recipients(home: Path) -> Recipients:
    """The public keys to seal to. CoachError (``no_keys``) before ``coach init``."""
    text = _read(home, RECIPIENTS).decode("utf-8", "replace")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    try:
        main, recovery = lines
        return Recipients(main, recovery)
    except ValueError:
        raise _damaged(RECIPIENTS) from None


def has_passphrase(home: Path) -> bool:
    if (home / FOLDER / PROTECTED).exists():
        return True
    _read(home, PLAIN)
    return False


def open_with_passphrase(home: Path, passphrase: str) -> Identity:
    """The private key, after one to two seconds of scrypt.

    ``pyrage`` measures the machine when it encrypts and spends about one second of it; there is no
    parameter for the work factor. When it decrypts it measures again and refuses above 16 times
    that, so a file made on a much faster machine does not open here: CoachError (``work``).
    WrongPassphrase stands apart from every other failure.
    """
    if not has_passphrase(home):
        raise CoachError("These notes have no passphrase.", "coach passphrase sets one.")
    given = normalised(passphrase)
    if not is_typable(given):
        raise _wrong()
    try:
        opened = age.decrypt_with_passphrase(_read(home, PROTECTED), given)
    except age.DecryptError as error:
        raise _why_refused(str(error)) from None
    return _identity_of(home, opened, PROTECTED)


def open_without(home: Path) -> Identity:
    """The private key of a home without a passphrase; Locked when it has one."""
    if has_passphrase(home):
        raise Locked("The notes are locked.", "coach unlock asks for the passphrase.")
    return _identity_of(home, _read(home, PLAIN), PLAIN)


def protected(identity: Identity, passphrase: str | None) -> tuple[str, bytes]:
    """The identity file, by name and content. CoachError when ``check_new`` refuses."""
    if passphrase is None:
        return PLAIN, _as_text(identity)
    check_new(passphrase)
    return PROTECTED, age.encrypt_with_passphrase(_as_text(identity), normalised(passphrase))


def put(home: Path, identity: Identity, file: tuple[str, bytes]) -> None:
    """Make ``file`` the one identity file of ``home``, whose key it must hold.

    Sealed texts and the recovery key stay as they are. Deleting ``identity.txt`` does not scrub the
    disk: who had no passphrase before and has reason to worry needs a new home.
    """
    _must_be_ours(home, identity)
    name, content = file
    folder = home / FOLDER
    files.write_private(folder / name, content)
    files.remove(folder / (PLAIN if name == PROTECTED else PROTECTED))


def recover(home: Path, recovery_key: str) -> Identity:
    """The private key, opened with the recovery key as it was copied from paper or a screen."""
    recovery = age.find_identity(recovery_key)
    if recovery is None:
        raise CoachError(
            "This is not a recovery key.",
            "It begins with AGE-SECRET-KEY-1 and has 74 characters; look for a mistyped one.",
            code="recovery_key",
        )
    if recovery.public != recipients(home).recovery:
        raise CoachError(
            "This recovery key belongs to other notes.",
            "coach path prints the folder in use; --home names another one.",
            code="recovery_key",
        )
    try:
        opened = age.decrypt(_read(home, RECOVERY), recovery)
    except age.DecryptError:
        raise _damaged(RECOVERY) from None
    return _identity_of(home, opened, RECOVERY)


def _as_text(identity: Identity) -> bytes:
    return f"{identity.secret()}\n".encode("ascii")


def _public_lines(identity: Identity, recovery: Identity) -> bytes:
    return f"# notes\n{identity.public}\n# recovery\n{recovery.public}\n".encode("ascii")


def _identity_of(home: Path, opened: bytes, name: str) -> Identity:
    identity = age.find_identity(opened.decode("ascii", "replace"))
    if identity is None:
        raise _damaged(name)
    _must_be_ours(home, identity)
    return identity


def _must_be_ours(home: Path, identity: Identity) -> None:
    if identity.public != recipients(home).main:
        raise StoreUnusable(
            f"The files in {FOLDER}/ do not belong together: the private key is another one's.",
            "coach restore brings back an earlier copy.",
        )


def _read(home: Path, name: str) -> bytes:
    try:
        return (home / FOLDER / name).read_bytes()
    except FileNotFoundError:
        raise _missing(home, name) from None
    except OSError as error:
        raise StoreUnusable(f"{FOLDER}/{name} cannot be read: {error.strerror}.") from None


def _missing(home: Path, name: str) -> CoachError:
    if not (home / FOLDER).exists():
        return CoachError("There are no keys here yet.", "coach init makes them.", code="no_keys")
    what = "The private key" if name == PLAIN else f"{FOLDER}/{name}"
    return StoreUnusable(f"{what} is missing.", _RESTORE)


def _why_refused(message: str) -> CoachError:
    """What ``pyrage`` means; its messages are pinned by tests, for it has one exception for all."""
    if message == "Decryption failed":
        return _wrong()
    if message.startswith("Excessive work parameter"):
        return CoachError(
            "The passphrase was set on a much faster computer; this one takes too long to open it.",
            "Open the notes with the recovery key: coach recovery. "
            "Or set the passphrase again on the faster computer: coach passphrase.",
            code="work",
        )
    return _damaged(PROTECTED)


def _wrong() -> WrongPassphrase:
    return WrongPassphrase(
        "That is not the passphrase.", "Try again; coach recovery is the way in without it."
    )


def _damaged(name: str) -> StoreUnusable:
    return StoreUnusable(f"{FOLDER}/{name} is damaged.", _RESTORE)
