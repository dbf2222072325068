#!/bin/sh
# Serves specs/API/openapi.yaml on 127.0.0.1:PORT by Prism, which checks every request against it and
# answers with the examples. Runs until it is stopped.
#
# usage: tests/contract/mock.sh API PORT
set -eu

if [ $# -ne 2 ]; then
    echo "usage: $0 API PORT" >&2
    exit 2
fi

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
spec="specs/$1/openapi.yaml"
if [ ! -f "$spec" ]; then
    echo "$0: there is no $spec" >&2
    exit 2
fi
. "$here/tools.sh"
node_tools >&2

# `--errors`: a request that does not fit is answered by an error, never by an example.
exec "$bin/prism" mock --errors --host 127.0.0.1 --port "$2" "$spec"
