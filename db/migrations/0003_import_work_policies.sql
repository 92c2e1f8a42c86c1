-- Uploaded files wait sealed until their preview is decided on; who sees the import sees the file.
ALTER TABLE import_files ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE import_files FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY owner_all ON import_files TO xc_owner USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE ON import_files TO xc_app;
--> statement-breakpoint
CREATE POLICY of_batch ON import_files TO xc_app
  USING (county_id = (SELECT xc.setting('county'))::uuid AND batch_id IN (SELECT b.id FROM import_batches b));
--> statement-breakpoint
-- The worker clears files whose import is decided on; it cannot open them.
GRANT SELECT, DELETE ON import_files TO xc_worker;
--> statement-breakpoint
CREATE POLICY worker ON import_files TO xc_worker USING (true) WITH CHECK (true);
--> statement-breakpoint

-- What a heading means is each sender's own.
ALTER TABLE column_meanings ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE column_meanings FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY owner_all ON column_meanings TO xc_owner USING (true) WITH CHECK (true);
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON column_meanings TO xc_app;
--> statement-breakpoint
CREATE POLICY staff ON column_meanings TO xc_app
  USING ((SELECT xc.is_case_staff()) AND county_id = (SELECT xc.setting('county'))::uuid
         AND (starts_with(area, (SELECT xc.setting('area'))) OR (area IS NULL AND (SELECT xc.is_county_staff()))));
--> statement-breakpoint
CREATE POLICY own_employer ON column_meanings TO xc_app
  USING (county_id = (SELECT xc.setting('county'))::uuid AND employer_id = (SELECT xc.setting('employer'))::uuid);
--> statement-breakpoint

-- Undoing has to know of every batch behind a record whether it still counts, the county's for an
-- employer too; whose file it was stays with those who may see the import.
CREATE OR REPLACE FUNCTION xc.import_labels(ids uuid[])
RETURNS TABLE (id uuid, status import_status, file_name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT b.id, b.status,
         CASE WHEN xc.is_case_staff() OR b.employer_id = xc.setting('employer')::uuid THEN b.file_name END
  FROM import_batches b
  WHERE b.county_id = xc.setting('county')::uuid AND b.id = ANY (ids)
    AND (xc.is_case_staff() OR xc.setting('employer') IS NOT NULL)
$$;
--> statement-breakpoint

-- Reasons of held positions name their rule instead of repeating its source.
UPDATE positions SET hold_reasons = (
  SELECT coalesce(jsonb_agg(jsonb_build_object(
    'field', reason -> 'field', 'words', reason -> 'words', 'reason', reason -> 'reason', 'proposal', '',
    'rule', CASE
      WHEN reason ->> 'source' LIKE '%劳动合同法%' THEN 'position.deposit'
      WHEN reason ->> 'source' LIKE '%第29条%' THEN 'position.disability'
      WHEN reason ->> 'source' LIKE '%第30条%' THEN 'position.health'
      WHEN reason ->> 'source' LIKE '%第31条%' THEN 'position.household'
      WHEN reason ->> 'source' LIKE '%第27条%' THEN 'position.marital'
      ELSE 'position.discrimination' END) ORDER BY place), '[]'::jsonb)
  FROM jsonb_array_elements(hold_reasons) WITH ORDINALITY AS held(reason, place))
WHERE hold_reasons <> '[]'::jsonb;
