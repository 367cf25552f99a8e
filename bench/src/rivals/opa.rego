# The policy behind the opa-wasm rival. Compile it where `opa` is installed, and run:
#
#   opa build -t wasm -e bench/allow opa.rego && tar -xzf bundle.tar.gz /policy.wasm
#   LAWFUL_BENCH_OPA_WASM=$PWD/policy.wasm npm run bench -- decide
package bench

default allow := false

# A subject is permitted where one of its roles holds the permission asked for.
allow if {
	some role in data.user_roles[input.user]
	some permission in data.role_permissions[role]
	permission == {"action": input.action, "object": input.object}
}
