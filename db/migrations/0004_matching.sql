CREATE TABLE "match_lists" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"area_code" text NOT NULL,
	"items" jsonb NOT NULL,
	"person_print" text NOT NULL,
	"version" text NOT NULL,
	"computed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "match_prints" (
	"position_id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"print" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "place_ways" (
	"county_id" uuid NOT NULL,
	"from_code" text NOT NULL,
	"to_code" text NOT NULL,
	"straight_hm" integer NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "place_ways_county_id_from_code_to_code_pk" PRIMARY KEY("county_id","from_code","to_code")
);
--> statement-breakpoint
CREATE TABLE "reference_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "reference_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"reason" text NOT NULL,
	"account_id" uuid,
	"changed_at" timestamp with time zone NOT NULL,
	"undoes" bigint
);
--> statement-breakpoint
CREATE TABLE "reference_entries" (
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"value" jsonb NOT NULL,
	"source" text NOT NULL,
	"reviewed_by" uuid,
	"reviewed_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"order" integer NOT NULL,
	"change_id" bigint,
	"removed_at" timestamp with time zone,
	CONSTRAINT "reference_entries_kind_key_pk" PRIMARY KEY("kind","key")
);
--> statement-breakpoint
-- By hand: what staff have edited in the crosswalk goes over before its table goes away; the next
-- seeding brings the rest and, from `skillTexts`, the skills of the new tree.
WITH edited AS (
  SELECT key, "order", version, name,
    CASE WHEN reviewed_by IS NULL THEN source ELSE source || '；' || reviewed_by || '核对' END AS source,
    jsonb_build_object(
      'group', regexp_replace("group", '^[A-Z]\s+', ''), 'certificates', certificates, 'gap', gap, 'skillTexts', to_jsonb(skills),
      'occupations', (SELECT coalesce(jsonb_agg(o ->> 'name' ORDER BY place), '[]'::jsonb)
                      FROM jsonb_array_elements(occupations) WITH ORDINALITY AS listed(o, place))
    ) AS value
  FROM specialities WHERE version > 1
), kept AS (
  INSERT INTO reference_changes (kind, key, after, reason, changed_at)
  SELECT 'speciality', key, jsonb_build_object('name', name, 'value', value, 'source', source),
         '升级前在对照表里改过，原样带入', now()
  FROM edited ORDER BY "order", key RETURNING id, key
)
INSERT INTO reference_entries (kind, key, name, value, source, version, "order", change_id)
SELECT 'speciality', edited.key, edited.name, edited.value, edited.source, edited.version, edited."order", kept.id
FROM edited JOIN kept ON kept.key = edited.key;
--> statement-breakpoint
ALTER TABLE "people" DROP CONSTRAINT "people_speciality_key_specialities_key_fk";--> statement-breakpoint
DROP TABLE "specialities";--> statement-breakpoint
ALTER TABLE "positions" ADD COLUMN "place_code" text;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "residence_code" text;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "denied_skills" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "pay_firm" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "restrictions" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "refuses_ranking" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "match_lists" ADD CONSTRAINT "match_lists_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_lists" ADD CONSTRAINT "match_lists_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_prints" ADD CONSTRAINT "match_prints_position_id_positions_id_fk" FOREIGN KEY ("position_id") REFERENCES "public"."positions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "match_prints" ADD CONSTRAINT "match_prints_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "place_ways" ADD CONSTRAINT "place_ways_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "match_lists_county_id_area_code_index" ON "match_lists" USING btree ("county_id","area_code");--> statement-breakpoint
CREATE INDEX "match_prints_county_id_index" ON "match_prints" USING btree ("county_id");--> statement-breakpoint
CREATE INDEX "reference_changes_kind_key_id_index" ON "reference_changes" USING btree ("kind","key","id");--> statement-breakpoint
CREATE INDEX "reference_entries_change_id_index" ON "reference_entries" USING btree ("change_id");