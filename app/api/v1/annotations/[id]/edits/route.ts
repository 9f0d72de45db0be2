import { saveAnnotation } from '../../../_endpoints/formulas';

export const POST = saveAnnotation.handler;
