#!/usr/bin/env python3
"""Stands in for zhandian in tests of the framing: answers lines, and misbehaves where a record tells it to."""
import json
import os
import sys
import time

if sys.argv[1] == "contract":
    print(json.dumps({
        "schema": "zhandian.contract/1", "version": "0", "lexicons": os.environ.get("FAKE_LEXICONS", "l"),
        "domain": "d", "capabilities": os.environ.get("FAKE_CAPABILITIES", "records/1").split()}))
    sys.exit(0)
if os.environ.get("FAKE_START"):
    print("no lexicons", file=sys.stderr)
    sys.exit(int(os.environ["FAKE_START"]))
for number, line in enumerate(sys.stdin.buffer, 1):
    try:
        record = json.loads(line)
    except ValueError:
        record = {}
    action = record.get("action")
    if action == "die":
        os.kill(os.getpid(), 9)
    if action == "exit":
        sys.exit(record["code"])
    if action == "once" and not os.path.exists(record["file"]):
        open(record["file"], "w").close()
        os.kill(os.getpid(), 9)
    if action == "hang":
        time.sleep(1000)
    if action == "lose":
        continue
    identifier = str(record.get("id", f"-:{number}"))
    print("rejected: " + "x" * 2000, file=sys.stderr)
    answer = {"schema": "zhandian.document/1", "id": identifier, "size": len(line)}
    answer["source"] = {"path": "-", "member": str(number)}
    if action == "long":
        answer["text"] = "长" * 2_000_000
    print(json.dumps(answer), flush=True)
    if action == "twice":
        print(json.dumps(answer), flush=True)
