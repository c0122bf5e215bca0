// Cuts GitHub's own OpenAPI description down to the calls of our client, so that Prism starts in a second, and makes it strict.
// usage: node cut.mjs DESCRIPTION > CUT
import { readFileSync } from 'node:fs';

const repository = '/repos/{owner}/{repo}';
const calls = {
  '': ['get'],
  '/git/ref/{ref}': ['get'],
  '/git/matching-refs/{ref}': ['get'],
  '/git/refs': ['post'],
  '/git/refs/{ref}': ['patch', 'delete'],
  '/git/commits': ['post'],
  '/git/commits/{commit_sha}': ['get'],
  '/git/trees': ['post'],
  '/git/trees/{tree_sha}': ['get'],
  '/git/blobs/{file_sha}': ['get'],
  '/contents/{path}': ['get'],
  '/compare/{basehead}': ['get'],
  '/pulls': ['get', 'post'],
  '/pulls/{pull_number}': ['get', 'patch'],
  '/pulls/{pull_number}/requested_reviewers': ['post'],
  '/issues/{issue_number}': ['patch'],
  '/issues/{issue_number}/labels': ['post'],
  '/issues/{issue_number}/assignees': ['post'],
  '/issues/{issue_number}/comments': ['get', 'post'],
  '/issues/comments/{comment_id}': ['patch'],
  '/milestones': ['get'],
};

const whole = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const cut = { openapi: whole.openapi, info: whole.info, paths: {}, components: {} };
for (const [path, methods] of Object.entries(calls)) {
  const from = whole.paths[repository + path];
  if (!from) throw new Error(`GitHub describes no ${repository}${path}`);
  cut.paths[repository + path] = Object.fromEntries(
    Object.entries(from).filter(([name]) => name === 'parameters' || methods.includes(name)));
}

// What the calls refer to, what that refers to, and so on.
const left = [cut.paths];
while (left.length > 0) {
  JSON.stringify(left.pop(), (key, value) => {
    if (key !== '$ref') return value;
    const [, , kind, name] = value.split('/');
    cut.components[kind] ??= {};
    if (!cut.components[kind][name]) left.push(cut.components[kind][name] = whole.components[kind][name]);
    return value;
  });
}

const resolve = part => part?.$ref ? part.$ref.split('/').slice(1).reduce((at, name) => at[name], cut) : part;
for (const methods of Object.values(cut.paths)) {
  for (const [method, operation] of Object.entries(methods)) {
    if (method === 'parameters') continue;
    // A misspelt member of a request is an error, which the description does not say by itself.
    const request = resolve(operation.requestBody?.content?.['application/json']?.schema);
    for (const shape of [request, ...(request?.oneOf ?? []), ...(request?.anyOf ?? [])]) {
      if (shape?.type === 'object') shape.additionalProperties = false;
    }
    for (const response of Object.values(operation.responses).map(resolve)) {
      const schema = (response.content?.['application/json'] ?? Object.values(response.content ?? {})[0])?.schema;
      // Our Accept header is answered with JSON, whatever other media types there are.
      if (schema) response.content = { 'application/json': { schema }, 'application/vnd.github+json': { schema } };
    }
  }
}

// GraphQL has a schema of its own, by which graphql.mjs judges our documents; here it only has to pass.
cut.paths['/graphql'] = {
  post: {
    requestBody: { required: true, content: { 'application/json': { schema: { type: 'object', required: ['query'] } } } },
    responses: { 200: { description: 'An answer.', content: { 'application/json': { schema: { type: 'object' } } } } },
  },
};
process.stdout.write(JSON.stringify(cut));
