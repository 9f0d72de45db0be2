import { nextInQueue } from '../../../../_endpoints/formulas';

export const POST = nextInQueue.handler;
