"""A figure with its citation, as plain text for a newspaper's data desk."""

from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.presentation.layer_details import format_source
from dashboard.session.user_layers import UserLayer
from dashboard.text.ui_text import in_force_statement, words
from geodata import __version__
from geodata.catalog import Catalog
from geodata.models.field_types import Language, in_language
from geodata.scenario import Scenario, to_query
from layers.accuracy.metrics import WHOLE, FigureKey
from layers.accuracy.quantity import Quantity
from layers.build.builder import Builder
from layers.build.layer import Layer
from layers.build.other_end import measure_title


@dataclass(frozen=True)
class LayerFigure:
    """A figure of a layer with its name and value."""

    layer: Layer
    name: FigureKey
    quantity: Quantity

    @property
    def address(self) -> str:
        """``PROPOSAL.PROVISION@READING.FEATURE.MEASURE``."""
        return ".".join((self.layer.name, *self.name))

    def title(self, builder: Builder, scenario: Scenario) -> str:
        """Return its title for a list: clause, reading if there are several, part and measure."""
        layer, language = self.layer, scenario.language
        parts = [in_language(layer.provision.title, language)]
        if len(scenario.available_readings(layer.address, builder.catalog)) > 1:
            parts.append(in_language(layer.reading.label or layer.reading.title, language))
        return " · ".join(dict.fromkeys((*parts, *self.subject(language))))

    def subject(self, language: Language) -> tuple[str, str]:
        """Return the titles of the measured part and of the measure."""
        feature_id, measure = self.name
        part = words()["whole"] if feature_id == WHOLE else self.layer.feature(feature_id).title
        return in_language(part, language), measure_title(measure, self.quantity, language)


def citation(figure: LayerFigure, builder: Builder, scenario: Scenario, page: str) -> str:
    """Return a figure and all that must be cited with it, one line each.

    Parameters
    ----------
    page
        The address of the page with its base path; the scenario is appended to make the link.
    """
    layer, catalog, language = figure.layer, builder.catalog, scenario.language
    titles = (catalog.proposal_of(layer.address).title, layer.provision.title)
    subject = [*(in_language(title, language) for title in titles), *figure.subject(language)]
    return "\n".join(
        (
            _figure(subject, figure.quantity),
            *_provenance(layer, catalog, language),
            *_data_lines(figure.quantity),
            _version(catalog),
            _sentence_for("link", address=f"{page.rstrip('/')}/?{to_query(scenario, catalog)}"),
        )
    )


def own_figure_title(item: UserLayer, name: FigureKey) -> str:
    """Return the title of a user layer's figure for a list."""
    return " · ".join(dict.fromkeys(_own_subject(item, name)))


def own_citation(item: UserLayer, name: FigureKey, builder: Builder) -> str:
    """Return the citation of a user layer's figure, which has neither sources nor a link."""
    return "\n".join(
        (
            _figure(_own_subject(item, name), item.figures[name]),
            words()["own_exact"],
            _version(builder.catalog),
        )
    )


def _own_subject(item: UserLayer, name: FigureKey) -> tuple[str, ...]:
    part = item.part_titles.get(name[0], words()["whole"])
    return item.layer.name, part, measure_title(name[1], item.figures[name])


def _figure(subject: Iterable[str], quantity: Quantity) -> str:
    """Return a figure with its subject, without repeated words; the measure comes last."""
    *parts, measure = dict.fromkeys(subject)
    return _sentence(f"{', '.join((*parts, measure[0].lower() + measure[1:]))}: {quantity.text()}")


def _provenance(layer: Layer, catalog: Catalog, language: Language) -> Iterable[str]:
    """Yield status, interpretation, assumptions and sources of a layer."""
    proposal, reading = catalog.proposal_of(layer.address), layer.reading
    status = words()["status"][proposal.status]
    held = in_force_statement(proposal, language)
    yield _sentence(held or _sentence_for("status", status=status, as_of=proposal.as_of))
    title, meant = in_language(reading.title, language), words()["confidence"][reading.confidence]
    yield _sentence(_sentence_for("interpretation", reading=title, confidence=meant))
    assumed = [
        f"{in_language(parameter.title, language)}: {parameter.text(value)}"
        for parameter, value in layer.assumptions
    ]
    if assumed:
        yield _sentence(_sentence_for("assumed", values="; ".join(assumed)))
    for source in reading.sources or layer.provision.sources:
        yield _sentence(_sentence_for("source", source=format_source(catalog.sources[source])))


def _data_lines(quantity: Quantity) -> Iterable[str]:
    """Yield the data of a computed figure (counts have none), and what its ± covers."""
    if quantity.unit != "count":
        data = "; ".join(quantity.attributions)
        yield _sentence(_sentence_for("computed_from", data=data, as_of=quantity.as_of))
        yield words()["plus_minus"]


def _version(catalog: Catalog) -> str:
    version = f"{__version__}/{catalog.version}"
    return _sentence(_sentence_for("version", title=words()["title"], version=version))


def _sentence_for(name: str, **values: str) -> str:
    return words()["citation"][name].format(**values)


def _sentence(text: str) -> str:
    return f"{' '.join(text.split()).rstrip('.')}."
