"""The router under the name that people import."""

from ..graph.routing import IntelligentRouter

__all__ = ["IntelligentRouter"]
