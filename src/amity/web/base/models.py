"""Sign-in, sessions and the audit trail. Nothing here knows a clinical subject."""

import hashlib
import uuid
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class UserManager(BaseUserManager["User"]):
    """Makes sign-ins; `people.actions` is the only caller."""

    def create_user(self, email: str, password: str | None = None) -> "User":
        user = self.model(email=self.normalize_email(email).lower())
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Somebody who can sign in. Who they are is `people.Staff`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    last_login = None  # no record of when anybody was last seen

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    objects = UserManager()

    actor_kind = "staff"

    @property
    def actor_id(self) -> uuid.UUID:
        return self.id

    def __str__(self) -> str:
        return str(self.id)


class SessionRow(models.Model):
    """A browser session, found by the hash of its key: a stolen table opens no session.

    The lock has a column of its own: saving what a session holds never takes it away.
    """

    key_hash = models.CharField(primary_key=True, max_length=64)
    session_data = models.TextField()
    lock = models.JSONField(default=dict)  # see `session_store.Lock`; ids and addresses only
    expire_date = models.DateTimeField(db_index=True)

    @staticmethod
    def hashed(key: str | None) -> str:
        return hashlib.sha256((key or "").encode()).hexdigest()


class AuditEvent(models.Model):
    """Who did what, when. Append-only: triggers refuse UPDATE and DELETE on both stores.

    Plain UUIDs, no foreign keys: the trail outlives what it speaks of.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    actor = models.UUIDField()
    actor_kind = models.CharField(max_length=10)
    client = models.UUIDField(null=True)
    verb = models.CharField(max_length=60)
    record = models.CharField(max_length=60, default="")
    record_id = models.UUIDField(null=True)
    fields = models.JSONField(default=list)
    purpose = models.CharField(max_length=30, default="")
    once = models.CharField(max_length=120, null=True, unique=True)
    synthetic = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["client", "at"])]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("the audit trail is only added to")
        super().save(*args, **kwargs)
