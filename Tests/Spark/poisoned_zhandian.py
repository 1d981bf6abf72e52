#!/usr/bin/env python3
"""zhandian that dies at the records whose line holds POISON: for tests, in the place of the executable.

ZHANDIAN names the real one. The wrapper asks it line by line, so that it dies as the program itself would: with all
earlier lines answered.
"""
import os
import subprocess
import sys

program = os.environ["ZHANDIAN"]
if sys.argv[1] != "extract" or "-" not in sys.argv:
    os.execv(program, [program, *sys.argv[1:]])
child = subprocess.Popen([program, *sys.argv[1:]], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
for line in sys.stdin.buffer:
    if b"POISON" in line:
        child.kill()
        os.kill(os.getpid(), 11)
    child.stdin.write(line)
    child.stdin.flush()
    sys.stdout.buffer.write(child.stdout.readline())
    sys.stdout.buffer.flush()
child.stdin.close()
sys.exit(child.wait())
