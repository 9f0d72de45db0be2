import { checkNode, generate, install, loadDotEnv, loadTypeScript } from './install.mjs';
import { checkPort } from './port.mjs';

/** `npm start`: everything up to the first line of TypeScript. The rest is in start.ts. */
checkNode();
loadDotEnv();
const { alreadyRunning } = await import('./running.mjs');
alreadyRunning();
await checkPort();
await install();
await generate();
await loadTypeScript();
const { start } = await import('./start.ts');
await start();
