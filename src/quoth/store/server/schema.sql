-- The schema of a store on PostgreSQL, version 1: one store a database, in the schema `quoth`.
--
-- A record is kept as the JSON that the file store keeps (`body`), with the columns that rights,
-- links and other people's SQL need. `key` is the record's number, `id` what other records call it;
-- a statement without an id of its own goes by its key. What no text of PostgreSQL holds (NUL, half
-- a pair of surrogates) is in texts as U+001A and four hexadecimal digits.
--
-- Every change takes one number (`quoth.next_revision`) under one lock, held until it is committed.
-- So whoever has seen revision n has seen all before it, and asks only for what is newer. The
-- numbers are microseconds of the clock: their gaps don't tell how much others did.
--
-- No coder learns of another's layer from what is here: not by ids that are taken, revisions,
-- notifications, links, or errors. What PostgreSQL itself tells whoever writes SQL stays: who is
-- connected, the sizes of tables, and how many rows a query passed over (EXPLAIN ANALYZE). By that
-- they can count statements, and see when some changed, but not what is in them: no index has a
-- column of what was coded under an operator that may come before the policies (LEAKPROOF).
--
-- Several machines were kept in mind, and not tried. Citus distributes `quoth.statements` by `key`;
-- it takes no unique `id` then, as that isn't the key, and `quoth.commit` would have to look for
-- one. There is no trigger on that table. YugabyteDB takes the lock below, which is a row's; where
-- it knows no NOTIFY, `quoth.tell` has to be replaced by one that does nothing, and clients poll.

create table quoth.store (
  token uuid not null default gen_random_uuid(),  -- tells this store from one made here before
  version integer not null                        -- of this schema
);
insert into quoth.store (version) values (1);

create table quoth.clock (last bigint not null);
insert into quoth.clock values (0);

-- Actors, sources, topics, events, checks, wordings and meta: small tables.
create table quoth.records (
  tbl text not null,
  key bigint not null,
  id text not null,
  rev bigint not null,
  place bigint not null,                          -- the order in which records came
  layer text,                                     -- null: seen by all; a name: by that coder and
                                                  -- by curators; empty: by curators
  links text[] not null default '{}',             -- what it names, as 'actors:id'
  body json not null,
  primary key (tbl, key),
  constraint records_id unique (tbl, id)
);
create index records_rev on quoth.records (rev);
create index records_links on quoth.records using gin (links);

create table quoth.statements (
  key bigint primary key,
  id text not null,
  rev bigint not null,
  place bigint not null,
  layer text,                                     -- null: curated; a name: a coder's own coding
  links text[] not null default '{}',
  speaker text,
  source text,
  status text,
  said daterange,                                 -- an unknown or open end is unbounded
  body json not null,
  constraint statements_id unique (id)
);
create index statements_rev on quoth.statements (rev);
create index statements_links on quoth.statements using gin (links);
create index statements_said on quoth.statements using gist (said);
-- Without statistics, estimates of the planner tell nothing of what is in others' layers.
alter table quoth.statements alter layer set statistics 0, alter links set statistics 0,
  alter id set statistics 0, alter source set statistics 0, alter speaker set statistics 0;

-- What statements settle ("from", and how many fields stand before it): ids of coders' own
-- statements, which are for curators.
create table quoth.settlings (
  key bigint primary key,
  body json not null
);

-- What was deleted, got another id, or left the layer that it was in.
create table quoth.gone (
  rev bigint not null,
  tbl text not null,
  key bigint not null,
  id text not null,
  layer text
);
create index gone_rev on quoth.gone (rev);

-- The journal: what was changed together, by whom, and when.
create table quoth.changes (
  rev bigint primary key,
  who text not null default current_user,
  at timestamptz not null default now(),
  label text not null,
  edits json                                      -- null for a push of a whole store
);

-- Where changes of a layer are told of. Whoever knows a channel's name may listen to it, so the
-- names are secret; what all see is told of on the channel `quoth`.
create table quoth.channels (
  layer text primary key,                         -- empty: of any layer, for curators
  name text not null default 'quoth_' || replace(gen_random_uuid()::text, '-', '')
);
insert into quoth.channels (layer) values ('');

