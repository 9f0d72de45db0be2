import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';

/**
 * Where the worker answers: FORMULARY_INFERENCE_URL, or, on one machine, what the worker wrote into
 * <FORMULARY_HOME>/run/inference.json when it opened its port.
 */
const AddressSchema = z.object({ url: z.url(), pid: z.number().int() });

const addressFile = () => path.join(env().FORMULARY_HOME, 'run', 'inference.json');

/** Writes the worker's address for the web process, whole or not at all. */
export async function publishAddress(url: string): Promise<void> {
  const file = addressFile();
  await mkdir(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, JSON.stringify({ url, pid: process.pid }));
  await rename(draft, file);
}

/** Takes the address back, unless another worker has published its own meanwhile. */
export async function withdrawAddress(): Promise<void> {
  const text = await readFile(addressFile(), 'utf8').catch(() => '');
  if (text.includes(`"pid":${process.pid}}`)) await rm(addressFile(), { force: true });
}

/** @throws AppError not_ready when no worker has said where it answers. */
export async function inferenceAddress(): Promise<string> {
  const { FORMULARY_INFERENCE_URL } = env();
  if (FORMULARY_INFERENCE_URL) return FORMULARY_INFERENCE_URL.replace(/\/$/u, '');
  try {
    return AddressSchema.parse(JSON.parse(await readFile(addressFile(), 'utf8'))).url;
  } catch (error) {
    throw new AppError('not_ready', 'The models are not running yet: try again in a moment.', undefined, {
      cause: error,
    });
  }
}
