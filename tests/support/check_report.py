"""Checks a report of `pushscope run` against its schema and its own identities."""
import json
import sys

import jsonschema

report = json.load(open(sys.argv[1]))
schema = json.load(open(sys.argv[2]))
jsonschema.validate(report, schema)
lanes = report["transports"]
assert set(lanes) == {"short-poll", "long-poll", "sse", "websocket"}, list(lanes)
for name, lane in lanes.items():
    counts = lane["messages"]
    assert counts["due"] > 0, (name, counts)
    assert counts["due"] == counts["delivered"] + counts["lost"] + counts["pending"], (name, counts)
    assert counts["due"] == counts["delivered"], (name, counts)
    assert counts["duplicated"] == counts["reordered"] == 0, (name, counts)
    wire = lane["wire_bytes"]
    parts = lane["overhead_bytes"]
    assert wire["up"] + wire["down"] == wire["payload"] + sum(parts.values()), (name, wire, parts)
    assert parts["unclassified"] == 0, (name, parts)
overhead = [lanes[name]["protocol_overhead_per_message"] for name in ("long-poll", "short-poll", "sse", "websocket")]
assert overhead == sorted(overhead, reverse=True), overhead
print("report: every message delivered on all four; parts and payload sum to the wire bytes")
