import type { Exporter, ExportSnapshot } from '../snapshot';
import type { FileRecord } from './manifest';

/** The JSON-LD context of the Croissant 1.1 specification (MLCommons, 2026). */
const CONTEXT = {
  '@language': 'en',
  '@vocab': 'https://schema.org/',
  citeAs: 'cr:citeAs',
  column: 'cr:column',
  conformsTo: 'dct:conformsTo',
  cr: 'http://mlcommons.org/croissant/',
  rai: 'http://mlcommons.org/croissant/RAI/',
  data: { '@id': 'cr:data', '@type': '@json' },
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  dct: 'http://purl.org/dc/terms/',
  examples: { '@id': 'cr:examples', '@type': '@json' },
  extract: 'cr:extract',
  field: 'cr:field',
  fileProperty: 'cr:fileProperty',
  fileObject: 'cr:fileObject',
  fileSet: 'cr:fileSet',
  format: 'cr:format',
  includes: 'cr:includes',
  isLiveDataset: 'cr:isLiveDataset',
  jsonPath: 'cr:jsonPath',
  key: 'cr:key',
  md5: 'cr:md5',
  parentField: 'cr:parentField',
  path: 'cr:path',
  recordSet: 'cr:recordSet',
  references: 'cr:references',
  regex: 'cr:regex',
  repeated: 'cr:repeated',
  replace: 'cr:replace',
  sc: 'https://schema.org/',
  separator: 'cr:separator',
  source: 'cr:source',
  subField: 'cr:subField',
  transform: 'cr:transform',
};

const MEDIA_TYPES: Record<string, string> = {
  json: 'application/json',
  jsonl: 'application/jsonlines',
  md: 'text/markdown',
};

/** Croissant metadata of an export: the tables as file objects with their hashes, images and ink as file sets. */
export function croissant(
  snapshot: ExportSnapshot,
  exporter: Exporter,
  files: readonly FileRecord[],
): string {
  const { id, url } = snapshot.licence ?? { id: 'other', url: '' };
  const tables = files.filter(({ path }) => MEDIA_TYPES[path.split('.').at(-1) ?? ''] !== undefined);
  const document = {
    '@context': CONTEXT,
    '@type': 'sc:Dataset',
    conformsTo: 'http://mlcommons.org/croissant/1.1',
    name: `${snapshot.project}-${snapshot.name}-${exporter.folder}`.replace(/[^A-Za-z0-9._-]+/gu, '-'),
    description: `Formula images with corrected symbols, line ordering and LaTeX: the set for ${exporter.folder} (${exporter.format}) of snapshot ${snapshot.name}.`,
    license: url === '' ? id : url,
    url: `urn:sha256:${snapshot.contentHash}`,
    version: '1.0.0',
    datePublished: snapshot.createdAt.toISOString(),
    creator: { '@type': 'sc:Organization', name: snapshot.project },
    isLiveDataset: false,
    distribution: [
      ...tables.map(({ path, sha256, bytes }) => ({
        '@type': 'cr:FileObject',
        '@id': path,
        name: path,
        contentUrl: path.slice(exporter.folder.length + 1),
        contentSize: `${bytes} B`,
        encodingFormat: MEDIA_TYPES[path.split('.').at(-1) ?? ''],
        sha256,
      })),
      ...Object.entries(exporter.collections).map(([glob, encodingFormat]) => ({
        '@type': 'cr:FileSet',
        '@id': glob,
        name: glob,
        encodingFormat,
        includes: glob.slice(exporter.folder.length + 1),
      })),
    ],
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}
