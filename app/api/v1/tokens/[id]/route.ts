import { deleteToken } from '../../_endpoints/people';

export const DELETE = deleteToken.handler;
