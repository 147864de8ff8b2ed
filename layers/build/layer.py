"""Layers: each is one reading of a provision, with values of its parameters."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from geodata.models.provision import Parameter, Provision, Reading
from geodata.models.reference_features import Key
from layers.accuracy.metrics import METRICS, FigureKey, names_of
from layers.features.feature import Feature


@dataclass(frozen=True)
class RecipeOutput:
    """The output of a recipe: features, the reference features taken, and their licences."""

    features: tuple[Feature, ...]
    rests_on: tuple[Key, ...]
    licences: tuple[str, ...]
    attributions: tuple[str, ...]
    as_of: str


@dataclass(frozen=True)
class Layer:
    """One reading of a provision, with parameter values; features are made on first use.

    Attributes
    ----------
    address
        ``PROPOSAL.PROVISION``.
    values
        By parameter. A parameter that the reading does not use always has its default value, so
        that all requests share one layer.
    hash
        Of recipe, arguments and data: equal hashes mean equal geometry.
    """

    address: str
    provision: Provision
    reading: Reading
    values: dict[str, float]
    hash: str
    make: Callable[[], RecipeOutput] = field(repr=False, compare=False)

    @cached_property
    def _output(self) -> RecipeOutput:
        return self.make()

    @property
    def features(self) -> tuple[Feature, ...]:
        """The features of the recipe; raises a `RecipeError` if they cannot be made."""
        return self._output.features

    @property
    def rests_on(self) -> tuple[Key, ...]:
        """Keys of the reference features that the recipe took, in that order."""
        return self._output.rests_on

    @property
    def licences(self) -> tuple[str, ...]:
        """The licences of the reference features."""
        return self._output.licences

    @property
    def attributions(self) -> tuple[str, ...]:
        """The credit lines of the reference features."""
        return self._output.attributions

    @property
    def as_of(self) -> str:
        """The latest date of the reference features."""
        return self._output.as_of

    @property
    def name(self) -> str:
        """The address of this reading: ``PROPOSAL.PROVISION@READING``."""
        return f"{self.address}@{self.reading.id}"

    @property
    def assumptions(self) -> tuple[tuple[Parameter, float], ...]:
        """The parameters of the reading with a value that no source gives."""
        used = self.reading.parameter_names()
        return tuple(
            (parameter, self.values[parameter.id])
            for parameter in self.provision.parameter
            if parameter.id in used
            and not (parameter.sources and self.values[parameter.id] == parameter.default)
        )

    def feature(self, feature_id: str) -> Feature:
        """Return a feature by its id, or raise a `KeyError`."""
        for feature in self.features:
            if feature.id == feature_id:
                return feature
        raise KeyError(feature_id)


def key_names(layer: Layer) -> list[FigureKey]:
    """Return the names of a layer's key figures and of its reported figures."""
    names = names_of(layer.features)
    possible = names_of(layer.features, METRICS)
    reported = [(figure.feature, figure.measure) for figure in layer.provision.reported]
    return names + [name for name in reported if name in possible and name not in names]
