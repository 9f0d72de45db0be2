import { createHash, createSign, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What the provider says of whoever signs in next. */
export interface Identity {
  email: string;
  emailVerified: boolean;
}

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * An OpenID Connect provider with one person in it (authorization code flow with PKCE, RS256). It checks
 * what a real one checks: the client's secret, the code, its verifier, the redirect address.
 */
export class OidcProvider {
  readonly clientId = 'formulary';
  readonly clientSecret = 'a secret of the client';
  identity: Identity = { email: 'nobody@example.org', emailVerified: true };
  private readonly keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  private readonly codes = new Map<string, URLSearchParams>();

  private constructor(
    private readonly server: Server,
    readonly issuer: string,
  ) {}

  static async start(): Promise<OidcProvider> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const provider = new OidcProvider(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on('request', (request, response) => void provider.answer(request, response));
    return provider;
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.issuer);
    const json = (value: unknown, status = 200) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    if (pathname === '/.well-known/openid-configuration') return void json(this.configuration());
    if (pathname === '/keys')
      return void json({
        keys: [{ ...this.keys.publicKey.export({ format: 'jwk' }), kid: '1', use: 'sig', alg: 'RS256' }],
      });
    if (pathname === '/authorize') return this.authorize(searchParams, response);
    if (pathname === '/token') {
      const granted = this.grant(new URLSearchParams(await text(request)), request.headers.authorization);
      return void (granted ? json(granted) : json({ error: 'invalid_grant' }, 400));
    }
    json({}, 404);
  }

  private configuration() {
    const { issuer } = this;
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    };
  }

  private authorize(asked: URLSearchParams, response: ServerResponse): void {
    const code = randomUUID();
    this.codes.set(code, asked);
    const back = new URL(asked.get('redirect_uri') ?? '');
    back.searchParams.set('code', code);
    back.searchParams.set('state', asked.get('state') ?? '');
    response.writeHead(302, { location: back.toString() }).end();
  }

  private grant(form: URLSearchParams, authorization: string | undefined) {
    const asked = this.codes.get(form.get('code') ?? '');
    this.codes.delete(form.get('code') ?? '');
    const [id, secret] = Buffer.from(authorization?.split(' ')[1] ?? '', 'base64')
      .toString()
      .split(':')
      .map(decodeURIComponent);
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const isRight =
      asked &&
      id === this.clientId &&
      secret?.replaceAll('+', ' ') === this.clientSecret &&
      asked.get('code_challenge') === challenge &&
      asked.get('redirect_uri') === form.get('redirect_uri');
    if (!isRight) return null;
    return { access_token: randomUUID(), token_type: 'Bearer', id_token: this.idToken(asked.get('nonce')) };
  }

  private idToken(nonce: string | null): string {
    const now = Math.floor(Date.now() / 1000);
    const { email, emailVerified } = this.identity;
    const claims = { iss: this.issuer, aud: this.clientId, sub: email, iat: now, exp: now + 300, nonce };
    const body = `${base64url({ alg: 'RS256', kid: '1' })}.${base64url({ ...claims, email, email_verified: emailVerified })}`;
    const key: KeyObject = this.keys.privateKey;
    return `${body}.${createSign('RSA-SHA256').update(body).sign(key, 'base64url')}`;
  }
}
