"""What may stand in an address: ids made by us, and the tokens of one-time links."""

import hashlib
import secrets

from django.urls import register_converter

TOKEN_BYTES = 24  # 192 bits, 32 characters


class Token:
    """A link's token: at least 22 characters, so that no word of ours is one."""

    regex = "[A-Za-z0-9_-]{22,64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def new_token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_of(token: str) -> str:
    """What a link is found by: the token itself is not looked for."""
    return hashlib.sha256(token.encode()).hexdigest()


register_converter(Token, "token")
