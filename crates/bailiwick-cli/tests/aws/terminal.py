"""Runs a command for somebody at a terminal: `terminal.py ANSWER COMMAND…`.

The answer is typed as soon as a question is asked; `^C` ends the command there instead.
What the command prints is printed, and its exit code is the exit code.
"""

import os
import pty
import signal
import subprocess
import sys

answer, command = sys.argv[1], sys.argv[2:]
person, terminal = pty.openpty()
process = subprocess.Popen(
    command, stdin=terminal, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
)
os.close(terminal)
said, asked = b"", 0
while part := os.read(process.stdout.fileno(), 4096):
    said += part
    questions = said.count(b"Only `yes` does it: ") + said.count(b"write its name, ")
    if questions > asked:
        asked = questions
        if answer == "^C":
            process.send_signal(signal.SIGINT)
        else:
            os.write(person, answer.encode() + b"\n")
sys.stdout.buffer.write(said)
code = process.wait()
sys.exit(code if code >= 0 else 128 - code)
