#!/bin/sh
# Checks specs/ with the tools our users have: redocly lint, openapi-spec-validator, and the JSON
# Schema of our extensions. Every finding counts; the exit code is 1 when there is one.
#
# usage: tests/contract/check-specs.sh
#
# Needs Node 20 and Python 3.10 or later. The tools are installed below tests/contract, by lock
# files, and nowhere else.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
cd "$here/../.."
. "$here/tools.sh"
node_tools
python_tools

failed=0
for spec in specs/*/openapi.yaml; do
    echo "== $spec"
    redocly lint "$spec" || failed=1
    "$venv/bin/openapi-spec-validator" "$spec" || failed=1
done

echo "== extensions and scalars"
# Names below specs/ have no spaces: they become names of modules.
# shellcheck disable=SC2046
"$venv/bin/python" "$here/check_specs.py" docs/x-sdk.schema.json \
    $(find specs -name '*.yaml' | LC_ALL=C sort) || failed=1

exit "$failed"
