import { createServer } from 'node:net';
import { giveUp } from './install.mjs';

/**
 * End with a sentence when the web address cannot be had: better now than after minutes of installing.
 * A PORT that is no port is left to the environment's own check.
 */
export async function checkPort() {
  const port = Number(process.env.PORT || 3000);
  const host = process.env.HOST || '127.0.0.1';
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return;
  const server = createServer();
  /** @type {NodeJS.ErrnoException | null} */
  const error = await new Promise((resolve) => {
    server.once('error', resolve);
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)));
  });
  if (!error) return;
  if (error.code === 'EADDRINUSE') {
    giveUp(`Port ${port} on ${host} is taken. End what uses it, or take another: PORT=${port + 1} npm start`);
  }
  if (error.code === 'EACCES')
    giveUp(`Port ${port} may not be used by this account. Take one above 1023: PORT=3000 npm start`);
  giveUp(`HOST=${host} is not an address of this machine (${error.code}).`);
}
