"""The routes for the map's frame: assets, base map, layers and their details."""

from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from dashboard.presentation.app_catalog import builder
from dashboard.presentation.layer_details import details
from dashboard.presentation.layer_urls import PREFIX, VALUE_PATH, layer_of_query, shape_path
from dashboard.quotas.compute_queue import ComputeQueue, Handler
from dashboard.session.sketches import PATH as MEASURE_PATH
from dashboard.session.sketches import measure_sketch
from dashboard.session.user_layer_description import details_of
from dashboard.session.user_layers import PATH as OWN_PATH
from dashboard.session.user_layers import layer_of_token
from dashboard.stage.precompressed import compress, compressed_response
from dashboard.stage.published_files import FOLDER, published_files
from geodata.models.field_types import Language
from geodata.scenario import LANGUAGES
from layers.build.builder import CACHED_LAYERS
from layers.build.cache import Cache
from layers.build.layer import Layer
from layers.output.geojson import labelled_geojson

FOR_GOOD = {"Cache-Control": "public, max-age=31536000, immutable"}
ASK_AGAIN = {"Cache-Control": "no-cache"}
JSON = "application/json"
ADDRESS_DOTS = 2
"""Dots in a parameter's address, ``PROPOSAL.PROVISION.PARAMETER``."""

_packed = Cache(100)  # more than there are files


def _asset(request: Request) -> Response:
    """Respond with a file; for the path of another version, it must not be cached.

    A page that was open during an update requests its old version and gets the present one.
    """
    name, published = request.path_params["name"], published_files(builder())
    found = published.files.get(name)
    if found is None:
        return PlainTextResponse("There is no such file.", 404)
    current = request.path_params["version"] == published.version
    headers = FOR_GOOD if current else ASK_AGAIN
    if found.media_type == "image/png":
        return Response(found.content, media_type=found.media_type, headers=headers)
    content = _packed.get(name, lambda: compress(found.content))
    return compressed_response(request, content, found.media_type, headers)


_shapes = Cache(CACHED_LAYERS)


def _shape(layer: Layer, language: Language) -> bytes:
    """Return a layer encoded and compressed for sending, cached for all clients."""
    key = f"{layer.hash} {language}"
    return _shapes.get(
        key, lambda: compress(bytes(JSONResponse(labelled_geojson(layer, language)).body))
    )


def _layer(answer: Callable[[Request, Layer, Language], Response]) -> Callable[[Request], Response]:
    def handle(request: Request) -> Response:
        language = _language(request.query_params.get("lang", "en"))
        layer = layer_of_query(request.url.query, builder())
        if layer is None or layer.hash != request.path_params["hash"]:
            return PlainTextResponse("This address names no layer of these data.", 404)
        return answer(request, layer, language)

    return handle


def _shape_of(request: Request, layer: Layer, language: Language) -> Response:
    return compressed_response(request, _shape(layer, language), JSON, FOR_GOOD)


def _details_of(_: Request, layer: Layer, language: Language) -> Response:
    # Not cached: the response contains texts of the interface, which the path does not identify.
    return JSONResponse(details(layer, builder(), language), headers=ASK_AGAIN)


def _value(request: Request) -> Response:
    layer = layer_of_query(request.url.query, builder())
    if layer is None:
        return PlainTextResponse("This address names no layer of these data.", 404)
    language = _language(request.query_params.get("lang", "en"))
    answer = {"address": shape_path(layer, language), "shape": labelled_geojson(layer, language)}
    return JSONResponse(answer, headers=ASK_AGAIN)


def _sketch_figures(request: Request) -> Response:
    return JSONResponse(measure_sketch(request.query_params))


def _own_shape(request: Request) -> Response:
    found = layer_of_token(request.path_params["token"], request.path_params["id"])
    if found is None:
        return PlainTextResponse("There is no such layer.", 404)
    return Response(found.shape, media_type=JSON)


def _own_details(request: Request) -> Response:
    found = layer_of_token(request.path_params["token"], request.path_params["id"])
    if found is None:
        return PlainTextResponse("There is no such layer.", 404)
    return JSONResponse(details_of(found))


def _nothing(_: Request) -> Response:
    return PlainTextResponse("There is no such file.", 404)


_queue = ComputeQueue()


def _queued(answer: Handler) -> Callable[[Request], Awaitable[Response]]:
    """Return a handler that waits in the queue, for responses too numerous to cache."""

    async def handle(request: Request) -> Response:
        return await _queue.answer(request, answer)

    return handle


def _queued_with_values(answer: Handler) -> Callable[[Request], Awaitable[Response]]:
    """Return a handler that waits in the queue if values were chosen; others are cached."""
    queued = _queued(answer)

    async def handle(request: Request) -> Response:
        if any(key.count(".") == ADDRESS_DOTS for key in request.query_params):
            return await queued(request)
        return await run_in_threadpool(answer, request)

    return handle


def _language(text: str) -> Language:
    return LANGUAGES[LANGUAGES.index(text)] if text in LANGUAGES else "en"


ROUTES = [
    Route(f"/{FOLDER}/{{version}}/{{name:path}}", _asset),
    Route(f"/{VALUE_PATH}", _queued(_value)),
    Route(f"/{MEASURE_PATH}", _queued(_sketch_figures)),
    Route(f"/{OWN_PATH}/{{token}}/{{id}}/shape", _own_shape),
    Route(f"/{OWN_PATH}/{{token}}/{{id}}/details", _own_details),
    Route(f"/{PREFIX}/{{hash}}/shape", _queued_with_values(_layer(_shape_of))),
    Route(f"/{PREFIX}/{{hash}}/details", _queued_with_values(_layer(_details_of))),
    Route("/map/{rest:path}", _nothing),  # otherwise Streamlit would respond with its page
]