-- Rights. Each is a role of the server's own, named after the database, that people are granted.
-- Each function has a search path of its own, so that no other function takes the place of one that
-- it calls.

create function quoth.my_right() returns text language sql stable
set search_path = pg_catalog, pg_temp as $$
  select coalesce(
    (select case when pg_has_role(current_user, n.nspowner, 'usage') then 'owner' end
      from pg_namespace n where n.nspname = 'quoth'),
    (select r.level
      from (values (1, 'owner'), (2, 'curator'), (3, 'coder'), (4, 'reader')) as r (rank, level)
      join pg_roles p on p.rolname = 'quoth_' || current_database() || '_' || r.level
      where pg_has_role(current_user, p.oid, 'usage')
      order by r.rank limit 1))
$$;

create function quoth.curates() returns boolean language sql stable
set search_path = pg_catalog, pg_temp as $$
  select coalesce(quoth.my_right() in ('owner', 'curator'), false)
$$;

create function quoth.codes() returns boolean language sql stable
set search_path = pg_catalog, pg_temp as $$
  select coalesce(quoth.my_right() = 'coder', false)
$$;

-- Whether a coder may give a statement an id. One that somebody thought of could be taken by a
-- statement of another's layer, and that would tell of it.
create function quoth.may_have_id(wanted_key bigint, wanted_id text) returns boolean
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  return (wanted_key >= 4294967296 and wanted_id = wanted_key::text)
    or exists (select from quoth.statements s where s.key = wanted_key and s.id = wanted_id);
end
$$;

alter table quoth.records enable row level security;
alter table quoth.statements enable row level security;
alter table quoth.settlings enable row level security;
alter table quoth.gone enable row level security;
alter table quoth.changes enable row level security;
alter table quoth.channels enable row level security;

create policy see on quoth.records for select
  using ((select quoth.curates()) or layer is null or layer = current_user);
create policy add on quoth.records for insert
  with check (case when tbl = 'meta' then (select quoth.my_right() = 'owner')
    else (select quoth.curates())
      or ((select quoth.codes()) and tbl in ('actors', 'topics') and layer is null) end);
create policy alter_ on quoth.records for update
  using (case when tbl = 'meta' then (select quoth.my_right() = 'owner')
    else (select quoth.curates()) or ((select quoth.codes()) and tbl = 'sources') end);
create policy remove on quoth.records for delete
  using (tbl <> 'meta' and (select quoth.curates()));

create policy see on quoth.statements for select
  using ((select quoth.curates()) or layer is null or layer = current_user);
create policy write on quoth.statements for all
  using ((select quoth.curates()) or ((select quoth.codes()) and layer = current_user))
  with check ((select quoth.curates()) or ((select quoth.codes()) and layer = current_user
    and quoth.may_have_id(key, id)));

create policy curate on quoth.settlings for all using ((select quoth.curates()));

create policy see on quoth.gone for select
  using ((select quoth.curates()) or layer is null or layer = current_user);
create policy note on quoth.gone for insert
  with check ((select quoth.curates()) or ((select quoth.codes()) and layer = current_user));

create policy see on quoth.changes for select
  using ((select quoth.curates()) or who = current_user);
create policy note on quoth.changes for insert with check (who = current_user);

create policy see on quoth.channels for select
  using ((select quoth.curates()) or layer = current_user);

-- A coder may put down, in a source, that they have closed it, or open it again: nothing else.
create function quoth.guard_source() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
declare
  before jsonb := old.body::jsonb;
  after jsonb := new.body::jsonb;
  closed jsonb := coalesce(nullif(before->'done', 'null'), '[]');
  closes jsonb := coalesce(nullif(after->'done', 'null'), '[]');
