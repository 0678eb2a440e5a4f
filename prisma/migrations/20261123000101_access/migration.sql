-- Who may do what. Written by the web and the command line, never by ingest. Secrets are stored as their SHA-256 only: they
-- are 256 random bits, so a slow hash would protect nothing that a fast one does not.

create table person (
  person_id uuid primary key,
  created_at timestamptz(3) not null default now(),
  disabled_at timestamptz(3),
  name text not null unique,
  role text not null check (role in ('viewer', 'analyst', 'operator', 'admin'))
);
comment on table person is 'People who may sign in. Grows with them.';

create table sign_in_link (
  link_hash bytea primary key,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  used_at timestamptz(3),
  person_id uuid not null references person
);
comment on table sign_in_link is 'One-time links: used once, in the transaction that makes the session. Grows with sign-ins; old ones are deleted with the next.';

create table session (
  session_hash bytea primary key,
  created_at timestamptz(3) not null default now(),
  seen_at timestamptz(3) not null default now(),
  expires_at timestamptz(3) not null,
  person_id uuid not null references person
);
comment on table session is 'Who is signed in. A row is deleted when its person signs out or it expires.';
create index session_by_person on session (person_id);

create table api_token (
  token_id uuid primary key,
  created_at timestamptz(3) not null default now(),
  expires_at timestamptz(3),
  revoked_at timestamptz(3),
  used_at timestamptz(3),
  token_hash bytea not null unique,
  name text not null,
  role text not null check (role in ('viewer', 'analyst', 'operator', 'admin')),
  created_by text not null
);
comment on table api_token is 'Tokens of programs. Grows with them.';
