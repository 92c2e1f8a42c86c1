CREATE TABLE "fruitless_searches" (
	"county_id" uuid NOT NULL,
	"day" date NOT NULL,
	"text" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "fruitless_searches_county_id_day_text_pk" PRIMARY KEY("county_id","day","text")
);
--> statement-breakpoint
CREATE TABLE "saved_searches" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"county_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"name" text NOT NULL,
	"search" jsonb NOT NULL,
	"looked_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "saved_searches_personId_name_unique" UNIQUE("person_id","name")
);
--> statement-breakpoint
ALTER TABLE "fruitless_searches" ADD CONSTRAINT "fruitless_searches_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_searches" ADD CONSTRAINT "saved_searches_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_searches" ADD CONSTRAINT "saved_searches_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "fruitless_searches_day_index" ON "fruitless_searches" USING btree ("day");
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['saved_searches', 'fruitless_searches'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_all ON %I TO xc_owner USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
--> statement-breakpoint

-- What somebody looks for is their own affair: no staff reads it.
GRANT SELECT, INSERT, UPDATE, DELETE ON saved_searches TO xc_app;
--> statement-breakpoint
CREATE POLICY own ON saved_searches TO xc_app
  USING (person_id = (SELECT xc.setting('person'))::uuid AND county_id = (SELECT xc.setting('county'))::uuid);
--> statement-breakpoint

-- What nobody found: staff read the counts, the worker forgets the old ones, everybody adds to them
-- through one narrow function and reads nothing.
GRANT SELECT ON fruitless_searches TO xc_app;
--> statement-breakpoint
CREATE POLICY staff_reads ON fruitless_searches FOR SELECT TO xc_app
  USING ((SELECT xc.is_case_staff()) AND county_id = (SELECT xc.setting('county'))::uuid);
--> statement-breakpoint
GRANT SELECT, DELETE ON fruitless_searches TO xc_worker;
--> statement-breakpoint
CREATE POLICY worker ON fruitless_searches TO xc_worker USING (true) WITH CHECK (true);
--> statement-breakpoint
-- A day takes 500 different texts: whoever types at random cannot fill the table.
CREATE FUNCTION xc.count_fruitless_search(searched text, on_day date) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO fruitless_searches AS f (county_id, day, text, count)
  SELECT c.id, on_day, searched, 1 FROM counties c
  WHERE c.id = xc.setting('county')::uuid AND length(searched) BETWEEN 1 AND 40
    AND (EXISTS (SELECT FROM fruitless_searches k WHERE k.county_id = c.id AND k.day = on_day AND k.text = searched)
         OR (SELECT count(*) FROM fruitless_searches k WHERE k.county_id = c.id AND k.day = on_day) < 500)
  ON CONFLICT (county_id, day, text) DO UPDATE SET count = least(f.count + 1, 1000000)
$$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION xc.count_fruitless_search FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION xc.count_fruitless_search TO xc_app;