begin
  if not quoth.codes() then
    return new;
  end if;
  if before - 'done' <> after - 'done' or jsonb_typeof(closed) <> 'array'
    or jsonb_typeof(closes) <> 'array' or closed - current_user::text <> closes - current_user::text
    or (old.tbl, old.key, old.id, old.place, old.links, old.layer)
      is distinct from (new.tbl, new.key, new.id, new.place, new.links, new.layer) then
    raise insufficient_privilege using
      message = 'a coder may close a source or open it again; a curator changes the rest';
  end if;
  return new;
end
$$;
create trigger guard_source before update on quoth.records
  for each row execute function quoth.guard_source();

-- The next revision; whoever takes it keeps all others from one until their transaction ends.
create function quoth.next_revision() returns bigint language sql security definer
set search_path = pg_catalog, pg_temp as $$
  update quoth.clock
    set last = greatest(last + 1, (extract(epoch from clock_timestamp()) * 1000000)::bigint)
    returning last
$$;

-- Tells those who listen that some layers changed; null stands for what all see.
create function quoth.tell(changed text[]) returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
  insert into quoth.channels (layer)
    select distinct l from unnest(changed) as l where l is not null
    on conflict do nothing;
  perform pg_notify('quoth', '') where array_position(changed, null) is not null;
  perform pg_notify(c.name, '') from quoth.channels c
    where c.layer = any (changed)
      or (c.layer = '' and exists (select from unnest(changed) as l where l is not null));
end
$$;

-- Takes what coders deleted out of the checks that only curators see. To refuse that instead would
-- tell a coder that there is such a check, and so of what it names in another's layer.
create function quoth.let_go(deleted text[]) returns void language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
declare
  lost text[] := array(select 'statements:' || d from unnest(deleted) as d
    where not exists (select from quoth.statements s where s.id = d));
  made bigint;
begin
  perform from quoth.records where layer = '' and tbl = 'checks' and links && lost;
  if not found then
    return;
  end if;
  made := quoth.next_revision();
  update quoth.records r set rev = made,
      links = array(select l from unnest(r.links) as l where l <> all (lost)),
      body = jsonb_set(r.body::jsonb, '{statements}', (
        select coalesce(jsonb_agg(e.id order by e.n), '[]')
          from jsonb_array_elements_text(r.body::jsonb->'statements') with ordinality as e (id, n)
          where 'statements:' || e.id <> all (lost)))::json
    where r.layer = '' and r.tbl = 'checks' and r.links && lost;
  insert into quoth.changes (rev, who, label)
    values (made, 'quoth', 'leave out of checks what its coder deleted');
  perform quoth.tell(array['']);
end
$$;

-- Puts checks and wordings where the statements that they name are: seen by all if those are,
-- by a coder if some are in that layer, and else by curators alone.
create function quoth.place_records(made bigint, named text[]) returns void language sql
set search_path = pg_catalog, pg_temp as $$
  with told as (
    select r.tbl, r.key, r.id, r.rev, r.layer as was, case
        when bool_or(l.link is not null and s.id is null) then ''
        when count(distinct s.layer) > 1 then ''
        else max(s.layer) end as is_in
      from quoth.records r
      left join unnest(r.links) as l (link) on true
      left join quoth.statements s on s.id = substr(l.link, strpos(l.link, ':') + 1)
      where r.tbl in ('checks', 'wordings') and (named is null or r.rev = made or r.links && named)
      group by r.tbl, r.key
  ), moved as (
    update quoth.records r set rev = made, layer = t.is_in
      from told t
      where r.tbl = t.tbl and r.key = t.key and t.was is distinct from t.is_in
      returning r.tbl, r.key
  )
  insert into quoth.gone (rev, tbl, key, id, layer)
    select made, t.tbl, t.key, t.id, t.was from told t
      where t.was is distinct from t.is_in and named is not null
$$;

