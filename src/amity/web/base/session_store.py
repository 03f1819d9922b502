"""Django's database session store, with the key hashed at rest, and a lock beside what a session holds."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import DatabaseError, IntegrityError, router, transaction

from amity.web.base import clock
from amity.web.base.models import SessionRow


@dataclass(frozen=True)
class Lock:
    """Why the pages of a browser session are shut until its owner's password is typed.

    how: "covered": somebody stepped away from the screen; "handed_over": somebody else holds the device;
    "pin": the lock of a client's own device (`base.client_lock`).
    back: the address to go back to. client: whose form it was handed over for, as text.
    """

    how: Literal["covered", "handed_over", "pin"]
    back: str = "/"
    client: str = ""


class SessionStore(SessionBase):
    """One row a session in `base.SessionRow`."""

    _lock: Lock | None = None

    @property
    def lock(self) -> Lock | None:
        """The lock of this session, as it stood when the session was loaded or locked."""
        self._get_session()  # type: ignore[attr-defined]
        return self._lock if self.session_key else None

    def lock_up(self, lock: Lock | None) -> None:
        """Shut the pages of this session, or open them again with None. Holds from this moment on."""
        self._lock = lock
        row = SessionRow.objects.filter(key_hash=SessionRow.hashed(self.session_key))
        row.update(lock=asdict(lock) if lock else {})

    def load(self) -> dict[str, Any]:
        row = SessionRow.objects.filter(
            key_hash=SessionRow.hashed(self.session_key), expire_date__gt=clock.now()
        ).first()
        if row is None:
            self._session_key, self._lock = None, None
            return {}
        self._lock = Lock(**row.lock) if row.lock else None
        return dict(self.decode(row.session_data))

    def exists(self, session_key: str) -> bool:
        return SessionRow.objects.filter(key_hash=SessionRow.hashed(session_key)).exists()

    def create(self) -> None:
        while True:
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified, self._lock = True, None
            return

    def save(self, must_create: bool = False) -> None:
        if self.session_key is None:
            return self.create()
        row = SessionRow(
            key_hash=SessionRow.hashed(self._get_or_create_session_key()),  # type: ignore[attr-defined]
            session_data=self.encode(self._get_session(no_load=must_create)),  # type: ignore[attr-defined]
            expire_date=self.get_expiry_date(modification=clock.now()),
        )
        try:
            with transaction.atomic(using=router.db_for_write(SessionRow)):
                if must_create:
                    row.save(force_insert=True)
                else:
                    row.save(update_fields=["session_data", "expire_date"])
        except IntegrityError:
            if must_create:
                raise CreateError from None
            raise
        except DatabaseError:
            if not must_create:
                raise UpdateError from None
            raise

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            SessionRow.objects.filter(key_hash=SessionRow.hashed(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        SessionRow.objects.filter(expire_date__lt=clock.now()).delete()
