#!/usr/bin/env bash
# loaded.sh [RUNS] [LOOPS]: runs `dotnet test` RUNS times (20) beside LOOPS busy loops (4) and tells how many runs were green.
# Ends with 0 if all of them were. The logs of red runs stay in TestResults/loaded.
set -u
cd "$(dirname "$0")/.."
runs="${1:-20}"
loops="${2:-4}"
logs="TestResults/loaded"
mkdir -p "$logs"
dotnet build -v q || exit 1

busy=()
trap 'kill "${busy[@]}" 2>/dev/null' EXIT
for ((i = 0; i < loops; i++)); do (while :; do :; done) & busy+=($!); done

green=0
for ((run = 1; run <= runs; run++)); do
  began=$SECONDS
  if dotnet test --no-build --no-progress >"$logs/$run.log" 2>&1 </dev/null; then
    green=$((green + 1)); echo "run $run: green, $((SECONDS - began)) s"; rm "$logs/$run.log"
  else
    echo "run $run: RED, $((SECONDS - began)) s"; grep -E '^failed ' "$logs/$run.log" | cut -c1-200
  fi
done
echo "$green of $runs runs were green beside $loops busy loops."
[ "$green" -eq "$runs" ]
