import { z } from "zod";

/** What an order of this shop holds, as it stands on the topic and in the engine's variables. */
export const ShopOrder = z.object({
  orderId: z.string().min(1),
  customer: z.object({ name: z.string(), address: z.string() }),
  items: z.array(z.object({ articleId: z.string(), amount: z.int().positive() })).min(1),
});
export type ShopOrder = z.infer<typeof ShopOrder>;

/** In cents. */
const PRICES: Readonly<Record<string, number>> = {
  "coffee-beans-1kg": 1_899,
  "filter-papers-100": 349,
  "pour-over-kettle": 5_490,
  "hand-grinder": 8_900,
  "espresso-cup-set": 2_750,
  "milk-jug": 1_650,
};

const CUSTOMERS = [
  { name: "Ada Brandt", address: "Gartenweg 7\n50674 Köln\nGermany" },
  { name: "Noor Haddad", address: "Rue des Tanneurs 12\n1000 Bruxelles\nBelgium" },
  { name: "Jonas Weber", address: "Am Hang 3\n8400 Winterthur\nSwitzerland" },
  { name: "Ines Moreau", address: "18 quai Perrache\n69002 Lyon\nFrance" },
  { name: "Tomasz Zielinski", address: "ul. Lipowa 4\n31-506 Kraków\nPoland" },
  { name: "Maja Lindqvist", address: "Kungsgatan 21\n411 19 Göteborg\nSweden" },
] as const;

const ARTICLES = Object.keys(PRICES);

/** `random` gives numbers from 0 up to 1, as Math.random does. */
export function composeOrder(orderId: string, random: () => number): ShopOrder {
  const pick = <Thing>(things: readonly Thing[], otherwise: Thing) =>
    things[Math.floor(random() * things.length)] ?? otherwise;
  const first = pick(ARTICLES, "coffee-beans-1kg");
  const second = pick(ARTICLES, "milk-jug");
  const amount = () => 1 + Math.floor(random() * 3);
  const items = [{ articleId: first, amount: amount() }];
  if (second !== first) items.push({ articleId: second, amount: amount() });
  return { orderId, customer: pick(CUSTOMERS, CUSTOMERS[0]), items };
}

/** In cents; an article without a price costs nothing. */
export function totalPrice(items: ShopOrder["items"]): number {
  return items.reduce((sum, { articleId, amount }) => sum + (PRICES[articleId] ?? 0) * amount, 0);
}

/** `R-7K3M9QXA`: short enough to read out on the phone, long enough never to come twice. */
export function composeOrderId(random: () => number): string {
  const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const letter = () => ALPHABET[Math.floor(random() * ALPHABET.length)] ?? "0";
  return `R-${Array.from({ length: 8 }, letter).join("")}`;
}
