import { deleteMember, patchMember } from '../../../../_endpoints/people';

export const PATCH = patchMember.handler;
export const DELETE = deleteMember.handler;
