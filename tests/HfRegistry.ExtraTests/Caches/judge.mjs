// npm's @huggingface/hub as a judge of the shared cache. Needs its package in node_modules beside it.
//   node judge.mjs write ENDPOINT CACHE ID          downloads a model
//   node judge.mjs read CACHE ID COMMIT PATH…       finds files without a network, and prints what it sees as JSON
import { downloadFileToCacheDir, scanCacheDir, snapshotDownload } from '@huggingface/hub';

console.debug = () => {};
const [job, ...rest] = process.argv.slice(2);
if (job === 'write') {
  const [hubUrl, cacheDir, name] = rest;
  console.log(JSON.stringify({ folder: await snapshotDownload({ repo: { type: 'model', name }, cacheDir, hubUrl }) }));
} else {
  const [cacheDir, name, revision, ...paths] = rest;
  const fetch = (address) => { throw new Error(`it asks the network for ${address}`); };
  const places = [];
  for (const path of paths)
    places.push(await downloadFileToCacheDir({ repo: { type: 'model', name }, path, revision, cacheDir, fetch, hubUrl: 'http://127.0.0.1:9' }));
  const scan = await scanCacheDir(cacheDir);
  console.log(JSON.stringify({
    places,
    repositories: scan.repos.map((repo) => `${repo.id.name} ${repo.revisions.map((one) => `${one.commitOid} ${one.refs.join(' ')}`).join(', ')}`),
    warnings: scan.warnings.map((warning) => warning.message),
  }));
}
