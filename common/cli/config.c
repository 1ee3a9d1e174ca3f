#include "cli/config.h"

#include "base/text.h"
#include "cli/options.h"
#include "io/yaml.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const struct config_key config_keys[] = {
	{ "db", NULL, false, "path of the database" },
	{ "language", "en|zh", false, "language of labels: en or zh; the default is that of the database" },
	{ "colour", "auto|always|never", false, "whether tables are coloured" },
	{ "pager", NULL, true, "program that shows long tables on a terminal; $CRM_PAGER overrides it, and it overrides $PAGER; the default is less -FRX" },
	{ "editor", NULL, true, "program for edit, when neither $VISUAL nor $EDITOR is set" },
	{ "logo", NULL, false, "PNG file that crm-print puts at the top of a page" },
	{ "seal", NULL, false, "PNG file with the company seal that crm-print stamps" },
	{ "sendmail", NULL, true, "program that sends mail, with arguments separated by blanks, which -t -oi follow; the default is /usr/sbin/sendmail" },
	{ "remind-from", NULL, false, "address that reminders are from; the default is that of the recipient" },
	{ "remind-command", NULL, true, "program that gets reminders of users with remind_by=command on standard input, the login as its last argument" },
	{ "font", NULL, false, "font families for crm-print, in order of preference, separated by commas" },
	{ 0 },
};

enum { KEY_LIMIT = 16 };

struct configuration {
	const char *values[KEY_LIMIT];
};

const char *config_value(const struct configuration *configuration, const char *key)
{
	for (size_t i = 0; configuration && config_keys[i].name; i++)
		if (strcmp(config_keys[i].name, key) == 0)
			return configuration->values[i];
	return NULL;
}

static enum status take(struct configuration *configuration, const char *path, bool project, const struct yaml_node *node, struct error *error)
{
	for (size_t i = 0; config_keys[i].name; i++) {
		const struct config_key *key = &config_keys[i];
		if (strcmp(key->name, node->key) != 0)
			continue;
		if (key->command && project)
			return yaml_fail(error, STATUS_CONFIG, path, node, AT_KEY,
			                "%s names a program; it can only be set in your own configuration", node->key);
		if (node->type != YAML_SCALAR || !node->length)
			return yaml_fail(error, STATUS_CONFIG, path, node, AT_VALUE, "%s takes one value", node->key);
		if (key->choices && !options_is_choice(key->choices, node->text))
			return yaml_fail(error, STATUS_CONFIG, path, node, AT_VALUE, "%s takes one of %s", node->key, key->choices);
		if (!configuration->values[i]) /* the nearer file wins */
			configuration->values[i] = node->text;
		return STATUS_OK;
	}
	const char *nearest = error_nearest_row(node->key, config_keys, sizeof *config_keys);
	return yaml_fail(error, STATUS_CONFIG, path, node, AT_KEY,
	                nearest ? "unknown key '%s'; did you mean '%s'?" : "unknown key '%s'", node->key, nearest);
}

static enum status read_one(struct arena *arena, struct configuration *configuration, const char *path, bool project, struct error *error)
{
	struct stat found;
	struct yaml_node *documents;

	if (stat(path, &found) != 0) {
		if (errno == ENOENT || errno == ENOTDIR || errno == EACCES)
			return STATUS_OK;
		return error_at(error, STATUS_CONFIG, path, 0, 0, "%s", strerror(errno));
	}
	if (project && ((found.st_uid != getuid() && found.st_uid != 0) || (found.st_mode & 0022)))
		return error_at(error, STATUS_CONFIG, path, 0, 0, "somebody else can write to this file; make it yours (chown, chmod go-w) or leave the directory");
	enum status status = yaml_parse_file(arena, path, &documents, error);
	if (status)
		return error->status = STATUS_CONFIG;
	for (const struct yaml_node *document = documents->child; document; document = document->next) {
		if (document->null)
			continue;
		if (document->type != YAML_MAPPING)
			return yaml_fail(error, STATUS_CONFIG, path, document, AT_VALUE, "a configuration is a mapping, key: value");
		for (const struct yaml_node *node = document->child; node; node = node->next)
			if ((status = take(configuration, path, project, node, error)))
				return status;
	}
	return STATUS_OK;
}

enum status config_read(struct arena *arena, struct configuration **out, struct error *error)
{
	const char *home = getenv("HOME"), *base = getenv("XDG_CONFIG_HOME");
	struct configuration *configuration = arena_alloc(arena, sizeof *configuration);
	enum status status = read_one(arena, configuration, "crm.yaml", true, error);

	if (!status && base && *base == '/')
		status = read_one(arena, configuration, arena_printf(arena, "%s/crm/config.yaml", base), false, error);
	else if (!status && home && *home == '/')
		status = read_one(arena, configuration, arena_printf(arena, "%s/.config/crm/config.yaml", home), false, error);
	if (!status)
		status = read_one(arena, configuration, "/etc/crm/config.yaml", false, error);
	*out = configuration;
	return status;
}
