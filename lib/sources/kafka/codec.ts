/** What kafkajs, whose types do not say it, wants for a compression. */
export type Codec = () => {
  compress(encoder: { readonly buffer: Buffer }): Promise<Buffer>;
  decompress(bytes: Buffer): Promise<Buffer>;
};
