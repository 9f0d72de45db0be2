import { getPreannotation, postPreannotation } from '../../../_endpoints/imports';

export const GET = getPreannotation.handler;
export const POST = postPreannotation.handler;
