import { postImportFinish } from '../../../_endpoints/imports';

export const POST = postImportFinish.handler;
