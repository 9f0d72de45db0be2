import { getCells, postCell } from '../../../_endpoints/projects';

export const GET = getCells.handler;
export const POST = postCell.handler;
