import kafkajs from "kafkajs";
import snappy from "kafkajs-snappy";
import type { Codec } from "./codec";
import { decompressLz4 } from "./lz4";
import { packZstd, unpackZstd } from "./zstd";

const { CompressionCodecs, CompressionTypes } = kafkajs;

const zstd: Codec = () => ({ compress: ({ buffer }) => packZstd(buffer), decompress: unpackZstd });

const lz4: Codec = () => ({
  compress: () => Promise.reject(new Error("lz4 is read, and never written")),
  decompress: async (bytes) => decompressLz4(bytes),
});

/** kafkajs knows gzip alone; a topic compressed otherwise would end its consumer. For the whole process. */
export function registerCodecs(): void {
  CompressionCodecs[CompressionTypes.Snappy] = snappy;
  CompressionCodecs[CompressionTypes.ZSTD] = zstd;
  CompressionCodecs[CompressionTypes.LZ4] = lz4;
}
