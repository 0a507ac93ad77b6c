#!/usr/bin/env bash
# mutate.sh FOLDER: changes the code of one folder of a product in every way that should make a test fail, and tells which changes no test noticed.
#   tests/mutate.sh runtime/ApiGen.Runtime/Signing
#   tests/mutate.sh generator/ApiGen.Generator/Naming
# The report lies under TestResults/mutation. One folder at a time: each change is a run of the tests.
set -u -o pipefail
cd "$(dirname "$0")/.."
folder="${1:?usage: tests/mutate.sh FOLDER}"
folder="${folder%/}"
project="$(echo "$folder" | cut -d/ -f1-2)"
name="$(basename "$project")"
tests="tests/$name.Tests"
[ -d "$folder" ] && [ -d "$tests" ] || { echo "There is no $folder, or no $tests for it." >&2; exit 64; }

framework="$(sed -nE 's|.*<TargetFrameworks?>(.*)</TargetFrameworks?>.*|\1|p' "$project/$name.csproj" | tr ';' '\n' | tail -n 1)"
dotnet tool restore >/dev/null || exit 1
if [ "$name" = ApiGen.Runtime ]; then
  # Its own client is generated, and the tool knows no generator of this repository: what was generated is compiled instead.
  written="$PWD/TestResults/mutation/written"
  dotnet build "$project" -f "$framework" -v q --no-incremental -p:EmitCompilerGeneratedFiles=true || exit 1
  rm -rf "$written" && mkdir -p "$written" && cp -r "$project/obj/Debug/$framework/generated/ApiGen.Generator" "$written" || exit 1
  export ApiGenWrittenSources="$written"
fi

# Built first: the mutated project is compiled with the generators that its own build has found.
export ApiGenMutation=true
dotnet build "$tests" -v q || exit 1
cd "$tests" && dotnet stryker --test-runner vstest --project "$name.csproj" --target-framework "$framework" \
  --mutate "**${folder#"$project"}/**/*.cs" --concurrency "${MUTATION_PROCESSES:-1}" \
  --output "../../TestResults/mutation/$name/$(basename "$folder")" \
  --reporter json --reporter html --reporter cleartext --break-at "${MUTATION_BREAK:-0}"