-- One change, all of it or nothing. Each array has one item for each record that is changed:
-- `ids` is null for one that is added, `new_ids` for one that is deleted; `revs` is the revision
-- up to which the person who makes the change has seen everything. Links of one record are joined
-- by U+001F.
--
-- Errors: QT001, somebody changed the same since (take in what is new, and try again); 23505, a
-- key or an id is taken; QT003, a link leads nowhere, or something deleted is still named; 42501,
-- the person has no right to it.
create function quoth.commit(
  label text, edits json, tbls text[], keys bigint[], ids text[], new_ids text[], revs bigint[],
  layers text[], links text[], bodies json[], settled json[], speakers text[], sources text[],
  statuses text[], saids daterange[]
) returns bigint language plpgsql set search_path = pg_catalog, pg_temp as $$
#variable_conflict use_variable
declare
  made bigint;
  wanted bigint;
  done bigint;
  lost text;
begin
  made := quoth.next_revision();

  -- Who belongs to whom must never be a circle, so actors are changed one after the other.
  perform from unnest(tbls, keys, ids, revs) as e (tbl, key, id, rev)
    left join quoth.statements s on e.tbl = 'statements' and s.key = e.key
    left join quoth.records r on e.tbl <> 'statements' and r.tbl = e.tbl and r.key = e.key
    where e.id is not null
      and (coalesce(s.rev, r.rev) is null or coalesce(s.rev, r.rev) > e.rev
        or coalesce(s.id, r.id) <> e.id);
  if found or 'actors' = any (tbls) and exists (
    select from quoth.records r
      where r.tbl = 'actors' and r.rev > (select max(n) from unnest(revs) as n)) then
    raise exception using errcode = 'QT001', message = 'changed since';
  end if;

  -- What left a layer is gone for those who saw it there.
  insert into quoth.gone (rev, tbl, key, id, layer)
    select made, e.tbl, e.key, s.id, s.layer
      from unnest(tbls, keys, ids, new_ids, layers) as e (tbl, key, id, new_id, layer)
      join quoth.statements s on s.key = e.key
      where e.tbl = 'statements' and e.id is not null
        and (e.new_id is distinct from e.id or e.layer is distinct from s.layer)
    union all
    select made, e.tbl, e.key, r.id, r.layer
      from unnest(tbls, keys, ids, new_ids) as e (tbl, key, id, new_id)
      join quoth.records r on r.tbl = e.tbl and r.key = e.key
      where e.id is not null and e.new_id is distinct from e.id;

  select count(*) into wanted from unnest(ids, new_ids) as e (id, new_id)
    where e.id is not null and e.new_id is null;
  with first_ as (
    delete from quoth.statements s using unnest(tbls, keys, ids, new_ids) as e (tbl, key, id, new_id)
      where e.tbl = 'statements' and s.key = e.key and e.id is not null and e.new_id is null
      returning 1
  ), second_ as (
    delete from quoth.records r using unnest(tbls, keys, ids, new_ids) as e (tbl, key, id, new_id)
      where r.tbl = e.tbl and r.key = e.key and e.id is not null and e.new_id is null
      returning 1
  ) select (select count(*) from first_) + (select count(*) from second_) into done;
  if done <> wanted then
    raise insufficient_privilege using message = 'you have no right to delete that';
  end if;

  select count(*) into wanted from unnest(ids, new_ids) as e (id, new_id)
    where e.id is not null and e.new_id is not null;
  with first_ as (
    update quoth.statements s set id = e.new_id, rev = made, layer = e.layer,
        links = coalesce(string_to_array(e.link, chr(31)), '{}'), body = e.body,
        speaker = e.speaker, source = e.source, status = e.status, said = e.said
      from unnest(tbls, keys, ids, new_ids, layers, links, bodies, speakers, sources, statuses,
          saids)
        as e (tbl, key, id, new_id, layer, link, body, speaker, source, status, said)
      where e.tbl = 'statements' and s.key = e.key and e.id is not null and e.new_id is not null
      returning 1
  ), second_ as (
    update quoth.records r set id = e.new_id, rev = made,
        links = coalesce(string_to_array(e.link, chr(31)), '{}'), body = e.body
      from unnest(tbls, keys, ids, new_ids, links, bodies) as e (tbl, key, id, new_id, link, body)
      where r.tbl = e.tbl and r.key = e.key and e.id is not null and e.new_id is not null
      returning 1
  ) select (select count(*) from first_) + (select count(*) from second_) into done;
  if done <> wanted then
    raise insufficient_privilege using message = 'you have no right to change that';
  end if;

  insert into quoth.statements
      (key, id, rev, place, layer, links, speaker, source, status, said, body)
    select e.key, e.new_id, made, made * 1024 + e.n, e.layer,
        coalesce(string_to_array(e.link, chr(31)), '{}'), e.speaker, e.source, e.status, e.said,
        e.body
      from unnest(tbls, keys, ids, new_ids, layers, links, bodies, speakers, sources, statuses,
          saids) with ordinality
        as e (tbl, key, id, new_id, layer, link, body, speaker, source, status, said, n)
      where e.tbl = 'statements' and e.id is null;
  insert into quoth.records (tbl, key, id, rev, place, layer, links, body)
    select e.tbl, e.key, e.new_id, made, made * 1024 + e.n, e.layer,
        coalesce(string_to_array(e.link, chr(31)), '{}'), e.body
      from unnest(tbls, keys, ids, new_ids, layers, links, bodies) with ordinality
        as e (tbl, key, id, new_id, layer, link, body, n)
      where e.tbl <> 'statements' and e.id is null;

  if quoth.curates() then
    delete from quoth.settlings s using unnest(tbls, keys) as e (tbl, key)
      where e.tbl = 'statements' and s.key = e.key;
    insert into quoth.settlings (key, body)
      select e.key, e.body from unnest(tbls, keys, new_ids, settled) as e (tbl, key, new_id, body)
        where e.tbl = 'statements' and e.new_id is not null and e.body is not null;
    perform quoth.place_records(made, array(
      select kind || i from unnest(tbls, ids, new_ids) as e (tbl, id, new_id),
        unnest(array[e.id, e.new_id]) as i, unnest(array['statements:', 'wording:']) as kind
        where e.tbl = 'statements' and i is not null));
  elsif exists (select from unnest(settled) as b where b is not null) then
    raise insufficient_privilege using
      message = 'only a curator keeps which statements another one settles (“from”)';
  end if;

  lost := quoth.broken_link(tbls, ids, new_ids, links);
  if lost is not null then
    raise exception using errcode = 'QT003', message = lost;
  end if;
  if not quoth.curates() then
    perform quoth.let_go(array(select e.id from unnest(tbls, ids, new_ids) as e (tbl, id, new_id)
      where e.tbl = 'statements' and e.id is not null and e.new_id is distinct from e.id));
  end if;

  insert into quoth.changes (rev, label, edits) values (made, label, edits);
  perform quoth.tell(array(
    select layer from quoth.gone where rev = made
    union select layer from quoth.statements where rev = made
    union select layer from quoth.records where rev = made));
  return made;
