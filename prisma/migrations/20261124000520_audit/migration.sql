-- The audit trail becomes a chain: every entry carries a hash over the one before it and its own content, and nothing of it
-- can be changed or deleted. docs/operations.md says how the chain is checked without this database.
alter table audit_entry
  add column published_at timestamptz(3),
  add column hash bytea;

-- sha256 over the hash before and a JSON array of eight texts, as JSON.stringify writes it.
create function audit_entry_hash(previous bytea, entry audit_entry) returns bytea language sql stable as $$
  select sha256(coalesce(previous, ''::bytea) || convert_to(to_json(array[
    entry.audit_id::text, to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), entry.actor, entry.action,
    entry.subject, entry.reason, entry.outcome, entry.detail::text])::text, 'UTF8'))
$$;

do $$
declare
  entry audit_entry;
  previous bytea;
begin
  for entry in select * from audit_entry order by audit_id loop
    previous := audit_entry_hash(previous, entry);
    update audit_entry set hash = previous where audit_id = entry.audit_id;
  end loop;
end $$;
alter table audit_entry alter column hash set not null;

-- Entries are numbered and timed where they are chained, one writer at a time until it commits, so that order, numbers and
-- times agree and no number is missing.
create function chain_audit_entry() returns trigger language plpgsql as $$
declare
  last audit_entry;
begin
  perform pg_advisory_xact_lock(74728, 1);
  select * into last from audit_entry order by audit_id desc limit 1;
  new.audit_id := coalesce(last.audit_id, 0) + 1;
  new.at := greatest(date_trunc('milliseconds', clock_timestamp()), last.at);
  new.published_at := null;
  new.hash := audit_entry_hash(last.hash, new);
  return new;
end $$;
create trigger audit_entry_chained before insert on audit_entry for each row execute function chain_audit_entry();

create function keep_audit_entry() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - 'published_at' = to_jsonb(old) - 'published_at' then
    return new;
  end if;
  raise exception 'the audit trail is append-only: % is refused', lower(tg_op) using errcode = 'integrity_constraint_violation';
end $$;
create trigger audit_entry_kept before update or delete on audit_entry for each row execute function keep_audit_entry();
create trigger audit_entry_not_emptied before truncate on audit_entry for each statement execute function keep_audit_entry();

create index audit_entry_by_actor on audit_entry (actor, audit_id desc);
create index audit_entry_by_action on audit_entry (action, audit_id desc);
create index audit_entry_by_subject on audit_entry (subject, audit_id desc);
create index audit_entry_unpublished on audit_entry (audit_id) where published_at is null;
