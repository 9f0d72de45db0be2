import { release } from '../../../_endpoints/formulas';

export const POST = release.handler;
