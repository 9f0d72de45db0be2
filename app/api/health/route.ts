import { checkHealth } from '@/lib/server/health';

export const dynamic = 'force-dynamic';

/** 200 when everything is up, else 503; both with the state of each part. */
export async function GET(): Promise<Response> {
  const health = await checkHealth();
  return Response.json(health, { status: health.up ? 200 : 503, headers: { 'cache-control': 'no-store' } });
}
