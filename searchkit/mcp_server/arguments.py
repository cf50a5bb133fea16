"""Arguments of the tools: one that a tool does not have is refused; a filter ignored is a wrong answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from mcp.server.mcpserver.context import Context
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.mcpserver.tools import Tool
from mcp_types import ToolAnnotations
from pydantic import ValidationError, create_model

from searchkit.engine.harmless import harmless

_LONGEST_SHOWN: Final = 60
_TYPES: Final = {
    "string": "text",
    "null": "null",
    "boolean": "true or false",
    "integer": "a whole number",
}


class StrictTool(Tool):
    """A tool that takes the arguments of its schema and no others, and says what is wrong with them."""

    @classmethod
    def of(cls, function: Callable[..., Any], title: str, annotations: ToolAnnotations) -> Tool:
        """The tool that a function is, with typed answers."""
        tool = cls.from_function(function, title=title, annotations=annotations, structured_output=True)
        known = tool.fn_metadata.arg_model
        strict = create_model(known.__name__, __base__=known)
        strict.model_config["extra"] = "forbid"
        strict.model_rebuild(force=True)
        tool.fn_metadata.arg_model = strict
        tool.parameters = strict.model_json_schema()
        return tool

    async def run(
        self,
        arguments: dict[str, Any],
        context: Context[Any, Any],
        convert_result: bool = False,  # noqa: FBT001, FBT002 - as the SDK has it
    ) -> Any:  # noqa: ANN401 - as the SDK has it
        """Call it.

        Raises:
            ToolError: it has no such arguments, or cannot do what they ask for.
        """
        try:
            self.fn_metadata.validate_arguments(arguments)
        except ValidationError as error:
            faults = (self._fault(str(fault["loc"][0]), arguments) for fault in error.errors())
            raise ToolError(harmless(f"{self.name}: {'; '.join(dict.fromkeys(faults))}")) from error
        return await super().run(arguments, context, convert_result)

    def _fault(self, name: str, arguments: Mapping[str, Any]) -> str:
        schemas = self.parameters["properties"]
        if name not in schemas:
            return f"there is no argument {_shown(name)}, only {', '.join(schemas)}"
        wanted = _wanted(schemas[name])
        if name not in arguments:
            return f"the argument {name} is missing: {wanted}"
        return f"{name} must be {wanted}, not {_shown(arguments[name])}"


def _wanted(schema: Mapping[str, Any]) -> str:
    """What a value may be, in words."""
    if "anyOf" in schema:
        return " or ".join(map(_wanted, schema["anyOf"]))
    if "enum" in schema:
        return f"one of {', '.join(schema['enum'])}"
    words = _TYPES[schema["type"]]
    bounds = [
        f"{word} {schema[bound]}"
        for bound, word in (("minimum", "from"), ("maximum", "to"))
        if bound in schema
    ]
    return " ".join([words, *bounds])


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
