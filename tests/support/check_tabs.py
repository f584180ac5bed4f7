"""Checks a report of `pushscope run the-seventh-tab` against its schema and its own identities."""
import json
import sys

import schema_refusals

report = json.load(open(sys.argv[1]))
schema_refusals.check(report, json.load(open(sys.argv[2])))
requests = report["requests"]
assert [request["id"] for request in requests] == sorted(request["id"] for request in requests), requests
order = [request["asked_ms"] for request in requests]
assert order == sorted(order) and order[:1] in ([], [0]), order
for request in requests:
    times = [request[name] for name in ("asked_ms", "sent_ms", "answered_ms", "ended_ms") if request[name] is not None]
    assert times == sorted(times), request
    if request["waited_ms"] is not None:
        # Each of the three is rounded to a microsecond.
        assert abs(request["waited_ms"] - (request["sent_ms"] - request["asked_ms"])) < 0.0021, request
if report["told"]:
    assert report["refutation"] is None, report["refutation"]
    by_id = {request["id"]: request for request in requests}
    assert report["seventh_waited_ms"] == by_id[7]["waited_ms"], by_id[7]
    assert report["poll_waited_ms"] == by_id[8]["waited_ms"], by_id[8]
    left_out = {"a-second-host-answers"} if report["second_host_problem"] else set()
    assert all(step["done"] or step["step"] in left_out for step in report["steps"]), report["steps"]
print("tabs: times in order, waits are what they say; the schema refuses what is wrong")
