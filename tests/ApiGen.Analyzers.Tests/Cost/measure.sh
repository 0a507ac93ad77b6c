#!/usr/bin/env bash
# Prints what the rules cost when the corpus is compiled: the compiler's own report on analyzers, beside the time of the
# compilation that it is part of, which the generator is part of too. The rules are built as they are shipped. The first pass
# starts the compiler; the later ones find it running, as a day's work does.
set -eu -o pipefail
cd "$(dirname "$0")"

dotnet="${DOTNET:-dotnet}"
passes="${1:-8}"

measure() {
  "$dotnet" build-server shutdown --vbcscompiler >/dev/null
  "$dotnet" build -c Release -v:q -nologo -p:UseSharedCompilation=false "$@" >/dev/null
  for pass in $(seq "$passes"); do
    log="$("$dotnet" build -c Release --no-restore --no-dependencies -t:Rebuild -v:d -nologo -clp:PerformanceSummary -p:UseSharedCompilation=true "$@")"
    rules="$(awk '/ApiGen.Analyzers, Version/ { print $1; exit }' <<<"$log")"
    compile="$(awk '/ms +Csc +[0-9]+ calls/ { print $1; exit }' <<<"$log")"
    awk -v pass="$pass" -v rules="$rules" -v compile="$compile" \
      'BEGIN { printf "pass %d: rules %.0f ms, compilation %d ms, %.1f %%\n", pass, rules * 1000, compile, rules * 100000 / compile }'
  done
  "$dotnet" build-server shutdown --vbcscompiler >/dev/null
}

echo "The corpus with the bundled service that it calls:"
measure
echo "The corpus with no more than the actions that it calls:"
measure -p:SmallClient=true
