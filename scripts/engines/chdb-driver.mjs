// ClickHouse in this process by the package chdb, which stands in the folder given. See child-engine.ts for the lines.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const { Session } = createRequire(join(process.argv[2], 'package.json'))('chdb');
const session = new Session();

for await (const line of createInterface({ input: process.stdin })) {
  try {
    const lines = JSON.parse(line).map((statement) => {
      const text = String(session.query(statement, 'JSON'));
      return text.trim() === '' ? [] : JSON.parse(text).data;
    });
    process.stdout.write(`@@ ${JSON.stringify({ lines })}\n`);
  } catch (error) {
    process.stdout.write(`@@ ${JSON.stringify({ error: error.message })}\n`);
  }
}
session.close();
