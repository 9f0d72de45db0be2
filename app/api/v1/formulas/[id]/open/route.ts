import { holdFormula } from '../../../_endpoints/formulas';

export const POST = holdFormula.handler;
