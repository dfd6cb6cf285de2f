"""The models that the transcripts were recorded with, played by the emulator."""

from super_agent.emulator import Answer, Call, Conversation, EmulatedModel, Weights

HELLO = ("Hello", " from", " the", " tiny", " bigram", " model", ".")
BROKEN = (
    "llama runner process has terminated: error loading model: missing tensor 'output_norm.weight'\n"
    "panic: unable to load model: <MODELS>/blobs/sha256-<DIGEST_10>"
)
LLAMA = Weights(family="llama", parameter_size="526K", quantization="unknown", parameter_count=526_176)
THINKER = Weights(family="llama", parameter_size="646K", quantization="unknown", parameter_count=646_080)


def hello(conversation: Conversation) -> Answer:
    return Answer(HELLO)


def weather(conversation: Conversation) -> Answer:
    return Answer(calls=(Call("get_weather", {"city": "Paris"}),)) if conversation.tools else hello(conversation)


def think(conversation: Conversation) -> Answer:
    return Answer(("yes", "!"), thinking=("hmm", " ok"))


def count(conversation: Conversation) -> Answer:
    return Answer((" one", " two", " three"), endless=True)


def sing(conversation: Conversation) -> Answer:
    return Answer((" la",), endless=True)


def _tiny(
    name: str, persona: object, *capabilities: str, shares: str = "tiny", weights: Weights = LLAMA
) -> EmulatedModel:
    return EmulatedModel(
        name,
        persona,  # type: ignore[arg-type]
        capabilities=("completion", *capabilities),
        context_length=2048,
        resident=False,
        load_time=0.001,
        load_error=BROKEN if name == "tiny-broken" else "",
        chars_per_token=1,
        shares=shares,
        weights=weights,
    )


TINY = (
    _tiny("tiny-tools", weather, "tools"),
    _tiny("tiny-plain", hello),
    _tiny("tiny-think", think, "thinking", shares="think", weights=THINKER),
    _tiny("tiny-forever", count),
    _tiny("tiny-loop", sing),
    _tiny("tiny-broken", hello, shares="broken"),
    _tiny("tiny-notmpl", hello),
)
STUBS = tuple(
    EmulatedModel(f"stub-{name}", remote_model=f"{name}:1b", capabilities=("completion", "tools"))
    for name in ("mid", "r429", "ok", "r401", "cut")
)
