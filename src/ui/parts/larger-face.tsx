import type { Larger } from '../../worker/api.ts';
import lists from '../grid/list.module.css';
import { formatCount } from './format.ts';

/** Placeholder for lists that need all flows, for an out-of-core log. */
export function LargerFace({ name, larger }: { readonly name: string; readonly larger: Larger }) {
  return (
    <section className={lists.instead} aria-label={`${name} in view`}>
      <div className={lists.face}>
        <p>
          {name} need all flows of a log. This one is larger than memory: only its {formatCount(larger.listed)} highest
          flows and a sample are kept, and numbers from those would be wrong.
        </p>
        <p>Give it more memory and open it again, or open a part of the log.</p>
      </div>
    </section>
  );
}
