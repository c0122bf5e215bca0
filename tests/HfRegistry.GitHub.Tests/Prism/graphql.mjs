// Judges our GraphQL documents by GitHub's own schema.
// usage: node graphql.mjs SCHEMA DOCUMENT...
import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';

// The schema defines a field twice, which its own tool does not mind.
const schema = buildSchema(readFileSync(process.argv[2], 'utf8'), { assumeValid: true, assumeValidSDL: true });
let faults = 0;
for (const path of process.argv.slice(3)) {
  for (const fault of validate(schema, parse(readFileSync(path, 'utf8')))) {
    console.error(`${path}: ${fault.message}`);
    faults++;
  }
}
console.log(`${process.argv.length - 3} GraphQL documents, ${faults} faults`);
process.exit(faults === 0 ? 0 : 1);
