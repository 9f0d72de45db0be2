import { seeMentions } from '../../../_endpoints/talk';

export const POST = seeMentions.handler;
