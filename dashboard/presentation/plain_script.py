"""Converts ES modules to plain scripts, for the frame's bundle and for standalone pages.

Browsers import modules only from a URL, which a standalone page does not have. Each module becomes
an immediately invoked function; its exports are properties of the global `talks`, under the
module's name in camel case, where scripts that are not modules also find them.
"""

import re

IMPORT = re.compile(r'^import (\{[^}]+\}) from "\./(\w+)\.js";$', re.MULTILINE)
EXPORT = re.compile(r"^export (\{[^}]+\});\s*\Z", re.MULTILINE)
LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


def plain_script(name: str, text: str) -> str:
    """Return an ES module as a plain script; other scripts are returned unchanged.

    Raises
    ------
    ValueError
        If imports or exports are not plain lists of names, one list each, with the exports at the
        end.
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
