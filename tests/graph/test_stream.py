"""`stream_message`: what its consumer has in the end is the response."""

import pytest
from super_agent.core.hybrid_commander import create_hybrid_commander
from super_agent.emulator import Fault

from ..lab import PLAN, emulated


@pytest.mark.parametrize("fault", ["", "S08", "S13", "S13-400"])
async def test_the_tokens_that_were_not_taken_back_are_the_response(fault: str) -> None:
    shown: dict[str, str] = {}
    with emulated() as ollama:
        where = {"cloud_api_key": ollama.api_key, "cloud_base_url": ollama.cloud_url, "base_url": ollama.local_url}
        if fault:
            ollama.set_fault("gpt-oss:120b", Fault(fault))
        async with create_hybrid_commander(**where) as commander:
            async for event in commander.stream_message(PLAN):
                if event["type"] == "token":
                    shown[event["message_id"]] = shown.get(event["message_id"], "") + event["text"]
                elif event["type"] == "discard":
                    shown.pop(event["message_id"], None)
                elif event["type"] == "done":
                    response = event["response"]
    assert "".join(shown.values()) == response.text
    assert response.text
