import { returnToQueue } from '../../../_endpoints/formulas';

export const POST = returnToQueue.handler;
