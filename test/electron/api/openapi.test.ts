import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { createDocsPage } from '../../../electron/api/docs-page.ts';
import { listEndpoints } from '../../../electron/api/endpoints.ts';
import { createOpenApi } from '../../../electron/api/openapi.ts';
import { contract } from '../../../shared/contract/contract.ts';
import { errorCodes } from '../../../shared/errors/codes.ts';
import { testContract } from '../../helpers/transport-contract.ts';

const document = JSON.parse(JSON.stringify(createOpenApi(contract, { version: '1.2.3' })));
const page = createDocsPage(contract, { version: '1.2.3', address: 'http://127.0.0.1:4747' });

interface Operation {
  operationId: string;
  parameters?: { name: string; in: string; required: boolean }[];
}
const operations = Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(
  ([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
);

test('every call and stream of the contract is in the document once, under its route', () => {
  expect(document.openapi).toBe('3.1.0');
  const routes = operations.map(({ operationId, method, path }) => `${operationId} ${method} ${path}`);
  const wanted = listEndpoints(contract).map(({ name, spec, path }) => `${name} ${spec.method.toLowerCase()} ${path}`);
  expect(routes.toSorted()).toEqual([...wanted, 'events get /api/events'].toSorted());
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
});

test('no two calls of the contract claim the same route', () => {
  const routes = listEndpoints(contract).map(({ spec, path }) => `${spec.method} ${path.replaceAll(/\{\w+\}/g, '{}')}`);
  expect(new Set(routes).size).toBe(routes.length);
});

test('each place in a path is a required parameter, and a field of the input', () => {
  for (const { path, parameters = [] } of operations) {
    const places = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name));
    const inPath = parameters.filter((parameter) => parameter.in === 'path');
    expect(inPath.map(({ name }) => name).toSorted()).toEqual(places.toSorted());
    expect(inPath.every(({ required }) => required)).toBe(true);
  }
});

/** Every value under that key, however deep. */
function valuesOf(node: unknown, wanted: string): unknown[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => [
    ...(key === wanted ? [value] : []),
    ...valuesOf(value, wanted),
  ]);
}

test('every schema in it is valid JSON Schema 2020-12', () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  const schemas = [...valuesOf(document, 'schema'), ...Object.values(document.components.schemas)] as object[];
  expect(schemas.length).toBeGreaterThan(20);
  for (const schema of schemas) expect([ajv.validateSchema(schema), schema]).toEqual([true, schema]);
});

test('every reference in it leads somewhere', () => {
  const lookUp = (path: string): unknown =>
    path
      .split('/')
      .slice(1)
      .reduce<unknown>((at, name) => (at as Record<string, unknown>)?.[name], document);
  for (const reference of valuesOf(document, '$ref'))
    expect([reference, typeof lookUp(String(reference))]).toEqual([reference, 'object']);
});

test('a stream is described as events, with what each carries', () => {
  const { responses } = createOpenApi(testContract, { version: '0' }).paths['/api/count/{to}']?.['get'] ?? {};
  expect(responses?.['200']).toMatchObject({
    content: { 'text/event-stream': { schema: { 'x-event-data': { delta: {}, end: {}, error: {} } } } },
  });
});

test('the page has every call, event and error, and no script or foreign address', () => {
  for (const name of Object.keys({ ...contract, ...errorCodes })) expect(page).toContain(name);
  expect(/<script|javascript:| on\w+=|https?:\/\/(?!127\.0\.0\.1:4747)/i.exec(page)).toBeNull();
});

test('what stands in the contract is text on the page, never markup', () => {
  const evil = {
    ...testContract,
    'test.echo': { ...testContract['test.echo'], summary: '<img src=x onerror=alert(1)>' },
  };
  expect(createDocsPage(evil, { version: '"><b>', address: 'http://127.0.0.1:1' })).not.toMatch(/<img|"><b>/);
});

test('no body takes fields that are not in the document', () => {
  const bodies = valuesOf(valuesOf(document, 'requestBody'), 'schema') as { additionalProperties?: unknown }[];
  expect(bodies.length).toBeGreaterThan(5);
  for (const schema of bodies) expect(schema).toMatchObject({ additionalProperties: false });
});
