import { getUsers } from '../_endpoints/people';

export const GET = getUsers.handler;
