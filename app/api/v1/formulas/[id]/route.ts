import { getFormula } from '../../_endpoints/formulas';

export const GET = getFormula.handler;
