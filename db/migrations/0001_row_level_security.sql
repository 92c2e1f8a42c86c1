-- Who may see and change which rows. Settings are local to a transaction (see client.ts):
--   xc.county, xc.account, xc.role, xc.area (prefix of area codes), xc.person, xc.employer.
-- Without them nothing personal is visible. The owner (migrations, definer functions) is held by
-- FORCE too and passes only by its own explicit policy.

CREATE SCHEMA xc;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public, xc TO xc_app, xc_worker;
--> statement-breakpoint

CREATE FUNCTION xc.setting(name text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('xc.' || name, true), '');
--> statement-breakpoint
CREATE FUNCTION xc.is_case_staff() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(xc.setting('role') IN ('station_clerk', 'station_head', 'bureau_staff', 'administrator'), false);
--> statement-breakpoint
-- The area of a post at county level is the county's six digits.
CREATE FUNCTION xc.is_county_staff() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(xc.setting('role') IN ('bureau_staff', 'administrator') AND length(xc.setting('area')) = 6, false);
--> statement-breakpoint
CREATE FUNCTION xc.is_county_administrator() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  RETURN coalesce(xc.setting('role') = 'administrator' AND length(xc.setting('area')) = 6, false);
--> statement-breakpoint

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY[
    'accounts', 'appointments', 'sessions', 'sign_in_attempts', 'setup_codes', 'employers', 'positions',
    'consents', 'fairs', 'fair_employers', 'people', 'counties', 'townships', 'stations', 'holidays',
    'import_batches', 'import_rows', 'field_events', 'audit_entries', 'idempotency_keys',
    'specialities', 'rules'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_all ON %I TO xc_owner USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
--> statement-breakpoint

-- Reference data and places: open to read, since the portal shows them signed out.
GRANT SELECT ON counties, townships, stations, holidays, specialities, rules TO xc_app, xc_worker;
--> statement-breakpoint
CREATE POLICY read_all ON counties FOR SELECT TO xc_app, xc_worker USING (true);
--> statement-breakpoint
CREATE POLICY read_all ON holidays FOR SELECT TO xc_app, xc_worker USING (true);
--> statement-breakpoint
CREATE POLICY read_all ON specialities FOR SELECT TO xc_app, xc_worker USING (true);
--> statement-breakpoint
CREATE POLICY read_all ON rules FOR SELECT TO xc_app, xc_worker USING (true);
--> statement-breakpoint
CREATE POLICY read_own_county ON townships FOR SELECT TO xc_app
  USING (county_id = (SELECT xc.setting('county'))::uuid);
--> statement-breakpoint
CREATE POLICY read_own_county ON stations FOR SELECT TO xc_app
  USING (county_id = (SELECT xc.setting('county'))::uuid);
--> statement-breakpoint
GRANT INSERT, UPDATE ON townships, stations TO xc_app;
--> statement-breakpoint
CREATE POLICY administrator_writes ON townships TO xc_app
  USING (county_id = (SELECT xc.setting('county'))::uuid AND (SELECT xc.setting('role')) = 'administrator'
         AND starts_with(code, (SELECT xc.setting('area'))));
--> statement-breakpoint
CREATE POLICY administrator_writes ON stations TO xc_app
  USING (county_id = (SELECT xc.setting('county'))::uuid AND (SELECT xc.setting('role')) = 'administrator'
         AND starts_with(code, (SELECT xc.setting('area'))));
--> statement-breakpoint

-- Accounts, appointments, sessions.
GRANT SELECT, INSERT, UPDATE ON accounts, appointments, sessions TO xc_app;
--> statement-breakpoint
CREATE POLICY own ON accounts TO xc_app
  USING (id = (SELECT xc.setting('account'))::uuid AND county_id = (SELECT xc.setting('county'))::uuid);
--> statement-breakpoint
CREATE POLICY administrator ON accounts TO xc_app
  USING ((SELECT xc.is_county_administrator()) AND county_id = (SELECT xc.setting('county'))::uuid);
--> statement-breakpoint
-- Staff open an account for a person of their area (the appointment's policy ties it to the person).
CREATE POLICY staff_opens ON accounts FOR INSERT TO xc_app
  WITH CHECK ((SELECT xc.is_case_staff()) AND county_id = (SELECT xc.setting('county'))::uuid);
--> statement-breakpoint
CREATE POLICY own ON appointments FOR SELECT TO xc_app
  USING (account_id = (SELECT xc.setting('account'))::uuid AND county_id = (SELECT xc.setting('county'))::uuid);
--> statement-breakpoint
CREATE POLICY administrator ON appointments TO xc_app
  USING ((SELECT xc.is_county_administrator()) AND county_id = (SELECT xc.setting('county'))::uuid);
--> statement-breakpoint
CREATE POLICY own ON sessions TO xc_app
  USING (account_id = (SELECT xc.setting('account'))::uuid AND county_id = (SELECT xc.setting('county'))::uuid);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON sign_in_attempts TO xc_app;
--> statement-breakpoint
-- Subjects are hashes; counting failures happens before anybody is known.
CREATE POLICY counting ON sign_in_attempts TO xc_app USING (true) WITH CHECK (true);
--> statement-breakpoint

-- People.
GRANT SELECT, INSERT, UPDATE ON people TO xc_app;
--> statement-breakpoint
CREATE POLICY staff ON people TO xc_app
  USING ((SELECT xc.is_case_staff()) AND county_id = (SELECT xc.setting('county'))::uuid
         AND starts_with(area_code, (SELECT xc.setting('area'))));
--> statement-breakpoint
CREATE POLICY own_read ON people FOR SELECT TO xc_app
  USING (id = (SELECT xc.setting('person'))::uuid AND removed_at IS NULL);
--> statement-breakpoint
CREATE POLICY own_write ON people FOR UPDATE TO xc_app
  USING (id = (SELECT xc.setting('person'))::uuid AND removed_at IS NULL);
--> statement-breakpoint
-- A policy cannot compare with the old row: what ties a record to its area stays with the staff.
CREATE FUNCTION xc.keep_person_in_place() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'xc_app' AND NOT xc.is_case_staff() AND
     (new.area_code, new.county_id, new.kind, new.id_card_index, new.removed_at)
     IS DISTINCT FROM (old.area_code, old.county_id, old.kind, old.id_card_index, old.removed_at)
  THEN RAISE insufficient_privilege USING MESSAGE = 'permission denied: only staff may move, renumber or remove a person';
  END IF;
  RETURN new;
END $$;
--> statement-breakpoint
CREATE TRIGGER keep_person_in_place BEFORE UPDATE ON people
  FOR EACH ROW EXECUTE FUNCTION xc.keep_person_in_place();
--> statement-breakpoint
CREATE POLICY consented_employer ON people FOR SELECT TO xc_app
  USING (removed_at IS NULL AND (SELECT xc.setting('role')) = 'employer_user' AND EXISTS (
    SELECT FROM consents c WHERE c.person_id = people.id AND c.withdrawn_at IS NULL
      AND c.employer_id = (SELECT xc.setting('employer'))::uuid));
--> statement-breakpoint
-- Figures for the auditor come from a function without names; the auditor sees no person.

CREATE POLICY staff_of_person ON appointments FOR SELECT TO xc_app
  USING ((SELECT xc.is_case_staff()) AND person_id IN (SELECT p.id FROM people p));
--> statement-breakpoint
CREATE POLICY staff_opens ON appointments FOR INSERT TO xc_app
  WITH CHECK ((SELECT xc.is_case_staff()) AND county_id = (SELECT xc.setting('county'))::uuid
              AND role IN ('veteran', 'family_member') AND person_id IN (SELECT p.id FROM people p));
--> statement-breakpoint

-- Employers and positions.
GRANT SELECT, INSERT, UPDATE ON employers, positions, fairs, fair_employers TO xc_app;
--> statement-breakpoint
CREATE POLICY read_county ON employers FOR SELECT TO xc_app
  USING (county_id = (SELECT xc.setting('county'))::uuid);
--> statement-breakpoint
CREATE POLICY write ON employers TO xc_app
  USING (county_id = (SELECT xc.setting('county'))::uuid
         AND ((SELECT xc.is_county_staff()) OR id = (SELECT xc.setting('employer'))::uuid));
--> statement-breakpoint
CREATE POLICY read_open ON positions FOR SELECT TO xc_app
  USING (county_id = (SELECT xc.setting('county'))::uuid AND status = 'open' AND removed_at IS NULL);
--> statement-breakpoint
CREATE POLICY read_staff ON positions FOR SELECT TO xc_app
  USING (county_id = (SELECT xc.setting('county'))::uuid
         AND ((SELECT xc.is_case_staff()) OR (SELECT xc.setting('role')) = 'auditor'));
--> statement-breakpoint
CREATE POLICY write ON positions TO xc_app
  USING (county_id = (SELECT xc.setting('county'))::uuid
         AND ((SELECT xc.is_county_staff()) OR employer_id = (SELECT xc.setting('employer'))::uuid));
--> statement-breakpoint
CREATE POLICY read_county ON fairs FOR SELECT TO xc_app
  USING (county_id = (SELECT xc.setting('county'))::uuid);
--> statement-breakpoint
CREATE POLICY write ON fairs TO xc_app
  USING (county_id = (SELECT xc.setting('county'))::uuid AND (SELECT xc.is_county_staff()));
--> statement-breakpoint
CREATE POLICY read_county ON fair_employers FOR SELECT TO xc_app
  USING (county_id = (SELECT xc.setting('county'))::uuid);
--> statement-breakpoint
CREATE POLICY write ON fair_employers TO xc_app
  USING (county_id = (SELECT xc.setting('county'))::uuid AND (SELECT xc.is_county_staff()));
--> statement-breakpoint

-- Consents: the person gives and withdraws; the named employer reads the ones in force.
GRANT SELECT, INSERT, UPDATE ON consents TO xc_app;
--> statement-breakpoint
CREATE POLICY own ON consents TO xc_app
  USING (person_id = (SELECT xc.setting('person'))::uuid AND county_id = (SELECT xc.setting('county'))::uuid);
--> statement-breakpoint
CREATE POLICY named_employer ON consents FOR SELECT TO xc_app
  USING (employer_id = (SELECT xc.setting('employer'))::uuid AND withdrawn_at IS NULL);
--> statement-breakpoint

-- Imports.
GRANT SELECT, INSERT, UPDATE ON import_batches TO xc_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON import_rows TO xc_app;
--> statement-breakpoint
CREATE POLICY staff ON import_batches TO xc_app
  USING ((SELECT xc.is_case_staff()) AND county_id = (SELECT xc.setting('county'))::uuid
         AND (starts_with(area, (SELECT xc.setting('area'))) OR (area IS NULL AND (SELECT xc.is_county_staff()))));
--> statement-breakpoint
CREATE POLICY own_employer ON import_batches TO xc_app
  USING (county_id = (SELECT xc.setting('county'))::uuid AND employer_id = (SELECT xc.setting('employer'))::uuid);
--> statement-breakpoint
CREATE POLICY of_batch ON import_rows TO xc_app
  USING (county_id = (SELECT xc.setting('county'))::uuid AND batch_id IN (SELECT b.id FROM import_batches b));
--> statement-breakpoint

-- Events and audit: appended, never changed.
GRANT SELECT, INSERT ON field_events, audit_entries TO xc_app;
--> statement-breakpoint
CREATE POLICY append ON field_events FOR INSERT TO xc_app
  WITH CHECK (county_id = (SELECT xc.setting('county'))::uuid
              AND actor_account IS NOT DISTINCT FROM (SELECT xc.setting('account'))::uuid);
--> statement-breakpoint
CREATE POLICY staff_reads ON field_events FOR SELECT TO xc_app
  USING ((SELECT xc.is_case_staff()) AND county_id = (SELECT xc.setting('county'))::uuid
         AND (starts_with(area, (SELECT xc.setting('area'))) OR (area IS NULL AND (SELECT xc.is_county_staff()))));
--> statement-breakpoint
CREATE POLICY own_read ON field_events FOR SELECT TO xc_app
  USING (entity_id = (SELECT xc.setting('person'))::uuid);
--> statement-breakpoint
CREATE POLICY employer_reads ON field_events FOR SELECT TO xc_app
  USING (county_id = (SELECT xc.setting('county'))::uuid AND area IS NULL
         AND (entity_id = (SELECT xc.setting('employer'))::uuid OR entity_id IN (
           SELECT p.id FROM positions p WHERE p.employer_id = (SELECT xc.setting('employer'))::uuid)));
--> statement-breakpoint
CREATE POLICY append ON audit_entries FOR INSERT TO xc_app
  WITH CHECK (county_id = (SELECT xc.setting('county'))::uuid
              AND account_id IS NOT DISTINCT FROM (SELECT xc.setting('account'))::uuid);
--> statement-breakpoint
CREATE POLICY auditor_reads ON audit_entries FOR SELECT TO xc_app
  USING (county_id = (SELECT xc.setting('county'))::uuid
         AND (SELECT xc.setting('role')) IN ('auditor', 'administrator') AND length((SELECT xc.setting('area'))) = 6);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON idempotency_keys TO xc_app;
--> statement-breakpoint
CREATE POLICY own ON idempotency_keys TO xc_app
  USING (account_id = (SELECT xc.setting('account'))::uuid AND county_id = (SELECT xc.setting('county'))::uuid);
--> statement-breakpoint

-- The worker clears what has run out; it sees no person.
GRANT SELECT, DELETE ON idempotency_keys, sessions, sign_in_attempts, import_rows TO xc_worker;
--> statement-breakpoint
GRANT SELECT, UPDATE ON import_batches TO xc_worker;
--> statement-breakpoint
CREATE POLICY worker ON idempotency_keys TO xc_worker USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY worker ON sessions TO xc_worker USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY worker ON sign_in_attempts TO xc_worker USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY worker ON import_rows TO xc_worker USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY worker ON import_batches TO xc_worker USING (true) WITH CHECK (true);
--> statement-breakpoint

-- What must be known before anybody is known, or about rows outside one's area: narrow functions,
-- each answering one question.
CREATE FUNCTION xc.account_for_sign_in(account_name text)
RETURNS TABLE (id uuid, county_id uuid, password_hash text, disabled boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.id, a.county_id, a.password_hash, a.disabled_at IS NOT NULL FROM accounts a WHERE a.name = account_name
$$;
--> statement-breakpoint
-- Everything a request needs to know about its session; no row when the session does not exist.
CREATE FUNCTION xc.session_context(session_id uuid)
RETURNS TABLE (
  county_id uuid, account_id uuid, account_name text, display_name text, session_version integer, opened_at_version integer, must_change_password boolean, disabled boolean,
  generation integer, rotated_at timestamptz, expires_at timestamptz, revoked boolean,
  appointment_id uuid, role role, area text, employer_id uuid, person_id uuid,
  valid_from date, valid_to date, ended boolean
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.county_id, a.id, a.name, a.display_name, a.session_version, s.account_version, a.must_change_password, a.disabled_at IS NOT NULL,
         s.generation, s.rotated_at, s.expires_at, s.revoked_at IS NOT NULL,
         p.id, p.role, p.area, p.employer_id, p.person_id, p.valid_from, p.valid_to, p.ended_at IS NOT NULL
  FROM sessions s JOIN accounts a ON a.id = s.account_id JOIN appointments p ON p.id = s.appointment_id
  WHERE s.id = session_id
$$;
--> statement-breakpoint
-- Which of these blind indexes belong to people of this county outside one's own area: "ask the county".
CREATE FUNCTION xc.people_elsewhere(indexes text[])
RETURNS TABLE (id_card_index text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.id_card_index FROM people p
  WHERE p.county_id = xc.setting('county')::uuid AND xc.is_case_staff()
    AND p.id_card_index = ANY (indexes) AND p.removed_at IS NULL AND NOT starts_with(p.area_code, xc.setting('area'))
$$;
--> statement-breakpoint
CREATE FUNCTION xc.has_accounts() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$ SELECT EXISTS (SELECT FROM accounts) $$;
--> statement-breakpoint
-- Figures per station and speciality for the dashboard, without names: for staff and the auditor.
CREATE FUNCTION xc.people_figures()
RETURNS TABLE (area_code text, kind person_kind, speciality_key text, has_mobile boolean, has_account boolean, people bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.area_code, p.kind, p.speciality_key, p.mobile_index IS NOT NULL,
         EXISTS (SELECT FROM appointments a WHERE a.person_id = p.id AND a.ended_at IS NULL), count(*)
  FROM people p
  WHERE p.county_id = xc.setting('county')::uuid AND p.removed_at IS NULL
    AND (xc.is_case_staff() OR xc.setting('role') = 'auditor')
    AND starts_with(p.area_code, xc.setting('area'))
  GROUP BY 1, 2, 3, 4, 5
$$;
--> statement-breakpoint
-- A new first password for the account of a person in one's area; the account's name, or null.
CREATE FUNCTION xc.reset_password_of_person(person uuid, new_password_hash text) RETURNS text
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE accounts a SET password_hash = new_password_hash, must_change_password = true,
                        session_version = a.session_version + 1
  FROM appointments p JOIN people who ON who.id = p.person_id
  WHERE p.account_id = a.id AND p.person_id = person AND p.ended_at IS NULL AND who.removed_at IS NULL
    AND p.role IN ('veteran', 'family_member') AND xc.is_case_staff()
    AND who.county_id = xc.setting('county')::uuid AND starts_with(who.area_code, xc.setting('area'))
    -- Whoever is staff as well gets a new password from the administrator, not from a colleague.
    AND NOT EXISTS (SELECT FROM appointments o WHERE o.account_id = a.id AND o.ended_at IS NULL
                    AND o.role NOT IN ('veteran', 'family_member'))
  RETURNING a.name
$$;
--> statement-breakpoint
-- State and file name of the imports that somebody's records came from, the county's own included:
-- a station sees where a value came from without seeing the county's imports.
CREATE FUNCTION xc.import_labels(ids uuid[])
RETURNS TABLE (id uuid, status import_status, file_name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT b.id, b.status, b.file_name FROM import_batches b
  WHERE b.county_id = xc.setting('county')::uuid AND b.id = ANY (ids)
    AND (xc.is_case_staff() OR b.employer_id = xc.setting('employer')::uuid)
$$;
--> statement-breakpoint
-- Display names of colleagues, for "by whom" in histories and audit; hashes stay out of reach.
CREATE FUNCTION xc.account_names(ids uuid[])
RETURNS TABLE (id uuid, display_name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.id, a.display_name FROM accounts a
  WHERE a.county_id = xc.setting('county')::uuid AND a.id = ANY (ids)
    AND (xc.is_case_staff() OR xc.setting('role') = 'auditor')
$$;
--> statement-breakpoint
CREATE FUNCTION xc.consents_in_force() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*) FROM consents c JOIN people p ON p.id = c.person_id
  WHERE c.withdrawn_at IS NULL AND p.removed_at IS NULL AND p.county_id = xc.setting('county')::uuid
    AND (xc.is_case_staff() OR xc.setting('role') = 'auditor') AND starts_with(p.area_code, xc.setting('area'))
$$;
--> statement-breakpoint
-- The first administrator of an empty installation; false when the code is wrong or somebody was faster.
CREATE FUNCTION xc.create_first_administrator(
  given_code_hash text, county_code text, county_name text,
  account_name text, account_display_name text, account_password_hash text, at timestamptz, today date
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE new_county uuid; new_account uuid;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('xc.first_administrator'));
  IF EXISTS (SELECT FROM accounts) THEN RETURN false; END IF;
  UPDATE setup_codes SET used_at = at WHERE code_hash = given_code_hash AND used_at IS NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO counties (code, name, ready_at) VALUES (county_code, county_name, at)
    ON CONFLICT (code) DO UPDATE SET name = excluded.name RETURNING id INTO new_county;
  INSERT INTO accounts (county_id, name, display_name, password_hash, created_at)
    VALUES (new_county, account_name, account_display_name, account_password_hash, at) RETURNING id INTO new_account;
  INSERT INTO appointments (county_id, account_id, role, area, valid_from)
    VALUES (new_county, new_account, 'administrator', county_code, today);
  RETURN true;
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA xc FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA xc TO xc_app;
--> statement-breakpoint

-- Change notices: every API process keeps its engine in step with committed positions.
CREATE FUNCTION xc.notify_position() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('xc_positions', coalesce(new.id, old.id)::text);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER notify_position AFTER INSERT OR UPDATE OR DELETE ON positions
  FOR EACH ROW EXECUTE FUNCTION xc.notify_position();
