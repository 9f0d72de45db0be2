import { getCandidateModel } from '../../../_endpoints/candidates';

export const GET = getCandidateModel.handler;
