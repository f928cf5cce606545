"""Passphrase-protected age files that open at once, for every test of the project.

``pyrage`` always spends about a second of scrypt when it writes one. This writes the same format,
age-encryption.org/v1 (c2sp.org/age), at any cost; the real ``pyrage`` opens it.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import unicodedata
from base64 import b64encode
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

CHUNK = 64 * 1024


def encrypt(plaintext: bytes, passphrase: str, log_n: int = 4) -> bytes:
    """``plaintext`` as a binary age file under ``passphrase``, at 2**log_n rounds of scrypt."""
    file_key = os.urandom(16)
    header = _header(file_key, passphrase, log_n)
    mac = hmac.digest(_derive(file_key, b"", b"header"), header, "sha256")
    return header + b" " + _base64(mac) + b"\n" + _payload(file_key, plaintext)


def cheapen(home: Path, passphrase: str, log_n: int = 4) -> None:
    """Give a home that was made without a passphrase one that opens at once."""
    plain = home / "keys" / "identity.txt"
    chosen = unicodedata.normalize("NFC", passphrase)
    protected = plain.with_suffix(".age")
    protected.write_bytes(encrypt(plain.read_bytes(), chosen, log_n))
    protected.chmod(0o600)
    plain.unlink()


def with_work(blob: bytes, log_n: int) -> bytes:
    """The same file claiming another cost. The header's MAC is then wrong, as it would be."""
    version, stanza, rest = blob.split(b"\n", 2)
    stanza = b"%s %d" % (stanza.rpartition(b" ")[0], log_n)
    return b"\n".join((version, stanza, rest))


def _header(file_key: bytes, passphrase: str, log_n: int) -> bytes:
    salt = os.urandom(16)
    wrapping_key = hashlib.scrypt(
        passphrase.encode(),
        salt=b"age-encryption.org/v1/scrypt" + salt,
        n=2**log_n,
        r=8,
        p=1,
        dklen=32,
    )
    wrapped = ChaCha20Poly1305(wrapping_key).encrypt(bytes(12), file_key, None)
    stanza = b"-> scrypt %s %d\n%s\n" % (_base64(salt), log_n, _base64(wrapped))
    return b"age-encryption.org/v1\n" + stanza + b"---"


def _payload(file_key: bytes, plaintext: bytes) -> bytes:
    """STREAM: each chunk's nonce is an 11-byte counter and a byte that is 1 for the last chunk."""
    nonce = os.urandom(16)
    cipher = ChaCha20Poly1305(_derive(file_key, nonce, b"payload"))
    starts = range(0, max(len(plaintext), 1), CHUNK)
    chunks = (
        cipher.encrypt(
            number.to_bytes(11, "big") + bytes([start == starts[-1]]),
            plaintext[start : start + CHUNK],
            None,
        )
        for number, start in enumerate(starts)
    )
    return nonce + b"".join(chunks)


def _derive(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), length=32, salt=salt, info=info).derive(key)


def _base64(data: bytes) -> bytes:
    return b64encode(data).rstrip(b"=")
