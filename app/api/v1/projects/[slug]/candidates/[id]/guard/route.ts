import { getGuard } from '../../../../../_endpoints/releases';

export const GET = getGuard.handler;
