"""What an import costs and does: little more than its libraries, no socket, no `.env`."""

import os
import subprocess
import sys
from pathlib import Path

LIBRARIES = "import langgraph.graph, langgraph.runtime, langchain_ollama"
MEASURE = f"""
import time
start = time.process_time()
{LIBRARIES}
libraries = time.process_time()
import super_agent.graph
print((time.process_time() - start) / (libraries - start))
"""


def relative_cost(folder: Path) -> float:
    """CPU time of importing the libraries and the graph, over that of the libraries, in one new process.

    Bytecode is kept, as it is for what pip installs.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-c", MEASURE]
    out = subprocess.run(command, capture_output=True, text=True, check=True, cwd=folder, env=kept)
    return float(out.stdout)


def test_importing_the_graph_costs_little_more_than_its_libraries(tmp_path: Path) -> None:
    relative_cost(tmp_path)  # the first one may compile bytecode
    assert min(relative_cost(tmp_path) for _ in range(3)) <= 1.15


def test_importing_opens_no_socket_and_reads_no_settings(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("OLLAMA_CLOUD_TIMEOUT=nonsense\n")
    script = """
import sys
import langgraph.graph, langchain_ollama  # urllib3, deep below them, binds a socket to learn whether IPv6 exists
seen = []
def watch(event, arguments):
    if event.startswith("socket.") or (event == "open" and str(arguments[0]).endswith(".env")):
        seen.append((event, str(arguments[0])))
sys.addaudithook(watch)
import super_agent.graph, super_agent.core.hybrid_commander, super_agent.core.hybrid_model_manager
print(seen)
"""
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert out.stdout.strip() == "[]"
