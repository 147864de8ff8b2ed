"""ES modules as plain scripts: a frame loads one file, and a page that stands alone holds them.

A browser takes an import from an address alone, and such a page has none. Each module becomes a
function that runs at once; what it exports stands in the global `talks`, under the module's name in
camel case. Scripts that are no modules yet find it there.
"""

import re

IMPORT = re.compile(r'^import (\{[^}]+\}) from "\./(\w+)\.js";$', re.MULTILINE)
EXPORT = re.compile(r"^export (\{[^}]+\});\s*\Z", re.MULTILINE)
LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


def plain_script(name: str, text: str) -> str:
    """Return a script that does what an ES module does; what is no module stays as it is.

    Raises
    ------
    ValueError
        If the module imports or exports in another way than by names: one list each, the exports
        at its end.
    """
    if not LEFT.search(text):
        return text
    body = IMPORT.sub(lambda found: f"const {found[1]} = talks.{_camel_case(found[2])};", text)
    body = EXPORT.sub(lambda found: f"return {found[1]};", body)
    if left := LEFT.search(body):
        raise ValueError(
            f'{name}: "{left[0]}" should be \'import {{ a }} from "./b.js";\', '
            "or 'export { a };' at the end"
        )
    scope = f"talks.{_camel_case(name.removesuffix('.js'))}"
    return f'window.talks ??= {{}};\n{scope} = (() => {{\n"use strict";\n{body}\n}})();\n'


def imported_files(text: str) -> list[str]:
    """Return the files that a module imports from."""
    return [f"{found[2]}.js" for found in IMPORT.finditer(text)]


def _camel_case(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)
