"""The other end of a distance: the place, line or border that it leads to."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from geodata.models.field_types import Language, Text, in_language
from geodata.models.reference_features import Key
from geodata.scenario import LANGUAGES
from layers.accuracy.metrics import METRICS, FigureKey
from layers.accuracy.quantity import Quantity
from layers.features.feature import Feature
from layers.features.reference import Reference


def with_other_ends(
    quantities: Mapping[FigureKey, Quantity], features: Sequence[Feature], reference: Reference
) -> dict[FigureKey, Quantity]:
    """Return figures with the name of the other end for each distance.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> town = SimpleNamespace(name_in=lambda language: "Damascus")
    >>> reference = Reference({"place/damascus": town})
    >>> figures = {("zone", "distance-to-damascus"): Quantity(40.0, 1.0, "km")}
    >>> [found] = with_other_ends(figures, [], reference).values()
    >>> in_language(found.other_end, "en")
    'Damascus'
    """
    by_id = {feature.id: feature for feature in features}

    def ends(feature_id: str, measure: str) -> tuple[Key, ...]:
        metric = METRICS[measure]
        if metric.nearest and feature_id in by_id:
            return metric.nearest(by_id[feature_id], reference.fresh())
        return metric.to

    return {
        name: replace(item, other_end=_names(ends(*name), reference))
        for name, item in quantities.items()
    }


def _names(keys: tuple[Key, ...], reference: Reference) -> Text:
    """Return the names of reference features by language, or an empty text without features.

    Two stretches of the same border share one name.
    """
    if not keys:
        return ""
    ends = [reference.features[key] for key in keys]
    return {
        language: ", ".join(dict.fromkeys(end.name_in(language) for end in ends))
        for language in LANGUAGES
    }


def measure_title(measure: str, quantity: Quantity, language: Language = "en") -> str:
    """Return the title of a measure, with the other end of a distance if it had to be found.

    Examples
    --------
    >>> border = Quantity(8.1, 0.2, "km", other_end="Lebanon-Syria")
    >>> measure_title("distance-to-border", border)
    'Nearest border (Lebanon-Syria)'
    >>> measure_title("area", Quantity(263.7, 41.2, "km2"))
    'Area'
    """
    metric = METRICS[measure]
    found = f" ({in_language(quantity.other_end, language)})" if metric.nearest else ""
    return f"{metric.title}{found}"
