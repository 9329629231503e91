/** The log that is open or being opened: its number, and what cancels the work on it. */
export interface Job {
  readonly number: number;
  readonly stop: AbortController;
}

/** Numbers the logs of a page. One of them is current. */
export interface Jobs {
  current(): Job;
  isCurrent(job: Job): boolean;
  /** Cancels the work on the current log and starts that on another. */
  begin(): Job;
  /** Cancels the work on the current log without starting other work. */
  end(): Job;
  /** Makes the log of this number current, with new work. */
  resume(number: number): void;
}

export function createJobs(): Jobs {
  let job: Job = { number: 0, stop: new AbortController() };
  let count = 0;
  const next = (stop: AbortController): Job => {
    job.stop.abort();
    job = { number: ++count, stop };
    return job;
  };
  return {
    current: () => job,
    isCurrent: ({ number }) => number === job.number,
    begin: () => next(new AbortController()),
    end: () => next(job.stop),
    resume(number) {
      job = { number, stop: new AbortController() };
    },
  };
}
