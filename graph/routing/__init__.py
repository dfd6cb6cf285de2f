"""Pure decisions, no I/O: what a request asks for, what it may reveal, who may answer it."""

from .policy import Chain, Demand, chain
from .router import IntelligentRouter
from .types import Candidate, Finding, Fleet, ModelFacts, Route, RuledOut, Sensitivity, Step

__all__ = [
    "Candidate",
    "Chain",
    "Demand",
    "Finding",
    "Fleet",
    "IntelligentRouter",
    "ModelFacts",
    "Route",
    "RuledOut",
    "Sensitivity",
    "Step",
    "chain",
]
