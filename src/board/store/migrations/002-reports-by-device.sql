-- How many reports a device has, and the newest of them, by what lists are filtered by: a comparison of 300 devices reads
-- some hundred rows of it instead of 100,000 results. Triggers keep it, so that no way of writing can forget to.
create table reports_by_device (
  space text not null,
  device text not null,
  suite text not null,
  host text not null,
  software_adapter boolean not null,
  reports integer not null,
  newest bigint not null,
  primary key (space, device, suite, host, software_adapter)
);
--> statement-breakpoint
create index reports_by_device_newest on reports_by_device (space, newest desc);
--> statement-breakpoint
create index results_of_device_by_kind on results (space, device, suite, host, software_adapter, sequence desc);
--> statement-breakpoint
insert into reports_by_device
  select space, device, suite, host, software_adapter, count(*), max(sequence)
  from results group by space, device, suite, host, software_adapter;
--> statement-breakpoint
create function count_submitted() returns trigger language plpgsql as $$
begin
  -- In one order, so that two statements of many rows never wait for each other.
  insert into reports_by_device as known
    select space, device, suite, host, software_adapter, count(*), max(sequence)
    from submitted group by space, device, suite, host, software_adapter
    order by space, device, suite, host, software_adapter
    on conflict (space, device, suite, host, software_adapter) do update
      set reports = known.reports + excluded.reports, newest = greatest(known.newest, excluded.newest);
  return null;
end $$;
--> statement-breakpoint
create function count_deleted() returns trigger language plpgsql as $$
begin
  update reports_by_device as known set reports = known.reports - gone.reports
    from (
      select space, device, suite, host, software_adapter, count(*) as reports
      from deleted group by space, device, suite, host, software_adapter
    ) as gone
    where (known.space, known.device, known.suite, known.host, known.software_adapter)
      = (gone.space, gone.device, gone.suite, gone.host, gone.software_adapter);
  delete from reports_by_device as known using deleted as gone
    where known.reports = 0
      and (known.space, known.device, known.suite, known.host, known.software_adapter)
        = (gone.space, gone.device, gone.suite, gone.host, gone.software_adapter);
  update reports_by_device as known
    set newest = (
      select max(sequence) from results as kept
      where (kept.space, kept.device, kept.suite, kept.host, kept.software_adapter)
        = (known.space, known.device, known.suite, known.host, known.software_adapter)
    )
    from deleted as gone
    where known.newest = gone.sequence
      and (known.space, known.device, known.suite, known.host, known.software_adapter)
        = (gone.space, gone.device, gone.suite, gone.host, gone.software_adapter);
  return null;
end $$;
--> statement-breakpoint
create trigger count_submitted after insert on results
  referencing new table as submitted for each statement execute function count_submitted();
--> statement-breakpoint
create trigger count_deleted after delete on results
  referencing old table as deleted for each statement execute function count_deleted();