end
$$;

-- A link that leads nowhere once a change is made, as 'actors:id'; null where all are whole.
-- What was decided about wordings may outlive them: a link 'wording:id' is none here.
create function quoth.broken_link(tbls text[], ids text[], new_ids text[], links text[])
returns text language sql stable set search_path = pg_catalog, pg_temp as $$
  with named as (
    select distinct unnest(string_to_array(l, chr(31))) as link from unnest(links) as l
  ), freed as (
    select e.tbl || ':' || e.id as link from unnest(tbls, ids, new_ids) as e (tbl, id, new_id)
      where e.id is not null and e.new_id is distinct from e.id
  ), told as (
    select link, split_part(link, ':', 1) as tbl, substr(link, strpos(link, ':') + 1) as id
      from (select link from named union select link from freed) as both_
  ), lost as (
    select link from told t where t.tbl <> 'wording'
      and not exists (select from quoth.records r where r.tbl = t.tbl and r.id = t.id)
      and not exists (select from quoth.statements s where t.tbl = 'statements' and s.id = t.id)
  )
  select l.link from lost l
    where l.link in (select link from named)
      or (l.link not like 'statements:%'  -- no statement names another
        and exists (select from quoth.statements s where s.links @> array[l.link]))
      or exists (select from quoth.records r where r.links @> array[l.link])
    limit 1
$$;
