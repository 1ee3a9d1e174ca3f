/* The reports that are made in C; what each shows is in its description (shipped_*.c). */
#ifndef CRM_REPORTING_PASSES_H
#define CRM_REPORTING_PASSES_H

#include "reporting/pass.h"

/* pass_deals.c */
enum status pass_funnel(struct report_making *making);
enum status pass_stage_conversion(struct report_making *making);
enum status pass_stage_time(struct report_making *making);
/* pass_forecast.c */
enum status pass_forecast(struct report_making *making);
enum status pass_targets(struct report_making *making);
/* pass_team.c */
enum status pass_contest(struct report_making *making);
enum status pass_scorecard(struct report_making *making);
enum status pass_headcount(struct report_making *making);
/* pass_activity.c */
enum status pass_activity(struct report_making *making);
/* pass_money.c */
enum status pass_invoices_aged(struct report_making *making);
enum status pass_bills_aged(struct report_making *making);
enum status pass_sales_outstanding(struct report_making *making);
/* pass_customers.c */
enum status pass_new_lost(struct report_making *making);
enum status pass_biggest(struct report_making *making);
enum status pass_win(struct report_making *making);
/* pass_birthdays.c */
enum status pass_birthdays(struct report_making *making);
/* pass_value.c */
enum status pass_abc(struct report_making *making);
enum status pass_rfm(struct report_making *making);
/* pass_loyalty.c */
enum status pass_cohorts(struct report_making *making);
enum status pass_churn(struct report_making *making);
/* pass_cross.c */
enum status pass_cross_selling(struct report_making *making);
/* pass_service.c */
enum status pass_lead_response(struct report_making *making);
enum status pass_ticket_times(struct report_making *making);
/* pass_marketing.c */
enum status pass_campaigns(struct report_making *making);
/* pass_system.c */
enum status pass_usage(struct report_making *making);
enum status pass_data_quality(struct report_making *making);

#endif
