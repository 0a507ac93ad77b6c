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

# Built first: the mutated project is compiled with the generators that its own build has found.
dotnet tool restore >/dev/null && dotnet build "$tests" -v q || exit 1
framework="$(sed -nE 's|.*<TargetFrameworks?>(.*)</TargetFrameworks?>.*|\1|p' "$project/$name.csproj" | tr ';' '\n' | tail -n 1)"
cd "$tests" && dotnet stryker --test-runner mtp --project "$name.csproj" --target-framework "$framework" \
  --mutate "**${folder#"$project"}/**/*.cs" --concurrency "${MUTATION_PROCESSES:-1}" \
  --output "../../TestResults/mutation/$name/$(basename "$folder")" \
  --reporter json --reporter html --reporter cleartext --break-at "${MUTATION_BREAK:-0}"
