"""Starts a session with Pipecat's SDK: agent, public key, "daily" or "none", and data as JSON. Prints what came of it."""

import asyncio
import json
import sys

from pipecatcloud import AgentStartError, Session, SessionParams


async def main(agent: str, key: str, transport: str, data: str) -> dict:
    params = SessionParams(
        data=json.loads(data),
        use_daily=transport == "daily",
        daily_room_properties={"enable_prejoin_ui": False},
    )
    try:
        return {"started": await Session(agent, key, params).start()}
    except AgentStartError as error:
        return {"refused": error.message, "code": error.error_code}


print(json.dumps(asyncio.run(main(*sys.argv[1:]))))
