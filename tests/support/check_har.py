"""Checks an HTTP archive of `pushscope run` against the schema of HAR 1.2 and the report of the same run."""
import base64
import collections
import json
import sys

import jsonschema

har = json.load(open(sys.argv[1]))
report = json.load(open(sys.argv[2]))
jsonschema.validate(har, json.load(open(sys.argv[3])))
entries = har["log"]["entries"]
started = [entry["startedDateTime"] for entry in entries]
assert started == sorted(started), "entries are not in the order of time"

lanes = collections.defaultdict(list)
for entry in entries:
    lanes[entry["comment"].split(",")[0]].append(entry)
    known = [entry["timings"][part] for part in ("connect", "send", "wait", "receive")]
    assert abs(entry["time"] - sum(max(0, ms) for ms in known)) < 1e-3, entry["timings"]
assert set(lanes) == set(report["transports"]), set(lanes)


def content(entry):
    """The content as bytes; its size is what the entry says."""
    part = entry["response"]["content"]
    text = part.get("text", "")
    whole = base64.b64decode(text) if part.get("encoding") == "base64" else text.encode()
    assert len(whole) == part["size"], (len(whole), part["size"])
    return whole


def ids(entry):
    """Ids of the messages in the content of a poll or a stream, in order."""
    body = content(entry).decode()
    if entry["_resourceType"] == "eventsource":
        return [int(line[4:]) for line in body.splitlines() if line.startswith("id: ")]
    return [message["id"] for message in json.loads(body)["messages"]] if body else []


def frame_id(message):
    """Id of the message in a frame: JSON in a text, the first 8 bytes of a binary one (base64 in HAR)."""
    if message["opcode"] == 2:
        return int.from_bytes(base64.b64decode(message["data"])[:8], "big")
    return json.loads(message["data"])["id"]


def size(part):
    return part["headersSize"] + part["bodySize"]


for name, lane in lanes.items():
    figures = report["transports"][name]
    assert len(lane) == figures["requests"], (name, len(lane), figures["requests"])
    assert sum(size(entry["request"]) for entry in lane) <= figures["wire_bytes"]["up"], name
    answered = [entry for entry in lane if entry["response"]["status"] != 0]
    down = sum(size(entry["response"]) for entry in answered)
    if name == "websocket":
        echo = [entry for entry in lane if entry["request"]["url"].endswith("/echo")]
        lane = [entry for entry in lane if entry not in echo]
        upstream = figures["upstream"]
        frames = [message for entry in echo for message in entry["_webSocketMessages"]]
        sent = [message["data"] for message in frames if message["type"] == "send"]
        back = [message["data"] for message in frames if message["type"] == "receive"]
        assert len(sent) == upstream["sent"] and sorted(sent) == sorted(back), (len(sent), len(back), upstream)
        messages = [message for entry in lane for message in entry["_webSocketMessages"]]
        assert len(messages) == figures["messages"]["delivered"], (len(messages), figures["messages"])
        assert {message["type"] for message in messages} == {"receive"}
        delivered = [frame_id(message) for message in messages]
    else:
        delivered = [number for entry in answered for number in ids(entry)]
        assert down == figures["wire_bytes"]["down"], (name, down, figures["wire_bytes"])
        assert sum(size(entry["request"]) for entry in lane) == figures["wire_bytes"]["up"], name
        if name != "sse":
            empty = sum(entry["response"]["status"] == 204 for entry in answered)
            assert empty == figures["empty_responses"], (name, empty, figures["empty_responses"])
    assert len(delivered) == figures["messages"]["delivered"], (name, len(delivered))
    expected = set(range(1, figures["messages"]["due"] // len({e["connection"] for e in lane}) + 1))
    assert name in ("short-poll", "long-poll") or set(delivered) == expected, name
print("HAR: as the schema says; entries, bytes and messages are those of the report")
