"""Runs a Python command again and again without starting Python anew.

Each run is a fork of this process, in which everything that the command is built from is imported already, but nothing
of the command itself. A run is one connection to the Unix socket: a line of JSON {"command", "args", "env", "directory"}
in, {"code", "stdout", "stderr"} out.
"""

import importlib
import json
import os
import runpy
import socketserver
import sys
import tempfile
import traceback

for module in [
    *["aiohttp", "attr", "dotenv", "jinja2", "loguru", "questionary", "synchronicity", "toml", "typer"],
    *["rich.columns", "rich.console", "rich.panel", "rich.pretty", "rich.table", "typer.core", "typer.rich_utils"],
]:
    importlib.import_module(module)


class Run(socketserver.StreamRequestHandler):
    def handle(self):
        request = json.loads(self.rfile.readline())
        with tempfile.TemporaryFile("w+b") as stdout, tempfile.TemporaryFile("w+b") as stderr:
            os.dup2(stdout.fileno(), 1)
            os.dup2(stderr.fileno(), 2)
            code = run(**request)
            outcome = {"code": code, "stdout": read(stdout), "stderr": read(stderr)}
        self.wfile.write(json.dumps(outcome).encode())


def run(command, args, env, directory):
    os.environ.update(env)
    os.chdir(directory)
    sys.argv = [command, *args]
    try:
        runpy.run_path(command, run_name="__main__")
        return 0
    except SystemExit as end:
        return end.code or 0
    except Exception:
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


def read(file):
    file.seek(0)
    return file.read().decode()


class Server(socketserver.ForkingMixIn, socketserver.UnixStreamServer):
    request_queue_size = 64


with Server(sys.argv[1], Run) as server:
    print("ready", flush=True)
    server.serve_forever()
