"""Where somebody goes when only the ring was said: the middle of the widest gap around the circle."""

from amity.core.network.circle import TURN, Circle


def free_angle(circle: Circle) -> int:
    """In tenths of a degree, 0 to 3599, clockwise from the top: as far as can be from everybody's direction.

    >>> from amity.core.network.circle import Placement
    >>> free_angle(Circle()), free_angle(Circle((Placement("inge", ring=1, angle=900),)))
    (0, 2700)
    """
    taken = sorted({one.angle for one in circle.placed})
    if not taken:
        return 0
    gaps = zip(taken, [*taken[1:], taken[0] + TURN], strict=True)
    width, start = max(((after - before, before) for before, after in gaps), key=lambda it: (it[0], -it[1]))
    return (start + width // 2) % TURN
