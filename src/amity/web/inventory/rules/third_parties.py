"""What may leave the clinic about somebody who never consented."""

from amity.web.base.errors import Refused


def check_named_outside(released: bool, left_out: bool) -> None:
    """Named in a copy, or left out of everything: not both."""
    if released and left_out:
        raise Refused("Somebody who is left out of drawings is not named in a copy either. Choose one.")
