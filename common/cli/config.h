/* Configuration files: where the database is and how output looks; never what the data means (that is the schema of the database).
 *
 * In this order: flags, CRM_* of the environment, ./crm.yaml (only if it belongs to the user or root and nobody else may write it; no commands in it),
 * $XDG_CONFIG_HOME/crm/config.yaml, /etc/crm/config.yaml. */
#ifndef CRM_CLI_CONFIG_H
#define CRM_CLI_CONFIG_H

#include "base/arena.h"
#include "base/status.h"
#include <stdbool.h>

struct configuration;

/* A key that a file may hold. */
struct config_key {
	const char *name;
	const char *choices; /* "auto|always|never"; NULL: any text */
	bool command;        /* names a program to run: not taken from ./crm.yaml */
	const char *help;
};
extern const struct config_key config_keys[]; /* ends with name NULL */

/* Reads the files that are there. STATUS_CONFIG "crm.yaml:3:1: unknown key 'dbb'; did you mean 'db'?". */
enum status config_read(struct arena *arena, struct configuration **out, struct error *error);
/* The value of a key, NULL when it is not set. configuration may be NULL. */
const char *config_value(const struct configuration *configuration, const char *key);

#endif
