#!/bin/sh
# What the Makefile's commands do while no package of ours is installed: find a Python, have tools/environment.py
# make .venv with it, and hand over to the command proper. Plain sh, since a fresh machine has nothing else.
set -eu
cd "$(dirname "$0")/.."
command=$1
shift

fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

# suitable PROGRAM TEST: true if PROGRAM is a Python whose version `v` passes TEST.
suitable() {
    "$1" -c "import sys; v = sys.version_info[:2]; sys.exit(not ($2))" 2>/dev/null
}

# The newest versions may be ahead of the pinned packages, so those known to work come first.
find_python() {
    if [ -n "${PYTHON:-}" ]; then
        suitable "$PYTHON" 'v >= (3, 11)' || fail "PYTHON is $PYTHON, which is no Python 3.11 or newer."
        printf '%s' "$PYTHON"
        return
    fi
    for test in '(3, 11) <= v <= (3, 14)' 'v > (3, 14)'; do
        for name in python3 python3.13 python3.12 python3.11 python3.14 /usr/bin/python3; do
            if suitable "$name" "$test"; then
                printf '%s' "$name"
                return
            fi
        done
    done
    fail "No Python 3.11 or newer was found. Install one (Debian, Ubuntu: sudo apt-get install python3 python3-venv)," \
        "or name yours: make $command PYTHON=/path/to/python3"
}

case $command in
stop)
    [ -x .venv/bin/python ] || { echo 'Nothing to stop: nothing was set up here yet.'; exit 0; }
    exec .venv/bin/python -m wmp.stop
    ;;
run)
    python=$(find_python)
    "$python" tools/environment.py
    exec .venv/bin/python -m wmp.run "$@"
    ;;
check | test)
    python=$(find_python)
    "$python" tools/environment.py --tests
    exec .venv/bin/python -m "tools.$command" "$@"
    ;;
bench)
    python=$(find_python)
    "$python" tools/environment.py --tests
    exec .venv/bin/python -m tests.bench "$@"
    ;;
*)
    fail "There is no command $command. Try: make help"
    ;;
esac
