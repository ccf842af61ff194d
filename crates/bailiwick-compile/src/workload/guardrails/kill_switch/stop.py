"""Stops the service: no machine stays, and none starts until a person changes the sizes."""

import json
import os

import boto3


def handler(event, context):
    print(json.dumps({"alarm": event.get("resources"), "group": os.environ["GROUP"]}))
    autoscaling = boto3.client("autoscaling", region_name=os.environ["WORKLOAD_REGION"])
    autoscaling.update_auto_scaling_group(
        AutoScalingGroupName=os.environ["GROUP"],
        MinSize=0,
        MaxSize=0,
        DesiredCapacity=0,
    )
    return {"stopped": os.environ["GROUP"]}
