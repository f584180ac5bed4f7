"""Publishes and receives over WebSocket with Python's `websockets`: text, binary, echo, resume, too big."""
import asyncio
import json
import struct
import sys

import websockets


async def main(origin: str) -> None:
    async with websockets.connect(origin + "/ws") as socket:
        await socket.send("hello")
        first = json.loads(await asyncio.wait_for(socket.recv(), 10))
        assert first["data"] == "hello", first
        await socket.send(b"\x00\xff")
        second = json.loads(await asyncio.wait_for(socket.recv(), 10))
        assert second["data_base64"] == "AP8=", second
        assert second["id"] == first["id"] + 1, (first, second)
    async with websockets.connect(f"{origin}/ws?after={first['id']}&format=binary") as socket:
        frame = await asyncio.wait_for(socket.recv(), 10)
        assert isinstance(frame, bytes), frame
        number, when = struct.unpack(">QQ", frame[:16])
        assert (number, when, frame[16:]) == (second["id"], second["t"], b"\x00\xff"), frame
    async with websockets.connect(origin + "/echo") as socket:
        for message in ("", "x" * 70000, b"\x01\x02", "\u00e4\U0001f600"):
            await socket.send(message)
            assert await asyncio.wait_for(socket.recv(), 10) == message
    async with websockets.connect(origin + "/ws", max_size=None) as socket:
        try:
            await socket.send("x" * (1024 * 1024 + 1))
            await asyncio.wait_for(socket.recv(), 10)
            raise AssertionError("a message over 1 MiB was taken")
        except websockets.ConnectionClosed as closed:
            assert closed.rcvd is not None and closed.rcvd.code == 1009, closed
    print("ok")


asyncio.run(main(sys.argv[1]))
