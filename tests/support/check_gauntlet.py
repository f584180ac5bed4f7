"""Checks a report of `pushscope run --gauntlet` against its schema and its own identities."""
import json
import sys

import schema_refusals

report = json.load(open(sys.argv[1]))
schema_refusals.check(report, json.load(open(sys.argv[2])))
rows = [profile["name"] for profile in report["profiles"]]
pairs = [(row, column) for row in rows for column in report["transports"]]
assert [(cell["profile"], cell["transport"]) for cell in report["cells"]] == pairs, "not one cell a pair, row by row"
for cell in report["cells"]:
    counts = cell["messages"]
    assert counts["due"] == counts["delivered"] + counts["lost"], cell
    assert (cell["first_message_ms"] is None) == (counts["delivered"] == 0), cell
    assert (cell["noticed_ms"] is None) == (cell["losses_noticed"] == 0), cell
    assert cell["verdict"] != "works" or (counts["lost"] == 0 and cell["worst_latency_ms"] <= report["late_after_ms"]), cell
if not report["interrupted"]:
    assert all(cell["verdict"] for cell in report["cells"]), "a cell without a verdict"
    assert all(cell["verdict"] == "works" for cell in report["cells"] if cell["profile"] == "none"), report["cells"]
print("gauntlet: one cell a pair, due = delivered + lost in each; the schema refuses what is wrong")
