import { getExport } from '../../../_endpoints/snapshots';

export const GET = getExport.handler;
