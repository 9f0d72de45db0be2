import { z } from 'zod';
import { actorFromRequest } from '@/lib/auth/actor';
import type { Actor } from '@/lib/domain/permissions';
import { errorResponse } from './errors';
import { readBody, readQuery } from './read';

export const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
export type Method = (typeof METHODS)[number];

/** What a handler gets: everything parsed. */
export type EndpointInput<P, Q, B> = {
  actor: Actor;
  params: P;
  query: Q;
  body: B;
  request: Request;
};

/**
 * One operation of /api/v1, said once: the route handler and the OpenAPI document are both made from it.
 * `answer` null means 204; an endpoint that answers a Response itself says its media type.
 */
export type EndpointSpec<P, Q, B, A> = {
  method: Method;
  /** As in OpenAPI, below /api/v1: `/formulas/{id}`. */
  path: string;
  summary: string;
  tag: string;
  params?: z.ZodType<P>;
  query?: z.ZodType<Q>;
  body?: z.ZodType<B>;
  /** The body may be left out. */
  bodyOptional?: boolean;
  /** Media type of a body that the handler reads itself, such as an uploaded file. */
  bodyType?: string;
  answer: z.ZodType<A> | null;
  answerType?: string;
  status?: number;
  handle: (input: EndpointInput<P, Q, B>) => Promise<A | Response | void>;
};

type Context = { params: Promise<Record<string, string>> };
export type RouteHandler = (request: Request, context: Context) => Promise<Response>;

export type Endpoint = {
  spec: Omit<EndpointSpec<unknown, unknown, unknown, unknown>, 'handle'>;
  handler: RouteHandler;
};

const NO_STORE = { 'cache-control': 'no-store' };

/** Make an endpoint: parse, authorise, call, map. */
export function endpoint<P = unknown, Q = unknown, B = undefined, A = unknown>(
  spec: EndpointSpec<P, Q, B, A>,
): Endpoint {
  const handler: RouteHandler = async (request, context) => {
    try {
      const actor = await actorFromRequest(request);
      const params = (spec.params ?? z.unknown()).parse(await context.params) as P;
      const query = (spec.query ?? z.unknown()).parse(readQuery(request)) as Q;
      const body = (
        spec.body && !spec.bodyType
          ? await readBody(request, spec.body, spec.bodyOptional ?? false)
          : undefined
      ) as B;
      const answer = await spec.handle({ actor, params, query, body, request });
      if (answer instanceof Response) return answer;
      if (spec.answer === null) return new Response(null, { status: 204, headers: NO_STORE });
      return Response.json(answer, { status: spec.status ?? 200, headers: NO_STORE });
    } catch (error) {
      return errorResponse(error);
    }
  };
  return { spec, handler };
}
