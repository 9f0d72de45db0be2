import { deleteInvitation } from '../../../../_endpoints/people';

export const DELETE = deleteInvitation.handler;
