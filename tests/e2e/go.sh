#!/bin/sh
# usage: go.sh BUILD
# Builds go/main.go on Debian's ttRPC client and lets it talk to the daemon.
. "$(dirname "$0")/lib.sh"

gocode=/usr/share/gocode
e2e_need go golang-go
e2e_need protoc protobuf-compiler
e2e_need protoc-gen-go protoc-gen-go-1-5
[ -d $gocode/src/github.com/containerd/ttrpc ] ||
	e2e_skip 'there is no ttRPC for Go (package golang-github-containerd-ttrpc-dev)'
[ -d $gocode/src/google.golang.org/protobuf ] ||
	e2e_skip 'there is no protobuf for Go (package golang-google-protobuf-dev)'

e2e_home "$1"
go_path=$e2e_build/tests/e2e/go
mkdir -p "$go_path/src/client"
cp "$e2e_root/tests/e2e/go/main.go" "$go_path/src/client"
protoc -I "$e2e_root/proto" --go_out="$go_path/src" --go_opt=paths=source_relative \
	"$e2e_root"/proto/roadmap/v1/*.proto
env GO111MODULE=off GOPATH="$go_path:$gocode" GOCACHE="$go_path/cache" GOFLAGS= CGO_ENABLED=0 \
	go build -o "$go_path/client" client

cd "$e2e/checkout"
e2e_run cmake --install . >/dev/null
e2e_run roadmap roadmaps >/dev/null # starts the daemon
e2e_run "$go_path/client" "$e2e/run/roadmap/roadmapd.sock" \
	"$e2e/home/.local/share/roadmap/roadmaps/backend-developer.pb" | tee "$e2e/said"

# What the client was told is what our own client sees.
step=$(sed -n 's/^next //p' "$e2e/said" | head -n 1)
then=$(sed -n 's/^next //p' "$e2e/said" | tail -n 1)
[ "$step" != "$then" ] || e2e_fail "next is still $step after it was set done"
cat >"$e2e/expected" <<END
hello $(e2e_run roadmap --version | grep -oE '[0-9]+\.[0-9]+\.[0-9]+')
stored backend-developer
enrolled in backend-developer
next $step
done $step STATUS_DONE
next $then
refused NotFound
END
diff -u "$e2e/expected" "$e2e/said" || e2e_fail 'the Go client was told something else'
e2e_run roadmap next --json | grep -q "\"id\": *\"$then\"" ||
	e2e_fail "roadmap next does not say $then, as it did to the Go client"
