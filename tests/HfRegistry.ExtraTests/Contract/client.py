"""A client of the ingestion server, as a user of Python's requests writes one: client.py ADDRESS USER PASSWORD MODEL"""
import io
import sys
import zipfile

import requests

address, user, password, model = sys.argv[1:]

issued = requests.post(f"{address}/authenticate", json={"username": user, "password": password})
issued.raise_for_status()
headers = {"X-Authorization": issued.json()["token"]}

request = {"model_id": model, "version": "1.0.0", "description": "From a client"}
stored = requests.post(f"{address}/package/ingest-huggingface", json=request, headers=headers)
stored.raise_for_status()
package = stored.json()
for member in ("package_id", "name", "version", "model_id", "s3_path", "net_score", "size_bytes", "message", "revision", "metrics"):
    assert member in package, f"{member} is missing: {package}"

again = requests.post(f"{address}/package/ingest-huggingface", json=request, headers=headers)
assert again.status_code == 400, again.status_code
assert "already" in again.json()["detail"], again.text
missing = requests.post(f"{address}/package/ingest-huggingface", json={"model_id": "nobody/nothing"}, headers=headers)
assert (missing.status_code, missing.json()) == (404, {"detail": "Model 'nobody/nothing' not found on HuggingFace Hub"}), missing.text
anonymous = requests.post(f"{address}/package/ingest-huggingface", json=request)
assert anonymous.status_code == 401 and "detail" in anonymous.json(), anonymous.text

found = requests.post(f"{address}/packages", json={"name": model}, headers=headers).json()
assert [one["package_id"] for one in found["packages"]] == [package["package_id"]], found
archive = requests.get(f"{address}/package/{package['package_id']}", headers=headers)
assert len(archive.content) == package["size_bytes"]
with zipfile.ZipFile(io.BytesIO(archive.content)) as content:
    assert content.testzip() is None
    assert "config.json" in content.namelist(), content.namelist()
assert requests.get(f"{address}/health").json()["status"] == "healthy"
print("done")
