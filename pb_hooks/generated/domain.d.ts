/** The bundle is web/goja.ts, and is typed as what it was made from. */
export * from '../../web/goja';
