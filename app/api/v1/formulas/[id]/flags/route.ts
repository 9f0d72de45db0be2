import { postFlag } from '../../../_endpoints/talk';

export const POST = postFlag.handler;
