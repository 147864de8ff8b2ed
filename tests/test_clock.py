"""A clock that jumps, a year back and a year ahead between any two calls, changes no byte."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.export.formats import KINDS

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[1]

JUMPING = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <sys/time.h>
#include <time.h>
static long jump(void) {
  static long calls;
  return (__sync_fetch_and_add(&calls, 1) % 2 ? -1 : 1) * 366L * 86400L;
}
int clock_gettime(clockid_t id, struct timespec *at) {
  static int (*real)(clockid_t, struct timespec *);
  if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
  int status = real(id, at);
  if (!status && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE)) at->tv_sec += jump();
  return status;
}
int gettimeofday(struct timeval *at, void *zone) {
  struct timespec now;
  int status = clock_gettime(CLOCK_REALTIME, &now);
  at->tv_sec = now.tv_sec;
  at->tv_usec = now.tv_nsec / 1000;
  return status;
}
time_t time(time_t *at) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (at) *at = now.tv_sec;
  return now.tv_sec;
}
"""
"""Stands before the C library, so that GDAL, SQLite and Typst are told the same as Python."""

EVERY_KIND = f"""
import sys
from dashboard.export.__main__ import main
for kind in {KINDS!r}:
    sys.argv = ["export", "--scenario", "on=druze-corridor", "--format", kind, "--out", kind]
    assert main() == 0
sys.argv = ["export", "--briefing", "corridor-what-100-km-means", "--format", "pptx", "--out", "deck"]
assert main() == 0
"""


@pytest.fixture(scope="module")
def jumping(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return an environment in which the clock jumps at each look at it."""
    compiler = shutil.which("cc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("needs a C compiler, and a linker that lets a library stand before another")
    folder = tmp_path_factory.mktemp("clock")
    (folder / "clock.c").write_text(JUMPING)
    library = folder / "clock.so"
    make = [compiler, "-shared", "-fPIC", "-o", str(library), str(folder / "clock.c"), "-ldl"]
    subprocess.run(make, check=True)
    return {**os.environ, "LD_PRELOAD": str(library)}


def ran(code: str, folder: Path, environment: dict[str, str]) -> str:
    return subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}){code}"],
        cwd=folder,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
        timeout=300,
    ).stdout


def test_the_clock_jumps(jumping: dict[str, str], tmp_path: Path) -> None:
    code = "; import json, time, sqlite3; print(json.dumps([time.time() for _ in range(4)]))"
    times = json.loads(ran(code, tmp_path, jumping))
    assert min(times) < max(times) - 700 * 86_400
    code = "; import time; a = time.monotonic(); print(0 <= time.monotonic() - a < 60)"
    assert ran(code, tmp_path, jumping) == "True\n"


def test_every_file_is_the_same_to_the_byte(jumping: dict[str, str], tmp_path: Path) -> None:
    found = []
    for name, environment in (("steady", dict(os.environ)), ("jumping", jumping)):
        folder = tmp_path / name
        folder.mkdir()
        ran(EVERY_KIND, folder, environment)
        found.append(
            {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
        )
    assert set(found[0]) == {*KINDS, "deck"}
    assert found[0] == found[1]
