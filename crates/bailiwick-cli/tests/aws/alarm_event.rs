//! Events of alarms: the one that throws the kill switch, and those that must not.

use serde_json::{Value, json};

/// What CloudWatch sends when an alarm changes its state. Source of the shape: "Alarm events
/// and EventBridge", Amazon CloudWatch User Guide,
/// <https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html>,
/// a single-metric alarm.
pub(crate) fn event(alarm: &Value, account: &str) -> Value {
    let state = |value: &str, charges: f64| {
        let point = format!("[{charges} (22/11/26 03:00:00)]");
        let threshold = &alarm["Threshold"];
        json!({
            "reason": format!("Threshold Crossed: 1 datapoint {point} was compared to {threshold}."),
            "reasonData": json!({ "version": "1.0", "queryDate": "2026-11-22T09:00:40.985+0000",
                "startDate": "2026-11-22T03:00:00.000+0000", "statistic": "Maximum",
                "period": 21600, "recentDatapoints": [charges], "threshold": threshold }).to_string(),
            "timestamp": "2026-11-22T09:00:40.987+0000",
            "value": value,
        })
    };
    json!({
        "version": "0",
        "id": "2dde4eb1-528b-d2d5-9ca6-6d590caf2329",
        "detail-type": "CloudWatch Alarm State Change",
        "source": "aws.cloudwatch",
        "account": account,
        "time": "2026-11-22T09:00:41Z",
        "region": "us-east-1",
        "resources": [alarm["AlarmArn"]],
        "detail": {
            "alarmName": alarm["AlarmName"],
            "configuration": {
                "description": alarm["AlarmDescription"],
                "metrics": [{
                    "id": "30b6c6b2-a864-43a2-4877-c09a1afc3b87",
                    "metricStat": {
                        "metric": { "dimensions": { "Currency": "USD" },
                            "name": alarm["MetricName"], "namespace": alarm["Namespace"] },
                        "period": 21600,
                        "stat": "Maximum",
                    },
                    "returnData": true,
                }],
            },
            "previousState": state("OK", 11.2),
            "state": state("ALARM", 61.7),
        },
    })
}

/// An event with one value changed.
pub(crate) fn with(event: &Value, pointer: &str, value: Value) -> Value {
    let mut event = event.clone();
    *event.pointer_mut(pointer).unwrap() = value;
    event
}

/// Events that are none of the kill switch's business.
pub(crate) fn others(real: &Value) -> Vec<Value> {
    let text = |pointer: &str| real.pointer(pointer).and_then(Value::as_str).unwrap();
    let arn = text("/resources/0");
    let elsewhere = arn.replace(text("/account"), "999988887777");
    let wrong = [
        ("/detail/state/value", json!("OK")),
        ("/detail/state/value", json!("INSUFFICIENT_DATA")),
        (
            "/resources/0",
            json!(arn.replace(text("/detail/alarmName"), "another")),
        ),
        ("/resources/0", json!(format!("{arn}-2"))),
        (
            "/resources/0",
            json!(arn.replace("us-east-1", "eu-north-1")),
        ),
        ("/resources/0", json!(elsewhere)),
        ("/resources", json!([])),
        ("/source", json!("somebody.else")),
        (
            "/detail-type",
            json!("CloudWatch Alarm Configuration Change"),
        ),
        (
            "/detail-type",
            json!("CloudWatch Alarm Contributor State Change"),
        ),
    ];
    let mut events: Vec<Value> = wrong
        .map(|(pointer, value)| with(real, pointer, value))
        .into();
    // It calms down.
    let was = with(real, "/detail/previousState/value", json!("ALARM"));
    events.push(with(&was, "/detail/state/value", json!("OK")));
    events
}
