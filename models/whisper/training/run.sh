#!/bin/bash
# Runs the built program with the native libtorch loaded (see tools/ for the Debian 12 libstdc++ workaround).
here=$(cd "$(dirname "$0")" && pwd)
bin=${BIN:-$here/bin/Release/net10.0/linux-x64}
[ -f "$here/tools/libshim.so" ] || gcc -shared -fPIC -O2 -o "$here/tools/libshim.so" "$here/tools/shim.c"
if [ ! -f "$bin/cpu/.patched" ]; then
  mkdir -p "$bin/cpu"
  cp -u ~/.nuget/packages/libtorch-cpu-linux-x64/2.10.0/runtimes/linux-x64/native/* "$bin/cpu/"
  python3 "$here/tools/weaken.py" ~/.nuget/packages/torchsharp/0.107.0/runtimes/linux-x64/native/libLibTorchSharp.so "$bin/cpu/libLibTorchSharp.so" && touch "$bin/cpu/.patched"
fi
export MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=2000000000 MALLOC_TRIM_THRESHOLD_=8000000000 MALLOC_TOP_PAD_=268435456
export DOTNET_gcConcurrent=0 OMP_WAIT_POLICY=passive GOMP_SPINCOUNT=0
LD_PRELOAD="$here/tools/libshim.so" LD_LIBRARY_PATH="$bin/cpu" exec nice -n 19 dotnet "$bin/WhisperTraining.dll" "$@"
