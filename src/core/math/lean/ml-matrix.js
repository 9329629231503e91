// What the engine uses of ml-matrix, in builds (scripts/lean-engine.ts). The package has no exports of single files.
export { default as SingularValueDecomposition } from '../../../../node_modules/ml-matrix/src/dc/svd.js';
export { default as Matrix } from './matrix.ts';
