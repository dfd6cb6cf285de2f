"""Everything that talks to Ollama: settings, catalogue, guarded calls, clocks, breakers, errors."""
