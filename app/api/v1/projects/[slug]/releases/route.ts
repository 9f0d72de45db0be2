import { getReleases, postRelease } from '../../../_endpoints/releases';

export const GET = getReleases.handler;
export const POST = postRelease.handler;
