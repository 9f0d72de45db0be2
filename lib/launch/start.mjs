import { checkNode, generate, install, loadDotEnv, useTypeScript } from './install.mjs';
import { checkPort } from './port.mjs';

/** `npm start`: everything up to the first line of TypeScript. The rest is in start.ts. */
checkNode();
loadDotEnv();
const { alreadyRunning } = await import('./running.mjs');
alreadyRunning();
await checkPort();
await install();
await generate();
await useTypeScript();
const { start } = await import('./start.ts');
await start();
