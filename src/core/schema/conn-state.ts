const state = /^(S[0-3]|SF|REJ|RST(O|R|OS0|RH)|SHR?|OTH)$/;

/** Whether a text is a `conn_state` that Zeek writes. False for an unset one. */
export function isConnState(text: string): boolean {
  return state.test(text);
}
