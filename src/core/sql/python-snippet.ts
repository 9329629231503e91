/**
 * A Python program that scores a Zeek conn.log by a saved model (docs/baseline.md). It needs numpy. The model is read from the
 * file, so the program is the same for every model.
 */
export const pythonSnippet = `#!/usr/bin/env python3
"""Scores the flows of a Zeek conn.log by a model that Oddflow saved (Save model, JSON). Needs numpy.

    python3 oddflow_scores.py model.json conn.log > scores.txt

Prints one score per flow, in the order of the file. Higher scores are more unusual.
"""
import json
import sys

import numpy as np

NOISE = 1e-14  # a smaller share of the variance is rounding
MOST = 1e100  # larger values count as this


def number(text):
    """The number, or 0 if it is unset."""
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return min(max(value, -MOST), MOST) if np.isfinite(value) else 0.0


def read_features(path, names):
    """One row per flow, one column per feature. Lines with another number of cells than #fields are left out."""
    rows, width, places = [], 0, []
    with open(path, encoding="utf-8", errors="replace", newline="\\n") as log:
        for line in log:
            cells = line.rstrip("\\r\\n").split("\\t")
            if cells[0] == "#fields":
                width, places = len(cells) - 1, [cells.index(name) - 1 for name in names]
            elif not line.startswith("#") and len(cells) == width:
                rows.append([number(cells[place]) for place in places])
    return np.array(rows, dtype=float).reshape(-1, len(names))


def modelled_components(ratio, params):
    """How many of the first components are the model of T2 and SPE."""
    if params["components"] > 0:
        return sum(share > NOISE for share in ratio[: int(params["components"])])
    count, share = 0, 0.0
    while count < len(ratio) and share < params["variance"] - 1e-12 and ratio[count] > NOISE:
        share += ratio[count]
        count += 1
    return count


def score(model, values):
    """The scores of the rows of values, which has a column per feature of the model, unset as 0."""
    detector, params, features = model["detector"], model["params"], model["features"]
    kept = [feature["name"] in model["kept"] for feature in features]
    mean = np.array([float(feature["mean"]) for feature in features])[kept]
    scale = np.array([float(feature["scale"]) for feature in features])[kept]
    ratio = [float(component["ratio"]) for component in model["components"]]
    axes = np.array([[float(loading) for loading in component["loadings"]] for component in model["components"]])
    values = values[:, kept]
    if detector in ("pca-log", "t2", "spe"):
        values = np.log1p(np.maximum(values, 0))
    z = (values - mean) / scale
    last = len(ratio)
    if detector == "t2":
        scored = range(modelled_components(ratio, params))
        return sum(((z @ axes[k]) ** 2 / (ratio[k] * last) for k in scored), np.zeros(len(z)))
    if detector == "spe":
        scored = range(min(modelled_components(ratio, params), last - 1), last)
        return sum((z @ axes[k]) ** 2 for k in scored)
    if model["degenerate"]:
        return np.sqrt((z**2).sum(axis=1) + 1)
    scored = range(max(0, last - int(params["components"])), last)
    return sum(np.sqrt(((z - axes[k]) ** 2).sum(axis=1)) / ratio[k] for k in scored)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[1], encoding="utf-8") as file:
        saved = json.load(file)
    for value in score(saved, read_features(sys.argv[2], [feature["name"] for feature in saved["features"]])):
        print(repr(float(value)))
`;
