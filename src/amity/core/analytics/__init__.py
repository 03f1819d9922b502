"""The core's arithmetic over frames: the same results, for very many at once. Needs `amity[analytics]`."""

from importlib.util import find_spec

if find_spec("polars") is None:
    raise ModuleNotFoundError(
        "Frames need polars. Install it with: pip install 'amity[analytics]'", name="polars"
    )
