/* Lists of people and companies as other programs write them. Most of their headers are other names of fields (.headers); here is what these cannot say. */
#include "import/import_preset.h"
#include "people/people.h"

/* Contacts.google.com, in both of its forms: E-mail 1 - Label since 2024, E-mail 1 - Type before. Kinds of addresses and what is empty in nearly all files is left out. */
static const struct import_heading google[] = {
	{ "E-mail % - Label", "", 0 },       { "E-mail % - Type", "", 0 },        { "Phone % - Label", "", 0 },        { "Phone % - Type", "", 0 },
	{ "Address % - Label", "", 0 },      { "Address % - Type", "", 0 },       { "Address % - Formatted", "", 0 },  { "Website % - Label", "", 0 },
	{ "Website % - Type", "", 0 },       { "IM % - Type", "", 0 },            { "Organization % - Type", "", 0 },  { "Organization % - Yomi Name", "", 0 },
	{ "Organization % - Symbol", "", 0 }, { "Photo", "", 0 },                 { "File As", "", 0 },                { "Initials", "", 0 },
	{ "Directory Server", "", 0 },       { "Mileage", "", 0 },                { "Sensitivity", "", 0 },            { "Priority", "", 0 },
	{ "Subject", "", 0 },                { "Billing Information", "", 0 },    { NULL, NULL, 0 },
};

/* Title is the courtesy title here, and Job Title the position. */
static const struct import_heading outlook[] = {
	{ "Title", "salutation", 0 },        { "Title", "+notes", 0 },            { "Account", "+notes", 0 },          { "Keywords", "+notes", 0 },
	{ "Initials", "", 0 },               { "Gender", "", 0 },                 { "Priority", "", 0 },               { "Private", "", 0 },
	{ "Sensitivity", "", 0 },            { "Mileage", "", 0 },                { "Directory Server", "", 0 },       { "E-mail Type", "", 0 },
	{ "E-mail % Type", "", 0 },          { "E-mail Display Name", "", 0 },    { "E-mail % Display Name", "", 0 },  { NULL, NULL, 0 },
};

static const struct import_heading hubspot[] = {
	{ "Record ID%", "external_id", 0 },  { "Contact ID", "external_id", 0 },  { "Primary Associated Company ID", "", 0 }, { "Associated % IDs", "", 0 },
	{ "% owner", "owner?", 0 },          { "Lifecycle Stage", "lifecycle?", 0 }, { "Lifecycle Stage", "+notes", 0 }, { "Lead Status", "status?", 0 },
	{ "Lead Status", "+notes", 0 },      { "Original Source", "source?", 0 }, { "Original Traffic Source", "source?", 0 }, { "Industry", "industry?", 0 },
	{ "Industry", "+notes", 0 },         { "Type", "type?", 0 },              { "Deal Type", "kind?", 0 },         { "Deal Stage", "stage?", 0 },
	{ "Pipeline", "", 0 },               { "Preferred language", "language?", 0 }, { "Deal probability", "", 0 },  { NULL, NULL, 0 },
};

/* Reports, whose headers are labels, and exports of data, whose headers are the names of fields. */
static const struct import_heading salesforce[] = {
	{ "Id", "external_id", 0 },          { "Account Owner", "owner?", 0 },    { "Contact Owner", "owner?", 0 },    { "Lead Owner", "owner?", 0 },
	{ "Opportunity Owner", "owner?", 0 }, { "Owner", "owner?", 0 },           { "Owner Role", "", 0 },             { "Type", "type?", 0 },
	{ "Type", "kind?", 0 },              { "Industry", "industry?", 0 },      { "Lead Source", "source?", 0 },     { "Account Source", "source?", 0 },
	{ "Lead Status", "status?", 0 },     { "Status", "status?", 0 },          { "Stage", "stage?", 0 },            { "StageName", "stage?", 0 },
	{ "Rating", "+notes", 0 },           { "Account Number", "+notes", 0 },   { "Account Site", "+notes", 0 },     { "Forecast Category", "", 0 },
	{ "Middle Name", "+notes", 0 },      { "Suffix", "+notes", 0 },           { "Account.Name", "customer", 0 },   { NULL, NULL, 0 },
};

static const struct import_heading pipedrive[] = {
	{ "Person - ID", "external_id", 0 }, { "Person - Name", "name", 0 },      { "Person - Organization", "customer", 0 }, { "Person - Title", "title", 0 },
	{ "Person - Email - Work", "email", 0 }, { "Person - Email - Home", "email2", 0 }, { "Person - Email", "email", 0 }, { "Person - Phone - Work", "phone", 0 },
	{ "Person - Phone - Mobile", "mobile", 0 }, { "Person - Phone - Home", "home_phone", 0 }, { "Person - Phone", "phone", 0 }, { "Person - Label%", "tags", 0 },
	{ "Organization - ID", "external_id", 0 }, { "Organization - Name", "customer", 0 }, { "Organization - Address", "bill_street", 0 }, { "Organization - Label%", "tags", 0 },
	{ "Deal - ID", "external_id", 0 },   { "Deal - Title", "name", 0 },       { "Deal - Organization", "customer", 0 }, { "Deal - Value", "amount", 0 },
	{ "Deal - Currency of Value", "currency", 0 }, { "Deal - Stage", "stage?", 0 }, { "Deal - Expected close date", "close_on", 0 }, { "% - Owner", "owner?", 0 },
	{ "% created", "created_at", 0 },    { NULL, NULL, 0 },
};

/* PO is the postal address, SA the one of the street. */
static const struct import_heading xero[] = {
	{ "ContactName", "name", 0 },        { "AccountNumber", "external_id", 0 }, { "FirstName", "+notes", 0 },      { "LastName", "+notes", 0 },
	{ "POAddressLine1", "bill_street", 0 }, { "POAddressLine1", "street", 0 }, { "POAddressLine%", "+notes", 0 },  { "POCity", "city", 0 },
	{ "PORegion", "state", 0 },          { "POPostalCode", "code", 0 },       { "POCountry", "country", 0 },       { "SAAddressLine1", "ship_street", 0 },
	{ "SACity", "ship_city", 0 },        { "SARegion", "ship_state", 0 },     { "SAPostalCode", "ship_code", 0 },  { "SACountry", "ship_country", 0 },
	{ NULL, NULL, 0 },
};

static const struct import_preset preset_google = { .name = "google", .help = "Google Contacts", .headings = google, .rest = "+notes" };
static const struct import_preset preset_outlook = { .name = "outlook", .help = "contacts of Outlook", .headings = outlook, .rest = "+notes" };
static const struct import_preset preset_hubspot = { .name = "hubspot", .help = "contacts, companies and deals of HubSpot", .headings = hubspot, .rest = "" };
static const struct import_preset preset_salesforce = { .name = "salesforce", .help = "reports and exports of Salesforce", .headings = salesforce, .rest = "" };
static const struct import_preset preset_pipedrive = { .name = "pipedrive", .help = "people, organizations and deals of Pipedrive", .headings = pipedrive, .rest = "" };
static const struct import_preset preset_xero = { .name = "xero", .help = "contacts of Xero", .headings = xero, .rest = "" };

const struct import_preset *const people_presets[] = {
	&preset_google, &preset_outlook, &preset_hubspot, &preset_salesforce, &preset_pipedrive, &preset_xero, NULL,
};
