import { getProject, patchProject } from '../../_endpoints/projects';

export const GET = getProject.handler;
export const PATCH = patchProject.handler;
