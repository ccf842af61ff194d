"""An AWS for one test: ministack, behind a door that drops what ministack lacks.

Prints one line, the port of the door, once ministack is healthy. Ends, and ends
ministack, when its standard input closes, which it does when the test ends in whatever
way. Types of resources that ministack lacks are dropped from templates on their way in,
with everything that refers to them, and are listed on standard error: the product never
knows.
"""

import http.client
import http.server
import json
import os
import socket
import subprocess
import sys
import threading
import time
import urllib.parse

import yaml
from ministack.services.cloudformation.provisioners import _RESOURCE_HANDLERS

# The id of what was dropped, where another stack asks for it.
NOBODY = "vol-00000000000000000"
HOP = {"connection", "transfer-encoding", "content-length", "host", "expect"}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start(port):
    environment = dict(os.environ, BIND_HOST="127.0.0.1", GATEWAY_PORT=str(port), LOG_LEVEL="ERROR")
    return subprocess.Popen(
        [sys.executable, "-m", "ministack"],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def wait_until_healthy(port, process):
    for _ in range(600):
        if process.poll() is not None:
            sys.exit(f"ministack ended with {process.returncode}")
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", "/_ministack/health")
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    sys.exit("ministack is not healthy after a minute")


def refers(value, dropped):
    """Whether a value refers to a dropped resource."""
    if isinstance(value, dict):
        if value.get("Ref") in dropped:
            return True
        attribute = value.get("Fn::GetAtt")
        if attribute and (attribute[0] if isinstance(attribute, list) else attribute.split(".")[0]) in dropped:
            return True
        substituted = value.get("Fn::Sub")
        text = substituted[0] if isinstance(substituted, list) else substituted
        if isinstance(text, str) and any(f"${{{name}}}" in text or f"${{{name}." in text for name in dropped):
            return True
        return any(refers(inner, dropped) for key, inner in value.items() if key not in ("Ref", "Fn::GetAtt"))
    if isinstance(value, list):
        return any(refers(inner, dropped) for inner in value)
    return False


def without(value, dropped, path, report):
    """A value without the members and items that refer to a dropped resource."""
    if isinstance(value, dict):
        kept = {}
        for key, inner in value.items():
            is_leaf = isinstance(inner, dict) and any(k in inner for k in ("Ref", "Fn::GetAtt", "Fn::Sub"))
            if is_leaf and refers(inner, dropped):
                report(f"dropped with it: {path}.{key}")
            else:
                kept[key] = without(inner, dropped, f"{path}.{key}", report)
        return kept
    if isinstance(value, list):
        kept = [without(inner, dropped, path, report) for inner in value if not refers(inner, dropped)]
        if len(kept) < len(value):
            report(f"dropped with it: {len(value) - len(kept)} items of {path}")
        return kept
    return value


def fit(body, report):
    """A template without the types that ministack lacks."""
    template = yaml.safe_load(body)
    changed = stand_in(template, report)
    resources = template.get("Resources") or {}
    changed = fold_policies(resources, report) or changed
    dropped = {name for name, it in resources.items() if it["Type"] not in _RESOURCE_HANDLERS}
    if not dropped:
        return json.dumps(template) if changed else body
    for name in sorted(dropped):
        report(f"dropped: {name} ({resources[name]['Type']})")
    kept = {}
    for name, resource in resources.items():
        if name not in dropped:
            needs = resource.get("DependsOn", [])
            needs = [needs] if isinstance(needs, str) else needs
            resource = dict(resource, DependsOn=[it for it in needs if it not in dropped])
            kept[name] = without(resource, dropped, name, report)
    template["Resources"] = kept
    for name, output in (template.get("Outputs") or {}).items():
        if refers(output, dropped):
            report(f"stands in for the output {name}: {NOBODY}")
            output["Value"] = NOBODY
    return json.dumps(template)


def fold_policies(resources, report):
    """Gives policies that are resources of their own to their roles; says whether there was any."""
    policies = [name for name, it in resources.items() if it["Type"] == "AWS::IAM::RolePolicy"]
    folded = False
    for name in policies:
        properties = resources[name]["Properties"]
        role = resources.get(properties["RoleName"].get("Ref")) if isinstance(properties["RoleName"], dict) else None
        # One that names other resources of its template might go in a circle.
        if role is None or refers(properties["PolicyDocument"], set(resources)):
            continue
        inline = {key: properties[key] for key in ("PolicyName", "PolicyDocument")}
        role["Properties"].setdefault("Policies", []).append(inline)
        del resources[name]
        for resource in resources.values():
            needs = resource.get("DependsOn", [])
            resource["DependsOn"] = [it for it in ([needs] if isinstance(needs, str) else needs) if it != name]
        report(f"given to its role: {name} (AWS::IAM::RolePolicy)")
        folded = True
    return folded


def stand_in(template, report):
    """Stands in for what AWS knows and ministack does not; says whether anything changed."""
    changed = False
    for name, parameter in (template.get("Parameters") or {}).items():
        if parameter["Type"].startswith("AWS::SSM::Parameter::Value<"):
            report(f"stands in for the public parameter of {name}: ami-00000000")
            parameter.update(Type="String", Default="ami-00000000")
            changed = True
    secrets = {
        name
        for name, it in (template.get("Resources") or {}).items()
        if it["Type"] == "AWS::SecretsManager::Secret"
    }
    if secrets:
        report("stands in for the ARN of secrets, which ministack's `Ref` does not give")
        for section in ("Resources", "Outputs"):
            template[section] = with_arns(template.get(section) or {}, secrets)
    return changed or bool(secrets)


def with_arns(value, secrets):
    """A value in which secrets are referred to by ARN, as AWS understands `Ref`."""
    if isinstance(value, dict):
        if value.get("Ref") in secrets:
            return {"Fn::GetAtt": [value["Ref"], "Id"]}
        return {key: with_arns(inner, secrets) for key, inner in value.items()}
    if isinstance(value, list):
        return [with_arns(inner, secrets) for inner in value]
    return value


class Door(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    inside = 0
    seen = set()

    def log_message(self, *_):
        pass

    def report(self, line):
        if line not in self.seen:
            self.seen.add(line)
            print(line, file=sys.stderr, flush=True)

    def read(self):
        if self.headers.get("transfer-encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("content-length") or 0))
        body = b""
        while size := int(self.rfile.readline().split(b";")[0], 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def pass_on(self):
        if self.headers.get("expect", "").lower() == "100-continue":
            self.send_response_only(100)
            self.end_headers()
        body = self.read()
        if b"TemplateBody=" in body:
            pairs = urllib.parse.parse_qsl(body.decode(), keep_blank_values=True)
            fitted = [(k, fit(v, self.report) if k == "TemplateBody" else v) for k, v in pairs]
            body = urllib.parse.urlencode(fitted).encode()
        headers = {k: v for k, v in self.headers.items() if k.lower() not in HOP}
        if self.command == "PUT" and "/bailiwick-templates-" in self.path and body[:3] == b"AWS":
            body = fit(body.decode(), self.report).encode()
            headers = {k: v for k, v in headers.items() if "checksum" not in k.lower()}
        headers["Host"] = self.headers.get("host", "")
        connection = http.client.HTTPConnection("127.0.0.1", self.inside, timeout=120)
        connection.request(self.command, self.path, body, headers)
        answer = connection.getresponse()
        content = answer.read()
        self.send_response(answer.status)
        for key, value in answer.getheaders():
            if key.lower() not in HOP:
                self.send_header(key, value)
        length = answer.getheader("content-length") if self.command == "HEAD" else len(content)
        self.send_header("Content-Length", str(length or 0))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = pass_on


def main():
    Door.inside = free_port()
    process = start(Door.inside)
    try:
        wait_until_healthy(Door.inside, process)
        door = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Door)
        threading.Thread(target=door.serve_forever, daemon=True).start()
        print(door.server_address[1], flush=True)
        sys.stdin.read()
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()


main()
