"""``python -m geodata.rebuild``: makes the reference files again, or checks the committed ones."""

import argparse
import sys
import tempfile
from pathlib import Path

from geodata.rebuild import build
from geodata.rebuild.compare import differences

GEODATA = Path(__file__).resolve().parent.parent
COMMITTED = GEODATA / "reference"


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m geodata.rebuild", description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--out", type=Path, metavar="DIR", help="write every file into this folder")
    what.add_argument(
        "--check", action="store_true", help="compare the committed files with what is made"
    )
    parser.add_argument(
        "--npm", type=Path, metavar="FILE", help="archive of the npm package; fetched if not given"
    )
    parser.add_argument(
        "--dcw", type=Path, metavar="FILE", help="dcw-gmt.nc, to make the line of 1923 again"
    )
    return parser.parse_args(argv)


def make(out: Path, npm: Path | None, dcw: Path | None) -> None:
    """Write every reference file into a folder."""
    out.mkdir(parents=True, exist_ok=True)
    for name, content in build.files(GEODATA / "sources.toml", COMMITTED, npm, dcw):
        (out / name).write_bytes(content)


def main(argv: list[str] | None = None) -> int:
    """Run the command line; return 1 if a committed file differs, else 0."""
    arguments = _arguments(argv)
    if arguments.out:
        make(arguments.out, arguments.npm, arguments.dcw)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder), arguments.npm, arguments.dcw)
        found = differences(COMMITTED, Path(folder))
    for line in found:
        print(line, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
