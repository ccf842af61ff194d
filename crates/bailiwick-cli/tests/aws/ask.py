"""Asks a service of AWS itself: `ask.py SERVICE OPERATION '{"Argument": "…"}'`.

Prints the answer as JSON. A stack's status proves nothing; this does.
"""

import json
import os
import sys

import botocore.session
from botocore.config import Config

service, operation, arguments = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
client = botocore.session.get_session().create_client(
    service,
    region_name=os.environ["AWS_REGION"],
    endpoint_url=os.environ["AWS_ENDPOINT_URL"],
    config=Config(retries={"max_attempts": 1}, s3={"addressing_style": "path"}),
)
answer = getattr(client, operation)(**arguments)
answer.pop("ResponseMetadata", None)
print(json.dumps(answer, default=str))
