"""Password, then a second factor. The library does the work; these are our answers to its questions."""

import secrets
import time
from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from amity.web.base import keys
from amity.web.base.models import User

WRONG_CODE = "That code does not fit, or was used before. Wait for the next one in the app and type that."


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves: `amity user add` makes staff."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "That address and password do not go together. Look at both again.",
        "too_many_login_attempts": "Too many tries. After an hour at the latest you can try again.",
        "incorrect_password": "That is not your password.",
        "incorrect_code": WRONG_CODE,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str | None) -> bool:
        return bool(url) and str(url).startswith("/") and super().is_safe_url(url)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Nobody is asked "is it still you?" within five minutes of signing in."""
        return bool(super().is_reauthentication_required(app=app, **kwargs)) and not _just_signed_in()

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """No notice about the account leaves by e-mail: the mailbox may not be safe."""


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second-factor secrets are sealed under the master key."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}

    def encrypt(self, text: str) -> str:
        nonce = secrets.token_bytes(keys.NONCE_BYTES)
        return (nonce + AESGCM(keys.derived("second factor")).encrypt(nonce, text.encode(), None)).hex()

    def decrypt(self, encrypted_text: str) -> str:
        blob = bytes.fromhex(encrypted_text)
        nonce, sealed = blob[: keys.NONCE_BYTES], blob[keys.NONCE_BYTES :]
        return AESGCM(keys.derived("second factor")).decrypt(nonce, sealed, None).decode()


def _just_signed_in() -> bool:
    request = context.request
    newest = max((record["at"] for record in get_authentication_records(request, request.user)), default=0)
    return time.time() - newest < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def why_not_this_password(request: HttpRequest, password: str) -> str:
    """Why it does not open what they covered or handed over, or nothing. Counted as when signing in."""
    user = request.user
    assert isinstance(user, User)
    try:
        found = get_adapter(request).authenticate(request, email=user.email, password=password)
    except ValidationError as too_many:
        return str(too_many.messages[0])
    return "" if found == user else str(AccountAdapter.error_messages["incorrect_password"])


def is_of_this_site(address: str) -> bool:
    """Whether somebody may be led there."""
    return address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)


def factors_of(user: User) -> dict[int, str]:
    """The second factors this person has now, with their type, by id."""
    return dict(Authenticator.objects.filter(user_id=user.id).values_list("pk", "type"))


def has_second_factor(factors: Mapping[int, str]) -> bool:
    """Whether a code generator has been set up."""
    return Authenticator.Type.TOTP in factors.values()


def used_second_factor(request: HttpRequest, factors: Mapping[int, str]) -> bool:
    """Whether this session passed a second factor that is still this person's, not the password alone.

    A factor that was replaced or removed takes every session with it that used it.
    """
    user = request.user
    records = get_authentication_records(request, user if user.is_authenticated else None)
    used = {record["id"] for record in records if record.get("method") == "mfa" and "id" in record}
    return not used.isdisjoint(factors)
