import { getMembers, postMember } from '../../../_endpoints/people';

export const GET = getMembers.handler;
export const POST = postMember.handler;
