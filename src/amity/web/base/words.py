"""Words that may still have to be put into the language of whoever reads them."""

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Words: TypeAlias = "str | _StrPromise"  # a text, or one that `gettext_lazy` translates when it is read
