"""Size limits for user layers."""

MEGABYTE = 1024 * 1024
MAX_BYTES = 20 * MEGABYTE
"""Of a file, and of the content of a zip."""

SESSION_BYTES = 60 * MEGABYTE
"""Of the files that one session keeps at a time, and of the shapes made from them."""

MAX_MEMBERS = 100
"""Entries in a zip."""

MAX_DEPTH = 32
"""Nesting depth of lists and objects; a MultiPolygon in a collection takes eight."""

MAX_VALUES = 1_500_000
"""Total number of values, counted before parsing to limit memory: a vertex counts three, a key
with its value two."""

MAX_KEYS = 10_000
"""Keys of one object; the properties of a feature never have that many."""

MAX_FEATURES = 5_000
MAX_VERTICES = 200_000
MAX_DENSE_VERTICES = 2 * MAX_VERTICES
"""Including the points inserted on long edges."""

MAX_EDGE_M = 500.0
"""Longest edge of any outline that is measured, as in the project's own layers; the reason is in
`layers/geometry/densify.py`."""

MAX_DRAWN_M = 25_000_000.0
"""Total length of a drawing's edges, checked before points are inserted: more than half way round
the earth, or twenty times across the map."""

MAX_EDGE_PAIRS = 40_000_000
"""Pairs of edges with intersecting boxes; the search for crossings takes about 20 ns each."""

MAX_RING_PAIRS = 8_000_000
"""Pairs of rings with intersecting boxes; telling inside from outside takes about 130 ns each."""

MAX_TITLE = 120

REGION = (32.0, 29.0, 44.0, 38.0)
"""West, south, east and north of the map; layers wholly outside are read, with a note."""

TALKS_AREA = (35.4, 31.9, 37.6, 34.0)
"""West, south, east and north of the area of the talks, which holds every shape of the proposals
except those on all of Syria. It does not overlap with itself when latitude and longitude are
swapped, so that swapped axes can be recognized."""
