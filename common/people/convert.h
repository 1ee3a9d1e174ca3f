/* From a lead to a customer, a contact and, if wanted, a deal. */
#ifndef CRM_PEOPLE_CONVERT_H
#define CRM_PEOPLE_CONVERT_H

#include "query/assign.h"

enum activities { ACTIVITIES_CONTACT = 0, ACTIVITIES_CUSTOMER, ACTIVITIES_DEAL };

struct conversion {
	int64_t customer;    /* 0: the one of exactly the company's name, or a new one */
	bool new_customer;   /* a new one even if another name is close */
	/* Put over what comes from the lead; {{…}} names fields of the lead. */
	const struct assignment *customer_fields, *contact_fields, *deal_fields;
	size_t customer_count, contact_count, deal_count;
	bool make_deal;
	enum activities activities; /* where tasks, events and notes about the lead go, and its own notes */
};

struct converted {
	int64_t customer, contact, deal; /* deal 0: none was made */
	bool made_customer, made_contact; /* false: it was there before, and its empty fields were filled */
};

/* Within change_begin …: converts one lead.
 *
 * The company becomes the customer: industry, revenue, employees, website, address (billing and shipping); a lead without company
 * becomes a customer of kind person. Name, title, telephone numbers, e-mail and address become the contact; one of that customer with
 * the same name, whose numbers do not contradict, is taken. Source and campaign go to the deal, source to the contact, owner, tags and
 * custom fields of the same name to all that is made.
 *
 * STATUS_REFUSED for a lead that is converted already, and when the name is close to another customer's, naming it: 撞单. Of a person
 * an equal name is no proof: telephone number or e-mail must be equal too. */
enum status lead_convert(struct store *store, int64_t lead, const struct conversion *conversion, struct arena *arena,
                         struct converted *out);

#endif
