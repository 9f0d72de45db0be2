import { getProjects, postProject } from '../_endpoints/projects';

export const GET = getProjects.handler;
export const POST = postProject.handler;
