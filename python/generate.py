"""Writes `src/comity/results.py` from the schemas of the program's JSON in `schema/`.

    python3 python/generate.py            # writes it
    python3 python/generate.py --check    # fails if it is not what would be written
"""

from __future__ import annotations

import json
import keyword
import sys
import textwrap
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "python/src/comity/results.py"

#: The schemas, each with what its result can do.
ROOTS = {
    "run": "_frames.RunFrames",
    "forecast": "_frames.ForecastFrames",
    "compare": "_frames.CompareFrames",
    "sweep": "_frames.SweepFrames",
    "caseload": "_frames.CaseloadFrames",
    "caseload-compare": "_frames.CaseloadCompareFrames",
}

HEAD = '''"""What the program answers, as frozen dataclasses: the fields of its JSON, with their units.

Written by `python/generate.py` from the schemas in `schema/`; change those, not this. Days are counted from
day 0, shares are of 1, and `None` stands where there is no number: no case, or nothing that bounds an interval.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from . import _frames

'''

Schema = dict[str, Any]


def type_of(schema: Schema) -> str:
    """The type that stands for a schema."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[1]
    if "const" in schema:
        return f"Literal[{json.dumps(schema['const'])}]"
    if "enum" in schema:
        return f"Literal[{', '.join(json.dumps(one) for one in schema['enum'])}]"
    for several in ("anyOf", "oneOf"):
        if several in schema:
            return union(type_of(one) for one in schema[several])
    kind = schema.get("type")
    if isinstance(kind, list):
        return union(type_of({**schema, "type": one}) for one in kind)
    if kind == "array":
        if "prefixItems" in schema:
            return f"tuple[{', '.join(type_of(one) for one in schema['prefixItems'])}]"
        return f"tuple[{type_of(schema['items'])}, ...]"
    if kind == "object":
        inner = schema.get("additionalProperties")
        return f"dict[str, {type_of(inner) if isinstance(inner, dict) else 'Any'}]"
    return {"string": "str", "integer": "int", "number": "float", "boolean": "bool", "null": "None"}.get(
        str(kind), "Any"
    )


def union(types: Any) -> str:
    """Types one of which it is; literals together."""
    found = list(dict.fromkeys(types))
    literals = [one[8:-1] for one in found if one.startswith("Literal[")]
    rest = [one for one in found if not one.startswith("Literal[")]
    return " | ".join(([f"Literal[{', '.join(literals)}]"] if literals else []) + rest)


def quoted(text: str, indent: str) -> str:
    """A docstring."""
    text = text.replace("\\", "\\\\").replace('"""', "'''")
    lines = textwrap.wrap(text, 100 - len(indent))
    if len(lines) == 1 and not text.endswith('"'):
        return f'{indent}"""{lines[0]}"""\n'
    return f'{indent}"""' + f"\n{indent}".join(lines) + f'\n{indent}"""\n'


def class_of(name: str, schema: Schema, base: str) -> str:
    """A dataclass, or another name for a type that has no fields."""
    description = schema.get("description", "")
    if "properties" not in schema:
        return f"{name} = {type_of(schema)}\n{quoted(description, '')}\n\n"
    required = schema.get("required", [])
    out = f"@dataclass(frozen=True, kw_only=True)\nclass {name}{base}:\n{quoted(description, '    ')}"
    for key, field in schema["properties"].items():
        written = f"{key}_" if keyword.iskeyword(key) else key
        kind = type_of(field)
        if key not in required and "None" not in kind.split(" | "):
            kind += " | None"
        out += f"\n    {written}: {kind}{'' if key in required else ' = None'}\n"
        out += quoted(field.get("description", ""), "    ")
    return out + "\n\n"


def names_in(kind: str) -> list[str]:
    """The words of a type."""
    return "".join(c if c.isalnum() or c == "_" else " " for c in kind).split()


def whole() -> str:
    """The text of the module."""
    defined: dict[str, tuple[Schema, str]] = {}
    roots = []
    for file, base in ROOTS.items():
        schema = json.loads((ROOT / f"schema/{file}.json").read_text())
        for name, inner in schema.get("$defs", {}).items():
            known = defined.setdefault(name, (inner, ""))
            if known[0] != inner:
                raise SystemExit(f"schema/{file}.json: there is another `{name}` in another schema; rename one in Rust")
        if schema["title"] in defined:
            raise SystemExit(f"schema/{file}.json: `{schema['title']}` is in another schema; rename one in Rust")
        roots.append(schema["title"])
        defined[schema["title"]] = (schema, f"({base})")
    # What has no fields is a name that must be known before it is used in another such name.
    aliases = [name for name in sorted(defined) if "properties" not in defined[name][0]]
    for name in aliases:
        if any(word in aliases for word in names_in(type_of(defined[name][0]))):
            raise SystemExit(f"`{name}` is made of other names; teach generate.py their order")
    classes = [name for name in sorted(defined) if name not in aliases]
    parts = [HEAD]
    parts += [class_of(name, *defined[name]) for name in aliases + classes]
    exported = ", ".join(json.dumps(name) for name in sorted(defined))
    parts.append("__all__ = [\n" + textwrap.fill(exported, 100, initial_indent="    ", subsequent_indent="    "))
    return "".join(parts) + ",\n]\n"


def main() -> int:
    """Writes the module, or says whether it is as it should be."""
    text = whole()
    if "--check" not in sys.argv:
        TARGET.write_text(text)
        return 0
    if TARGET.exists() and TARGET.read_text() == text:
        return 0
    print("python/src/comity/results.py is not what schema/ says; run: python3 python/generate.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
