/* The version of the toolkit. */
#ifndef CRM_CLI_VERSION_H
#define CRM_CLI_VERSION_H

#define CRM_VERSION "0.1"

#endif
