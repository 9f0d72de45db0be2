import { getTokens, postToken } from '../_endpoints/people';

export const GET = getTokens.handler;
export const POST = postToken.handler;
