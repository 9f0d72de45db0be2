import { getShortcuts, putShortcuts } from '../../_endpoints/preferences';

export const GET = getShortcuts.handler;
export const PUT = putShortcuts.handler;
