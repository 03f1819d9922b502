"""Django's database session store, with the key hashed at rest."""

from typing import Any

from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import DatabaseError, IntegrityError, router, transaction

from amity.web.base import clock
from amity.web.base.models import SessionRow


class SessionStore(SessionBase):
    """One row a session in `base.SessionRow`."""

    def load(self) -> dict[str, Any]:
        row = SessionRow.objects.filter(
            key_hash=SessionRow.hashed(self.session_key), expire_date__gt=clock.now()
        ).first()
        if row is None:
            self._session_key = None
            return {}
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
            self.modified = True
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
                row.save(force_insert=must_create, force_update=not must_create)
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
