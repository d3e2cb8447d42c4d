#!/bin/sh
# Starts the build of the web client, or says in one line what is missing.
if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
  echo "The web client needs Node 20.19 or newer with npm on the PATH to build (-Dfrontend.skip leaves it out)." >&2
  exit 1
fi
exec node "$(dirname "$0")/maven.mjs" "$@"
