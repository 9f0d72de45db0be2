import { getSnapshots, postSnapshot } from '../../../_endpoints/snapshots';

export const GET = getSnapshots.handler;
export const POST = postSnapshot.handler;
