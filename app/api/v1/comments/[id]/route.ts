import { deleteCommentEndpoint, patchComment } from '../../_endpoints/talk';

export const PATCH = patchComment.handler;
export const DELETE = deleteCommentEndpoint.handler;
