import diagnostics from 'node:diagnostics_channel';

/**
 * Loaded into web and worker before anything else (node --import).
 *
 * They end when the process that started them is gone, even if it was killed: the channel to it closes.
 */
process.channel?.unref();
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));

/**
 * Who a request comes from is what the socket says, unless a proxy in front of us is trusted: a browser
 * must not be able to name another address, or another host, in a header.
 */
const trusted = ['1', 'true'].includes(process.env.FORMULARY_TRUST_PROXY ?? '');
diagnostics.subscribe('http.server.request.start', (message) => {
  const { request } = /** @type {{ request: import('node:http').IncomingMessage }} */ (message);
  if (trusted) return;
  for (const name of [
    'x-forwarded-host',
    'x-forwarded-proto',
    'x-forwarded-port',
    'forwarded',
    'x-real-ip',
  ]) {
    delete request.headers[name];
  }
  request.headers['x-forwarded-for'] = request.socket.remoteAddress;
});
