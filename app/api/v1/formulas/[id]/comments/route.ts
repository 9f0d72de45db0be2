import { getTalk, postCommentEndpoint } from '../../../_endpoints/talk';

export const GET = getTalk.handler;
export const POST = postCommentEndpoint.handler;
