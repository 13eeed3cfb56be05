#!/usr/bin/env bash
# Opens the tour in code-server (VS Code in a browser) with our extension, runs it as a person would, and keeps pictures.
# Optional and slow (code-server is compiled from npm, ten minutes or more); needs Linux, npm, a compiler, libkrb5-dev and chromium.
# Usage: environment/try-code-server.sh [FOLDER]    pictures go to FOLDER; data/reports/code-server if left out
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
pictures=$(realpath -m "${1:-$root/data/reports/code-server}")
work=$root/data/cache/code-server

need() { "${@:2}" > /dev/null 2>&1 || { echo "try-code-server needs $1: apt install $1" >&2; exit 1; }; }
need npm command -v npm
need g++ command -v g++
need make command -v make
need python3 command -v python3
need chromium command -v chromium
need libkrb5-dev test -e /usr/include/gssapi.h

mkdir -p "$work" "$pictures"
cd "$work"
test -e package.json || npm init -y > /dev/null
npm install --no-audit --no-fund node@24 playwright-core@1
export PATH=$work/node_modules/node/bin:$PATH # code-server wants this very version
npm install --no-audit --no-fund code-server@4

dotnet build -v q -c Release "$root/lib/Workbench.Cli"
dotnet run "$root/environment/vscode/pack.cs" "$work/workbench-notebooks.vsix"
code_server=(node "$work/node_modules/code-server/out/node/entry.js" --user-data-dir "$work/user" --extensions-dir "$work/extensions")
mkdir -p "$work/user/User"
echo '{ "files.autoSave": "off", "files.hotExit": "off", "workbench.startupEditor": "none", "chat.disableAIFeatures": true }' \
  > "$work/user/User/settings.json"
"${code_server[@]}" --install-extension "$work/workbench-notebooks.vsix" --force

"${code_server[@]}" --auth none --bind-addr 127.0.0.1:18990 --disable-telemetry --disable-update-check --disable-workspace-trust \
  "$root" > "$work/server.log" 2>&1 &
trap 'kill $!' EXIT
node "$root/environment/try-code-server.mjs" http://127.0.0.1:18990 "$root" "$work" "$pictures"
