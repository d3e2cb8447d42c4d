-- When the files of an export were deleted, and by whom; by nobody when their time was over. What was exported stays noted.
alter table export_job add column gone_at timestamptz;
alter table export_job add column gone_by bigint;
create index export_job_to_expire on export_job (finished_at) where state = 'READY' and gone_at is null;
