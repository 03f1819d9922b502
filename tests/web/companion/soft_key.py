"""An authenticator in software, which can be told to lie: it signs whatever a test wants signed."""

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40
SITE, ORIGIN = "localhost", "http://localhost:8000"


@dataclass
class SoftKey:
    """One credential. handle: whose it is, as the site said when it was made."""

    id: bytes
    handle: bytes = b""
    uses: int = 0
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def made(self, asked: dict[str, Any], **lies: Any) -> str:
        """The answer to being asked for a new credential."""
        public = asked["publicKey"]
        self.handle = _bytes(public["user"]["id"])
        attested = AttestedCredentialData.create(
            Aaguid.NONE,
            self.id,
            ES256.from_cryptography_key(self.key.public_key()),  # type: ignore[no-untyped-call]
        )
        data = self._data(ATTESTED, lies, attested)
        client = _client(public["challenge"], "webauthn.create", lies)
        whole = AttestationObject.create("none", data, {})
        return self._answer({"clientDataJSON": client, "attestationObject": bytes(whole)})

    def signed(self, asked: dict[str, Any], **lies: Any) -> str:
        """The answer to being asked who this is."""
        self.uses += 1
        data = self._data(0, lies, None)
        client = _client(asked["publicKey"]["challenge"], "webauthn.get", lies)
        by = lies.get("signed_by", self.key)
        signature = by.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        handle = lies.get("handle", self.handle)
        return self._answer(
            {"clientDataJSON": client, "authenticatorData": bytes(data), "signature": signature}
            | ({"userHandle": handle} if handle is not None else {}),
            lies.get("id", self.id),
        )

    def _data(self, flags: int, lies: dict[str, Any], attested: Any) -> AuthenticatorData:
        site = hashlib.sha256(lies.get("site", SITE).encode()).digest()
        seen = lies.get("flags", PRESENT | VERIFIED)
        return AuthenticatorData.create(  # type: ignore[no-any-return]
            site, flags | seen, lies.get("uses", self.uses), attested or b""
        )

    def _answer(self, response: dict[str, bytes], id: bytes | None = None) -> str:
        name = websafe_encode(id or self.id)
        parts = {key: websafe_encode(value) for key, value in response.items()}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": parts})


def _client(challenge: str, kind: str, lies: dict[str, Any]) -> bytes:
    said = {
        "type": lies.get("kind", kind),
        "challenge": lies.get("challenge", challenge),
        "origin": lies.get("origin", ORIGIN),
        "crossOrigin": False,
    }
    return json.dumps(said).encode()


def _bytes(text: str | bytes) -> bytes:
    return websafe_decode(text) if isinstance(text, str) else text
