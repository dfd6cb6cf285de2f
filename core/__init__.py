"""The Python API: `HybridCommander` answers requests, `HybridModelManager` looks after the models."""
