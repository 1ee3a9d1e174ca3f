#include "record/record.h"

static const struct field fields[] = {
	{ .id = 1, .name = "login", .kind = KIND_TEXT, .en = "Login", .zh = "登录名", .required = true, .unique = true,
	  .help = "name of the system account" },
	{ .id = 2, .name = "name", .kind = KIND_TEXT, .en = "Name", .zh = "姓名", .required = true, .search = true,
	  .help = "full name" },
	{ .id = 3, .name = "email", .kind = KIND_EMAIL, .en = "E-mail", .zh = "电子邮件", .search = true,
	  .help = "address for reminders and for mail sent in this name" },
	{ .id = 4, .name = "phone", .kind = KIND_PHONE, .en = "Phone", .zh = "电话", .search = true,
	  .help = "phone at work" },
	{ .id = 5, .name = "title", .kind = KIND_TEXT, .en = "Title", .zh = "职务", .help = "position in the company" },
	{ .id = 6, .name = "team", .kind = KIND_TEXT, .en = "Team", .zh = "团队", .help = "team or department" },
	{ .id = 7, .name = "active", .kind = KIND_BOOL, .en = "Active", .zh = "在职", .initial = "yes",
	  .help = "may log in and own records" },
	{ .id = 8, .name = "hours_per_week", .kind = KIND_DECIMAL, .en = "Hours per week", .zh = "每周工时",
	  .help = "agreed working hours in a week" },
	{ 0 },
};

const struct record_type record_user = {
	.number = 1,
	.name = "user",
	.plural = "users",
	.prefix = "u",
	.en = "User",
	.zh = "用户",
	.help = "A user is a person who works with the database and owns records.",
	.title = "name",
	.bare_word = "name",
	.list = "login,name,email,phone,team,active",
	.fields = fields,
};
