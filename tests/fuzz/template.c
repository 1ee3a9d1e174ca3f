/* A template as somebody may have written it: what is found right can be filled in, in text and in HTML. */
#include "store.h"
#include "people/people.h"
#include "service/template.h"

static void merge(const struct template_context *context, const char *text)
{
	struct text out = { 0 };

	MUST(!template_merge(context, text, &out));
	MUST(utf8_valid(text_string(&out), out.length, NULL));
	text_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct store *store = fuzz_store();
	char *text = fuzz_utf8(data, size);

	if (!text)
		return 0;
	if (!template_check_text(store, text)) {
		struct template_context context = { .store = store, .list = "a line & more" };
		merge(&context, text);
		context.recipient.type = &record_customer;
		context.recipient.id = 1;
		context.about = context.recipient;
		context.html = true;
		merge(&context, text);
	} else {
		MUST(*store->error->message);
	}
	free(text);
	return 0;
}
