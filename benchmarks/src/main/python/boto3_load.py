"""boto3 with a pool of threads: what a script in Python does. Like LoadProcess it makes
as many imports as each line of its input says, and prints the figures that Meter documents."""

import resource
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.config import Config

LINE = "ssh-rsa " + "A" * 372 + " somebody@example.com"


def main(url, in_flight):
    client = boto3.client(
        "lightsail",
        region_name="eu-west-1",
        endpoint_url=url,
        aws_access_key_id="AKIDBENCH",
        aws_secret_access_key="secret",
        config=Config(max_pool_connections=in_flight, retries={"total_max_attempts": 1}),
    )

    def send(number):
        client.import_key_pair(keyPairName=f"key-{number}", publicKeyBase64=LINE)

    with ThreadPoolExecutor(in_flight) as threads:
        for turn in sys.stdin:
            calls = int(turn)
            wall, cpu = time.perf_counter(), time.process_time()
            list(threads.map(send, range(calls)))
            wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
            rss = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
            print(
                f"figures operations={calls} wall={wall} cpu={cpu} rss={rss} threads={threading.active_count()}",
                flush=True,
            )


main(sys.argv[1], int(sys.argv[2]))
