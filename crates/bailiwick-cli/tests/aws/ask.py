"""Asks services of AWS themselves: a stack's status proves nothing, this does.

Each line of the input is a question, `["REGION", "SERVICE", "OPERATION", {"Argument": "…"}]`;
each line of the output is what the service answered to it, as JSON, or `{"Refused": "…"}`.
"""

import json
import os
import sys

import botocore.session
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

session = botocore.session.get_session()
clients = {}


def client(region, service):
    if (region, service) not in clients:
        clients[region, service] = session.create_client(
            service,
            region_name=region,
            endpoint_url=os.environ["AWS_ENDPOINT_URL"],
            config=Config(retries={"max_attempts": 1}, s3={"addressing_style": "path"}),
        )
    return clients[region, service]


def as_text(value):
    """A stream by what it holds, anything else as it prints."""
    return value.read().decode() if hasattr(value, "read") else str(value)


for line in sys.stdin:
    region, service, operation, arguments = json.loads(line)
    try:
        answer = getattr(client(region, service), operation)(**arguments)
        answer.pop("ResponseMetadata", None)
    except (BotoCoreError, ClientError) as error:
        answer = {"Refused": str(error)}
    print(json.dumps(answer, default=as_text), flush=True)
