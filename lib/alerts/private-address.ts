import { BlockList, isIP } from "node:net";

const PRIVATE_V4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "224.0.0.0/4",
  "240.0.0.0/4",
];
/** Addresses that hold one of IPv4 inside (mapped, NAT64, 6to4) are refused whole: nobody publishes a webhook under one. */
const PRIVATE_V6 = ["::/96", "::ffff:0:0/96", "64:ff9b::/96", "2002::/16", "fc00::/7", "fe80::/10", "ff00::/8"];

/** Whether a webhook may call an address: a public one, or one that the configuration allows. */
export function createAddressPolicy(allowed: readonly string[]): (address: string) => boolean {
  const [isPrivate, isAllowed] = [toTest([...PRIVATE_V4, ...PRIVATE_V6]), toTest(allowed)];
  return (address) => isIP(address) !== 0 && (isAllowed(address) || !isPrivate(address));
}

/** A list for each family: in one list every IPv4 address would be within ::ffff:0:0/96. */
function toTest(ranges: readonly string[]): (address: string) => boolean {
  const lists = { 4: new BlockList(), 6: new BlockList() };
  for (const range of ranges) {
    const [address = "", bits] = range.split("/");
    const family = isIP(address) === 6 ? 6 : 4;
    lists[family].addSubnet(address, Number(bits ?? (family === 4 ? 32 : 128)), `ipv${family}`);
  }
  return (address) => {
    const family = isIP(address) === 6 ? 6 : 4;
    return lists[family].check(address, `ipv${family}`);
  };
}
