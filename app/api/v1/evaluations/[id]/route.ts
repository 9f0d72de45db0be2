import { deleteEvaluation, getEvaluation } from '../../_endpoints/evaluations';

export const GET = getEvaluation.handler;
export const DELETE = deleteEvaluation.handler;
