"""How much of an own layer is read, in one place."""

MEGABYTE = 1024 * 1024
MAX_BYTES = 20 * MEGABYTE
"""Of a file, and of what a zip expands to."""

SESSION_BYTES = 60 * MEGABYTE
"""Of one person's files that are kept at once, and of the shapes that are made of them."""

MAX_MEMBERS = 100
"""Entries of a zip."""

MAX_DEPTH = 32
"""Lists and objects inside each other; a MultiPolygon of a collection takes eight."""

MAX_VALUES = 1_500_000
"""Values in all, counted before they are parsed, which bounds the memory: a vertex is three, a key
with its value two."""

MAX_KEYS = 10_000
"""Of one object; more are no properties of a feature."""

MAX_FEATURES = 5_000
MAX_VERTICES = 200_000
MAX_DENSE_VERTICES = 2 * MAX_VERTICES
"""With the points that are put on long edges."""

MAX_EDGE_M = 500.0
"""Of every outline that is measured, of the project as well: `layers/geometry/densify.py` says
why."""

MAX_DRAWN_M = 25_000_000.0
"""Of all edges of a drawing together, before points are put on them: more than half way round the
earth, or twenty times across the map."""

MAX_EDGE_PAIRS = 40_000_000
"""Pairs of edges whose boxes meet: what finding a crossing takes, at about 20 ns each."""

MAX_RING_PAIRS = 8_000_000
"""Pairs of rings whose boxes meet: what telling inside from outside takes, at about 130 ns."""

MAX_TITLE = 120

REGION = (32.0, 29.0, 44.0, 38.0)
"""West, south, east and north of the map; what lies wholly outside is read, with a note."""

TALKS_AREA = (35.4, 31.9, 37.6, 34.0)
"""West, south, east and north of what the talks are about: every shape of the proposals but those
on all of Syria. With latitude and longitude swapped nothing of it lies in it, so that a file whose
axes are swapped is told from one of another region."""
