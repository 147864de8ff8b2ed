"""What the server answers to the map's frame: assets, base map, layers and their details."""

from collections.abc import Callable
from functools import cache

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from dashboard.details import details
from dashboard.drawing import PATH as MEASURE_PATH
from dashboard.drawing import measured
from dashboard.own import PATH as OWN_PATH
from dashboard.own import details_of, kept
from dashboard.project import builder
from dashboard.web_map.assets import assets
from dashboard.web_map.base import base_map, relief_picture
from dashboard.web_map.layer_address import PREFIX, VALUE_PATH, layer_of_query, shape_path
from geodata.models import Language
from geodata.scenario import LANGUAGES
from layers.build import CACHED_LAYERS, Layer
from layers.cache import Cache
from layers.geojson import labelled

FOR_GOOD = {"Cache-Control": "public, max-age=31536000, immutable"}
PRIVATE = {"Cache-Control": "private, no-store"}
ASK_AGAIN = {"Cache-Control": "no-cache"}


def _asset(request: Request) -> Response:
    found = assets().get(request.path_params["name"])
    if found is None:
        return PlainTextResponse("There is no such file.", 404)
    return Response(found.content, media_type=found.media_type, headers=ASK_AGAIN)


@cache
def _base() -> bytes:
    return bytes(JSONResponse(base_map(builder().catalog)).body)


def _base_map(_: Request) -> Response:
    return Response(_base(), media_type="application/json", headers=ASK_AGAIN)


def _relief(_: Request) -> Response:
    return Response(relief_picture(builder().catalog), media_type="image/png", headers=ASK_AGAIN)


_shapes = Cache(CACHED_LAYERS)


def _shape(layer: Layer, language: Language) -> bytes:
    """Return a layer as it is sent, written once for all who ask for it."""
    key = f"{layer.hash} {language}"
    return _shapes.get(key, lambda: bytes(JSONResponse(labelled(layer, language)).body))


def _details(layer: Layer, language: Language) -> bytes:
    return bytes(JSONResponse(details(layer, builder(), language)).body)


def _layer(
    answer: Callable[[Layer, Language], bytes], headers: dict[str, str]
) -> Callable[[Request], Response]:
    def handle(request: Request) -> Response:
        language = _language(request.query_params.get("lang", "en"))
        layer = layer_of_query(request.url.query, builder())
        if layer is None or layer.hash != request.path_params["hash"]:
            return PlainTextResponse("This address names no layer of these data.", 404)
        content = answer(layer, language)
        return Response(content, media_type="application/json", headers=headers)

    return handle


def _value(request: Request) -> Response:
    layer = layer_of_query(request.url.query, builder())
    if layer is None:
        return PlainTextResponse("This address names no layer of these data.", 404)
    language = _language(request.query_params.get("lang", "en"))
    answer = {"address": shape_path(layer, language), "shape": labelled(layer, language)}
    return JSONResponse(answer, headers=ASK_AGAIN)


def _measured(request: Request) -> Response:
    return JSONResponse(measured(request.query_params), headers=PRIVATE)


def _own_shape(request: Request) -> Response:
    found = kept(request.path_params["token"], request.path_params["id"])
    if found is None:
        return PlainTextResponse("There is no such layer.", 404)
    return Response(found.shape, media_type="application/json", headers=PRIVATE)


def _own_details(request: Request) -> Response:
    found = kept(request.path_params["token"], request.path_params["id"])
    if found is None:
        return PlainTextResponse("There is no such layer.", 404)
    return JSONResponse(details_of(found), headers=PRIVATE)


def _language(text: str) -> Language:
    return LANGUAGES[LANGUAGES.index(text)] if text in LANGUAGES else "en"


ROUTES = [
    Route("/map/assets/{name:path}", _asset),
    Route("/map/base.json", _base_map),
    Route("/map/relief.png", _relief),
    Route(f"/{VALUE_PATH}", _value),
    Route(f"/{MEASURE_PATH}", _measured),
    Route(f"/{OWN_PATH}/{{token}}/{{id}}/shape", _own_shape),
    Route(f"/{OWN_PATH}/{{token}}/{{id}}/details", _own_details),
    Route(f"/{PREFIX}/{{hash}}/shape", _layer(_shape, FOR_GOOD)),
    Route(
        f"/{PREFIX}/{{hash}}/details",
        # The interface's words are in the answer and not in the address.
        _layer(_details, ASK_AGAIN),
    ),
]
