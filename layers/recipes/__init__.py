"""Recipes: pure functions from reference features and arguments to named features."""

from layers.recipes import (
    bands,
    corridor,
    graded_zones,
    lines,
    places,
    positions,
    regions,
    territory,
)
from layers.recipes.registry import RECIPES, RecipeError, make

__all__ = [
    "RECIPES",
    "RecipeError",
    "bands",
    "corridor",
    "graded_zones",
    "lines",
    "make",
    "places",
    "positions",
    "regions",
    "territory",
]
