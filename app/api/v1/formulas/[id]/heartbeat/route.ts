import { heartbeat } from '../../../_endpoints/formulas';

export const POST = heartbeat.handler;
