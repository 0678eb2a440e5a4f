-- Messages that nobody took: nothing ties them, so each is a case that its own key names. What names a case seldom changes.
create index process_case_of_message on process_case (started_at desc, case_id) where lead_name = 'messageKey';
