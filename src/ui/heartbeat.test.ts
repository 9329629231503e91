import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchHeartbeat } from './heartbeat.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('watchHeartbeat', () => {
  it('reports once when the engine does not respond for ten seconds', async () => {
    const onLost = vi.fn();
    watchHeartbeat(
      () => true,
      () => new Promise(() => {}),
      onLost,
    );
    await vi.advanceTimersByTimeAsync(11_000);
    expect(onLost).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(onLost).toHaveBeenCalledTimes(1);
  });

  it('does not report late answers, an idle engine, or a suspended page', async () => {
    const onLost = vi.fn();
    const late = () => new Promise((resolve) => setTimeout(resolve, 7000));
    watchHeartbeat(() => true, late, onLost);
    const ping = vi.fn(late);
    watchHeartbeat(() => false, ping, onLost);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(ping).not.toHaveBeenCalled();
    watchHeartbeat(
      () => true,
      () => new Promise(() => {}),
      onLost,
    );
    for (let i = 0; i < 30; i++) {
      await vi.advanceTimersByTimeAsync(2000);
      vi.setSystemTime(Date.now() + 60_000);
      vi.spyOn(performance, 'now').mockReturnValue(i * 62_000 + 1e6);
    }
    expect(onLost).not.toHaveBeenCalled();
  });

  it('stops on request', async () => {
    const onLost = vi.fn();
    const stop = watchHeartbeat(
      () => true,
      () => new Promise(() => {}),
      onLost,
    );
    stop();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(onLost).not.toHaveBeenCalled();
  });
});
