import { useEffect, useRef, useState } from 'react';

const PAUSE = 5000;

/** Text for screen readers that changes all the time and is read out at most every five seconds. */
export function SeldomSaid({ text }: { readonly text: string }) {
  const latest = useRef(text);
  const [said, setSaid] = useState('');
  useEffect(() => {
    latest.current = text;
  }, [text]);
  useEffect(() => {
    const timer = setInterval(() => setSaid(latest.current), PAUSE);
    return () => clearInterval(timer);
  }, []);
  return (
    <p className="visually-hidden" aria-live="polite">
      {said}
    </p>
  );
}
