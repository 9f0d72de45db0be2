import { actorFromRequest } from '@/lib/auth/actor';
import { CODE_VERSION } from '@/lib/server/code-version';
import { ENDPOINTS } from '../_endpoints';
import { errorResponse } from '../_lib/errors';
import { openApi } from '../_lib/openapi';

/** The OpenAPI 3.1 document of /api/v1, made from the schemas that the routes parse with. */
export async function GET(request: Request): Promise<Response> {
  try {
    await actorFromRequest(request);
    return Response.json(openApi(ENDPOINTS, CODE_VERSION));
  } catch (error) {
    return errorResponse(error);
  }
}
