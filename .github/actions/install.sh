#!/usr/bin/env bash
# Puts rungs onto the path of a workflow: the released program of the version that this action is of,
# held to its checksum; where there is none for this system, built from the sources beside this file.
#
# ACTION_PATH        the folder of the action that runs this
# ACTION_REPOSITORY  where the action comes from, OWNER/NAME; empty for an action of the same repository
# SHA256             what the archive must have, or empty: then the checksum released beside it counts
set -euo pipefail

sources=$(cd "$ACTION_PATH/../../.." && pwd)
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$sources/Cargo.toml" | head -n 1)
place=${RUNNER_TEMP:?}/rungs
mkdir -p "$place"

case "${RUNNER_OS:?}-${RUNNER_ARCH:?}" in
  Linux-X64) target=x86_64-unknown-linux-gnu ;;
  Linux-ARM64) target=aarch64-unknown-linux-gnu ;;
  macOS-X64) target=x86_64-apple-darwin ;;
  macOS-ARM64) target=aarch64-apple-darwin ;;
  Windows-X64) target=x86_64-pc-windows-msvc ;;
  *) target= ;;
esac

checksum() {
  if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1
}

# Returns 1 where nothing is released for this system; a wrong checksum ends everything.
download() {
  [ -n "${ACTION_REPOSITORY:-}" ] && [ -n "$target" ] || return 1
  local name=rungs-$version-$target.tar.gz
  local url=${GITHUB_SERVER_URL:-https://github.com}/$ACTION_REPOSITORY/releases/download/v$version/$name
  local get=(curl --fail --silent --show-error --location --proto '=https' --retry 3 --output)
  "${get[@]}" "$place/$name" "$url" || return 1
  local wanted=${SHA256:-}
  if [ -z "$wanted" ]; then
    "${get[@]}" "$place/$name.sha256" "$url.sha256" || { echo "::error::there is no checksum of $url"; exit 1; }
    wanted=$(cut -d ' ' -f 1 "$place/$name.sha256")
  fi
  if [ "$(checksum "$place/$name")" != "$wanted" ]; then
    echo "::error::$url is not what its checksum says"
    exit 1
  fi
  tar -xzf "$place/$name" -C "$place"
}

if ! download; then
  if [ -n "${SHA256:-}" ]; then
    echo "::error::a checksum is given, and rungs $version is not released for this system"
    exit 1
  fi
  echo "rungs $version is not released for this system: it is built from its sources, which takes some minutes"
  cargo build --locked --profile ci --manifest-path "$sources/Cargo.toml" --target-dir "$place/target"
  cp "$place/target/ci/rungs"* "$place/"
fi

echo "$place" >>"${GITHUB_PATH:?}"
"$place/rungs" --version
