/** A browser reduced to its cookies: signs in as the sign-in page does, and sends requests. */
export class HttpSession {
  private readonly jar = new Map<string, string>();

  constructor(readonly url: string) {}

  get cookie(): string {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** Send a request with the cookies; redirects are answers, not followed. */
  async send(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = { cookie: this.cookie, origin: this.url, ...(init.headers as Record<string, string>) };
    const response = await fetch(new URL(path, this.url), { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', ...value] = pair.split('=');
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(line) || value.join('=') === '') this.jar.delete(name);
      else this.jar.set(name, value.join('='));
    }
    return response;
  }

  private async post(path: string, fields: Record<string, string>): Promise<Response> {
    const { csrfToken } = (await (await this.send('/api/auth/csrf')).json()) as { csrfToken: string };
    const body = new URLSearchParams({ ...fields, csrfToken, json: 'true' });
    return this.send(path, {
      method: 'POST',
      body: body.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
  }

  /** Sign in. Answers the error that the sign-in page would show, null when it went well. */
  async signIn(email: string, password: string): Promise<string | null> {
    const response = await this.post('/api/auth/callback/credentials', {
      email,
      password,
      callbackUrl: this.url,
    });
    const { url } = (await response.json()) as { url: string };
    return new URL(url, this.url).searchParams.get('error');
  }

  async signOut(): Promise<void> {
    await this.post('/api/auth/signout', {});
  }
}
