"""`python -m super_agent.emulator`: the emulator in the foreground."""

from __future__ import annotations

import argparse
import sys

from .serve import serve


def main(arguments: list[str] | None = None) -> int:
    """Parse the command line and run; 2 for arguments that cannot be used."""
    parser = argparse.ArgumentParser(prog="super_agent.emulator", description="An Ollama server without any model.")
    parser.add_argument("--cloud-port", type=int, default=0, help="0: any free port")
    parser.add_argument("--local-port", type=int, default=0, help="0: any free port")
    parser.add_argument("--fault", action="append", default=[], metavar="MODEL=ROW", help="such as gpt-oss:120b=S08")
    parser.add_argument("--scale", type=float, default=1.0, help="multiplies every duration")
    parser.add_argument("--pace", type=float, default=0.025, help="seconds between tokens")
    given = parser.parse_args(arguments)
    try:
        serve(
            cloud_port=given.cloud_port,
            local_port=given.local_port,
            faults=given.fault,
            scale=given.scale,
            pace=given.pace,
        )
    except (ValueError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
