import { deleteFlag } from '../../_endpoints/talk';

export const DELETE = deleteFlag.handler;
