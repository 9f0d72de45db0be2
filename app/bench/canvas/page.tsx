import { notFound } from 'next/navigation';
import { z } from 'zod';
import { CanvasBench } from '@/components/editor/bench/canvas-bench';
import { MAX_BENCH_SYMBOLS } from '@/components/editor/bench/bench-formula';
import { env } from '@/lib/env';

const Query = z.object({ n: z.coerce.number().int().min(1).max(MAX_BENCH_SYMBOLS).default(300) });

/** The editor with N boxes, to be measured from outside. Open to everybody, since there is no data in it. */
export default async function CanvasBenchPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  if (!env().FORMULARY_BENCH) notFound();
  const query = Query.safeParse(await searchParams);
  if (!query.success) notFound();
  return <CanvasBench count={query.data.n} />;
}
