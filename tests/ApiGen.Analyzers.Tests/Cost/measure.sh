#!/usr/bin/env bash
# Prints what the rules cost when the corpus is compiled: the compiler's own report on analyzers, beside the time of the
# compilation that it is part of. The first passes warm the compiler server up, as a day's work does; the last one counts.
set -eu -o pipefail
cd "$(dirname "$0")"

dotnet="${DOTNET:-dotnet}"
passes="${1:-4}"
"$dotnet" build -v:q -nologo >/dev/null
for pass in $(seq "$passes"); do
  log="$("$dotnet" build --no-restore --no-dependencies -t:Rebuild -v:d -nologo -clp:PerformanceSummary)"
  rules="$(awk '/ApiGen.Analyzers, Version/ { print $1; exit }' <<<"$log")"
  compile="$(awk '/ms +Csc +[0-9]+ calls/ { print $1; exit }' <<<"$log")"
  echo "pass $pass: rules ${rules} s, compilation ${compile} ms"
done
