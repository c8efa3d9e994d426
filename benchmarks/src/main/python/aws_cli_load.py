"""The AWS CLI under xargs -P: what a shell script does. Like LoadProcess it makes as many imports as
each line of its input says, and prints the figures that Meter documents."""

import os
import resource
import subprocess
import sys
import time

LINE = "ssh-rsa " + "A" * 372 + " somebody@example.com"


def main(url, in_flight, aws):
    environment = dict(
        os.environ,
        AWS_ACCESS_KEY_ID="AKIDBENCH",
        AWS_SECRET_ACCESS_KEY="secret",
        AWS_DEFAULT_REGION="eu-west-1",
        AWS_MAX_ATTEMPTS="1",
    )

    def send(count):
        subprocess.run(
            ["xargs", "-P", str(in_flight), "-I", "{}", aws, "lightsail", "import-key-pair"]
            + ["--endpoint-url", url, "--key-pair-name", "key-{}", "--public-key-base64", LINE],
            input="\n".join(map(str, range(count))),
            text=True,
            stdout=subprocess.DEVNULL,
            env=environment,
            check=True,
        )

    for turn in sys.stdin:
        calls = int(turn)
        wall, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        send(calls)
        wall, after = time.perf_counter() - wall, resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(
            f"figures operations={calls} wall={wall} cpu={cpu} rss={after.ru_maxrss / 1e3}",
            flush=True,
        )


main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
