/** The meaning of the column "failed". */
export const failedMeaning =
  'Fraction of its flows that failed: packets were sent and none came back, or conn_state is S0, REJ, RSTOS0 or SH. Multicast, broadcast and neighbour discovery are left out.';
