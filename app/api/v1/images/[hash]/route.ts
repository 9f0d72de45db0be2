import { getImage } from '../../_endpoints/images';

export const GET = getImage.handler;
