import { join } from "node:path";

export type Camunda8Ports = {
  readonly grpc: number;
  readonly rest: number;
  readonly command: number;
  readonly internal: number;
  readonly management: number;
};

export type Camunda8Wish = {
  readonly folder: string;
  readonly clusterName: string;
  readonly ports: Camunda8Ports;
  readonly exporter: { readonly jarPath: string; readonly bootstrap: string; readonly topic: string };
};

const HOST = "127.0.0.1";

/**
 * The broker's configuration, sized for a laptop: by default it wants 2 GB of free disk, 512 MB for its state and log files
 * of 128 MB. Its gossip listens to datagrams on all interfaces, which cannot be configured; it ignores those that do
 * not know the cluster's name, so the name is a random one.
 */
export function camunda8Settings({
  folder,
  clusterName,
  ports,
  exporter,
}: Camunda8Wish): Readonly<Record<string, unknown>> {
  return {
    server: { address: HOST, port: ports.rest },
    management: { server: { address: HOST, port: ports.management } },
    zeebe: {
      broker: {
        cluster: { clusterName },
        network: { host: HOST, commandApi: { port: ports.command }, internalApi: { port: ports.internal } },
        gateway: { enable: true, network: { host: HOST, port: ports.grpc } },
        data: {
          directory: join(folder, "data"),
          logSegmentSize: "32MB",
          snapshotPeriod: "5m",
          disk: { freeSpace: { processing: "256MB", replication: "128MB" } },
        },
        threads: { cpuThreadCount: 2, ioThreadCount: 2 },
        experimental: { rocksdb: { memoryLimit: "64MB" } },
        exporters: {
          throughline: {
            className: "ThroughlineExporter",
            jarPath: exporter.jarPath,
            args: { bootstrap: exporter.bootstrap, topic: exporter.topic },
          },
        },
      },
    },
  };
}
