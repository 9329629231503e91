import { join } from 'node:path';
import type { Engine } from '../../src/testing/engines/engine.ts';
import { childEngine } from './child-engine.ts';
import { javaHome, pythonWith } from './install.ts';

const PACKAGE = 'pyspark==4.3.0';

/** Spark in local mode, by PyPI's pyspark. */
export async function startSpark(): Promise<Engine> {
  const env = { JAVA_HOME: javaHome(17) };
  const python = pythonWith('spark', [PACKAGE]);
  const engine = await childEngine(python, [join(import.meta.dirname, 'spark_driver.py')], env);
  return { ...engine, version: `Spark ${engine.version.split(' ')[0]}` };
}
