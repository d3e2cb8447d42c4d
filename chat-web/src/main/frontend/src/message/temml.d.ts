// The package has types, but does not say so where modules are imported
declare module "temml" {
  interface Options {
    displayMode?: boolean;
    throwOnError?: boolean;
    trust?: boolean;
    maxExpand?: number;
    /** In em: the greatest width and height that may be asked for. */
    maxSize?: [number, number];
  }
  const temml: { renderToString(tex: string, options?: Options): string };
  export default temml;
}
