CREATE TABLE "index_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "index_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"position_id" uuid NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"applied" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_indexes" (
	"name" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"settings" text,
	"reference" text,
	"form" text,
	"watermark" bigint DEFAULT 0 NOT NULL,
	"written" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"rebuilt_at" timestamp with time zone,
	"differences" integer,
	"compared_at" timestamp with time zone,
	"last_error" text,
	"last_error_at" timestamp with time zone
);

--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['index_changes', 'search_indexes'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_all ON %I TO xc_owner USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
--> statement-breakpoint

-- The worker keeps the index; requests read its state through a function and change nothing of it.
GRANT SELECT, INSERT, UPDATE, DELETE ON index_changes TO xc_worker;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON search_indexes TO xc_worker;
--> statement-breakpoint
CREATE POLICY worker ON index_changes TO xc_worker USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY worker ON search_indexes TO xc_worker USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE FUNCTION xc.index_state(index_name text)
RETURNS TABLE (
  state text, written integer, total integer, rebuilt_at timestamptz, differences integer, compared_at timestamptz,
  watermark bigint, last_error text, last_error_at timestamptz, pending bigint, oldest_seconds double precision
)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(i.state, 'absent'), coalesce(i.written, 0), coalesce(i.total, 0), i.rebuilt_at, i.differences, i.compared_at,
         coalesce(i.watermark, 0), i.last_error, i.last_error_at, c.pending, c.oldest_seconds
  FROM (SELECT count(*) AS pending,
               coalesce(extract(epoch FROM clock_timestamp() - min(changed_at)), 0)::double precision AS oldest_seconds
        FROM index_changes WHERE NOT applied) c
  LEFT JOIN search_indexes i ON i.name = index_name
$$;
--> statement-breakpoint

-- A job of its own for each transaction: waiting jobs that count for one another, as the queue's policies
-- have it, would let a change slip between the look into the queue and the commit, or make one
-- transaction wait for the other. The worker takes all that wait at once. Columns and channel are those
-- of pg-boss 12 (src/plans.ts, insertJobs); until its queue is made nothing is queued.
CREATE FUNCTION xc.queue_index_work() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('xc.index_work_queued', true) = 'yes' THEN RETURN; END IF;
  INSERT INTO pgboss.job (name, data, policy, retry_limit, retry_delay, retry_backoff, retry_delay_max,
                          expire_seconds, deletion_seconds, keep_until)
  SELECT q.name, '{}', q.policy, q.retry_limit, q.retry_delay, q.retry_backoff, q.retry_delay_max,
         q.expire_seconds, q.deletion_seconds, now() + q.retention_seconds * interval '1 second'
  FROM pgboss.queue q WHERE q.name = 'search-index';
  PERFORM pg_notify('pgboss_' || left(encode(sha224('pgboss'::bytea), 'hex'), 24), 'search-index');
  PERFORM set_config('xc.index_work_queued', 'yes', true);
END $$;
--> statement-breakpoint
CREATE FUNCTION xc.note_position_changes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO index_changes (position_id, changed_at) SELECT id, clock_timestamp() FROM changed;
  IF FOUND THEN PERFORM xc.queue_index_work(); END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER note_inserted AFTER INSERT ON positions
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION xc.note_position_changes();
--> statement-breakpoint
CREATE TRIGGER note_updated AFTER UPDATE ON positions
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION xc.note_position_changes();
--> statement-breakpoint
CREATE TRIGGER note_deleted AFTER DELETE ON positions
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION xc.note_position_changes();
--> statement-breakpoint
-- What a document may say of its employer.
CREATE FUNCTION xc.note_employer_changes() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO index_changes (position_id, changed_at)
  SELECT p.id, clock_timestamp() FROM positions p
  JOIN after_change a ON a.id = p.employer_id JOIN before_change b ON b.id = a.id
  WHERE (a.name, a.intro) IS DISTINCT FROM (b.name, b.intro);
  IF FOUND THEN PERFORM xc.queue_index_work(); END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER note_updated AFTER UPDATE ON employers
  REFERENCING OLD TABLE AS before_change NEW TABLE AS after_change
  FOR EACH STATEMENT EXECUTE FUNCTION xc.note_employer_changes();
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION xc.index_state, xc.queue_index_work, xc.note_position_changes, xc.note_employer_changes FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION xc.index_state TO xc_app;
