declare module "kafkajs-snappy" {
  const snappy: import("./codec").Codec;

  export { snappy as default };
}
