"""Narrative, encrypted column by column: AES-256-GCM under the client's own data key.

Stored bytes: version (1), client id (16), nonce (12), ciphertext and tag. The associated data is
table, row id and column, so a value moved to another row or column is refused. Decryption happens
when the attribute is read, because only then is the row known; `values()` yields sealed bytes.
"""

import json
import secrets
from datetime import date
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models

from amity.web.base import keys

VERSION = b"\x01"
HEADER = 1 + 16
UNREADABLE = "(cannot be read: its key is not there)"
NONCE = keys.NONCE_BYTES


class Sealed(bytes):
    """What the column holds; readable only through the model instance it belongs to."""


def seal(text: str, *, client: UUID, bound_to: bytes) -> bytes:
    """`text` encrypted for `client`, bound to one place (`table|row|column`)."""
    nonce = secrets.token_bytes(NONCE)
    header = VERSION + client.bytes
    sealed = AESGCM(keys.data_key(client, make=True)).encrypt(nonce, text.encode(), header + bound_to)
    return header + nonce + sealed


def unseal(blob: bytes, *, bound_to: bytes) -> str:
    """The text again. Raises InvalidTag if it was changed or moved, KeyError if its key is gone."""
    header, nonce = blob[:HEADER], blob[HEADER : HEADER + NONCE]
    key = keys.data_key(UUID(bytes=header[1:]), make=False)
    return AESGCM(key).decrypt(nonce, blob[HEADER + NONCE :], header + bound_to).decode()


class _Unsealing:
    """Reads like the plain attribute; unseals on first access.

    Where the client's key is gone it reads as words that say so, and the sealed bytes stay as they are:
    one erased record must not close the lists on which everybody else's flags stand.
    """

    def __init__(self, field: "EncryptedTextField") -> None:
        self.field = field

    def __get__(self, instance: models.Model | None, owner: type | None = None) -> Any:
        if instance is None:
            return self
        held = instance.__dict__
        if self.field.attname not in held:
            instance.refresh_from_db(fields=[self.field.attname])
        value = held[self.field.attname]
        if isinstance(value, Sealed):
            try:
                value = self.field.from_text(unseal(value, bound_to=self.field.place(instance)))
            except KeyError:
                return self.field.unreadable
            held[self.field.attname] = value
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class EncryptedTextField(models.BinaryField):  # type: ignore[type-arg]
    """A text column sealed for the client its row belongs to (`row.sealed_for`, a UUID)."""

    empty_strings_allowed = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _Unsealing(self))

    def to_text(self, value: Any) -> str:
        return str(value)

    def from_text(self, text: str) -> Any:
        return text

    def place(self, instance: models.Model) -> bytes:
        return f"{self.model._meta.db_table}|{instance.pk}|{self.column}".encode()

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Sealed bytes; a column that was added after its row holds no bytes at all, and reads as empty."""
        if value is None:
            return None
        return Sealed(value) if len(value) else self.blank

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        held = model_instance.__dict__.get(self.attname)
        if held is None or isinstance(held, Sealed):
            return held
        client = model_instance.sealed_for  # type: ignore[attr-defined]
        return Sealed(seal(self.to_text(held), client=client, bound_to=self.place(model_instance)))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value == "":  # the blank of a column that is added to rows that are there
            value = b""
        if value not in (None, b"") and not isinstance(value, Sealed):
            raise TypeError(f"{self.name} holds sealed text: it cannot be searched or set in bulk by value")
        return super().get_db_prep_value(value, connection, prepared)

    def get_default(self) -> Any:
        return None if self.null else self.from_text("")

    unreadable: Any = UNREADABLE
    blank: Any = ""

    def value_to_string(self, obj: models.Model) -> str:
        raise TypeError(f"{self.name} is never written out by a serializer")

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError(f"{self.name}: write the form field by hand")


class EncryptedDateField(EncryptedTextField):
    """A sealed calendar day."""

    unreadable = None
    blank = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["null"] = True
        super().__init__(*args, **kwargs)

    def to_text(self, value: Any) -> str:
        return str(value.isoformat())

    def from_text(self, text: str) -> date:
        return date.fromisoformat(text)


class EncryptedJSONField(EncryptedTextField):
    """A sealed mapping or list: answers by question. Reads as None where its key is gone."""

    unreadable = None
    blank = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["null"] = True
        super().__init__(*args, **kwargs)

    def to_text(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def from_text(self, text: str) -> Any:
        return json.loads(text)
