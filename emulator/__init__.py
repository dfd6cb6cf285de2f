"""An Ollama server made of scripts: the same wire, no model, faults on demand.

```python
from super_agent.emulator import Emulator, Fault

with Emulator() as emulator:
    emulator.set_fault("gpt-oss:120b", Fault("S08", times=1))
    print(emulator.cloud_url, emulator.local_url)
```
"""

try:
    import starlette
    import uvicorn
except ModuleNotFoundError as error:
    raise ImportError("the emulator needs its extra: pip install 'super-agent[emulator]'") from error

from .conversation import Answer, Conversation
from .emulator import Emulator
from .events import Call
from .faults import Fault, parse_fault
from .models import BASE_TEMPLATE, EmulatedModel, Weights, default_models
from .record import ReceivedRequest
from .serve import serve

__all__ = [
    "BASE_TEMPLATE",
    "Answer",
    "Call",
    "Conversation",
    "EmulatedModel",
    "Emulator",
    "Fault",
    "ReceivedRequest",
    "Weights",
    "default_models",
    "parse_fault",
    "serve",
]

del starlette, uvicorn
