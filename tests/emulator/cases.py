"""Which transcript is replayed how. Every recorded interaction is in exactly one of the three tables."""

from dataclasses import dataclass, field
from typing import Any

from super_agent.emulator import EmulatedModel, Fault

from .tiny import STUBS, TINY

CRASH = "an error was encountered while running the model: unexpected EOF"


@dataclass(frozen=True)
class Case:
    """How to set up the server, and what may differ.

    Attributes:
        settings: Of the emulator.
        before: Transcripts that are replayed first.
        fault: Target and fault.
        host: Host header.
        loose: Keys whose values are compared in type alone; `any_count` as in `differences`.
        live: A real server with any model must show the same.
    """

    models: tuple[EmulatedModel, ...] = TINY
    settings: dict[str, Any] = field(default_factory=dict)
    before: tuple[str, ...] = ()
    fault: tuple[str, Fault] | None = None
    host: str = ""
    loose: frozenset[str] = frozenset()
    any_count: bool = False
    live: bool = False


OFFLINE = {"cloud_disabled": True}
CONTENT = frozenset({"content", "message", "response", "eval_count"})
COUNT = frozenset({"prompt_eval_count"})
LIVE = Case(live=True)

CASES: dict[str, Case] = {
    "root_get": LIVE,
    "root_head": LIVE,
    "version_get": LIVE,
    "version_head": LIVE,
    "status_cloud_disabled": Case(settings=OFFLINE),
    "status_cloud_enabled": Case(),
    "tags": Case(),
    "tags_head": LIVE,
    "tags_with_stub": Case(models=(*STUBS, *TINY)),
    "ps_empty": Case(),
    "ps_loaded": Case(before=("chat_stream_cold",)),
    "ps_shared_runner": Case(before=("chat_stream_cold", "chat_stream_system_history")),
    "ps_after_unload": Case(before=("chat_load", "chat_unload")),
    "ps_num_ctx_capped": Case(before=("chat_num_ctx_too_big",)),
    "show_plain": Case(loose=frozenset({"model_info", "shape"})),
    "show_tools": Case(loose=frozenset({"model_info", "shape"})),
    "show_thinking": Case(loose=frozenset({"model_info", "shape"})),
    "show_missing": LIVE,
    "show_no_model": LIVE,
    "show_cloud_disabled": Case(settings=OFFLINE),
    "show_stub": Case(models=STUBS),
    "wrong_path": LIVE,
    "wrong_path_post": LIVE,
    "wrong_method": LIVE,
    "wrong_host_header": Case(host="example.com", live=True),
    "chat_stream_cold": LIVE,
    "chat_stream_ok": LIVE,
    "chat_stream_default": LIVE,
    "chat_nonstream_ok": LIVE,
    "chat_stream_system_history": Case(loose=COUNT, live=True),
    "chat_unknown_option_ignored": LIVE,
    "chat_unknown_field_ignored": LIVE,
    "chat_think_false": LIVE,
    "chat_tools_stream": Case(),
    "chat_tools_nonstream": Case(),
    "chat_tools_result_turn": Case(loose=COUNT),
    "chat_tool_args_string": LIVE,
    "chat_tools_unsupported": Case(),
    "chat_tools_unsupported_nonstream": Case(),
    "chat_think_unsupported": Case(),
    "chat_think_stream": Case(),
    "chat_think_nonstream": Case(),
    "chat_think_cut": Case(),
    "chat_missing_model": LIVE,
    "chat_missing_model_nonstream": LIVE,
    "chat_empty_model": LIVE,
    "chat_invalid_model_name": LIVE,
    "chat_malformed_json": LIVE,
    "chat_truncated_json": LIVE,
    "chat_wrong_json_type": LIVE,
    "chat_empty_body": LIVE,
    "chat_option_wrong_type": LIVE,
    "chat_format_invalid": LIVE,
    "chat_cloud_disabled": Case(settings=OFFLINE),
    "chat_model_cloud_and_local": LIVE,
    "chat_model_load_failure": Case(),
    "chat_load": LIVE,
    "chat_unload": LIVE,
    "chat_length_stream": Case(),
    "chat_length_nonstream": Case(),
    "chat_context_full_no_shift": Case(),
    "chat_repeat_guard_stream": Case(),
    "chat_repeat_guard_nonstream": Case(),
    "chat_stop_sequence": Case(),
    "chat_prompt_truncated": Case(),
    "chat_prompt_truncated_stream": Case(),
    "chat_history_truncated": Case(),
    "chat_truncate_false": Case(),
    "chat_truncate_false_stream": Case(),
    "chat_num_ctx_too_big": Case(),
    "chat_format_schema": Case(loose=CONTENT, live=True),
    "chat_format_schema_stream": Case(loose=CONTENT, any_count=True, live=True),
    "chat_format_json": Case(loose=CONTENT),
    "chat_format_schema_cut": Case(loose=CONTENT),
    "chat_runner_killed_stream": Case(
        fault=("tiny-forever", Fault("error_line", after=20, error=CRASH)), any_count=True
    ),
    "chat_after_runner_crash": Case(),
    "chat_runner_killed_nonstream": Case(fault=("tiny-forever", Fault("error_line", after=20, error=CRASH))),
    "v1_models": Case(),
    "v1_model_missing_get": LIVE,
    "v1_chat_stream": Case(),
    "v1_chat_stream_usage": Case(),
    "v1_chat_nonstream": Case(),
    "v1_chat_tools_stream": Case(),
    "v1_chat_tools_nonstream": Case(),
    "v1_chat_length": Case(),
    "v1_chat_missing_model": LIVE,
    "v1_chat_tools_unsupported": Case(),
    "v1_chat_malformed_json": LIVE,
    "v1_chat_repeat_guard_stream": Case(),
    "v1_chat_repeat_guard_nonstream": Case(),
    "v1_chat_runner_killed_stream": Case(
        fault=("tiny-forever", Fault("error_line", after=20, error=CRASH)), any_count=True
    ),
    "v1_chat_cloud_disabled": Case(settings=OFFLINE),
    "cloud_401_no_key": Case(settings={"has_key": False}),
    "cloud_unreachable": Case(settings={"cloud_upstream": "refused"}),
    "cloud_unreachable_nonstream": Case(settings={"cloud_upstream": "refused"}),
    "cloud_show_unreachable": Case(settings={"cloud_upstream": "refused"}),
    "v1_cloud_unreachable": Case(settings={"cloud_upstream": "refused"}),
    "stub_host_not_allowed": Case(models=STUBS, settings={"remotes_allowed": False}),
    "generate_stream": LIVE,
    "generate_nonstream": LIVE,
    "embed": Case(loose=COUNT),
    "embed_missing_model": LIVE,
    "pull_invalid_name": LIVE,
    "pull_missing_stream": Case(),
    "pull_missing_nonstream": Case(),
    "me_offline": Case(settings={"cloud_upstream": "refused"}),
}

# Interactions with a test of their own in test_contract.py: the client leaves, or others are in the way.
OWN_TEST = frozenset(
    {
        "chat_client_cancel_stream",
        "chat_client_cancel_nonstream",
        "chat_waits_behind_other",
        "chat_queue_full_stream",
        "chat_queue_full_nonstream",
        "v1_chat_queue_full",
        "cloud_client_cancel_stream",
    }
)

LEFT_OUT: dict[str, str] = {
    "pull_offline_stream": "the emulator has no registry that could be out of reach",
    "pull_offline_nonstream": "as pull_offline_stream",
}
