"use client";

import { Button } from "@mantine/core";
import { IconArrowUp } from "@tabler/icons-react";
import { plural } from "./format-number";

interface FreshRowsProps {
  fresh: number;
  /** "case", "incident". */
  one: string;
  many?: string;
  onShow: () => void;
}

/** Says politely that there is more, without moving what is under the pointer. */
export function FreshRows({ fresh, one, many = `${one}s`, onShow }: FreshRowsProps) {
  return (
    <div role="status">
      {fresh === 0 ? null : (
        <Button variant="light" leftSection={<IconArrowUp size={14} aria-hidden />} onClick={onShow}>
          {plural(fresh, `new ${one}`, `new ${many}`)}: show
        </Button>
      )}
    </div>
  );
}
