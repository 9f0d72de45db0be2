import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import {
  ColumnTypeEnum,
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import { PrismaPg } from '@prisma/adapter-pg';
import type * as Engine from '@prisma/schema-engine-wasm/schema_engine_bg';
import { Pool, type QueryConfig, type QueryResult } from 'pg';
import { dropDatabase, ensureDatabase, onDatabase } from '@/lib/db/embedded/database';

/**
 * Prisma's own schema engine as WebAssembly. The CLI would download a native one; this one comes from
 * npm and fills `_prisma_migrations` the same way.
 */
type EngineModule = typeof Engine & { __wbg_set_wasm(exports: WebAssembly.Exports): void };

let loaded: Promise<EngineModule> | undefined;

async function load(): Promise<EngineModule> {
  const glue = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  // The engine names its reason to this global before it traps, outside of any promise.
  const set_message = (message: string) =>
    void process.stderr.write(`The schema engine failed: ${message}\n`);
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message } });
  // Node cannot import the .wasm that the package's entry names: it is instantiated by hand.
  const engine = (await import('@prisma/schema-engine-wasm/schema_engine_bg')) as EngineModule;
  const bytes = await readFile(path.join(path.dirname(glue), 'schema_engine_bg.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, {
    './schema_engine_bg.js': engine as unknown as WebAssembly.ModuleImports,
  });
  engine.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return engine;
}

const INTERNAL_CHAR = 18;
const TEXT = 25;

/** Let the pool's results pass the adapter, which does not know "char". Answers the columns that were such. */
function readCharAsText(pool: Pool): Set<string> {
  const columns = new Set<string>();
  const query = pool.query.bind(pool) as (
    config: QueryConfig | string,
  ) => Promise<QueryResult | QueryResult[]>;
  const widened = async (config: QueryConfig | string) => {
    const result = await query(config);
    const fields = [result].flat().flatMap((one) => one.fields);
    for (const field of fields.filter(({ dataTypeID }) => dataTypeID === INTERNAL_CHAR)) {
      field.dataTypeID = TEXT;
      columns.add(field.name);
    }
    return result;
  };
  Object.assign(pool, { query: widened });
  return columns;
}

/**
 * Prisma's PostgreSQL adapter, mended in three places: a script goes to the server whole (the adapter
 * splits it at every semicolon, also inside a function's body), and the shadow database is really
 * another database (the adapter forgets its name when it was made from an address); and the "char" columns
 * of PostgreSQL's own catalogue can be read (the adapter does not know the type).
 */
class MigrationAdapters implements SqlMigrationAwareDriverAdapterFactory {
  readonly provider = 'postgres';
  readonly adapterName = '@prisma/adapter-pg';
  private readonly pools: Pool[] = [];
  private readonly shadows: string[] = [];
  /** why the server refused the last script that it refused */
  reason = '';

  constructor(private readonly url: string) {}

  connect(): Promise<SqlDriverAdapter> {
    return this.open(this.url);
  }

  async connectToShadowDb(): Promise<SqlDriverAdapter> {
    const name = `formulary_shadow_${randomUUID().replaceAll('-', '')}`;
    await ensureDatabase(this.url, name);
    this.shadows.push(name);
    return this.open(onDatabase(this.url, name));
  }

  private async open(url: string): Promise<SqlDriverAdapter> {
    const pool = new Pool({ connectionString: url, max: 2 });
    pool.on('error', () => undefined); // idle connections end when the server does
    this.pools.push(pool);
    const charColumns = readCharAsText(pool);
    const adapter = await new PrismaPg(pool).connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      const columnTypes = result.columnTypes.map((type, index) =>
        charColumns.has(result.columnNames[index] ?? '') ? ColumnTypeEnum.Character : type,
      );
      return { ...result, columnTypes };
    };
    // Sent whole, a script is also one implicit transaction: a migration is applied or it is not.
    adapter.executeScript = async (script) => {
      try {
        await pool.query(script);
      } catch (error) {
        this.reason = (error as Error).message; // the engine shows only "external error id#0"
        throw error;
      }
    };
    return adapter;
  }

  async close(): Promise<void> {
    await Promise.all(this.pools.map((pool) => pool.end()));
    for (const name of this.shadows) await dropDatabase(this.url, name);
  }
}

/**
 * Run `work` with a schema engine on the database at `url`.
 * @param schema the files of the Prisma schema, which the engine wants to see whatever it does
 * @throws {Error} with the engine's own words, e.g. the statement of a migration that failed
 */
export async function withSchemaEngine<T>(
  url: string,
  schema: [path: string, content: string][],
  work: (engine: Engine.SchemaEngine) => Promise<T>,
): Promise<T> {
  const { SchemaEngine } = await (loaded ??= load());
  const adapters = new MigrationAdapters(url);
  try {
    const engine = await SchemaEngine.new(
      { datamodels: schema },
      () => undefined,
      bindMigrationAwareSqlAdapterFactory(adapters),
    );
    return await work(engine);
  } catch (error) {
    const said = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw adapters.reason ? new Error(`${said} ${adapters.reason}`, { cause: error }) : error;
  } finally {
    await adapters.close();
  }
}
