#!/usr/bin/env python3
"""SIGKILL at random moments of writing loses no verdict that was acknowledged, over both stores.

  kill_test.py PROGRAM SOURCE_FOLDER [postgres]
"""
import http.client
import os
import random
import sys
import threading
import time

from service_harness import Service, fresh_store, pair_of

program = sys.argv[1]
kind = sys.argv[3] if len(sys.argv) > 3 else "sqlite"
KILLS = 50
WRITERS = 3


def write(service, pair, name, known, lock):
    """Judges one issue after another until the service is gone; what was answered is known."""
    for step in range(10_000):
        issue, verdict = f"{name}-{step}", random.choice(("real", "false-alarm", "intended"))
        try:
            service.call("PUT", f"/api/v1/pairs/{pair}/verdicts/{issue}", {"verdict": verdict, "note": f"note {step}", "check": "number"}, expect=200)
        except (OSError, http.client.HTTPException):
            return
        with lock:
            known[issue] = verdict


def verdicts(service, pair):
    whole, _ = service.call("GET", f"/api/v1/pairs/{pair}", expect=200)
    return {verdict["issue"]: verdict["verdict"] for verdict in whole["verdicts"]}


seed = int(os.environ.get("CONCORD_SEED", time.time()))
print("seed", seed, flush=True)
random.seed(seed)
with fresh_store(kind) as store:
    known = {}
    lock = threading.Lock()
    with Service(program, store) as service:
        pair = service.call("POST", "/api/v1/pairs", pair_of(), expect=201)[0]["id"]
        service.stop()
    for kill in range(KILLS):
        with Service(program, store) as service:
            found = verdicts(service, pair)
            assert all(found.get(issue) == verdict for issue, verdict in known.items()), (kill, len(known), len(found))
            writers = [threading.Thread(target=write, args=(service, pair, f"k{kill}-{i}", known, lock)) for i in range(WRITERS)]
            for writer in writers:
                writer.start()
            time.sleep(random.uniform(0.001, 0.25))
            service.process.kill()
            for writer in writers:
                writer.join()
    with Service(program, store) as service:
        found = verdicts(service, pair)
        assert all(found.get(issue) == verdict for issue, verdict in known.items())
        # What was written and not answered may be there; nothing else.
        assert len(found) <= len(known) + KILLS * WRITERS
        whole, _ = service.call("GET", f"/api/v1/pairs/{pair}", expect=200)
        assert whole["counts"]["error"] == 2, whole["counts"]
        service.stop()
assert len(known) > KILLS, len(known)
print(f"{KILLS} kills, {len(known)} verdicts acknowledged and none lost ({kind})")
