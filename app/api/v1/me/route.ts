import { getMe } from '../_endpoints/people';

export const GET = getMe.handler;
