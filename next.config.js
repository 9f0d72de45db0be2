import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin('./lib/i18n/request.ts');

/** Headers that do not depend on the request; the content security policy is in lib/auth/gate.ts. */
const headers = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=()' },
];

/** Largest body: an import of 64 MB, or a model as large as may be registered, each with what a form adds. */
const largestBody = Math.max(64, Number(process.env.FORMULARY_MODEL_MAX_MB || 64)) + 8;

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  // Packages with native parts, or that read files of their own, are loaded by Node as they are.
  serverExternalPackages: [
    '@node-rs/argon2',
    '@prisma/client',
    'onnxruntime-node',
    'pg',
    'pg-boss',
    'pino',
    'sharp',
  ],
  // proxy.ts sees every request first; without this the body of a large upload would be cut off there.
  experimental: { proxyClientMaxBodySize: `${largestBody}mb` },
  // A lock file in a folder above must not move the root of the project.
  turbopack: { root: import.meta.dirname },
  // npm test checks both; a start on a fresh clone need not do it again.
  typescript: { ignoreBuildErrors: true },
  headers: async () => [{ source: '/:path*', headers }],
};

export default withNextIntl(config);
