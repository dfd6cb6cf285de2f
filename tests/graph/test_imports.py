"""What an import costs and does: little more than its libraries, no socket, no `.env`."""

import subprocess
import sys
from pathlib import Path

MEASURE = "import time; t = time.process_time(); {0}; print(time.process_time() - t)"
LIBRARIES = "import langgraph.graph, langgraph.runtime, langchain_ollama"


def cpu_seconds(statement: str, folder: Path) -> float:
    out = subprocess.run(
        [sys.executable, "-c", MEASURE.format(statement)], capture_output=True, text=True, check=True, cwd=folder
    )
    return float(out.stdout)


def test_importing_the_graph_costs_little_more_than_its_libraries(tmp_path: Path) -> None:
    rounds = [(cpu_seconds("import super_agent.graph", tmp_path), cpu_seconds(LIBRARIES, tmp_path)) for _ in range(3)]
    ours, theirs = min(one for one, _ in rounds), min(two for _, two in rounds)
    assert ours <= 1.15 * theirs, f"{ours:.2f} s against {theirs:.2f} s"


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
