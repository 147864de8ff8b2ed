"""What a person did is done whole, once, and in order, whatever runs meanwhile."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.app_session import AppSession, AppSessionState
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import RerunData, ScriptRunner, StopException
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.scriptrunner_utils.script_requests import ScriptRequestType
from streamlit.runtime.scriptrunner_utils.script_run_context import ThreadState
from streamlit.runtime.state.common import WidgetMetadata

from dashboard.stage.turns import StateInTurn, TurnTaking, Uninterrupted


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Return the runs that Streamlit was asked for, which go on until `end`."""
    asked: list[tuple[str, str]] = []

    def begin(self: AppSession, client_state: ClientState | None) -> None:
        found = client_state or ClientState(query_string="as before")
        if found.query_string == "broken":
            raise ValueError("this request cannot be read")
        asked.append((found.fragment_id, found.query_string))
        self._unsettle()  # as where a runner is made

    monkeypatch.setattr(AppSession, "request_rerun", begin)
    return asked


def session() -> TurnTaking:
    """Return a session before its first run, with nothing that takes part in none of this."""
    made = TurnTaking.__new__(TurnTaking)
    made._state = AppSessionState.SHUTDOWN_REQUESTED  # so that nothing is to be shut down
    made._scriptrunner = made._settled = made._message_enqueued_callback = None
    made._settle_pending = False
    made._browser_queue = ForwardMsgQueue()
    made._waiting, made._said = {}, {}
    made._session_state = StateInTurn()
    made.track_settling()
    return made


def end(made: TurnTaking) -> None:
    """End what runs: its last message waits to be sent."""
    made._browser_queue.enqueue(ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY))
    made._settle_once_delivered()


def send(made: TurnTaking) -> None:
    """Send what waits to be sent, as the runtime does again and again."""
    made.flush_browser_queue()
    made.on_flushed_messages_sent()


def ask(made: TurnTaking, fragment: str, query: str = "") -> None:
    made.request_rerun(ClientState(fragment_id=fragment, query_string=query))


def test_a_fragment_waits_until_all_of_the_run_before_was_sent(
    begun: list[tuple[str, str]],
) -> None:
    made = session()
    ask(made, "")
    ask(made, "map")
    send(made)
    assert begun == [("", "")], "the page still runs"
    end(made)
    assert begun == [("", "")], "its end is not sent"
    send(made)
    assert begun == [("", ""), ("map", "")]


def test_fragments_run_one_after_the_other_each_with_what_was_said_last(
    begun: list[tuple[str, str]],
) -> None:
    made = session()
    for fragment, query in [("a", "1"), ("b", "2"), ("c", "3"), ("b", "4")]:
        ask(made, fragment, query)
    assert begun == [("a", "1")]
    for number in (2, 3):
        end(made)
        send(made)
        assert len(begun) == number
    assert begun == [("a", "1"), ("c", "3"), ("b", "4")]


def test_who_comes_when_nothing_runs_does_not_overtake_who_waits(
    begun: list[tuple[str, str]],
) -> None:
    made = session()
    ask(made, "a", "1")
    ask(made, "b", "2")
    end(made)
    made._browser_queue.flush()
    made._settled.set()  # between the flush and its end another request is taken
    ask(made, "c", "3")
    made.on_flushed_messages_sent()
    assert begun == [("a", "1"), ("b", "2")]


def test_the_whole_page_begins_at_once_and_stands_for_all_that_wait(
    begun: list[tuple[str, str]],
) -> None:
    made = session()
    for fragment, query in [("a", "1"), ("b", "2"), ("", "3")]:
        ask(made, fragment, query)
    assert begun == [("a", "1"), ("", "3")]
    end(made)
    send(made)
    assert begun == [("a", "1"), ("", "3")]


def test_a_run_that_the_server_asks_for_takes_nothing_from_who_waits(
    begun: list[tuple[str, str]],
) -> None:
    made = session()
    ask(made, "a", "1")
    ask(made, "b", "2")
    made.request_rerun(None)  # says nothing of any control
    end(made)
    send(made)
    assert begun == [("a", "1"), ("", "as before"), ("b", "2")]


