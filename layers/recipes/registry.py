"""The registry of recipes, and how their arguments are checked."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError

from geodata.models import Strict
from layers.features import Feature
from layers.reference import Reference, UnknownFeatureError


class Arguments(Strict):
    """The arguments of a recipe, as a reading gives them once parameters have their values."""


ArgumentsT = TypeVar("ArgumentsT", bound=Arguments)
Function = Callable[[Reference, ArgumentsT], list[Feature]]


class RecipeError(ValueError):
    """A reading names a recipe, an argument or a reference feature that does not exist."""


@dataclass(frozen=True)
class Recipe:
    """A registered recipe: its function and the model of its arguments."""

    arguments: type[Arguments]
    function: Callable[[Reference, Any], list[Feature]]

    @property
    def words(self) -> str:
        """What the recipe does, in the first line of its docstring."""
        return (self.function.__doc__ or "").strip().partition("\n")[0]


RECIPES: dict[str, Recipe] = {}


def recipe(arguments: type[ArgumentsT]) -> Callable[[Function[ArgumentsT]], Function[ArgumentsT]]:
    """Register a function under its name, with the model of its arguments."""

    def register(function: Function[ArgumentsT]) -> Function[ArgumentsT]:
        RECIPES[function.__name__] = Recipe(arguments, function)
        return function

    return register


def make(name: str, arguments: dict[str, Any], reference: Reference) -> list[Feature]:
    """Return what a recipe makes of its arguments.

    Raises
    ------
    RecipeError
        If the recipe, an argument or a reference feature is not known. One line.
    """
    found = RECIPES.get(name)
    if found is None:
        raise RecipeError(f"recipe '{name}' is not one of {', '.join(sorted(RECIPES))}")
    try:
        return found.function(reference, found.arguments.model_validate(arguments))
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(step) for step in first["loc"])
        raise RecipeError(f"recipe '{name}', argument {field}: {first['msg']}") from None
    except UnknownFeatureError as error:
        raise RecipeError(f"recipe '{name}': {error.args[0]}") from None
