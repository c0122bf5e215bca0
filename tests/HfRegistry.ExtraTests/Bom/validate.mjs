// validate.mjs FILE…: prints a JSON object of the findings of each CycloneDX document by its path, null for a valid one.
import { readFileSync } from 'node:fs';
import { Validation } from '@cyclonedx/cyclonedx-library';

const findings = {};
for (const file of process.argv.slice(2)) {
  const text = readFileSync(file, 'utf8');
  findings[file] = await new Validation.JsonStrictValidator(JSON.parse(text).specVersion).validate(text);
}
console.log(JSON.stringify(findings));
