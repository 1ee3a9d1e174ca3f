/* Templates that every database has. An own one of the same name goes before them; crm-template install copies them. */
#include "service/template.h"

const struct template_text built_in_templates[] = {
	{ .name = "offer", .purpose = "offer", .language = "en", .folder = "sales", .format = "text",
	  .subject = "Our offer: {{deal.name|something new for you}}",
	  .body = "Dear {{recipient.name|customer}},\n\nWe would like to offer you {{deal.name|our current products}}.\n{{list}}\n"
	  "Please tell us if you have any questions; we are glad to help.\n\nKind regards\n{{user.name}}\n{{company.name}}\n" },
	{ .name = "offer", .purpose = "offer", .language = "zh", .folder = "sales", .format = "text",
	  .subject = "优惠方案：{{deal.name|为您推荐}}",
	  .body = "尊敬的{{recipient.name|客户}}：\n\n您好！\n\n现向您推荐{{deal.name|我们的最新产品}}。\n{{list}}\n"
	  "如有任何疑问，欢迎随时与我们联系。\n\n此致\n敬礼\n\n{{user.name}}\n{{company.name}}\n{{today}}\n" },
	{ .name = "follow-up", .purpose = "follow-up", .language = "en", .folder = "sales", .format = "text",
	  .subject = "Following up: {{deal.name|our conversation}}",
	  .body = "Dear {{recipient.name|customer}},\n\nThank you for talking with us about {{deal.name|your plans}}.\n"
	  "May we answer any questions, or send you more details?\n\nKind regards\n{{user.name}}\n{{company.name}}\n" },
	{ .name = "follow-up", .purpose = "follow-up", .language = "zh", .folder = "sales", .format = "text",
	  .subject = "跟进：{{deal.name|我们的沟通}}",
	  .body = "尊敬的{{recipient.name|客户}}：\n\n您好！\n\n感谢您与我们沟通{{deal.name|贵公司的需求}}。\n"
	  "如需更多资料或报价，请随时告知。\n\n此致\n敬礼\n\n{{user.name}}\n{{company.name}}\n{{today}}\n" },
	{ .name = "thanks", .purpose = "thanks", .language = "en", .folder = "sales", .format = "text",
	  .subject = "Thank you for your order {{order.number|}}",
	  .body = "Dear {{recipient.name|customer}},\n\nThank you for your order {{order.number|}} and for your trust.\nWe will keep you informed of its progress.\n"
	  "\nKind regards\n{{user.name}}\n{{company.name}}\n" },
	{ .name = "thanks", .purpose = "thanks", .language = "zh", .folder = "sales", .format = "text",
	  .subject = "感谢您的订单 {{order.number|}}",
	  .body = "尊敬的{{recipient.name|客户}}：\n\n您好！\n\n感谢您的订单{{order.number|}}以及对我们的信任。\n"
	  "我们会及时告知您订单的进展。\n\n此致\n敬礼\n\n{{user.name}}\n{{company.name}}\n{{today}}\n" },
	{ .name = "apology", .purpose = "apology", .language = "en", .folder = "service", .format = "text",
	  .subject = "Our apologies",
	  .body = "Dear {{recipient.name|customer}},\n\nWe are sorry for the trouble that you had with us.\n"
	  "We have looked into it and will put it right as soon as possible; please call us at any time: {{company.phone|}}\n\nKind regards\n{{user.name}}\n"
	  "{{company.name}}\n" },
	{ .name = "apology", .purpose = "apology", .language = "zh", .folder = "service", .format = "text",
	  .subject = "致歉函",
	  .body = "尊敬的{{recipient.name|客户}}：\n\n您好！\n\n对于给您带来的不便，我们深表歉意。\n"
	  "我们已着手查明原因，并将尽快妥善处理。如有需要，请随时致电 {{company.phone|我们}}。\n\n此致\n敬礼\n\n"
	  "{{user.name}}\n{{company.name}}\n{{today}}\n" },
	{ .name = "payment-1", .purpose = "payment", .language = "en", .folder = "finance", .format = "text",
	  .subject = "Friendly reminder of payment",
	  .body = "Dear {{recipient.name|customer}},\n\nMay we remind you of the following payment, which may have escaped your attention:\n\n{{list}}\n\n"
	  "If you have paid in the meantime, please ignore this message.\n\nKind regards\n{{user.name}}\n{{company.name}}\n" },
	{ .name = "payment-1", .purpose = "payment", .language = "zh", .folder = "finance", .format = "text",
	  .subject = "付款提醒",
	  .body = "尊敬的{{recipient.name|客户}}：\n\n您好！\n\n谨此提醒，以下款项可能因疏忽尚未支付：\n\n{{list}}\n\n"
	  "如您已付款，请忽略本邮件。\n\n此致\n敬礼\n\n{{user.name}}\n{{company.name}}\n{{today}}\n" },
	{ .name = "payment-2", .purpose = "payment", .language = "en", .folder = "finance", .format = "text",
	  .subject = "Second reminder of payment",
	  .body = "Dear {{recipient.name|customer}},\n\nWe have not yet received the following payment, of which we have reminded you:\n\n{{list}}\n\n"
	  "Please pay within seven days, or tell us if anything keeps you from doing so.\n\nKind regards\n{{user.name}}\n{{company.name}}\n" },
	{ .name = "payment-2", .purpose = "payment", .language = "zh", .folder = "finance", .format = "text",
	  .subject = "第二次付款提醒",
	  .body = "尊敬的{{recipient.name|客户}}：\n\n您好！\n\n我们曾提醒过您，但以下款项至今尚未收到：\n\n{{list}}\n\n"
	  "请于七日内付款；如有困难，请与我们联系。\n\n此致\n敬礼\n\n{{user.name}}\n{{company.name}}\n{{today}}\n" },
	{ .name = "payment-3", .purpose = "payment", .language = "en", .folder = "finance", .format = "text",
	  .subject = "Last reminder of payment",
	  .body = "Dear {{recipient.name|customer}},\n\nIn spite of two reminders, the following payment is still open:\n\n{{list}}\n\n"
	  "Unless we receive it within seven days, we shall have to take further steps, which we would rather avoid.\n\nKind regards\n{{user.name}}\n"
	  "{{company.name}}\n" },
	{ .name = "payment-3", .purpose = "payment", .language = "zh", .folder = "finance", .format = "text",
	  .subject = "最后付款通知",
	  .body = "尊敬的{{recipient.name|客户}}：\n\n您好！\n\n虽经两次提醒，以下款项仍未支付：\n\n{{list}}\n\n"
	  "如七日内仍未收到款项，我们将不得不采取进一步措施。\n\n此致\n敬礼\n\n{{user.name}}\n{{company.name}}\n{{today}}\n" },
	{ .name = "festival", .purpose = "festival", .language = "en", .folder = "greetings", .format = "text",
	  .subject = "Season's greetings from {{company.name|us}}",
	  .body = "Dear {{recipient.name|customer}},\n\nWe wish you and your family a happy holiday.\n"
	  "Thank you for your trust; we look forward to working with you.\n\nKind regards\n{{user.name}}\n{{company.name}}\n" },
	{ .name = "festival", .purpose = "festival", .language = "zh", .folder = "greetings", .format = "text",
	  .subject = "{{company.name|我们}}祝您节日快乐",
	  .body = "尊敬的{{recipient.name|客户}}：\n\n您好！\n\n值此佳节，谨向您及家人致以诚挚的祝福。\n"
	  "感谢您一直以来的信任与支持。\n\n此致\n敬礼\n\n{{user.name}}\n{{company.name}}\n{{today}}\n" },
	{ .name = "birthday", .purpose = "birthday", .language = "en", .folder = "greetings", .format = "text",
	  .subject = "Happy birthday!",
	  .body = "Dear {{recipient.name|customer}},\n\nWe wish you a happy birthday, and all the best for the year ahead.\n\nKind regards\n{{user.name}}\n"
	  "{{company.name}}\n" },
	{ .name = "birthday", .purpose = "birthday", .language = "zh", .folder = "greetings", .format = "text",
	  .subject = "祝您生日快乐",
	  .body = "尊敬的{{recipient.name|客户}}：\n\n您好！\n\n祝您生日快乐，身体健康，万事如意！\n\n此致\n敬礼\n\n{{user.name}}\n"
	  "{{company.name}}\n{{today}}\n" },
	{ .name = "call-back", .purpose = "call-back", .language = "en", .folder = "service", .format = "text",
	  .subject = "Are you satisfied with our service?",
	  .body = "Dear {{recipient.name|customer}},\n\nRecently we helped you with a request.\n"
	  "Is everything working as it should? A short answer to this mail is enough; we also like to call you back.\n\nKind regards\n{{user.name}}\n"
	  "{{company.name}}\n" },
	{ .name = "call-back", .purpose = "call-back", .language = "zh", .folder = "service", .format = "text",
	  .subject = "服务回访",
	  .body = "尊敬的{{recipient.name|客户}}：\n\n您好！\n\n近期我们为您提供了服务。\n"
	  "请问问题是否已妥善解决？直接回复本邮件即可，我们也可以给您回电。\n\n此致\n敬礼\n\n{{user.name}}\n"
	  "{{company.name}}\n{{today}}\n" },
	{ .name = "survey", .purpose = "survey", .language = "en", .folder = "service", .format = "text",
	  .subject = "How are we doing?",
	  .body = "Dear {{recipient.name|customer}},\n\nYour opinion helps us to improve.\n"
	  "On a scale from 0 to 10, how likely is it that you would recommend us? Please answer this mail with a number, and a word about why.\n\n"
	  "Kind regards\n{{user.name}}\n{{company.name}}\n" },
	{ .name = "survey", .purpose = "survey", .language = "zh", .folder = "service", .format = "text",
	  .subject = "满意度调查",
	  .body = "尊敬的{{recipient.name|客户}}：\n\n您好！\n\n您的意见是我们改进的动力。\n"
	  "请用0至10分告诉我们，您向他人推荐我们的可能性有多大？直接回复分数和理由即可。\n\n此致\n敬礼\n\n"
	  "{{user.name}}\n{{company.name}}\n{{today}}\n" },
	{ .name = "received", .purpose = "ticket", .language = "en", .folder = "service", .format = "text",
	  .subject = "We have received your message",
	  .body = "Dear {{recipient.name|customer}},\n\nThank you for your message. It has been recorded, and we will answer as soon as possible.\n\nKind regards\n"
	  "{{user.name}}\n{{company.name}}\n" },
	{ .name = "received", .purpose = "ticket", .language = "zh", .folder = "service", .format = "text",
	  .subject = "我们已收到您的来信",
	  .body = "尊敬的{{recipient.name|客户}}：\n\n您好！\n\n感谢您的来信。我们已作登记，并将尽快答复。\n\n此致\n敬礼\n\n"
	  "{{user.name}}\n{{company.name}}\n{{today}}\n" },
	{ 0 },
};
