"""What every table about a client has in common."""

import uuid
from typing import Any

from django.db import models


class Record(models.Model):
    """A row that belongs to one client, named by a UUID that the application made.

    A subclass whose client is reached through another record says so in `client_path`, the Django
    lookup from this table to the client ("course__client").
    """

    client_path = "client"
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True

    @property
    def sealed_for(self) -> uuid.UUID:
        """The client whose data key seals this row's narrative."""
        held: Any = self
        *links, last = self.client_path.split("__")
        for link in links:
            held = getattr(held, link)
        return uuid.UUID(str(getattr(held, f"{last}_id")))
