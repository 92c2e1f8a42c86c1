import type { Scope } from '@xincheng/db/client';
import { behind, underScope } from './sql.ts';

/** Shown to everybody by design: places' names, law, the calendar, the crosswalk. */
export const openTables = ['counties', 'holidays', 'rules', 'reference_entries'];
/** Failed sign-ins are counted before anybody is known; a subject is a hash. */
export const countedTables = ['sign_in_attempts'];

export async function listTables(adminUrl: string): Promise<string[]> {
  return behind(adminUrl, async (sql) => {
    const rows = await sql<{ name: string }[]>`
      select tablename as name from pg_tables where schemaname = 'public' order by 1`;
    return rows.map(({ name }) => name);
  });
}

/** What is wrong with the structure: one line per fault. */
export async function structuralFaults(adminUrl: string): Promise<string[]> {
  return behind(adminUrl, async (sql) => {
    const tables = await sql<{ name: string; on: boolean; forced: boolean; policies: number }[]>`
      select c.relname as name, c.relrowsecurity as on, c.relforcerowsecurity as forced,
        (select count(*)::int from pg_policy p where p.polrelid = c.oid
          and not p.polroles @> array[(select oid from pg_roles where rolname = 'xc_owner')]) as policies
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p') order by 1`;
    const views = await sql<{ name: string }[]>`
      select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'xc') and c.relkind in ('v', 'm')
        and not coalesce(c.reloptions @> array['security_invoker=true'], false)`;
    const definers = await sql<{ name: string }[]>`
      select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname in ('public', 'xc') and p.prosecdef
        and (p.proconfig is null or not exists (
               select from unnest(p.proconfig) c where c like 'search_path=%pg_temp'))`;
    const loose = await sql<{ name: string }[]>`
      select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'xc' and p.prosecdef and has_function_privilege('xc_worker', p.oid, 'execute')`;
    return [
      ...tables.flatMap(({ name, on, forced, policies }) => [
        ...(on ? [] : [`${name}: row-level security is off`]),
        ...(forced ? [] : [`${name}: not forced on its owner`]),
        // Codes for the first administrator are the owner's alone.
        ...(policies > 0 || name === 'setup_codes' ? [] : [`${name}: nobody but the owner`]),
      ]),
      ...views.map(({ name }) => `${name}: a view with its owner's rights`),
      ...definers.map(({ name }) => `${name}: a definer function without a fixed search_path`),
      ...loose.map(({ name }) => `${name}: a definer function that anybody may call`),
    ];
  });
}

/** What is wrong with the roles that the product works under. */
export async function roleFaults(adminUrl: string): Promise<string[]> {
  return behind(adminUrl, async (sql) => {
    const roles = await sql<
      { name: string; powers: boolean; owns: number; member: number; creates: boolean }[]
    >`
      select r.rolname as name,
        r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolcreatedb as powers,
        (select count(*)::int from pg_class c where c.relowner = r.oid) as owns,
        (select count(*)::int from pg_auth_members m where m.member = r.oid) as member,
        has_schema_privilege(r.oid, 'public', 'create') or has_schema_privilege(r.oid, 'xc', 'create') as creates
      from pg_roles r where r.rolname in ('xc_app', 'xc_worker') order by 1`;
    if (roles.length !== 2) return ['the two roles are not there'];
    return roles.flatMap(({ name, powers, owns, member, creates }) => [
      ...(powers ? [`${name}: superuser, bypassrls, createrole or createdb`] : []),
      ...(owns > 0 && name === 'xc_app' ? [`${name}: owns ${String(owns)} relations`] : []),
      ...(member > 0 ? [`${name}: may become another role`] : []),
      ...(creates ? [`${name}: may create objects`] : []),
    ]);
  });
}

/** How many rows of each table a scope sees, as the role of `url`. Refused tables count as 0. */
export async function visibleRows(
  url: string,
  scope: Scope,
  tables: readonly string[],
): Promise<Record<string, number>> {
  const seen: Record<string, number> = {};
  await underScope(url, scope, async (sql) => {
    for (const table of tables) {
      const [row] = await sql<{ n: number }[]>`
        select case when has_table_privilege(${table}, 'select') then
          (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I', ${table}::text),
            false, true, '')))[1]::text::int else 0 end as n`;
      seen[table] = row?.n ?? 0;
    }
  });
  return seen;
}

/** Tables of which somebody without any setting sees a row. */
export async function leaks(appUrl: string, tables: readonly string[]): Promise<string[]> {
  const seen = await visibleRows(appUrl, {}, tables);
  return tables.filter((table) => (seen[table] ?? 0) > 0);
}
