"""Model of the interface's texts: a misspelt, missing or unknown key is an error."""

from typing import Annotated, get_args

from pydantic import RootModel, with_config
from typing_extensions import TypedDict

from dashboard.text.ui_text_tables import (
    STRICT,
    BriefText,
    ComposeText,
    DifferenceText,
    ExportText,
    LegendMoreText,
    LinkText,
    LiveRegionText,
    MethodText,
    SketchText,
    WebPageText,
    WelcomeText,
    each_of,
)
from geodata.catalog import GROUPS
from geodata.models.field_types import Confidence, Fit, Issue, Language, Party, Response, Status


@with_config(STRICT)
class InterfaceText(TypedDict):
    """All texts: general ones, then those of each part of the interface."""

    title: str
    subtitle: str
    neutrality: str
    asOf: str
    asOfFirst: str
    reported: str
    others_title: str
    others_more: str
    by_reports: str
    by_other_data: str
    divided_by_other_data: str
    no_other_figures: str
    clause: str
    reading: str
    confidenceSaid: str
    confidenceMeant: str
    assumed: str
    formula: str
    accuracy: str
    sources: str
    licence: str
    close: str
    legend: str
    map: str
    own_bring: str
    own_most_drawn: str
    own_private: str
    own_most: str
    upload_most: str
    too_many_requests: str
    upload_pause: str
    upload_full: str
    own_most_bytes: str
    own_remove: str
    own_not_linked: str
    own_more: str
    own_name: str
    own_download: str
    own_exact: str
    own_positions: str
    own_same: str
    own_swap: str
    own_field: str
    own_read_on: str
    ground: str
    zoomTo: str
    went_wrong: str
    host_refused: str
    notAnswered: str
    clickAgain: str
    again: str
    offline: str
    ownGone: str
    tilesMissing: str
    figures: str
    whole: str
    nothing_on: str
    readings: str
    table: str
    plus_minus: str
    language: str
    online: str
    online_off: str
    online_warning: str
    link_told: str
    assumption_mark: str
    changed_mark: str
    origin_reported: str
    origin_assumed: str
    confidence_is: str
    parameters: str
    readings_title: str
    readings_lead: str
    readings_axis: str
    readings_ratio: str
    readings_reported: str
    readings_unreported: str
    readings_show: str
    positions_title: str
    positions_lead: str
    positions_nothing_drawn: str
    precedents_title: str
    precedents_lead: str
    illustration: str
    compose_title: str
    timeline_title: str
    timeline_lead: str
    timeline_later: str
    timeline_later_lead: str
    timeline_gap: str
    timeline_searched: str
    timeline_show: str
    measures_title: str
    measures_lead: str
    measuring: str
    download_csv: str
    download_geojson: str
    sensitivity_title: str
    sensitivity_lead: str
    sensitivity_parameter: str
    sensitivity_reading: str
    sensitivity_now: str
    sensitivity_no_value: str
    sensitivity_range: str
    bridge_title: str
    bridge_lead: str
    bridge_at: str
    bridge_ends_only: str
    bridge_of_file: str
    bridge_unsure: str
    bridge_given_up: str
    compare_title: str
    compare_lead: str
    compare_now: str
    compare_own: str
    compare_keep: str
    compare_kept: str
    compare_no_area: str
    compare_places: str
    compare_instead: str
    compare_swiped: str
    compare_swipe: str
    compare_matrix: str
    compare_matrix_lead: str
    article_title: str
    article_lead: str
    article_sentence: str
    article_said_in: str
    sources_title: str
    sources_layers: str
    sources_all: str
    sources_read: str
    source_publisher: str
    source_date: str
    source_address: str
    source_read: str
    attribution: str
    governorates_title: str
    governorates_lead: str
    governorates_name: str
    governorates_here: str
    source_rests: str
    source_rests_nothing: str
    view: str
    stances: str
    alsoAsked: str
    not_drawn: str
    readingSources: str
    inForce: str
    standing: str
    standing_short: str
    retired: str
    opening: WelcomeText
    spoken: LiveRegionText
    brief: BriefText
    compose: ComposeText
    legend_more: LegendMoreText
    export: ExportText
    page: WebPageText
    fit: Annotated[dict[str, str], each_of(get_args(Fit))]
    group: Annotated[dict[str, str], each_of(("own", *GROUPS))]
    drawing: SketchText
    link: LinkText
    status: Annotated[dict[str, str], each_of(("own", *get_args(Status)))]
    confidence: Annotated[dict[str, str], each_of(get_args(Confidence))]
    party: Annotated[dict[str, str], each_of((*get_args(Party), "both"))]
    position: Annotated[dict[str, str], each_of(get_args(Response))]
    languages: Annotated[dict[str, str], each_of(get_args(Language))]
    views: Annotated[
        dict[str, str],
        each_of(
            (
                "figures",
                "brief",
                "compose",
                "positions",
                "timeline",
                "readings",
                "precedents",
                "compare",
                "measures",
                "sensitivity",
                "bridge",
                "sources",
            )
        ),
    ]
    measure: Annotated[
        dict[str, str], each_of(("area", "length", "width", "count", "distance-to-damascus"))
    ]
    fit_short: Annotated[dict[str, str], each_of(get_args(Fit))]
    apart: DifferenceText
    issue: Annotated[dict[str, str], each_of(get_args(Issue))]
    method: Annotated[
        dict[str, MethodText], each_of(("geometry", "measures", "plus_minus", "unknown"))
    ]
    symmetric: Annotated[dict[str, str], each_of(("both-alike", "both-unequally", "one-side"))]
    ground_key: Annotated[dict[str, str], each_of(("border", "line", "governorate", "road"))]
    column: Annotated[
        dict[str, str],
        each_of(
            ("layer", "reading", "part", "measure", "other_end", "value", "unit", "others", "as_of")
        ),
    ]
    citation: Annotated[
        dict[str, str],
        each_of(
            (
                "title",
                "choose",
                "status",
                "interpretation",
                "assumed",
                "source",
                "computed_from",
                "version",
                "link",
            )
        ),
    ]
    places: Annotated[
        dict[str, str],
        each_of(("title", "inside", "too_close", "likely", "outside")),
    ]
    bridge_parts: Annotated[dict[str, str], each_of(("only-a", "only-b", "common"))]
    comparison: Annotated[
        dict[str, str],
        each_of(("common", "only-a", "only-b", "total", "area-a", "area-b", "overlap-ratio")),
    ]


class InterfaceFile(RootModel[InterfaceText]):
    """The file of texts."""
