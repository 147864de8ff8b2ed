"""Loads all data files into the catalogue and checks them against each other.

This module checks the form of the files and the references between them. Recipes and measures
are checked by :mod:`layers.build.check_recipes`, since this package does not depend on geometry
code.
"""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from geodata.article import check_places
from geodata.catalog import FOLDER, GROUPS, RESERVED, Catalog, group_of
from geodata.cross_checks import check_names
from geodata.models.article import Article
from geodata.models.briefing import Briefing
from geodata.models.field_types import ID_PATTERN, Issue, Party, first_duplicate
from geodata.models.other_figures import OtherFigures, load_other_figures
from geodata.models.precedents import Precedent, Precedents
from geodata.models.proposal import Proposal
from geodata.models.reference_features import load_features
from geodata.models.source import Source
from geodata.models.terms import Term, Terms
from geodata.models.timeline import Event, Gap, Timeline
from geodata.text.file_errors import FileError, read_toml, validate


def load_catalog(folder: Path = FOLDER) -> Catalog:
    """Read and check every file under a folder laid out like ``geodata``.

    Raises
    ------
    FileError
        For the first error: one line with file, field and correction.
    """
    sources = _load_sources(folder / "sources.toml")
    features = load_features(folder / "reference", sources)
    proposals = dict(_load_proposals(folder / "proposals", sources))
    _stances_stand_once(folder / "proposals", proposals)
    events, gaps = _load_timeline(folder / "timeline.toml", sources)
    found = Catalog(
        folder,
        sources,
        features,
        proposals,
        events,
        _load_precedents(folder / "precedents.toml"),
        _load_terms(folder / "terms.toml"),
        _version(folder),
        dict(_load_briefings(folder / "briefings")),
        gaps,
        _load_article(folder / "article.toml"),
        dict(_load_other_figures(folder, sources)),
    )
    if found.article:
        check_places(folder / "article.toml", found.article, found)
    for briefing_id, briefing in found.briefings.items():
        check_names(folder / "briefings" / f"{briefing_id}.toml", briefing, found)
    return found


def _load_sources(path: Path) -> dict[str, Source]:
    sources = {
        source_id: validate(Source, content, path, source_id)
        for source_id, content in read_toml(path).items()
    }
    current = {source_id for source_id, source in sources.items() if not source.retired}
    for source_id, source in sources.items():
        if source.retired and source.retired.instead not in ("", *current):
            raise FileError(
                path,
                f"{source_id}.retired.instead",
                f"'{source.retired.instead}' is not a current source: name one that "
                "is not retired, or leave it out",
            )
    return sources


def _load_proposals(folder: Path, sources: dict[str, Source]) -> Iterator[tuple[str, Proposal]]:
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise FileError(folder, "", "holds no proposals: add one, see geodata/proposals/README.md")
    loaded = []
    for path in paths:
        _is_id(path, "proposal")
        proposal = validate(Proposal, read_toml(path), path)
        _sources_stand(path, proposal, sources)
        loaded.append((path.stem, proposal))
    yield from sorted(loaded, key=lambda item: GROUPS.index(group_of(item[1])))


def _is_id(path: Path, of: str) -> None:
    if path.stem in RESERVED or not re.fullmatch(ID_PATTERN, path.stem):
        raise FileError(
            path, "", f"the file's name is the {of}'s id: lower case, digits and hyphens"
        )


def _sources_stand(path: Path, proposal: Proposal, sources: dict[str, Source]) -> None:
    for field, source_id in proposal.cited_sources():
        _source_stands(path, field, source_id, sources)
    for field, source_id in proposal.cited_sources(by_retired=False):
        _source_is_current(path, field, source_id, sources)


def _source_stands(path: Path, field: str, source_id: str, sources: dict[str, Source]) -> None:
    if source_id not in sources:
        raise FileError(
            path,
            field,
            f"source '{source_id}' is not in geodata/sources.toml: add it, or correct the id",
        )


def _source_is_current(path: Path, field: str, source_id: str, sources: dict[str, Source]) -> None:
    if retired := sources[source_id].retired:
        other = f"'{retired.instead}'" if retired.instead else "another source"
        raise FileError(
            path,
            field,
            f"source '{source_id}' is retired since {retired.on}: cite {other} instead",
        )


def _stances_stand_once(folder: Path, proposals: dict[str, Proposal]) -> None:
    seen: dict[tuple[Issue, Party], str] = {}
    for proposal_id, proposal in proposals.items():
        for provision in proposal.provision:
            for stance in provision.stance:
                address = f"{proposal_id}.{provision.id}"
                first = seen.setdefault((provision.issue, stance.party), address)
                if first != address:
                    raise FileError(
                        folder / f"{proposal_id}.toml",
                        f"provision.{provision.id}.stance.{stance.party}",
                        f"{first} already has the stance of {stance.party} on {provision.issue}: "
                        "put all stances on an issue into one provision",
                    )


def _load_timeline(
    path: Path, sources: dict[str, Source]
) -> tuple[tuple[Event, ...], tuple[Gap, ...]]:
    timeline = validate(Timeline, read_toml(path), path)
    _differ(path, "event", [event.id for event in timeline.event])
    for event in timeline.event:
        for source_id in event.sources:
            _source_stands(path, f"event.{event.id}", source_id, sources)
            _source_is_current(path, f"event.{event.id}", source_id, sources)
    return (
        tuple(sorted(timeline.event, key=lambda event: f"{event.date}~")),
        tuple(sorted(timeline.gap, key=lambda gap: gap.since)),
    )


def _load_precedents(path: Path) -> tuple[Precedent, ...]:
    precedents = validate(Precedents, read_toml(path), path).precedent
    _differ(path, "precedent", [precedent.id for precedent in precedents])
    return tuple(precedents)


def _load_article(path: Path) -> Article | None:
    return validate(Article, read_toml(path), path) if path.exists() else None


def _load_other_figures(
    folder: Path, sources: dict[str, Source]
) -> Iterator[tuple[str, OtherFigures]]:
    for path, figures in load_other_figures(folder):
        _source_stands(path, "source", figures.source, sources)
        _source_is_current(path, "source", figures.source, sources)
        yield path.name, figures


def _load_briefings(folder: Path) -> Iterator[tuple[str, Briefing]]:
    for path in sorted(folder.glob("*.toml")):
        _is_id(path, "briefing")
        yield path.stem, validate(Briefing, read_toml(path), path)


def _load_terms(path: Path) -> tuple[Term, ...]:
    return tuple(validate(Terms, read_toml(path), path).term)


def _differ(path: Path, name: str, ids: list[str]) -> None:
    if twice := first_duplicate(ids):
        raise FileError(path, f"{name}.{twice}", "is given twice: rename or remove one")


def _version(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".toml", ".geojson", ".png") and path.parent.name != "rebuild":
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
