import { Panel } from "../ui/panel";
import styles from "./landscape.module.css";

type Sight = { readonly name: string; readonly title: string; readonly sees: string };

const GALLERY: readonly Sight[] = [
  {
    name: "retail",
    title: "Retail with somebody in charge",
    sees: "Order is a process on Camunda 8: it commands Payment, Inventory and Shipping, eight messages an order. Diagrams, incidents and retries are here.",
  },
  {
    name: "retail-choreographed",
    title: "Retail with nobody in charge",
    sees: "Each service reacts to the event before its own: five events an order, no diagram and no Camunda 8. The event map is the only picture of it.",
  },
  {
    name: "retail-both",
    title: "Both, side by side",
    sees: "Two processes on one cluster whose events have the same names: the cases and the maps stay apart. Load and orders go to each shop.",
  },
  {
    name: "retail-mixed",
    title: "Retail with two engines",
    sees: "Order is a process on Camunda 8, Payment one on Operaton, Inventory and Shipping react to what they hear: one case over all of it, and incidents and user tasks of both engines.",
  },
  {
    name: "trip",
    title: "Trips: a saga with somebody in charge",
    sees: "Car, hotel and flight, or nothing at all. When the flight is full, Camunda 8 compensates what was booked; each case shows what was undone, what is pending, and what was not undone though it should.",
  },
  {
    name: "trip-choreographed",
    title: "The same saga with nobody in charge",
    sees: "Each service cancels its own when it hears that the flight failed. Whether all of them did, only the joint view can tell.",
  },
  {
    name: "trip",
    title: "Trips: a saga with somebody in charge",
    sees: "Camunda 8 books car, hotel and flight; one flight in four is full, and its compensation cancels what was booked. A cancellation that the hotel loses is seen by no engine.",
  },
  {
    name: "trip-choreographed",
    title: "Trips: a saga with nobody in charge",
    sees: "Each service books when it hears of the booking before, and cancels its own when it hears that the flight failed. No diagram and no Camunda 8.",
  },
  {
    name: "transfer-limit",
    title: "A bank changes limits",
    sees: "A process on Camunda 8 in which a person approves what is doubtful, on the page Tasks, and a timer changes back what is temporary. Beside it the nightly batch that did the same in hours.",
  },
  {
    name: "recorded",
    title: "A recording of the first",
    sees: "Events that were real once, played again. Needs neither Java nor Maven, and there is nothing to turn.",
  },
];

/** Which sample landscapes there are, what one sees there, and how each is started. */
export function LandscapeGallery({ running }: { running: string | null }) {
  return (
    <div className={styles["galleryFrame"]}>
      <Panel title="Landscapes">
        <ul className={styles["gallery"]}>
          {GALLERY.map(({ name, title, sees }) => (
            <li key={name} aria-current={name === running ? "true" : undefined}>
              <h3>{title}</h3>
              <p>{sees}</p>
              {name === running ? <p className="muted">Runs now</p> : <code>npm start -- --landscape {name}</code>}
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
