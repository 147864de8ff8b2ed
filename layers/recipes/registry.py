"""The registry of recipes, and the check of their arguments."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from pydantic import ValidationError

from geodata.models.field_types import Strict
from geodata.text.file_errors import first_problem
from layers.features.feature import AREAS, Feature
from layers.features.reference import Reference, UnknownFeatureError
from layers.geometry.slivers import clean_area


class Arguments(Strict):
    """The arguments of a recipe, from a reading whose parameters have their values."""


ArgumentsT = TypeVar("ArgumentsT", bound=Arguments)
Function = Callable[[Reference, ArgumentsT], list[Feature]]


class RecipeError(ValueError):
    """A reading names an unknown recipe, argument or reference feature."""


@dataclass(frozen=True)
class Recipe:
    """A registered recipe: its function and the model of its arguments.

    If one feature can be made with less work than all of them, `narrowed` returns the arguments
    for it; for an unknown id, it returns the arguments for the ground of all features as one.
    """

    arguments: type[Arguments]
    function: Callable[[Reference, Any], list[Feature]]
    narrowed: Callable[[Any, str], Arguments] | None = None

    @property
    def words(self) -> str:
        """The description of the recipe: the first line of its docstring."""
        return (self.function.__doc__ or "").strip().partition("\n")[0]


RECIPES: dict[str, Recipe] = {}


def recipe(
    arguments: type[ArgumentsT], narrowed: Callable[[ArgumentsT, str], ArgumentsT] | None = None
) -> Callable[[Function[ArgumentsT]], Function[ArgumentsT]]:
    """Register a function under its name, with the model of its arguments."""

    def register(function: Function[ArgumentsT]) -> Function[ArgumentsT]:
        RECIPES[function.__name__] = Recipe(arguments, function, narrowed)
        return function

    return register


def _clean(feature: Feature) -> Feature:
    if feature.role not in AREAS or feature.geometry.is_empty:
        return feature
    return replace(feature, geometry=clean_area(feature.geometry))


def make(
    name: str, arguments: dict[str, Any], reference: Reference, only: str | None = None
) -> list[Feature]:
    """Make the features of a recipe from its arguments.

    Parameters
    ----------
    only
        The id of the one feature needed, or another word for all ground as one. Other features
        may be missing.

    Raises
    ------
    RecipeError
        If the recipe, an argument or a reference feature is unknown. The message is one line.

    Examples
    --------
    >>> from geodata.load import load_catalog
    >>> reference = Reference.of(load_catalog().features)
    >>> arguments = {"route": ["suwayda", "izra"], "width_km": 5}
    >>> [feature.id for feature in make("corridor", arguments, reference)]
    ['zone', 'axis']
    >>> list(reference.taken)
    ['place/izra', 'place/suwayda']
    >>> make("corridor", {"route": ["izra", "izra"], "width_km": 5}, reference)
    Traceback (most recent call last):
        ...
    layers.recipes.registry.RecipeError: recipe 'corridor': the stop 'izra'
    follows upon itself: leave one out
    """
    found = RECIPES.get(name)
    if found is None:
        raise RecipeError(f"recipe '{name}' is not one of {', '.join(sorted(RECIPES))}")
    try:
        given = found.arguments.model_validate(arguments)
        if only and found.narrowed:
            given = found.narrowed(given, only)
        return [_clean(feature) for feature in found.function(reference, given)]
    except ValidationError as error:
        field, problem = first_problem(error, arguments)
        where = f"recipe '{name}', argument {field}" if field else f"recipe '{name}'"
        raise RecipeError(f"{where}: {problem}") from None
    except UnknownFeatureError as error:
        raise RecipeError(f"recipe '{name}': {error.args[0]}") from None
