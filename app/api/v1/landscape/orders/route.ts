import { CALLS } from "@/lib/api/contract/calls";
import { askLandscape } from "@/lib/api/landscape-control";
import { route } from "@/lib/api/route";

const { placeOrders } = CALLS;

export const POST = route({ role: "operator", call: placeOrders }, ({ body }, { configuration }) =>
  askLandscape(configuration, { method: "POST", path: "/orders", body, reply: placeOrders.reply }),
);
