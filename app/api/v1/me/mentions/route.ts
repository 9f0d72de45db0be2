import { getMentions } from '../../_endpoints/talk';

export const GET = getMentions.handler;
