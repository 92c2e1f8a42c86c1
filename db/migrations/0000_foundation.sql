CREATE TYPE "public"."entity_kind" AS ENUM('person', 'employer', 'position', 'account', 'consent');--> statement-breakpoint
CREATE TYPE "public"."import_kind" AS ENUM('roster', 'positions');--> statement-breakpoint
CREATE TYPE "public"."import_row_status" AS ENUM('new', 'changed', 'identical', 'doubtful', 'wrong');--> statement-breakpoint
CREATE TYPE "public"."import_status" AS ENUM('preview', 'confirmed', 'undone', 'discarded');--> statement-breakpoint
CREATE TYPE "public"."person_kind" AS ENUM('veteran', 'family');--> statement-breakpoint
CREATE TYPE "public"."position_status" AS ENUM('open', 'held', 'closed');--> statement-breakpoint
CREATE TYPE "public"."role" AS ENUM('veteran', 'family_member', 'employer_user', 'station_clerk', 'station_head', 'bureau_staff', 'administrator', 'auditor');--> statement-breakpoint
CREATE TYPE "public"."source_kind" AS ENUM('roster', 'form', 'clerk', 'person', 'extraction', 'undo');--> statement-breakpoint
CREATE TYPE "public"."station_level" AS ENUM('township', 'village');--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"county_id" uuid NOT NULL,
	"name" text NOT NULL,
	"display_name" text NOT NULL,
	"password_hash" text NOT NULL,
	"must_change_password" boolean DEFAULT false NOT NULL,
	"session_version" integer DEFAULT 1 NOT NULL,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "accounts_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "appointments" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"county_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"role" "role" NOT NULL,
	"area" text,
	"employer_id" uuid,
	"person_id" uuid,
	"valid_from" date NOT NULL,
	"valid_to" date,
	"ended_at" timestamp with time zone,
	CONSTRAINT "appointments_tied_to_one_thing" CHECK (num_nonnulls("appointments"."area", "appointments"."employer_id", "appointments"."person_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"county_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"appointment_id" uuid NOT NULL,
	"account_version" integer NOT NULL,
	"generation" integer DEFAULT 1 NOT NULL,
	"rotated_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "setup_codes" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"code_hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "sign_in_attempts" (
	"subject" text NOT NULL,
	"window_start" timestamp with time zone NOT NULL,
	"tries" integer NOT NULL,
	CONSTRAINT "sign_in_attempts_subject_windowStart_unique" UNIQUE("subject","window_start")
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"county_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"employer_id" uuid NOT NULL,
	"text_version" text NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "employers" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"county_id" uuid NOT NULL,
	"name" text NOT NULL,
	"uscc" text,
	"uscc_valid" boolean,
	"industry" text,
	"nature" text,
	"size" text,
	"township_code" text,
	"address" text,
	"contact" text,
	"phone_sealed" text,
	"intro" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "employers_countyId_name_unique" UNIQUE("county_id","name")
);
--> statement-breakpoint
CREATE TABLE "fair_employers" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"county_id" uuid NOT NULL,
	"fair_id" uuid NOT NULL,
	"employer_id" uuid NOT NULL,
	"booth" integer NOT NULL,
	CONSTRAINT "fair_employers_fairId_employerId_unique" UNIQUE("fair_id","employer_id"),
	CONSTRAINT "fair_employers_fairId_booth_unique" UNIQUE("fair_id","booth")
);
--> statement-breakpoint
CREATE TABLE "fairs" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"county_id" uuid NOT NULL,
	"name" text NOT NULL,
	"venue" text NOT NULL,
	"township_code" text,
	"held_on" date NOT NULL,
	"opens_at" text NOT NULL,
	"closes_at" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "positions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"county_id" uuid NOT NULL,
	"employer_id" uuid NOT NULL,
	"title" text NOT NULL,
	"headcount" integer,
	"sex_text" text,
	"age_min" integer,
	"age_max" integer,
	"veteran_age_max" integer,
	"education_min" text,
	"licences" text[] DEFAULT '{}' NOT NULL,
	"certificates" text[] DEFAULT '{}' NOT NULL,
	"preferred_certificates" text[] DEFAULT '{}' NOT NULL,
	"skills_text" text,
	"description" text,
	"township_code" text,
	"workplace" text,
	"lat" double precision,
	"lng" double precision,
	"salary_text" text DEFAULT '' NOT NULL,
	"salary_min" integer,
	"salary_max" integer,
	"salary_unit" text DEFAULT 'month' NOT NULL,
	"shift" text,
	"lodging" text,
	"insurance" text,
	"accepts_family" boolean,
	"veteran_priority" text,
	"contact" text,
	"phone_sealed" text,
	"status" "position_status" NOT NULL,
	"hold_reasons" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"county_id" uuid NOT NULL,
	"kind" "person_kind" NOT NULL,
	"area_code" text NOT NULL,
	"full_name" text NOT NULL,
	"id_card_sealed" text NOT NULL,
	"id_card_index" text NOT NULL,
	"id_card_masked" text NOT NULL,
	"sex" integer NOT NULL,
	"birth_date" date,
	"ethnicity" text,
	"ethnicity_code" text,
	"political_code" text,
	"mobile_sealed" text,
	"mobile_index" text,
	"mobile_masked" text,
	"village" text,
	"residence_sealed" text,
	"education_text" text,
	"education_code" text,
	"education_status" text,
	"education_mode" text,
	"enlist_date" text,
	"discharge_date" text,
	"service_years" integer,
	"rank" text,
	"branch" text,
	"speciality_text" text,
	"speciality_key" text,
	"awards" text[] DEFAULT '{}' NOT NULL,
	"licences" text[] DEFAULT '{}' NOT NULL,
	"licence_military_exchange" boolean,
	"certificates" text[] DEFAULT '{}' NOT NULL,
	"skills" text[] DEFAULT '{}' NOT NULL,
	"hobby" text,
	"experience" text,
	"jobs" text[] DEFAULT '{}' NOT NULL,
	"wish_area" text,
	"salary_text" text,
	"salary_min" integer,
	"salary_max" integer,
	"max_distance_km" integer,
	"accept_shift" boolean,
	"accept_lodging" boolean,
	"training_willing" boolean,
	"training_intent" text,
	"startup" text,
	"placement_mode" text,
	"disability_sealed" text,
	"family_sealed" text,
	"remark_sealed" text,
	"relation" text,
	"family_category" text,
	"soldier_name" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "counties" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"lat" double precision,
	"lng" double precision,
	"ready_at" timestamp with time zone,
	CONSTRAINT "counties_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "holidays" (
	"day" date PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"source" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stations" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"county_id" uuid NOT NULL,
	"code" text NOT NULL,
	"township_code" text NOT NULL,
	"level" "station_level" NOT NULL,
	"name" text NOT NULL,
	"lat" double precision,
	"lng" double precision,
	"head" text,
	"phone" text,
	CONSTRAINT "stations_countyId_code_unique" UNIQUE("county_id","code")
);
--> statement-breakpoint
CREATE TABLE "townships" (
	"code" text PRIMARY KEY NOT NULL,
	"county_id" uuid NOT NULL,
	"name" text NOT NULL,
	"lat" double precision,
	"lng" double precision
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"county_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"account_id" uuid,
	"appointment_id" uuid,
	"role" "role",
	"action" text NOT NULL,
	"subject" uuid,
	"reason" text,
	"ip" "inet",
	"request_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "field_events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "field_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"county_id" uuid NOT NULL,
	"entity" "entity_kind" NOT NULL,
	"entity_id" uuid NOT NULL,
	"area" text,
	"field" text NOT NULL,
	"before" jsonb,
	"after" jsonb,
	"source" "source_kind" NOT NULL,
	"source_ref" jsonb,
	"batch_id" uuid,
	"occurred_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"actor_account" uuid,
	"actor_appointment" uuid
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"county_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"key" text NOT NULL,
	"fingerprint" text NOT NULL,
	"body_sealed" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "idempotency_keys_accountId_key_unique" UNIQUE("account_id","key")
);
--> statement-breakpoint
CREATE TABLE "import_batches" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"county_id" uuid NOT NULL,
	"kind" "import_kind" NOT NULL,
	"status" "import_status" NOT NULL,
	"file_name" text NOT NULL,
	"file_hash" text NOT NULL,
	"area" text,
	"employer_id" uuid,
	"uploaded_by" uuid NOT NULL,
	"uploader_name" text NOT NULL,
	"uploaded_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	"written" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_rows" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"county_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"order" integer NOT NULL,
	"sheet" text,
	"row" integer NOT NULL,
	"status" "import_row_status" NOT NULL,
	"record_sealed" text NOT NULL,
	"issues" jsonb NOT NULL,
	"note" text,
	"entity_id" uuid,
	"entity_version" integer,
	CONSTRAINT "import_rows_batchId_order_unique" UNIQUE("batch_id","order")
);
--> statement-breakpoint
CREATE TABLE "rules" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"key" text NOT NULL,
	"title" text NOT NULL,
	"document" text NOT NULL,
	"article" text,
	"text" text NOT NULL,
	"params" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"verified" boolean NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	CONSTRAINT "rules_key_validFrom_unique" UNIQUE("key","valid_from")
);
--> statement-breakpoint
CREATE TABLE "specialities" (
	"key" text PRIMARY KEY NOT NULL,
	"group" text NOT NULL,
	"name" text NOT NULL,
	"skills" text[] NOT NULL,
	"occupations" jsonb NOT NULL,
	"certificates" text NOT NULL,
	"gap" text NOT NULL,
	"source" text NOT NULL,
	"reviewed_by" text,
	"version" integer DEFAULT 1 NOT NULL,
	"order" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_employer_id_employers_id_fk" FOREIGN KEY ("employer_id") REFERENCES "public"."employers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appointments" ADD CONSTRAINT "appointments_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_appointment_id_appointments_id_fk" FOREIGN KEY ("appointment_id") REFERENCES "public"."appointments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_employer_id_employers_id_fk" FOREIGN KEY ("employer_id") REFERENCES "public"."employers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "employers" ADD CONSTRAINT "employers_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "employers" ADD CONSTRAINT "employers_township_code_townships_code_fk" FOREIGN KEY ("township_code") REFERENCES "public"."townships"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fair_employers" ADD CONSTRAINT "fair_employers_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fair_employers" ADD CONSTRAINT "fair_employers_fair_id_fairs_id_fk" FOREIGN KEY ("fair_id") REFERENCES "public"."fairs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fair_employers" ADD CONSTRAINT "fair_employers_employer_id_employers_id_fk" FOREIGN KEY ("employer_id") REFERENCES "public"."employers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fairs" ADD CONSTRAINT "fairs_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "fairs" ADD CONSTRAINT "fairs_township_code_townships_code_fk" FOREIGN KEY ("township_code") REFERENCES "public"."townships"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "positions" ADD CONSTRAINT "positions_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "positions" ADD CONSTRAINT "positions_employer_id_employers_id_fk" FOREIGN KEY ("employer_id") REFERENCES "public"."employers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "positions" ADD CONSTRAINT "positions_township_code_townships_code_fk" FOREIGN KEY ("township_code") REFERENCES "public"."townships"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_speciality_key_specialities_key_fk" FOREIGN KEY ("speciality_key") REFERENCES "public"."specialities"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stations" ADD CONSTRAINT "stations_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stations" ADD CONSTRAINT "stations_township_code_townships_code_fk" FOREIGN KEY ("township_code") REFERENCES "public"."townships"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "townships" ADD CONSTRAINT "townships_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_entries" ADD CONSTRAINT "audit_entries_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "field_events" ADD CONSTRAINT "field_events_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "field_events" ADD CONSTRAINT "field_events_batch_id_import_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."import_batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_batches" ADD CONSTRAINT "import_batches_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_batches" ADD CONSTRAINT "import_batches_employer_id_employers_id_fk" FOREIGN KEY ("employer_id") REFERENCES "public"."employers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_county_id_counties_id_fk" FOREIGN KEY ("county_id") REFERENCES "public"."counties"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_batch_id_import_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."import_batches"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "appointments_account_id_index" ON "appointments" USING btree ("account_id");--> statement-breakpoint
CREATE UNIQUE INDEX "appointments_one_a_person" ON "appointments" USING btree ("person_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "appointments_employer_id_index" ON "appointments" USING btree ("employer_id");--> statement-breakpoint
CREATE INDEX "sessions_account_id_index" ON "sessions" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "sessions_expires_at_index" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "consents_employer_id_index" ON "consents" USING btree ("employer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "consents_one_in_force" ON "consents" USING btree ("person_id","employer_id") WHERE withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "fairs_county_id_held_on_index" ON "fairs" USING btree ("county_id","held_on");--> statement-breakpoint
CREATE INDEX "positions_county_id_status_index" ON "positions" USING btree ("county_id","status");--> statement-breakpoint
CREATE INDEX "positions_employer_id_index" ON "positions" USING btree ("employer_id");--> statement-breakpoint
CREATE UNIQUE INDEX "people_one_an_id_card" ON "people" USING btree ("county_id","id_card_index") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "people_id_card_index_index" ON "people" USING btree ("id_card_index");--> statement-breakpoint
CREATE INDEX "people_county_id_area_code_index" ON "people" USING btree ("county_id","area_code");--> statement-breakpoint
CREATE INDEX "people_mobile_index_index" ON "people" USING btree ("mobile_index");--> statement-breakpoint
CREATE INDEX "townships_county_id_index" ON "townships" USING btree ("county_id");--> statement-breakpoint
CREATE INDEX "audit_entries_county_id_id_index" ON "audit_entries" USING btree ("county_id","id");--> statement-breakpoint
CREATE INDEX "field_events_entity_id_id_index" ON "field_events" USING btree ("entity_id","id");--> statement-breakpoint
CREATE INDEX "field_events_batch_id_index" ON "field_events" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "idempotency_keys_created_at_index" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "import_batches_county_id_uploaded_at_index" ON "import_batches" USING btree ("county_id","uploaded_at");--> statement-breakpoint
CREATE INDEX "rules_key_index" ON "rules" USING btree ("key");