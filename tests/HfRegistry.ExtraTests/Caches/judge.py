"""Python's huggingface_hub as a judge of the shared cache.

    python judge.py write ENDPOINT CACHE ID        downloads a model
    python judge.py read CACHE ID COMMIT PATH...   finds files without a network, and prints what it sees as JSON
"""
import json
import os
import sys

job, *rest = sys.argv[1:]
os.environ["HF_HUB_DISABLE_PROGRESS_BARS"] = "1"
os.environ["HF_HUB_DISABLE_XET"] = "1"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
if job == "write":
    endpoint, cache, name = rest
    os.environ["HF_ENDPOINT"] = endpoint
    from huggingface_hub import snapshot_download

    print(json.dumps({"folder": snapshot_download(name, cache_dir=cache)}))
else:
    cache, name, commit, *paths = rest
    os.environ["HF_HUB_OFFLINE"] = "1"
    from huggingface_hub import _CACHED_NO_EXIST, hf_hub_download, scan_cache_dir, snapshot_download, try_to_load_from_cache

    by_branch = snapshot_download(name, cache_dir=cache, allow_patterns=paths)
    by_commit = snapshot_download(name, cache_dir=cache, revision=commit, allow_patterns=paths)
    if by_branch != by_commit:
        raise SystemExit(f"{by_branch} is not {by_commit}")
    scan = scan_cache_dir(cache)
    print(json.dumps({
        "places": [hf_hub_download(name, path, cache_dir=cache) for path in paths],
        "repositories": [f"{repo.repo_id} " + ", ".join(f"{one.commit_hash} {' '.join(sorted(one.refs))}" for one in repo.revisions) for repo in scan.repos],
        "knows_missing": try_to_load_from_cache(name, "adapter_config.json", cache_dir=cache, revision=commit) is _CACHED_NO_EXIST,
        "warnings": [str(warning) for warning in scan.warnings],
    }))
