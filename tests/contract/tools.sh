# Read by the scripts beside it, which set `here` to this folder: installs the tools where they are
# missing or older than their lock file.

bin="$here/node_modules/.bin"
venv="$here/.venv"

node_tools() {
    [ "$here/node_modules/.package-lock.json" -nt "$here/package-lock.json" ] && return
    # No package here needs its install script to work.
    npm ci --prefix "$here" --ignore-scripts --no-audit --no-fund
}

python_tools() {
    [ "$venv/installed" -nt "$here/requirements.txt" ] && return
    python3 -m venv --clear "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
    touch "$venv/installed"
}

redocly() {
    REDOCLY_TELEMETRY=off REDOCLY_SUPPRESS_UPDATE_NOTICE=true "$bin/redocly" "$@"
}
