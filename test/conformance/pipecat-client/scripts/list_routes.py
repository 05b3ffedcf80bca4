"""Prints the routes that Pipecat's own client has addresses for, by the names of their settings."""

import json

from pipecatcloud.config import _SETTINGS, config

print(json.dumps({name: config.get(name) for name in _SETTINGS if name.endswith("_path")}))
