namespace Guanxi.Customers;

/// <summary>What of a person at an organisation is hidden from whom, there and back.</summary>
internal static class ContactPersonMask
{
    public static string? Phones(Actor actor, string? phones) => actor.May(KernelRights.Personal) ? phones : Several.Each(phones, Mask.Phone);

    public static string? Emails(Actor actor, string? emails) => actor.May(KernelRights.Personal) ? emails : Several.Each(emails, Mask.Email);

    public static string? WeChat(Actor actor, string? name) => actor.May(KernelRights.Personal) ? name : Mask.Text(name);

    /// <summary>A value of the field's history as the actor may see it.</summary>
    public static string? For(Actor actor, string field, string? value) => field switch
    {
        nameof(ContactPerson.Phones) => Phones(actor, value),
        nameof(ContactPerson.Emails) => Emails(actor, value),
        nameof(ContactPerson.WeChat) => WeChat(actor, value),
        _ => value,
    };

    /// <summary>What came back masked as it was shown says nothing about the fact.</summary>
    public static ContactPersonFacts Unmasked(ContactPersonFacts said, ContactPerson now, Actor actor) => actor.May(KernelRights.Personal) ? said : said with
    {
        Phones = said.Phones?.Trim() == Phones(actor, now.Phones) ? now.Phones : said.Phones,
        Emails = said.Emails?.Trim() == Emails(actor, now.Emails) ? now.Emails : said.Emails,
        WeChat = said.WeChat?.Trim() == WeChat(actor, now.WeChat) ? now.WeChat : said.WeChat,
    };
}
