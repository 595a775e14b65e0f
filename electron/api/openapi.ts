import type { Contract, EventSpec } from '../../shared/contract/define.ts';
import { errorCodes } from '../../shared/errors/codes.ts';
import {
  apiPrefix,
  type Endpoint,
  type JsonSchema,
  jsonSchema,
  listEndpoints,
  propertiesOf,
  strictInput,
} from './endpoints.ts';
import { liftDefinitions } from './shared-schemas.ts';

interface Parameter {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  schema: JsonSchema;
}

interface Content {
  [type: string]: { schema: JsonSchema };
}

interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  parameters?: Parameter[];
  requestBody?: { required: boolean; content: Content };
  responses: Record<string, { description: string; content: Content } | { $ref: string }>;
}

/** As much of OpenAPI 3.1 as this API makes use of. */
export interface OpenApiDocument {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  security: Record<string, never[]>[];
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: {
    securitySchemes: Record<string, unknown>;
    schemas: Record<string, JsonSchema>;
    responses: Record<string, { description: string; content: Content }>;
  };
}

export function createOpenApi(contract: Contract, { version }: { version: string }): OpenApiDocument {
  const endpoints = listEndpoints(contract);
  const paths: OpenApiDocument['paths'] = {};
  for (const endpoint of endpoints) {
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.spec.method.toLowerCase()]: operation(endpoint) };
  }
  paths[`${apiPrefix}/events`] = { get: eventsOperation(contract) };
  const schemas: Record<string, JsonSchema> = { Error: errorSchema };
  const described: OpenApiDocument = {
    openapi: '3.1.0',
    info: {
      title: 'Switchyard management API',
      version,
      description: 'Everything the Switchyard window can do, for programs on this machine.',
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }, { apiKey: [] }],
    tags: [...new Set(endpoints.map(({ domain }) => domain)), 'events'].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'The management key, made in the window under Port.' },
        apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key', description: 'The same key in another header.' },
      },
      schemas: {},
      responses: {
        Error: {
          description: `An error. Statuses by code: ${statusList()}.`,
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
        },
      },
    },
  };
  const document = liftDefinitions(described, { into: schemas, at: '#/components/schemas/' });
  return { ...document, components: { ...document.components, schemas } };
}

function operation(endpoint: Endpoint): Operation {
  const { name, domain, spec, pathParams, inputFrom } = endpoint;
  const input = jsonSchema(strictInput(spec.input), 'input');
  const fields = Object.entries(propertiesOf(input));
  const required = new Set(input.required);
  const parameters: Parameter[] = fields
    .filter(([field]) => inputFrom === 'query' || pathParams.includes(field))
    .map(([field, schema]) =>
      pathParams.includes(field)
        ? { name: field, in: 'path', required: true, schema }
        : { name: field, in: 'query', required: required.has(field), schema },
    );
  const body = inputFrom === 'body' ? withoutFields(input, pathParams) : undefined;
  return {
    operationId: name,
    summary: spec.summary,
    tags: [domain],
    ...(parameters.length > 0 && { parameters }),
    ...(body &&
      Object.keys(propertiesOf(body)).length > 0 && {
        requestBody: {
          required: (body.required ?? []).length > 0,
          content: { 'application/json': { schema: body } },
        },
      }),
    responses: { 200: success(spec), default: { $ref: '#/components/responses/Error' } },
  };
}

function success(spec: Endpoint['spec']): { description: string; content: Content } {
  if (spec.kind === 'call') {
    return { description: 'Done.', content: { 'application/json': { schema: jsonSchema(spec.output, 'output') } } };
  }
  return {
    description: 'Any number of `delta` events, then exactly one `end` or `error` event.',
    content: {
      'text/event-stream': {
        schema: {
          type: 'string',
          'x-event-data': {
            delta: jsonSchema(spec.delta, 'output'),
            end: jsonSchema(spec.end, 'output'),
            error: { $ref: '#/components/schemas/Error' },
          },
        },
      },
    },
  };
}

function eventsOperation(contract: Contract): Operation {
  const events = Object.entries(contract).filter((entry): entry is [string, EventSpec] => entry[1].kind === 'event');
  const data = Object.fromEntries(events.map(([name, { data: schema }]) => [name, jsonSchema(schema, 'output')]));
  return {
    operationId: 'events',
    summary: 'Everything that happens, as it happens',
    tags: ['events'],
    responses: {
      200: {
        description: `Events by name: ${events.map(([name, { summary }]) => `\`${name}\` (${summary})`).join(', ')}.`,
        content: { 'text/event-stream': { schema: { type: 'string', 'x-event-data': data } } },
      },
      default: { $ref: '#/components/responses/Error' },
    },
  };
}

function withoutFields(schema: JsonSchema, names: string[]): JsonSchema {
  const properties = Object.fromEntries(Object.entries(propertiesOf(schema)).filter(([name]) => !names.includes(name)));
  const required = (schema.required ?? []).filter((name) => !names.includes(name));
  const { required: _, ...rest } = { ...schema, properties };
  return required.length > 0 ? { ...rest, required } : rest;
}

const errorSchema: JsonSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['message', 'type', 'code', 'param'],
      properties: {
        message: { type: 'string', description: 'What is wrong, and what helps.' },
        type: { enum: [...new Set(Object.values(errorCodes).map(({ type }) => type))] },
        code: { enum: Object.keys(errorCodes) },
        param: { type: ['string', 'null'], description: 'The input field that is wrong.' },
      },
    },
  },
};

const statusList = (): string =>
  Object.entries(errorCodes)
    .map(([code, { status }]) => `${code} ${status}`)
    .join(', ');
