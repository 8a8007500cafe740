#!/usr/bin/env bash
# Reviews the change that the workflow was started for, and posts the result. Everything comes in as
# variables of the environment; nothing of a pull request is executed.
set -euo pipefail

arguments=(review --post --comment "${COMMENT:-update}")
if [ -n "${FRAMEWORK:-}" ]; then arguments+=(--framework "$FRAMEWORK"); fi

# A commit that somebody approved and that was pushed away is fetched by its hash, which in a private
# repository needs the token. It is given to git for this step alone and written nowhere.
if [ -n "${GITHUB_TOKEN:-}" ]; then
  encoded=$(printf 'x-access-token:%s' "$GITHUB_TOKEN" | base64 | tr -d '\n')
  export GIT_CONFIG_COUNT=1
  export GIT_CONFIG_KEY_0="http.${GITHUB_SERVER_URL:-https://github.com}/.extraheader"
  export GIT_CONFIG_VALUE_0="AUTHORIZATION: basic $encoded"
fi

code=0
rungs "${arguments[@]}" || code=$?

# 1: something waits or is refused. The commit status holds the merge and says so; a job that is red as
# long as nobody has looked would teach people to overlook red jobs.
if [ "$code" -eq 1 ] && [ "${FAIL_WHEN_WAITING:-false}" != true ]; then code=0; fi
exit "$code"
