"""`python -m dashboard --port 8501`: checks the files, then starts the server."""

import argparse
import gc
import os
import sys
from pathlib import Path

from dashboard.project import FOLDER_VARIABLE, stop_if_broken


def main() -> None:
    """Check the files and serve the dashboard until it is stopped."""
    parser = argparse.ArgumentParser(prog="python -m dashboard", description=main.__doc__)
    parser.add_argument("--port", type=int, default=8501, help="the port to serve on")
    parser.add_argument("--data", type=Path, help="another folder laid out like geodata/")
    arguments = parser.parse_args()
    if arguments.data:
        os.environ[FOLDER_VARIABLE] = str(arguments.data.resolve())
    gc.disable()  # until everything is loaded: dashboard.ahead
    stop_if_broken()

    from streamlit.web import cli  # noqa: PLC0415 (a broken file is told before a slow import)

    sys.argv = [
        "streamlit",
        "run",
        str(Path(__file__).with_name("app.py")),
        "--server.port",
        str(arguments.port),
    ]
    cli.main()


if __name__ == "__main__":
    main()
