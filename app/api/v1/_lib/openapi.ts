import { z } from 'zod';
import { sessionCookieName } from '@/lib/auth/cookie';
import type { Endpoint } from './endpoint';
import { ErrorAnswerSchema } from './errors';

type JsonSchema = Record<string, unknown>;

/** JSON Schema 2020-12, which is what OpenAPI 3.1 takes, of what is sent (input) or answered (output). */
function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const made: JsonSchema = { ...z.toJSONSchema(schema, { io, unrepresentable: 'any' }) };
  // Said once for the whole document.
  delete made.$schema;
  return made;
}

function parameters(schema: z.ZodType | undefined, where: 'path' | 'query') {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: property,
    ...(property.type === 'array' && { style: 'form', explode: true }),
  }));
}

const error = (description: string) => ({
  description,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
});

function success({ answer, answerType, status }: Endpoint['spec']) {
  if (answerType) return { 200: { description: 'The bytes', content: { [answerType]: {} } } };
  if (!answer) return { 204: { description: 'Done' } };
  const content = { 'application/json': { schema: jsonSchema(answer, 'output') } };
  return { [status ?? 200]: { description: 'Done', content } };
}

function operation({ spec }: Endpoint) {
  const { summary, tag, params, query, body, bodyOptional, bodyType = 'application/json' } = spec;
  return {
    summary,
    tags: [tag],
    parameters: [...parameters(params, 'path'), ...parameters(query, 'query')],
    ...(body && {
      requestBody: {
        required: !bodyOptional,
        content: { [bodyType]: { schema: jsonSchema(body, 'input') } },
      },
    }),
    responses: {
      ...success(spec),
      401: error('Signed out'),
      default: error('Refused; the code says why'),
    },
  };
}

/** The OpenAPI 3.1 document of these endpoints. */
export function openApi(endpoints: readonly Endpoint[], version: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const endpoint of endpoints) {
    paths[endpoint.spec.path] = { ...paths[endpoint.spec.path], [endpoint.spec.method]: operation(endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Formulary', version, license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: '/api/v1' }],
    security: [{ bearer: [] }, { session: [] }],
    paths,
    components: {
      schemas: { Error: jsonSchema(ErrorAnswerSchema, 'output') },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'An API token' },
        session: { type: 'apiKey', in: 'cookie', name: sessionCookieName() },
      },
    },
  };
}
