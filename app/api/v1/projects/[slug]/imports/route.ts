import { getImports, postImport } from '../../../_endpoints/imports';

export const GET = getImports.handler;
export const POST = postImport.handler;
