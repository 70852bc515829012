#!/usr/bin/env python3
"""Many editors who type at once: how long a check takes, what it costs, and whether memory stays flat.

  load_test.py PROGRAM SOURCE_FOLDER [sqlite|postgres [EDITORS [SECONDS [PAUSE [P95_MS]]]]]

Each editor has a connection and sends the whole report with one letter more; between two checks it pauses, PAUSE seconds on average
(exponentially distributed: keys come in bursts, and the page waits for the end of one). The first tenth of the time is not counted.
The processor time of a check is that of the whole service, divided by the checks: unlike the other times it hardly depends on what else
the machine does.
"""
import asyncio
import json
import os
import random
import resource
import sys
import time

from service_harness import Service, fresh_store

program, source_folder = sys.argv[1:3]
words = [*sys.argv[3:], *("sqlite", "20", "6", "2", "0")[len(sys.argv) - 3:]]
kind, editors, seconds, pause, limit = words[0], int(words[1]), int(words[2]), float(words[3]), float(words[4])
SAMPLE = os.path.join(source_folder, "samples", "01-parliament")


def memory(process):
    """Bytes that a process holds in memory."""
    with open(f"/proc/{process.pid}/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize()


def processor(process):
    """Seconds of processor time that a process has taken."""
    with open(f"/proc/{process.pid}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def ask(reader, writer, method, path, body, name):
    data = json.dumps(body).encode()
    writer.write(f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nX-User: {name}\r\nContent-Type: application/json\r\nContent-Length: {len(data)}\r\n\r\n".encode() + data)
    await writer.drain()
    head = await reader.readuntil(b"\r\n\r\n")
    length = int([line for line in head.decode().lower().split("\r\n") if line.startswith("content-length")][0].split(":")[1])
    text = await reader.readexactly(length)
    return int(head.split()[1]), text


async def edit(service, number, texts, begin, times):
    reader, writer = await asyncio.open_connection("127.0.0.1", service.port)
    name = f"editor{number}"
    rng = random.Random(number)
    source, target = texts
    status, answer = await ask(reader, writer, "POST", "/api/v1/pairs", {"source": {"text": source, "lang": "ru"}, "target": {"text": target, "lang": "en"}, "key": name}, name)
    assert status == 201, (status, answer)
    pair = json.loads(answer)["id"]
    await asyncio.sleep(rng.uniform(0, pause))
    while time.monotonic() < begin + seconds:
        at = rng.randrange(len(target))
        target = target[:at] + rng.choice("abcdefghij ") + target[at:] if rng.random() < 0.5 else texts[1]
        started = time.monotonic()
        status, answer = await ask(reader, writer, "POST", "/api/v1/check", {"source": {"text": source, "lang": "ru"}, "target": {"text": target, "lang": "en"}, "pair": pair}, name)
        assert status == 200, (status, answer[:200])
        if started > begin + seconds / 10:
            times.append(time.monotonic() - started)
        await asyncio.sleep(min(30, rng.expovariate(1 / pause)))  # the service closes a connection that is idle for a minute
    writer.close()


async def run(service):
    texts = [open(os.path.join(SAMPLE, name), encoding="utf-8").read() for name in ("source.ru.txt", "target.en.txt")]
    times = []
    memories = []
    begin = time.monotonic() + 1

    async def watch():
        while time.monotonic() < begin + seconds:
            memories.append((time.monotonic() - begin, memory(service.process), processor(service.process)))
            await asyncio.sleep(max(0.5, seconds / 100))
    await asyncio.gather(watch(), *(edit(service, i, texts, begin, times) for i in range(editors)))
    return times, memories

with fresh_store(kind) as store, Service(program, store, "--user-header", "X-User", "--jobs", "2") as running:
    load = os.getloadavg()[0]
    times, memories = asyncio.run(run(running))
    running.stop()
times.sort()
counted = [bytes_held for when, bytes_held, _ in memories if when > seconds / 10]
processors = [taken for when, _, taken in memories if when > seconds / 10]
third = max(1, len(counted) // 3)
first, last = (sum(part) / len(part) / 1e6 for part in (counted[:third], counted[-third:]))
p50, p95, p99 = (1000 * times[int(len(times) * share)] for share in (0.5, 0.95, 0.99))
print(f"{editors} editors, {seconds} s, {kind}: {len(times)} checks ({len(times) / (0.9 * seconds):.0f}/s), processor {1000 * (processors[-1] - processors[0]) / len(times):.1f} ms a check, median {p50:.0f} ms, p95 {p95:.0f} ms, p99 {p99:.0f} ms; "
      f"memory {first:.0f} MB in the first third, {last:.0f} MB in the last; load of the machine at the begin {load:.1f}")
assert limit == 0 or p95 < limit, p95
assert last < 1.15 * first + 20, (first, last)
