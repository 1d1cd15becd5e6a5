create table spaces (
  id text primary key,
  name text not null,
  read_hash bytea not null,
  write_hash bytea not null,
  creator_hash bytea not null,
  created_at timestamptz not null default now()
);
--> statement-breakpoint
create table results (
  sequence bigint generated always as identity primary key,
  id text not null unique,
  space text not null references spaces (id),
  document_id text not null,
  submitter_hash bytea not null,
  submitted_at timestamptz not null default now(),
  created_at timestamptz not null,
  device text not null,
  device_name text not null,
  suite text not null,
  suite_version text not null,
  schema_version integer not null,
  software_adapter boolean not null,
  host text not null,
  runtime text not null,
  summary json not null,
  document bytea not null,
  unique (space, document_id)
);
--> statement-breakpoint
-- It is compressed already.
alter table results alter column document set storage external;
--> statement-breakpoint
create index results_newest on results (space, sequence desc);
--> statement-breakpoint
create index results_of_device on results (space, device, sequence desc);
--> statement-breakpoint
create index results_of_suite on results (space, suite, sequence desc);
--> statement-breakpoint
create index results_of_host on results (space, host, sequence desc);
--> statement-breakpoint
create index results_by_adapter_kind on results (space, software_adapter, sequence desc);
