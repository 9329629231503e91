import { expect, it } from 'vitest';
import { readText } from '../testing/read-text.ts';
import { smallLog } from '../testing/small-log.ts';

it('says of a file without a row what the form looks like that read it', async () => {
  const numbered = smallLog(6).replaceAll(/^/gm, '    1\t');
  await expect(readText(numbered)).rejects.toMatchObject({ code: 'not-a-zeek-log', detail: { looks: 'text' } });
  await expect(readText('{"a":1}\n{"b":2}\n')).rejects.toMatchObject({ detail: { looks: 'JSON' } });
});
