import { getCandidates, postCandidate } from '../../../_endpoints/candidates';

export const GET = getCandidates.handler;
export const POST = postCandidate.handler;
