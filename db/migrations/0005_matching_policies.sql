DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY[
    'reference_entries', 'reference_changes', 'place_ways', 'match_lists', 'match_prints'
  ] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_all ON %I TO xc_owner USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
--> statement-breakpoint

-- Reference data: open to read, since the ranking is published; edited by the county's staff.
GRANT SELECT ON reference_entries TO xc_app, xc_worker;
--> statement-breakpoint
GRANT INSERT, UPDATE ON reference_entries TO xc_app;
--> statement-breakpoint
CREATE POLICY read_all ON reference_entries FOR SELECT TO xc_app, xc_worker USING (true);
--> statement-breakpoint
CREATE POLICY county_staff_adds ON reference_entries FOR INSERT TO xc_app
  WITH CHECK ((SELECT xc.is_county_staff()));
--> statement-breakpoint
CREATE POLICY county_staff_edits ON reference_entries FOR UPDATE TO xc_app
  USING ((SELECT xc.is_county_staff()));
--> statement-breakpoint
-- Changes: appended in one's own name, never changed. Those of the weights are published, with their reasons.
GRANT SELECT, INSERT ON reference_changes TO xc_app;
--> statement-breakpoint
CREATE POLICY append ON reference_changes FOR INSERT TO xc_app
  WITH CHECK ((SELECT xc.is_county_staff()) AND account_id = (SELECT xc.setting('account'))::uuid);
--> statement-breakpoint
CREATE POLICY staff_reads ON reference_changes FOR SELECT TO xc_app
  USING ((SELECT xc.is_case_staff()) OR (SELECT xc.setting('role')) = 'auditor');
--> statement-breakpoint
CREATE POLICY published ON reference_changes FOR SELECT TO xc_app
  USING (kind = 'weights' AND (SELECT xc.setting('county')) IS NOT NULL);
--> statement-breakpoint

-- Ways follow the places, so whoever writes places writes them.
GRANT SELECT, INSERT, UPDATE ON place_ways TO xc_app;
--> statement-breakpoint
CREATE POLICY read_own_county ON place_ways FOR SELECT TO xc_app
  USING (county_id = (SELECT xc.setting('county'))::uuid);
--> statement-breakpoint
CREATE POLICY administrator_writes ON place_ways TO xc_app
  USING (county_id = (SELECT xc.setting('county'))::uuid AND (SELECT xc.setting('role')) = 'administrator');
--> statement-breakpoint

-- Stored matches: the person's own, and staff's in their area. The work that keeps them runs in the
-- scope of the county's staff, as importing runs in its sender's.
GRANT SELECT, INSERT, UPDATE, DELETE ON match_lists, match_prints TO xc_app;
--> statement-breakpoint
CREATE POLICY own_read ON match_lists FOR SELECT TO xc_app
  USING (person_id = (SELECT xc.setting('person'))::uuid);
--> statement-breakpoint
CREATE POLICY staff_reads ON match_lists FOR SELECT TO xc_app
  USING ((SELECT xc.is_case_staff()) AND county_id = (SELECT xc.setting('county'))::uuid
         AND starts_with(area_code, (SELECT xc.setting('area'))));
--> statement-breakpoint
CREATE POLICY county_work ON match_lists TO xc_app
  USING (county_id = (SELECT xc.setting('county'))::uuid AND (SELECT xc.is_county_staff())
         AND starts_with(area_code, (SELECT xc.setting('area'))));
--> statement-breakpoint

CREATE POLICY county_work ON match_prints TO xc_app
  USING (county_id = (SELECT xc.setting('county'))::uuid AND (SELECT xc.is_county_staff()));
--> statement-breakpoint

-- Change notices, as of positions: whose matches to compute anew, and when to read the reference data
-- and the places' ways again.
CREATE FUNCTION xc.notify_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('xc_people', coalesce(new.id, old.id)::text);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER notify_person AFTER INSERT OR UPDATE OR DELETE ON people
  FOR EACH ROW EXECUTE FUNCTION xc.notify_person();
--> statement-breakpoint
CREATE FUNCTION xc.notify_reference() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('xc_reference', tg_table_name);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER notify_reference AFTER INSERT ON reference_changes
  FOR EACH STATEMENT EXECUTE FUNCTION xc.notify_reference();
--> statement-breakpoint
CREATE TRIGGER notify_reference AFTER INSERT OR UPDATE ON place_ways
  FOR EACH STATEMENT EXECUTE FUNCTION xc.notify_reference();
