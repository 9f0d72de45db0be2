import { postRollback } from '../../../../_endpoints/releases';

export const POST = postRollback.handler;
