"""The kinds of content, each with its folder and its model, imported when its first file is read."""

from dataclasses import dataclass
from importlib import import_module
from typing import Final

from pydantic import BaseModel

from amity.core.definitions.common import Check


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of definition. cases: module and name of the shape of its worked examples, if it has any."""

    word: str
    folder: str
    module: str
    name: str
    cases: tuple[str, str] | None

    def model(self) -> type[BaseModel]:
        """The shape of its files."""
        model: type[BaseModel] = getattr(import_module(self.module), self.name)
        return model

    def cases_model(self) -> type[BaseModel] | None:
        """The shape of its `cases.yaml`, if it has one."""
        if self.cases is None:
            return None
        module, name = self.cases
        model: type[BaseModel] = getattr(import_module(module), name)
        return model

    def checks(self) -> tuple[Check, ...]:
        """The rules across the keys of one file: `CHECKS` of the sister module `<module>_checks`, if any."""
        try:
            return tuple(import_module(f"{self.module}_checks").CHECKS)
        except ModuleNotFoundError as error:
            if error.name != f"{self.module}_checks":
                raise
            return ()


def _kind(word: str, folder: str, name: str, cases: tuple[str, str] | None = None) -> Kind:
    worked = (f"amity.core.definitions.{cases[0]}", cases[1]) if cases else None
    return Kind(word, folder, f"amity.core.definitions.{word}", name, worked)


KINDS: Final[dict[str, Kind]] = {
    kind.word: kind
    for kind in (
        _kind("instrument", "instruments", "Instrument", ("case", "Cases")),
        _kind("skeleton", "skeletons", "Skeleton"),
        _kind("protocol", "protocols", "Protocol", ("protocol_case", "ProtocolCases")),
        _kind("orientation", "orientations", "Orientation", ("orientation_case", "OrientationCases")),
        _kind("feelings", "feelings", "Feelings"),
        _kind("guide", "guides", "Guide"),
        _kind("card", "cards", "Card", ("card_case", "CardCases")),
        _kind("technique", "techniques", "Technique", ("technique_case", "TechniqueCases")),
        _kind("rhythm", "rhythms", "Rhythm", ("rhythm_case", "RhythmCases")),
    )
}
