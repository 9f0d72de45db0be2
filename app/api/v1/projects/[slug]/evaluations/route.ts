import { getEvaluations, postEvaluation } from '../../../_endpoints/evaluations';

export const GET = getEvaluations.handler;
export const POST = postEvaluation.handler;
