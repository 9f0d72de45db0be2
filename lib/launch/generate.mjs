import { checkNode, generate } from './install.mjs';

/** `npm run generate`: the database client from prisma/*.prisma, with nothing downloaded. */
checkNode();
await generate();
