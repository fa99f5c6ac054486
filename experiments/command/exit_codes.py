"""What the command's exit code says to the shell; 0 is success."""

FAILED = 1
BAD_INPUT = 2
INTERRUPTED = 130
