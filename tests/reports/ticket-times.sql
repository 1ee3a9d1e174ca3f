-- Working hours by hand: tk1 Fri 17:30 to Mon 9:30 is 1 h, its clock ran until Tue 10:00: 0.5 + 8 + 1; tk2 Fri 10:00 to Mon 11:00: 7 + 2; tk3 20 minutes, and a day: 8.33;
-- tk5 Mon 9:00 to 11:00. Late: tk2 was answered when it was closed; tk4, tk6 never; tk2 took longer than its level allows.
select 'high', 1, 1, '1', 1, '9.5', 0, 0 union all select 'low', 1, 0, '', 0, '', 1, 1 union all select 'normal', 4, 2, '1.17', 1, '8.33', 1, 1 union all select 'urgent', 1, 0, '', 1, '9', 1, 1;
