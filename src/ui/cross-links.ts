import { useCallback, useMemo, useState } from 'react';
import type { Finding, Run, Side } from '../worker/api.ts';

/** What somebody asked to be led to; another object each time, also when it is the same place. */
export interface WantedFinding {
  /** Place among the findings that are listed. */
  readonly place: number;
}
export interface WantedHost {
  readonly side: Side;
  readonly address: string;
}

/** The ways between a finding and the hosts that are in it. */
export interface CrossLinks {
  /** Empty until they are found. */
  readonly findings: readonly Finding[];
  readonly wantedFinding: WantedFinding | null;
  readonly wantedHost: WantedHost | null;
  readonly onFindings: (findings: readonly Finding[]) => void;
  readonly showFinding: (place: number) => void;
  readonly showHost: (side: Side, address: string) => void;
}

/** Those of one run; `openHosts` brings their tab to sight. */
export function useCrossLinks(run: Run | null, openHosts: () => void): CrossLinks {
  const [findings, onFindings] = useState<readonly Finding[]>([]);
  const [wantedFinding, setFinding] = useState<WantedFinding | null>(null);
  const [wantedHost, setHost] = useState<WantedHost | null>(null);
  const id = run?.id;
  const [known, setKnown] = useState(id);
  if (known !== id) {
    setKnown(id);
    onFindings([]);
    setFinding(null);
    setHost(null);
  }
  const showFinding = useCallback((place: number) => setFinding({ place }), []);
  const showHost = useCallback(
    (side: Side, address: string) => {
      setHost({ side, address });
      openHosts();
    },
    [openHosts],
  );
  return useMemo(
    () => ({ findings, wantedFinding, wantedHost, onFindings, showFinding, showHost }),
    [findings, wantedFinding, wantedHost, showFinding, showHost],
  );
}
