"""Runs a command; prints its seconds of wall time and CPU, and its peak memory in bytes.

wait4(2) tells of one child alone, to the microsecond. The memory of Linux is in KiB.
"""
import os
import subprocess
import sys
import time

start = time.perf_counter()
child = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(child.pid, 0)
wall = time.perf_counter() - start
unit = 1 if sys.platform == "darwin" else 1024
print(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)
sys.exit(os.waitstatus_to_exitcode(status))
