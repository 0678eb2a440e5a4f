-- The list of open user tasks: as large as what waits for people, not as what is open.
create index open_element_user_task on open_element (entered_at desc, element_instance_key) where element_type = 'USER_TASK';
