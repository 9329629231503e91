/**
 * What the names of Zeek 8's contexts begin with: fields of `conn_id_ctx`, such as `id.ctx.vlan` and
 * `id.ctx.inner_vlan`.
 */
const CONTEXT = 'id.ctx.';
/**
 * What the field of a host is called in a log with contexts: no log has it, it is made of the address and the contexts.
 */
const WITH_CONTEXT = '+ctx';

/** The field with the address of either end of a flow. */
export type AddressField = 'id.orig_h' | 'id.resp_h';

/** Whether a field says in which context the addresses of a flow are meant. */
export function isContextField(name: string): boolean {
  return name.length > CONTEXT.length && name.startsWith(CONTEXT);
}

/**
 * The name of a context field as Zeek has it, of one written with other separators (`id_ctx_vlan`); any other name as
 * it is.
 */
export function contextFieldOf(name: string): string {
  const own = /^id([_:])ctx\1(.+)$/.exec(name)?.[2];
  return own === undefined ? name : CONTEXT + own;
}

/** The field that identifies hosts: the address alone, or with its contexts where `columns` have them. */
export function hostField(columns: { has(name: string): boolean }, field: AddressField): string {
  return columns.has(field + WITH_CONTEXT) ? field + WITH_CONTEXT : field;
}

/** The name of the field with an address and its contexts. */
export function withContext(field: AddressField): string {
  return field + WITH_CONTEXT;
}

/** Shown name of a field. The field of a host has the name of its address field. */
export function shownField(field: string): string {
  return field === withContext('id.orig_h') || field === withContext('id.resp_h')
    ? field.slice(0, -WITH_CONTEXT.length)
    : field;
}

/** The name of a context without what all contexts have in common: `vlan`. */
export function contextName(field: string): string {
  return field.slice(CONTEXT.length);
}
