import { patchUser } from '../../_endpoints/people';

export const PATCH = patchUser.handler;
