"""Runs commands of Pipecat's own client, a list of argument lists, and prints which fields they read from answers.

One line of JSON: {"read": [...], "missing": [...]}. A field is written as the answer it belongs to and its place there:
"{org}/services/voice-starter deployment.buildId". Missing is what was asked for and was not there.
"""

import contextlib
import io
import json
import sys
from urllib.parse import urlsplit

import aiohttp
from pipecat_cli.main import app

read, missing = set(), set()


class Answer(dict):
    """An answer, or an object in it, that remembers what is read of it."""

    def __init__(self, fields, place):
        super().__init__({name: watch(value, f"{place}.{name}") for name, value in fields.items()})
        self.place = place

    def note(self, name):
        (read if dict.__contains__(self, name) else missing).add(f"{self.place}.{name}")

    def __getitem__(self, name):
        self.note(name)
        return super().__getitem__(name)

    def __contains__(self, name):
        self.note(name)
        return super().__contains__(name)

    def get(self, name, default=None):
        self.note(name)
        return super().get(name, default)


def watch(value, place):
    if isinstance(value, dict):
        return Answer(value, place)
    if isinstance(value, list):
        return [watch(item, f"{place}[]") for item in value]
    return value


read_json = aiohttp.ClientResponse.json


async def watched_json(response, **options):
    path = urlsplit(str(response.url)).path.replace("/v1/organizations/local-org", "{org}")
    return watch(await read_json(response, **options), path + " ")


aiohttp.ClientResponse.json = watched_json

for arguments in json.loads(sys.argv[1]):
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        with contextlib.suppress(SystemExit):
            app(["cloud", "--output", "rich", *arguments])

def tidy(places):
    return sorted(place.replace(" .", " ") for place in places)


print(json.dumps({"read": tidy(read), "missing": tidy(missing)}))
