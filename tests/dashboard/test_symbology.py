"""Looks: contrast, what is neutral, and that everything drawn has one."""

import tomllib
from pathlib import Path

import pytest

from dashboard.presentation import symbology
from geodata.catalog import GROUPS, group_of
from tests.layers.project import BUILDER, CATALOG

CONFIG = Path(__file__).resolve().parents[2] / "dashboard" / "server" / "settings.toml"
THEMES = ("light", "dark")


def luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    dark, light = sorted((luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)  # the known limit grey


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("ground", ["backgroundColor", "secondaryBackgroundColor"])
def test_strokes_are_seen_as_well_as_text(theme: str, group: str, ground: str) -> None:
    """4.5:1, what WCAG 2.2 (1.4.3) asks of text, since strokes are also used for names."""
    colours = tomllib.loads(CONFIG.read_text("utf-8"))["theme"][theme]
    stroke = symbology.symbology().party[group].stroke
    assert contrast(stroke[theme], colours[ground]) >= 4.5  # type: ignore[index]


def test_what_is_neutral_has_no_colour_of_a_party() -> None:
    """Grey: as much red as green and blue; letters are read on all shares, as above."""
    fill = symbology.symbology().neutral.fill
    assert fill[1:3] == fill[3:5] == fill[5:7]
    assert symbology.share_fill(0) == f"{fill}00"
    grey, part = int(fill[1:3], 16), int(symbology.share_fill(100)[7:], 16) / 255
    for colours in (tomllib.loads(CONFIG.read_text("utf-8"))["theme"][it] for it in THEMES):
        ground = [int(colours["backgroundColor"][at : at + 2], 16) for at in (1, 3, 5)]
        mixed = "#" + "".join(f"{round(part * grey + (1 - part) * own):02x}" for own in ground)
        assert contrast(mixed, colours["textColor"]) >= 4.5


def test_every_group_status_and_role_has_its_look() -> None:
    looks = symbology.symbology()
    assert set(looks.party) == {*GROUPS, "own"}  # a person's own layers belong to no party
    assert {group_of(item) for item in CATALOG.proposals.values()} <= set(looks.party)
    assert {item.status for item in CATALOG.proposals.values()} <= set(looks.status)
    drawn = {
        feature.role
        for address, provision in CATALOG.layers.items()
        for reading in provision.reading
        for feature in BUILDER.layer(address, reading.id).features
    }
    assert drawn - {"accuracy", "total"} <= set(looks.role)
    # Groups differ in hue, and those that can meet in one status also in the angle of the hatch.
    assert len({look.fill for look in looks.party.values()}) == len(looks.party)
    assert len({str(look.dash) for look in looks.status.values()}) == len(looks.status)
