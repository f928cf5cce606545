"""Sealed texts: what was said, unreadable without the key and bound to its own record."""

from __future__ import annotations

import json

from coachcli.errors import StoreUnusable
from coachcli.vault import age
from coachcli.vault.age import Identity, Recipients

__all__ = ["Identity", "Recipients", "seal", "unseal"]


def seal(text: str, uid: str, recipients: Recipients) -> bytes:
    """An age file of the JSON ``{"uid": uid, "text": text}``, which any age tool can open.

    The JSON is ASCII, so that every ``str`` survives, lone surrogates included.
    """
    return age.encrypt(json.dumps({"uid": uid, "text": text}).encode("ascii"), recipients)


def unseal(blob: bytes, uid: str, identity: Identity) -> str:
    """The text that was sealed for the record ``uid``.

    StoreUnusable when the value was altered, cut, sealed with other keys or taken from another
    record. Its sentence names the record, never what the value holds.
    """
    try:
        content = _parsed(age.decrypt(blob, identity))
    except age.DecryptError:
        raise _refused(uid, "was altered, or sealed with other keys") from None
    if not isinstance(content, dict) or not isinstance(content.get("text"), str):
        raise _refused(uid, "is not one of ours")
    if content.get("uid") != uid:
        raise _refused(uid, "belongs to another record")
    return str(content["text"])


def _parsed(data: bytes) -> object:
    try:
        return json.loads(data)
    except ValueError:
        # A JSONDecodeError carries the whole text, so it must not become another one's context.
        return None


def _refused(uid: str, why: str) -> StoreUnusable:
    return StoreUnusable(
        f"The sealed text of record {uid} {why}.",
        "coach check lists every such record; coach restore brings back an earlier copy.",
    )
