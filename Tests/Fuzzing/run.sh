#!/bin/sh
# Fuzzes each target: Tests/Fuzzing/run.sh [TARGET…], from the top of the repository.
#   FUZZ_RUNS      executions a target (1,000,000)
#   FUZZ_FOLDER    where inputs that reach new code, and those that crash, are kept (.build/fuzz)
set -eu
runs=${FUZZ_RUNS:-1000000}
folder=${FUZZ_FOLDER:-.build/fuzz}
# libFuzzer comes with the toolchain: without it the build would end late, with a riddle of the linker.
mkdir -p .build/fuzzing
echo '@_cdecl("LLVMFuzzerTestOneInput") public func run(_: UnsafePointer<UInt8>?, _: Int) -> CInt { 0 }' >.build/fuzzing/probe.swift
swiftc -parse-as-library -sanitize=fuzzer .build/fuzzing/probe.swift -o .build/fuzzing/probe || {
  echo "run.sh: no libFuzzer: a Swift toolchain with libclang_rt.fuzzer and the C++ library (libstdc++-12-dev) is needed" >&2
  exit 69
}
swift build --package-path Tests/Fuzzing --scratch-path .build/fuzzing -c release --sanitize fuzzer -Xswiftc -enable-testing
binary=.build/fuzzing/release/FuzzTarget
for target in ${*:-decode repair convert normalize segment sentences html plain extract jsonl warc table archive lexicon request quantities pack sql}; do
  length=256
  case $target in
    decode) seeds="Tests/Fuzzing/Seeds/decode Corpus/samples/pages" length=1024 ;;
    html) seeds=Corpus/samples/pages length=1024 ;;
    archive) seeds=Tests/Fuzzing/Seeds/archive length=4096 ;;
    warc | request) seeds=Tests/Fuzzing/Seeds/$target length=1024 ;;
    jsonl | table | sql) seeds=Tests/Fuzzing/Seeds/$target ;;
    lexicon) seeds=Lexicons/repair ;;
    pack) seeds="Tests/Fuzzing/Seeds/pack Lexicons/domains/civilization-practice" length=2048 ;;
    *) seeds="Corpus/samples/texts Corpus/gold/passages" ;;
  esac
  mkdir -p "$folder/$target"
  # shellcheck disable=SC2086 # the seeds are several folders
  # Swift's backtraces would keep libFuzzer from writing the input down.
  SWIFT_BACKTRACE=enable=no FUZZ_TARGET=$target $binary -runs="$runs" -max_len=$length -timeout=10 -rss_limit_mb=2048 -seed=1 \
    -print_final_stats=1 -verbosity=0 -artifact_prefix="$folder/$target-" "$folder/$target" $seeds
done
