"""Texts as vectors, from an embedding model that the local server has (`POST /api/embed`)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import hypot

from .catalog import Catalog
from .clients import LoopClients
from .names import is_cloud

Vector = list[float]
NAMES = re.compile(r"embed|minilm|(?:^|/)bge-(?!.*rerank)", re.IGNORECASE)


async def embedding_model(catalog: Catalog) -> str | None:
    """The first installed model that says, or whose name says, that it embeds; never one that runs elsewhere."""
    for model in await catalog.installed():
        if model.remote or is_cloud(model.name):
            continue
        details = await catalog.details(model.name)
        if NAMES.search(model.name) or (details and "embedding" in details.capabilities):
            return model.name
    return None


async def embed(texts: Sequence[str], model: str, clients: LoopClients) -> list[Vector]:
    """A vector of length 1 for each text.

    Raises:
        httpx.HTTPError: no answer, or an error.
        ValueError, TypeError, KeyError: the answer makes no sense.
    """
    client = await clients.http()
    answer = await client.post("/api/embed", json={"model": model, "input": list(texts)})
    answer.raise_for_status()
    vectors = [_unit(vector) for vector in answer.json()["embeddings"]]
    sizes = {*map(len, vectors)}
    if len(vectors) != len(texts) or len(sizes) != 1 or 0 in sizes:
        raise ValueError(f"{len(vectors)} embeddings for {len(texts)} texts, of sizes {sorted(sizes)}")
    return vectors


def _unit(vector: Sequence[float]) -> Vector:
    length = hypot(*vector) or 1.0
    return [number / length for number in vector]
