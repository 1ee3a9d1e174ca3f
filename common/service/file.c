#include "service/service.h"

static const struct pick kinds_of_file[] = {
	{ .key = "none", .en = "None", .zh = "无", .initial = true },
	{ .key = "contract", .en = "Contract", .zh = "合同" },
	{ .key = "quote", .en = "Quote", .zh = "报价" },
	{ .key = "invoice", .en = "Invoice", .zh = "发票" },
	{ .key = "letter", .en = "Letter", .zh = "函件" },
	{ .key = "licence", .en = "Licence", .zh = "营业执照" },
	{ .key = "certificate", .en = "Certificate", .zh = "证书" },
	{ .key = "identity", .en = "Identity document", .zh = "身份证件" },
	{ .key = "drawing", .en = "Drawing", .zh = "图纸" },
	{ .key = "manual", .en = "Manual", .zh = "说明书" },
	{ .key = "photo", .en = "Photo", .zh = "照片" },
	{ .key = "report", .en = "Report", .zh = "报告" },
	{ .key = "attachment", .en = "Attachment", .zh = "邮件附件" },
	{ .key = "other", .en = "Other", .zh = "其他" },
	{ 0 },
};

static const struct field fields[] = {
	{ .id = 1, .name = "name", .kind = KIND_TEXT, .en = "Name", .zh = "文件名", .required = true, .search = true,
	  .help = "what it is called, mostly the name of the file that was added; no file is ever opened by it" },
	{ .id = 2, .name = "about", .kind = KIND_ANYREF, .en = "About", .zh = "关于", .composition = true,
	  .help = "record it belongs to, of any type" },
	{ .id = 3, .name = "kind", .kind = KIND_PICK, .picks = kinds_of_file, .en = "Kind", .zh = "文件类型",
	  .help = "contract, licence, certificate, drawing and the like" },
	{ .id = 4, .name = "valid_until", .kind = KIND_DATE, .en = "Valid until", .zh = "有效期至", .help = "last day on which it is valid" },
	{ .id = 5, .name = "media_type", .kind = KIND_TEXT, .en = "Media type", .zh = "媒体类型", .pattern = "^[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+$",
	  .help = "what is in it, such as application/pdf; from the ending of its name unless set" },
	{ .id = 6, .name = "size", .kind = KIND_INT, .en = "Size", .zh = "大小", .computed = true, .help = "bytes of its content" },
	{ .id = 7, .name = "sha256", .kind = KIND_TEXT, .en = "SHA-256", .zh = "SHA-256值", .computed = true, .content = true, .index = true,
	  .help = "SHA-256 of its content, by which it is stored beside the database" },
	{ 0 },
};

const struct record_type record_file = {
	.number = 42,
	.name = "file",
	.plural = "files",
	.prefix = "f",
	.en = "File",
	.zh = "文件",
	.help = "A file is content that belongs to a record: a contract, a licence, a drawing, an attachment.",
	.title = "name",
	.bare_word = "name",
	.list = "name,kind,about,size,valid_until,created_at",
	.least = "created_at,kind",
	.fields = fields,
};