def test_a_request_that_fails_is_told_and_the_next_has_its_turn(
    begun: list[tuple[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(AppSession, "handle_backmsg_exception", lambda _, e: told.append(str(e)))
    made = session()
    for fragment, query in [("a", "1"), ("b", "broken"), ("c", "3")]:
        ask(made, fragment, query)
    end(made)
    send(made)
    assert told == ["this request cannot be read"]
    assert begun == [("a", "1"), ("c", "3")]


def checkbox(key: str, *, checked: bool) -> WidgetState:
    return WidgetState(id=key, bool_value=checked)


@pytest.mark.parametrize(
    ("said", "begins"),
    [
        ([checkbox("in map", checked=True)], "map"),
        ([checkbox("elsewhere", checked=False)], "map"),
        ([checkbox("elsewhere", checked=True)], ""),
        ([checkbox("in controls", checked=True)], ""),
        ([checkbox("has left", checked=True)], "map"),
        ([checkbox("by key", checked=True)], "map"),
        ([checkbox("by key", checked=False)], ""),
    ],
)
def test_what_another_part_of_the_page_has_to_hear_makes_the_whole_page_run(
    begun: list[tuple[str, str]], said: list[WidgetState], begins: str
) -> None:
    made = session()
    state = made._session_state
    for key, part in [("elsewhere", None), ("in map", "map"), ("in controls", "controls")]:
        state.register_widget(drawn(key, part), None)
    state["its key"] = True  # what Python has set, under the key that the script gives
    state.register_widget(drawn("by key", None), "its key")
    made.request_rerun(ClientState(fragment_id="map", widget_states=WidgetStates(widgets=said)))
    assert begun == [(begins, "")]


def test_a_button_is_heard_by_the_whole_page_and_each_time(begun: list[tuple[str, str]]) -> None:
    made = session()
    made._session_state.register_widget(drawn("elsewhere", None), None)
    pressed = WidgetStates(widgets=[WidgetState(id="button", trigger_value=True)])
    for _ in range(2):
        made.request_rerun(ClientState(fragment_id="map", widget_states=pressed))
    ask(made, "map")
    assert begun == [("", ""), ("", "")], "no later request stands for it"


def test_what_waits_for_its_own_turn_is_no_news(begun: list[tuple[str, str]]) -> None:
    made = session()
    for key, part in [("in map", "map"), ("in controls", "controls")]:
        made._session_state.register_widget(drawn(key, part), None)
    said = WidgetStates(widgets=[checkbox("in controls", checked=True)])
    ask(made, "figures")
    made.request_rerun(ClientState(fragment_id="controls", widget_states=said))
    made.request_rerun(ClientState(fragment_id="map", widget_states=said))
    made.request_rerun(ClientState(fragment_id="controls", widget_states=said))
    for _ in range(2):
        end(made)
        send(made)
    assert begun == [("figures", ""), ("map", ""), ("controls", "")]


def test_what_was_said_before_is_no_news(begun: list[tuple[str, str]]) -> None:
    """A control may show what Python would write otherwise: a component its JSON, for one."""
    made = session()
    made._session_state.register_widget(drawn("elsewhere", None), None)
    said = WidgetStates(widgets=[checkbox("elsewhere", checked=True)])
    for fragment in ("", "map"):
        made.request_rerun(ClientState(fragment_id=fragment, widget_states=said))
        end(made)
        send(made)
    assert begun == [("", ""), ("map", "")]


def drawn(key: str, fragment: str | None) -> WidgetMetadata[bool]:
    """Return what Streamlit knows of a checkbox that a fragment, or the page itself, has drawn."""
    return WidgetMetadata(key, bool, bool, "bool_value", fragment_id=fragment)


def runner(state: StateInTurn) -> Uninterrupted:
    """Return a run that may begin in this thread."""
    made = Uninterrupted(
        session_id="one",
        main_script_path="main.py",
        session_state=state,
        uploaded_file_mgr=MemoryUploadedFileManager("/upload"),
        script_cache=ScriptCache(),
        initial_rerun_data=RerunData(),
        user_info={},
        fragment_storage=MemoryFragmentStorage(),
        pages_manager=PagesManager("main.py"),
        event_loop=None,
    )
    made._script_thread, made._execing = threading.current_thread(), True
    made._requests.on_scriptrunner_ready()
    return made


def called(key: str, callback: Callable[[], None]) -> WidgetMetadata[bool]:
    return WidgetMetadata(key, bool, bool, "bool_value", callback=callback)


def test_a_run_that_is_asked_to_stop_does_its_callbacks_first() -> None:
    ThreadState.initialize()
    made = runner(StateInTurn())
    state = made._session_state

    def callback() -> None:
        made.request_stop()
        state["half"] = 1
        state["whole"] = 1

    state._state.register_widget(called("on", callback), None)
    made.request_stop()
    state.on_script_will_rerun(WidgetStates(widgets=[checkbox("on", checked=True)]))
    with pytest.raises(StopException):
        assert state["whole"]
    assert state._state["whole"] == 1


def test_runs_do_their_callbacks_in_the_order_in_which_they_were_asked_for() -> None:
    state, seen, go_on = StateInTurn(), [], threading.Event()

    def callback() -> None:
        assert go_on.wait(20)
        seen.append(state["text"])

    metadata = WidgetMetadata("text", str, str, "string_value", callback=callback)
    state.register_widget(metadata, None)
    runs = [runner(state) for _ in range(3)]

    def begin(run: Uninterrupted, text: str) -> None:
        ThreadState.initialize()
        run._session_state.on_script_will_rerun(
            WidgetStates(widgets=[WidgetState(id="text", string_value=text)])
        )

    with ThreadPoolExecutor(3) as pool:
        begun = [
            pool.submit(begin, *pair) for pair in reversed(list(zip(runs, "abc", strict=True)))
        ]
        go_on.set()
        for run in begun:
            run.result()
    assert seen == ["a", "b", "c"]


def test_a_run_without_callbacks_holds_up_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ScriptRunner, "_run_script_thread", lambda _: None)
    state = StateInTurn()
    first, second = runner(state), runner(state)
    first.request_stop()
    first._run_script_thread()
    assert first._requests._state is ScriptRequestType.STOP
    assert second._session_state._before.is_set()
