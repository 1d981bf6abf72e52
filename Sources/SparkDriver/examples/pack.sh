#!/usr/bin/env bash
# The program, the Swift runtime and the lexicons as one archive for workers without Swift (Linux of the same kind).
#
#   examples/pack.sh .build/release/zhandian Lexicons zh.tar.gz
#
# The runtime's libraries stand beside the program, where it looks for them. ICU, libxml2, zlib, zstd, brotli, OpenSSL,
# SQLite and libxlsxwriter come from the worker's system.
set -euo pipefail
binary=$1 lexicons=$2 archive=$3
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/bin"
cp "$binary" "$folder/bin/zhandian"
ldd "$binary" | awk '$3 ~ /\/swift\// {print $3}' | xargs -I{} cp -L {} "$folder/bin/"
cp -R "$lexicons" "$folder/Lexicons"
rm -rf "$folder/Lexicons/tools"
tar czf "$archive" -C "$folder" .
