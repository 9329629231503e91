import { volume } from '../features/feature-sets.ts';
import { onLogScale } from './log-scale.ts';
import { pyodPca } from './pyod-pca.ts';

/** PyOD's PCA of the logarithms: a detector of its own, and Volume's share of Combined. */
export const pcaLog = onLogScale(pyodPca(volume), { id: 'pca-log', label: 'PCA (log scale)' });
