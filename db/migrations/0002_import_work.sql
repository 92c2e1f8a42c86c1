ALTER TYPE "public"."import_kind" ADD VALUE 'merge';--> statement-breakpoint
ALTER TYPE "public"."import_row_status" ADD VALUE 'duplicate';--> statement-breakpoint
ALTER TYPE "public"."import_row_status" ADD VALUE 'left_out';--> statement-breakpoint
ALTER TYPE "public"."import_status" ADD VALUE 'reading';--> statement-breakpoint
ALTER TYPE "public"."import_status" ADD VALUE 'refused';--> statement-breakpoint
ALTER TYPE "public"."import_status" ADD VALUE 'writing';--> statement-breakpoint
ALTER TYPE "public"."import_status" ADD VALUE 'undoing';--> statement-breakpoint
CREATE TABLE "column_meanings" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"county_id" uuid NOT NULL,
	"kind" "import_kind" NOT NULL,
	"area" text,
	"employer_id" uuid,
	"heading" text NOT NULL,
	"column" text,
	"said_by" uuid NOT NULL,
	"said_at" timestamp with time zone NOT NULL,
	CONSTRAINT "column_meanings_one_a_heading" UNIQUE NULLS NOT DISTINCT("county_id","kind","area","employer_id","heading")
);
--> statement-breakpoint
CREATE TABLE "import_files" (
	"batch_id" uuid PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"bytes_sealed" text NOT NULL
);
--> statement-breakpoint
DROP INDEX "field_events_batch_id_index";--> statement-breakpoint
ALTER TABLE "import_batches" ADD COLUMN "kind_given" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "import_batches" ADD COLUMN "actor" jsonb;--> statement-breakpoint
ALTER TABLE "import_batches" ADD COLUMN "rows_total" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "import_batches" ADD COLUMN "rows_done" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "import_batches" ADD COLUMN "cursor" text;--> statement-breakpoint
ALTER TABLE "import_batches" ADD COLUMN "refusal" text;--> statement-breakpoint
ALTER TABLE "import_batches" ADD COLUMN "tables" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "import_batches" ADD COLUMN "notices" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "import_batches" ADD COLUMN "source_row_id" uuid;--> statement-breakpoint
ALTER TABLE "import_rows" ADD COLUMN "person_index" text;--> statement-breakpoint
ALTER TABLE "import_rows" ADD COLUMN "choices" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "column_meanings" ADD CONSTRAINT "column_meanings_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "column_meanings" ADD CONSTRAINT "column_meanings_employer_id_employers_id_fk" FOREIGN KEY ("employer_id") REFERENCES "public"."employers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_files" ADD CONSTRAINT "import_files_batch_id_import_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."import_batches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_files" ADD CONSTRAINT "import_files_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "field_events_batch_id_entity_id_index" ON "field_events" USING btree ("batch_id","entity_id");--> statement-breakpoint
CREATE INDEX "import_rows_batch_id_status_order_index" ON "import_rows" USING btree ("batch_id","status","order");--> statement-breakpoint
CREATE INDEX "import_rows_person_index_index" ON "import_rows" USING btree ("person_index");