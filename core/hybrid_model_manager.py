"""The model manager under the name that people import."""

from ..graph.models.manager import HybridModelManager
from ..graph.models.shared import get_hybrid_model_manager

__all__ = ["HybridModelManager", "get_hybrid_model_manager"]
