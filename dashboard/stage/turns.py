"""Runs of a session in turn: what a person did is done whole, once, and in order.

Streamlit begins a run while the one before goes on, and stops that one anywhere. These are its
session and its run as `mended` puts them in place of its own.
"""

import threading
from collections.abc import Callable
from typing import Any

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunner
from streamlit.runtime.state import SafeSessionState, SessionState
from streamlit.runtime.state.session_state import WStates

from dashboard.session.map_report import refusal_of_report
from dashboard.text.error_reporting import log_refusal

Does = Callable[[], None]

LONGEST_S = 60
"""So long a run waits for callbacks of the run before."""


class StateInTurn(SessionState):
    """The state of a session, and whether the run that began last has done its callbacks."""

    def __init__(self) -> None:
        super().__init__()
        self.called = threading.Event()
        self.called.set()


class CallbacksInTurn(SafeSessionState):
    """A run's way to the state of its session: its callbacks follow those of the run before."""

    def __init__(
        self, state: StateInTurn, before: threading.Event, stop: Does, called: Does
    ) -> None:
        super().__init__(state, stop)
        for name, value in (("_before", before), ("_called", called)):
            object.__setattr__(self, name, value)

    def on_script_will_rerun(self, *given: Any, **named: Any) -> None:
        """Do the callbacks, in their turn."""
        self._before.wait(LONGEST_S)
        try:
            super().on_script_will_rerun(*given, **named)
        finally:
            self._called()


class Uninterrupted(ScriptRunner):
    """A run that does its callbacks, after those of the run before, and is stopped only then.

    Streamlit stops a run wherever it looks into the session, also in the middle of a callback, or
    before it has begun. What the user did is half done then, or never: for the next run the control
    has not changed, and of a button it has not heard.
    """

    def __init__(self, *, session_state: StateInTurn, **named: Any) -> None:
        super().__init__(session_state=session_state, **named)
        before, self._called = session_state.called, threading.Event()
        session_state.called = self._called
        self._session_state = CallbacksInTurn(
            session_state, before, self._maybe_handle_execution_control_request, self._set_called
        )
        self._to_be_stopped, self._deciding = False, threading.Lock()

    def request_stop(self) -> None:
        """Have the run stopped as soon as its callbacks are done."""
        with self._deciding:
            self._to_be_stopped = True
            if not self._called.is_set():
                return
        super().request_stop()

    def _set_called(self) -> None:
        with self._deciding:
            self._called.set()
            if not self._to_be_stopped:
                return
        super().request_stop()

    def _run_script_thread(self) -> None:
        try:
            super()._run_script_thread()
        finally:
            self._set_called()  # also where there were none to do


class TurnTaking(AppSession):
    """A session in which a fragment runs only once the run before is over, and all of it was sent.

    Streamlit lets a fragment follow at once. What the run before has drawn of it and was not sent
    is dropped then, since it is about to be drawn anew (`ForwardMsgQueue.clear`); but the end of
    that run is still told, at which the browser takes away what it has not been sent. In a whole
    page all that stands after it moves up by one place, and what is drawn next lands elsewhere or
    nowhere ("Cannot set a node at a delta path"). Of fragments, what was to be taken away is left.

    A run of the whole page stops what runs, and begins at once, as always.

    And where the browser has two controls to tell of at once, it names the fragment of one of them
    ("Multiple different fragmentIds detected in a single batch"): a file that was brought while the
    map moved would lie there unread. Then the whole page runs.
    """

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self._session_state = StateInTurn()
        self.track_settling()
        self._waiting: dict[str, ClientState] = {}
        self._said: dict[str, WidgetState] = {}  # what each control showed in the last request

    def request_rerun(self, client_state: ClientState | None) -> None:
        """Have the script or a fragment of it run, the latter in its turn.

        Every request says what all controls show: a later one for the same fragment stands for the
        earlier one, and one for the whole page for all that wait. A button is the exception: that
        it was pressed is said once. It is for the whole page; no fragment has one that runs the
        script.
        """
        if client_state is None:
            super().request_rerun(None)
            return
        self._drop_refused(client_state)
        if any(control.trigger_value for control in client_state.widget_states.widgets):
            client_state.fragment_id = ""
        if not client_state.fragment_id:
            self._waiting.clear()
            self._begin(client_state)
        elif self._waiting or not self.is_settled:
            self._waiting.pop(client_state.fragment_id, None)
            self._waiting[client_state.fragment_id] = client_state
        else:
            self._begin(client_state)

    def on_flushed_messages_sent(self) -> None:
        """Begin what waits, as soon as nothing runs and nothing is left to be sent."""
        super().on_flushed_messages_sent()
        while self._waiting and self.is_settled:
            first = self._waiting.pop(next(iter(self._waiting)))
            try:
                self._begin(first)
            except Exception as error:  # noqa: BLE001 (told to this session, as `handle_backmsg` does)
                self.handle_backmsg_exception(error)

    def _begin(self, client_state: ClientState) -> None:
        if client_state.fragment_id and self._tells_of_more(client_state):
            client_state.fragment_id = ""
        self._said = {control.id: control for control in client_state.widget_states.widgets}
        super().request_rerun(client_state)

    def _drop_refused(self, client_state: ClientState) -> None:
        """Take out what the map's component may not say: it keeps what it last showed.

        Streamlit would keep it as it came, and fail with it in this run and in every later one.
        """
        drawn = self._session_state._new_widget_state.widget_metadata  # noqa: SLF001
        for control in list(client_state.widget_states.widgets):
            known = drawn.get(control.id)
            of_map = control.WhichOneof("value") in ("json_value", "json_trigger_value") or (
                known is not None and known.value_type == "json_value"
            )
            if of_map and (reason := refusal_of_report(control.json_value)):
                log_refusal("a value of the map", reason)
                client_state.widget_states.widgets.remove(control)

    def _tells_of_more(self, client_state: ClientState) -> bool:
        """Return whether a control outside the fragment shows what Python has not heard of yet.

        To be asked while nothing runs: the script changes what it is answered from.
        """
        drawn = self._session_state._new_widget_state.widget_metadata  # noqa: SLF001
        have_their_turn = {client_state.fragment_id, *self._waiting}
        return any(
            drawn[control.id].fragment_id not in have_their_turn and self._is_news(control)
            for control in client_state.widget_states.widgets
            if control.id in drawn
        )

    def _is_news(self, control: WidgetState) -> bool:
        if control == self._said.get(control.id):
            return False
        known = self._known(control.id)
        return known is not None and known != control

    def _known(self, control: str) -> WidgetState | None:
        """Return what a control shows as far as Python knows, as a browser would tell it.

        None if it has left the page. It is not read from its value where it need not be: outside
        of a script a file that was brought has none.
        """
        state, found = self._session_state, self._session_state._new_widget_state  # noqa: SLF001
        if control not in found.states and control in state:
            found = WStates(widget_metadata=found.widget_metadata)
            found.set_from_value(control, state[control])
        return found.get_serialized(control)
