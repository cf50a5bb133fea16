"""The command as a client starts it."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from waiting import PATIENCE_SECONDS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "mcp.md").read_text(encoding="utf-8")
CONFIGURATIONS = re.findall(r"^```json\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def test_the_sdk_s_client_searches_and_reads(over_stdio):
    async def ask(client):
        found = await client.call_tool("search", {"query": "missiles bakhmut"})
        (article,) = found.structured_content["articles"]
        return await client.call_tool("get_article", {"id": article["id"]})

    assert "Thirty missiles" in over_stdio(ask).structured_content["text"]


def test_many_calls_at_once_are_answered(over_stdio):
    import anyio  # noqa: PLC0415 - comes with the extra

    async def ask(client):
        totals = {}

        async def count(query):
            totals[query] = (await client.call_tool("count", {"query": query})).structured_content["total"]

        async with anyio.create_task_group() as group:
            for query in ("missiles", "envoys", "nothing", "bakhmut OR geneva"):
                group.start_soon(count, query)
        return totals

    assert over_stdio(ask) == {"missiles": 2, "envoys": 1, "nothing": 0, "bakhmut OR geneva": 2}


def test_standard_output_is_the_protocol_s_alone(folder):
    request = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": {"name": "test", "version": "1"},
        },
    }
    wrong = {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "none", "arguments": {}}}
    noted = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    lines = "".join(f"{json.dumps(message)}\n" for message in (request, noted, wrong)) + "no json\n"
    command = [sys.executable, "-m", "searchkit", "mcp", "--index", str(folder / "index")]
    ran = subprocess.run(
        command, input=lines, capture_output=True, check=True, text=True, timeout=PATIENCE_SECONDS
    )
    written = [json.loads(line) for line in ran.stdout.splitlines()]
    assert {message["jsonrpc"] for message in written} == {"2.0"}
    assert written[0]["result"]["serverInfo"]["name"] == "searchkit"


@pytest.mark.parametrize("configuration", CONFIGURATIONS)
def test_the_configurations_of_the_page_start_the_server(configuration, folder):
    read = json.loads(configuration)
    (servers,) = (part for name, part in read.items() if name.lower().endswith("servers"))
    started = servers["news"]
    arguments = [str(folder / "index") if part.startswith("/") else part for part in started["args"]]
    assert started["command"].endswith("/searchkit")
    command = [sys.executable, "-m", "searchkit", *arguments]
    ran = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=PATIENCE_SECONDS
    )
    assert (ran.returncode, ran.stdout) == (0, b"")


def test_without_the_extra_it_says_what_to_install(folder, tmp_path):
    (tmp_path / "mcp.py").write_text("raise ModuleNotFoundError('No module named mcp', name='mcp')\n")
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from searchkit.cli import main; "
        "sys.argv = ['searchkit', 'mcp']; main()"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, text=True)
    assert ran.returncode == 2
    assert "mcp is not installed; install the extra `mcp` of searchkit: pip install '.[mcp]'" in ran.stderr
    assert "Traceback" not in ran.stderr
