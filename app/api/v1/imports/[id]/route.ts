import { getImport } from '../../_endpoints/imports';

export const GET = getImport.handler;
