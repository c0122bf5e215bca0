#!/usr/bin/env bash
# A client of the ingestion server, as a user of curl writes one: client.sh ADDRESS USER PASSWORD MODEL
set -euo pipefail
json='Content-Type: application/json'
token=$(curl -sf "$1/authenticate" -H "$json" -d "{\"username\":\"$2\",\"password\":\"$3\"}" | sed 's/.*"token":"\([^"]*\)".*/\1/')
stored=$(curl -sf -X POST "$1/package/ingest-huggingface" -H "Authorization: Bearer $token" -H "$json" -d "{\"model_id\":\"$4\"}")
id=${stored#*'"package_id":"'}
id=${id%%'"'*}
status=$(curl -s -o /dev/null -w '%{http_code}' -X POST "$1/package/ingest-huggingface" -H "X-Authorization: bearer $token" -H "$json" -d "{\"model_id\":\"$4\"}")
[ "$status" = 400 ]
listed=$(curl -sf "$1/packages?name=$4" -H "Authorization: Bearer $token")
[[ $listed == *"$id"* ]]
type=$(curl -sfL -o /dev/null -w '%{content_type}' "$1/package/$id" -H "Authorization: Bearer $token")
[ "$type" = application/zip ]
echo 'done'
