"""PyOD's PCA with default settings, fitted to a Zeek log (tab-separated text or JSON): prints versions, threshold and scores as JSON."""
import json
import sys

import numpy
import pyod
import sklearn
from pyod.models.pca import PCA


def number(cell):
    return 0.0 if cell in (None, "-", "(empty)", "") else float(cell)


def rows(path, names):
    fields = None
    with open(path, encoding="utf-8", errors="replace", newline="\n") as log:
        for line in log:
            line = line.rstrip("\r\n")
            if line.startswith("{"):
                flow = json.loads(line)
                yield [number(flow.get(name)) for name in names]
            elif line.startswith("#fields"):
                fields = line.split("\t")[1:]
            elif line and not line.startswith("#"):
                cells = line.split("\t")
                if len(cells) == len(fields):
                    yield [number(cells[fields.index(name)]) for name in names]


model = PCA()
model.fit(numpy.array(list(rows(sys.argv[1], sys.argv[2].split(",")))))
print(
    json.dumps(
        {
            "version": f"PyOD {pyod.__version__}, scikit-learn {sklearn.__version__}, numpy {numpy.__version__}",
            "threshold": float(model.threshold_),
            "scores": [float(score) for score in model.decision_scores_],
        }
    )
)
