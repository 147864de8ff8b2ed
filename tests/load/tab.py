"""A tab of a browser as the server sees it: Streamlit's protocol, without the drawing.

It opens the page and its websocket, keeps what every control shows and sends all of it with each
message, and fetches the layers that the map's message names. A test holds what it sends against
what a browser sends.
"""

import asyncio
import base64
import json
import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import aiohttp
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from dashboard.session.control_keys import EDITION
from dashboard.stage.published_files import BASE, FOLDER

MESSAGE = re.compile(r"talks\.receive\('([^']*)'\)")
XSRF = "_streamlit_xsrf"
AGAIN_S = 1.0
"""How long a tab waits before it tries to connect again."""

LIMIT_S = 60

Hear = Callable[[dict[str, Any]], None]
"""Is given each message to the map."""

Watch = Callable[[bytes], None]
"""Is given all that comes, as it came; of a message to the map also what is written in it."""


class Tab:
    """One tab.

    Attributes
    ----------
    query
        What stands after the ``?`` in the page's address; Python writes it.
    states
        What every control on the page shows, by its id.
    finished
        Set while the script has nothing to do.
    failures
        What should not have happened, a line each.
    connections
        How often its websocket was opened.
    sent
        Is given all that is sent; a test listens.
    """

    def __init__(
        self, http: aiohttp.ClientSession, address: str, query: str, hear: Hear, watch: Watch
    ) -> None:
        self.http, self.address, self.query = http, address, query
        self.hear, self.watch = hear, watch
        self.states: dict[str, WidgetState] = {}
        self.finished = asyncio.Event()
        self.failures: list[str] = []
        self.connections = 0
        self.sent: Callable[[bytes], None] = lambda _: None
        self.upload_addresses: asyncio.Queue[Any] = asyncio.Queue()
        self._page = self._session = self._map = ""
        self._fragments: dict[str, str] = {}  # of every control, the fragment that draws it
        self._running: set[str] = set()
        self._seen: set[str] = set()
        self._known: dict[str, dict[str, Any]] = {}  # by language and name: what is said of layers
        self._fetched: set[str] = set()
        self._fetching: set[asyncio.Task[None]] = set()
        self._socket: aiohttp.ClientWebSocketResponse | None = None

    def cookie(self, name: str) -> str:
        """Return a cookie that the server has set, or nothing."""
        found = self.http.cookie_jar.filter_cookies(self.http_url("")).get(name)
        return found.value if found else ""

    def http_url(self, path: str) -> Any:
        """Return a web address of the server."""
        return aiohttp.client.URL(f"{self.address}/{path}", encoded=True)

    async def get(self, path: str) -> tuple[int, bytes]:
        """Return the status and the content of an answer."""
        async with self.http.get(self.http_url(path)) as answer:
            return answer.status, await answer.read()

    async def stay(self) -> None:
        """Open the page, listen to the server, and connect again where it is cut, until cancelled."""
        await self.get(f"?{self.query}")
        _, base = await self.get(f"{FOLDER}/any-version/{BASE}")
        self._known = json.loads(base)["layers"]
        while True:
            try:
                await self._listen()
            except (aiohttp.ClientError, OSError):
                await asyncio.sleep(AGAIN_S)

    async def _listen(self) -> None:
        for path in ("_stcore/health", "_stcore/host-config"):
            status, _ = await self.get(path)
            if status != 200:
                raise OSError(f"{path} was answered with {status}")
        protocols = ["streamlit", self.cookie(XSRF), self._session]
        async with self.http.ws_connect(
            self.http_url("_stcore/stream"),
            protocols=[item for item in protocols if item],
            origin=self.address,
            compress=15,
            max_msg_size=0,
        ) as self._socket:
            self.connections += 1
            await self.rerun()
            async for frame in self._socket:
                if frame.type is aiohttp.WSMsgType.BINARY:
                    self.watch(frame.data)
                    self._take(ForwardMsg.FromString(frame.data))

    async def rerun(self, fragment: str = "") -> None:
        """Send what every control shows, and have the script or a part of it run."""
        self.finished.clear()
        asked = BackMsg()
        told = asked.rerun_script
        told.query_string, told.page_script_hash = self.query, self._page
        told.fragment_id = fragment
        told.widget_states.widgets.extend(self.states.values())
        told.context_info.url = f"{self.address}/"
        told.context_info.color_scheme = "light"
        await self._send(asked)

    async def _send(self, asked: BackMsg) -> None:
        if self._socket is None or self._socket.closed:
            return  # what is asked for while the line is cut is sent after the next connection
        raw = asked.SerializeToString()
        self.sent(raw)
        try:
            await self._socket.send_bytes(raw)
        except (aiohttp.ClientError, ConnectionError):
            return

    async def upload(self, control: str, name: str, content: bytes) -> None:
        """Put a file into the place for files."""
        asked = BackMsg()
        asked.file_urls_request.request_id = uuid4().hex
        asked.file_urls_request.file_names.append(name)
        asked.file_urls_request.session_id = self._session
        await self._send(asked)
        given = await asyncio.wait_for(self.upload_addresses.get(), LIMIT_S)
        form = aiohttp.FormData()
        form.add_field("file", content, filename=name, content_type="application/geo+json")
        url = self.http_url(given.upload_url.lstrip("/"))
        async with self.http.put(url, data=form, headers={"X-Xsrftoken": self.cookie(XSRF)}) as got:
            if got.status != 204:
                raise OSError(f"an upload was answered with {got.status}")
        state = self.control(control)
        info = state.file_uploader_state_value.uploaded_file_info.add()
        info.name, info.size, info.file_id = name, len(content), given.file_id
        info.file_urls.CopyFrom(given)
        await self.rerun()

    async def return_from_map(self, value: dict[str, Any]) -> None:
        """Send what the map returns: where it is, and what was drawn on it last."""
        self.states[self._map] = WidgetState(id=self._map, json_value=json.dumps(value))
        await self.rerun(self._fragments[self._map])

    async def switch(self, name: str, *, checked: bool) -> None:
        """Use a switch. `KeyError` if it is not on the page."""
        state = self.control(name)
        state.bool_value = checked
        await self.rerun(self._fragments[state.id])

    def control(self, name: str) -> WidgetState:
        """Return what a control shows now, by the name that the script gives it.

        Raises
        ------
        KeyError
            If it is not on the page.
        """
        for key, state in self.states.items():
            *_, own = key.split("-", maxsplit=2)
            if own == name or own.startswith(name + EDITION):
                return state
        raise KeyError(f"there is no control {name} on the page")

    def _take(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "delta":
            self._take_delta(message)
        elif kind == "new_session":
            self._session = message.new_session.initialize.session_id
            self._page = message.new_session.page_script_hash
            self._running = set(message.metadata.run.fragment_ids)
            self._seen = set()
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "script_finished":
            self._finish(message)
        elif kind == "file_urls_response":
            self.upload_addresses.put_nowait(message.file_urls_response.file_urls[0])
        elif kind == "session_event" and message.session_event.HasField(
            "script_compilation_exception"
        ):
            self.failures.append("the script could not be compiled")

    def _finish(self, message: ForwardMsg) -> None:
        if message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return
        if message.script_finished in (
            ForwardMsg.FINISHED_SUCCESSFULLY,
            ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
        ):
            self.states = {key: item for key, item in self.states.items() if self._stays(key)}
        self.finished.set()

    def _stays(self, control: str) -> bool:
        """Return whether a control is on the page still, after all or some fragments were drawn."""
        elsewhere = self._running and self._fragments.get(control) not in self._running
        return control in self._seen or bool(elsewhere)

    def _take_delta(self, message: ForwardMsg) -> None:
        if message.delta.WhichOneof("type") != "new_element":
            return
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception" or (kind == "alert" and element.alert.format == element.alert.ERROR):
            self.failures.append(f"the page shows an error: {element}"[:200])
        if kind == "component_instance":
            self._map = element.component_instance.id
            self._fragments[self._map] = message.delta.fragment_id
            self._seen.add(self._map)
            self._take_map(element.component_instance.json_args)
        if state := shown_at_first(element):
            self._seen.add(state.id)
            self._fragments[state.id] = message.delta.fragment_id
            if state.id not in self.states or _set_by_python(element):
                self.states[state.id] = state

    def _take_map(self, arguments: str) -> None:
        found = MESSAGE.search(json.loads(arguments)["feature_group"])
        assert found
        text = base64.b64decode(found[1])
        told = json.loads(text)
        known = self._known[told["language"]]
        told["layers"] = [known[it] if isinstance(it, str) else it for it in told["layers"]]
        self.watch(text)
        self.hear(told)
        for layer in told["layers"]:
            if layer["shape"] not in self._fetched:
                self._fetched.add(layer["shape"])
                task = asyncio.create_task(self._fetch(layer["shape"]))
                self._fetching.add(task)
                task.add_done_callback(self._fetching.discard)

    async def _fetch(self, path: str) -> None:
        try:
            status, _ = await self.get(path)
        except (aiohttp.ClientError, OSError):
            status = 0
        if status != 200:
            self._fetched.discard(path)  # asked for again with the next message
            if status:
                self.failures.append(f"{path} was answered with {status}")


def shown_at_first(element: Element) -> WidgetState | None:
    """Return what a control shows when it is drawn, as a browser would send it."""
    kind = element.WhichOneof("type")
    drawn = getattr(element, kind) if kind else None
    state = WidgetState(id=getattr(drawn, "id", ""))
    if kind == "checkbox":
        state.bool_value = drawn.value if drawn.set_value else drawn.default
    elif kind == "slider":
        state.double_array_value.data.extend(drawn.value if drawn.set_value else drawn.default)
    elif kind == "button_group":
        chosen = drawn.raw_values if drawn.set_value else _contents(drawn)
        state.string_array_value.data.extend(chosen)
    elif kind in ("selectbox", "radio"):
        if drawn.set_value:
            state.string_value = drawn.raw_value
        elif drawn.HasField("default"):  # a list in which nothing is chosen yet has none
            state.string_value = drawn.options[drawn.default]
    elif kind == "text_input":
        state.string_value = drawn.value if drawn.set_value else drawn.default
    elif kind == "file_uploader":
        state.file_uploader_state_value.SetInParent()
    else:
        return None
    return state


def _contents(drawn: Any) -> list[str]:
    return [drawn.options[index].content for index in drawn.default]


def _set_by_python(element: Element) -> bool:
    drawn = getattr(element, str(element.WhichOneof("type")))
    return bool(getattr(drawn, "set_value", False))
