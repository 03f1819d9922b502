"""Narrative is readable only in its own place, with its own client's key."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from cryptography.exceptions import InvalidTag
from django.conf import settings

from amity.web.base import encrypted, keys
from amity.web.people.models import Client
from tests import cast
from tests.cast import World
from tests.web.safety.conftest import said

SWAPS = 1000  # goal G13: all of them refused


def sealed(client: Client, field: str) -> bytes:
    """The stored bytes of a column."""
    return bytes(Client.objects.filter(pk=client.pk).values_list(field, flat=True).get())


def test_what_is_written_is_read(world: World) -> None:
    stored = Client.objects.get(pk=world.maya.pk)
    assert (stored.name, stored.date_of_birth) == ("Maya Oyelaran", date(1992, 2, 14))


def test_values_are_sealed(world: World) -> None:
    held = sealed(world.maya, "name")
    assert isinstance(held, bytes)
    assert b"Maya" not in held
    assert len(held) == 1 + 16 + 12 + len("Maya Oyelaran") + 16


def test_the_same_text_never_looks_the_same(world: World) -> None:
    twin = cast.client(world.ada, "Maya Oyelaran", date(1992, 2, 14))
    assert sealed(twin, "name") != sealed(world.maya, "name")
    world.maya.save()
    before = sealed(world.maya, "name")
    stored = Client.objects.get(pk=world.maya.pk)
    assert stored.name == "Maya Oyelaran"
    stored.save()
    assert sealed(world.maya, "name") != before


@pytest.mark.goal("G13")
def test_a_value_moved_to_another_row_is_refused(
    world: World, record_property: Callable[[str, int], None]
) -> None:
    """A column of another row, or another column of the same row, decrypts for nobody."""
    everybody = [world.maya, world.omar, world.pia, world.quin]
    fields = ("name", "pronouns", "phone", "email")
    values = {(c.pk, f): sealed(c, f) for c in everybody for f in fields}
    places = {
        (c.pk, f): Client._meta.get_field(f).place(c)  # type: ignore[union-attr]
        for c in everybody
        for f in fields
    }
    refused = tried = 0
    while tried < SWAPS:
        for source, blob in values.items():
            for target, place in places.items():
                if source == target or tried == SWAPS:
                    continue
                tried += 1
                with pytest.raises(InvalidTag):
                    encrypted.unseal(blob, bound_to=place)
                refused += 1
    record_property("swaps", tried)
    record_property("refused", refused)
    assert refused == tried == SWAPS
    assert encrypted.unseal(values[world.maya.pk, "name"], bound_to=places[world.maya.pk, "name"])


def test_a_value_moved_in_the_table_is_refused_when_read(world: World) -> None:
    Client.objects.filter(pk=world.omar.pk).update(name=encrypted.Sealed(sealed(world.maya, "name")))
    with pytest.raises(InvalidTag):
        _ = Client.objects.get(pk=world.omar.pk).name


def test_every_single_bit_counts(world: World) -> None:
    blob = sealed(world.maya, "name")
    place = Client._meta.get_field("name").place(world.maya)
    for position in range(len(blob)):
        changed = bytearray(blob)
        changed[position] ^= 1
        with pytest.raises((InvalidTag, KeyError)):
            encrypted.unseal(bytes(changed), bound_to=place)


def test_without_its_key_nobody_reads_it(world: World) -> None:
    (Path(settings.AMITY_KEYS) / f"{world.maya.pk}.key").unlink()
    keys.forget()
    blob, place = sealed(world.maya, "name"), Client._meta.get_field("name").place(world.maya)
    with pytest.raises(KeyError, match="no data key"):
        encrypted.unseal(blob, bound_to=place)
    stored = Client.objects.get(pk=world.maya.pk)
    assert (stored.name, stored.date_of_birth) == (encrypted.UNREADABLE, None)
    assert Client.objects.get(pk=world.omar.pk).name == "Omar Haddad"


def test_what_cannot_be_read_is_not_written_over(world: World) -> None:
    key = Path(settings.AMITY_KEYS) / f"{world.maya.pk}.key"
    kept = key.read_bytes()
    key.unlink()
    keys.forget()
    stored = Client.objects.get(pk=world.maya.pk)
    assert stored.name == encrypted.UNREADABLE
    stored.save()
    assert not key.exists()
    key.write_bytes(kept)
    keys.forget()
    assert Client.objects.get(pk=world.maya.pk).name == "Maya Oyelaran"


@pytest.mark.parametrize("path", ["/today", "/clients"])
def test_one_key_that_is_gone_closes_no_list(world: World, path: str) -> None:
    said(world.maya)
    said(world.omar)
    (Path(settings.AMITY_KEYS) / f"{world.maya.pk}.key").unlink()
    keys.forget()
    page = cast.signed_in(world.ada).get(path)
    assert page.status_code == 200
    assert "Omar Haddad" in page.content.decode()
    assert encrypted.UNREADABLE in page.content.decode()


def test_another_clients_key_opens_nothing(world: World) -> None:
    folder = Path(settings.AMITY_KEYS)
    shutil.copyfile(folder / f"{world.omar.pk}.key", folder / f"{world.maya.pk}.key")
    keys.forget()
    with pytest.raises(InvalidTag):
        _ = Client.objects.get(pk=world.maya.pk).name


def test_it_cannot_be_searched_or_set_unsealed(world: World) -> None:
    with pytest.raises(TypeError, match="cannot be searched"):
        Client.objects.filter(name="Maya Oyelaran").exists()
    with pytest.raises(TypeError, match="cannot be searched"):
        Client.objects.filter(pk=world.maya.pk).update(name="Somebody")


def test_a_deferred_column_is_read_when_asked_for(world: World) -> None:
    assert Client.objects.only("id").get(pk=world.maya.pk).name == "Maya Oyelaran"


@pytest.mark.parametrize("text", ["", "a\nb", "مرحبا", "🙂" * 50, "x" * 100_000])
def test_any_text(text: str) -> None:
    client, place = uuid4(), b"table|row|column"
    assert encrypted.unseal(encrypted.seal(text, client=client, bound_to=place), bound_to=place) == text


def test_what_is_missing() -> None:
    assert encrypted.EncryptedDateField().get_default() is None
    assert encrypted.EncryptedTextField().get_default() == ""


def test_it_is_never_serialised_or_made_into_a_form_field(world: World) -> None:
    field = Client._meta.get_field("name")
    for ask in (lambda: field.value_to_string(world.maya), lambda: field.formfield()):
        with pytest.raises(TypeError):
            ask()
