import { useState } from 'react';

/**
 * The value of a control and how to change it: what the user chose, until another value is shown. A view may be drawn
 * with the new value only some frames later, and a tick or a radio that waited for it would jump back first.
 */
export function useAtOnce<Value>(
  shown: Value,
  onChoose: (value: Value) => void,
): readonly [value: Value, choose: (value: Value) => void] {
  const [known, setKnown] = useState(shown);
  const [chosen, setChosen] = useState(shown);
  if (known !== shown) {
    setKnown(shown);
    setChosen(shown);
  }
  const choose = (value: Value) => {
    setChosen(value);
    onChoose(value);
  };
  return [chosen, choose];
}
