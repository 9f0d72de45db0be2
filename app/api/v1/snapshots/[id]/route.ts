import { getSnapshot } from '../../_endpoints/snapshots';

export const GET = getSnapshot.handler;
