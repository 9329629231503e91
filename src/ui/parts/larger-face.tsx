import lists from '../grid/list.module.css';

/** Placeholder for lists of an out-of-core log that lacks their fields. */
export function LargerFace({ name }: { readonly name: string }) {
  return (
    <section className={lists.instead} aria-label={`${name} in view`}>
      <div className={lists.face}>
        <p>{name} need the fields of hosts and bytes, which this log lacks.</p>
      </div>
    </section>
  );
}
