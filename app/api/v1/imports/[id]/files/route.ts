import { postImportFile } from '../../../_endpoints/imports';

export const POST = postImportFile.handler;
