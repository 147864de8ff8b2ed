"""Recipes: pure functions from reference features and arguments to named features."""

from layers.recipes import bands, corridor, graded, held, lines, places, positions, regions
from layers.recipes.registry import RECIPES, RecipeError, make

__all__ = [
    "RECIPES",
    "RecipeError",
    "bands",
    "corridor",
    "graded",
    "held",
    "lines",
    "make",
    "places",
    "positions",
    "regions",
]
