"""The panel of a standalone page: steps, switches and sources."""

from html import escape

from dashboard.export.picture.map_surround import SourceCredits
from dashboard.export.web_page.page_data import Content
from dashboard.presentation.layer_details import format_source
from dashboard.presentation.swatches import swatch_address
from dashboard.text.ui_text import in_force_statement, words
from geodata.catalog import GROUPS, group_of
from geodata.models.field_types import in_language
from geodata.scenario import to_query


def panel(content: Content, credit: SourceCredits, licence: str) -> str:
    """Return the whole panel as HTML, with all texts escaped."""
    said = words()["page"]
    return (
        f'<details class="side" open><summary>{escape(said["panel"])}</summary>'
        f'<h1 dir="auto">{escape(title_of(content))}</h1>'
        f"<p>{escape(words()['subtitle'])}</p>"
        f"{_steps(content)}{_switches(content)}"
        f'<p class="side-note">{escape(said["fixed"])}</p>'
        f"{_about(content, credit, licence)}</details>"
    )


def title_of(content: Content) -> str:
    """Return the briefing's title, or the product's."""
    if content.named_briefing is None:
        return str(words()["title"])
    return in_language(content.named_briefing.briefing.title, content.language)


def _steps(content: Content) -> str:
    """Return the list of steps; the briefing's script finds it by its class."""
    if content.named_briefing is None:
        return ""
    said = words()["brief"]
    rows = "".join(
        f'<label><input type="radio" name="step" value="{at}"{"" if at else " checked"}>'
        f'<span dir="auto">{at + 1}. {escape(in_language(step.title, content.language))}</span>'
        "</label>"
        for at, step in enumerate(content.named_briefing.briefing.step)
    )
    return (
        f'<fieldset class="st-key-step" role="radiogroup"><legend>{escape(said["steps"])}</legend>'
        f'{rows}</fieldset><p class="side-changed" hidden>{escape(words()["page"]["changed"])} '
        f'<button type="button" class="side-restore">{escape(said["restore"])}</button></p>'
    )


def _switches(content: Content) -> str:
    catalog = content.builder.catalog
    found = []
    for group in GROUPS:
        members = [name for name in content.proposals if group_of(catalog.proposals[name]) == group]
        if members:
            rows = "".join(_proposal(name, content) for name in members)
            legend = escape(words()["group"][group])
            found.append(f"<fieldset><legend>{legend}</legend>{rows}</fieldset>")
    return "".join(found)


def _proposal(proposal_id: str, content: Content) -> str:
    catalog, language = content.builder.catalog, content.language
    proposal, layers = catalog.proposals[proposal_id], catalog.layers_of(proposal_id)
    status = f"{words()['status'][proposal.status]} · {words()['asOf']} {proposal.as_of}"
    title = in_language(proposal.title, language)
    parts = [_switch("proposal", proposal_id, title, _swatch(layers, content))]
    parts += [
        _line(status, "side-small"),
        _line(in_force_statement(proposal, language), "side-small"),
    ]
    for layer in layers:
        title = in_language(catalog.layers[layer].title, language)
        if len(layers) > 1:
            parts.append(_switch("layer", layer, title, _swatch([layer], content)))
        readings = content.readings(layer)
        named = {item.id: item for item in catalog.layers[layer].reading}
        if len(readings) > 1:
            parts += [
                _switch("reading", f"{layer}@{name}", in_language(named[name].title, language))
                for name in readings
            ]
    undrawn = [item for item in proposal.provision if not item.reading]
    if undrawn:
        items = "; ".join(in_language(item.title, language) for item in undrawn)
        parts.append(_line(f"{words()['not_drawn']}: {items}", "side-small"))
    return f'<div class="side-proposal">{"".join(parts)}</div>'


def _switch(kind: str, name: str, title: str, swatch: str = "") -> str:
    return (
        f'<label class="side-{kind}"><input type="checkbox" data-{kind}="{escape(name)}">{swatch}'
        f'<span dir="auto">{escape(title)}</span></label>'
    )


def _swatch(layers: list[str], content: Content) -> str:
    light, dark = (
        swatch_address(content.builder.catalog, layers, theme) for theme in ("light", "dark")
    )
    return (
        f'<picture><source media="(prefers-color-scheme: dark)" srcset="{dark}">'
        f'<img src="{light}" alt="" width="28" height="18"></picture>'
    )


def _about(content: Content, credit: SourceCredits, licence: str) -> str:
    said, catalog = words()["page"], content.builder.catalog
    facts = {
        said["briefing"]: content.named_briefing.id if content.named_briefing else "",
        said["scenario"]: "" if content.named_briefing else to_query(content.scenarios[0], catalog),
        said["as_of"]: credit.as_of,
        words()["export"]["version"]: credit.version,
        words()["licence"]: licence,
        words()["export"]["data"]: " · ".join(credit.attributions),
        said["precision"]: said["precise"],
    }
    rows = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in facts.items() if text
    )
    sources = "".join(
        f'<li dir="auto">{escape(format_source(catalog.sources[name]))}</li>'
        for name in credit.sources
    )
    return (
        f'<details class="side-about"><summary>{escape(said["about"])}</summary>'
        f"<p>{escape(words()['neutrality'])}</p><p>{escape(words()['plus_minus'])}</p>"
        f"<dl>{rows}</dl><h2>{escape(words()['export']['sources'])}</h2><ul>{sources}</ul></details>"
    )


def _line(text: str, name: str) -> str:
    return f'<p class="{name}" dir="auto">{escape(text)}</p>' if text else ""
