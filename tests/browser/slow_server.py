"""A server with much to do, as one page sees it: what it has drawn is sent late."""

from streamlit.runtime import runtime

from dashboard.__main__ import main

SENT_EVERY_S = 0.3

if __name__ == "__main__":
    runtime.MESSAGE_FLUSH_INTERVAL_SECS = SENT_EVERY_S
    main()
