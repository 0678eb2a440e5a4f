-- Where a polled table is read on, in its own words: positions of such a stream only count its rows.
alter table stream add column place text;
comment on column stream.place is 'For sources whose positions are only counted (outbox tables): the key after which it is read on. Written after the batch that it follows, so what lies between is read twice after a crash, and counts once.';
