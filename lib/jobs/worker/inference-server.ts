import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { Explanation } from '@/lib/domain/explanation';
import type { Stage } from '@/lib/domain/stages';
import { AppError } from '@/lib/errors';
import {
  CascadeRequestSchema,
  ExplainRequestSchema,
  PredictRequestSchema,
  type CandidateCheck,
  type InferenceHealth,
  type InferenceResponse,
  type OfferedCandidate,
} from '@/lib/inference/contract';
import { publicError } from '@/lib/log';
import type { EngineAnswer, ExplainTask, PredictTask } from '@/models/runtime/engine-protocol';
import { readOfferedForm } from './check-upload';

export interface InferenceServerOptions {
  /** 127.0.0.1 unless the web process runs on another machine. */
  host: string;
  /** 0 = any that is free. */
  port: number;
  token: string;
  readImage(hash: string): Promise<Uint8Array>;
  /** By the release of a project, else by the one that is shipped. */
  predict(task: PredictTask, projectId?: string): Promise<EngineAnswer>;
  /** @param candidates stage → id of the candidate that does it. */
  explain(task: ExplainTask, candidates: Partial<Record<Stage, string>>): Promise<Explanation>;
  /** Tries a candidate against the contract of its stage. */
  check(offered: OfferedCandidate): Promise<CandidateCheck>;
  health(): InferenceHealth;
}

export interface InferenceServer {
  url: string;
  close(): Promise<void>;
}

/** An annotation of some thousand symbols is far below this. */
const MAX_BODY_BYTES = 8_000_000;

const digest = (text: string) => createHash('sha256').update(text).digest();

function authorise(request: IncomingMessage, token: string): void {
  const given = /^Bearer (.+)$/u.exec(request.headers.authorization ?? '')?.[1] ?? '';
  if (!timingSafeEqual(digest(given), digest(token))) {
    throw new AppError(
      'unauthenticated',
      'This address is for the web process of the same installation only.',
    );
  }
}

async function readJson<T>(request: IncomingMessage, schema: z.ZodType<T>): Promise<T> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new AppError('too_large', 'The request is too large.');
    chunks.push(chunk);
  }
  let value: unknown;
  try {
    value = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (error) {
    throw new AppError('invalid_input', 'The request is not JSON.', undefined, { cause: error });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AppError('invalid_input', z.prettifyError(parsed.error));
}

type Route = (
  request: IncomingMessage,
  options: InferenceServerOptions,
) => Promise<InferenceResponse | Explanation | CandidateCheck | InferenceHealth>;

const ROUTES: Record<string, Route> = {
  'GET /health': async (_request, options) => options.health(),
  'POST /predict': async (request, { readImage, predict }) => {
    const { imageHash, projectId } = await readJson(request, PredictRequestSchema);
    return predict({ image: await readImage(imageHash) }, projectId);
  },
  'POST /cascade': async (request, { readImage, predict }) => {
    const { imageHash, projectId, annotation, changedStage } = await readJson(request, CascadeRequestSchema);
    return predict({ image: await readImage(imageHash), pins: annotation, changedStage }, projectId);
  },
  'POST /explain': async (request, { readImage, explain }) => {
    const { imageHash, candidates } = await readJson(request, ExplainRequestSchema);
    return explain({ image: await readImage(imageHash) }, candidates);
  },
  'POST /check': async (request, { check }) => check(await readOfferedForm(request)),
};

async function handle(request: IncomingMessage, response: ServerResponse, options: InferenceServerOptions) {
  const send = (status: number, body: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
  try {
    authorise(request, options.token);
    const route = ROUTES[`${request.method} ${(request.url ?? '').split('?')[0]}`];
    if (!route) throw new AppError('not_found', 'There is no such route.');
    send(200, await route(request, options));
  } catch (error) {
    const { code, message, details, status } = publicError(error, 'worker');
    // What is left of a refused body is not read: the connection ends with the answer.
    response.setHeader('connection', 'close');
    send(status, { error: { code, message, details } });
    response.once('finish', () => request.destroy());
  }
}

/** Answers the web process's interactive requests. @throws when the port is taken. */
export async function startInferenceServer(options: InferenceServerOptions): Promise<InferenceServer> {
  const server = createServer((request, response) => void handle(request, response, options));
  await listen(server, options.host, options.port);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        const force = setTimeout(() => server.closeAllConnections(), 1000);
        server.close(() => {
          clearTimeout(force);
          resolve();
        });
        server.closeIdleConnections();
      }),
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
