"""One import by boto3, from a cold start."""

import sys

import boto3

client = boto3.client("lightsail", region_name="eu-west-1", endpoint_url=sys.argv[1])
print(client.import_key_pair(keyPairName="key-1", publicKeyBase64=sys.argv[2])["operation"]["status"])
