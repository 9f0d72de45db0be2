import { review } from '../../../_endpoints/formulas';

export const POST = review.handler;
